/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The simulated machine against what is known of its schedulers.
 */
#include "run.h"
#include "script.h"
#include "way-traits.h"

enum { MS = 1000000, MOST = 16 };

static Program program;

static void
start (Run *run, int cores, Scheduler scheduler, int64_t slice_us, int64_t switch_us)
{
  ArenaPlan plan = { .program = &program, .way = WAY_SIMULATED, .seed = 3,
                     .options = { [OPTION_CORES] = cores, [OPTION_SCHEDULER] = scheduler, [OPTION_SLICE_US] = slice_us,
                                  [OPTION_SWITCH_US] = switch_us } };

  run_start_plan (run, &plan, NULL);
}

static void
run_on (Run *run, int cores, Scheduler scheduler, int64_t slice_us)
{
  start (run, cores, scheduler, slice_us, 0);
  run_wait (run);
  g_assert_cmpuint (run->view.arena->failure.code, ==, FAILURE_NONE);
  g_assert_cmpuint (run->view.arena->source, ==, SOURCE_SIMULATED);
  g_assert_cmpuint (ring_dropped (arena_task_ring (&run->view, 0)), ==, 0);
}

/* Tasks that compute so many milliseconds, each after setting its nice value. */
static void
bursts (const int *ms, const int *nices, int count)
{
  script_init (&program);
  for (int i = 0; i < count; i++)
    {
      script_task (&program, KIND_TASK, "P", 1);
      if (nices != NULL)
        script_emit (&program, OP_NICE, 0, nices[i]);
      script_emit (&program, OP_COMPUTE, 0, (int64_t) ms[i] * MS);
      script_emit (&program, OP_END, 0, 0);
    }
  script_main (&program);
}

/* When the task ended, in whole milliseconds of virtual time. */
static int
end_of (Run *run, uint32_t slot)
{
  const Event *end = run_last (run, slot, EVENT_END);

  g_assert_nonnull (end);
  return (int) ((end->time_ns - VIRTUAL_START_NS + MS / 2) / MS);
}

/* Silberschatz, Galvin, Gagne, Operating System Concepts, the chapter on scheduling: bursts of 24, 3 and 3 ms.  First come:
 * they end after 24, 27 and 30 ms; round robin with 4 ms: after 30, 7 and 10 ms. */
static void
test_textbook (void)
{
  const int ms[] = { 24, 3, 3 }, first_come[] = { 24, 27, 30 }, round_robin[] = { 30, 7, 10 };
  Run run;

  bursts (ms, NULL, 3);
  run_on (&run, 1, SCHEDULER_FIRST_COME, 4000);
  for (uint32_t i = 0; i < 3; i++)
    g_assert_cmpint (end_of (&run, i + 1), ==, first_come[i]);
  run_finish (&run);

  run_on (&run, 1, SCHEDULER_ROUND_ROBIN, 4000);
  for (uint32_t i = 0; i < 3; i++)
    g_assert_cmpint (end_of (&run, i + 1), ==, round_robin[i]);
  run_finish (&run);
}

/* Of two that compute, the one with weight 1024 (nice 0) is done when the one with 335 (nice 5) has had its share: within
 * a time slice.  (Weights of the kernel.) */
static void
test_fair (void)
{
  const int ms[] = { 200, 200 }, nices[] = { 0, 5 };
  Run run;

  bursts (ms, nices, 2);
  run_on (&run, 1, SCHEDULER_FAIR, 4000);
  g_assert_cmpint (ABS (end_of (&run, 1) - (200 + 200 * 335 / 1024)), <=, 4);
  g_assert_cmpint (end_of (&run, 2), ==, 400);
  run_finish (&run);
}

/* How long the task was ready before it went on from its last wait, in nanoseconds of virtual time. */
static uint64_t
last_delay (Run *run, uint32_t slot)
{
  const Event *wake = run_last (run, slot, EVENT_WAKE);

  g_assert_nonnull (wake);
  return wake->time_ns - (uint64_t) wake->value;
}

/* Who sleeps most of the time takes the core at once from one that computes; who has computed as much waits its turn. */
static void
test_fair_wakes (void)
{
  int32_t repeat;
  Run run;

  script_init (&program);
  script_task (&program, KIND_TASK, "Naps", 1);
  repeat = script_repeat (&program, 20);
  script_emit (&program, OP_SLEEP, 0, 5 * MS);
  script_emit (&program, OP_COMPUTE, 0, MS);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_TASK, "Rests", 1);
  script_emit (&program, OP_SLEEP, 0, 200 * MS);
  script_emit (&program, OP_COMPUTE, 0, 60 * MS);
  script_emit (&program, OP_SLEEP, 0, MS / 2);
  script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_TASK, "Computes", 1);
  script_emit (&program, OP_COMPUTE, 0, 400 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
  run_on (&run, 1, SCHEDULER_FAIR, 50000);
  g_assert_cmpint (end_of (&run, 1), ==, 20 * 6);
  g_assert_cmpuint (last_delay (&run, 1), ==, 0);
  g_assert_cmpuint (last_delay (&run, 2), >, 10 * MS);
  run_finish (&run);
}

/* Who begins late has no claim on the time before: from then on both have half. */
static void
test_fair_late (void)
{
  Run run;

  script_init (&program);
  script_task (&program, KIND_TASK, "Early", 1);
  script_emit (&program, OP_COMPUTE, 0, 300 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_TASK, "Late", 1);
  script_emit (&program, OP_COMPUTE, 0, 50 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_begin_main (&program);
  script_emit (&program, OP_START, 1, 0);
  script_emit (&program, OP_SLEEP, 0, 100 * MS);
  script_emit (&program, OP_START, 2, 0);
  script_emit (&program, OP_JOIN, 1, 0);
  script_emit (&program, OP_END, 0, 0);
  run_on (&run, 1, SCHEDULER_FAIR, 4000);
  g_assert_cmpint (ABS (end_of (&run, 2) - (100 + 2 * 50)), <=, 4);
  g_assert_cmpint (end_of (&run, 1), ==, 350);
  run_finish (&run);
}

/* The textbook's priority inversion: Low holds the lock that High wants, and Medium, which wants no lock, keeps both from
 * the one core until it is done.  (Lampson and Redell, Experience with Processes and Monitors in Mesa, 1980.) */
static void
test_priority_inversion (void)
{
  enum { HIGH = 1, MEDIUM, LOW };
  uint16_t lock;
  Run run;

  script_init (&program);
  lock = script_object (&program, OBJECT_LOCK, "lock", 0);
  script_task (&program, KIND_TASK, "High", 1);
  script_emit (&program, OP_NICE, 0, 0);
  script_emit (&program, OP_SLEEP, 0, 2 * MS);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_COMPUTE, 0, 5 * MS);
  script_emit (&program, OP_RELEASE, lock, 0);
  script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_TASK, "Medium", 1);
  script_emit (&program, OP_NICE, 0, 5);
  script_emit (&program, OP_SLEEP, 0, 3 * MS);
  script_emit (&program, OP_COMPUTE, 0, 40 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_TASK, "Low", 1);
  script_emit (&program, OP_NICE, 0, 10);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_COMPUTE, 0, 10 * MS);
  script_emit (&program, OP_RELEASE, lock, 0);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  /* One core: Medium ends 40 ms after it began; then Low lets go of the lock, and only then High computes. */
  run_on (&run, 1, SCHEDULER_PRIORITY, 1000);
  g_assert_cmpint (end_of (&run, MEDIUM), ==, 3 + 40);
  g_assert_cmpint (end_of (&run, HIGH), ==, 40 + 10 + 5);
  g_assert_cmpint (end_of (&run, LOW), ==, 40 + 10 + 5);
  run_finish (&run);

  /* Two cores: Medium has one to itself, and High waits for what Low has still to do. */
  run_on (&run, 2, SCHEDULER_PRIORITY, 1000);
  g_assert_cmpint (end_of (&run, HIGH), ==, 10 + 5);
  run_finish (&run);
}

/* Who is more important ends first, though it was started last. */
static void
test_priority (void)
{
  const int ms[] = { 30, 30, 30 }, nices[] = { 10, 5, 0 };
  Run run;

  bursts (ms, nices, 3);
  run_on (&run, 1, SCHEDULER_PRIORITY, 1000);
  g_assert_cmpint (end_of (&run, 3), <, end_of (&run, 2));
  g_assert_cmpint (end_of (&run, 2), <, end_of (&run, 1));
  run_finish (&run);
}

/* Graham (Bounds on Multiprocessing Timing Anomalies, 1969): a list takes at most 2 - 1/m times as long as the best
 * possible, which is at least the average load and the longest task. */
static void
test_graham (void)
{
  GRand *dice = g_rand_new_with_seed (7);

  for (int round = 0; round < 8; round++)
    {
      int cores = g_rand_int_range (dice, 2, 6), count = g_rand_int_range (dice, 3, MOST), sum = 0, longest = 0;
      int ms[MOST];
      int64_t end;
      Run run;

      for (int i = 0; i < count; i++)
        {
          ms[i] = g_rand_int_range (dice, 1, 50);
          sum += ms[i];
          longest = MAX (longest, ms[i]);
        }
      bursts (ms, NULL, count);
      run_on (&run, cores, SCHEDULER_FIRST_COME, 4000);
      end = end_of (&run, 0);
      g_assert_cmpint (end * cores, >=, sum);
      g_assert_cmpint (end, >=, longest);
      g_assert_cmpint (end * cores, <=, MAX (sum, longest * cores) * (2 * cores - 1) / cores + 2 * cores);
      run_finish (&run);
    }
  g_rand_free (dice);
}

static GArray *
record_of_run (void)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Event));
  Run run;

  run_on (&run, 3, SCHEDULER_FAIR, 500);
  for (uint32_t i = 0; i < run.view.task_count; i++)
    g_array_append_vals (all, run.events[i]->data, run.events[i]->len);
  run_finish (&run);
  return all;
}

/* Two runs with one seed are the same to the nanosecond, lost updates included. */
static void
test_repeatable (void)
{
  uint16_t lock, queue, counter;
  GArray *first, *second;
  int32_t repeat;

  script_init (&program);
  lock = script_object (&program, OBJECT_LOCK, "lock", 0);
  queue = script_object (&program, OBJECT_QUEUE, "queue", 3);
  counter = script_shared_counter (&program, "sum");
  script_task (&program, KIND_TASK, "Putter", 4);
  repeat = script_repeat (&program, 50);
  script_emit (&program, OP_PUSH, 0, 1000);
  script_emit (&program, OP_PUSH, 0, 900000);
  script_emit (&program, OP_RANDOM, 0, 0);
  program.instructions[script_emit (&program, OP_COMPUTE, 0, 0)].flags = INSTRUCTION_VALUE_ON_STACK;
  script_emit (&program, OP_LOAD, counter, 0);
  script_emit (&program, OP_ADD_ONE, 0, 1);
  script_emit (&program, OP_STORE, counter, 0);
  script_emit (&program, OP_PUT, queue, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_PROCESS, "Getter", 2);
  repeat = script_repeat (&program, 100);
  script_emit (&program, OP_GET, queue, 0);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_SLEEP, 0, 10000);
  script_emit (&program, OP_RELEASE, lock, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  first = record_of_run ();
  second = record_of_run ();
  g_assert_cmpuint (first->len, >, 500);
  g_assert_cmpmem (first->data, first->len * sizeof (Event), second->data, second->len * sizeof (Event));
  g_array_unref (first);
  g_array_unref (second);
}

/* A crash takes its process with it and nobody else; a program without an end is ended. */
static void
test_ends (void)
{
  Run run;

  script_init (&program);
  script_task (&program, KIND_PROCESS, "Bad", 1);
  script_emit (&program, OP_COMPUTE, 0, MS);
  script_emit (&program, OP_CRASH, 0, 0);
  script_task (&program, KIND_PROCESS, "Good", 1);
  script_emit (&program, OP_COMPUTE, 0, 5 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
  run_on (&run, 2, SCHEDULER_FAIR, 4000);
  g_assert_cmpint (arena_task (&run.view, 1)->exit_status, ==, 11);
  g_assert_cmpint (arena_task (&run.view, 2)->exit_status, ==, 0);
  g_assert_cmpint (end_of (&run, 0), ==, 5);
  run_finish (&run);

  script_init (&program);
  script_begin_main (&program);
  script_emit (&program, OP_COMPUTE, 0, MS);
  script_emit_jump (&program, OP_JUMP, 0, 0);
  script_emit (&program, OP_END, 0, 0);
  start (&run, 1, SCHEDULER_FAIR, 4000, 0);
  run_wait (&run);
  g_assert_cmpuint (run.view.arena->failure.code, ==, FAILURE_VIRTUAL_TIME);
  run_finish (&run);
}

/* Bound to one core, two computing tasks take turns there while the other core is idle. */
static void
test_pinned (void)
{
  Run run;

  script_init (&program);
  script_task (&program, KIND_TASK, "P", 2);
  script_emit (&program, OP_CORES_CLEAR, 0, 0);
  script_emit (&program, OP_CORES_ADD, 0, 1);
  script_emit (&program, OP_PIN, 0, 0);
  script_emit (&program, OP_COMPUTE, 0, 20 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
  run_on (&run, 2, SCHEDULER_ROUND_ROBIN, 1000);
  g_assert_cmpint (end_of (&run, 0), ==, 40);
  g_assert_cmpuint (run_last (&run, 1, EVENT_END)->core, ==, 1);
  g_assert_cmpuint (run_last (&run, 2, EVENT_END)->core, ==, 1);
  run_finish (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulated/textbook", test_textbook);
  g_test_add_func ("/simulated/fair", test_fair);
  g_test_add_func ("/simulated/fair-wakes", test_fair_wakes);
  g_test_add_func ("/simulated/fair-late", test_fair_late);
  g_test_add_func ("/simulated/priority", test_priority);
  g_test_add_func ("/simulated/priority-inversion", test_priority_inversion);
  g_test_add_func ("/simulated/graham", test_graham);
  g_test_add_func ("/simulated/repeatable", test_repeatable);
  g_test_add_func ("/simulated/ends", test_ends);
  g_test_add_func ("/simulated/pinned", test_pinned);
  return g_test_run ();
}
