/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run leaves to those around it: the thread that collects from it, and the processes beside it.
 */
#include "config.h"

#include "ts-run.h"

#include <unistd.h>

#define LIMIT_S 30
#define ENDLESS "task Worker x 2\n  forever\n    compute 1 ms\n    step\n"

static gboolean
on_limit (gpointer data)
{
  g_error ("not within %d s", LIMIT_S);
  return G_SOURCE_REMOVE;
}

static TsRun *
start (TsMachine *machine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario = ts_scenario_new_from_data (ENDLESS, -1, "test.scenario", NULL, &error);
  TsRunPlan plan = { .scenario = scenario, .way = WAY_THREADS };
  TsRun *run;

  g_assert_no_error (error);
  run = ts_run_start (&plan, machine, &error);
  g_assert_no_error (error);
  return run;
}

static void
stop (TsRun *run)
{
  ts_run_stop (run);
  while (!ts_run_is_ended (run))
    g_main_context_iteration (NULL, TRUE);
}

/* A looker that takes longer than the time from one collection to the next. */
static void
look_for_long (void)
{
  enum { LONG_MS = 70 };
  gint64 until_us = g_get_monotonic_time () + LONG_MS * 1000;

  while (g_get_monotonic_time () < until_us)
    ;
}

static gboolean
on_idle (gpointer data)
{
  (*(guint *) data)++;
  return G_SOURCE_CONTINUE;
}

static void
test_slow_looker (void)
{
  enum { MANY = 5 };
  g_autoptr (TsMachine) machine = ts_machine_new ();
  guint limit = g_timeout_add_seconds (LIMIT_S, on_limit, NULL), n_idle = 0, n_changed = 0;
  g_autoptr (TsRun) run = start (machine);
  guint idle = g_idle_add (on_idle, &n_idle);

  g_signal_connect (run, "changed", G_CALLBACK (look_for_long), NULL);
  g_signal_connect_swapped (run, "changed", G_CALLBACK (on_idle), &n_changed);
  while (n_changed < MANY)
    {
      n_idle = 0;
      for (guint before = n_changed; n_changed == before;)
        g_main_context_iteration (NULL, TRUE);
      if (n_changed > 1)
        g_assert_cmpuint (n_idle, >, 0);
    }
  g_source_remove (idle);
  stop (run);
  g_source_remove (limit);
}

static gboolean
has_started (TsRun *run)
{
  GPtrArray *tasks = ts_recording_get_tasks (ts_run_get_recording (run));

  return ((TsTask *) g_ptr_array_index (tasks, tasks->len - 1))->progress > 0;
}

static void
test_own_session (void)
{
  g_autoptr (TsMachine) machine = ts_machine_new ();
  guint limit = g_timeout_add_seconds (LIMIT_S, on_limit, NULL);
  g_autoptr (TsRun) run = start (machine);
  pid_t pid;

  while (!has_started (run))
    g_main_context_iteration (NULL, TRUE);
  pid = (pid_t) ((TsTask *) g_ptr_array_index (ts_recording_get_tasks (ts_run_get_recording (run)), 0))->pid;
  g_assert_cmpint (getsid (pid), >, 0);
  g_assert_cmpint (getsid (pid), !=, getsid (0));
  stop (run);
  g_source_remove (limit);
}

int
main (int n_arguments, char **arguments)
{
  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/run-neighbours/slow-looker", test_slow_looker);
  g_test_add_func ("/run-neighbours/own-session", test_own_session);
  return g_test_run ();
}
