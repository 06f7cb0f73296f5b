/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-shortcuts-window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ts-accelerators.h"
#include "ts-timeline-keys.h"

struct _TsShortcutsWindow {
  GtkWindow parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (TsShortcutsWindow, ts_shortcuts_window, GTK_TYPE_WINDOW)

typedef struct {
  const char *title;
  const char *how;   /* translatable: what is done */
} Gesture;

/* As the timeline's gestures are. */
static const Gesture gestures[] = {
  { N_("Through the lanes"), N_("Scroll") },
  { N_("Through time"), N_("Shift and scroll, or swipe sideways") },
  { N_("Zoom at the pointer"), N_("Ctrl and scroll, or pinch") },
  { N_("Select a range of time"), N_("Drag") },
  { N_("Move the picture"), N_("Drag with the middle button, or with Shift") },
  { N_("Zoom to a slice"), N_("Double click") },
  { N_("Whole run"), N_("Double click on the ruler") },
};

/* Keys that go by their place on the keyboard, whatever stands on them. */
static const Gesture places[] = {
  { N_("Zoom in and out"), N_("W and S, by their place on the keyboard") },
  { N_("Back and on in time"), N_("A and D, by their place on the keyboard") },
};

static void
ts_shortcuts_window_dispose (GObject *object)
{
  /* The page is the window's own child, which GTK would let go of twice. */
  gtk_window_set_child (GTK_WINDOW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TS_TYPE_SHORTCUTS_WINDOW);
  G_OBJECT_CLASS (ts_shortcuts_window_parent_class)->dispose (object);
}

static void
ts_shortcuts_window_class_init (TsShortcutsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_shortcuts_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-shortcuts-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TsShortcutsWindow, page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static AdwPreferencesGroup *
add_group (TsShortcutsWindow *self, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (self->page, group);
  return group;
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_add_css_class (row, "ts-shortcut");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_key (GtkWidget *row, guint value, GdkModifierType modifiers)
{
  g_autofree char *text = gtk_accelerator_get_label (value, modifiers);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "ts-key");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static void
add_words (AdwPreferencesGroup *group, const Gesture *gesture)
{
  GtkWidget *label = gtk_label_new (_(gesture->how));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (add_row (group, _(gesture->title))), label);
}

static void
add_accelerator (AdwPreferencesGroup *group, const TsAccelerator *accelerator)
{
  GtkWidget *row = add_row (group, _(accelerator->title));

  for (gsize i = 0; i < G_N_ELEMENTS (accelerator->keys) && accelerator->keys[i] != NULL; i++)
    {
      GdkModifierType modifiers;
      guint value;

      if (gtk_accelerator_parse (accelerator->keys[i], &value, &modifiers))
        add_key (row, value, modifiers);
    }
}

/* The rows of a heading stand together, wherever the table has them. */
static void
add_accelerators (TsShortcutsWindow *self)
{
  guint count;
  const TsAccelerator *all = ts_accelerators_get (&count);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < count; i++)
    {
      AdwPreferencesGroup *group = g_hash_table_lookup (groups, all[i].group);

      if (group == NULL)
        {
          group = add_group (self, _(all[i].group));
          g_hash_table_insert (groups, (gpointer) all[i].group, group);
        }
      add_accelerator (group, &all[i]);
    }
}

/* The pad's keys do what their twins do, and need not be read. */
static gboolean
is_on_keypad (guint value)
{
  return value >= GDK_KEY_KP_Space && value <= GDK_KEY_KP_9;
}

static void
add_timeline (TsShortcutsWindow *self)
{
  AdwPreferencesGroup *group = add_group (self, _("Timeline, when it has the focus"));
  guint count;
  const TsTimelineKey *all = ts_timeline_keys_get (&count);

  for (guint i = 0; i < count; i++)
    {
      GtkWidget *row = add_row (group, _(all[i].title));

      for (guint k = 0; k < TS_TIMELINE_MOST_KEYS && all[i].keys[k].value != 0; k++)
        if (!is_on_keypad (all[i].keys[k].value))
          add_key (row, all[i].keys[k].value, all[i].keys[k].modifiers);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    add_words (group, &places[i]);
  group = add_group (self, _("Mouse and touchpad, on the timeline"));
  for (gsize i = 0; i < G_N_ELEMENTS (gestures); i++)
    add_words (group, &gestures[i]);
}

static void
ts_shortcuts_window_init (TsShortcutsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_accelerators (self);
  add_timeline (self);
}

TsShortcutsWindow *
ts_shortcuts_window_new (GtkWindow *parent)
{
  return g_object_new (TS_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, NULL);
}
