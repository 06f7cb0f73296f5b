/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lies where, and what lies under the pointer.
 */
#include "config.h"

#include "ts-lane-area-private.h"

/* So far beside a slice it is still meant. */
enum { REACH_PX = 3 };

/* The slice at a time, or the nearest one that begins or ends a hair beside it: short ones could
 * not be hit otherwise. */
static int
pick_slice (const TsLane *lane, gint64 time_ns, gint64 reach_ns)
{
  guint position = ts_lane_find (lane, time_ns), n = ts_lane_get_n_slices (lane);
  gint64 before = G_MAXINT64, after = G_MAXINT64;

  if (position < n)
    after = MAX (0, ts_lane_get_slice (lane, position)->begin_ns - time_ns);
  if (position > 0)
    before = time_ns - ts_lane_get_slice (lane, position - 1)->end_ns;
  if (after == 0 || (after <= before && after <= reach_ns))
    return (int) position;
  return before <= reach_ns ? (int) position - 1 : -1;
}

TsLaneHit
ts_lane_area_pick (TsLaneArea *self, double x_px, double y_px)
{
  double sticky = ts_timeline_rows_get_sticky_height (self->rows);
  double y = y_px < sticky ? y_px : y_px + ts_lane_area_get_scroll (self);
  guint position = ts_timeline_rows_find (self->rows, y);
  TsLaneHit hit = { .slice = -1 };
  const TsLane *lane;

  hit.time_ns = ts_axis_to_ns (&self->axis, x_px);
  hit.on_name = x_px < self->axis.x_px || x_px > self->axis.x_px + self->axis.width_px;
  if (position >= ts_timeline_rows_get_n_rows (self->rows)
      || ts_timeline_rows_get_row (self->rows, position)->y_px > y)
    return hit;
  hit.row = ts_timeline_rows_get_row (self->rows, position);
  lane = ts_lane_id_get_lane (hit.row->lane, ts_timeline_rows_get_recording (self->rows));
  if (lane != NULL && !hit.on_name)
    hit.slice = pick_slice (lane, hit.time_ns,
                            ts_axis_to_ns (&self->axis, x_px + REACH_PX) - hit.time_ns);
  return hit;
}

void
ts_lane_area_look_under_pointer (TsLaneArea *self)
{
  TsLaneId lane = { TS_LANE_NONE, 0 };
  int slice = -1;

  if (self->has_pointer && self->drag == TS_DRAG_NONE)
    {
      TsLaneHit hit = ts_lane_area_pick (self, self->pointer_x, self->pointer_y);

      if (hit.row != NULL && !hit.on_name)
        {
          lane = hit.row->lane;
          slice = hit.slice;
        }
    }
  if (ts_lane_id_equal (lane, self->hover_lane) && slice == self->hover_slice)
    return;
  self->hover_lane = lane;
  self->hover_slice = slice;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "hover-changed");
}

void
ts_lane_area_set_pointer (TsLaneArea *self, gboolean has_pointer, double x_px, double y_px)
{
  self->has_pointer = has_pointer;
  self->pointer_x = x_px;
  self->pointer_y = y_px;
  ts_lane_area_look_under_pointer (self);
}

gboolean
ts_lane_area_get_hover (TsLaneArea *self, TsLaneHit *hit, GdkRectangle *place)
{
  g_return_val_if_fail (TS_IS_LANE_AREA (self), FALSE);
  if (!self->has_pointer || self->hover_lane.kind == TS_LANE_NONE)
    return FALSE;
  *hit = ts_lane_area_pick (self, self->pointer_x, self->pointer_y);
  if (hit->row == NULL)
    return FALSE;
  *place = (GdkRectangle) { (int) self->pointer_x, (int) ts_lane_area_get_row_y (self, hit->row), 1,
                            (int) hit->row->height_px };
  return TRUE;
}
