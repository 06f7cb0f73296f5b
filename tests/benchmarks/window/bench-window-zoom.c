/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window's own drawing costs while one zooms and pans through a long recording: the time that the
 * snapshots of lanes, ruler, overview and legend take, for each frame; how many frames it takes until all lanes are sharp
 * when the hand rests; and what a jump costs, for which everything is painted at once.
 * Usage: bench-window-zoom [MILLIONS OF SLICES].
 */
#include "config.h"

#include "bench-order.h"

#include <math.h>
#include <time.h>

#include "app-test.h"
#include "make-recording.h"
#include "ts-lane-area-private.h"
#include "ts-timeline-private.h"
#include "ts-window-private.h"

enum { N_CORES = 16, N_TASKS = 64, N_FRAMES = 400, N_ZOOMS = 40, N_RESTS = 20, MOST_FRAMES = 1000 };

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

static double
measure_draw (TsTimeline *timeline)
{
  GtkWidget *parts[] = { GTK_WIDGET (timeline->overview), GTK_WIDGET (timeline->ruler), GTK_WIDGET (timeline->lanes),
                         GTK_WIDGET (timeline->legend) };
  double begin_ms = get_wall_ms ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    draw (parts[i]);
  return get_wall_ms () - begin_ms;
}

/* Another window of time each time: nothing of it is painted already. */
static double
measure_jump (TsTimeline *timeline, guint number)
{
  double whole_ns = (double) ts_viewport_get_length_ns (timeline->viewport);
  double depth = (double) (number % N_ZOOMS) / N_ZOOMS, width_ns = whole_ns * pow (10, -6 * depth);
  double begin_ns = (whole_ns - width_ns) * (0.5 + 0.4 * sin (number * 0.37));

  ts_viewport_show (timeline->viewport, (gint64) begin_ns, (gint64) (begin_ns + width_ns));
  ts_lane_area_repaint (timeline->lanes);
  return measure_draw (timeline);
}

/* A step of a hand: two of three zoom by a ninth, in and out again over all zooms; the third moves a twelfth aside. */
static double
measure_step (TsTimeline *timeline, guint number)
{
  TsViewport *viewport = timeline->viewport;
  gint64 begin_ns = ts_viewport_get_begin_ns (viewport), end_ns = ts_viewport_get_end_ns (viewport);
  gboolean is_inward = number / (N_FRAMES / 4) % 2 == 0;

  if (number % 3 == 2)
    ts_viewport_pan (viewport, number % 2 == 0 ? 1.0 / 12 : -1.0 / 12);
  else
    ts_viewport_zoom (viewport, is_inward ? 1.11 : 1 / 1.11, begin_ns + (gint64) ((double) (end_ns - begin_ns) * 0.4));
  return measure_draw (timeline);
}

/* Frames until no lane shows what was painted for another window. */
static double
count_frames (TsTimeline *timeline)
{
  guint n = 0;

  while (timeline->lanes->is_moving && n < MOST_FRAMES)
    {
      g_clear_pointer (&timeline->lanes->lanes, gsk_render_node_unref); /* as the next frame does */
      measure_draw (timeline);
      n++;
    }
  return n;
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
report (const char *what, double *times_ms, guint n, const char *wanted)
{
  bench_sort (times_ms, n);
  g_print ("  %s: median %.2f ms, p99 %.2f ms, max %.2f ms%s\n", what, times_ms[n / 2], times_ms[n * 99 / 100],
           times_ms[n - 1], wanted);
}

static void
measure_motion (TsTimeline *timeline)
{
  double times_ms[N_FRAMES], frames[N_RESTS];
  guint n_rests = 0;

  ts_viewport_show_all (timeline->viewport);
  measure_draw (timeline);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      times_ms[i] = measure_step (timeline, i);
      if ((i + 1) % (N_FRAMES / N_RESTS) == 0)
        frames[n_rests++] = count_frames (timeline);
    }
  report ("zooming and panning", times_ms, N_FRAMES, "; wanted <= 4 and <= 10");
  g_print ("  frames until all lanes are sharp again: median %.0f\n", bench_median (frames, N_RESTS));
}

static void
measure_jumps (TsTimeline *timeline)
{
  double times_ms[N_FRAMES];

  for (guint i = 0; i < N_FRAMES; i++)
    times_ms[i] = measure_jump (timeline, i);
  report ("jumping", times_ms, N_FRAMES, "");
}

static void
measure (TsRecording *recording, int width, int height)
{
  TsWindow *window = app_test_new_window ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  ts_window_show_page (window, "run");
  app_test_settle ();
  ts_session_show_recording (window->session, recording);
  app_test_wait (has_width, window->timeline->lanes);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  for (guint i = 0; i < N_ZOOMS; i++)
    measure_jump (window->timeline, i); /* warms caches up */
  g_print ("window of %d × %d, lanes of %d × %d\n", gtk_widget_get_width (GTK_WIDGET (window)),
           gtk_widget_get_height (GTK_WIDGET (window)), gtk_widget_get_width (GTK_WIDGET (window->timeline->lanes)),
           gtk_widget_get_height (GTK_WIDGET (window->timeline->lanes)));
  measure_motion (window->timeline);
  measure_jumps (window->timeline);
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
