/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-ruler.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { LABEL_INDENT_PX = 5, LABEL_GAP_PX = 10, LEAST_PART_PX = 6 };

typedef struct {
  gint64 ns;
  const char *format;
} Unit;

/* Translators: a time on the ruler; %s is the number. The space is one that does not break. */
static const Unit units[] = {
  { 1000000000, N_("%s\302\240s") },
  { 1000000, N_("%s\302\240ms") },
  { 1000, N_("%s\302\240µs") },
  { 1, N_("%s\302\240ns") },
};

gint64
ts_ruler_round_step (double at_least_ns)
{
  double power = pow (10, floor (log10 (MAX (at_least_ns, 1))));

  for (guint i = 0; i < 3; i++)
    if (power * (double[]) { 1, 2, 5 }[i] >= at_least_ns)
      return (gint64) (power * (double[]) { 1, 2, 5 }[i]);
  return (gint64) (power * 10);
}

/* Whole seconds are easiest to read; finer steps far into a run would need many decimals, so they
 * get a smaller unit. */
static const Unit *
choose_unit (gint64 step_ns, gint64 end_ns)
{
  for (guint i = 0; i + 1 < G_N_ELEMENTS (units); i++)
    if (step_ns >= units[i].ns || (end_ns >= units[i].ns && step_ns * 100 >= units[i].ns))
      return &units[i];
  return &units[G_N_ELEMENTS (units) - 1];
}

/* "12345" → "12 345", with narrow spaces that do not break. */
static void
group_digits (GString *number)
{
  const char *point = strchr (number->str, '.');
  gssize end = point != NULL ? point - number->str : (gssize) number->len;
  gssize first = number->str[0] == '-' ? 1 : 0;

  if (end - first < 5)
    return;
  for (gssize at = end - 3; at > first; at -= 3)
    g_string_insert (number, at, "\342\200\257");
}

char *
ts_ruler_format (gint64 time_ns, gint64 step_ns, gint64 end_ns)
{
  const Unit *unit = choose_unit (step_ns, end_ns);
  guint decimals = 0;
  g_autoptr (GString) number = g_string_new (NULL);

  if (time_ns == 0)
    return g_strdup ("0");
  for (gint64 power = unit->ns; step_ns % power != 0 && decimals < 3; power /= 10)
    decimals++;
  g_string_printf (number, "%.*f", (int) decimals, (double) time_ns / (double) unit->ns);
  group_digits (number);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_(unit->format), number->str);
#pragma GCC diagnostic pop
}

gint64
ts_ruler_first_tick (gint64 time_ns, gint64 step_ns)
{
  gint64 tick = time_ns / step_ns * step_ns;

  return tick < time_ns ? tick + step_ns : tick;
}

gint64
ts_ruler_choose_step (TsTextMeter *meter, const TsFont *font, const TsAxis *axis)
{
  double ns_per_px = (double) (axis->end_ns - axis->begin_ns) / axis->width_px;
  gint64 step = ts_ruler_round_step (40 * ns_per_px);

  for (;;)
    {
      gint64 last = ts_ruler_first_tick (axis->end_ns - step + 1, step);
      g_autofree char *label = ts_ruler_format (MAX (last, step), step, axis->end_ns);
      double needed_px = ts_text_meter_get_width (meter, font, label) + LABEL_INDENT_PX
                         + LABEL_GAP_PX;
      if (needed_px <= (double) step / ns_per_px || step > G_MAXINT64 / 16)
        return step;
      step = ts_ruler_round_step ((double) step * 1.5);
    }
}

guint
ts_ruler_get_parts (gint64 step_ns, const TsAxis *axis)
{
  static const guint parts[] = { 5, 4, 2 };
  double step_px = (double) step_ns * axis->width_px / (double) (axis->end_ns - axis->begin_ns);
  gint64 leading = step_ns;

  while (leading >= 10)
    leading /= 10;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if ((parts[i] == 4) == (leading == 2) && step_ns % parts[i] == 0
        && step_px / parts[i] >= LEAST_PART_PX)
      return parts[i];
  return 1;
}

TsFont
ts_ruler_get_font (double height_px)
{
  return (TsFont) { CLAMP (height_px * 0.47, 9, 64), FALSE };
}

static void
clear_label (gpointer data)
{
  g_free (((TsRulerLabel *) data)->text);
}

/* Whether it ends left of `right`.  The step has room for any label, so only the last ones need to be measured. */
static gboolean
fits (TsTextMeter *meter, const TsFont *font, const TsRulerLabel *label, double step_px, double right)
{
  return label->x_px + step_px <= right || label->x_px + ts_text_meter_get_width (meter, font, label->text) <= right;
}

GArray *
ts_ruler_get_labels (TsTextMeter *meter, const TsFont *font, const TsAxis *axis, gint64 step_ns)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (TsRulerLabel));
  double right = axis->x_px + axis->width_px;
  double step_px = (double) step_ns * axis->width_px / (double) (axis->end_ns - axis->begin_ns);

  g_array_set_clear_func (labels, clear_label);
  for (gint64 tick = ts_ruler_first_tick (axis->begin_ns, step_ns); tick <= axis->end_ns; tick += step_ns)
    {
      TsRulerLabel label = { ts_ruler_format (tick, step_ns, axis->end_ns), ts_axis_to_px (axis, tick) + LABEL_INDENT_PX };

      if (fits (meter, font, &label, step_px, right))
        g_array_append_val (labels, label);
      else
        g_free (label.text);
    }
  return labels;
}

/* A tick's line lies on whole device pixels, so that it is sharp. */
static void
add_tick (cairo_t *cr, double x_px, double top_px, double bottom_px)
{
  double y = top_px;

  cairo_user_to_device (cr, &x_px, &y);
  x_px = round (x_px);
  cairo_device_to_user (cr, &x_px, &y);
  cairo_rectangle (cr, x_px, top_px, 1, bottom_px - top_px);
}

static void
paint_ticks (cairo_t *cr, const TsAxis *axis, gint64 step, double y_px, double height_px)
{
  guint parts = ts_ruler_get_parts (step, axis);
  gint64 part = step / parts;

  for (gint64 tick = ts_ruler_first_tick (axis->begin_ns, part); tick <= axis->end_ns; tick += part)
    add_tick (cr, ts_axis_to_px (axis, tick), tick % step == 0 ? y_px : y_px + height_px * 0.7,
              y_px + height_px);
  cairo_rectangle (cr, axis->x_px, y_px + height_px - 1, axis->width_px, 1);
}

void
ts_paint_ruler (cairo_t *cr, const TsAxis *axis, double y_px, double height_px,
                const TsPalette *palette)
{
  g_autoptr (TsTextMeter) meter = ts_text_meter_new ();
  TsFont font = ts_ruler_get_font (height_px);
  gint64 step = ts_ruler_choose_step (meter, &font, axis);
  g_autoptr (GArray) labels = ts_ruler_get_labels (meter, &font, axis, step);

  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_BOX));
  paint_ticks (cr, axis, step, y_px, height_px);
  cairo_fill (cr);
  for (guint i = 0; i < labels->len; i++)
    {
      TsRulerLabel *label = &g_array_index (labels, TsRulerLabel, i);
      ts_text_paint (cr, &font, label->text, label->x_px, y_px,
                     ts_palette_get_role (palette, TS_ROLE_TEXT_DIM));
    }
}
