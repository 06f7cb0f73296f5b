/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run leaves to those around it: the thread that collects from it, and the processes beside it.
 */
#include "config.h"

#include "make-run.h"

#include <unistd.h>

static TsRun *
start (void)
{
  return make_run ("task Worker x 2\n  forever\n    compute 1 ms\n    step\n", &(TsRunPlan) { .way = WAY_THREADS });
}

static void
stop (TsRun *run)
{
  ts_run_stop (run);
  make_run_wait (run, ts_run_is_ended);
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

static guint n_looks, n_idle, n_busy_looks;

/* Notes the looks between which nobody else had a turn. */
static void
on_changed (void)
{
  n_busy_looks += n_looks > 0 && n_idle == 0;
  n_idle = 0;
  n_looks++;
  look_for_long ();
}

static gboolean
has_looked (TsRun *run)
{
  return n_looks >= 5;
}

static void
test_slow_looker (void)
{
  g_autoptr (TsRun) run = start ();
  guint idle = g_idle_add (on_idle, &n_idle);

  g_signal_connect (run, "changed", G_CALLBACK (on_changed), NULL);
  make_run_wait (run, has_looked);
  g_assert_cmpuint (n_busy_looks, ==, 0);
  g_source_remove (idle);
  stop (run);
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
  g_autoptr (TsRun) run = start ();
  pid_t pid;

  make_run_wait (run, has_started);
  pid = (pid_t) ((TsTask *) g_ptr_array_index (ts_recording_get_tasks (ts_run_get_recording (run)), 0))->pid;
  g_assert_cmpint (getsid (pid), >, 0);
  g_assert_cmpint (getsid (pid), !=, getsid (0));
  stop (run);
}

int
main (int n_arguments, char **arguments)
{
  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/run-neighbours/slow-looker", test_slow_looker);
  g_test_add_func ("/run-neighbours/own-session", test_own_session);
  return g_test_run ();
}
