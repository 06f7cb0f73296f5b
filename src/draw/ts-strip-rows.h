/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Strips on pixels.
 */
#pragma once

#include "ts-strip.h"

G_BEGIN_DECLS

/* Radius of the corners of a block that high. */
double ts_strip_get_radius_px (double height_px);

/* Paints the row `pixels`, which has n_columns, over and over from y_px down. */
void ts_strip_repeat_row (const TsCanvas *canvas, guint32 *pixels, double y_px, double height_px);

/* Puts blocks narrower than `end_width` columns into the edge, body and line rows that
 * ts_strip_blend_rows() made, where shapes would be too many. */
void ts_strip_put_narrow (const TsCanvas *canvas, guint32 *rows, GArray *solids, guint end_width);

/* TS_N_ROWS rows of n_columns blended pixels, without blocks, as CAIRO_FORMAT_ARGB32.  A lone short
 * slice becomes a mark one unit of user space wide, where there is room.  Give back as TS_SCRATCH_ROWS.
 */
guint32 *ts_strip_blend_rows (const TsCanvas *canvas, const TsColumns *columns, const TsInks *inks);

void ts_strip_paint_rows (const TsCanvas *canvas, const TsColumns *columns, const TsInks *inks,
                          GArray *solids, double y_px, double height_px);

G_END_DECLS
