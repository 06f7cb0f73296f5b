/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the engine costs: an event, a step, a hand-over, a start, and recording itself.
 *
 * No GLib here: plain fork is measured in a process as small as the runner.  Each line compares medians of several
 * rounds within this one run, the two sides by turns, and says whether the promise of the README is kept.
 */
#include "bench-run.h"
#include "clock.h"
#include "compute.h"
#include "note.h"
#include "script.h"
#include "tick.h"
#include "work.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
  ROUNDS = 5,
  START_ROUNDS = 15, /* threads start on this core or another, at quite different cost */
  STEPS = 4000000,
  STARTS = 100,
  HAND_OVERS = 300,
  PHASES = 60,
  PHASE_NS = 10000000,
  HOLD_US = 100,
};

static Program program;
static int broken;

static int
ascending (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
median (double *values, size_t count)
{
  qsort (values, count, sizeof *values, ascending);
  return values[count / 2];
}

/* Prints one result; `kept` is whether it is what was promised. */
static void
tell (const char *what, double value, const char *unit, const char *promise, bool kept)
{
  printf ("%-44s %10.3f %-14s promised %-10s %s\n", what, value, unit, promise, kept ? "kept" : "NOT KEPT");
  broken += !kept;
}

static void
bench_ring (void)
{
  enum { CAPACITY = 4096, BATCHES = 301 };
  Ring *ring = aligned_alloc (64, ring_size (CAPACITY));
  static Event taken[CAPACITY];
  double ns[BATCHES];

  memset (ring, 0, ring_size (CAPACITY));
  ring_init (ring, CAPACITY);
  for (int batch = 0; batch < BATCHES; batch++)
    {
      uint64_t begin = now_ns ();

      for (int64_t i = 0; i < CAPACITY; i++)
        ring_push (ring, &(Event) { .kind = EVENT_STEP, .time_ns = begin, .value = i });
      ns[batch] = (double) (now_ns () - begin) / CAPACITY;
      ring_take (ring, CAPACITY, taken, CAPACITY);
    }
  ns[0] = median (ns, BATCHES);
  tell ("ring push, uncontended", ns[0], "ns", "<= 10", ns[0] <= 10);
  free (ring);
}

/* Millions of simple steps a second of one task whose body is `operation`. */
static double
steps_per_us (Operation operation)
{
  BenchRun run;
  double rate;
  int32_t repeat;
  uint16_t counter;

  script_init (&program);
  counter = script_object (&program, OBJECT_COUNTER, "count", 0);
  repeat = script_repeat (&program, STEPS / 2);
  script_emit (&program, operation, counter, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);

  bench_run (&run, &program, WAY_THREADS);
  rate = STEPS * 1e3
         / (double) (bench_find (&run, 0, EVENT_END, 0)->time_ns - bench_find (&run, 0, EVENT_START, 0)->time_ns);
  bench_run_finish (&run);
  return rate;
}

static void
bench_steps (void)
{
  const struct { Operation operation; const char *name; } steps[] = {
    { OP_STEP, "simple steps: repeat + step" },
    { OP_INCREMENT, "simple steps: repeat + increment" },
    { OP_LOAD, "simple steps: repeat + load" },
  };

  for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
    {
      double rates[ROUNDS];

      for (int round = 0; round < ROUNDS; round++)
        rates[round] = steps_per_us (steps[i].operation);
      rates[0] = median (rates, ROUNDS);
      tell (steps[i].name, rates[0], "million/s", ">= 20", rates[0] >= 20);
    }
}

/* One lock between two threads, each of which computes under it and without it: how long from the release until the one
 * that waited has it. */
typedef struct {
  pthread_mutex_t mutex;
  uint64_t per_ms, released_ns;
  double *taken_ns;
  size_t count;
} Plain;

static void *
hand_over_plain (void *data)
{
  Plain *plain = data;
  uint64_t part = work_for (HOLD_US * 1000, plain->per_ms), result = 1;

  for (int i = 0; i < HAND_OVERS; i++)
    {
      uint64_t begin = now_ns ();

      pthread_mutex_lock (&plain->mutex);
      if (plain->released_ns > begin)
        plain->taken_ns[plain->count++] = (double) (now_ns () - plain->released_ns);
      result = work (part, result);
      plain->released_ns = now_ns ();
      pthread_mutex_unlock (&plain->mutex);
      result = work (part / 2, result);
    }
  return (void *) (uintptr_t) (result | 1);
}

static double
plain_hand_over (void)
{
  static double taken_ns[2 * HAND_OVERS];
  Plain plain = { PTHREAD_MUTEX_INITIALIZER, work_calibrate (), 0, taken_ns, 0 };
  pthread_t threads[2];

  for (int i = 0; i < 2; i++)
    pthread_create (&threads[i], NULL, hand_over_plain, &plain);
  for (int i = 0; i < 2; i++)
    pthread_join (threads[i], NULL);
  return median (taken_ns, plain.count);
}

static double
engine_hand_over (void)
{
  static double taken_ns[2 * HAND_OVERS];
  size_t count = 0;
  uint16_t lock;
  int32_t repeat;
  BenchRun run;

  script_init (&program);
  lock = script_object (&program, OBJECT_LOCK, "lock", 0);
  script_task (&program, KIND_TASK, "Worker", 2);
  repeat = script_repeat (&program, HAND_OVERS);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_COMPUTE, 0, HOLD_US * 1000);
  script_emit (&program, OP_RELEASE, lock, 0);
  script_emit (&program, OP_COMPUTE, 0, HOLD_US * 1000 / 2);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  bench_run (&run, &program, WAY_THREADS);
  for (uint32_t slot = 1; slot <= 2; slot++)
    for (size_t i = 0; i < run.counts[slot]; i++)
      if (run.events[slot][i].kind == EVENT_WAKE && run.events[slot][i].value != 0)
        taken_ns[count++] = (double) ((int64_t) run.events[slot][i].time_ns - run.events[slot][i].value);
  bench_run_finish (&run);
  return median (taken_ns, count);
}

static void *
do_nothing (void *data)
{
  return data;
}

static void
start_plain_process (void)
{
  pid_t pid = fork ();

  if (pid == 0)
    _exit (0);
  waitpid (pid, NULL, 0);
}

static void
start_plain_thread (void)
{
  pthread_t thread;

  pthread_create (&thread, NULL, do_nothing, NULL);
  pthread_join (thread, NULL);
}

/* Median over single starts, so that one that was disturbed does not count. */
static double
plain_start (void (*start) (void))
{
  double ns[STARTS];

  for (int i = 0; i < STARTS; i++)
    {
      uint64_t begin = now_ns ();

      start ();
      ns[i] = (double) (now_ns () - begin);
    }
  return median (ns, STARTS);
}

static double
plain_thread_start (void)
{
  return plain_start (start_plain_thread);
}

static double
plain_process_start (void)
{
  return plain_start (start_plain_process);
}

/* Starting and joining empty tasks one after the other. */
static double
engine_start (WayId way)
{
  BenchRun run;
  uint16_t task;
  double ns[STARTS];

  script_init (&program);
  task = script_task (&program, KIND_TASK, "Task", STARTS);
  script_emit (&program, OP_END, 0, 0);
  script_begin_main (&program);
  for (int i = 0; i < STARTS; i++)
    {
      script_emit (&program, OP_PUSH, 0, i);
      script_emit_row (&program, OP_START, task, STARTS, 0);
      script_emit (&program, OP_PUSH, 0, i);
      script_emit_row (&program, OP_JOIN, task, STARTS, 0);
    }
  script_emit (&program, OP_END, 0, 0);

  bench_run (&run, &program, way);
  for (size_t i = 0; i < STARTS; i++)
    ns[i] = (double) (bench_find (&run, 0, EVENT_JOINED, i)->time_ns
                      - bench_find (&run, 0, EVENT_STARTED, i)->time_ns);
  bench_run_finish (&run);
  return median (ns, STARTS);
}

static double
engine_thread_start (void)
{
  return engine_start (WAY_THREADS);
}

static double
engine_process_start (void)
{
  return engine_start (WAY_PROCESSES);
}

static void
bench_ratio (const char *what, double (*engine) (void), double (*plain) (void), double most)
{
  double engine_ns[START_ROUNDS], plain_ns[START_ROUNDS], ratio;
  char text[64], promise[32];

  for (int round = 0; round < START_ROUNDS; round++)
    {
      plain_ns[round] = plain ();
      engine_ns[round] = engine ();
    }
  ratio = median (engine_ns, START_ROUNDS) / median (plain_ns, START_ROUNDS);
  snprintf (text, sizeof text, "%s (%.1f us, plain %.1f us)", what, engine_ns[START_ROUNDS / 2] / 1e3,
            plain_ns[START_ROUNDS / 2] / 1e3);
  snprintf (promise, sizeof promise, "<= %.1f", most);
  tell (text, ratio, "x plain", promise, ratio <= most);
}

/* Where the kernel puts a new task, on this core or on one that it must wake first, changes what a start costs by more
 * than the engine does: so both kinds start on one core. */
static void
bench_start_ratio (const char *what, double (*engine) (void), double (*plain) (void), double most)
{
  CoreSet before, first = { 0 };

  core_set_allowed (&before);
  core_set_add (&first, core_set_at (&before, 0));
  core_set_bind (&first, 0);
  bench_ratio (what, engine, plain, most);
  core_set_bind (&before, 0);
}

/* From the arena's making to the first event of the first worker, calibration and all. */
static double
first_step_ms (void)
{
  uint64_t begin = now_ns ();
  BenchRun run;
  double ms;

  bench_run (&run, &program, WAY_PROCESSES);
  ms = (double) (bench_find (&run, 1, EVENT_START, 0)->time_ns - begin) / 1e6;
  bench_run_finish (&run);
  return ms;
}

/* From the letter to the runner's exit, with a thousand sleeping tasks. */
static double
stop_ms (WayId way)
{
  BenchRun run;
  double ms;

  script_init (&program);
  script_task (&program, KIND_TASK, "Sleeper", 1000);
  script_emit (&program, OP_SLEEP, 0, INT64_C (3600) * 1000000000);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  bench_run_start (&run, &program, way);
  while (arena_task (&run.view, 1000)->state != TASK_WAITING)
    usleep (1000);
  ms = bench_run_stop (&run) / 1e6;
  bench_run_finish (&run);
  return ms;
}

/* What the kernel alone needs to kill and reap a thousand processes that do nothing, and that are to end with their
 * parent as a run's are. */
static double
plain_stop_ms (void)
{
  pid_t children[1000], group = 0;
  uint64_t begin;

  for (size_t i = 0; i < 1000; i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        for (prctl (PR_SET_PDEATHSIG, SIGKILL);;)
          pause ();
      group = i == 0 ? children[0] : group;
      setpgid (children[i], group);
    }
  begin = now_ns ();
  kill (-group, SIGKILL);
  for (size_t i = 0; i < 1000; i++)
    waitpid (children[i], NULL, 0);
  return (double) (now_ns () - begin) / 1e6;
}

static void
bench_begin_and_stop (void)
{
  double first[ROUNDS], threads[ROUNDS], processes[ROUNDS], plain[ROUNDS];

  script_init (&program);
  script_task (&program, KIND_TASK, "Worker", 4);
  script_emit (&program, OP_STEP, 0, 0);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
  for (int round = 0; round < ROUNDS; round++)
    first[round] = first_step_ms ();
  for (int round = 0; round < ROUNDS; round++)
    {
      threads[round] = stop_ms (WAY_THREADS);
      processes[round] = stop_ms (WAY_PROCESSES);
      plain[round] = plain_stop_ms ();
    }
  first[0] = median (first, ROUNDS);
  tell ("start of the runner to first step", first[0], "ms", "<= 100", first[0] <= 100);
  threads[0] = median (threads, ROUNDS);
  tell ("stop of 1000 sleeping threads", threads[0], "ms", "<= 100", threads[0] <= 100);
  processes[0] = median (processes, ROUNDS);
  plain[0] = median (plain, ROUNDS);
  tell ("kill of 1000 plain processes", plain[0], "ms", "-", true);
  tell ("stop of 1000 sleeping processes", processes[0], "ms", "<= 100", processes[0] <= 100);
  tell ("stop of 1000 processes / plain kill", processes[0] / plain[0], "x", "<= 1.2", processes[0] <= 1.2 * plain[0]);
}

static uint64_t
thread_cpu_ns (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return (uint64_t) used.tv_sec * 1000000000u + (uint64_t) used.tv_nsec;
}

/* Work per CPU-second in one phase of computing, with ticks and gap events or with none. */
static double
work_per_cpu_ns (Task *task, bool recorded)
{
  uint64_t per_ms = task->arena->work_per_ms, begin = thread_cpu_ns ();

  if (recorded)
    compute (task, PHASE_NS);
  else
    for (uint64_t left = work_for (PHASE_NS, per_ms), part = work_for (QUANTUM_NS, per_ms); left > 0;)
      {
        uint64_t now = left < part ? left : part;

        task->work = work (now, task->work);
        left -= now;
      }
  return PHASE_NS / (double) (thread_cpu_ns () - begin);
}

static void
bench_recording (void)
{
  static Engine engine;
  static Task task;
  double ratios[PHASES], with, without;
  ArenaPlan plan = { .program = &program };
  ArenaView view;

  script_init (&program);
  script_emit (&program, OP_END, 0, 0);
  if (!arena_create (&view, &plan))
    exit (1);
  view.arena->work_per_ms = work_calibrate ();
  view.arena->source = SOURCE_SELF_TIMED;
  if (!engine_init (&engine, &view, -1))
    exit (1);
  task = (Task) { .engine = &engine, .arena = view.arena, .program = &view.arena->program,
                  .slot = arena_task (&view, 0), .ring = arena_task_ring (&view, 0),
                  .allowance = &task.own_allowance };
  allowance_init (&task.own_allowance, 1, 0);

  for (int phase = 0; phase < PHASES; phase++)
    {
      tick_begin (&task);
      /* By turns which of the two goes first. */
      with = phase % 2 == 0 ? work_per_cpu_ns (&task, true) : 0;
      without = work_per_cpu_ns (&task, false);
      tick_begin (&task);
      with = phase % 2 == 0 ? with : work_per_cpu_ns (&task, true);
      ratios[phase] = with / without;
    }
  ratios[0] = median (ratios, PHASES);
  tell ("work per CPU-second, self-timed on / off", ratios[0], "x", ">= 0.99", ratios[0] >= 0.99);
  arena_close (&view);
}

int
main (void)
{
  bench_ring ();
  bench_steps ();
  bench_recording ();
  bench_ratio ("lock hand-over", engine_hand_over, plain_hand_over, 1.2);
  bench_start_ratio ("thread start and end", engine_thread_start, plain_thread_start, 1.3);
  bench_start_ratio ("process start and end", engine_process_start, plain_process_start, 1.3);
  bench_begin_and_stop ();
  return broken > 0 ? 1 : 0;
}
