/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How slices belong together: who let the selected one go on, whom it let go on, and the way of the
 * selected task from core to core.
 */
#include "config.h"

#include "ts-lane-area-private.h"

#include <math.h>

#include "ts-text.h"
#include "ts-wake.h"

/* More than these are no more to be told apart. */
enum { MOST_STEPS = 2000, ARROW_PX = 7, LEAST_BEND_PX = 24 };

static const double dim_alpha = 0.7;

typedef struct {
  TsLaneArea *self;
  TsRecording *recording;
  cairo_t *cr;
  const TsPalette *palette;
  double scale;          /* of strokes */
} Drawing;

static void
set_role (const Drawing *drawing, TsRole role, double alpha)
{
  const TsColor *color = ts_palette_get_role (drawing->palette, role);

  cairo_set_source_rgba (drawing->cr, color->red, color->green, color->blue, alpha);
}

static double
get_x (const Drawing *drawing, gint64 time_ns)
{
  const TsAxis *axis = &drawing->self->axis;
  gint64 width_ns = axis->end_ns - axis->begin_ns;

  /* Far outside is far enough; cairo's numbers end somewhere. */
  return ts_axis_to_px (axis, CLAMP (time_ns, axis->begin_ns - width_ns, axis->end_ns + width_ns));
}

static double
get_top (const Drawing *drawing, const TsTimelineRow *row)
{
  return ts_lane_area_get_row_y (drawing->self, row) + row->lane_y_px - row->y_px;
}

static double
get_middle (const Drawing *drawing, const TsTimelineRow *row)
{
  return get_top (drawing, row) + row->lane_height_px / 2;
}

/* What a core does for other tasks is put into the background. */
static void
dim_core (const Drawing *drawing, const TsTimelineRow *row, guint task)
{
  const TsLane *lane = ts_lane_id_get_lane (row->lane, drawing->recording);
  const TsAxis *axis = &drawing->self->axis;
  guint first = ts_lane_find (lane, axis->begin_ns), n = ts_lane_get_n_slices (lane);
  double y = get_top (drawing, row);
  guint n_steps = 0;

  for (guint i = first; i < n; i++)
    {
      const TsSlice *slice = ts_lane_get_slice (lane, i);
      double x;

      if (slice->begin_ns >= axis->end_ns || n_steps++ > MOST_STEPS)
        break;
      if (slice->who == task)
        continue;
      x = get_x (drawing, MAX (slice->begin_ns, axis->begin_ns));
      cairo_rectangle (drawing->cr, x, y, get_x (drawing, MIN (slice->end_ns, axis->end_ns)) - x, row->lane_height_px);
    }
  if (n_steps <= MOST_STEPS)
    {
      set_role (drawing, TS_ROLE_LANE, dim_alpha);
      cairo_fill (drawing->cr);
    }
  cairo_new_path (drawing->cr);
}

static void
dim_cores (const Drawing *drawing, guint task)
{
  for (guint i = 0; i < ts_timeline_rows_get_n_rows (drawing->self->rows); i++)
    {
      const TsTimelineRow *row = ts_timeline_rows_get_row (drawing->self->rows, i);
      double y = ts_lane_area_get_row_y (drawing->self, row);

      if (row->lane.kind == TS_LANE_CORE && y + row->height_px > 0
          && y < gtk_widget_get_height (GTK_WIDGET (drawing->self)))
        dim_core (drawing, row, task);
    }
}

static const TsTimelineRow *
find_core_row (const Drawing *drawing, guint16 number)
{
  GPtrArray *cores = ts_recording_get_cores (drawing->recording);

  for (guint i = 0; i < cores->len; i++)
    if (((TsCore *) g_ptr_array_index (cores, i))->number == number)
      return ts_timeline_rows_find_lane (drawing->self->rows, (TsLaneId) { TS_LANE_CORE, i });
  return NULL;
}

/* A thin line through the lanes of the cores, from each slice of the task to its next one. */
static void
draw_migrations (const Drawing *drawing, guint task)
{
  const TsLane *lane = ts_lane_id_get_lane ((TsLaneId) { TS_LANE_TASK, task }, drawing->recording);
  const TsAxis *axis = &drawing->self->axis;
  guint n = ts_lane_get_n_slices (lane), i = ts_lane_find (lane, axis->begin_ns), n_steps = 0;
  double last_x = 0, last_y = -1;

  /* Where it ran before the window. */
  i = i > 4 ? i - 4 : 0;
  for (; i < n && n_steps <= MOST_STEPS; i++)
    {
      const TsSlice *slice = ts_lane_get_slice (lane, i);
      const TsTimelineRow *row;

      if (slice->state != TS_STATE_RUNNING || (row = find_core_row (drawing, slice->core)) == NULL)
        continue;
      if (last_y >= 0)
        {
          cairo_move_to (drawing->cr, last_x, last_y);
          cairo_line_to (drawing->cr, get_x (drawing, slice->begin_ns), get_middle (drawing, row));
          n_steps++;
        }
      last_x = get_x (drawing, slice->end_ns);
      last_y = get_middle (drawing, row);
      if (slice->begin_ns > axis->end_ns)
        break;
    }
  if (n_steps > 0 && n_steps <= MOST_STEPS)
    {
      ts_color_set (drawing->cr, ts_palette_get_task_edge (drawing->palette, task));
      cairo_set_line_width (drawing->cr, 1.25 * drawing->scale);
      cairo_stroke (drawing->cr);
    }
  cairo_new_path (drawing->cr);
}

static void
add_head (cairo_t *cr, double x, double y, double scale)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_move_to (cr, 0, 0);
  cairo_line_to (cr, -ARROW_PX, -ARROW_PX * 0.55);
  cairo_line_to (cr, -ARROW_PX, ARROW_PX * 0.55);
  cairo_close_path (cr);
  cairo_restore (cr);
  cairo_fill (cr);
}

/* From one task's lane to another's: down or up, and then along time. */
static void
draw_arrow (const Drawing *drawing, guint from_task, gint64 from_ns, guint to_task, gint64 to_ns)
{
  const TsTimelineRow *from = ts_timeline_rows_find_lane (drawing->self->rows, (TsLaneId) { TS_LANE_TASK, from_task });
  const TsTimelineRow *to = ts_timeline_rows_find_lane (drawing->self->rows, (TsLaneId) { TS_LANE_TASK, to_task });
  cairo_t *cr = drawing->cr;
  double x, y, end_x, end_y, bend, scale = drawing->scale;

  if (from == NULL || to == NULL || from == to)
    return;
  x = get_x (drawing, from_ns);
  end_x = get_x (drawing, to_ns);
  y = get_middle (drawing, from);
  end_y = get_middle (drawing, to);
  bend = MAX (LEAST_BEND_PX * scale, fabs (end_x - x) / 3);
  for (int pass = 0; pass < 2; pass++)
    {
      /* First a ground, so that it is seen on any colour. */
      set_role (drawing, pass == 0 ? TS_ROLE_BACKGROUND : TS_ROLE_TEXT, 1);
      cairo_set_line_width (cr, (1.75 + (pass == 0 ? 2.5 : 0)) * scale);
      cairo_move_to (cr, x, y);
      cairo_curve_to (cr, x - bend / 3, (2 * y + end_y) / 3, end_x - bend, end_y,
                      end_x - (ARROW_PX - 1) * scale, end_y);
      cairo_stroke (cr);
    }
  add_head (cr, end_x, end_y, scale);
  cairo_arc (cr, x, y, 3 * scale, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_wakes (const Drawing *drawing, guint task, int position)
{
  const TsLane *lane = ts_lane_id_get_lane ((TsLaneId) { TS_LANE_TASK, task }, drawing->recording);
  TsWake wake;

  if (position < 0 || (guint) position >= ts_lane_get_n_slices (lane))
    return;
  if (ts_wake_find_cause (drawing->recording, task, (guint) position, &wake))
    draw_arrow (drawing, wake.task, wake.time_ns, task, wake.time_ns);
  if (ts_wake_find_effect (drawing->recording, task, (guint) position, &wake))
    draw_arrow (drawing, task, wake.time_ns, wake.task, wake.time_ns);
}

/* The task that the selection is about, and its slice: that of a core's lane names both. */
static gboolean
find_task (TsRecording *recording, const TsSelection *selection, guint *task, int *position)
{
  const TsLane *lane = ts_lane_id_get_lane (selection->lane, recording);
  const TsSlice *slice;

  *position = selection->slice;
  *task = selection->lane.index;
  if (lane == NULL)
    return FALSE;
  if (selection->lane.kind == TS_LANE_TASK)
    return TRUE;
  if (selection->lane.kind != TS_LANE_CORE || selection->slice < 0
      || (guint) selection->slice >= ts_lane_get_n_slices (lane))
    return FALSE;
  slice = ts_lane_get_slice (lane, (guint) selection->slice);
  *task = slice->who;
  lane = ts_lane_id_get_lane ((TsLaneId) { TS_LANE_TASK, slice->who }, recording);
  *position = lane != NULL ? (int) ts_lane_find (lane, slice->begin_ns) : -1;
  return lane != NULL;
}

GskRenderNode *
ts_lane_area_make_relations (TsLaneArea *self)
{
  TsRecording *recording = ts_timeline_rows_get_recording (self->rows);
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)),
        height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  Drawing drawing = { self, recording, NULL, ts_appearance_get_palette (),
                      ts_timeline_rows_get_magnification (self->rows) };
  GskRenderNode *node;
  guint task;
  int position;

  if (recording == NULL || !find_task (recording, ts_viewport_get_selection (self->viewport), &task, &position))
    return NULL;
  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, width, height));
  drawing.cr = gsk_cairo_node_get_draw_context (node);
  cairo_rectangle (drawing.cr, self->axis.x_px, 0, self->axis.width_px, height);
  cairo_clip (drawing.cr);
  dim_cores (&drawing, task);
  draw_migrations (&drawing, task);
  draw_wakes (&drawing, task, position);
  cairo_destroy (drawing.cr);
  return node;
}
