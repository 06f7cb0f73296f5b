/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several runs one after the other: how many, cancelling, how far they lie apart.
 */
#include "config.h"

#include "app-test.h"

#include "ts-spread.h"
#include "ts-window-private.h"

static void
test_spread (void)
{
  const gint64 values[] = { 5, 1, 4, 2 };
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (gint64));
  TsSpread spread = ts_spread_measure (array);

  g_assert_cmpuint (spread.n, ==, 0);
  g_array_append_vals (array, values, G_N_ELEMENTS (values));
  spread = ts_spread_measure (array);
  g_assert_cmpuint (spread.n, ==, 4);
  g_assert_cmpint (spread.low, ==, 1);
  g_assert_cmpint (spread.median, ==, 3);
  g_assert_cmpint (spread.high, ==, 5);
  g_assert_cmpint (g_array_index (array, gint64, 0), ==, 5);
}

static gboolean
is_over (gpointer data)
{
  return !ts_repeat_is_going (data);
}

static gboolean
has_two (gpointer data)
{
  return ts_repeat_get_recordings (data)->len >= 2;
}

static TsRepeat *
start (TsWindow *window, TsScenario *scenario, int count)
{
  GSettings *settings = ts_application_get_settings (app_test_get_application ());

  g_settings_set_int (settings, "repeats", count);
  ts_window_show_scenario (window, scenario, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run-repeatedly", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->middle), ==, "repeat");
  return ts_repeat_view_get_repeat (window->repeat_view);
}

static void
test_all (void)
{
  g_autoptr (TsScenario) scenario = app_test_find_scenario ("worker-pool");
  TsWindow *window = app_test_new_window ();
  TsSession *session = ts_window_get_session (window);
  TsRepeat *repeat;
  TsRecording *first;

  ts_window_show_scenario (window, scenario, FALSE);
  ts_session_set_value (session, "jobs", 5);
  repeat = start (window, scenario, 3);
  app_test_wait (is_over, repeat);
  g_assert_cmpuint (ts_repeat_get_recordings (repeat)->len, ==, 3);
  g_assert_true (g_str_has_prefix (ts_repeat_view_get_sentence (window->repeat_view), "3 runs: median "));
  first = g_ptr_array_index (ts_repeat_get_recordings (repeat), 0);
  g_signal_emit_by_name (window->repeat_view, "chosen", first);
  g_assert_true (ts_session_get_recording (session) == first);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->middle), ==, "one");
  ts_session_set_dirty (session, FALSE);
  app_test_close_window (window);
}

static void
test_cancel (void)
{
  g_autoptr (TsScenario) scenario = app_test_find_scenario ("worker-pool");
  TsWindow *window = app_test_new_window ();
  TsSession *session = ts_window_get_session (window);
  TsRepeat *repeat;
  guint n_done;

  ts_window_show_scenario (window, scenario, FALSE);
  ts_session_set_value (session, "jobs", 5);
  repeat = start (window, scenario, 100);
  app_test_wait (has_two, repeat);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.stop", NULL);
  ts_repeat_cancel (repeat);
  n_done = ts_repeat_get_recordings (repeat)->len;
  g_assert_true (is_over (repeat));
  app_test_run (session);
  g_assert_cmpuint (ts_repeat_get_recordings (repeat)->len, ==, n_done);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->middle), ==, "one");
  /* Closing in the midst of it ends everything. */
  repeat = start (window, scenario, 100);
  ts_session_set_dirty (session, FALSE);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/repeat/spread", test_spread);
  g_test_add_func ("/app/repeat/all", test_all);
  g_test_add_func ("/app/repeat/cancel", test_cancel);
  return g_test_run ();
}
