/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The speed-up that was measured, as a point beside the lines of Amdahl's and of Gustafson's law.
 */
#include "config.h"

#include "ts-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum {
  PLOT_HEIGHT_PX = 120,
  MOST_PLOT_WIDTH_PX = 380,
  LINE_HEIGHT_PX = 22,
  SAMPLE_PX = 28,
  GAP_PX = 8,
  POINT_PX = 5,
  LEAST_CORES = 8,   /* so many at least are shown, as the laws part only then */
};

static const TsFont font = { 12, FALSE };

static double
x_of (const TsPageChart *chart, double cores)
{
  return chart->x_px + (cores - 1) / (chart->most_cores - 1) * chart->width_px;
}

static double
y_of (const TsPageChart *chart, double speed_up)
{
  return chart->y_px + (1 - speed_up / chart->most) * chart->height_px;
}

/* A line of the legend, right of the plot: the sample is painted later. */
static void
add_line (TsPage *page, guint row, char *text)
{
  const TsPageChart *chart = &page->chart;
  double x = chart->x_px + chart->width_px + 3 * GAP_PX + SAMPLE_PX;
  g_autofree char *fitting = ts_text_meter_shorten (page->meter, &font, text, page->width_px - page->margin_px - x);

  ts_page_add_text (page, &font, TS_ROLE_TEXT, fitting, x, chart->y_px + row * LINE_HEIGHT_PX);
  g_free (text);
}

static void
add_number (TsPage *page, double value, double x_px, double y_px, double align)
{
  g_autofree char *text = g_strdup_printf ("%.*f", value == floor (value) ? 0 : 1, value);
  double width = ts_text_meter_get_width (page->meter, &font, text);

  ts_page_add_text (page, &font, TS_ROLE_TEXT_DIM, text, x_px - align * width, y_px);
}

static void
add_texts (TsPage *page)
{
  const TsPageChart *chart = &page->chart;
  const TsSpeedUp *speed_up = &chart->speed_up;
  double text_px = ts_text_meter_get_height (page->meter, &font), bottom = chart->y_px + chart->height_px;

  add_line (page, 0, g_strdup_printf (_("measured: %.2f times as fast"), speed_up->measured));
  /* Translators: both are named after persons; the number of cores stands in the line below */
  add_line (page, 1, g_strdup_printf (_("Amdahl’s law, the same work: %.2f"),
                                      ts_speed_up_amdahl (speed_up->serial, speed_up->cores)));
  add_line (page, 2, g_strdup_printf (_("Gustafson’s law, more work: %.2f"),
                                      ts_speed_up_gustafson (speed_up->serial, speed_up->cores)));
  add_line (page, 3, g_strdup_printf (ngettext ("on %u core; to the right: on more", "on %u cores; to the right: on more",
                                                speed_up->cores), speed_up->cores));
  add_number (page, chart->most, chart->x_px - GAP_PX, chart->y_px - text_px / 2, 1);
  add_number (page, 0, chart->x_px - GAP_PX, bottom - text_px / 2, 1);
  add_number (page, 1, chart->x_px, bottom + 2, 0.5);
  add_number (page, chart->most_cores, chart->x_px + chart->width_px, bottom + 2, 0.5);
}

void
ts_page_add_speed_up (TsPage *page, double *y_px)
{
  TsPageChart *chart = &page->chart;
  const TsRunFacts *facts = ts_recording_get_facts (page->recording);

  if (page->axis.begin_ns > 0 || page->axis.end_ns < facts->duration_ns
      || !ts_speed_up_measure (page->recording, &chart->speed_up))
    return;
  *y_px += 2 * GAP_PX;
  chart->most_cores = MAX (LEAST_CORES, 2 * chart->speed_up.cores);
  chart->most = ceil (MAX (ts_speed_up_gustafson (chart->speed_up.serial, chart->most_cores), chart->speed_up.measured));
  chart->x_px = page->axis.x_px;
  chart->y_px = round (*y_px);
  chart->width_px = MIN (MOST_PLOT_WIDTH_PX, floor (page->axis.width_px * 0.45));
  chart->height_px = PLOT_HEIGHT_PX;
  chart->is_shown = TRUE;
  add_texts (page);
  *y_px += PLOT_HEIGHT_PX + LINE_HEIGHT_PX + GAP_PX;
}

static void
paint_law (cairo_t *cr, const TsPageChart *chart, double (*law) (double, double), double sample_y)
{
  double right = chart->x_px + chart->width_px + 2 * GAP_PX;

  for (guint i = 0; i <= 64; i++)
    {
      double cores = 1 + (chart->most_cores - 1) * i / 64;

      cairo_line_to (cr, x_of (chart, cores), y_of (chart, law (chart->speed_up.serial, cores)));
    }
  cairo_move_to (cr, right, sample_y);
  cairo_line_to (cr, right + SAMPLE_PX, sample_y);
  cairo_stroke (cr);
}

static void
paint_frame (cairo_t *cr, const TsPage *page)
{
  const TsPageChart *chart = &page->chart;
  double cores = floor (x_of (chart, chart->speed_up.cores)) + 0.5;

  ts_color_set (cr, ts_palette_get_role (page->palette, TS_ROLE_GRID));
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, floor (chart->x_px) + 0.5, chart->y_px);
  cairo_rel_line_to (cr, 0, chart->height_px + 0.5);
  cairo_rel_line_to (cr, chart->width_px, 0);
  cairo_move_to (cr, cores, chart->y_px);
  cairo_rel_line_to (cr, 0, chart->height_px);
  cairo_stroke (cr);
}

void
ts_page_paint_speed_up (cairo_t *cr, const TsPage *page)
{
  static const double dashes[] = { 6, 4 };
  const TsPageChart *chart = &page->chart;
  double middle = chart->y_px + ts_text_meter_get_height (page->meter, &font) / 2;

  if (!chart->is_shown)
    return;
  paint_frame (cr, page);
  cairo_set_line_width (cr, 2);
  ts_color_set (cr, ts_palette_get_role (page->palette, TS_ROLE_ACCENT));
  paint_law (cr, chart, ts_speed_up_amdahl, middle + LINE_HEIGHT_PX);
  ts_color_set (cr, ts_palette_get_role (page->palette, TS_ROLE_TEXT));
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  paint_law (cr, chart, ts_speed_up_gustafson, middle + 2 * LINE_HEIGHT_PX);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_arc (cr, x_of (chart, chart->speed_up.cores), y_of (chart, chart->speed_up.measured), POINT_PX, 0, 2 * G_PI);
  cairo_close_path (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, chart->x_px + chart->width_px + 2 * GAP_PX + SAMPLE_PX / 2.0, middle, POINT_PX, 0, 2 * G_PI);
  cairo_fill (cr);
}
