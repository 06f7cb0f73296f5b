/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What recording costs those who are recorded: work done in a second of CPU time with each source, divided by the same
 * without any, taken in turns within one run; and what it costs to push one event into a ring.
 *
 * The time is the threads' own CPU time, which holds the kernel's work at each context switch; four threads on
 * the cores there are see to it that there are many.
 */
#include "config.h"

#include "clock.h"
#include "compute.h"
#include "exact-source.h"
#include "note.h"
#include "tick.h"
#include "way.h"
#include "work.h"

#include <glib.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { THREADS = 4, ROUNDS = 41, PART_NS = 2000000, PARTS = 12 };

typedef enum { RECORD_NOTHING, RECORD_SELF_TIMED, RECORD_EXACT, N_RECORDS } Record;

typedef struct {
  Engine *engine;
  Record record;
  guint slot;
  guint64 cpu_ns;
} Worker;

static guint64
thread_cpu_ns (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (guint64) time.tv_sec * 1000000000 + (guint64) time.tv_nsec;
}

/* The same work in the same quanta as compute(), and nothing else. */
static void
compute_unrecorded (Task *task, gint64 ns)
{
  guint64 per_ms = atomic_load_explicit (&task->arena->work_per_ms, memory_order_relaxed);
  guint64 left = work_for (ns, per_ms), quantum = work_for (QUANTUM_NS, per_ms);

  while (left > 0)
    {
      guint64 part = MIN (left, quantum);

      task->work = work (part, task->work);
      left -= part;
    }
}

static void *
worker_main (void *data)
{
  Worker *worker = data;
  Task task = { .engine = worker->engine, .arena = worker->engine->view.arena,
                .program = &worker->engine->view.arena->program,
                .slot = arena_task (&worker->engine->view, worker->slot),
                .ring = arena_task_ring (&worker->engine->view, worker->slot), .allowance = &task.own_allowance };
  guint64 begin_ns;

  allowance_init (&task.own_allowance, 1, 0);
  tick_begin (&task);
  begin_ns = thread_cpu_ns ();
  for (guint i = 0; i < PARTS; i++)
    {
      const struct timespec nap = { .tv_nsec = 100000 };

      if (worker->record == RECORD_NOTHING)
        compute_unrecorded (&task, PART_NS);
      else
        compute (&task, PART_NS);
      nanosleep (&nap, NULL);
      if (worker->record != RECORD_NOTHING)
        tick_after_wait (&task);
    }
  worker->cpu_ns = thread_cpu_ns () - begin_ns;
  return task.work == 0 ? data : NULL;
}

static void
empty_rings (const ArenaView *view)
{
  for (guint i = 0; i < view->core_count; i++)
    atomic_store (&arena_core_ring (view, i)->head, atomic_load (&arena_core_ring (view, i)->tail));
  for (guint i = 0; i < view->task_count; i++)
    atomic_store (&arena_task_ring (view, i)->head, atomic_load (&arena_task_ring (view, i)->tail));
}

/* CPU time in ns that the threads need for the same work. */
static double
measure (Engine *engine, Record record)
{
  ExactSource *source = record == RECORD_EXACT ? exact_source_open (&engine->view) : NULL;
  Worker workers[THREADS];
  pthread_t threads[THREADS];
  double sum = 0;

  g_assert_true (record != RECORD_EXACT || source != NULL);
  engine->self_timed = record == RECORD_SELF_TIMED;
  for (guint i = 0; i < THREADS; i++)
    {
      workers[i] = (Worker) { .engine = engine, .record = record, .slot = i };
      pthread_create (&threads[i], NULL, worker_main, &workers[i]);
    }
  for (guint i = 0; i < THREADS; i++)
    {
      pthread_join (threads[i], NULL);
      sum += (double) workers[i].cpu_ns;
    }
  if (source != NULL)
    exact_source_drain (source);
  exact_source_close (source);
  empty_rings (&engine->view);
  return sum;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static gboolean
report (const char *name, double *ratios, guint count)
{
  qsort (ratios, count, sizeof *ratios, compare_doubles);
  printf ("work per CPU-second, %s / none: median %.4f (quartiles %.4f … %.4f, %u pairs)\n", name, ratios[count / 2],
          ratios[count / 4], ratios[count * 3 / 4], count);
  return ratios[count / 2] >= 0.99;
}

static gboolean
compare_sources (Engine *engine)
{
  double ratios[N_RECORDS][ROUNDS];
  gboolean exact = exact_source_probe () == 0, holds;

  for (guint round = 0; round < ROUNDS; round++)
    {
      /* Each source between two measures without one, so that a machine that slows down or speeds up is no news. */
      double before = measure (engine, RECORD_NOTHING), self_timed = measure (engine, RECORD_SELF_TIMED);
      double between = measure (engine, RECORD_NOTHING);

      ratios[RECORD_SELF_TIMED][round] = (before + between) / 2 / self_timed;
      if (exact)
        {
          double with = measure (engine, RECORD_EXACT), after = measure (engine, RECORD_NOTHING);

          ratios[RECORD_EXACT][round] = (between + after) / 2 / with;
        }
    }

  holds = report ("self-timed", ratios[RECORD_SELF_TIMED], ROUNDS);
  if (!exact)
    puts ("work per CPU-second, exact: not measured, the kernel refuses perf events here");
  return (!exact || report ("exact", ratios[RECORD_EXACT], ROUNDS)) && holds;
}

/* One producer, whose consumer empties the ring between the measures. */
static gboolean
measure_push (const ArenaView *view)
{
  enum { PUSHES = 16384, TRIALS = 201 };
  Ring *ring = arena_task_ring (view, 0);
  double ns[TRIALS];
  Event event = { .kind = EVENT_STEP };

  for (guint trial = 0; trial < TRIALS; trial++)
    {
      guint64 begin_ns = now_ns ();

      for (guint i = 0; i < PUSHES; i++)
        {
          event.time_ns = i;
          ring_push (ring, &event);
        }
      ns[trial] = (double) (now_ns () - begin_ns) / PUSHES;
      empty_rings (view);
    }
  qsort (ns, TRIALS, sizeof *ns, compare_doubles);
  printf ("ring push, uncontended: median %.1f ns\n", ns[TRIALS / 2]);
  return ns[TRIALS / 2] <= 10;
}

int
main (void)
{
  g_autofree Program *program = g_new0 (Program, 1);
  g_autofree Engine *engine = g_new0 (Engine, 1);
  ArenaPlan plan = { .program = program };
  gboolean holds;

  program->task_count = THREADS;
  program->declaration_count = 1;
  program->declarations[0] = (TaskDeclaration) { .copies = THREADS, .parent = -1 };
  g_assert_true (arena_create (&engine->view, &plan));
  engine->way = way_of (WAY_THREADS);
  atomic_store (&engine->view.arena->work_per_ms, work_calibrate ());

  holds = measure_push (&engine->view);
  holds = compare_sources (engine) && holds;
  arena_close (&engine->view);
  puts (holds ? "holds" : "MISSED");
  return holds ? 0 : 1;
}
