/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Patterns of states: the dashes of a waiting line and the hatch of a ready stretch.
 */
#pragma once

#include <cairo.h>

#include "ts-palette.h"
#include "ts-state.h"

G_BEGIN_DECLS

/* Sets the dashes of `state`'s line, with `unit_px` as the thickness of the line. */
void ts_pattern_set_dash (cairo_t *cr, TsState state, double unit_px);

/* The dashes themselves, in thicknesses of the line: on, off, …; 0 of them: the line has none. */
const double *ts_pattern_get_dashes (TsState state, guint *n_dashes);

/* Adds diagonals, each `spacing_px` along x, that fill the rectangle to `cr`'s path, for stroking.
 * They lie on the same lattice wherever the rectangle begins, so neighbours match. */
void ts_pattern_add_hatch (cairo_t *cr, double x_px, double y_px, double width_px, double height_px,
                           double spacing_px);

/* The same diagonals as an image that repeats in both directions.  To stroke each of them took half of the time that lanes
 * of tasks need.  `spacing` and `thickness` in pixels.  (transfer none): the thread's, until it asks for the next one. */
cairo_surface_t *ts_pattern_get_hatch (const TsColor *color, guint spacing, guint thickness);

G_END_DECLS
