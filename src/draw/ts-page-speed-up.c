/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chart of the speed-up on the page, its legend to the right.
 */
#include "config.h"

#include "ts-page.h"

#include <math.h>

enum {
  PLOT_HEIGHT_PX = 120,
  MOST_PLOT_WIDTH_PX = 380,
  LINE_HEIGHT_PX = 22,
  GAP_PX = 8,
};

static const TsFont font = { 12, FALSE };

/* A line of the legend, right of the plot: the sample is painted later. */
static void
add_line (TsPage *page, guint row, char *text)
{
  const TsSpeedUpChart *chart = &page->chart;
  double x = chart->x_px + chart->width_px + 3 * GAP_PX + TS_CHART_SAMPLE_PX;
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
  const TsSpeedUpChart *chart = &page->chart;
  double text_px = ts_text_meter_get_height (page->meter, &font), bottom = chart->y_px + chart->height_px;

  for (TsChartLine line = 0; line < TS_N_CHART_LINES; line++)
    add_line (page, line, ts_speed_up_chart_describe (chart, line));
  add_line (page, TS_N_CHART_LINES, ts_speed_up_chart_describe_cores (chart));
  add_number (page, chart->most, chart->x_px - GAP_PX, chart->y_px - text_px / 2, 1);
  add_number (page, 0, chart->x_px - GAP_PX, bottom - text_px / 2, 1);
  add_number (page, 1, chart->x_px, bottom + 2, 0.5);
  add_number (page, chart->most_cores, chart->x_px + chart->width_px, bottom + 2, 0.5);
}

void
ts_page_add_speed_up (TsPage *page, double *y_px)
{
  TsSpeedUpChart *chart = &page->chart;
  const TsRunFacts *facts = ts_recording_get_facts (page->recording);
  TsSpeedUp speed_up;

  if (page->axis.begin_ns > 0 || page->axis.end_ns < facts->duration_ns
      || !ts_speed_up_measure (page->recording, &speed_up))
    return;
  *y_px += 2 * GAP_PX;
  ts_speed_up_chart_init (chart, &speed_up);
  chart->x_px = page->axis.x_px;
  chart->y_px = round (*y_px);
  chart->width_px = MIN (MOST_PLOT_WIDTH_PX, floor (page->axis.width_px * 0.45));
  chart->height_px = PLOT_HEIGHT_PX;
  page->has_chart = TRUE;
  add_texts (page);
  *y_px += PLOT_HEIGHT_PX + LINE_HEIGHT_PX + GAP_PX;
}

void
ts_page_paint_speed_up (cairo_t *cr, const TsPage *page)
{
  const TsSpeedUpChart *chart = &page->chart;
  double right = chart->x_px + chart->width_px + 2 * GAP_PX;
  double middle = chart->y_px + ts_text_meter_get_height (page->meter, &font) / 2;

  if (!page->has_chart)
    return;
  ts_speed_up_chart_paint (chart, cr, page->palette);
  for (TsChartLine line = 0; line < TS_N_CHART_LINES; line++)
    ts_speed_up_chart_paint_sample (cr, page->palette, line, right, middle + line * LINE_HEIGHT_PX);
}
