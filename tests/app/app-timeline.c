/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-timeline.h"

static void
add_slice (TsLane *lane, gint64 begin_ms, gint64 end_ms, TsState state, guint32 who, guint16 number)
{
  const TsSlice slice = { begin_ms * MS, end_ms * MS, who, number, (guint8) state, 0 };

  ts_lane_append (lane, &slice);
}

static void
add_task (TsRecording *recording, const char *name)
{
  TsTask *task = ts_recording_add_task (recording);

  ts_set_string (&task->name, name);
  task->started_ns = 0;
  task->tid = 4000 + ts_recording_get_tasks (recording)->len;
}

static void
add_slices (TsRecording *recording)
{
  TsLane *one = ((TsCore *) ts_recording_get_cores (recording)->pdata[0])->lane;
  TsLane *a = ((TsTask *) ts_recording_get_tasks (recording)->pdata[ADAM])->lane;
  TsLane *b = ((TsTask *) ts_recording_get_tasks (recording)->pdata[BAKER])->lane;
  TsLane *lock = ((TsObject *) ts_recording_get_objects (recording)->pdata[0])->lane;

  add_slice (one, 0, 10, TS_STATE_RUNNING, ADAM, 0);
  add_slice (one, 10, 20, TS_STATE_RUNNING, BAKER, 0);
  add_slice (one, 20, 40, TS_STATE_RUNNING, ADAM, 0);
  add_slice (one, 60, 100, TS_STATE_RUNNING, BAKER, 0);
  add_slice (a, 0, 10, TS_STATE_RUNNING, TS_WHO_NONE, 0);
  add_slice (a, 10, 20, TS_STATE_WAITING_LOCK, 0, TS_CORE_NONE);
  add_slice (a, 20, 40, TS_STATE_RUNNING, TS_WHO_NONE, 0);
  add_slice (a, 40, 100, TS_STATE_WAITING_SLEEP, TS_WHO_NONE, TS_CORE_NONE);
  add_slice (b, 0, 10, TS_STATE_READY, TS_WHO_NONE, TS_CORE_NONE);
  add_slice (b, 10, 20, TS_STATE_RUNNING, TS_WHO_NONE, 0);
  add_slice (b, 20, 60, TS_STATE_WAITING_SLEEP, TS_WHO_NONE, TS_CORE_NONE);
  add_slice (b, 60, 100, TS_STATE_RUNNING, TS_WHO_NONE, 0);
  add_slice (lock, 10, 20, TS_STATE_HELD, BAKER, TS_CORE_NONE);
  add_slice (lock, 20, 40, TS_STATE_HELD, ADAM, TS_CORE_NONE);
}

/* Baker lets Adam go on at 20 ms; `n_more` tasks that do nothing. */
static TsRecording *
new_recording (guint n_more)
{
  const TsMark woken = { 20 * MS, 0, BAKER, TS_MARK_WOKEN };
  TsRecording *recording = ts_recording_new ();
  TsObject *lock;

  ts_recording_add_core (recording);
  add_task (recording, "Adam");
  add_task (recording, "Baker");
  for (guint i = 0; i < n_more; i++)
    add_task (recording, "More");
  lock = ts_recording_add_object (recording);
  ts_set_string (&lock->name, "document");
  add_slices (recording);
  g_array_append_val (((TsTask *) ts_recording_get_tasks (recording)->pdata[ADAM])->marks, woken);
  ts_set_string (&ts_recording_get_facts (recording)->title, "Made up");
  ts_recording_get_facts (recording)->duration_ns = 100 * MS;
  return recording;
}

static gboolean
has_size (gpointer data)
{
  return gtk_widget_get_width (data) > 0 && gtk_widget_get_mapped (data);
}

gboolean
app_timeline_set_up (AppTimeline *fixture, guint n_more)
{
  fixture->window = app_test_new_window ();
  ts_window_show_page (fixture->window, "run");
  fixture->timeline = fixture->window->timeline;
  fixture->viewport = ts_session_get_viewport (fixture->window->session);
  fixture->recording = new_recording (n_more);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  ts_session_show_recording (fixture->window->session, fixture->recording);
  app_test_settle ();
  app_test_wait (has_size, fixture->timeline->lanes);
  ts_viewport_show_all (fixture->viewport);
  if (!app_hand_begin (GTK_WINDOW (fixture->window)))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (fixture->timeline->lanes));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  return TRUE;
}

void
app_timeline_tear_down (AppTimeline *fixture)
{
  app_test_close_window (fixture->window);
  g_object_unref (fixture->recording);
}

double
app_timeline_get_x (AppTimeline *fixture, gint64 time_ns)
{
  TsAxis axis;

  ts_lane_area_get_axis (fixture->timeline->lanes, &axis);
  return ts_axis_to_px (&axis, time_ns);
}

double
app_timeline_get_y (AppTimeline *fixture, TsLaneId lane)
{
  const TsTimelineRow *row = ts_timeline_rows_find_lane (fixture->timeline->rows, lane);

  g_assert_nonnull (row);
  return row->y_px + row->height_px / 2;
}

void
app_timeline_point (AppTimeline *fixture, TsLaneId lane, gint64 time_ns)
{
  app_hand_point (GTK_WIDGET (fixture->timeline->lanes), app_timeline_get_x (fixture, time_ns),
                  app_timeline_get_y (fixture, lane));
}

void
app_timeline_select_slice (AppTimeline *fixture, TsLaneId lane, int slice)
{
  const TsSelection selection = { lane, slice, 0, 0 };

  ts_viewport_select (fixture->viewport, &selection);
}

gboolean
app_timeline_finds_text (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (app_timeline_finds_text (child, text))
      return TRUE;
  return FALSE;
}

typedef struct {
  AppTimeline *fixture;
  AppTimelineCheck check;
} Wish;

static gboolean
is_fulfilled (gpointer data)
{
  const Wish *wish = data;

  return wish->check (wish->fixture);
}

void
app_timeline_wait_for (const char *what, AppTimeline *fixture, AppTimelineCheck check)
{
  Wish wish = { fixture, check };

  app_test_wait_for (what, is_fulfilled, &wish);
}

cairo_surface_t *
app_timeline_draw_lanes (TsTimeline *timeline, GskRenderNode *node)
{
  GtkWidget *lanes = GTK_WIDGET (timeline->lanes);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gtk_widget_get_width (lanes),
                                                         gtk_widget_get_height (lanes));
  cairo_t *cr = cairo_create (surface);

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

guint
app_timeline_count_different (cairo_surface_t *a, cairo_surface_t *b)
{
  enum { PALE = 3 };
  const guchar *one = cairo_image_surface_get_data (a), *two = cairo_image_surface_get_data (b);
  gsize size = (gsize) cairo_image_surface_get_stride (a) * (gsize) cairo_image_surface_get_height (a);
  guint n = 0;

  for (gsize i = 0; i < size; i++)
    n += ABS ((int) one[i] - (int) two[i]) > PALE;
  return n;
}
