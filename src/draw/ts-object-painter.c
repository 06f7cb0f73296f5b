/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lanes of objects: who holds a lock; how full a queue is; what a counter says.
 */
#include "config.h"

#include <math.h>

#include "ts-lane-painter.h"
#include "ts-scratch.h"
#include "ts-text.h"

enum { MOST_SAMPLES = 64 };

/* Values are counts: what went below zero is drawn as zero. */
static gint32
value_of (const TsSlice *slice)
{
  return MAX (0, (gint32) slice->who);
}

gint64
ts_object_get_top (const TsObject *object)
{
  guint n_slices = ts_lane_get_n_slices (object->lane);
  guint stride = MAX (1, n_slices / 100000);
  gint64 top = MAX (
      1, object->kind == TS_OBJECT_COUNTER || object->kind == TS_OBJECT_EVENT ? 1 : object->size);

  if (object->kind == TS_OBJECT_QUEUE || object->kind == TS_OBJECT_BARRIER)
    return top;
  for (guint i = 0; i < n_slices; i += stride)
    top = MAX (top, value_of (ts_lane_get_slice (object->lane, i)));
  if (n_slices > 0)
    top = MAX (top, value_of (ts_lane_get_slice (object->lane, n_slices - 1)));
  return top;
}

/* Reads the slices from `position` on that reach into left_ns … right_ns. */
static void
read_column (TsColumnValue *value, const TsLane *lane, guint position, guint end, double left_ns,
             double right_ns)
{
  guint stride = MAX (1, (end - position) / MOST_SAMPLES);
  double sum = 0;

  for (guint i = position; i < end; i += stride)
    {
      const TsSlice *slice = ts_lane_get_slice (lane, i);
      double begin = MAX ((double) slice->begin_ns, left_ns),
             slice_end = MIN ((double) slice->end_ns, right_ns);

      if (begin >= right_ns)
        break;
      value->low = value->high < 0 ? value_of (slice) : MIN (value->low, value_of (slice));
      value->high = MAX (value->high, value_of (slice));
      sum += (double) value_of (slice) * MAX (0, slice_end - begin) * stride;
    }
  value->mean = (float) (sum / (right_ns - left_ns));
}

/* Fills the columns that `slice` covers wholly, from `column` on; returns the first one that it
 * does not. */
static guint
fill_columns (TsColumnValue *values, guint column, guint n_columns, const TsSlice *slice,
              double begin_ns, double column_ns)
{
  double covered = ((double) slice->end_ns - begin_ns) / column_ns;
  guint end = covered >= n_columns ? n_columns : (guint) MAX (0, covered);
  gint32 value = value_of (slice);

  if ((double) slice->begin_ns > begin_ns + column * column_ns)
    return column;
  for (; column < end; column++)
    values[column] = (TsColumnValue) { value, value, (float) value };
  return column;
}

TsColumnValue *
ts_values_new (const TsLane *lane, gint64 begin_ns, gint64 end_ns, guint n_columns)
{
  TsColumnValue *values = ts_scratch_take (TS_SCRATCH_VALUES, n_columns * sizeof *values);
  double column_ns = (double) (end_ns - begin_ns) / n_columns;
  guint n_slices = ts_lane_get_n_slices (lane), position = ts_lane_find (lane, begin_ns), column;

  for (column = 0; column < n_columns && position < n_slices; column++)
    {
      double left_ns, right_ns;
      guint next = position;

      column = fill_columns (values, column, n_columns, ts_lane_get_slice (lane, position),
                             (double) begin_ns, column_ns);
      if (column == n_columns)
        break;
      left_ns = (double) begin_ns + column * column_ns;
      right_ns = left_ns + column_ns;
      values[column] = (TsColumnValue) { -1, -1, 0 };
      if ((double) ts_lane_get_slice (lane, position)->end_ns <= right_ns)
        next = ts_lane_find_from (lane, position, (gint64) right_ns);
      read_column (&values[column], lane, position, MIN (next + 1, n_slices), left_ns, right_ns);
      position = next;
    }
  for (; column < n_columns; column++)
    values[column] = (TsColumnValue) { -1, -1, 0 };
  return values;
}

/* Height of a value, on whole device pixels so that the steps are sharp. */
static double
height_of (const TsCanvas *canvas, gint64 value, gint64 top, double height_px)
{
  double rows = round ((double) MIN (value, top) * height_px / (double) top / canvas->row_px);

  return rows * canvas->row_px;
}

/* The columns from `column` on that look like it. */
static guint
end_of_step (const TsColumnValue *values, guint column, guint n_columns)
{
  guint end = column + 1;

  while (end < n_columns && values[end].low == values[column].low
         && values[end].high == values[column].high)
    end++;
  return end;
}

typedef enum { PART_AREA, PART_BAND, PART_LINE } Part;

/* Adds a part of the steps to the path: the area under the highest values; the band between the
 * lowest and the highest; the line along the top. */
static void
add_steps (const TsCanvas *canvas, const TsColumnValue *values, gint64 top, double foot_px,
           double height_px, Part part)
{
  double line = ts_strip_get_edge_px (canvas, height_px), last = foot_px;

  for (guint column = 0, end; column < canvas->n_columns; column = end)
    {
      double x = ts_canvas_get_column_x (canvas, column);
      double high = foot_px - height_of (canvas, values[column].high, top, height_px - line);
      double low = foot_px - height_of (canvas, values[column].low, top, height_px - line);
      double width;

      end = end_of_step (values, column, canvas->n_columns);
      width = ts_canvas_get_column_x (canvas, end) - x;
      if (values[column].high < 0)
        continue;
      if (part == PART_AREA)
        cairo_rectangle (canvas->cr, x, high, width, foot_px - high);
      else if (part == PART_BAND)
        cairo_rectangle (canvas->cr, x, high, width, low - high);
      else
        {
          cairo_rectangle (canvas->cr, x, high - line, width, line);
          cairo_rectangle (canvas->cr, x, MIN (high, last) - line, canvas->column_px,
                           fabs (high - last) + line);
        }
      last = high;
    }
}

static void
paint_value (const TsCanvas *canvas, const TsColumnValue *values, gint64 top, double y_px,
             double height_px)
{
  static const double alphas[] = { [PART_AREA] = 0.28, [PART_BAND] = 0.35, [PART_LINE] = 1 };
  const TsColor *color = ts_palette_get_role (canvas->palette, TS_ROLE_VALUE);

  for (Part part = PART_AREA; part <= PART_LINE; part++)
    {
      add_steps (canvas, values, top, y_px + height_px, height_px, part);
      cairo_set_source_rgba (canvas->cr, color->red, color->green, color->blue, alphas[part]);
      cairo_fill (canvas->cr);
    }
}

/* The line at the top: a queue cannot be fuller. */
static void
paint_capacity (const TsCanvas *canvas, double y_px, double height_px)
{
  double line = MAX (canvas->row_px, ts_strip_get_edge_px (canvas, height_px) / 2);

  ts_color_set (canvas->cr, ts_palette_get_role (canvas->palette, TS_ROLE_BOX));
  cairo_set_line_width (canvas->cr, line);
  cairo_set_dash (canvas->cr, (double[]) { 4, 3 }, 2, 0);
  cairo_move_to (canvas->cr, canvas->x_px, y_px + line / 2);
  cairo_line_to (canvas->cr, canvas->x_px + ts_canvas_get_width (canvas), y_px + line / 2);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
}

/* Who holds a lock is told by colour, whatever colours tell elsewhere. */
static void
paint_holders (const TsCanvas *canvas, const TsLane *lane, double y_px, double height_px)
{
  TsCanvas by_task = *canvas;

  by_task.palette = ts_palette_get_by_task (canvas->palette);
  ts_paint_lane_by_task (&by_task, lane, 0, (TsInk) { 0 }, y_px, height_px);
}

void
ts_canvas_paint_object (const TsCanvas *canvas, TsRecording *recording, guint object, double y_px,
                        double height_px)
{
  const TsObject *of = g_ptr_array_index (ts_recording_get_objects (recording), object);
  double top = ts_canvas_snap_y (canvas, y_px),
         height = ts_canvas_snap_y (canvas, y_px + height_px) - top;

  cairo_save (canvas->cr);
  if (of->kind == TS_OBJECT_LOCK)
    paint_holders (canvas, of->lane, top, height);
  else
    {
      TsColumnValue *values = ts_values_new (of->lane, canvas->begin_ns, canvas->end_ns,
                                                        canvas->n_columns);
      if (of->kind == TS_OBJECT_QUEUE)
        paint_capacity (canvas, top, height);
      paint_value (canvas, values, ts_object_get_top (of), top, height);
      ts_scratch_give (TS_SCRATCH_VALUES, values);
    }
  cairo_restore (canvas->cr);
}
