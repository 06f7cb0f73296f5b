/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-strip-rows.h"

#include <math.h>
#include <string.h>

#include "ts-scratch.h"

enum { MOST_RADIUS_ROWS = 16 };

/* How much of the pixel in row r, column c of a block's top left corner lies in the block, and
 * inside its edge. */
typedef struct {
  guint radius, edge;   /* in device pixels */
  float outer[MOST_RADIUS_ROWS][MOST_RADIUS_ROWS];
  float inner[MOST_RADIUS_ROWS][MOST_RADIUS_ROWS];
} Corner;

double
ts_strip_get_radius_px (double height_px)
{
  return CLAMP (height_px / 7, 0, 3);
}

/* What the shares of a column leave free shows the background. */
static guint32
finish (TsInk background, TsInk sum)
{
  /* Rounding may lead a hair above 1. */
  return ts_ink_get_pixel ((sum + background * MAX (0, 1 - sum[TS_INK_ALPHA])) * 0.99999f);
}

/* All shares of a column side by side, in each row.  Shades that are not there count with a share of nothing: to ask
 * for each would take longer than to add it. */
static inline void
blend (const TsInks *inks, const float shares[TS_N_SHADES], guint32 pixels[TS_N_ROWS])
{
  TsInk edge = { 0 }, body = { 0 }, line = { 0 };

  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    {
      edge += inks->shades[TS_ROW_EDGE][shade] * shares[shade];
      body += inks->shades[TS_ROW_BODY][shade] * shares[shade];
    }
  for (guint shade = 0; inks->has_line && shade < TS_N_SHADES; shade++)
    line += inks->shades[TS_ROW_LINE][shade] * shares[shade];
  pixels[TS_ROW_EDGE] = finish (inks->background, edge);
  pixels[TS_ROW_BODY] = finish (inks->background, body);
  pixels[TS_ROW_LINE] = inks->has_line ? finish (inks->background, line) : pixels[TS_ROW_BODY];
}

static void
put_rows (guint32 *rows, guint n, guint column, const guint32 pixels[TS_N_ROWS])
{
  for (guint row = 0; row < TS_N_ROWS; row++)
    rows[row * n + column] = pixels[row];
}

guint32 *
ts_strip_blend_rows (const TsCanvas *canvas, const TsColumns *columns, const TsInks *inks)
{
  guint n = columns->n_columns, mark_columns = MAX (1, (guint) round (1 / canvas->column_px)),
        mark = 0;
  guint32 *rows = ts_scratch_take (TS_SCRATCH_ROWS, (gsize) n * TS_N_ROWS * sizeof *rows);
  guint32 background = ts_ink_get_pixel (inks->background);
  guint32 nothing[TS_N_ROWS] = { background, background, background }, pixels[TS_N_ROWS] = { 0 };
  float visible[TS_N_SHADES];

  for (guint column = 0; column < n; column++)
    {
      if (columns->present[column] == 0)
        {
          /* What is left of a mark lies here. */
          put_rows (rows, n, column, mark > 0 ? pixels : nothing);
          mark -= mark > 0;
          continue;
        }
      mark = ts_columns_get_visible (columns, column, inks->lone_shades, visible) ? mark_columns - 1
                                                                                  : 0;
      blend (inks, visible, pixels);
      put_rows (rows, n, column, pixels);
    }
  return rows;
}

/* Share of a pixel inside a circle round (radius, radius), to a good approximation: how far its
 * middle lies inside. */
static float
circle_share (double radius, double from_edge, guint row, guint column)
{
  double dx = radius - (column + 0.5), dy = radius - (row + 0.5);

  return (float) CLAMP (radius - from_edge - sqrt (dx * dx + dy * dy) + 0.5, 0, 1);
}

static void
init_corner (Corner *corner, const TsCanvas *canvas, double height_px)
{
  double rows = ts_strip_get_radius_px (height_px) / canvas->row_px;

  corner->edge = (guint) round (ts_strip_get_edge_px (canvas, height_px) / canvas->row_px);
  corner->radius = MIN ((guint) round (rows), MOST_RADIUS_ROWS);
  corner->radius = MAX (corner->radius, corner->edge);
  for (guint row = 0; row < corner->radius; row++)
    for (guint column = 0; column < corner->radius; column++)
      {
        corner->outer[row][column] = circle_share (corner->radius, 0, row, column);
        corner->inner[row][column] = circle_share (corner->radius, corner->edge, row, column);
      }
}

static void
fill_pixels (guint32 *pixels, guint first, guint end, guint32 pixel)
{
  for (guint i = first; i < end; i++)
    pixels[i] = pixel;
}

/* The pixels of blocks in one row: there are as many kinds of blocks as shades, and grey ones. */
typedef struct {
  guint32 body, edge;
  guint32 corner[MOST_RADIUS_ROWS];   /* from the outside in */
} Brush;

enum { GREY = TS_N_SHADES, N_BRUSHES };

static void
init_brushes (Brush brushes[N_BRUSHES], guint row, const Corner *corner, TsInk background,
              const TsPalette *palette)
{
  for (guint i = 0; i < N_BRUSHES; i++)
    {
      guint task = i == GREY ? TS_WHO_NONE : i;
      TsInk fill = ts_ink_of (ts_strip_get_fill (palette, task));
      TsInk edge = ts_ink_of (ts_strip_get_edge (palette, task));

      brushes[i].edge = ts_ink_get_pixel (edge);
      brushes[i].body = ts_ink_get_pixel (row < corner->edge ? edge : fill);
      for (guint column = 0; row < corner->radius && column < corner->radius; column++)
        {
          TsInk ink = ts_ink_mix (background, edge, corner->outer[row][column]);

          ink = ts_ink_mix (ink, fill, corner->inner[row][column]);
          brushes[i].corner[column] = ts_ink_get_pixel (ink);
        }
    }
}

/* One row of a block: its ends round if `row` is within the radius, else straight edges. */
static void
put_solid (guint32 *pixels, const TsSolid *solid, guint row, const Corner *corner,
           const Brush *brush)
{
  guint width = solid->end - solid->first;
  guint side = width > 3 * corner->edge ? corner->edge : width > 2 ? 1 : 0;

  fill_pixels (pixels, solid->first, solid->end, side == 0 ? brush->edge : brush->body);
  if (row < corner->radius && width >= 2 * corner->radius + 1)
    for (guint i = 0; i < corner->radius; i++)
      pixels[solid->first + i] = pixels[solid->end - 1 - i] = brush->corner[i];
  else
    {
      fill_pixels (pixels, solid->first, solid->first + side, brush->edge);
      fill_pixels (pixels, solid->end - side, solid->end, brush->edge);
    }
}

void
ts_strip_repeat_row (const TsCanvas *canvas, guint32 *pixels, double y_px, double height_px)
{
  cairo_t *cr = canvas->cr;
  int width = (int) canvas->n_columns;
  cairo_surface_t *image;
  cairo_pattern_t *pattern;
  cairo_matrix_t matrix;
  TsPixelArea area;

  if (cairo_get_operator (cr) == CAIRO_OPERATOR_SOURCE
      && ts_canvas_find_pixels (canvas, 0, canvas->n_columns, y_px, height_px, &area))
    {
      ts_pixels_repeat_row (&canvas->pixels, pixels, &area);
      return;
    }
  image = cairo_image_surface_create_for_data ((guchar *) pixels, CAIRO_FORMAT_ARGB32, width, 1, width * 4);
  pattern = cairo_pattern_create_for_surface (image);
  cairo_matrix_init_scale (&matrix, 1 / canvas->column_px, 1 / canvas->row_px);
  cairo_matrix_translate (&matrix, -canvas->x_px, -y_px);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, canvas->x_px, y_px, ts_canvas_get_width (canvas), height_px);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
  cairo_surface_finish (image);
  cairo_surface_destroy (image);
}

static void
put_solids (guint32 *pixels, GArray *solids, guint row, const Corner *corner, const TsInks *inks,
            const TsPalette *palette)
{
  Brush brushes[N_BRUSHES];

  init_brushes (brushes, row, corner, inks->background, palette);
  for (guint i = 0; i < solids->len; i++)
    {
      const TsSolid *solid = &g_array_index (solids, TsSolid, i);
      guint brush = solid->colour == TS_WHO_NONE ? GREY : solid->colour % TS_N_SHADES;

      put_solid (pixels, solid, row, corner, &brushes[brush]);
    }
}

void
ts_strip_put_narrow (const TsCanvas *canvas, guint32 *rows, GArray *solids, guint end_width)
{
  guint n = canvas->n_columns;

  for (guint i = 0; i < solids->len; i++)
    {
      const TsSolid *solid = &g_array_index (solids, TsSolid, i);
      guint32 fill = ts_ink_get_pixel (
          ts_ink_of (ts_strip_get_fill (canvas->palette, solid->colour)));
      guint32 edge = ts_ink_get_pixel (
          ts_ink_of (ts_strip_get_edge (canvas->palette, solid->colour)));

      if (solid->end - solid->first >= end_width)
        continue;
      fill_pixels (rows + TS_ROW_EDGE * n, solid->first, solid->end, edge);
      fill_pixels (rows + TS_ROW_BODY * n, solid->first, solid->end, fill);
      fill_pixels (rows + TS_ROW_LINE * n, solid->first, solid->end, fill);
    }
}

/* The rows from the corners above to the corners below, with the line in the middle. */
static void
paint_middle (const TsCanvas *canvas, const TsInks *inks, guint32 *rows, double y_px, double end_px,
              double line_px)
{
  guint32 *body = rows + TS_ROW_BODY * canvas->n_columns;
  double line_y = ts_canvas_snap_y (canvas, (y_px + end_px - line_px) / 2);

  if (!inks->has_line)
    {
      ts_strip_repeat_row (canvas, body, y_px, end_px - y_px);
      return;
    }
  ts_strip_repeat_row (canvas, body, y_px, line_y - y_px);
  ts_strip_repeat_row (canvas, rows + TS_ROW_LINE * canvas->n_columns, line_y, line_px);
  ts_strip_repeat_row (canvas, body, line_y + line_px, end_px - line_y - line_px);
}

void
ts_strip_paint_rows (const TsCanvas *canvas, const TsColumns *columns, const TsInks *inks,
                     GArray *solids, double y_px, double height_px)
{
  guint n = columns->n_columns;
  guint32 *rows = ts_strip_blend_rows (canvas, columns, inks);
  g_autofree guint32 *pixels = g_new (guint32, n);
  double row_px = canvas->row_px, corners_px;
  Corner corner;

  init_corner (&corner, canvas, height_px);
  cairo_set_operator (canvas->cr, canvas->is_blank || ts_ink_is_opaque (inks->background) ? CAIRO_OPERATOR_SOURCE
                                                                                          : CAIRO_OPERATOR_OVER);
  for (guint row = 0; row < corner.radius; row++)
    {
      memcpy (pixels, rows + (row < corner.edge ? TS_ROW_EDGE : TS_ROW_BODY) * n,
              n * sizeof *pixels);
      put_solids (pixels, solids, row, &corner, inks, canvas->palette);
      ts_strip_repeat_row (canvas, pixels, y_px + row * row_px, row_px);
      ts_strip_repeat_row (canvas, pixels, y_px + height_px - (row + 1) * row_px, row_px);
    }
  put_solids (rows + TS_ROW_BODY * n, solids, corner.radius, &corner, inks, canvas->palette);
  if (inks->has_line)
    put_solids (rows + TS_ROW_LINE * n, solids, corner.radius, &corner, inks, canvas->palette);
  corners_px = corner.radius * row_px;
  paint_middle (canvas, inks, rows, y_px + corners_px, y_px + height_px - corners_px,
                ts_strip_get_line_px (canvas, height_px));
  ts_scratch_give (TS_SCRATCH_ROWS, rows);
}
