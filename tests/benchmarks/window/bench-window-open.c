/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long it takes until a recording of 1 million slices that is opened has been drawn, and how long the window
 * answers nothing meanwhile.  Usage: bench-window-open [MILLIONS OF SLICES].
 */
#include "config.h"

#include <glib/gstdio.h>

#include "app-test.h"
#include "make-recording.h"
#include "ts-recording-file.h"
#include "ts-window-private.h"

enum { N_CORES = 8, N_TASKS = 32, N_ROUNDS = 5, TICK_MS = 2 };

typedef struct {
  gint64 last_us, longest_us;
} Pulse;

static gboolean
on_pulse (gpointer data)
{
  Pulse *pulse = data;
  gint64 now_us = g_get_monotonic_time ();

  pulse->longest_us = MAX (pulse->longest_us, now_us - pulse->last_us);
  pulse->last_us = now_us;
  return G_SOURCE_CONTINUE;
}

static gboolean
has_recording (gpointer data)
{
  return ts_session_get_recording (data) != NULL;
}

static double
measure (const char *path, double *silent_ms)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gint64 begin_us = g_get_monotonic_time (), end_us;
  Pulse pulse = { begin_us, 0 };
  guint source = g_timeout_add (TICK_MS, on_pulse, &pulse);

  ts_window_open_file (window, file);
  app_test_wait (has_recording, window->session);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  on_pulse (&pulse);
  end_us = pulse.last_us;
  g_source_remove (source);
  *silent_ms = (double) pulse.longest_us / 1e3;
  app_test_close_window (window);
  return (double) (end_us - begin_us) / 1e3;
}

static double
count_slices (TsRecording *recording)
{
  GPtrArray *cores = ts_recording_get_cores (recording), *tasks = ts_recording_get_tasks (recording);
  double count = 0;

  for (guint i = 0; i < cores->len; i++)
    count += ts_lane_get_n_slices (((TsCore *) cores->pdata[i])->lane);
  for (guint i = 0; i < tasks->len; i++)
    count += ts_lane_get_n_slices (((TsTask *) tasks->pdata[i])->lane);
  return count;
}

static char *
save (double n_millions)
{
  /* On all lanes: the tasks have some three times as many as the cores. */
  const MakeRecording options = { N_CORES, N_TASKS, (guint) (1e6 / 4 * n_millions), 3 };
  g_autoptr (TsRecording) recording = make_recording (&options);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("bench-open-XXXXXX", &error);
  char *path = g_build_filename (folder, "million.timeslice", NULL);

  g_assert_no_error (error);
  g_print ("%.2f million slices on all lanes\n", count_slices (recording) / 1e6);
  ts_recording_save (recording, path, &error);
  g_assert_no_error (error);
  return path;
}

int
main (int n_arguments, char **arguments)
{
  double n_millions = n_arguments > 1 ? g_ascii_strtod (arguments[1], NULL) : 1;
  g_autofree char *path = save (n_millions), *folder = g_path_get_dirname (path);

  app_test_init (&n_arguments, &arguments);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double silent_ms, open_ms = measure (path, &silent_ms);

      g_print ("open %.1f million slices: first picture after %.0f ms, wanted <= 1500; longest silence %.0f ms\n",
               n_millions, open_ms, silent_ms);
    }
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
