/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lanes of a run that goes on, painted in pieces: whatever comes, they are the picture that is painted in one piece.
 */
#include "config.h"

#include "app-timeline.h"

enum { N_TASKS = 5, N_STEPS = 240 };

typedef struct {
  AppTimeline timeline;
  GRand *dice;
  gint64 head_ns;
  GskRenderNode *last;         /* the picture before */
  guint n_grown;
  guint n_whole, n_extended;   /* pictures that were painted anew, and those with a piece more */
} Live;

static TsTask *
get_task (Live *live, guint i)
{
  return g_ptr_array_index (ts_recording_get_tasks (live->timeline.recording), i);
}

static void
set_up (Live *live)
{
  AppTimeline *timeline = &live->timeline;

  *live = (Live) { .dice = g_rand_new_with_seed (7) };
  timeline->window = app_test_new_window ();
  ts_window_show_page (timeline->window, "run");
  timeline->timeline = timeline->window->timeline;
  timeline->viewport = ts_session_get_viewport (timeline->window->session);
  timeline->recording = ts_recording_new ();
  ts_recording_add_core (timeline->recording);
  for (guint i = 0; i < N_TASKS; i++)
    {
      TsTask *task = ts_recording_add_task (timeline->recording);

      ts_set_string (&task->name, "Worker");
      task->tid = 4000 + i;
    }
  ts_set_string (&ts_recording_add_object (timeline->recording)->name, "document");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (timeline->window));
  ts_session_show_recording (timeline->window->session, timeline->recording);
  app_test_settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (timeline->window));
}

static void
tear_down (Live *live)
{
  ts_viewport_set_head_ns (live->timeline.viewport, 0);
  g_clear_pointer (&live->last, gsk_render_node_unref);
  g_rand_free (live->dice);
  app_timeline_tear_down (&live->timeline);
}

/* One more slice, from the end of the last one or later, which is open: it may be cut or grow. */
static void
go_on (Live *live, TsLane *lane, TsState state, guint32 who)
{
  guint n = ts_lane_get_n_slices (lane);
  gint64 last_ns = n > 0 ? ts_lane_get_slice (lane, n - 1)->end_ns : 0;
  gint64 end_ns = live->head_ns - g_rand_int_range (live->dice, 10, 1000);
  TsSlice slice = { MAX (last_ns, live->head_ns - g_rand_int_range (live->dice, MS, 40 * MS)), end_ns, who,
                    (guint16) (state == TS_STATE_RUNNING ? 0 : TS_CORE_NONE), (guint8) state, 0 };

  if (n > 0 && g_rand_int_range (live->dice, 0, 3) == 0)
    ts_lane_extend (lane, end_ns);
  else if (slice.end_ns > slice.begin_ns)
    {
      slice.shade = (guint8) (who < TS_N_SHADES ? who : 0);
      ts_lane_append (lane, &slice);
    }
}

/* What a run adds between two pictures; the last task waits from its begin on, and the one before it never begins.  Times
 * are not round ones: where a slice ends right between two columns, the two ways may round to either. */
static void
grow (Live *live)
{
  static const TsState states[] = { TS_STATE_RUNNING, TS_STATE_READY, TS_STATE_WAITING_SLEEP, TS_STATE_WAITING_LOCK };
  TsCore *core = g_ptr_array_index (ts_recording_get_cores (live->timeline.recording), 0);
  TsObject *lock = g_ptr_array_index (ts_recording_get_objects (live->timeline.recording), 0);
  TsSlice others = { live->head_ns, 0, 0, TS_CORE_NONE, TS_STATE_OTHERS, 0 };

  live->head_ns += g_rand_int_range (live->dice, MS, 30 * MS);
  for (guint i = 0; i < N_TASKS - 2; i++)
    go_on (live, get_task (live, i)->lane, states[g_rand_int_range (live->dice, 0, 4)], TS_WHO_NONE);
  ts_lane_append (get_task (live, N_TASKS - 1)->lane,
                  &(TsSlice) { 0, live->head_ns, TS_WHO_NONE, TS_CORE_NONE, TS_STATE_WAITING_TASK, 0 });
  ts_lane_extend (get_task (live, N_TASKS - 1)->lane, live->head_ns);
  go_on (live, core->lane, TS_STATE_RUNNING, (guint32) g_rand_int_range (live->dice, 0, 3));
  go_on (live, lock->lane, TS_STATE_HELD, (guint32) g_rand_int_range (live->dice, 0, 3));
  others.end_ns = live->head_ns;
  others.who = (guint32) g_rand_int_range (live->dice, 0, 1000);
  ts_lane_append (core->others, &others);
  if (++live->n_grown % 25 == 0) /* not so near that marks overlap */
    ts_recording_add_print (live->timeline.recording, live->head_ns, 0, "Here I am.");
  if (live->n_grown % 70 == 0)
    ts_recording_add_note (live->timeline.recording, live->head_ns - 5 * MS, live->head_ns - 2 * MS, "", "Look!");
}

/* What lies under the lanes is made once for all pictures that are extended. */
static void
count (Live *live, GskRenderNode *node)
{
  gboolean is_extended = live->last != NULL
                         && gsk_container_node_get_child (live->last, 0) == gsk_container_node_get_child (node, 0);

  live->n_extended += is_extended;
  live->n_whole += !is_extended;
  g_clear_pointer (&live->last, gsk_render_node_unref);
  live->last = gsk_render_node_ref (node);
}

/* The picture as it is shown now, and the same in one piece. */
static void
compare (Live *live, guint step)
{
  TsLaneArea *lanes = live->timeline.timeline->lanes;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  cairo_surface_t *shown, *whole;
  guint n_different;

  while (lanes->repaint_source != 0) /* the axis has moved on */
    g_main_context_iteration (NULL, TRUE);
  GTK_WIDGET_GET_CLASS (lanes)->snapshot (GTK_WIDGET (lanes), snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_unref (node);
  count (live, lanes->lanes);
  node = ts_lane_area_paint (lanes);
  shown = app_timeline_draw_lanes (live->timeline.timeline, lanes->lanes);
  whole = app_timeline_draw_lanes (live->timeline.timeline, node);
  gsk_render_node_unref (node);
  n_different = app_timeline_count_different (shown, whole);
  if (n_different > 0)
    {
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), "timeslice-live-lanes.png", NULL);

      cairo_surface_write_to_png (shown, path);
      g_error ("picture %u: %u bytes are not as in one piece; it is in %s", step, n_different, path);
    }
  cairo_surface_destroy (shown);
  cairo_surface_destroy (whole);
}

/* At the usual size, or as on a projector. */
static void
test_pieces (gconstpointer scale)
{
  Live live;

  set_up (&live);
  if (scale != NULL)
    {
      /* So that there is room for tasks, which are hatched while they are ready. */
      ts_timeline_rows_set_folded (live.timeline.timeline->rows, TS_LANE_CORE, TRUE);
      ts_timeline_rows_set_presenting (live.timeline.timeline->rows, TRUE);
      ts_timeline_rows_set_scale (live.timeline.timeline->rows, *(const double *) scale);
      app_test_settle ();
      g_assert_cmpfloat (ts_timeline_rows_get_magnification (live.timeline.timeline->rows), ==, *(const double *) scale);
    }
  for (guint i = 0; i < N_STEPS; i++)
    {
      grow (&live);
      ts_viewport_set_head_ns (live.timeline.viewport, live.head_ns);
      ts_viewport_grow (live.timeline.viewport);
      compare (&live, i);
    }
  /* Most pictures have only a piece more. */
  g_test_message ("%u painted anew, %u extended", live.n_whole, live.n_extended);
  g_assert_cmpuint (live.n_extended, >, N_STEPS / 2);
  g_assert_cmpuint (live.n_whole, >, 3);
  tear_down (&live);
}

int
main (int n_arguments, char **arguments)
{
  static const double scales[] = { 2.5, 3.5 };

  app_test_init (&n_arguments, &arguments);
  g_test_add_data_func ("/live-lanes/pieces", NULL, test_pieces);
  g_test_add_data_func ("/live-lanes/pieces-enlarged", &scales[0], test_pieces);
  g_test_add_data_func ("/live-lanes/pieces-much-enlarged", &scales[1], test_pieces);
  return g_test_run ();
}
