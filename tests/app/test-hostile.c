/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can go wrong while a window looks on: killed workers and runners, very many workers, windows
 * of any size, many runs, a window that is closed while its run goes on.
 */
#include "config.h"

#include "app-test.h"

#include <signal.h>
#include <string.h>

#include "ts-window-private.h"

static const char endless_processes[] =
  "process Worker x 3\n"
  "  forever\n"
  "    compute 1 ms\n"
  "    step\n";

static const char short_program[] =
  "task Worker x 2\n"
  "  repeat 3\n"
  "    compute 100 us\n"
  "    step\n";

static const char thousand_program[] =
  "task Worker x 1000\n"
  "  forever\n"
  "    sleep 20 ms\n"
  "    step\n";

static TsWindow *
open_window (const char *program, gboolean and_run)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) scenario = app_test_new_scenario (program);

  ts_window_show_scenario (window, scenario, and_run);
  return window;
}

static TsTask *
get_task (TsWindow *window, guint position)
{
  return g_ptr_array_index (ts_recording_get_tasks (ts_session_get_recording (window->session)), position);
}

/* The last task has started and has done a step. */
static gboolean
is_under_way (gpointer data)
{
  GPtrArray *tasks = ts_recording_get_tasks (ts_session_get_recording (((TsWindow *) data)->session));

  return ((TsTask *) g_ptr_array_index (tasks, tasks->len - 1))->progress > 0;
}

static gboolean
is_idle (gpointer data)
{
  return ts_session_get_state (((TsWindow *) data)->session) == TS_SESSION_IDLE;
}

static gboolean
has_banner (gpointer data)
{
  return gtk_revealer_get_reveal_child (((TsWindow *) data)->banner);
}

static gboolean
is_gone (gpointer data)
{
  return kill (*(pid_t *) data, 0) != 0;
}

static void
test_killed_worker (void)
{
  TsWindow *window = open_window (endless_processes, TRUE);

  app_test_wait (is_under_way, window);
  g_assert_cmpint (kill ((pid_t) get_task (window, 2)->pid, SIGKILL), ==, 0);
  ts_session_stop (window->session);
  app_test_wait (is_idle, window);
  g_assert_cmpuint (get_task (window, 1)->progress, >, 0);
  app_test_close_window (window);
}

static pid_t
get_parent (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int) pid);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return (pid_t) g_ascii_strtoll (strstr (text, "\nPPid:") + 6, NULL, 10);
}

/* The runner is the parent of the main process. */
static void
test_killed_runner (void)
{
  TsWindow *window = open_window (endless_processes, TRUE);
  pid_t main_process, worker;

  app_test_wait (is_under_way, window);
  main_process = (pid_t) get_task (window, 0)->pid;
  worker = (pid_t) get_task (window, 1)->pid;
  g_assert_cmpint (kill (get_parent (main_process), SIGKILL), ==, 0);
  app_test_wait (has_banner, window);
  app_test_wait (is_idle, window);
  app_test_wait (is_gone, &worker);
  g_assert_nonnull (strstr (gtk_label_get_text (window->banner_label), "runner was killed"));
  g_assert_cmpuint (get_task (window, 1)->progress, >, 0);
  app_test_close_window (window);
}

static void
test_closed_while_running (void)
{
  TsWindow *window = open_window (endless_processes, TRUE);
  pid_t worker;

  app_test_wait (is_under_way, window);
  worker = (pid_t) get_task (window, 1)->pid;
  app_test_close_window (window);
  app_test_wait (is_gone, &worker);
}

static void
test_thousand_workers (void)
{
  TsWindow *window = open_window (thousand_program, TRUE);

  app_test_wait (is_under_way, window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  ts_session_stop (window->session);
  app_test_wait (is_idle, window);
  app_test_close_window (window);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  while (g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

static void
test_many_runs (void)
{
  enum { WARM_UP = 3, RUNS = 15 };
  TsWindow *window = open_window (short_program, FALSE);
  guint descriptors = 0;

  for (guint i = 0; i < RUNS; i++)
    {
      if (i == WARM_UP)
        descriptors = count_descriptors ();
      app_test_run (window->session);
    }
  g_assert_cmpuint (count_descriptors (), ==, descriptors);
  app_test_close_window (window);
}

static void
test_sizes (void)
{
  static const int sizes[][2] = { { 360, 300 }, { 360, 640 }, { 640, 480 }, { 800, 400 }, { 1000, 700 },
                                  { 1366, 768 }, { 1920, 1080 }, { 3840, 2160 } };
  g_autoptr (TsScenario) scenario = app_test_new_scenario (short_program);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      TsWindow *window = ts_window_new (app_test_get_application ());

      gtk_window_set_default_size (GTK_WINDOW (window), sizes[i][0], sizes[i][1]);
      gtk_window_present (GTK_WINDOW (window));
      gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
      /* Without a window manager GTK's own frame may take a few pixels away. */
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, sizes[i][0]);
      g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window)), <=, sizes[i][1]);
      ts_window_show_scenario (window, scenario, FALSE);
      app_test_run (window->session);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
      app_test_close_window (window);
    }
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/hostile/killed-worker", test_killed_worker);
  g_test_add_func ("/hostile/killed-runner", test_killed_runner);
  g_test_add_func ("/hostile/closed-while-running", test_closed_while_running);
  g_test_add_func ("/hostile/thousand-workers", test_thousand_workers);
  g_test_add_func ("/hostile/many-runs", test_many_runs);
  g_test_add_func ("/hostile/sizes", test_sizes);
  return g_test_run ();
}
