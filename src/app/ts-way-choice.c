/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-way-choice.h"

#include <glib/gi18n-lib.h>

#include "ts-widget.h"

/* Letters of a line: on the button, which shares the header, and in the list. */
enum { LEAST_ON_BUTTON = 5, MOST_ON_BUTTON = 22, MOST_IN_LIST = 42 };

struct _TsWayChoice {
  GtkWidget parent_instance;

  TsSession *session;
  gboolean is_following;   /* the choice follows the session, and does not lead */

  GtkDropDown *choice;
  GtkStringList *names;    /* of the ways, as in way_traits */
};

G_DEFINE_FINAL_TYPE (TsWayChoice, ts_way_choice, GTK_TYPE_WIDGET)

static WayId
get_way (GtkListItem *item)
{
  return ts_way_find (gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
on_setup_button (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = new_label (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_ON_BUTTON);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_ON_BUTTON);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_button (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), _(ts_way_get (get_way (item))->label));
}

static void
on_setup_item (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *summary = new_label ("caption"), *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_wrap (GTK_LABEL (summary), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (summary), MOST_IN_LIST);
  gtk_label_set_max_width_chars (GTK_LABEL (summary), MOST_IN_LIST);
  gtk_widget_add_css_class (summary, "dim-label");
  gtk_box_append (GTK_BOX (words), new_label (NULL));
  gtk_box_append (GTK_BOX (words), summary);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), tick);
  gtk_widget_add_css_class (row, "ts-way");
  gtk_list_item_set_child (item, row);
}

/* The tick stands at the way that is chosen; one that cannot be chosen is pale and says why. */
static void
update_item (GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  TsWayChoice *self = TS_WAY_CHOICE (gtk_widget_get_ancestor (row, TS_TYPE_WAY_CHOICE));
  GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_first_child (row));
  GtkWidget *summary = gtk_widget_get_next_sibling (label);
  g_autofree char *refusal = NULL;

  if (!gtk_widget_get_mapped (row))
    return;
  refusal = ts_session_refuse_way (self->session, get_way (item));
  gtk_widget_set_opacity (gtk_widget_get_last_child (row),
                          gtk_list_item_get_position (item) == gtk_drop_down_get_selected (self->choice) ? 1 : 0);
  gtk_label_set_text (GTK_LABEL (summary), refusal != NULL ? refusal : _(ts_way_get (get_way (item))->summary));
  gtk_widget_set_sensitive (label, refusal == NULL);
  gtk_list_item_set_activatable (item, refusal == NULL);
  gtk_list_item_set_selectable (item, refusal == NULL);
}

/* The rest comes when the row is seen: before that the Pythons of the computer need not be asked. */
static void
on_bind_item (TsWayChoice *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_first_child (row));

  gtk_label_set_text (GTK_LABEL (label), _(ts_way_get (get_way (item))->label));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (update_item), item, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "map", G_CALLBACK (update_item), item, G_CONNECT_SWAPPED);
}

static void
on_unbind_item (TsWayChoice *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_data (self->choice, item);
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_child (item), item);
}

static void
describe (TsWayChoice *self)
{
  const TsWay *way = ts_way_get (ts_session_get_way (self->session));
  /* Translators: the tooltip of a choice; the second line is what the way is that is chosen */
  g_autofree char *tip = g_strdup_printf (_("Way to Run\n%s"), way != NULL ? _(way->summary) : "");

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->choice), g_strchomp (tip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  way != NULL ? _(way->summary) : "", -1);
}

static void
on_way_changed (TsWayChoice *self)
{
  const char *name = way_traits[ts_session_get_way (self->session)].name;
  guint n_names = g_list_model_get_n_items (G_LIST_MODEL (self->names));

  self->is_following = TRUE;
  for (guint i = 0; i < n_names; i++)
    if (g_str_equal (gtk_string_list_get_string (self->names, i), name))
      gtk_drop_down_set_selected (self->choice, i);
  self->is_following = FALSE;
  describe (self);
}

/* All ways that this version has, whether the scenario can be run in them or not: where a way stands is learnt once. */
static void
list_ways (TsWayChoice *self)
{
  for (guint way = 0; way < WAY_COUNT; way++)
    if (ts_way_get ((WayId) way) != NULL)
      gtk_string_list_append (self->names, way_traits[way].name);
}

/* The list of a drop-down lets the keyboard choose what is not selectable. */
static void
on_chosen (TsWayChoice *self)
{
  GtkStringObject *name = gtk_drop_down_get_selected_item (self->choice);
  g_autofree char *refusal = NULL;
  WayId way;

  if (self->session == NULL || self->is_following || name == NULL)
    return;
  way = ts_way_find (gtk_string_object_get_string (name));
  refusal = ts_session_refuse_way (self->session, way);
  if (refusal == NULL)
    ts_session_set_way (self->session, way);
  else
    on_way_changed (self);
}

static void
add_factories (TsWayChoice *self)
{
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) list = gtk_signal_list_item_factory_new ();

  g_signal_connect (button, "setup", G_CALLBACK (on_setup_button), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (on_bind_button), NULL);
  g_signal_connect (list, "setup", G_CALLBACK (on_setup_item), NULL);
  g_signal_connect_object (list, "bind", G_CALLBACK (on_bind_item), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "unbind", G_CALLBACK (on_unbind_item), self, G_CONNECT_SWAPPED);
  gtk_drop_down_set_factory (self->choice, button);
  gtk_drop_down_set_list_factory (self->choice, list);
}

static void
ts_way_choice_dispose (GObject *object)
{
  TsWayChoice *self = TS_WAY_CHOICE (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_WAY_CHOICE);
  G_OBJECT_CLASS (ts_way_choice_parent_class)->dispose (object);
}

static void
ts_way_choice_class_init (TsWayChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_way_choice_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-way-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, TsWayChoice, choice);
  gtk_widget_class_bind_template_child (widget_class, TsWayChoice, names);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
}

static void
ts_way_choice_init (TsWayChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_factories (self);
  list_ways (self);
}

void
ts_way_choice_set_session (TsWayChoice *self, TsSession *session)
{
  g_return_if_fail (TS_IS_WAY_CHOICE (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify::way", G_CALLBACK (on_way_changed), self);
  on_way_changed (self);
}

GListModel *
ts_way_choice_get_model (TsWayChoice *self)
{
  g_return_val_if_fail (TS_IS_WAY_CHOICE (self), NULL);
  return G_LIST_MODEL (self->names);
}
