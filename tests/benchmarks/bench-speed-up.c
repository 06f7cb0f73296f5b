/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a second core is good for: two tasks that compute against one, as processes, threads, and threads with an
 * interpreter lock, where only what lets go of that lock gets any faster.
 *
 * Walls are compared, by turns within each round.  Each round has a ratio of its own, since what else the cores have to
 * do changes from one to the next.
 */
#include "config.h"

#include "cli-test.h"
#include "core-set.h"

#include <math.h>

enum { N_ROUNDS = 7, N_TIMES = 30 };

static const struct {
  const char *way, *step;
  double least, most;
} cases[] = {
  { "processes", "compute", 1.8, INFINITY },
  { "threads", "compute", 1.8, INFINITY },
  { "gil", "native", 1.8, INFINITY },
  { "gil", "compute", 0.9, 1.1 },
};

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
measure_wall_s (const char *way,
                const char *step,
                guint n_tasks)
{
  g_autofree char *program = g_strdup_printf ("task Worker x %u\n  repeat %d\n    %s 10 ms\n", n_tasks, N_TIMES, step);
  g_autofree char *path = cli_test_write_scenario ("speed-up.scenario", program);
  g_autofree char *line = g_strdup_printf ("run %s --way %s --json --quiet", path, way);
  g_autoptr (CliResult) result = cli_test_expect (0, line);
  g_autofree char *wall_s = cli_test_json (result->out, "j['wall_s']");

  return g_ascii_strtod (wall_s, NULL);
}

static double
measure_speed_up (const char *way,
                  const char *step,
                  gboolean one_first)
{
  double one = one_first ? measure_wall_s (way, step, 1) : 0, two = measure_wall_s (way, step, 2);

  return 2 * (one_first ? one : measure_wall_s (way, step, 1)) / two;
}

/* Returns whether it is what was promised. */
static gboolean
tell (const char *way,
      const char *step,
      double value,
      double least,
      double most)
{
  gboolean kept = value >= least && value <= most;
  g_autofree char *promise = isinf (most) ? g_strdup_printf (">= %.1f", least)
                                          : g_strdup_printf ("%.1f to %.1f", least, most);

  g_print ("two tasks against one, %-9s %-8s %6.3f x, promised %-10s %s\n", way, step, value, promise,
           kept ? "kept" : "NOT KEPT");
  return kept;
}

int
main (int n_arguments,
      char **arguments)
{
  double ratios[G_N_ELEMENTS (cases)][N_ROUNDS];
  gboolean kept = TRUE;
  CoreSet allowed;

  g_test_init (&n_arguments, &arguments, NULL);
  if (!core_set_allowed (&allowed) || core_set_count (&allowed) < 2)
    {
      g_print ("needs two cores\n");
      return 77;
    }
  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      ratios[i][round] = measure_speed_up (cases[i].way, cases[i].step, round % 2 == 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      qsort (ratios[i], N_ROUNDS, sizeof (double), compare);
      kept = tell (cases[i].way, cases[i].step, ratios[i][N_ROUNDS / 2], cases[i].least, cases[i].most) && kept;
    }
  cli_test_finish ();
  return kept ? 0 : 1;
}
