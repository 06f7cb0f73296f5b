/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pixels put straight into an image surface: cairo reads each pixel of a source again for every row, its stores first
 * fetch what they overwrite, and of a path it makes polygons before it finds that they are rectangles.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The pixels (CAIRO_FORMAT_ARGB32 or RGB24) that a context paints on, as far as its clip reaches.  A value; it lives no
 * longer than the context's target, matrix and clip stay what they are. */
typedef struct {
  cairo_surface_t *surface;                   /* NULL: none that can be reached */
  guchar *data;
  gsize stride;                               /* of a row, in bytes */
  double x_scale, y_scale, x_move, y_move;    /* user space to pixels */
  int x_begin, y_begin, x_end, y_end;         /* the clip, in pixels */
} TsPixels;

/* Columns and rows of pixels, from begin up to end. */
typedef struct {
  int x_begin, y_begin, x_end, y_end;
} TsPixelArea;

/* FALSE, and surface is NULL, if `cr` does not paint on pixels of 32 bits, if user space is turned, or if the clip is not one
 * rectangle of whole pixels: then cairo has to paint.  Context of all: any thread, as long as no other one paints on the
 * same pixels. */
gboolean ts_pixels_open (TsPixels *self, cairo_t *cr);

/* The area's place in pixels; FALSE if an edge does not lie between pixels. */
gboolean ts_pixels_find (const TsPixels *self, const cairo_rectangle_t *place, TsPixelArea *area);

/* Puts a row of pixels over and over into the area, whose width it has. */
void ts_pixels_repeat_row (const TsPixels *self, const guint32 *row, const TsPixelArea *area);

/* Fills the area with one pixel. */
void ts_pixels_fill (const TsPixels *self, const TsPixelArea *area, guint32 pixel);

/* Paints the image `tile` (CAIRO_FORMAT_ARGB32) over the area, repeated from x, y on in all directions. */
void ts_pixels_add_tile (const TsPixels *self, const TsPixelArea *area, cairo_surface_t *tile, int x, int y);

G_END_DECLS
