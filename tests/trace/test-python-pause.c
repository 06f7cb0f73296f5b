/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pausing what the machine's own Python runs: everybody stops at the next step, and the pause is not part of the time axis.
 */
#include "config.h"

#include "make-run.h"
#include "ts-python.h"

enum { LOOKS = 6, NAPPER = 1, FIRST, SECOND };

#define NAP_NS G_GINT64_CONSTANT (700000000)

/* The workers give way, so that coroutines take turns, too. */
static const char program[] = "task Napper\n  sleep 700 ms\n  step\n"
                              "task Worker x 2\n  forever\n    compute 1 ms\n    sleep 1 ms\n    step\n";

static guint64
get_progress (TsRun *run, guint slot)
{
  return atomic_load (&arena_task (ts_run_get_view (run), slot)->progress);
}

static guint32
get_state (TsRun *run, guint slot)
{
  return atomic_load (&arena_task (ts_run_get_view (run), slot)->state);
}

static gboolean
all_are_busy (TsRun *run)
{
  return get_progress (run, FIRST) > 0 && get_progress (run, SECOND) > 0 && get_state (run, NAPPER) == TASK_WAITING;
}

static gboolean
is_paused (TsRun *run)
{
  return atomic_load (&ts_run_get_view (run)->arena->control) == CONTROL_PAUSE;
}

/* A coroutine that is frozen keeps the thread, so that the other one cannot even say that it is, too. */
static gboolean
stands_still (TsRun *run)
{
  return get_state (run, FIRST) == TASK_FROZEN || get_state (run, SECOND) == TASK_FROZEN
         || (get_state (run, FIRST) == TASK_WAITING && get_state (run, SECOND) == TASK_WAITING);
}

static gboolean
nap_is_over (TsRun *run)
{
  return get_progress (run, NAPPER) == 1;
}

static guint n_looks;

static void
on_changed (void)
{
  n_looks++;
}

static gboolean
has_looked (TsRun *run)
{
  return n_looks >= LOOKS;
}

/* Lets the run be looked at a few times. */
static void
look (TsRun *run)
{
  gulong handler = g_signal_connect (run, "changed", G_CALLBACK (on_changed), NULL);

  n_looks = 0;
  make_run_wait (run, has_looked);
  g_signal_handler_disconnect (run, handler);
}

/* In time of the run: how long the nap was from its beginning to its end, and how much of that is known to be sleep. */
static gint64
get_nap_ns (TsRun *run, gint64 *asleep_ns)
{
  const TsLane *lane = ((TsTask *) ts_recording_get_tasks (ts_run_get_recording (run))->pdata[NAPPER])->lane;
  gint64 begin_ns = -1, end_ns = 0;

  *asleep_ns = 0;
  for (guint i = 0; i < ts_lane_get_n_slices (lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (lane, i);

      if (slice->state != TS_STATE_WAITING_SLEEP)
        continue;
      begin_ns = begin_ns < 0 ? slice->begin_ns : begin_ns;
      end_ns = slice->end_ns;
      *asleep_ns += slice->end_ns - slice->begin_ns;
    }
  return end_ns - begin_ns;
}

static void
test_pause (gconstpointer way)
{
  g_autoptr (TsRun) run = NULL;
  guint64 before[2], after[2];
  gint64 asleep_ns;

  if (!ts_python_suffices ((WayId) GPOINTER_TO_UINT (way), NULL))
    {
      g_test_skip ("there is no such Python");
      return;
    }
  run = make_run (program, &(TsRunPlan) { .way = (WayId) GPOINTER_TO_UINT (way) });
  make_run_wait (run, all_are_busy);
  ts_run_pause (run);
  make_run_wait (run, is_paused);
  for (guint i = 0; i < 2; i++)
    before[i] = get_progress (run, FIRST + i);
  make_run_wait (run, stands_still);
  look (run);
  for (guint i = 0; i < 2; i++)
    {
      after[i] = get_progress (run, FIRST + i);
      g_assert_cmpuint (after[i], <=, before[i] + 1); /* at its next step */
    }
  look (run);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpuint (get_progress (run, FIRST + i), ==, after[i]);
  g_assert_false (nap_is_over (run));

  ts_run_resume (run);
  make_run_wait (run, nap_is_over);
  while (get_progress (run, FIRST) == after[0] || get_progress (run, SECOND) == after[1])
    g_main_context_iteration (NULL, TRUE);
  ts_run_stop (run);
  make_run_wait (run, ts_run_is_ended);
  /* The nap is as long as without the pause, and what was still to go after that, half of it, is no other wait. */
  g_assert_cmpint (get_nap_ns (run, &asleep_ns), >=, NAP_NS - NAP_NS / 100);
  g_assert_cmpint (asleep_ns, >, NAP_NS * 3 / 4);
  g_assert_cmpint (ts_recording_get_facts (ts_run_get_recording (run))->paused_ns, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/python-pause/threads", GUINT_TO_POINTER (WAY_PYTHON_THREADS), test_pause);
  g_test_add_data_func ("/python-pause/processes", GUINT_TO_POINTER (WAY_PYTHON_PROCESSES), test_pause);
  g_test_add_data_func ("/python-pause/asyncio", GUINT_TO_POINTER (WAY_PYTHON_ASYNCIO), test_pause);
  return g_test_run ();
}
