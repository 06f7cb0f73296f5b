/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long one waits: for `list`, and from `run` until the first worker has done its first step.
 */
#include "config.h"

#include "bench-order.h"

#include "cli-test.h"
#include "clock.h"
#include "ts-recording-file.h"

enum { N_ROUNDS = 21 };

static double
measure_list (void)
{
  guint64 begin_ns = now_ns ();
  g_autoptr (CliResult) result = cli_test_expect (0, "list --json");

  return (double) (now_ns () - begin_ns) / 1e6;
}

/* The recording says when on the machine's clock its zero was, and when the step came after it. */
static double
measure_first_step (const char *line,
                    const char *file)
{
  guint64 begin_ns = now_ns ();
  g_autoptr (CliResult) result = cli_test_expect (0, line);
  g_autoptr (TsRecording) recording = ts_recording_open (file, NULL);
  const TsTask *worker = g_ptr_array_index (ts_recording_get_tasks (recording), 1);

  for (guint i = 0; i < worker->marks->len; i++)
    {
      const TsMark *mark = &g_array_index (worker->marks, TsMark, i);
      gint64 step_ns = ts_recording_get_facts (recording)->start_monotonic_ns + mark->time_ns;

      if (mark->kind == TS_MARK_PROGRESS)
        return (double) (step_ns - (gint64) begin_ns) / 1e6;
    }
  g_assert_not_reached ();
}

static void
print (const char *title,
       double *times_ms,
       double limit_ms)
{
  bench_sort (times_ms, N_ROUNDS);
  g_print ("%-40s %6.1f ms median, %6.1f … %6.1f ms, wanted ≤ %.0f ms\n", title,
           times_ms[N_ROUNDS / 2], times_ms[0], times_ms[N_ROUNDS - 1], limit_ms);
}

int
main (int n_arguments,
      char **arguments)
{
  g_autofree char *scenario = NULL;
  g_autofree char *file = NULL;
  g_autofree char *line = NULL;
  double list_ms[N_ROUNDS], step_ms[N_ROUNDS];

  g_test_init (&n_arguments, &arguments, NULL);
  scenario = cli_test_write_scenario ("start.scenario", "task Worker x 4\n  step\n");
  file = cli_test_path ("start.timeslice");
  line = g_strdup_printf ("run %s --quiet --save %s", scenario, file);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      list_ms[i] = measure_list ();
      step_ms[i] = measure_first_step (line, file);
    }
  print ("list", list_ms, 20);
  print ("from run to the first worker's first step", step_ms, 100);
  cli_test_finish ();
  return 0;
}
