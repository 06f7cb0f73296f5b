/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a timeline: which lanes are shown, in which order and how high; folded groups, hidden
 * lanes, lanes pinned to the top.  Knows no widget.
 *
 * Signal: "changed" (rows have come or gone, or lie elsewhere).
 */
#pragma once

#include "ts-lane-id.h"
#include "ts-painter.h"
#include "ts-viewport.h"

G_BEGIN_DECLS

/* A row; y counts from the top of the first one.  A heading has a lane of kind TS_LANE_NONE. */
typedef struct {
  TsLaneKind group;             /* which heading it stands under; TS_LANE_NONE: the pinned ones */
  TsLaneId lane;
  double y_px, height_px;
  double lane_y_px, lane_height_px;
  gboolean begins_box, in_box, ends_box;   /* cores of one physical core */
} TsTimelineRow;

#define TS_TYPE_TIMELINE_ROWS (ts_timeline_rows_get_type ())
G_DECLARE_FINAL_TYPE (TsTimelineRows, ts_timeline_rows, TS, TIMELINE_ROWS, GObject)

/* Context of all: the main thread. */
TsTimelineRows *ts_timeline_rows_new (void);

/* Shows the lanes of `recording` (NULL: none); what was folded stays folded, nothing is hidden or
 * pinned any more. */
void ts_timeline_rows_set_recording (TsTimelineRows *self, TsRecording *recording);
TsRecording *ts_timeline_rows_get_recording (TsTimelineRows *self);

/* Adds lanes that have come since; cheap if there are none. */
void ts_timeline_rows_update (TsTimelineRows *self);

/* All rows in order; pointers are valid until "changed". */
guint ts_timeline_rows_get_n_rows (TsTimelineRows *self);
const TsTimelineRow *ts_timeline_rows_get_row (TsTimelineRows *self, guint position);
double ts_timeline_rows_get_height (TsTimelineRows *self);

/* How much of the top does not scroll: the pinned lanes. */
double ts_timeline_rows_get_sticky_height (TsTimelineRows *self);

/* The first row that ends below y_px (n_rows if there is none): O(log n). */
guint ts_timeline_rows_find (TsTimelineRows *self, double y_px);

/* The row of a lane, NULL if it has none. */
const TsTimelineRow *ts_timeline_rows_find_lane (TsTimelineRows *self, TsLaneId lane);

/* The lane `by` rows below `lane` (above, if negative), skipping headings; the nearest end if there
 * is no such row, the first lane for a lane without a row; of kind TS_LANE_NONE if there is none. */
TsLaneId ts_timeline_rows_step (TsTimelineRows *self, TsLaneId lane, int by);

void ts_timeline_rows_set_folded (TsTimelineRows *self, TsLaneKind group, gboolean folded);
gboolean ts_timeline_rows_get_folded (TsTimelineRows *self, TsLaneKind group);
guint ts_timeline_rows_count (TsTimelineRows *self, TsLaneKind group);

void ts_timeline_rows_set_pinned (TsTimelineRows *self, TsLaneId lane, gboolean pinned);
gboolean ts_timeline_rows_get_pinned (TsTimelineRows *self, TsLaneId lane);
void ts_timeline_rows_hide (TsTimelineRows *self, TsLaneId lane);
void ts_timeline_rows_show_hidden (TsTimelineRows *self);
guint ts_timeline_rows_get_n_hidden (TsTimelineRows *self);

/* Moves a lane among those of its group: up (-1) or down (1); FALSE if it cannot go there. */
gboolean ts_timeline_rows_move (TsTimelineRows *self, TsLaneId lane, int by);

/* Size of lanes and text; 1 is the usual one.  `presenting` makes them large enough for a slide. */
void ts_timeline_rows_set_scale (TsTimelineRows *self, double scale);
double ts_timeline_rows_get_scale (TsTimelineRows *self);
void ts_timeline_rows_set_presenting (TsTimelineRows *self, gboolean presenting);
gboolean ts_timeline_rows_get_presenting (TsTimelineRows *self);

/* How much thicker strokes, and larger gaps and letters within lanes, are than in a window: 1 unless it is presented. */
double ts_timeline_rows_get_magnification (TsTimelineRows *self);

/* Height of the text of names and of what stands beside them, and width of the column of names. */
double ts_timeline_rows_get_name_px (TsTimelineRows *self);
double ts_timeline_rows_get_detail_px (TsTimelineRows *self);
double ts_timeline_rows_get_label_width (TsTimelineRows *self);
void ts_timeline_rows_set_label_width (TsTimelineRows *self, double width_px);

/* From now on both columns of names are as wide as the wider one, so that times lie above each other.  Once for each. */
void ts_timeline_rows_link (TsTimelineRows *self, TsTimelineRows *other);

/* Where the window of `viewport` lies in a widget of `width_px` with names at its left, or at its
 * right if `names_right`.  The end is always beyond the begin and the width at least 1. */
void ts_timeline_rows_get_axis (TsTimelineRows *self, TsViewport *viewport, double width_px,
                                gboolean names_right, TsAxis *axis);

G_END_DECLS
