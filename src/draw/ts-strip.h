/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A strip: the columns of a lane painted as solid blocks with edges and, between them, blended
 * columns.
 *
 * On pixels a strip is a handful of different rows, each repeated: its cost does not depend on how
 * many slices there are.  In vector formats the blocks are shapes, and only what is denser than a
 * pixel is an image.
 */
#pragma once

#include <cairo.h>

#include "ts-columns.h"
#include "ts-ink.h"
#include "ts-painter.h"
#include "ts-pixels.h"

G_BEGIN_DECLS

/* What a lane is painted on: `axis` laid on whole device pixels. */
typedef struct {
  cairo_t *cr;
  const TsPalette *palette;
  gint64 begin_ns, end_ns;
  double x_px;              /* in user space, on a device pixel's edge */
  double column_px; /* width of a column in user space: one device pixel where there are pixels */
  double row_px;            /* height of a device pixel in user space */
  guint n_columns;
  gboolean is_vector;
  gboolean is_blank;        /* nothing has been painted there, not even what makes it clear: each pixel is to be put */
  TsPixels pixels;          /* as clipped when the canvas was made */
} TsCanvas;

/* `vector_columns`: how many columns a unit of user space has where there are no pixels. */
void ts_canvas_init (TsCanvas *canvas, cairo_t *cr, const TsAxis *axis, const TsPalette *palette,
                     guint vector_columns);

/* `y_px` moved to the nearest edge of a device pixel. */
double ts_canvas_snap_y (const TsCanvas *canvas, double y_px);
double ts_canvas_get_column_x (const TsCanvas *canvas, guint column);
double ts_canvas_get_width (const TsCanvas *canvas);
/* The pixels of columns first … end - 1, as high as a part of the canvas; FALSE if they can't be reached or y_px and
 * height_px do not lie on device pixels. */
gboolean ts_canvas_find_pixels (const TsCanvas *canvas, guint first, guint end, double y_px, double height_px,
                                TsPixelArea *area);

enum { TS_ROW_EDGE, TS_ROW_BODY, TS_ROW_LINE, TS_N_ROWS };

/* What a strip is painted with: what a share of each shade adds to each row. */
typedef struct {
  TsInk background;                      /* opaque, or nothing at all */
  TsInk shades[TS_N_ROWS][TS_N_SHADES];
  guint lone_shades;                     /* bits: see ts_columns_get_visible() */
  gboolean has_line;                     /* the middle differs from the body */
} TsInks;

/* A block of a task, in the colour of a position of the palette; TS_WHO_NONE: grey. */
typedef struct {
  guint first, end;
  guint task;
  guint colour;
} TsSolid;

/* How many rows of pixels a block's edge is thick; row_px is the height of a row of pixels in user space. */
guint ts_strip_count_edge_rows (double height_px, double row_px);
/* Thickness of a block's edge and of the line in the middle of a strip that high, in user space. */
double ts_strip_get_edge_px (const TsCanvas *canvas, double height_px);
double ts_strip_get_line_px (const TsCanvas *canvas, double height_px);

/* Paints the strip; y_px and height_px lie on device pixels.  `solids` (TsSolid) are in order and
 * do not overlap. */
void ts_strip_paint (const TsCanvas *canvas, const TsColumns *columns, const TsInks *inks,
                     GArray *solids, double y_px, double height_px);

const TsColor *ts_strip_get_fill (const TsPalette *palette, guint colour);
const TsColor *ts_strip_get_edge (const TsPalette *palette, guint colour);

G_END_DECLS
