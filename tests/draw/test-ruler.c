/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "ts-ruler.h"

static void
test_steps (void)
{
  static const struct { double at_least; gint64 step; } cases[] = {
    { 0, 1 }, { 0.3, 1 }, { 1, 1 }, { 1.1, 2 }, { 2, 2 }, { 3, 5 }, { 5, 5 }, { 6, 10 },
    { 10, 10 }, { 11, 20 }, { 999, 1000 }, { 1001, 2000 }, { 4999999, 5000000 },
    { 5000001, 10000000 }, { 3e9, 5000000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (ts_ruler_round_step (cases[i].at_least), ==, cases[i].step);
}

static void
test_steps_are_round (void)
{
  for (double at_least = 1; at_least < 1e15; at_least *= 1.07)
    {
      gint64 step = ts_ruler_round_step (at_least), leading = step;

      g_assert_cmpfloat ((double) step, >=, at_least * (1 - 1e-12));
      g_assert_cmpfloat ((double) step, <=, at_least * 2.5);
      while (leading % 10 == 0)
        leading /= 10;
      g_assert_true (leading == 1 || leading == 2 || leading == 5);
    }
}

static void
assert_label (gint64 time_ns, gint64 step_ns, gint64 end_ns, const char *expected)
{
  g_autofree char *label = ts_ruler_format (time_ns, step_ns, end_ns);

  g_assert_cmpstr (label, ==, expected);
}

static void
test_labels (void)
{
  assert_label (0, 1000, 5000, "0");
  assert_label (250000, 50000, 900000, "250\302\240µs");
  assert_label (1500000000, 500000000, 3000000000, "1.5\302\240s");
  assert_label (2000000000, 500000000, 3000000000, "2.0\302\240s");
  assert_label (2000000000, 1000000000, 30000000000, "2\302\240s");
  assert_label (40000000, 20000000, 900000000, "40\302\240ms");
  assert_label (1240000000, 20000000, 1400000000, "1.24\302\240s");
  /* Far into the run, and zoomed in deeply. */
  assert_label (1240001000, 1000, 1240010000, "1\342\200\257240\342\200\257001\302\240µs");
  assert_label (1240001003, 1, 1240001010,
                "1\342\200\257240\342\200\257001\342\200\257003\302\240ns");
}

static void
test_first_tick (void)
{
  g_assert_cmpint (ts_ruler_first_tick (0, 10), ==, 0);
  g_assert_cmpint (ts_ruler_first_tick (1, 10), ==, 10);
  g_assert_cmpint (ts_ruler_first_tick (10, 10), ==, 10);
  g_assert_cmpint (ts_ruler_first_tick (-5, 10), ==, 0);
  g_assert_cmpint (ts_ruler_first_tick (-15, 10), ==, -10);
}

/* No two labels touch, none leaves the ruler, and they stand on multiples of the step. */
static void
check_ruler (TsTextMeter *meter, gint64 begin_ns, gint64 end_ns, double width_px)
{
  TsFont font = ts_ruler_get_font (26);
  TsAxis axis = { begin_ns, end_ns, 17.5, width_px };
  gint64 step = ts_ruler_choose_step (meter, &font, &axis);
  g_autoptr (GArray) labels = ts_ruler_get_labels (meter, &font, &axis, step);
  double end = axis.x_px;

  for (guint i = 0; i < labels->len; i++)
    {
      const TsRulerLabel *label = &g_array_index (labels, TsRulerLabel, i);

      g_assert_cmpfloat (label->x_px, >=, end + (i > 0 ? 4 : 0));
      end = label->x_px + ts_text_meter_get_width (meter, &font, label->text);
      g_assert_cmpfloat (end, <=, axis.x_px + axis.width_px);
    }
  g_assert_cmpint (step % ts_ruler_get_parts (step, &axis), ==, 0);
  if (width_px >= 300 && end_ns - begin_ns >= 100)
    g_assert_cmpuint (labels->len, >=, 1);
}

static void
test_labels_never_touch (void)
{
  g_autoptr (TsTextMeter) meter = ts_text_meter_new ();
  g_autoptr (GRand) dice = g_rand_new_with_seed (2);

  for (double width = 100; width < 4000; width *= 1.6)
    for (double length = 1; length < 1e14; length *= 3.3)
      {
        check_ruler (meter, 0, (gint64) ceil (length), width);
        for (guint i = 0; i < 2; i++)
          {
            gint64 begin = (gint64) g_rand_double_range (dice, 0, 4e12);
            check_ruler (meter, begin, begin + (gint64) ceil (length), width);
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ruler/steps-are-one-two-five", test_steps);
  g_test_add_func ("/ruler/steps-are-round-and-close", test_steps_are_round);
  g_test_add_func ("/ruler/labels-have-fitting-units", test_labels);
  g_test_add_func ("/ruler/first-tick-is-not-before-the-window", test_first_tick);
  g_test_add_func ("/ruler/labels-never-touch", test_labels_never_touch);
  return g_test_run ();
}
