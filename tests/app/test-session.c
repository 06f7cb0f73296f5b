/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sessions: what Run, Pause and Stop do, without any widget.
 */
#include "config.h"

#include "app-test.h"
#include "ts-live-pace.h"

static const char short_program[] =
  "set turns = 3 from 1 to 9 \"Turns\"\n"
  "task Worker x 2\n"
  "  repeat turns\n"
  "    compute 1 ms\n"
  "    step\n";

static const char endless_program[] =
  "task Worker\n"
  "  forever\n"
  "    sleep 1 ms\n";

static TsSession *
new_session (const char *program)
{
  const TsMachine *machine = ts_application_get_machine (app_test_get_application ());
  g_autoptr (TsScenario) scenario = app_test_new_scenario (program);
  TsSession *session = ts_session_new (machine);

  ts_session_set_scenario (session, scenario);
  return session;
}

static void
test_run (void)
{
  g_autoptr (TsSession) session = new_session (short_program);
  TsRecording *first;

  ts_session_set_value (session, "turns", 5);
  app_test_run (session);
  first = g_object_ref (ts_session_get_recording (session));
  g_assert_cmpuint (((TsTask *) g_ptr_array_index (ts_recording_get_tasks (first), 1))->progress, ==, 5);
  g_assert_true (ts_session_get_dirty (session));
  g_assert_null (ts_session_get_previous (session));

  app_test_run (session);
  g_assert_true (ts_session_get_previous (session) == first);
  g_assert_true (ts_session_get_recording (session) != first);
  g_object_unref (first);
}

static gboolean
has_slices (gpointer data)
{
  TsRecording *recording = ts_session_get_recording (data);
  TsTask *task = g_ptr_array_index (ts_recording_get_tasks (recording), 1);

  return ts_lane_get_n_slices (task->lane) > 3;
}

static gboolean
is_idle (gpointer data)
{
  return ts_session_get_state (data) == TS_SESSION_IDLE;
}

static gboolean
has_switches (gpointer data)
{
  return ts_session_get_figures (data)->run.voluntary > 10;
}

/* They are counted once, and anew whenever the run has got on: asked for all the time, they grow. */
static void
test_figures (void)
{
  g_autoptr (TsSession) session = new_session (endless_program);
  g_autoptr (TsScenario) other = app_test_new_scenario (short_program);
  g_autoptr (TsFigures) counted = NULL;
  const TsFigures *figures;
  gint64 length_ns;

  g_assert_null (ts_session_get_figures (session));
  g_assert_true (ts_session_run (session, NULL));
  app_test_wait (has_switches, session);
  ts_session_stop (session);
  app_test_wait (is_idle, session);
  figures = ts_session_get_figures (session);
  length_ns = ts_viewport_get_length_ns (ts_session_get_viewport (session));
  counted = ts_figures_new (ts_session_get_recording (session), 0, length_ns);
  g_assert_cmpmem (&figures->run, sizeof figures->run, &counted->run, sizeof counted->run);
  g_assert_true (ts_session_get_figures (session) == figures);
  ts_session_set_scenario (session, other);
  g_assert_null (ts_session_get_figures (session));
}

static void
test_pause_and_stop (void)
{
  g_autoptr (TsSession) session = new_session (endless_program);
  g_autoptr (GError) error = NULL;

  ts_session_run (session, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ts_session_get_state (session), ==, TS_SESSION_RUNNING);
  app_test_wait (has_slices, session);
  g_assert_true (ts_viewport_is_live (ts_session_get_viewport (session)));
  ts_session_pause (session);
  g_assert_cmpint (ts_session_get_state (session), ==, TS_SESSION_PAUSED);
  ts_session_pause (session);
  g_assert_cmpint (ts_session_get_state (session), ==, TS_SESSION_RUNNING);
  ts_session_stop (session);
  app_test_wait (is_idle, session);
  g_assert_false (ts_viewport_is_live (ts_session_get_viewport (session)));
}

static void
on_failed (TsSession *session, const char *sentence, char **last)
{
  g_free (*last);
  *last = g_strdup (sentence);
}

static void
test_problem (void)
{
  g_autoptr (TsSession) session = new_session (short_program);
  g_autofree char *sentence = NULL;

  g_signal_connect (session, "failed", G_CALLBACK (on_failed), &sentence);
  ts_session_set_problem (session, "Line 3 is wrong.");
  g_assert_false (ts_session_run (session, NULL));
  g_assert_cmpstr (sentence, ==, "Line 3 is wrong.");
  g_assert_cmpint (ts_session_get_state (session), ==, TS_SESSION_IDLE);
}

static void
test_replaced_scenario_keeps_values (void)
{
  g_autoptr (TsSession) session = new_session (short_program);
  g_autoptr (TsScenario) edited = app_test_new_scenario (
    "set turns = 3 from 1 to 4 \"Turns\"\nset more = 2 from 1 to 9 \"More\"\n"
    "task Worker\n  repeat turns * more\n    step\n");

  ts_session_set_value (session, "turns", 7);
  app_test_run (session);
  ts_session_replace_scenario (session, edited);
  g_assert_cmpint (ts_session_get_value (session, "turns"), ==, 4);
  g_assert_cmpint (ts_session_get_value (session, "more"), ==, 2);
  g_assert_nonnull (ts_session_get_recording (session));
}

static void
test_disposed_while_running (void)
{
  TsSession *session = new_session (endless_program);

  ts_session_run (session, NULL);
  app_test_wait (has_slices, session);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_object_unref (session);
  g_assert_null (session);
}

enum { MS = 1000 };

static gboolean
is_due (TsLivePace *pace, guint n_cores, gint64 now_ms, gint64 cpu_ms)
{
  return ts_live_pace_is_due_at (pace, n_cores, G_USEC_PER_SEC + now_ms * MS, cpu_ms * MS);
}

/* Of a live run as much is shown as the window can afford, and something in any case. */
static void
test_live_pace (void)
{
  TsLivePace pace = { 0 };

  g_assert_true (is_due (&pace, 8, 0, 0));
  g_assert_false (is_due (&pace, 8, 30, 0));
  g_assert_true (is_due (&pace, 8, 40, 1)); /* cheap */
  g_assert_false (is_due (&pace, 8, 159, 11)); /* 10 ms of CPU want 120 of the clock */
  g_assert_true (is_due (&pace, 8, 160, 11));
  g_assert_false (is_due (&pace, 8, 1109, 900));
  g_assert_true (is_due (&pace, 8, 1110, 900));
  g_assert_false (is_due (&pace, 2, 1359, 905)); /* less of few cores */
  g_assert_true (is_due (&pace, 2, 1360, 905));
  ts_live_pace_restart (&pace);
  g_assert_true (is_due (&pace, 2, 1361, 999));
}

/* What no task wants is taken from none. */
static void
test_live_pace_beside_idle_cores (void)
{
  static const struct {
    gint64 idle_ms, pause_ms;
  } asked[] = { { 1000, 500 }, { 1249, 500 }, { 1499, 120 }, { 1749, 120 }, { -1, 500 }, { 2600, 500 }, { 3100, 120 }, { 3100, 500 } };
  TsLivePace pace = { 0 };

  is_due (&pace, 2, 0, 0);
  ts_live_pace_take_idle (&pace, 0, 900 * MS);
  for (gint64 i = 0; i < (gint64) G_N_ELEMENTS (asked); i++)
    {
      gint64 now_ms = 1000 * (i + 1), idle_ms = asked[i].idle_ms;

      /* Once in a second is asked here: a fourth of it must have been idle. */
      ts_live_pace_take_idle (&pace, G_USEC_PER_SEC + now_ms * MS, idle_ms < 0 ? -1 : idle_ms * MS);
      g_assert_true (is_due (&pace, 2, now_ms, 10 * i));
      g_assert_false (is_due (&pace, 2, now_ms + asked[i].pause_ms - 1, 10 * (i + 1)));
      g_assert_true (is_due (&pace, 2, now_ms + asked[i].pause_ms, 10 * (i + 1)));
    }
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/session/run", test_run);
  g_test_add_func ("/session/figures", test_figures);
  g_test_add_func ("/session/pause-and-stop", test_pause_and_stop);
  g_test_add_func ("/session/problem", test_problem);
  g_test_add_func ("/session/replaced-scenario-keeps-values", test_replaced_scenario_keeps_values);
  g_test_add_func ("/session/live-pace", test_live_pace);
  g_test_add_func ("/session/live-pace-beside-idle-cores", test_live_pace_beside_idle_cores);
  g_test_add_func ("/session/disposed-while-running", test_disposed_while_running);
  return g_test_run ();
}
