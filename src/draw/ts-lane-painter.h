/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parts of lane painting that several kinds of lanes share.
 */
#pragma once

#include "ts-strip.h"

G_BEGIN_DECLS

/* What ts_paint_core_lane() and its like do, on a canvas. */
void ts_canvas_paint_core (const TsCanvas *canvas, TsRecording *recording, guint core, double y_px,
                           double height_px);
void ts_canvas_paint_task (const TsCanvas *canvas, TsRecording *recording, guint task, double y_px,
                           double height_px);
void ts_canvas_paint_object (const TsCanvas *canvas, TsRecording *recording, guint object,
                             double y_px, double height_px);

/* The use by others that `others` holds, over the lane's background. */
void ts_canvas_paint_others (const TsCanvas *canvas, const TsLane *others, double y_px,
                             double height_px);

/* A lane whose slices name tasks (of a core, of a lock): blocks in their colours with their letters.
 * If colours are by core, all is in the colour of `core`. */
void ts_paint_lane_by_task (const TsCanvas *canvas, const TsLane *lane, guint core, TsInk background,
                            double y_px, double height_px);

/* How a value lane looks in one column. */
typedef struct {
  gint32 low, high;  /* -1: nothing is known there */
  float mean;        /* over the column's time; where nothing is known counts as 0 */
} TsColumnValue;

/* The values of `lane` in each of `n_columns` columns of begin_ns … end_ns.  Of columns with very
 * many slices a sample is read.  Give back as TS_SCRATCH_VALUES. */
TsColumnValue *ts_values_new (const TsLane *lane, gint64 begin_ns, gint64 end_ns, guint n_columns);

G_END_DECLS
