/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parts of lane painting that several kinds of lanes share.
 */
#pragma once

#include "ts-strip.h"
#include "ts-text.h"

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

/* Of the TsBlocks of a task's lane those in which it waits: a line that tells for what, with a letter where there is room.
 * y_px and height_px lie on device pixels. */
void ts_canvas_paint_waiting (const TsCanvas *canvas, const TsLane *lane, GArray *blocks, double y_px, double height_px);

/* Those in which it is ready: a frame in the task's colour, hatched, with an R where there is room. */
void ts_canvas_paint_ready (const TsCanvas *canvas, const TsLane *lane, GArray *blocks, guint task, double y_px,
                            double height_px);
/* Too narrow for a frame and a hatch: the strip's blend shows it. */
gboolean ts_ready_is_narrow (const TsCanvas *canvas, const TsBlock *block);

/* Letters in a lane: only in one that is high enough, and with some room at either side. */
enum { TS_LEAST_LETTER_HEIGHT_PX = 11, TS_LETTER_MARGIN_PX = 3 };
TsFont ts_lane_get_letter_font (double height_px);

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
