/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-pattern.h"

#include <math.h>

#include "ts-text.h"

enum { MOST_DASHES = 6, LEAST_TILE_PX = 60 };

typedef struct {
  int n_dashes;
  double dashes[MOST_DASHES];   /* in thicknesses of the line: on, off, … */
} Pattern;

/* No two reasons look the same, also without colour. */
static const Pattern patterns[TS_N_STATES] = {
  [TS_STATE_WAITING] = { 2, { 2, 2 } },
  [TS_STATE_WAITING_SLEEP] = { 2, { 1, 3 } },
  [TS_STATE_WAITING_IO] = { 4, { 5, 2, 1, 2 } },
  [TS_STATE_WAITING_LOCK] = { 0 },
  [TS_STATE_WAITING_SEMAPHORE] = { 2, { 8, 2 } },
  [TS_STATE_WAITING_QUEUE] = { 2, { 4, 2 } },
  [TS_STATE_WAITING_BARRIER] = { 4, { 1, 1.5, 1, 4 } },
  [TS_STATE_WAITING_EVENT] = { 6, { 5, 2, 1, 2, 1, 2 } },
  [TS_STATE_WAITING_TASK] = { 4, { 9, 2, 3, 2 } },
};

void
ts_pattern_set_dash (cairo_t *cr, TsState state, double unit_px)
{
  double dashes[MOST_DASHES];
  const Pattern *pattern;

  g_return_if_fail (state < TS_N_STATES);
  pattern = &patterns[state];
  for (int i = 0; i < pattern->n_dashes; i++)
    dashes[i] = pattern->dashes[i] * unit_px;
  cairo_set_dash (cr, dashes, pattern->n_dashes, 0);
}

void
ts_pattern_add_hatch (cairo_t *cr, double x_px, double y_px, double width_px, double height_px,
                      double spacing_px)
{
  double right = x_px + width_px, bottom = y_px + height_px;
  double first = floor ((x_px + y_px) / spacing_px) * spacing_px;

  /* The diagonal of `sum` holds the points with x + y = sum. */
  for (double sum = first; sum < right + bottom; sum += spacing_px)
    {
      double left_x = MAX (x_px, sum - bottom), right_x = MIN (right, sum - y_px);

      if (left_x < right_x)
        {
          cairo_move_to (cr, left_x, sum - left_x);
          cairo_line_to (cr, right_x, sum - right_x);
        }
    }
}

cairo_pattern_t *
ts_pattern_new_hatch (const TsColor *color, guint spacing, guint thickness)
{
  guint width = spacing * (1 + LEAST_TILE_PX / spacing);
  cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) spacing);
  cairo_t *cr = cairo_create (tile);
  cairo_pattern_t *pattern;

  /* A tile's rows and those beside it take part, so that lines that cross its edges have all their width. */
  ts_pattern_add_hatch (cr, -(double) spacing, -(double) spacing, width + 2.0 * spacing, 3.0 * spacing, spacing);
  ts_color_set (cr, color);
  cairo_set_line_width (cr, thickness);
  cairo_stroke (cr);
  cairo_destroy (cr);
  pattern = cairo_pattern_create_for_surface (tile);
  cairo_surface_destroy (tile);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  return pattern;
}
