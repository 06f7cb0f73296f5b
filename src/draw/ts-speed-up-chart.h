/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The speed-up that was measured, as a point beside the lines of Amdahl's and of Gustafson's law, over the number of cores.
 */
#pragma once

#include <cairo.h>

#include "ts-palette.h"
#include "ts-speed-up.h"

G_BEGIN_DECLS

/* What is in the chart, and what its legend has a line of. */
typedef enum { TS_CHART_MEASURED, TS_CHART_AMDAHL, TS_CHART_GUSTAFSON, TS_N_CHART_LINES } TsChartLine;

/* A value.  The place is that of the plot in user space, without the numbers at its axes. */
typedef struct {
  TsSpeedUp speed_up;
  double most_cores, most; /* at the ends of the axes, which begin at 1 core and at a speed-up of 0 */
  double x_px, y_px, width_px, height_px;
} TsSpeedUpChart;

/* Chooses the ends of the axes; the place is left alone. */
void ts_speed_up_chart_init (TsSpeedUpChart *self, const TsSpeedUp *speed_up);

/* "Amdahl’s law, the same work: 1.82": for a legend.  Translated; free with g_free. */
char *ts_speed_up_chart_describe (const TsSpeedUpChart *self, TsChartLine line);

/* "on 2 cores; to the right: on more": what the point and the two numbers are true of.  Translated; free with g_free. */
char *ts_speed_up_chart_describe_cores (const TsSpeedUpChart *self);

/* Paints axes, lines and point.  Context of both: whoever owns `cr`. */
void ts_speed_up_chart_paint (const TsSpeedUpChart *self, cairo_t *cr, const TsPalette *palette);

/* Paints what a legend shows before its line, TS_CHART_SAMPLE_PX wide from x_px, around y_px. */
void ts_speed_up_chart_paint_sample (cairo_t *cr, const TsPalette *palette, TsChartLine line, double x_px, double y_px);

enum { TS_CHART_SAMPLE_PX = 28 };

G_END_DECLS
