/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-speed-up-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ts-text.h"

enum {
  POINT_PX = 5,
  LEAST_CORES = 8,   /* so many at least are shown, as the laws part only then */
};

static double
x_of (const TsSpeedUpChart *self, double cores)
{
  return self->x_px + (cores - 1) / (self->most_cores - 1) * self->width_px;
}

static double
y_of (const TsSpeedUpChart *self, double speed_up)
{
  return self->y_px + (1 - speed_up / self->most) * self->height_px;
}

void
ts_speed_up_chart_init (TsSpeedUpChart *self, const TsSpeedUp *speed_up)
{
  self->speed_up = *speed_up;
  self->most_cores = MAX (LEAST_CORES, 2 * speed_up->cores);
  self->most = ceil (MAX (ts_speed_up_gustafson (speed_up->serial, self->most_cores), speed_up->measured));
}

char *
ts_speed_up_chart_describe (const TsSpeedUpChart *self, TsChartLine line)
{
  const TsSpeedUp *speed_up = &self->speed_up;

  switch (line)
    {
    case TS_CHART_MEASURED:
      return g_strdup_printf (_("measured: %.2f times as fast"), speed_up->measured);
    case TS_CHART_AMDAHL:
      /* Translators: both are named after persons; the number of cores stands in the line below */
      return g_strdup_printf (_("Amdahl’s law, the same work: %.2f"),
                              ts_speed_up_amdahl (speed_up->serial, speed_up->cores));
    case TS_CHART_GUSTAFSON:
      return g_strdup_printf (_("Gustafson’s law, more work: %.2f"),
                              ts_speed_up_gustafson (speed_up->serial, speed_up->cores));
    case TS_N_CHART_LINES:
    default:
      g_assert_not_reached ();
    }
}

char *
ts_speed_up_chart_describe_cores (const TsSpeedUpChart *self)
{
  guint cores = self->speed_up.cores;

  return g_strdup_printf (ngettext ("on %u core; to the right: on more", "on %u cores; to the right: on more", cores),
                          cores);
}

static void
set_ink (cairo_t *cr, const TsPalette *palette, TsChartLine line)
{
  static const double dashes[] = { 6, 4 };

  cairo_set_line_width (cr, 2);
  cairo_set_dash (cr, dashes, line == TS_CHART_GUSTAFSON ? G_N_ELEMENTS (dashes) : 0, 0);
  ts_color_set (cr, ts_palette_get_role (palette, line == TS_CHART_AMDAHL ? TS_ROLE_ACCENT : TS_ROLE_TEXT));
}

static void
paint_law (const TsSpeedUpChart *self, cairo_t *cr, double (*law) (double, double))
{
  for (guint i = 0; i <= 64; i++)
    {
      double cores = 1 + (self->most_cores - 1) * i / 64;

      cairo_line_to (cr, x_of (self, cores), y_of (self, law (self->speed_up.serial, cores)));
    }
  cairo_stroke (cr);
}

static void
paint_point (cairo_t *cr, double x_px, double y_px)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x_px, y_px, POINT_PX, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
paint_frame (const TsSpeedUpChart *self, cairo_t *cr, const TsPalette *palette)
{
  double cores = floor (x_of (self, self->speed_up.cores)) + 0.5;

  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_GRID));
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, floor (self->x_px) + 0.5, self->y_px);
  cairo_rel_line_to (cr, 0, self->height_px + 0.5);
  cairo_rel_line_to (cr, self->width_px, 0);
  cairo_move_to (cr, cores, self->y_px);
  cairo_rel_line_to (cr, 0, self->height_px);
  cairo_stroke (cr);
}

void
ts_speed_up_chart_paint (const TsSpeedUpChart *self, cairo_t *cr, const TsPalette *palette)
{
  cairo_save (cr);
  paint_frame (self, cr, palette);
  set_ink (cr, palette, TS_CHART_AMDAHL);
  paint_law (self, cr, ts_speed_up_amdahl);
  set_ink (cr, palette, TS_CHART_GUSTAFSON);
  paint_law (self, cr, ts_speed_up_gustafson);
  set_ink (cr, palette, TS_CHART_MEASURED);
  paint_point (cr, x_of (self, self->speed_up.cores), y_of (self, self->speed_up.measured));
  cairo_restore (cr);
}

void
ts_speed_up_chart_paint_sample (cairo_t *cr, const TsPalette *palette, TsChartLine line, double x_px, double y_px)
{
  cairo_save (cr);
  set_ink (cr, palette, line);
  if (line == TS_CHART_MEASURED)
    paint_point (cr, x_px + TS_CHART_SAMPLE_PX / 2.0, y_px);
  else
    {
      cairo_move_to (cr, x_px, y_px);
      cairo_rel_line_to (cr, TS_CHART_SAMPLE_PX, 0);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
