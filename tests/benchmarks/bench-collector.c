/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What collecting costs, and that it does not grow with the length of a run: four tasks that switch 20 000 times a
 * second are collected every 20 ms for five minutes of their own time; the last tenth must not cost more than the
 * first.
 */
#include "config.h"

#include "clock.h"
#include "make-arena.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  ROUNDS = 5,
  CORES = 2,
  COLLECT_US = 20000,
  SLICE_US = 100,
  COLLECTIONS = 15000,
  NOT_GROWN_PER_CENT = 125,
  MEMORY_MB = 1200,
};

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
median (double *values, guint count)
{
  qsort (values, count, sizeof *values, compare_doubles);
  return values[count / 2];
}

static void
begin_tasks (MadeRun *run)
{
  for (guint slot = 0; slot < MADE_TASKS; slot++)
    {
      made_fork (run, 0, 0, 100 + slot, 50);
      made_event (run, slot, 1, EVENT_START, 0, 0);
    }
}

/* A stretch of the run: on each core a switch every SLICE_US, with the notes of a step and of a wait beside it. */
static guint
fill (MadeRun *run, gint64 begin_us)
{
  guint events = 0;

  for (gint64 us = begin_us; us < begin_us + COLLECT_US; us += SLICE_US)
    for (guint16 core = 0; core < CORES; core++)
      {
        guint slot = (guint) (us / SLICE_US) % 2 * 2 + core;

        made_switch (run, us, EVENT_SWITCH_IN, core, 100 + slot, FALSE);
        made_event (run, slot, us + 2, EVENT_WAKE, core, (gint64) made_time (us - 20));
        made_event (run, slot, us + 50, EVENT_STEP, core, us);
        made_event_full (run, slot, us + 90, (Event) { .kind = EVENT_WAIT, .core = core, .object = MADE_QUEUE,
                                                       .task = WAIT_QUEUE });
        made_switch (run, us + 95, EVENT_SWITCH_OUT, core, 100 + slot, FALSE);
        events += 5;
      }
  return events;
}

/* What an event costs in the last tenth of a run beside the first tenth. */
static double
measure_growth (void)
{
  MadeRun run;
  double ns_per_event[COLLECTIONS], first, last;
  gsize events = 0, before;
  guint slices = 0;

  made_run_init (&run, SOURCE_EXACT, FALSE);
  begin_tasks (&run);
  before = mallinfo2 ().uordblks;
  for (guint i = 0; i < COLLECTIONS; i++)
    {
      guint filled = fill (&run, (gint64) i * COLLECT_US + 10);
      guint64 begin_ns;

      made_run_set_clock (&run, (gint64) (i + 1) * COLLECT_US);
      begin_ns = now_ns ();
      ts_collector_collect (run.collector);
      ns_per_event[i] = (double) (now_ns () - begin_ns) / filled;
      events += filled;
    }

  for (guint i = 0; i < MADE_TASKS; i++)
    slices += ts_lane_get_n_slices (made_task (&run, i)->lane);
  first = median (ns_per_event, COLLECTIONS / 10);
  last = median (ns_per_event + COLLECTIONS - COLLECTIONS / 10, COLLECTIONS / 10);
  printf ("%zu events, %u slices of tasks, %zu bytes of memory a slice: an event %.0f ns in the first tenth of the "
          "run, %.0f ns in the last\n", events, slices, (mallinfo2 ().uordblks - before) / MAX (slices, 1), first, last);
  made_run_finish (&run);
  return last / first;
}

/* Memory that was never touched costs a fault a page, and much more where a virtual machine has to fetch the page from
 * its host; so all of it is touched first, and kept. */
static void
touch_memory (void)
{
  gsize size = (gsize) MEMORY_MB << 20;
  void *memory;

  mallopt (M_MMAP_MAX, 0);
  mallopt (M_TRIM_THRESHOLD, -1);
  memory = malloc (size);
  if (memory != NULL)
    memset (memory, 1, size);
  free (memory);
}

/* A core may share its units with another that somebody else uses for a while, so one run alone does not tell. */
int
main (void)
{
  double growth[ROUNDS], middle;

  touch_memory ();
  for (guint round = 0; round < ROUNDS; round++)
    growth[round] = measure_growth ();
  middle = median (growth, ROUNDS);
  printf ("last / first: %.2f: %s\n", middle, middle * 100 <= NOT_GROWN_PER_CENT ? "holds" : "MISSED");
  return middle * 100 <= NOT_GROWN_PER_CENT ? 0 : 1;
}
