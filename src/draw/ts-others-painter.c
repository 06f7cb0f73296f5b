/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The foot of a core's lane: how much of the core other programs used, in steps.
 */
#include "config.h"

#include <math.h>

#include "ts-lane-painter.h"
#include "ts-scratch.h"
#include "ts-strip-rows.h"
#include "ts-text.h"

enum { MOST_LEVELS = 8 };

/* Less than this is the noise of an idle machine, and of the clock ticks that it is counted in. */
static const float least_share = 0.02f;

static guint
level_of (const TsColumnValue *value, guint n_levels)
{
  float share = MIN (value->mean / 1000, 1);

  return share < least_share ? 0 : MAX (1, (guint) (share * (float) n_levels + 0.5f));
}

static void
fill_background (const TsCanvas *canvas, double y_px, double height_px)
{
  ts_color_set (canvas->cr, ts_palette_get_role (canvas->palette, TS_ROLE_LANE));
  cairo_rectangle (canvas->cr, canvas->x_px, y_px, ts_canvas_get_width (canvas), height_px);
  cairo_fill (canvas->cr);
}

/* Level for level, each a row that is repeated: the same cost however often the use changes.  No pixel is written twice. */
static void
paint_levels (const TsCanvas *canvas, const TsColumnValue *values, guint n_levels, double y_px,
              double height_px, double top_px)
{
  guint32 background = ts_ink_get_pixel (
      ts_ink_of (ts_palette_get_role (canvas->palette, TS_ROLE_LANE)));
  guint32 grey = ts_ink_get_pixel (
      ts_ink_of (ts_palette_get_role (canvas->palette, TS_ROLE_OTHERS)));
  g_autofree guint8 *levels = g_new (guint8, canvas->n_columns);
  g_autofree guint32 *pixels = g_new (guint32, canvas->n_columns);
  double end = y_px + height_px;
  guint8 highest = 0;

  for (guint column = 0; column < canvas->n_columns; column++)
    {
      levels[column] = (guint8) level_of (&values[column], n_levels);
      highest = MAX (highest, levels[column]);
    }
  for (guint level = 1; level <= highest; level++)
    {
      double begin = ts_canvas_snap_y (canvas, y_px + height_px * (n_levels - level) / n_levels);

      for (guint column = 0; column < canvas->n_columns; column++)
        pixels[column] = levels[column] >= level ? grey : background;
      ts_strip_repeat_row (canvas, pixels, begin, end - begin);
      end = begin;
    }
  for (guint column = 0; column < canvas->n_columns; column++)
    pixels[column] = background;
  ts_strip_repeat_row (canvas, pixels, top_px, end - top_px);
}

/* The same as shapes; equal neighbours make one. */
static void
paint_shapes (const TsCanvas *canvas, const TsColumnValue *values, guint n_levels, double y_px,
              double height_px)
{
  for (guint column = 0, end; column < canvas->n_columns; column = end)
    {
      guint level = level_of (&values[column], n_levels);
      double x = ts_canvas_get_column_x (canvas, column), height = height_px * level / n_levels;

      for (end = column + 1; end < canvas->n_columns && level_of (&values[end], n_levels) == level;
           end++)
        ;
      if (level > 0)
        cairo_rectangle (canvas->cr, x, y_px + height_px - height,
                         ts_canvas_get_column_x (canvas, end) - x, height);
    }
  ts_color_set (canvas->cr, ts_palette_get_role (canvas->palette, TS_ROLE_OTHERS));
  cairo_fill (canvas->cr);
}

void
ts_canvas_paint_others (const TsCanvas *canvas, const TsLane *others, double y_px, double height_px)
{
  guint n_levels = CLAMP ((guint) round (height_px / canvas->row_px) - 1, 1, MOST_LEVELS);
  /* A row of the lane stays free between the tasks and the others. */
  double top = y_px + canvas->row_px, height = height_px - canvas->row_px;
  TsColumnValue *values;

  if (ts_lane_get_n_slices (others) == 0)
    {
      fill_background (canvas, y_px, height_px);
      return;
    }
  values = ts_values_new (others, canvas->begin_ns, canvas->end_ns, canvas->n_columns);
  if (canvas->is_vector)
    {
      fill_background (canvas, y_px, height_px);
      paint_shapes (canvas, values, n_levels, top, height);
    }
  else
    {
      cairo_save (canvas->cr);
      cairo_set_operator (canvas->cr, CAIRO_OPERATOR_SOURCE);
      paint_levels (canvas, values, n_levels, top, height, y_px);
      cairo_restore (canvas->cr);
    }
  ts_scratch_give (TS_SCRATCH_VALUES, values);
}
