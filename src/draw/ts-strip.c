/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-strip.h"

#include <math.h>
#include <string.h>

#include "ts-scratch.h"
#include "ts-shape.h"
#include "ts-strip-rows.h"
#include "ts-text.h"

enum { MOST_SHAPES = 60, NARROW_PX = 8 };

static gboolean
is_vector (cairo_t *cr)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  return type == CAIRO_SURFACE_TYPE_SVG || type == CAIRO_SURFACE_TYPE_PDF
         || type == CAIRO_SURFACE_TYPE_PS;
}

void
ts_canvas_init (TsCanvas *canvas, cairo_t *cr, const TsAxis *axis, const TsPalette *palette,
                guint vector_columns)
{
  double scale_x = 1, scale_y = 1, device_x = 1, device_y = 1, x = axis->x_px, y = 0;

  *canvas = (TsCanvas) { cr, palette, axis->begin_ns, axis->end_ns };
  canvas->is_vector = is_vector (cr);
  cairo_user_to_device_distance (cr, &scale_x, &scale_y);
  cairo_surface_get_device_scale (cairo_get_target (cr), &device_x, &device_y);
  if (canvas->is_vector)
    {
      scale_x = vector_columns;
      scale_y = 2;
    }
  else
    {
      cairo_user_to_device (cr, &x, &y);
      x = round (x * device_x) / device_x;
      cairo_device_to_user (cr, &x, &y);
      scale_x *= device_x;
      scale_y *= device_y;
    }
  canvas->x_px = x;
  canvas->column_px = 1 / scale_x;
  canvas->row_px = 1 / scale_y;
  canvas->n_columns = MAX (1, (guint) round (axis->width_px * scale_x));
  if (!canvas->is_vector)
    ts_pixels_open (&canvas->pixels, cr);
}

double
ts_canvas_snap_y (const TsCanvas *canvas, double y_px)
{
  double x = 0, device_x, device_y;

  if (canvas->is_vector)
    return round (y_px / canvas->row_px) * canvas->row_px;
  cairo_surface_get_device_scale (cairo_get_target (canvas->cr), &device_x, &device_y);
  cairo_user_to_device (canvas->cr, &x, &y_px);
  y_px = floor (y_px * device_y + 0.5) / device_y;   /* the same above the surface's edge as below it */
  cairo_device_to_user (canvas->cr, &x, &y_px);
  return y_px;
}

double
ts_canvas_get_column_x (const TsCanvas *canvas, guint column)
{
  return canvas->x_px + column * canvas->column_px;
}

double
ts_canvas_get_width (const TsCanvas *canvas)
{
  return canvas->n_columns * canvas->column_px;
}

gboolean
ts_canvas_find_pixels (const TsCanvas *canvas, guint first, guint end, double y_px, double height_px, TsPixelArea *area)
{
  const cairo_rectangle_t place
    = { ts_canvas_get_column_x (canvas, first), y_px, (end - first) * canvas->column_px, height_px };

  return canvas->pixels.surface != NULL && ts_pixels_find (&canvas->pixels, &place, area);
}

guint
ts_strip_count_edge_rows (double height_px, double row_px)
{
  double edge_px = height_px < 10 ? 0.5 : height_px < 40 ? 1 : 2;

  return (guint) MAX (1, round (edge_px / row_px));
}

double
ts_strip_get_edge_px (const TsCanvas *canvas, double height_px)
{
  return ts_strip_count_edge_rows (height_px, canvas->row_px) * canvas->row_px;
}

double
ts_strip_get_line_px (const TsCanvas *canvas, double height_px)
{
  double line_px = CLAMP (height_px / 12, 1, 4);

  return MAX (1, round (line_px / canvas->row_px)) * canvas->row_px;
}

const TsColor *
ts_strip_get_fill (const TsPalette *palette, guint colour)
{
  return colour == TS_WHO_NONE ? ts_palette_get_role (palette, TS_ROLE_OTHERS)
                             : ts_palette_get_fill (palette, colour);
}

const TsColor *
ts_strip_get_edge (const TsPalette *palette, guint colour)
{
  return colour == TS_WHO_NONE ? ts_palette_get_role (palette, TS_ROLE_LINE)
                             : ts_palette_get_fill_edge (palette, colour);
}

/* A block as a shape, with its edge inside, as the rows have it. */
static void
paint_solid (const TsCanvas *canvas, const TsSolid *solid, double y_px, double height_px)
{
  cairo_t *cr = canvas->cr;
  double x = ts_canvas_get_column_x (canvas, solid->first);
  double width = ts_canvas_get_column_x (canvas, solid->end) - x;
  double edge = ts_strip_get_edge_px (canvas, height_px);
  double radius = ts_strip_get_radius_px (height_px);

  edge = width > 3 * edge ? edge : MIN (edge, canvas->column_px);
  if (width <= 2 * canvas->column_px)
    {
      ts_color_set (cr, ts_strip_get_edge (canvas->palette, solid->colour));
      cairo_rectangle (cr, x, y_px, width, height_px);
      cairo_fill (cr);
      return;
    }
  ts_shape_add_round_rectangle (cr, x + edge / 2, y_px + edge / 2, width - edge, height_px - edge,
                                radius - edge / 2);
  ts_color_set (cr, ts_strip_get_fill (canvas->palette, solid->colour));
  cairo_fill_preserve (cr);
  ts_color_set (cr, ts_strip_get_edge (canvas->palette, solid->colour));
  cairo_set_line_width (cr, edge);
  cairo_stroke (cr);
}

static cairo_surface_t *
make_row (const TsCanvas *canvas, const guint32 *pixels)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) canvas->n_columns,
                                                       1);

  cairo_surface_flush (image);
  memcpy (cairo_image_surface_get_data (image), pixels, canvas->n_columns * sizeof *pixels);
  cairo_surface_mark_dirty (image);
  return image;
}

/* A row of columns as an image that is stretched over height_px. */
static void
paint_stretched (const TsCanvas *canvas, cairo_surface_t *row, double y_px, double height_px)
{
  cairo_t *cr = canvas->cr;

  cairo_save (cr);
  cairo_translate (cr, canvas->x_px, y_px);
  cairo_scale (cr, canvas->column_px, height_px);
  cairo_set_source_surface (cr, row, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
}

static gboolean
has_blend (const TsColumns *columns)
{
  for (guint i = 0; i < columns->n_columns; i++)
    if (columns->present[i] != 0)
      return TRUE;
  return FALSE;
}

/* What is denser than a pixel, and, if they are many, blocks too narrow to tell their shape.  An
 * image that is painted twice is written once. */
static void
paint_dense (const TsCanvas *canvas, const TsColumns *columns, const TsInks *inks, GArray *solids,
             guint narrow, double y_px, double height_px)
{
  double edge = ts_strip_get_edge_px (canvas, height_px),
         line = ts_strip_get_line_px (canvas, height_px);
  guint32 *rows = ts_strip_blend_rows (canvas, columns, inks);
  cairo_surface_t *images[TS_N_ROWS];

  ts_strip_put_narrow (canvas, rows, solids, narrow);
  for (guint row = 0; row < TS_N_ROWS; row++)
    images[row] = make_row (canvas, rows + row * canvas->n_columns);
  paint_stretched (canvas, images[TS_ROW_BODY], y_px + edge, height_px - 2 * edge);
  paint_stretched (canvas, images[TS_ROW_EDGE], y_px, edge);
  paint_stretched (canvas, images[TS_ROW_EDGE], y_px + height_px - edge, edge);
  if (inks->has_line)
    paint_stretched (canvas, images[TS_ROW_LINE], y_px + (height_px - line) / 2, line);
  for (guint row = 0; row < TS_N_ROWS; row++)
    cairo_surface_destroy (images[row]);
  ts_scratch_give (TS_SCRATCH_ROWS, rows);
}

static void
paint_vector (const TsCanvas *canvas, const TsColumns *columns, const TsInks *inks, GArray *solids,
              double y_px, double height_px)
{
  guint narrow = solids->len > MOST_SHAPES ? (guint) (NARROW_PX / canvas->column_px) : 0;

  if (ts_ink_is_opaque (inks->background))
    {
      cairo_set_source_rgb (canvas->cr, inks->background[TS_INK_RED],
                            inks->background[TS_INK_GREEN], inks->background[TS_INK_BLUE]);
      cairo_rectangle (canvas->cr, canvas->x_px, y_px, ts_canvas_get_width (canvas), height_px);
      cairo_fill (canvas->cr);
    }
  if (has_blend (columns) || narrow > 0)
    paint_dense (canvas, columns, inks, solids, narrow, y_px, height_px);
  for (guint i = 0; i < solids->len; i++)
    {
      const TsSolid *solid = &g_array_index (solids, TsSolid, i);
      if (solid->end - solid->first >= narrow)
        paint_solid (canvas, solid, y_px, height_px);
    }
}

void
ts_strip_paint (const TsCanvas *canvas, const TsColumns *columns, const TsInks *inks,
                GArray *solids, double y_px, double height_px)
{
  cairo_save (canvas->cr);
  if (canvas->is_vector)
    paint_vector (canvas, columns, inks, solids, y_px, height_px);
  else
    ts_strip_paint_rows (canvas, columns, inks, solids, y_px, height_px);
  cairo_restore (canvas->cr);
}
