/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a ruler's ticks lie and what they are called.
 */
#pragma once

#include "ts-painter.h"
#include "ts-text.h"

G_BEGIN_DECLS

/* The smallest of 1, 2 and 5 times a power of ten that is not below `at_least_ns`, and at least 1.
 */
gint64 ts_ruler_round_step (double at_least_ns);

/* The label of `time_ns` on a ruler with ticks each `step_ns`: "0", "250 µs", "1.5 s"; all of a
 * ruler have the same unit and number of decimals.  `end_ns` is the last time that the ruler shows.
 * Free with g_free. */
char *ts_ruler_format (gint64 time_ns, gint64 step_ns, gint64 end_ns);

/* The step of `axis`'s labelled ticks: as fine as can be without labels that touch. */
gint64 ts_ruler_choose_step (TsTextMeter *meter, const TsFont *font, const TsAxis *axis);

/* Parts that a step is divided into by ticks without a label: 5, 4 or 2; 1 where they would lie too close.
 */
guint ts_ruler_get_parts (gint64 step_ns, const TsAxis *axis);

/* The first multiple of `step_ns` at or after `time_ns`. */
gint64 ts_ruler_first_tick (gint64 time_ns, gint64 step_ns);

/* One label of a ruler as it is painted: it stands right of its tick. */
typedef struct {
  char *text;
  double x_px;
} TsRulerLabel;

/* The labels that ts_paint_ruler() paints on `axis`, with the step that ts_ruler_choose_step() chose for it.  Free with
 * g_array_unref. */
GArray *ts_ruler_get_labels (TsTextMeter *meter, const TsFont *font, const TsAxis *axis, gint64 step_ns);

/* The font of labels in a ruler of that height. */
TsFont ts_ruler_get_font (double height_px);

G_END_DECLS
