/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window's own drawing costs while one zooms and pans through a long recording: the time that the
 * snapshots of lanes, ruler, overview and legend take, for each frame.  Usage: bench-window-zoom [MILLIONS OF SLICES].
 */
#include "config.h"

#include "bench-order.h"

#include <math.h>
#include <time.h>

#include "app-test.h"
#include "make-recording.h"
#include "ts-timeline-private.h"
#include "ts-window-private.h"

enum { N_CORES = 16, N_TASKS = 64, N_FRAMES = 400, N_ZOOMS = 40 };

/* The clock on the wall: lanes are painted side by side. */
static double
get_wall_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
draw (GtkWidget *widget)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_clear_pointer (&node, gsk_render_node_unref);
}

/* Every window of time is another one, so that nothing is painted already. */
static double
measure_frame (TsTimeline *timeline, guint number)
{
  GtkWidget *parts[] = { GTK_WIDGET (timeline->overview), GTK_WIDGET (timeline->ruler), GTK_WIDGET (timeline->lanes),
                         GTK_WIDGET (timeline->legend) };
  double whole_ns = (double) ts_viewport_get_length_ns (timeline->viewport);
  double depth = (double) (number % N_ZOOMS) / N_ZOOMS, width_ns = whole_ns * pow (10, -6 * depth);
  double begin_ns = (whole_ns - width_ns) * (0.5 + 0.4 * sin (number * 0.37)), begin_ms = get_wall_ms ();

  ts_viewport_show (timeline->viewport, (gint64) begin_ns, (gint64) (begin_ns + width_ns));
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    draw (parts[i]);
  return get_wall_ms () - begin_ms;
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

static gboolean
has_width (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

static void
measure (TsRecording *recording, int width, int height)
{
  TsWindow *window = app_test_new_window ();
  double times_ms[N_FRAMES];

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  ts_window_show_page (window, "run");
  app_test_settle ();
  ts_session_show_recording (window->session, recording);
  app_test_wait (has_width, window->timeline->lanes);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  for (guint i = 0; i < N_ZOOMS; i++)
    measure_frame (window->timeline, N_FRAMES + i); /* warms caches up */
  for (guint i = 0; i < N_FRAMES; i++)
    times_ms[i] = measure_frame (window->timeline, i);
  bench_sort (times_ms, N_FRAMES);
  g_print ("window of %d × %d, lanes of %d × %d: median %.2f ms, p99 %.2f ms, max %.2f ms; wanted <= 4 and <= 10\n",
           gtk_widget_get_width (GTK_WIDGET (window)), gtk_widget_get_height (GTK_WIDGET (window)),
           gtk_widget_get_width (GTK_WIDGET (window->timeline->lanes)),
           gtk_widget_get_height (GTK_WIDGET (window->timeline->lanes)), times_ms[N_FRAMES / 2],
           times_ms[N_FRAMES * 99 / 100], times_ms[N_FRAMES - 1]);
  app_test_close_window (window);
}

int
main (int n_arguments, char **arguments)
{
  MakeRecording options = { .n_cores = N_CORES, .n_tasks = N_TASKS, .seed = 11 };
  g_autoptr (TsRecording) recording = NULL;

  /* All lanes together have 3.9 times as many as the cores. */
  options.n_slices = (guint) (1e6 / 3.9 * (n_arguments > 1 ? g_ascii_strtod (arguments[1], NULL) : 10));
  app_test_init (&n_arguments, &arguments);
  recording = make_recording (&options);
  g_print ("%.1f million slices on lanes of %d cores and %d tasks\n", count_slices (recording) / 1e6, N_CORES, N_TASKS);
  measure (recording, 1920, 1080);
  measure (recording, 3840, 2160);
  return 0;
}
