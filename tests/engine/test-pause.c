/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pausing: every task freezes at its next step, and waits grow by the pause.
 */
#include "run.h"
#include "runner.h"
#include "script.h"

#define MS INT64_C (1000000)

static Program program;

static WayId
way_of_test (gconstpointer data)
{
  return (WayId) GPOINTER_TO_INT (data);
}

static gboolean
workers_make_steps (Run *run, gpointer data)
{
  return arena_task (&run->view, 1)->progress > 0 && arena_task (&run->view, 2)->progress > 0;
}

static gboolean
workers_are_frozen (Run *run, gpointer data)
{
  return run_stands_still (run);
}

static gboolean
has_gone_on (Run *run, gpointer data)
{
  return run->view.arena->pauses[0].end_ns != 0;
}

/* Long enough for a task that is not frozen to make many steps. */
static void
wait_a_little (void)
{
  g_usleep (30000);
}

static void
test_freeze (gconstpointer data)
{
  uint64_t before[2];
  int32_t begin;
  Run run;

  script_init (&program);
  script_task (&program, KIND_TASK, "Computing", 1);
  begin = script_emit (&program, OP_COMPUTE, 0, 2 * MS);
  script_emit (&program, OP_STEP, 0, 0);
  script_emit_jump (&program, OP_JUMP, begin, 0);
  script_task (&program, KIND_TASK, "Stepping", 1);
  begin = script_emit (&program, OP_STEP, 0, 0);
  script_emit_jump (&program, OP_JUMP, begin, 0);
  script_main (&program);

  run_start (&run, &program, way_of_test (data));
  run_wait_until (&run, workers_make_steps, NULL);
  run_send (&run, RUNNER_PAUSE);
  run_wait_until (&run, workers_are_frozen, NULL);
  for (uint32_t i = 0; i < 2; i++)
    before[i] = arena_task (&run.view, 1 + i)->progress;
  wait_a_little ();
  for (uint32_t i = 0; i < 2; i++)
    g_assert_cmpuint (arena_task (&run.view, 1 + i)->progress, ==, before[i]);
  g_assert_cmpuint (run.view.arena->pause_count, ==, 1);
  g_assert_cmpuint (run.view.arena->pauses[0].end_ns, ==, 0);

  run_send (&run, RUNNER_PAUSE); /* it is paused already */
  run_send (&run, RUNNER_RESUME);
  run_wait_until (&run, has_gone_on, NULL);
  for (uint32_t i = 0; i < 2; i++)
    while (arena_task (&run.view, 1 + i)->progress == before[i])
      g_usleep (1000);
  g_assert_cmpuint (run.view.arena->pause_count, ==, 1);
  run_send (&run, RUNNER_STOP);
  run_wait (&run);
  run_finish (&run);
}

static gboolean
both_wait (Run *run, gpointer data)
{
  return run_waits_for (run, 1, WAIT_SLEEP) && run_waits_for (run, 2, WAIT_IO);
}

/* A sleep that a pause falls into ends later by the length of the pause; so does a read. */
static void
test_waits_grow (gconstpointer data)
{
  const int64_t wait_ns = 500 * MS; /* so long that both wait at one time on a busy machine too */
  uint64_t pause_ns;
  Run run;

  script_init (&program);
  script_task (&program, KIND_TASK, "Sleeping", 1);
  script_emit (&program, OP_SLEEP, 0, wait_ns);
  script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_TASK, "Reading", 1);
  script_emit (&program, OP_READ, 0, wait_ns);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_start (&run, &program, way_of_test (data));
  run_wait_until (&run, both_wait, NULL);
  run_send (&run, RUNNER_PAUSE);
  g_usleep (100000);
  run_send (&run, RUNNER_RESUME);
  run_wait (&run);
  g_assert_cmpuint (run.view.arena->pause_count, ==, 1);
  pause_ns = run.view.arena->pauses[0].end_ns - run.view.arena->pauses[0].begin_ns;
  for (uint32_t i = 1; i <= 2; i++)
    {
      const Event *wake, *wait = run_first_wait (&run, i, i == 1 ? WAIT_SLEEP : WAIT_IO, &wake);

      g_assert_cmpuint (wake->time_ns - wait->time_ns, >=, (uint64_t) wait_ns + pause_ns);
      g_assert_cmpint (wake->value, >=, (int64_t) (wait->time_ns + pause_ns) + wait_ns);
    }
  run_finish (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  run_add_test_of_ways ("pause", "freeze", test_freeze);
  run_add_test_of_ways ("pause", "waits-grow", test_waits_grow);
  return g_test_run ();
}
