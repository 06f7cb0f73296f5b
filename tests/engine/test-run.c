/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole runs of small programs, in both ways.
 */
#include "run.h"
#include "script.h"

enum { MS = 1000000 };

static Program program;

static WayId
way_of_test (gconstpointer data)
{
  return (WayId) GPOINTER_TO_INT (data);
}

/* Three workers that compute under a lock. */
static void
test_work_under_lock (gconstpointer data)
{
  uint16_t lock, worker;
  int32_t repeat;
  Run run;

  script_init (&program);
  lock = script_object (&program, OBJECT_LOCK, "document", 0);
  worker = script_task (&program, KIND_TASK, "Worker", 3);
  repeat = script_repeat (&program, 5);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_COMPUTE, 0, MS);
  script_emit (&program, OP_RELEASE, lock, 0);
  script_emit (&program, OP_STEP, 0, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_to_end (&run, &program, way_of_test (data));
  for (uint32_t i = 0; i < 3; i++)
    {
      uint32_t slot = script_slot (&program, worker, i);

      g_assert_cmpuint (arena_task (&run.view, slot)->progress, ==, 5);
      g_assert_cmpuint (run_count (&run, slot, EVENT_START, NO_OBJECT), ==, 1);
      g_assert_cmpuint (run_count (&run, slot, EVENT_END, NO_OBJECT), ==, 1);
      g_assert_cmpuint (run_count (&run, slot, EVENT_HOLD, lock), ==, 5);
      g_assert_cmpuint (run_count (&run, slot, EVENT_RELEASE, lock), ==, 5);
      g_assert_cmpuint (run_count (&run, slot, EVENT_STEP, NO_OBJECT), ==, 5);
    }
  run_finish (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/run/threads/work-under-lock", GINT_TO_POINTER (WAY_THREADS), test_work_under_lock);
  g_test_add_data_func ("/run/processes/work-under-lock", GINT_TO_POINTER (WAY_PROCESSES), test_work_under_lock);
  return g_test_run ();
}
