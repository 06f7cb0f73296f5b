/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One scenario in all ways: what is said of them, the series of runs, and what the window shows of it.
 */
#include "config.h"

#include "app-test.h"

#include "make-recording.h"
#include "ts-window-private.h"

#include <string.h>

#define MS G_GINT64_CONSTANT (1000000)

static void
add (TsEveryWay *every, WayId way, gint64 duration_ns, const char *problem)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  TsTask *task = ts_recording_add_task (recording);

  ts_set_string (&task->name, "Worker");
  task->started_ns = 0;
  task->ended_ns = duration_ns;
  ts_lane_append (task->lane, &(TsSlice) { .begin_ns = 0, .end_ns = 600 * MS, .state = TS_STATE_RUNNING });
  ts_recording_get_facts (recording)->duration_ns = duration_ns;
  ts_set_string (&ts_recording_get_facts (recording)->way, way_traits[way].name);
  ts_every_way_add (every, way, recording, problem);
}

static void
assert_sentence (TsEveryWay *every, const char *expected)
{
  g_autofree char *sentence = ts_every_way_sentence (every);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_verdict (void)
{
  g_autoptr (TsEveryWay) every = ts_every_way_new ();

  assert_sentence (every, "No way ran to its end for real, so there is nothing to compare.");
  ts_every_way_add (every, WAY_PYTHON_THREADS, NULL, "There is no python3.");
  add (every, WAY_SIMULATED, 700 * MS, NULL);  /* fast, but not for real */
  assert_sentence (every, "No way ran to its end for real, so there is nothing to compare.");
  add (every, WAY_THREADS, 4080 * MS, NULL);
  assert_sentence (every, "Threads: 4.08 s. No other way ran to its end for real.");
  add (every, WAY_PROCESSES, 4100 * MS, NULL);
  assert_sentence (every, "All took about as long, from 4.08 s to 4.10 s: no more apart than chance.");
  g_assert_cmpfloat_with_epsilon (ts_every_way_get_speed_up (every, 2), 600.0 / 4080, 1e-6);
  g_assert_cmpfloat (ts_every_way_get_speed_up (every, 0), ==, 0);
}

static void
test_fastest (void)
{
  g_autoptr (TsEveryWay) every = ts_every_way_new ();
  g_autoptr (TsEveryWay) three = ts_every_way_new ();

  add (every, WAY_THREADS, 4080 * MS, NULL);
  add (every, WAY_PROCESSES, 1200 * MS, NULL);
  add (every, WAY_GIL, 10 * MS, "It was stopped.");  /* is not measured */
  assert_sentence (every, "Fastest: Processes, 1.20 s; 3.4 times as fast as Threads.");
  g_assert_cmpfloat (ts_every_way_get_speed_up (every, 2), ==, 0);
  add (three, WAY_THREADS, 1230 * MS, NULL);
  add (three, WAY_PROCESSES, 1200 * MS, NULL);
  add (three, WAY_PROCESSES, 2400 * MS, NULL);
  assert_sentence (three, "Fastest, no more apart than chance: Processes and Threads, 1.20 s; 2.0 times as fast as Processes.");
}

static TsScenario *
new_scenario (const char *attributes, const char *program)
{
  g_autofree char *xml = g_strdup_printf ("<scenario id='every' topic='threads' order='1' %s><title>T</title>"
                                          "<summary>S</summary><program><![CDATA[\n%s\n]]></program></scenario>",
                                          attributes, program);
  g_autoptr (GError) error = NULL;
  TsScenario *scenario = ts_scenario_new_from_data (xml, -1, "every", NULL, &error);

  g_assert_no_error (error);
  return scenario;
}

#define TWO_WAYS "ways='threads processes'"

static TsWaySeries *
start (TsWindow *window, const char *program)
{
  g_autoptr (TsScenario) scenario = new_scenario (TWO_WAYS, program);

  ts_window_show_scenario (window, scenario, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run-every-way", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->middle), ==, "every-way");
  return ts_every_way_view_get_series (window->every_way_view);
}

static gboolean
is_over (gpointer data)
{
  return !ts_way_series_is_going (data);
}

static gboolean
has_result (gpointer data)
{
  return ts_every_way_get_n_results (ts_way_series_get_results (data)) > 0;
}

/* GTK draws the shadow of an overshoot beside a table that is narrower than its place. */
static void
assert_fills_its_place (GtkColumnView *view)
{
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));

  app_test_settle ();
  g_assert_cmpfloat (gtk_adjustment_get_upper (across), >=, gtk_adjustment_get_page_size (across));
}

/* Each way has a row in the table and one in the list; opening one shows that recording, in its way. */
static void
test_window (void)
{
  TsWindow *window = app_test_new_window ();
  TsWaySeries *series = start (window, "task Worker x 2\n  compute random 1 to 3 ms\n  step\n");
  const TsWayResult *processes;
  g_autofree char *table = NULL;
  GtkColumnView *view = ts_figures_table_get_view (ts_every_way_view_get_table (window->every_way_view));

  g_assert_cmpint (ts_session_get_state (window->session), ==, TS_SESSION_IDLE);
  app_test_wait (is_over, series);
  g_assert_cmpuint (ts_every_way_get_n_tried (ts_way_series_get_results (series)), ==, 2);
  g_assert_null (ts_session_get_recording (window->session));
  table = ts_figures_table_to_text (ts_every_way_view_get_table (window->every_way_view));
  g_assert_true (g_str_has_prefix (table, "Way\tWall time\tCPU time\tBusy cores\tSwitches\tSpeed-up\nThreads\t"));
  g_assert_nonnull (strstr (table, "\nProcesses\t"));
  g_assert_cmpstr (ts_every_way_view_get_sentence (window->every_way_view), !=, "");
  assert_fills_its_place (view);
  processes = ts_every_way_get_result (ts_way_series_get_results (series), 1);
  g_assert_null (processes->problem);
  g_assert_cmpuint (ts_recording_get_facts (processes->recording)->seed, ==,
                    ts_recording_get_facts (ts_every_way_get_result (ts_way_series_get_results (series), 0)->recording)->seed);
  g_signal_emit_by_name (view, "activate", 1);
  g_assert_true (ts_session_get_recording (window->session) == processes->recording);
  g_assert_cmpint (ts_session_get_way (window->session), ==, WAY_PROCESSES);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->middle), ==, "one");
  ts_session_set_dirty (window->session, FALSE);
  app_test_close_window (window);
}

/* A way that fails is listed with its sentence, and the others go on. */
static void
test_failures (void)
{
  TsWindow *window = app_test_new_window ();
  TsWaySeries *series = start (window, "lock a\nlock b\ntask One\n  lock a\n    sleep 20 ms\n    lock b\n      step\n"
                                       "task Two\n  lock b\n    sleep 20 ms\n    lock a\n      step\n");

  app_test_wait (is_over, series);
  g_assert_cmpuint (ts_every_way_get_n_tried (ts_way_series_get_results (series)), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_nonnull (ts_every_way_get_result (ts_way_series_get_results (series), i)->problem);
  g_assert_cmpstr (ts_every_way_view_get_sentence (window->every_way_view), ==,
                   "No way ran to its end for real, so there is nothing to compare.");
  app_test_close_window (window);
}

static GtkListBoxRow *
get_row (TsWindow *window, guint position)
{
  GtkWidget *list = app_test_find_widget (GTK_WIDGET (window->every_way_view), GTK_TYPE_LIST_BOX);

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) position);
}

/* What was not tried stands below the others, pale and with the reason, and in no table. */
static void
test_refusals (void)
{
  TsWindow *window = app_test_new_window ();
  TsWaySeries *series = start (window, "task Worker\n  step\n");
  const TsEveryWay *results;
  guint n_ways = 0;

  for (guint way = 0; way < WAY_COUNT; way++)
    n_ways += ts_way_get ((WayId) way) != NULL;
  app_test_wait (is_over, series);
  results = ts_way_series_get_results (series);
  g_assert_cmpuint (ts_every_way_get_n_results (results), ==, n_ways);
  g_assert_cmpuint (ts_every_way_get_n_tried (results), ==, 2);
  for (guint i = 0; i < n_ways; i++)
    {
      const TsWayResult *result = ts_every_way_get_result (results, i);

      g_assert_cmpint (result->is_refused, ==, i >= 2);
      g_assert_cmpint (gtk_widget_get_sensitive (GTK_WIDGET (get_row (window, i))), ==, i < 2);
      if (result->is_refused)
        g_assert_true (g_str_has_prefix (result->problem, "“T” makes no sense in the way “"));
    }
  app_test_close_window (window);
}

/* Tries it. */
static gboolean
goes_back (TsWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-every-way", NULL);
  return window->middle != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (window->middle), "every-way") == 0;
}

/* From a run that was opened there is a way back to all of them, until another scenario is chosen. */
static void
test_way_back (void)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) other = app_test_find_scenario ("word");
  TsWaySeries *series;

  g_assert_false (goes_back (window));
  series = start (window, "task Worker\n  step\n");
  app_test_wait (is_over, series);
  gtk_widget_activate (GTK_WIDGET (get_row (window, 0)));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->middle), ==, "one");
  g_assert_true (goes_back (window));
  gtk_widget_activate (GTK_WIDGET (get_row (window, 1)));
  g_assert_cmpint (ts_session_get_way (window->session), ==, WAY_PROCESSES);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.compare", NULL);
  g_assert_true (goes_back (window));
  ts_session_set_dirty (window->session, FALSE);
  ts_window_show_scenario (window, other, FALSE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->middle), ==, "one");
  g_assert_false (goes_back (window));
  app_test_close_window (window);
}

static void
test_cancel (void)
{
  TsWindow *window = app_test_new_window ();
  TsWaySeries *series = start (window, "task Worker\n  forever\n    sleep 1 ms\n");

  g_assert_false (is_over (series));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.stop", NULL);
  g_assert_true (is_over (series));
  g_assert_false (has_result (series));
  /* A run of the window's own ends the series. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run-every-way", NULL);
  g_assert_false (is_over (series));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  g_assert_true (is_over (series));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->middle), ==, "one");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.stop", NULL);
  app_test_settle ();
  /* Closing in the midst of it ends everything. */
  start (window, "task Worker\n  forever\n    sleep 2 ms\n");
  ts_session_set_dirty (window->session, FALSE);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/every-way/verdict", test_verdict);
  g_test_add_func ("/app/every-way/fastest", test_fastest);
  g_test_add_func ("/app/every-way/window", test_window);
  g_test_add_func ("/app/every-way/failures", test_failures);
  g_test_add_func ("/app/every-way/refusals", test_refusals);
  g_test_add_func ("/app/every-way/way-back", test_way_back);
  g_test_add_func ("/app/every-way/cancel", test_cancel);
  return g_test_run ();
}
