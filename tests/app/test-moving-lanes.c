/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lanes while one zooms and pans and a frame has no time for all of them: those that are left show what was painted of
 * them, where it lies now, and in the end they are the picture that is painted in one piece.
 */
#include "config.h"

#include "app-timeline.h"
#include "make-recording.h"

enum { N_CORES = 4, N_TASKS = 24, MOST_FRAMES = 200, N_STEPS = 30 };

static gboolean
has_width (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0;
}

static void
show (AppTimeline *fixture, TsRecording *recording)
{
  *fixture = (AppTimeline) { .window = app_test_new_window (), .recording = recording };
  ts_window_show_page (fixture->window, "run");
  fixture->timeline = fixture->window->timeline;
  fixture->viewport = ts_session_get_viewport (fixture->window->session);
  ts_session_show_recording (fixture->window->session, recording);
  app_test_settle ();
  app_test_wait (has_width, fixture->timeline->lanes);
}

static void
draw_frame (AppTimeline *fixture)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GtkWidget *lanes = GTK_WIDGET (fixture->timeline->lanes);
  GskRenderNode *node;

  GTK_WIDGET_GET_CLASS (lanes)->snapshot (lanes, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_unref (node);
}

/* From here on a frame has time for one band. */
static void
make_slow (AppTimeline *fixture)
{
  TsLaneArea *lanes = fixture->timeline->lanes;

  ts_lane_area_repaint (lanes);
  draw_frame (fixture);
  ts_lane_area_keep_bands (lanes, gsk_container_node_get_child (lanes->lanes, 1), G_MAXINT64);
  lanes->bands_budget_us = 0;
}

/* What the next frame does; FALSE if nothing is left. */
static gboolean
go_on (AppTimeline *fixture)
{
  TsLaneArea *lanes = fixture->timeline->lanes;

  if (!lanes->is_moving)
    return FALSE;
  g_clear_pointer (&lanes->lanes, gsk_render_node_unref);
  draw_frame (fixture);
  return TRUE;
}

static void
assert_sharp (AppTimeline *fixture)
{
  GskRenderNode *node = ts_lane_area_paint (fixture->timeline->lanes);
  cairo_surface_t *shown = app_timeline_draw_lanes (fixture->timeline, fixture->timeline->lanes->lanes);
  cairo_surface_t *whole = app_timeline_draw_lanes (fixture->timeline, node);

  g_assert_cmpuint (app_timeline_count_different (shown, whole), ==, 0);
  gsk_render_node_unref (node);
  cairo_surface_destroy (shown);
  cairo_surface_destroy (whole);
}

/* Lines that were printed and notes, which lie over the bands. */
static TsRecording *
make_marked_recording (void)
{
  TsRecording *recording
    = make_recording (&(MakeRecording) { .n_cores = N_CORES, .n_tasks = N_TASKS, .n_slices = 4000, .seed = 2 });
  gint64 end_ns = ts_recording_get_facts (recording)->duration_ns;

  for (guint i = 1; i < 20; i++)
    ts_recording_add_print (recording, end_ns / 20 * i, i % N_TASKS, "Here I am.");
  ts_recording_add_note (recording, end_ns / 3, end_ns / 2, "task 2", "Of a task");
  ts_recording_add_note (recording, end_ns / 4, end_ns / 3, "", "Of all of them");
  return recording;
}

/* However one moves, a band more is sharp with each frame, and in the end all are. */
static void
test_becomes_sharp (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (3);
  AppTimeline fixture;
  guint most_frames = 0;

  show (&fixture, make_marked_recording ());
  make_slow (&fixture);
  for (guint i = 0; i < N_STEPS; i++)
    {
      guint n_frames = 1;

      if (g_rand_boolean (dice))
        ts_viewport_zoom (fixture.viewport, g_rand_double_range (dice, 0.8, 1.4),
                          ts_viewport_get_begin_ns (fixture.viewport));
      else
        ts_viewport_pan (fixture.viewport, g_rand_double_range (dice, -0.4, 0.4));
      draw_frame (&fixture);
      while (n_frames < MOST_FRAMES && go_on (&fixture))
        n_frames++;
      g_assert_false (fixture.timeline->lanes->is_moving);
      assert_sharp (&fixture);
      most_frames = MAX (most_frames, n_frames);
    }
  g_assert_cmpuint (most_frames, >=, 2);
  app_timeline_tear_down (&fixture);
}

/* Bands that are right again without having been painted: what lies over them is there once. */
static void
test_there_and_back (void)
{
  AppTimeline fixture;
  gint64 begin_ns, end_ns;

  show (&fixture, make_marked_recording ());
  make_slow (&fixture);
  begin_ns = ts_viewport_get_begin_ns (fixture.viewport);
  end_ns = ts_viewport_get_end_ns (fixture.viewport);
  ts_viewport_show (fixture.viewport, begin_ns, end_ns - (end_ns - begin_ns) / 5);
  draw_frame (&fixture);
  g_assert_true (fixture.timeline->lanes->is_moving);
  ts_viewport_show (fixture.viewport, begin_ns, end_ns);
  draw_frame (&fixture);
  while (go_on (&fixture))
    continue;
  assert_sharp (&fixture);
  app_timeline_tear_down (&fixture);
}

/* The window is moved to a screen of another density. */
static void
test_other_screen (void)
{
  AppTimeline fixture;

  show (&fixture, make_marked_recording ());
  make_slow (&fixture);
  g_assert_nonnull (fixture.timeline->lanes->lanes);
  g_object_notify (G_OBJECT (fixture.timeline->lanes), "scale-factor");
  g_assert_null (fixture.timeline->lanes->lanes);
  app_timeline_tear_down (&fixture);
}

/* GTK's own frames go on until all is sharp, without anybody asking for them. */
static gboolean
is_at_rest (gpointer data)
{
  TsLaneArea *lanes = data;

  return lanes->lanes != NULL && !lanes->is_moving;
}

static void
test_frames_go_on (void)
{
  AppTimeline fixture;

  show (&fixture, make_recording (&(MakeRecording) { .n_cores = N_CORES, .n_tasks = N_TASKS, .n_slices = 4000, .seed = 2 }));
  make_slow (&fixture);
  ts_viewport_zoom (fixture.viewport, 1.5, 0);
  draw_frame (&fixture);
  g_assert_true (fixture.timeline->lanes->is_moving);
  app_test_wait (is_at_rest, fixture.timeline->lanes);
  assert_sharp (&fixture);
  app_timeline_tear_down (&fixture);
}

/* Somewhere else there is nothing to show but what is painted anew. */
static void
test_jump (void)
{
  AppTimeline fixture;
  gint64 length_ns;

  show (&fixture, make_recording (&(MakeRecording) { .n_cores = N_CORES, .n_tasks = N_TASKS, .n_slices = 4000, .seed = 2 }));
  length_ns = ts_viewport_get_length_ns (fixture.viewport);
  ts_viewport_show (fixture.viewport, 0, length_ns / 10);
  make_slow (&fixture);
  ts_viewport_show (fixture.viewport, length_ns / 2, length_ns / 2 + length_ns / 10);
  draw_frame (&fixture);
  g_assert_false (fixture.timeline->lanes->is_moving);
  assert_sharp (&fixture);
  app_timeline_tear_down (&fixture);
}

/* Tasks that run for the first half. */
static TsRecording *
new_halves (void)
{
  const TsSlice slice = { 0, 50 * MS, TS_WHO_NONE, 0, TS_STATE_RUNNING, 0 };
  TsRecording *recording = ts_recording_new ();

  ts_recording_add_core (recording);
  for (guint i = 0; i < N_TASKS; i++)
    {
      TsTask *task = ts_recording_add_task (recording);

      ts_set_string (&task->name, "Half");
      task->tid = 4000 + i;
      ts_lane_append (task->lane, &slice);
    }
  ts_recording_get_facts (recording)->duration_ns = 100 * MS;
  return recording;
}

static guint32
pixel_at (cairo_surface_t *surface, double x, double y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[(int) x];
}

/* What has not been painted yet lies where its times lie. */
static void
test_lies_where_it_is (void)
{
  AppTimeline fixture;
  cairo_surface_t *shown;
  const TsTimelineRow *row;
  guint first, end;
  double y;

  show (&fixture, new_halves ());
  make_slow (&fixture);
  ts_viewport_zoom (fixture.viewport, 1.6, 0);
  draw_frame (&fixture);
  g_assert_true (fixture.timeline->lanes->is_moving);
  shown = app_timeline_draw_lanes (fixture.timeline, fixture.timeline->lanes->lanes);
  ts_lane_area_get_visible (fixture.timeline->lanes, &first, &end);
  row = ts_timeline_rows_get_row (fixture.timeline->rows, end - 2); /* bands are painted from above */
  y = ts_lane_area_get_row_y (fixture.timeline->lanes, row) + row->height_px / 2;
  for (gint64 ms = 2; ms < 62; ms += 3)
    {
      guint32 pixel = pixel_at (shown, app_timeline_get_x (&fixture, ms * MS), y);

      if (ABS (ms - 50) > 1)
        g_assert_true ((pixel >> 24 == 0xff) == (ms < 50));
    }
  cairo_surface_destroy (shown);
  app_timeline_tear_down (&fixture);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/moving-lanes/become-sharp", test_becomes_sharp);
  g_test_add_func ("/moving-lanes/there-and-back", test_there_and_back);
  g_test_add_func ("/moving-lanes/on-another-screen", test_other_screen);
  g_test_add_func ("/moving-lanes/frames-go-on", test_frames_go_on);
  g_test_add_func ("/moving-lanes/a-jump-is-painted-at-once", test_jump);
  g_test_add_func ("/moving-lanes/what-is-left-lies-where-it-is", test_lies_where_it_is);
  return g_test_run ();
}
