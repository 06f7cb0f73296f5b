/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Painting parts of one picture side by side, on as many cores as there are.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Paints one part on `cr`, which is as the whole picture's was; puts what it changes there back.  Any thread. */
typedef void (*TsPaintPart) (cairo_t *cr, guint part, gpointer data);

/* Has all parts, 0 … n_parts - 1, painted once, and returns when they are.  No two of them may paint on the same pixel, and
 * what they read must not change meanwhile.  Where `cr` does not paint on an image surface, where its clip is not made of
 * rectangles, or where there is one core only, the calling thread paints all in order. */
void ts_paint_side_by_side (cairo_t *cr, guint n_parts, TsPaintPart paint, gpointer data);

G_END_DECLS
