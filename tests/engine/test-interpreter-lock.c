/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The interpreter lock: one task of a process executes steps at a time, and it goes round as the protocol says.
 */
#include "run.h"
#include "script.h"

enum { US = 1000, MS = 1000000, INTERVAL_US = 500 };

static Program program;

static void
run_with_interval (Run *run)
{
  ArenaPlan plan = { .program = &program, .way = WAY_GIL, .source_wish = SOURCE_SELF_TIMED, .seed = 1 };

  plan.options[OPTION_SWITCH_INTERVAL_US] = INTERVAL_US;
  script_interpreter_lock (&program, 0);
  run_start_plan (run, &plan, NULL);
  run_wait (run);
  g_assert_cmpint (atomic_load (&run->view.arena->failure.code), ==, FAILURE_NONE);
}

/* A stretch in which a task holds the lock. */
typedef struct {
  uint64_t begin_ns, end_ns;
} Hold;

static int
by_begin (gconstpointer a, gconstpointer b)
{
  uint64_t left = ((const Hold *) a)->begin_ns, right = ((const Hold *) b)->begin_ns;

  return left < right ? -1 : left > right;
}

static gboolean
is_step (const Event *event)
{
  return event->kind == EVENT_LINE || event->kind == EVENT_STEP || event->kind == EVENT_PRINT;
}

/* Adds the holds of one task; asserts that it takes steps only while it holds the lock, and waits only when it
 * does not. */
static void
add_holds (Run *run, uint32_t slot, uint16_t lock, GArray *holds)
{
  gboolean holds_it = FALSE;
  Hold hold = { 0 };

  for (guint i = 0; i < run->events[slot]->len; i++)
    {
      const Event *event = &g_array_index (run->events[slot], Event, i);

      if (event->kind == EVENT_HOLD && event->object == lock)
        {
          g_assert_false (holds_it);
          holds_it = TRUE;
          hold.begin_ns = event->time_ns;
        }
      else if (event->kind == EVENT_RELEASE && event->object == lock)
        {
          g_assert_true (holds_it);
          holds_it = FALSE;
          hold.end_ns = event->time_ns;
          g_array_append_val (holds, hold);
        }
      if (is_step (event))
        g_assert_true (holds_it);
      if (event->kind == EVENT_WAIT || event->kind == EVENT_WAKE || event->kind == EVENT_END)
        g_assert_false (holds_it);
    }
  g_assert_false (holds_it);
}

/* Of the tasks from slot `first` on, which share `lock`. */
static void
assert_one_at_a_time (Run *run, uint32_t first, uint16_t lock)
{
  g_autoptr (GArray) holds = g_array_new (FALSE, FALSE, sizeof (Hold));

  for (uint32_t slot = first; slot < run->view.task_count; slot++)
    add_holds (run, slot, lock, holds);
  g_array_sort (holds, by_begin);
  for (guint i = 1; i < holds->len; i++)
    g_assert_cmpuint (g_array_index (holds, Hold, i).begin_ns, >=, g_array_index (holds, Hold, i - 1).end_ns);
}

/* Who computes gives way only when asked, and then to another. */
static void
test_computing (void)
{
  guint given = 0, asked = 0;
  int32_t repeat;
  Run run;

  script_init (&program);
  script_task (&program, KIND_TASK, "Worker", 3);
  repeat = script_repeat (&program, 20);
  script_emit (&program, OP_COMPUTE, 0, 2 * MS);
  script_emit (&program, OP_STEP, 0, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
  run_with_interval (&run);

  assert_one_at_a_time (&run, 0, (uint16_t) (program.interpreter_lock - 1));
  for (uint32_t slot = 0; slot <= 3; slot++)
    {
      given += run_count (&run, slot, EVENT_GIVE_WAY, NO_OBJECT);
      asked += run_count (&run, slot, EVENT_ASK, NO_OBJECT);
      for (guint i = 0; i < run.events[slot]->len; i++)
        {
          const Event *event = &g_array_index (run.events[slot], Event, i);

          if (event->kind == EVENT_GIVE_WAY)
            g_assert_cmpuint (event->task, !=, slot);
        }
    }
  g_assert_cmpuint (asked, >, 0);
  g_assert_cmpuint (given, >, 0);
  g_assert_cmpuint (given, <=, asked);
  run_finish (&run);
}

/* Whatever makes a task wait, it waits without the lock. */
static void
test_waiting (void)
{
  uint16_t lock, keys, meet;
  int32_t repeat;
  Run run;

  script_init (&program);
  lock = script_object (&program, OBJECT_LOCK, "lock", 0);
  keys = script_object (&program, OBJECT_QUEUE, "keys", 1);
  meet = script_object (&program, OBJECT_BARRIER, "meet", 2);
  script_task (&program, KIND_TASK, "Giver", 1);
  script_emit (&program, OP_ARRIVE, meet, 0);
  repeat = script_repeat (&program, 50);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_SLEEP, 0, 200 * US);
  script_emit (&program, OP_RELEASE, lock, 0);
  script_emit (&program, OP_PUT, keys, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_TASK, "Taker", 1);
  script_emit (&program, OP_ARRIVE, meet, 0);
  repeat = script_repeat (&program, 50);
  script_emit (&program, OP_GET, keys, 0);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_READ, 0, 100 * US);
  script_emit (&program, OP_RELEASE, lock, 0);
  script_emit (&program, OP_YIELD, 0, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
  run_with_interval (&run);

  assert_one_at_a_time (&run, 0, (uint16_t) (program.interpreter_lock - 1));
  run_finish (&run);
}

/* Native work needs no lock: who holds it computes on, and nobody asks. */
static void
test_native (void)
{
  Run run;

  script_init (&program);
  script_task (&program, KIND_TASK, "Native", 1);
  script_emit (&program, OP_NATIVE, 0, 100 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
  run_with_interval (&run);

  assert_one_at_a_time (&run, 0, (uint16_t) (program.interpreter_lock - 1));
  g_assert_cmpuint (run_count (&run, 1, EVENT_ASK, NO_OBJECT), ==, 0);
  g_assert_cmpuint (run_count (&run, 1, EVENT_GIVE_WAY, NO_OBJECT), ==, 0);
  g_assert_cmpuint (run_count (&run, 1, EVENT_HOLD, NO_OBJECT), ==, 2);
  run_finish (&run);
}

/* Each process has a lock of its own. */
static void
test_processes (void)
{
  uint16_t process, nested;
  Run run;

  script_init (&program);
  process = script_task (&program, KIND_PROCESS, "Process", 1);
  nested = (uint16_t) (process + 1);
  script_emit (&program, OP_START, nested, 0);
  script_emit (&program, OP_COMPUTE, 0, 5 * MS);
  script_emit (&program, OP_JOIN, nested, 0);
  script_emit (&program, OP_END, 0, 0);
  script_nested (&program, process, KIND_THREAD, "Thread", 2);
  script_emit (&program, OP_COMPUTE, 0, 5 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
  script_interpreter_lock (&program, 0);
  script_interpreter_lock (&program, (int64_t) script_slot (&program, process, 0));
  run_to_end (&run, &program, WAY_GIL);

  assert_one_at_a_time (&run, script_slot (&program, process, 0), 1);
  for (uint32_t slot = script_slot (&program, process, 0); slot < run.view.task_count; slot++)
    {
      g_assert_cmpuint (run_count (&run, slot, EVENT_HOLD, 0), ==, 0);
      g_assert_cmpuint (run_count (&run, slot, EVENT_HOLD, 1), >, 0);
    }
  g_assert_cmpuint (run_count (&run, 0, EVENT_HOLD, 0), >, 0);
  run_finish (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interpreter-lock/computing", test_computing);
  g_test_add_func ("/interpreter-lock/waiting", test_waiting);
  g_test_add_func ("/interpreter-lock/native", test_native);
  g_test_add_func ("/interpreter-lock/processes", test_processes);
  return g_test_run ();
}
