/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window costs while it draws a live run, and what that takes from the workers: the same
 * scenario under timeslice-cli in the same round.  Then what the window costs when nothing goes on,
 * and whether many runs leave anything behind.
 */
#include "config.h"

#include "bench-order.h"

#include "app-test.h"
#include "cli-test.h"
#include "clock.h"

#include <sys/resource.h>
#include <unistd.h>

/* The rounds are pairs: once the window goes first, once the command line.  Who goes second finds the cores slower. */
enum { N_ROUNDS = 14, RUN_S = 4, IDLE_S = 3, N_RUNS = 200 };

/* 14 tasks: with two cores 16 lanes. */
static const char program[] =
  "task Worker x 14\n"
  "  forever\n"
  "    compute 200 us\n"
  "    step\n";

static const char short_program[] =
  "task Worker x 3\n"
  "  repeat 3\n"
  "    compute 200 us\n"
  "    step\n";

static double
get_own_cpu_s (void)
{
  struct rusage used;

  getrusage (RUSAGE_SELF, &used);
  return (double) (used.ru_utime.tv_sec + used.ru_stime.tv_sec)
         + (double) (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static gboolean
on_time_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
iterate_for (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_time_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_idle (gpointer data)
{
  return ts_session_get_state (data) == TS_SESSION_IDLE;
}

/* Steps a second of all workers. */
static double
measure_window (TsSession *session, double *cpu_share)
{
  TsRecording *recording;
  double cpu_s, steps = 0;
  guint64 begin_ns;

  ts_session_run (session, NULL);
  recording = ts_session_get_recording (session);
  iterate_for (500);
  cpu_s = get_own_cpu_s ();
  begin_ns = now_ns ();
  iterate_for (RUN_S * 1000);
  *cpu_share = (get_own_cpu_s () - cpu_s) / ((double) (now_ns () - begin_ns) / 1e9);
  ts_session_stop (session);
  app_test_wait (is_idle, session);
  for (guint i = 0; i < ts_recording_get_tasks (recording)->len; i++)
    steps += (double) ((TsTask *) g_ptr_array_index (ts_recording_get_tasks (recording), i))->progress;
  return steps / ((double) ts_recording_get_facts (recording)->duration_ns / 1e9);
}

static double
measure_cli (void)
{
  g_autofree char *path = cli_test_write_scenario ("live.scenario", program);
  g_autofree char *line = g_strdup_printf ("run %s --quiet --json --stop-after %d", path, RUN_S);
  g_autoptr (CliResult) result = cli_test_expect (0, line);
  g_autofree char *rate
    = cli_test_json (result->out, "sum (t['progress'] for t in j['tasks']) / j['wall_s']");

  return g_ascii_strtod (rate, NULL);
}

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

static double
get_resident_mb (void)
{
  g_autofree char *text = NULL;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);
  return (double) g_ascii_strtoull (strchr (text, ' '), NULL, 10) * (double) getpagesize () / 1048576;
}

static void
run_many (TsSession *session)
{
  g_autoptr (TsScenario) scenario = app_test_new_scenario (short_program);
  double before_mb = 0;
  guint descriptors = 0;

  ts_session_set_scenario (session, scenario);
  for (guint i = 0; i < N_RUNS; i++)
    {
      app_test_run (session);
      if (i + 1 == N_RUNS / 4) /* caches are filled */
        {
          before_mb = get_resident_mb ();
          descriptors = count_entries ("/proc/self/fd");
        }
    }
  g_print ("runs %d to %d: memory %+.1f MB, descriptors %+d, processes left %u\n", N_RUNS / 4, N_RUNS,
           get_resident_mb () - before_mb, (int) (count_entries ("/proc/self/fd") - descriptors),
           cli_test_get_descendants (getpid ())->len);
}

int
main (int n_arguments, char **arguments)
{
  double with, without, shares[N_ROUNDS], pairs[N_ROUNDS / 2], cpu[N_ROUNDS], cpu_s;
  g_autoptr (TsScenario) scenario = NULL;
  TsWindow *window;
  TsSession *session;

  app_test_init (&n_arguments, &arguments);
  scenario = app_test_new_scenario (program);
  window = app_test_new_window ();
  session = ts_window_get_session (window);
  gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_set_default_size (GTK_WINDOW (window), 1920, 1080);
  ts_window_show_scenario (window, scenario, FALSE);
  measure_window (session, &cpu[0]); /* what the window makes for its first run, it makes once */
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      without = i % 2 == 0 ? measure_cli () : 0;
      with = measure_window (session, &cpu[i]);
      without = i % 2 == 0 ? without : measure_cli ();
      shares[i] = with / without;
      pairs[i / 2] = i % 2 == 0 ? 0 : (shares[i - 1] + shares[i]) / 2;
      g_print ("  round %u: own CPU %.1f %%, steps a second %.0f, without a window %.0f: %.3f\n", i,
               100 * cpu[i], with, without, shares[i]);
    }
  g_print ("own CPU while a run is drawn at %d×%d: %.1f %% of a core, wanted <= 10\n",
           gtk_widget_get_width (GTK_WIDGET (window)), gtk_widget_get_height (GTK_WIDGET (window)),
           100 * bench_median (cpu, N_ROUNDS));
  g_print ("work with the window / without, median of pairs: %.3f, wanted >= 0.98\n", bench_median (pairs, N_ROUNDS / 2));

  iterate_for (1000);
  cpu_s = get_own_cpu_s ();
  iterate_for (IDLE_S * 1000);
  g_print ("own CPU when nothing goes on: %.2f %% of a core\n", 100 * (get_own_cpu_s () - cpu_s) / IDLE_S);
  run_many (session);
  app_test_close_window (window);
  cli_test_finish ();
  return 0;
}
