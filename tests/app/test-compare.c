/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two runs above each other: one axis, the difference in words and figures, and the history that they come from.
 */
#include "config.h"

#include "app-test.h"

#include "make-recording.h"
#include "ts-comparison.h"
#include "ts-window-private.h"

#include <string.h>

#define MS G_GINT64_CONSTANT (1000000)

static TsRecording *
new_recording (const char *way, gint64 duration_ns)
{
  const MakeRecording options = { .n_cores = 2, .n_tasks = 4, .n_slices = 200, .seed = 5 };
  TsRecording *recording = make_recording (&options);
  TsRunFacts *facts = ts_recording_get_facts (recording);

  ts_set_string (&facts->way, way);
  ts_set_string (&facts->title, "The pool");
  ts_set_string (&facts->failure, "");
  ts_set_string (&facts->scenario_source, "");
  facts->duration_ns = duration_ns;
  return recording;
}

static void
test_sentence (void)
{
  g_autoptr (TsRecording) slow = new_recording ("watch", 4100 * MS), fast = new_recording ("processes", 1200 * MS);
  g_autoptr (TsRecording) nearly = new_recording ("processes", 1230 * MS);
  g_autofree char *faster = ts_comparison_sentence (slow, fast), *longer = ts_comparison_sentence (fast, slow);
  g_autofree char *alike = ts_comparison_sentence (fast, nearly), *failed = NULL, *near_enough = NULL;

  g_assert_cmpstr (faster, ==, "The pool 4.10 s · Processes 1.20 s · 3.4 times faster");
  g_assert_cmpstr (longer, ==, "Processes 1.20 s · The pool 4.10 s · 3.4 times as long");
  g_assert_cmpstr (alike, ==, "First 1.20 s · Second 1.23 s · set up alike, so the difference says nothing");
  ts_recording_add_setting (nearly, "jobs", "Jobs", 1);
  ts_set_string (&ts_recording_get_facts (nearly)->way, "watch");
  near_enough = ts_comparison_sentence (fast, nearly);
  g_assert_cmpstr (near_enough, ==, "Processes 1.20 s · The pool 1.23 s · no more apart than chance");
  ts_set_string (&ts_recording_get_facts (slow)->failure, "It was stopped.");
  failed = ts_comparison_sentence (slow, fast);
  g_assert_true (g_str_has_suffix (failed, "the first did not end as it should"));
}

static void
test_settings (void)
{
  g_autoptr (TsRecording) one = new_recording ("threads", MS), two = new_recording ("processes", MS);
  g_autofree char *alike = ts_comparison_settings (one, one), *changed = NULL;

  g_assert_cmpstr (alike, ==, "Both were set up alike.");
  g_ptr_array_set_size (ts_recording_get_settings (one), 0);
  g_ptr_array_set_size (ts_recording_get_settings (two), 0);
  ts_recording_add_setting (one, "jobs", "Jobs", 100);
  ts_recording_add_setting (two, "jobs", "Jobs", 400);
  changed = ts_comparison_settings (one, two);
  g_assert_cmpstr (changed, ==, "Way: Threads → Processes · Jobs: 100 → 400");
}

static void
test_link (void)
{
  g_autoptr (TsRecording) slow = new_recording ("threads", 4000 * MS), fast = new_recording ("processes", 1000 * MS);
  g_autoptr (TsViewport) above = ts_viewport_new (), below = ts_viewport_new ();

  ts_viewport_link (above, below);
  ts_viewport_set_recording (above, slow);
  ts_viewport_set_recording (below, fast);
  g_assert_cmpint (ts_viewport_get_end_ns (below), ==, 4000 * MS);
  ts_viewport_show (below, 2000 * MS, 3000 * MS);
  g_assert_cmpint (ts_viewport_get_begin_ns (above), ==, 2000 * MS);
  g_assert_cmpint (ts_viewport_get_end_ns (above), ==, 3000 * MS);
  ts_viewport_set_instant_ns (above, 2500 * MS);
  g_assert_cmpint (ts_viewport_get_instant_ns (above), ==, 2500 * MS);
  g_assert_cmpint (ts_viewport_get_instant_ns (below), ==, 1000 * MS);
  g_assert_true (ts_viewport_undo (above));
  g_assert_cmpint (ts_viewport_get_begin_ns (below), ==, 0);
  g_assert_cmpint (ts_viewport_get_end_ns (below), ==, 4000 * MS);
  ts_viewport_select_lane (above, (TsLaneId) { TS_LANE_TASK, 1 });
  g_assert_cmpint (ts_viewport_get_selection (below)->lane.kind, ==, TS_LANE_NONE);
  g_clear_object (&above);
  ts_viewport_show (below, 0, 10 * MS);
}

static void
test_history (void)
{
  TsWindow *window = app_test_new_window ();
  TsSession *session = ts_window_get_session (window);
  GListModel *history = ts_session_get_history (session);
  g_autoptr (TsRecording) last = NULL, newest = NULL;

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (TsRecording) recording = new_recording ("threads", (i + 1) * MS);

      ts_session_show_recording (session, recording);
      g_assert_cmpuint (ts_session_get_number (session, recording), ==, i + 1);
      g_set_object (&last, recording);
    }
  g_assert_cmpuint (g_list_model_get_n_items (history), ==, 20);
  newest = g_list_model_get_item (history, 0);
  g_assert_true (newest == last);
  ts_session_show_recording (session, last);
  g_assert_cmpuint (g_list_model_get_n_items (history), ==, 20);
  app_test_close_window (window);
}

static gboolean
is_measured (gpointer data)
{
  return strstr (ts_compare_view_get_sentence (TS_WINDOW (data)->compare_view), " · ") != NULL;
}

static gboolean
is_enabled (TsWindow *window, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  gtk_widget_set_parent (button, GTK_WIDGET (window->toasts));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return enabled;
}

static void
test_window (void)
{
  TsWindow *window = app_test_new_window ();
  TsSession *session = ts_window_get_session (window);
  g_autoptr (TsScenario) scenario = app_test_find_scenario ("worker-pool"), other = app_test_find_scenario ("word");
  g_autofree char *table = NULL;

  ts_window_show_scenario (window, scenario, FALSE);
  g_assert_false (is_enabled (window, "win.compare"));
  app_test_run (session);
  g_assert_false (is_enabled (window, "win.compare"));
  ts_session_set_way (session, WAY_PROCESSES);
  app_test_run (session);
  g_assert_true (is_enabled (window, "win.compare"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.compare", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->middle), ==, "compare");
  app_test_wait (is_measured, window);
  g_assert_true (g_str_has_prefix (ts_compare_view_get_sentence (window->compare_view), "Threads "));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                         app_test_find_widget (GTK_WIDGET (window->compare_view), TS_TYPE_TIMELINE)));
  table = ts_compare_view_get_table (window->compare_view);
  g_assert_null (strstr (table, "…"));
  g_assert_true (ts_viewport_get_recording (ts_compare_view_get_viewport (window->compare_view, 0))
                 == ts_session_get_previous (session));
  /* Another run is shown below while it goes on, and compared when it is over. */
  app_test_run (session);
  app_test_wait (is_measured, window);
  g_assert_true (ts_viewport_get_recording (ts_compare_view_get_viewport (window->compare_view, 1))
                 == ts_session_get_recording (session));
  g_assert_cmpint (ts_viewport_get_length_ns (ts_compare_view_get_viewport (window->compare_view, 1)), ==,
                   ts_viewport_get_length_ns (ts_session_get_viewport (session)));
  ts_session_set_scenario (session, other);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->middle), ==, "one");
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/compare/sentence", test_sentence);
  g_test_add_func ("/app/compare/settings", test_settings);
  g_test_add_func ("/app/compare/link", test_link);
  g_test_add_func ("/app/compare/history", test_history);
  g_test_add_func ("/app/compare/window", test_window);
  return g_test_run ();
}
