/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of pixels put straight into an image surface: cairo reads each pixel of a source again for every row, and its
 * stores first fetch what they overwrite.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Puts the opaque `row` of `n_columns` device pixels (CAIRO_FORMAT_ARGB32) from (x_px, y_px) in user space, over and over
 * for height_px down, within the clip.  FALSE, and nothing is painted, if `cr` does not paint on pixels of 32 bits, if the
 * clip is not one rectangle of whole pixels, or if the rows do not lie on whole pixels: then cairo has to.
 * Any thread, as long as no other one paints on these pixels. */
gboolean ts_pixels_repeat_row (cairo_t *cr, const guint32 *row, guint n_columns, double x_px, double y_px,
                               double height_px);

G_END_DECLS
