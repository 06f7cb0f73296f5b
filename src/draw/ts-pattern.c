/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-pattern.h"

#include <math.h>

#include "ts-text.h"

enum { MOST_DASHES = 6, LEAST_TILE_PX = 60, MOST_HATCHES = 16 };

typedef struct {
  guint n_dashes;
  double dashes[MOST_DASHES];   /* in thicknesses of the line: on, off, … */
} Pattern;

typedef struct {
  TsColor color;
  guint spacing, thickness;
  cairo_surface_t *tile;    /* NULL: none */
} Hatch;

/* Those that a thread has made, as many as tasks have colours and some more: surfaces are not shared by threads. */
typedef struct {
  Hatch hatches[MOST_HATCHES];
  guint n_made;
} Hatches;

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
  for (guint i = 0; i < pattern->n_dashes; i++)
    dashes[i] = pattern->dashes[i] * unit_px;
  cairo_set_dash (cr, dashes, (int) pattern->n_dashes, 0);
}

const double *
ts_pattern_get_dashes (TsState state, guint *n_dashes)
{
  g_return_val_if_fail (state < TS_N_STATES, NULL);
  *n_dashes = patterns[state].n_dashes;
  return patterns[state].dashes;
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

static cairo_surface_t *
paint_hatch (const Hatch *hatch)
{
  guint spacing = hatch->spacing, width = spacing * (1 + LEAST_TILE_PX / spacing);
  cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) spacing);
  cairo_t *cr = cairo_create (tile);

  /* A tile's rows and those beside it take part, so that lines that cross its edges have all their width. */
  ts_pattern_add_hatch (cr, -(double) spacing, -(double) spacing, width + 2.0 * spacing, 3.0 * spacing, spacing);
  ts_color_set (cr, &hatch->color);
  cairo_set_line_width (cr, hatch->thickness);
  cairo_stroke (cr);
  cairo_destroy (cr);
  cairo_surface_flush (tile);
  return tile;
}

static void
free_hatches (gpointer data)
{
  Hatches *kept = data;

  for (guint i = 0; i < MOST_HATCHES; i++)
    g_clear_pointer (&kept->hatches[i].tile, cairo_surface_destroy);
  g_free (kept);
}

static GPrivate kept_hatches = G_PRIVATE_INIT (free_hatches);

static Hatches *
get_hatches (void)
{
  Hatches *kept = g_private_get (&kept_hatches);

  if (kept == NULL)
    {
      kept = g_new0 (Hatches, 1);
      g_private_set (&kept_hatches, kept);
    }
  return kept;
}

cairo_surface_t *
ts_pattern_get_hatch (const TsColor *color, guint spacing, guint thickness)
{
  Hatches *kept = get_hatches ();
  Hatch *oldest;

  for (guint i = 0; i < MOST_HATCHES; i++)
    {
      const Hatch *hatch = &kept->hatches[i];

      if (hatch->tile != NULL && hatch->spacing == spacing && hatch->thickness == thickness
          && hatch->color.red == color->red && hatch->color.green == color->green && hatch->color.blue == color->blue)
        return hatch->tile;
    }
  oldest = &kept->hatches[kept->n_made++ % MOST_HATCHES];
  g_clear_pointer (&oldest->tile, cairo_surface_destroy);
  *oldest = (Hatch) { .color = *color, .spacing = spacing, .thickness = thickness };
  return oldest->tile = paint_hatch (oldest);
}
