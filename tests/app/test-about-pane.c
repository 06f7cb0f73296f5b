/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said about a scenario and its run.
 */
#include "config.h"

#include "app-test.h"

#include <string.h>

#include "ts-timeline-navigate.h"
#include "ts-window-private.h"

/* All texts that can be seen, a line each. */
static void
collect (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

static char *
read_pane (TsWindow *window)
{
  GString *text = g_string_new (NULL);

  app_test_settle ();
  collect (GTK_WIDGET (window->about_pane), text);
  return g_string_free (text, FALSE);
}

static TsWindow *
new_window (TsScenario *scenario)
{
  TsWindow *window = app_test_new_window ();

  ts_window_show_scenario (window, scenario, FALSE);
  gtk_widget_set_visible (window->rail, TRUE);
  gtk_stack_set_visible_child_name (window->rail_stack, "about");
  return window;
}

static void
test_scenario (void)
{
  g_autoptr (TsScenario) scenario = app_test_find_scenario ("word");
  TsWindow *window = new_window (scenario);
  g_autofree char *text = read_pane (window);

  g_assert_nonnull (strstr (text, ts_scenario_get_title (scenario)));
  g_assert_nonnull (strstr (text, ts_scenario_get_summary (scenario)));
  g_assert_nonnull (strstr (text, ts_scenario_get_look (scenario)));
  g_assert_nonnull (strstr (text, "“pages” in the program: 1 to 20, 8 unless you change it"));
  g_assert_null (strstr (text, "The Run"));
  app_test_close_window (window);
}

/* What a scenario does not have leaves no empty headings. */
static void
test_run_of_a_bare_program (void)
{
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task A\n  compute 2 ms\n  step\n");
  TsWindow *window = new_window (scenario);
  g_autofree char *text = NULL;

  app_test_run (window->session);
  text = read_pane (window);
  g_assert_null (strstr (text, "What to Look At"));
  g_assert_null (strstr (text, "What You Can Change"));
  g_assert_nonnull (strstr (text, "The Run\nThreads: "));
  g_assert_nonnull (strstr (text, ts_recording_get_facts (ts_session_get_recording (window->session))->machine));
  app_test_close_window (window);
}

static gboolean
is_idle (gpointer data)
{
  return ts_session_get_state (data) == TS_SESSION_IDLE;
}

/* While it goes on, nothing is said of a run that is over: neither of this one nor of the last. */
static void
test_run_that_goes_on (void)
{
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task A\n  forever\n    sleep 1 ms\n");
  TsWindow *window = new_window (scenario);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *during = NULL, *after = NULL;

      g_assert_true (ts_session_run (window->session, NULL));
      during = read_pane (window);
      g_assert_null (strstr (during, "The Run"));
      ts_session_stop (window->session);
      app_test_wait (is_idle, window->session);
      after = read_pane (window);
      g_assert_nonnull (strstr (after, "The Run"));
    }
  app_test_close_window (window);
}

static void
test_source (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  g_autofree char *nobody = ts_timeline_describe_source (recording), *kernel = NULL;
  TsRunFacts *facts = ts_recording_get_facts (recording);

  g_assert_cmpstr (nobody, ==, "");
  g_free (facts->source);
  facts->source = g_strdup ("exact");
  facts->lost = 1;
  kernel = ts_timeline_describe_source (recording);
  g_assert_true (g_str_has_suffix (kernel, " · 1 record lost"));
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/about-pane/scenario", test_scenario);
  g_test_add_func ("/about-pane/run-of-a-bare-program", test_run_of_a_bare_program);
  g_test_add_func ("/about-pane/run-that-goes-on", test_run_that_goes_on);
  g_test_add_func ("/about-pane/source", test_source);
  return g_test_run ();
}
