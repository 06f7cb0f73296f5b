/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What it takes to simulate 64 cores and 1000 tasks for ten virtual seconds: CPU time of the whole command, collector
 * and all, with saving and without.
 */
#include "config.h"

#include "bench-order.h"

#include "cli-test.h"

#include <sys/resource.h>

enum { N_ROUNDS = 5 };

/* Each ends after some ten virtual seconds: the first keeps all cores busy all the time (640 ms for each task), the
 * second a part of them, with 72,000 sleeps. */
static const struct {
  const char *title, *program;
} cases[] = {
  { "computing", "task Worker x 1000\n  repeat 64\n    compute 10 ms\n" },
  { "computing and sleeping", "task Worker x 1000\n  repeat 72\n    compute 5 ms\n    sleep 75 ms\n" },
};

static double
get_children_cpu_s (void)
{
  struct rusage used;

  getrusage (RUSAGE_CHILDREN, &used);
  return (double) (used.ru_utime.tv_sec + used.ru_stime.tv_sec)
         + (double) (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

/* The runner is the command's child, and counted with it. */
static double
measure_cpu_s (const char *line)
{
  double before = get_children_cpu_s ();
  g_autoptr (CliResult) result = cli_test_expect (0, line);

  return get_children_cpu_s () - before;
}

static gboolean
tell (const char *title,
      const char *how,
      double *cpu_s)
{
  gboolean kept;

  bench_sort (cpu_s, N_ROUNDS);
  kept = cpu_s[N_ROUNDS / 2] <= 1;
  g_print ("64 cores, 1000 tasks, 10 s, %-22s %-15s %6.3f s of CPU, promised <= 1 %s\n", title, how,
           cpu_s[N_ROUNDS / 2], kept ? "kept" : "NOT KEPT");
  return kept;
}

static gboolean
bench (const char *title,
       const char *program)
{
  g_autofree char *scenario = cli_test_write_scenario ("simulated.scenario", program);
  g_autofree char *file = cli_test_path ("simulated.timeslice");
  g_autofree char *line = g_strdup_printf ("run %s --way simulated --option cores=64 --json --quiet", scenario);
  g_autofree char *saving = g_strdup_printf ("%s --save %s", line, file);
  g_autoptr (CliResult) result = cli_test_expect (0, line);
  g_autofree char *wall_s = cli_test_json (result->out, "j['wall_s']");
  double without[N_ROUNDS], with[N_ROUNDS];
  gboolean kept;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      without[round] = measure_cpu_s (line);
      with[round] = measure_cpu_s (saving);
    }
  g_print ("%s: %s virtual seconds\n", title, wall_s);
  kept = tell (title, "without saving", without);
  return tell (title, "with saving", with) && kept;
}

int
main (int n_arguments,
      char **arguments)
{
  gboolean kept = TRUE;

  g_test_init (&n_arguments, &arguments, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    kept = bench (cases[i].title, cases[i].program) && kept;
  cli_test_finish ();
  return kept ? 0 : 1;
}
