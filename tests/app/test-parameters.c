/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row of parameters above the timeline, and what is remembered of a run.
 */
#include "config.h"

#include "app-test.h"

#include "ts-parameter-field.h"
#include "ts-source-button.h"
#include "ts-window-private.h"

#define PROGRAM "set turns = 3 from 1 to 9 \"Turns\"\nset many = 40 from 0 to 400 \"Many\"\n" \
                "task Worker\n  repeat turns\n    step\n"

static TsWindow *
open_window (void)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) scenario = app_test_new_scenario (PROGRAM);

  ts_window_show_scenario (window, scenario, FALSE);
  return window;
}

static GtkSpinButton *
get_number (TsWindow *window)
{
  return GTK_SPIN_BUTTON (app_test_find_widget (GTK_WIDGET (window->parameters), GTK_TYPE_SPIN_BUTTON));
}

static void
test_changes_the_session (void)
{
  TsWindow *window = open_window ();

  g_assert_cmpint (gtk_spin_button_get_value_as_int (get_number (window)), ==, 3);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_number (window)), GTK_ACCESSIBLE_PROPERTY_LABEL, "Turns");
  gtk_spin_button_set_value (get_number (window), 7);
  g_assert_cmpint (ts_session_get_value (window->session, "turns"), ==, 7);
  ts_session_set_value (window->session, "turns", 5);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (get_number (window)), ==, 5);
  app_test_close_window (window);
}

static void
test_goes_back_to_the_defaults (void)
{
  TsWindow *window = open_window ();

  ts_session_set_value (window->session, "turns", 9);
  ts_session_set_value (window->session, "many", 0);
  gtk_widget_activate_action (GTK_WIDGET (window->parameters), "parameters.reset", NULL);
  g_assert_cmpint (ts_session_get_value (window->session, "turns"), ==, 3);
  g_assert_cmpint (ts_session_get_value (window->session, "many"), ==, 40);
  app_test_close_window (window);
}

static void
test_names_a_bad_value (void)
{
  TsWindow *window = open_window ();
  GtkWidget *field = app_test_find_widget (GTK_WIDGET (window->parameters), TS_TYPE_PARAMETER_FIELD);
  const char *const bad[] = { "0", "10", "x", "4x", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (get_number (window)), bad[i]);
      g_assert_true (gtk_widget_has_css_class (field, "error"));
      g_assert_cmpint (ts_session_get_value (window->session, "turns"), ==, 3);
      gtk_editable_set_text (GTK_EDITABLE (get_number (window)), "3");
      g_assert_false (gtk_widget_has_css_class (field, "error"));
    }
  app_test_close_window (window);
}

static GtkLabel *
get_label (GtkWidget *field, const char *name)
{
  return GTK_LABEL (gtk_widget_get_template_child (field, TS_TYPE_PARAMETER_FIELD, name));
}

static gboolean
has_a_place (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0;
}

/* In a window of 1000 px, beside a rail; units have their signs. */
static void
test_shows_labels_whole (void)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) scenario = app_test_find_scenario ("worker-pool");
  const char *const labels[] = { "Workers", "Jobs", "Work in a job\302\240(ms)",
                                 "Up to so much more in some jobs\302\240(ms)" };
  GtkWidget *field;

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  ts_window_show_scenario (window, scenario, FALSE);
  field = app_test_find_widget (GTK_WIDGET (window->parameters), TS_TYPE_PARAMETER_FIELD);
  app_test_wait (has_a_place, field);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++, field = gtk_widget_get_next_sibling (field))
    {
      GtkLabel *caption = get_label (field, "caption");
      PangoLayout *layout = gtk_label_get_layout (caption);

      g_assert_cmpstr (gtk_label_get_text (caption), ==, labels[i]);
      g_assert_false (pango_layout_is_ellipsized (layout));
      g_assert_cmpint (pango_layout_get_line_count (layout), <=, 2);
    }
  app_test_close_window (window);
}

/* What is said about a bad value moves nothing under the hand that mends it. */
static void
test_keeps_its_place_while_a_value_is_bad (void)
{
  TsWindow *window = open_window ();
  GtkWidget *field = app_test_find_widget (GTK_WIDGET (window->parameters), TS_TYPE_PARAMETER_FIELD);
  int width, height;

  app_test_wait (has_a_place, field);
  width = gtk_widget_get_width (field);
  height = gtk_widget_get_height (field);
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (get_label (field, "caption"))));
  gtk_editable_set_text (GTK_EDITABLE (get_number (window)), "10");
  app_test_settle ();
  g_assert_false (gtk_widget_get_child_visible (GTK_WIDGET (get_label (field, "caption"))));
  g_assert_cmpstr (gtk_label_get_text (get_label (field, "range")), ==, "From 1 to 9");
  g_assert_cmpint (gtk_widget_get_width (field), ==, width);
  g_assert_cmpint (gtk_widget_get_height (field), ==, height);
  app_test_close_window (window);
}

static gboolean
says_next_run (TsWindow *window)
{
  GtkWidget *note = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (window->parameters), TS_TYPE_PARAMETERS, "note"));

  return gtk_widget_get_opacity (note) > 0;
}

static void
test_says_that_the_recording_has_other_values (void)
{
  TsWindow *window = open_window ();

  g_assert_false (says_next_run (window));
  app_test_run (window->session);
  g_assert_false (says_next_run (window));
  ts_session_set_value (window->session, "many", 41);
  g_assert_true (says_next_run (window));
  app_test_run (window->session);
  g_assert_false (says_next_run (window));
  app_test_close_window (window);
}

/* What a run was made with is there again in another window; what was only tried out is not. */
static void
test_remembers_what_was_run (void)
{
  TsWindow *window = open_window (), *next;

  ts_session_set_value (window->session, "turns", 6);
  ts_session_set_way (window->session, WAY_PROCESSES);
  app_test_run (window->session);
  ts_session_set_value (window->session, "turns", 2);
  next = open_window ();
  g_assert_cmpint (ts_session_get_value (next->session, "turns"), ==, 6);
  g_assert_cmpint (ts_session_get_way (next->session), ==, WAY_PROCESSES);
  app_test_close_window (next);
  app_test_close_window (window);
}

static GtkMenuButton *
get_source_button (TsWindow *window)
{
  GtkWidget *source = app_test_find_widget (GTK_WIDGET (window->parameters), TS_TYPE_SOURCE_BUTTON);

  return GTK_MENU_BUTTON (app_test_find_widget (source, GTK_TYPE_MENU_BUTTON));
}

static void
test_says_how_it_is_observed (void)
{
  TsWindow *window = open_window ();
  gboolean can_be_exact = ts_session_get_machine (window->session)->exact;

  ts_session_set_source (window->session, SOURCE_AUTOMATIC);
  g_assert_cmpstr (gtk_menu_button_get_label (get_source_button (window)), ==, can_be_exact ? "Exact" : "Self-timed");
  ts_session_set_source (window->session, SOURCE_SELF_TIMED);
  g_assert_cmpstr (gtk_menu_button_get_label (get_source_button (window)), ==, "Self-timed");
  app_test_run (window->session);
  ts_session_set_source (window->session, SOURCE_AUTOMATIC);
  g_assert_cmpstr (gtk_menu_button_get_label (get_source_button (window)), ==, "Self-timed"); /* what is shown was */
  app_test_close_window (window);
}

static void
test_chooses_the_source (void)
{
  TsWindow *window = open_window ();
  GtkWidget *source = app_test_find_widget (GTK_WIDGET (window->parameters), TS_TYPE_SOURCE_BUTTON);
  GtkCheckButton *self_timed =
    GTK_CHECK_BUTTON (gtk_widget_get_template_child (source, TS_TYPE_SOURCE_BUTTON, "self_timed"));

  gtk_check_button_set_active (self_timed, TRUE);
  g_assert_cmpint (ts_session_get_source (window->session), ==, SOURCE_SELF_TIMED);
  ts_session_set_source (window->session, SOURCE_AUTOMATIC);
  g_assert_false (gtk_check_button_get_active (self_timed));
  app_test_close_window (window);
}

static void
test_lives_without_a_scenario (void)
{
  TsSession *session = ts_session_new (ts_application_get_machine (app_test_get_application ()));
  TsParameters *parameters = g_object_ref_sink (g_object_new (TS_TYPE_PARAMETERS, NULL));
  g_autoptr (TsScenario) scenario = app_test_new_scenario (PROGRAM);

  ts_parameters_set_session (parameters, session);
  g_assert_null (app_test_find_widget (GTK_WIDGET (parameters), TS_TYPE_PARAMETER_FIELD));
  ts_session_set_scenario (session, scenario);
  g_assert_nonnull (app_test_find_widget (GTK_WIDGET (parameters), TS_TYPE_PARAMETER_FIELD));
  ts_parameters_set_session (parameters, NULL);
  g_assert_null (app_test_find_widget (GTK_WIDGET (parameters), TS_TYPE_PARAMETER_FIELD));
  ts_parameters_set_session (parameters, session);
  g_object_unref (session);
  g_object_unref (parameters);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/parameters/changes-the-session", test_changes_the_session);
  g_test_add_func ("/parameters/goes-back-to-the-defaults", test_goes_back_to_the_defaults);
  g_test_add_func ("/parameters/names-a-bad-value", test_names_a_bad_value);
  g_test_add_func ("/parameters/shows-labels-whole", test_shows_labels_whole);
  g_test_add_func ("/parameters/keeps-its-place-while-a-value-is-bad", test_keeps_its_place_while_a_value_is_bad);
  g_test_add_func ("/parameters/says-that-the-recording-has-other-values", test_says_that_the_recording_has_other_values);
  g_test_add_func ("/parameters/remembers-what-was-run", test_remembers_what_was_run);
  g_test_add_func ("/parameters/says-how-it-is-observed", test_says_how_it_is_observed);
  g_test_add_func ("/parameters/chooses-the-source", test_chooses_the_source);
  g_test_add_func ("/parameters/lives-without-a-scenario", test_lives_without_a_scenario);
  return g_test_run ();
}
