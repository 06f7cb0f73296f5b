/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lanes of a timeline with their names: draws only what is seen, and that only when it has
 * changed; what lies over it (playhead, selection, pointer) is drawn apart.
 *
 * Signals: "hover-changed" (another slice lies under the pointer).
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-timeline-rows.h"

G_BEGIN_DECLS

#define TS_TYPE_LANE_AREA (ts_lane_area_get_type ())
G_DECLARE_FINAL_TYPE (TsLaneArea, ts_lane_area, TS, LANE_AREA, GtkWidget)

/* What lies at a place: a row, or NULL below the last one; whether the place is on its name; the
 * time; the slice (-1: none). */
typedef struct {
  const TsTimelineRow *row;
  gboolean on_name;
  gint64 time_ns;
  int slice;
} TsLaneHit;

/* What is shown; kept.  Context of all: the main thread. */
void ts_lane_area_set_view (TsLaneArea *self, TsViewport *viewport, TsTimelineRows *rows);

/* What lies at (x, y) of the widget. */
TsLaneHit ts_lane_area_pick (TsLaneArea *self, double x_px, double y_px);

/* The slice under the pointer and where it lies in the widget; FALSE if there is none.  `hit` may
 * name a gap (slice -1) of a lane. */
gboolean ts_lane_area_get_hover (TsLaneArea *self, TsLaneHit *hit, GdkRectangle *place);

/* The window as it is drawn now. */
void ts_lane_area_get_axis (TsLaneArea *self, TsAxis *axis);

/* Scrolls just as far as needed for the lane to be seen. */
void ts_lane_area_reveal (TsLaneArea *self, TsLaneId lane);

/* The time under the pointer, or the middle of what is seen. */
gint64 ts_lane_area_get_zoom_centre (TsLaneArea *self);

G_END_DECLS
