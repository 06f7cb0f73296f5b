/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * worker-pool with 4 workers and 400 jobs of 2 ms against the ideal rate of the cores that there are, and Python's
 * multiprocessing.Pool beside it with jobs of the same length.
 *
 * The ideal is what the cores give meanwhile: the same work, shared out beforehand to one process on each core, with
 * nothing to hand over.  It is measured in each round, since other programs (and, on a virtual machine, other machines)
 * take their part of the cores.
 */
#include "config.h"

#include "bench-order.h"

#include "cli-test.h"
#include "core-set.h"

enum { N_ROUNDS = 7, N_JOBS = 400, JOB_MS = 2 };

static const char python_pool[] =
  "import sys, time\n"
  "from multiprocessing import Pool\n"
  "def work(turns):\n"
  "    total = 0\n"
  "    for turn in range(turns):\n"
  "        total += turn\n"
  "    return total\n"
  "def measure(turns):\n"
  "    begin = time.perf_counter(); work(turns); return time.perf_counter() - begin\n"
  "if __name__ == '__main__':\n"
  "    turns = int(20000 * 0.002 / min(measure(20000) for _ in range(50)))\n"
  "    job = min(measure(turns) for _ in range(50))\n"
  "    with Pool(4) as pool:\n"
  "        pool.map(work, [1] * 4)\n"
  "        begin = time.perf_counter()\n"
  "        for _ in pool.imap_unordered(work, [turns] * int(sys.argv[1])): pass\n"
  "        wall = time.perf_counter() - begin\n"
  "    print(int(sys.argv[1]) * job / int(sys.argv[2]) / wall)\n";

static const char even_program[] =
  "process Even x cores on core[index]\n"
  "  repeat %d / cores\n"
  "    compute %d ms\n";

/* Rate of a run, as a share of what calibration promises of n_cores idle cores. */
static double
measure_run (const char *arguments,
             guint n_cores)
{
  g_autofree char *line = g_strdup_printf ("run %s --json", arguments);
  g_autoptr (CliResult) result = cli_test_expect (0, line);
  g_autofree char *wall_s = cli_test_json (result->out, "j['wall_s']");

  return N_JOBS * JOB_MS / 1e3 / n_cores / g_ascii_strtod (wall_s, NULL);
}

static double
measure_even (guint n_cores)
{
  g_autofree char *program = g_strdup_printf (even_program, N_JOBS, JOB_MS);
  g_autofree char *path = cli_test_write_scenario ("even.scenario", program);

  return measure_run (path, n_cores);
}

static double
measure_pool (const char *way,
              guint n_cores)
{
  g_autofree char *arguments = g_strdup_printf ("worker-pool --way %s --set workers=4 --set jobs=%d "
                                                "--set work=%d", way, N_JOBS, JOB_MS);

  return measure_run (arguments, n_cores);
}

static double
measure_python (guint n_cores)
{
  g_autofree char *script = cli_test_write_scenario ("pool.py", python_pool);
  g_autofree char *line = g_strdup_printf ("python3 %s %d %u", script, N_JOBS, n_cores);
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_command_line_sync (line, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_ascii_strtod (out, NULL);
}

int
main (int n_arguments,
      char **arguments)
{
  double threads[N_ROUNDS], processes[N_ROUNDS], python[N_ROUNDS], even[N_ROUNDS];
  CoreSet allowed;
  guint n_cores;

  g_test_init (&n_arguments, &arguments, NULL);
  g_assert_true (core_set_allowed (&allowed));
  n_cores = core_set_count (&allowed);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      even[i] = measure_even (n_cores);
      threads[i] = measure_pool ("threads", n_cores) / even[i];
      processes[i] = measure_pool ("processes", n_cores) / even[i];
      python[i] = measure_python (n_cores) / even[i];
    }
  g_print ("4 workers, 400 jobs of 2 ms, share of the ideal rate of %u cores, wanted >= 97 %%\n", n_cores);
  g_print ("  threads    %5.1f %%\n", 100 * bench_median (threads, N_ROUNDS));
  g_print ("  processes  %5.1f %%\n", 100 * bench_median (processes, N_ROUNDS));
  g_print ("  Python's multiprocessing.Pool  %5.1f %%\n", 100 * bench_median (python, N_ROUNDS));
  g_print ("  (the ideal itself: %5.1f %% of what calibration promises)\n", 100 * bench_median (even, N_ROUNDS));
  cli_test_finish ();
  return 0;
}
