/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole runs of small programs, in both ways: steps, values, starting and joining.
 */
#include "run.h"
#include "script.h"

enum { US = 1000, MS = 1000000 };

static Program program;

static WayId
way_of_test (gconstpointer data)
{
  return (WayId) GPOINTER_TO_INT (data);
}

static void
assert_printed (Run *run, uint32_t slot, const char *expected)
{
  g_autofree char *printed = run_printed (run, slot);

  g_assert_cmpstr (printed, ==, expected);
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

/* So many steps if the comparison holds. */
static void
emit_steps_if (int64_t left, Comparison comparison, int64_t right, int64_t steps)
{
  int32_t branch, repeat;

  script_emit (&program, OP_PUSH, 0, left);
  script_emit (&program, OP_PUSH, 0, right);
  branch = script_emit_jump (&program, OP_BRANCH, 0, comparison);
  repeat = script_repeat (&program, steps);
  script_emit (&program, OP_STEP, 0, 0);
  script_again (&program, repeat);
  program.instructions[branch].target = (int32_t) program.instruction_count;
}

static void
test_branches (gconstpointer data)
{
  Run run;

  script_init (&program);
  emit_steps_if (1, COMPARE_LESS, 2, 1);
  emit_steps_if (2, COMPARE_LESS, 2, 10);
  emit_steps_if (2, COMPARE_LESS_EQUAL, 2, 100);
  emit_steps_if (3, COMPARE_EQUAL, 3, 1000);
  emit_steps_if (3, COMPARE_UNEQUAL, 3, 10000);
  emit_steps_if (3, COMPARE_GREATER, 4, 20000);
  emit_steps_if (5, COMPARE_GREATER, 4, 2000);
  emit_steps_if (4, COMPARE_GREATER_EQUAL, 4, 200);
  emit_steps_if (1, COMPARE_LESS, 2, 0);
  emit_steps_if (1, COMPARE_LESS, 2, -5);
  script_emit (&program, OP_END, 0, 0);

  run_to_end (&run, &program, way_of_test (data));
  g_assert_cmpuint (arena_task (&run.view, 0)->progress, ==, 3301);
  g_assert_cmpint (run_last (&run, 0, EVENT_STEP)->value, ==, 3301);
  run_finish (&run);
}

/* (7 - 3) * 5 / 3 % 4 + index is 2 + index: that many steps. */
static void
test_arithmetic (gconstpointer data)
{
  int32_t repeat;
  Run run;

  script_init (&program);
  script_task (&program, KIND_TASK, "Worker", 3);
  script_emit (&program, OP_PUSH, 0, 7);
  script_emit (&program, OP_PUSH, 0, 3);
  script_emit (&program, OP_SUBTRACT, 0, 0);
  script_emit (&program, OP_PUSH, 0, 5);
  script_emit (&program, OP_MULTIPLY, 0, 0);
  script_emit (&program, OP_PUSH, 0, 3);
  script_emit (&program, OP_DIVIDE, 0, 0);
  script_emit (&program, OP_PUSH, 0, 4);
  script_emit (&program, OP_REMAINDER, 0, 0);
  script_emit (&program, OP_INDEX, 0, 0);
  script_emit (&program, OP_ADD, 0, 0);
  repeat = script_repeat (&program, 0);
  program.instructions[repeat].flags = INSTRUCTION_VALUE_ON_STACK;
  script_emit (&program, OP_STEP, 0, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_to_end (&run, &program, way_of_test (data));
  for (uint32_t i = 0; i < 3; i++)
    g_assert_cmpuint (arena_task (&run.view, 1 + i)->progress, ==, 2 + i);
  run_finish (&run);
}

/* A jump out of inner loops leaves the outer one whole, however often. */
static void
test_jump_out_of_loops (gconstpointer data)
{
  int32_t outer, inner, jump;
  Run run;

  script_init (&program);
  outer = script_repeat (&program, 50);
  inner = script_repeat (&program, 3);
  script_emit (&program, OP_STEP, 0, 0);
  jump = script_emit_jump (&program, OP_JUMP, 0, 0);
  script_again (&program, inner);
  program.instructions[jump].target = (int32_t) program.instruction_count;
  script_again (&program, outer);
  script_emit (&program, OP_END, 0, 0);

  run_to_end (&run, &program, way_of_test (data));
  g_assert_cmpuint (arena_task (&run.view, 0)->progress, ==, 50);
  run_finish (&run);
}

/* The same seed gives the same values. */
static void
test_random (gconstpointer data)
{
  uint64_t progress[2];
  int32_t repeat;
  Run run;

  script_init (&program);
  script_emit (&program, OP_PUSH, 0, 100);
  script_emit (&program, OP_PUSH, 0, 1000000);
  script_emit (&program, OP_RANDOM, 0, 0);
  repeat = script_repeat (&program, 0);
  program.instructions[repeat].flags = INSTRUCTION_VALUE_ON_STACK;
  script_emit (&program, OP_STEP, 0, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);

  for (int i = 0; i < 2; i++)
    {
      run_to_end (&run, &program, way_of_test (data));
      progress[i] = arena_task (&run.view, 0)->progress;
      run_finish (&run);
    }
  g_assert_cmpuint (progress[0], ==, progress[1]);
  g_assert_cmpuint (progress[0], >=, 100);
  g_assert_cmpuint (progress[0], <=, 1000000);
}

/* Sleeping and reading wait, each for its own reason, until the time that they say beforehand. */
static void
test_waits (gconstpointer data)
{
  const WaitReason reasons[] = { WAIT_SLEEP, WAIT_IO };
  guint waits = 0;
  Run run;

  script_init (&program);
  script_emit (&program, OP_SLEEP, 0, 3 * MS);
  script_emit (&program, OP_READ, 0, 4 * MS);
  script_emit (&program, OP_SLEEP, 0, 0);
  script_emit (&program, OP_YIELD, 0, 0);
  script_emit (&program, OP_END, 0, 0);

  run_to_end (&run, &program, way_of_test (data));
  for (guint i = 0; i + 1 < run.events[0]->len; i++)
    {
      const Event *wait = &g_array_index (run.events[0], Event, i), *wake = wait + 1;

      if (wait->kind != EVENT_WAIT)
        continue;
      g_assert_cmpuint (wait->task, ==, reasons[waits]);
      g_assert_cmpuint (wake->kind, ==, EVENT_WAKE);
      g_assert_cmpuint (wake->task, ==, NO_TASK);
      g_assert_cmpint (wake->value, >=, wait->time_ns + (3 + waits) * MS);
      g_assert_cmpint (wake->value, <=, wake->time_ns);
      waits++;
    }
  g_assert_cmpuint (waits, ==, 2);
  run_finish (&run);
}

/* Tasks name themselves, with the PID and TID that the kernel gave them. */
static void
test_print (gconstpointer data)
{
  uint16_t worker;
  Run run;

  script_init (&program);
  worker = script_task (&program, KIND_TASK, "Worker", 2);
  script_print (&program, "I am \001t, number \001n, PID \001p, TID \001i, one of \001a living \342\202\254");
  script_emit (&program, OP_END, 0, 0);
  script_begin_main (&program);
  for (int i = 0; i < 2; i++)
    {
      script_emit (&program, OP_PUSH, 0, i);
      script_emit_row (&program, OP_START, worker, 2, 0);
      script_emit (&program, OP_PUSH, 0, i);
      script_emit_row (&program, OP_JOIN, worker, 2, 0);
    }
  script_emit (&program, OP_END, 0, 0);

  run_to_end (&run, &program, way_of_test (data));
  for (uint32_t i = 0; i < 2; i++)
    {
      TaskSlot *slot = arena_task (&run.view, 1 + i);
      g_autofree char *expected
        = g_strdup_printf ("I am Worker %u, number %u, PID %u, TID %u, one of 2 living \342\202\254\n",
                           i, i, slot->pid, slot->tid);

      assert_printed (&run, 1 + i, expected);
      g_assert_cmpuint (slot->state, ==, TASK_ENDED);
      g_assert_cmpint (run_last (&run, 1 + i, EVENT_START)->value, ==, event_identity (slot->pid, slot->tid));
      g_assert_cmpuint (slot->pid == arena_task (&run.view, 0)->pid, ==, way_of_test (data) != WAY_PROCESSES);
    }
  g_assert_cmpuint (run.view.arena->alive, ==, 0);
  run_finish (&run);
}

/* A process that holds threads, twice, whatever the way: they share its memory and its PID. */
static void
test_nested (gconstpointer data)
{
  uint16_t counter, process, inner;
  Run run;

  script_init (&program);
  counter = script_object (&program, OBJECT_COUNTER, "count", 0);
  process = script_task (&program, KIND_PROCESS, "Server", 2);
  inner = script_nested (&program, process, KIND_THREAD, "Handler", 3);
  script_emit (&program, OP_INCREMENT_ATOMICALLY, counter, 0);
  script_emit (&program, OP_END, 0, 0);
  program.declarations[process].entry = (int32_t) program.instruction_count;
  script_emit (&program, OP_START, inner, 0);
  script_emit (&program, OP_JOIN, inner, 0);
  script_print (&program, "\001o0000");
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_to_end (&run, &program, way_of_test (data));
  for (uint32_t copy = 0; copy < 2; copy++)
    {
      uint32_t server = script_slot (&program, process, copy);

      assert_printed (&run, server, "3\n");
      g_assert_cmpuint (arena_task (&run.view, server)->pid, !=, arena_task (&run.view, 0)->pid);
      for (uint32_t i = 0; i < 3; i++)
        {
          TaskSlot *handler = arena_task (&run.view, script_slot (&program, inner, copy * 3 + i));

          g_assert_cmpuint (handler->pid, ==, arena_task (&run.view, server)->pid);
          g_assert_cmpuint (handler->owner, ==, server);
          g_assert_cmpuint (handler->state, ==, TASK_ENDED);
        }
    }
  run_finish (&run);
}

/* Nobody waits for a daemon: the run ends without it, and nothing went wrong with it. */
static void
test_daemon (gconstpointer data)
{
  uint16_t daemon;
  Run run;

  script_init (&program);
  daemon = script_task (&program, KIND_TASK, "Spell checker", 1);
  program.declarations[daemon].daemon = 1;
  script_emit (&program, OP_SLEEP, 0, INT64_C (3600) * 1000 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_TASK, "Typing", 1);
  script_emit (&program, OP_SLEEP, 0, 5 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_to_end (&run, &program, way_of_test (data));
  g_assert_cmpuint (run_count (&run, 1, EVENT_END, NO_OBJECT), ==, 0);
  g_assert_cmpuint (arena_task (&run.view, 1)->state, ==, TASK_ENDED);
  g_assert_cmpint (arena_task (&run.view, 1)->exit_status, ==, 0);
  g_assert_cmpuint (run_count (&run, 2, EVENT_END, NO_OBJECT), ==, 1);
  run_finish (&run);
}

/* A pinned task says so, and every event after that is from its core. */
static void
test_pin (gconstpointer data)
{
  CoreSet allowed;
  bool pinned = false;
  Run run;
  int core;

  g_assert_true (core_set_allowed (&allowed));
  core = core_set_at (&allowed, core_set_count (&allowed) - 1);
  script_init (&program);
  script_task (&program, KIND_TASK, "Worker", 1);
  script_emit (&program, OP_CORES_CLEAR, 0, 0);
  script_emit (&program, OP_CORES_ADD, 0, core);
  script_emit (&program, OP_PIN, 0, 0);
  script_emit (&program, OP_COMPUTE, 0, 3 * MS);
  script_emit (&program, OP_SLEEP, 0, 100 * US);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_to_end (&run, &program, way_of_test (data));
  for (guint i = 0; i < run.events[1]->len; i++)
    {
      const Event *event = &g_array_index (run.events[1], Event, i);

      pinned = pinned || event->kind == EVENT_PIN;
      if (pinned)
        g_assert_cmpint (event->core, ==, core);
    }
  g_assert_true (pinned);
  g_assert_cmpint (run_last (&run, 1, EVENT_PIN)->value, ==, 1);
  run_finish (&run);
}

/* Memory is asked for and written; a nicer task says so. */
static void
test_touch_and_nice (gconstpointer data)
{
  Run run;

  script_init (&program);
  script_emit (&program, OP_TOUCH, 0, 3 * 1024 * 1024);
  script_emit (&program, OP_TOUCH, 0, 1024 * 1024);
  script_emit (&program, OP_NICE, 0, 5);
  script_emit (&program, OP_NATIVE, 0, MS);
  script_emit (&program, OP_END, 0, 0);

  run_to_end (&run, &program, way_of_test (data));
  g_assert_cmpint (run_last (&run, 0, EVENT_NICE)->value, ==, 5);
  run_finish (&run);
}

int
main (int argc, char **argv)
{
  const struct { const char *name; GTestDataFunc function; } tests[] = {
    { "work-under-lock", test_work_under_lock },
    { "branches", test_branches },
    { "arithmetic", test_arithmetic },
    { "jump-out-of-loops", test_jump_out_of_loops },
    { "random", test_random },
    { "waits", test_waits },
    { "print", test_print },
    { "nested", test_nested },
    { "daemon", test_daemon },
    { "pin", test_pin },
    { "touch-and-nice", test_touch_and_nice },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    run_add_test_of_ways ("run", tests[i].name, tests[i].function);
  return g_test_run ();
}
