/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ts-help.h"

struct _TsHelpButton {
  GtkWidget parent_instance;

  const TsHelp *help;      /* NULL until the topic is set */
  GtkMenuButton *button;
};

enum { PROP_0, PROP_TOPIC, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TsHelpButton, ts_help_button, GTK_TYPE_WIDGET)

/* Where there is no room for all of it, it scrolls.  (This also makes GTK 4.8 measure lines in their true width.) */
static GtkWidget *
new_scroller (GtkWidget *child)
{
  enum { MOST_HEIGHT_PX = 480 };
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  return scroller;
}

/* Made when it is wanted: most people read it once. */
static void
create_popover (GtkMenuButton *button, gpointer data)
{
  TsHelpButton *self = data;
  enum { WIDTH_CHARS = 44 };
  GtkWidget *popover, *box, *title;

  if (gtk_menu_button_get_popover (button) != NULL || self->help == NULL)
    return;
  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  title = gtk_label_new (_(self->help->title));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (box, "ts-help");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), ts_help_new_text (self->help, WIDTH_CHARS));
  gtk_popover_set_child (GTK_POPOVER (popover), new_scroller (box));
  gtk_menu_button_set_popover (button, popover);
}

static void
ts_help_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  TsHelpButton *self = TS_HELP_BUTTON (object);

  if (id != PROP_TOPIC)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  else
    self->help = ts_help_find (g_value_get_string (value));
}

static void
ts_help_button_dispose (GObject *object)
{
  TsHelpButton *self = TS_HELP_BUTTON (object);

  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;
  G_OBJECT_CLASS (ts_help_button_parent_class)->dispose (object);
}

static void
ts_help_button_class_init (TsHelpButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ts_help_button_dispose;
  object_class->set_property = ts_help_button_set_property;
  properties[PROP_TOPIC] = g_param_spec_string ("topic", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ts_help_button_init (TsHelpButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  /* Translators: the label of a small round button for help */
  gtk_menu_button_set_label (self->button, _("?"));
  gtk_menu_button_set_create_popup_func (self->button, create_popover, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "circular");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "ts-help-button");
  gtk_widget_set_focus_on_click (GTK_WIDGET (self->button), FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("What Am I Looking At?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What am I looking at?"), -1);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

void
ts_help_button_popup (TsHelpButton *self)
{
  g_return_if_fail (TS_IS_HELP_BUTTON (self));
  gtk_menu_button_popup (self->button);
}

static TsHelpButton *
find_below (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (TS_IS_HELP_BUTTON (widget))
    return TS_HELP_BUTTON (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      TsHelpButton *found = find_below (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

TsHelpButton *
ts_help_button_find (GtkWidget *widget)
{
  TsHelpButton *found = NULL;

  while (widget != NULL && found == NULL)
    {
      found = find_below (widget);
      widget = gtk_widget_get_parent (widget);
    }
  return found;
}
