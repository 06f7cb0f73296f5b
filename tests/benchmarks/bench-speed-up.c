/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a second core is good for: two tasks that compute against one, as processes, threads, and threads with an
 * interpreter lock, where only what lets go of that lock gets any faster.
 *
 * Walls are compared, by turns within each round.  Each round has a ratio of its own, since what else the cores have to
 * do changes from one to the next.  What two plain processes gain over one is measured beside them: where that is less
 * than promised, the machine has no second core to give just now, and the figures are told but not judged.
 */
#include "config.h"

#include "bench-order.h"

#include "cli-test.h"
#include "clock.h"
#include "core-set.h"
#include "work.h"

#include <math.h>
#include <sys/wait.h>
#include <unistd.h>

enum { N_ROUNDS = 7, N_TIMES = 30, STEP_MS = 10 };

/* So much more is to be gained by one; whoever gets less from the machine has none. */
#define SECOND_CORE 1.8

static const struct {
  const char *way, *step;
  double least, most;
} cases[] = {
  { "processes", "compute", SECOND_CORE, INFINITY },
  { "threads", "compute", SECOND_CORE, INFINITY },
  { "gil", "native", SECOND_CORE, INFINITY },
  { "gil", "compute", 0.9, 1.1 },
};

static double
measure_wall_s (const char *way,
                const char *step,
                guint n_tasks)
{
  g_autofree char *program = g_strdup_printf ("task Worker x %u\n  repeat %d\n    %s %d ms\n", n_tasks, N_TIMES, step,
                                                STEP_MS);
  g_autofree char *path = cli_test_write_scenario ("speed-up.scenario", program);
  g_autofree char *line = g_strdup_printf ("run %s --way %s --json --quiet", path, way);
  g_autoptr (CliResult) result = cli_test_expect (0, line);
  g_autofree char *wall_s = cli_test_json (result->out, "j['wall_s']");

  return g_ascii_strtod (wall_s, NULL);
}

/* The same work in processes that do nothing else. */
static double
measure_plain_s (guint n_processes)
{
  static guint64 per_ms;
  guint64 begin_ns;

  per_ms = per_ms != 0 ? per_ms : work_calibrate ();
  begin_ns = now_ns ();
  for (guint i = 0; i < n_processes; i++)
    if (fork () == 0)
      _exit (work (N_TIMES * STEP_MS * per_ms, 1) == 0);
  for (guint i = 0; i < n_processes; i++)
    wait (NULL);
  return (double) (now_ns () - begin_ns) / 1e9;
}

static double
measure_speed_up (const char *way,
                  const char *step,
                  gboolean one_first)
{
  double one = one_first ? measure_wall_s (way, step, 1) : 0, two = measure_wall_s (way, step, 2);

  return 2 * (one_first ? one : measure_wall_s (way, step, 1)) / two;
}

/* Returns whether it is what was promised, as far as the machine lets that be seen: `plain` is what it gives. */
static gboolean
tell (const char *way,
      const char *step,
      double value,
      double least,
      double most,
      double plain)
{
  gboolean kept = value >= least && value <= most, is_busy = plain < SECOND_CORE;
  g_autofree char *promise = isinf (most) ? g_strdup_printf (">= %.1f", least)
                                          : g_strdup_printf ("%.1f to %.1f", least, most);

  g_print ("two tasks against one, %-9s %-8s %6.3f x, promised %-10s %s\n", way, step, value, promise,
           kept ? "kept" : is_busy ? "not to be seen: the machine is busy" : "NOT KEPT");
  return kept || is_busy;
}

int
main (int n_arguments,
      char **arguments)
{
  double ratios[G_N_ELEMENTS (cases)][N_ROUNDS], plains[N_ROUNDS], plain;
  gboolean kept = TRUE;
  CoreSet allowed;

  g_test_init (&n_arguments, &arguments, NULL);
  if (!core_set_allowed (&allowed) || core_set_count (&allowed) < 2)
    {
      g_print ("needs two cores\n");
      return 77;
    }
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      plains[round] = 2 * measure_plain_s (1) / measure_plain_s (2);
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        ratios[i][round] = measure_speed_up (cases[i].way, cases[i].step, round % 2 == 0);
    }
  plain = bench_median (plains, N_ROUNDS);
  g_print ("two plain processes against one: %.3f x\n", plain);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    kept = tell (cases[i].way, cases[i].step, bench_median (ratios[i], N_ROUNDS), cases[i].least, cases[i].most, plain)
           && kept;
  cli_test_finish ();
  return kept ? 0 : 1;
}
