/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences, the list of shortcuts, and what they change in windows that are open.
 */
#include "config.h"

#include "app-test.h"

#include <adwaita.h>

#include "ts-accelerators.h"
#include "ts-appearance.h"
#include "ts-help.h"
#include "ts-preferences-window.h"
#include "ts-shortcuts-window.h"
#include "ts-timeline.h"

static guint n_changes;

static void
on_changed (gpointer owner)
{
  n_changes++;
}

static GSettings *
get_settings (void)
{
  return ts_application_get_settings (app_test_get_application ());
}

static void
test_colours (void)
{
  g_autoptr (GObject) owner = NULL;
  GSettings *settings = get_settings ();

  owner = g_object_new (G_TYPE_OBJECT, NULL);
  n_changes = 0;
  ts_appearance_watch (owner, on_changed);
  g_assert_cmpint (ts_palette_get_colouring (ts_appearance_get_palette ()), ==, TS_COLOURS_BY_TASK);
  g_assert_false (ts_palette_is_plain (ts_appearance_get_palette ()));
  g_settings_set_string (settings, "colours", "core");
  g_settings_set_boolean (settings, "patterns", FALSE);
  app_test_settle ();
  g_assert_cmpint (ts_palette_get_colouring (ts_appearance_get_palette ()), ==, TS_COLOURS_BY_CORE);
  g_assert_true (ts_palette_is_plain (ts_appearance_get_palette ()));
  g_assert_cmpuint (n_changes, ==, 2);
  g_settings_reset (settings, "colours");
  g_settings_reset (settings, "patterns");
  app_test_settle ();
}

/* All text grows, and shrinks back to where it was. */
static void
test_text_size (void)
{
  GtkSettings *desktop = gtk_settings_get_default ();
  GSettings *settings = get_settings ();
  int usual, large, again;

  g_object_get (desktop, "gtk-xft-dpi", &usual, NULL);
  g_settings_set_int (settings, "text-size", 200);
  app_test_settle ();
  g_object_get (desktop, "gtk-xft-dpi", &large, NULL);
  g_assert_cmpint (large, >, (usual > 0 ? usual : 96 * 1024) * 19 / 10);
  g_settings_reset (settings, "text-size");
  app_test_settle ();
  g_object_get (desktop, "gtk-xft-dpi", &again, NULL);
  g_assert_cmpint (again, ==, usual);
}

static GtkWidget *
find_combo (GtkWidget *root, const char *title)
{
  if (ADW_IS_COMBO_ROW (root) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_combo (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What is chosen is kept, and open windows follow. */
static void
test_window (void)
{
  TsWindow *window = app_test_new_window ();
  TsPreferencesWindow *preferences = ts_preferences_window_new (app_test_get_application (), GTK_WINDOW (window));
  GtkWidget *source, *colours;
  g_autofree char *name = NULL;

  gtk_window_present (GTK_WINDOW (preferences));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (preferences));
  source = find_combo (GTK_WIDGET (preferences), "_Source");
  colours = find_combo (GTK_WIDGET (preferences), "_Colours Show");
  g_assert_nonnull (source);
  g_assert_nonnull (colours);
  adw_combo_row_set_selected (ADW_COMBO_ROW (source), SOURCE_SELF_TIMED);
  g_assert_cmpint (ts_session_get_source (ts_window_get_session (window)), ==, SOURCE_SELF_TIMED);
  adw_combo_row_set_selected (ADW_COMBO_ROW (colours), 1);
  name = g_settings_get_string (get_settings (), "colours");
  g_assert_cmpstr (name, ==, "state");
  gtk_window_destroy (GTK_WINDOW (preferences));
  g_settings_reset (get_settings (), "colours");
  g_settings_reset (get_settings (), "source");
  app_test_close_window (window);
}

static guint
count_rows (GtkWidget *root)
{
  guint count = ADW_IS_ACTION_ROW (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    count += count_rows (child);
  return count;
}

/* No binding is missing from the list. */
static void
test_shortcuts (void)
{
  TsShortcutsWindow *shortcuts = ts_shortcuts_window_new (NULL);
  guint count;

  ts_accelerators_get (&count);
  gtk_window_present (GTK_WINDOW (shortcuts));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (shortcuts));
  g_assert_cmpuint (count_rows (GTK_WIDGET (shortcuts)), >, count);
  gtk_window_destroy (GTK_WINDOW (shortcuts));
}

static gboolean
has_help (gpointer data)
{
  TsHelpButton *button = ts_help_button_find (data);
  GtkWidget *popover = button != NULL ? app_test_find_widget (GTK_WIDGET (button), GTK_TYPE_POPOVER) : NULL;

  return popover != NULL && gtk_widget_get_mapped (popover);
}

/* F1 tells of what has the focus. */
static void
test_help (void)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task Worker\n  step\n");
  GtkWidget *timeline;

  ts_window_show_scenario (window, scenario, FALSE);
  timeline = app_test_find_widget (GTK_WIDGET (window), TS_TYPE_TIMELINE);
  app_test_settle ();
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (window)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.help", NULL));
  app_test_wait (has_help, timeline);
  app_test_close_window (window);
}

static void
test_help_texts (void)
{
  guint count;
  const TsHelp *all = ts_help_get_all (&count);

  g_assert_null (ts_help_find ("nonsense"));
  for (guint i = 0; i < count; i++)
    {
      g_assert_true (ts_help_find (all[i].topic) == &all[i]);
      g_assert_nonnull (all[i].sentences[0]);
    }
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/preferences/colours", test_colours);
  g_test_add_func ("/preferences/text-size", test_text_size);
  g_test_add_func ("/preferences/window", test_window);
  g_test_add_func ("/preferences/shortcuts", test_shortcuts);
  g_test_add_func ("/preferences/help", test_help);
  g_test_add_func ("/preferences/help-texts", test_help_texts);
  return g_test_run ();
}
