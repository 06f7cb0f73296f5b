/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What all cores together did, as bars of a pixel's width straight in the pixels: as shapes they would be thousands, and a
 * live run paints them again and again.
 */
#include "config.h"

#include "ts-ink.h"
#include "ts-painter.h"

/* Where bars go; `lowest` is the lowest pixel of a column. */
typedef struct {
  TsInk lane, shades[TS_N_SHADES];
  double height_px;
  gsize stride;              /* pixels from one row to the next */
} Bars;

/* The time of each column by shade: shares of all cores. */
static float *
sum_cores (TsRecording *recording, const TsAxis *axis, guint n_columns)
{
  GPtrArray *cores = ts_recording_get_cores (recording);
  gsize n = (gsize) n_columns * TS_N_SHADES;
  float *sum = g_new0 (float, n);
  g_autofree float *shares = g_new (float, n);

  for (guint core = 0; core < cores->len; core++)
    {
      ts_lane_blend (((TsCore *) g_ptr_array_index (cores, core))->lane, axis->begin_ns, axis->end_ns, n_columns, shares);
      for (gsize i = 0; i < n; i++)
        sum[i] += shares[i] / (float) cores->len;
    }
  return sum;
}

/* One shade above the other, and the empty lane above them; a pixel may hold a part of each. */
static void
paint_column (const Bars *bars, const float *shares, guint32 *lowest)
{
  TsInk ink = bars->lane;
  double base = 0;
  guint row = 0;

  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    for (double top = MIN (base + bars->height_px * (double) shares[shade], bars->height_px); base < top;)
      {
        double end = MIN (top, row + 1);

        ink += (bars->shades[shade] - bars->lane) * (float) (end - base);
        base = end;
        if (base < row + 1)
          continue;
        lowest[-(gssize) (row++ * bars->stride)] = ts_ink_get_pixel (ink);
        ink = bars->lane;
      }
  for (; row < bars->height_px; row++, ink = bars->lane)
    lowest[-(gssize) (row * bars->stride)] = ts_ink_get_pixel (ink);
}

void
ts_paint_overview (cairo_surface_t *surface, TsRecording *recording, const TsAxis *axis, int y_px, int height_px,
                   const TsPalette *palette)
{
  int first = (int) axis->x_px, n_columns = MIN ((int) axis->width_px, cairo_image_surface_get_width (surface) - first);
  gboolean by_state = ts_palette_get_colouring (palette) == TS_COLOURS_BY_STATE;
  Bars bars = {
    .lane = ts_ink_of (ts_palette_get_role (palette, TS_ROLE_LANE)), .height_px = height_px,
    .stride = (gsize) cairo_image_surface_get_stride (surface) / sizeof (guint32),
  };
  g_autofree float *shares = NULL;
  guint32 *lowest;

  if (n_columns < 1 || height_px < 1)
    return;
  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    bars.shades[shade] = ts_ink_of (by_state ? ts_palette_get_fill (palette, shade) : ts_palette_get_task (palette, shade));
  shares = sum_cores (recording, axis, (guint) n_columns);
  cairo_surface_flush (surface);
  lowest = (guint32 *) (gpointer) cairo_image_surface_get_data (surface)
           + (gsize) (y_px + height_px - 1) * bars.stride + first;
  for (int column = 0; column < n_columns; column++)
    paint_column (&bars, shares + (gsize) column * TS_N_SHADES, lowest + column);
  cairo_surface_mark_dirty (surface);
}
