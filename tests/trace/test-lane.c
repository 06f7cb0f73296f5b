/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lanes: what appending does, and that blending any window says the same as looking at every slice.
 */
#include "config.h"

#include <math.h>

#include "ts-lane.h"

static void
append (TsLane *lane, gint64 begin_ns, gint64 end_ns, guint32 who, guint8 shade)
{
  TsSlice slice = { begin_ns, end_ns, who, 0, TS_STATE_RUNNING, shade };

  ts_lane_append (lane, &slice);
}

static void
test_append_clips_and_joins (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();

  append (lane, 10, 20, 1, 1);
  append (lane, 20, 30, 1, 1);
  g_assert_cmpuint (ts_lane_get_n_slices (lane), ==, 1);
  g_assert_cmpint (ts_lane_get_slice (lane, 0)->end_ns, ==, 30);
  append (lane, 25, 40, 2, 2);
  g_assert_cmpuint (ts_lane_get_n_slices (lane), ==, 2);
  g_assert_cmpint (ts_lane_get_slice (lane, 1)->begin_ns, ==, 30);
  append (lane, 5, 40, 3, 3);
  append (lane, 50, 50, 3, 3);
  append (lane, 60, 55, 3, 3);
  g_assert_cmpuint (ts_lane_get_n_slices (lane), ==, 2);
  append (lane, 41, 50, 2, 2);
  g_assert_cmpuint (ts_lane_get_n_slices (lane), ==, 3);
}

/* A lane whose last slices were shown too long or in vain is the same as one that was right at
 * once. */
static void
test_cut (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();
  g_autoptr (TsLane) right = ts_lane_new ();
  float shares[3 * TS_N_SHADES], expected[3 * TS_N_SHADES];
  const guint n = 5000; /* past the end of a chunk */

  ts_lane_cut (lane, 0);
  for (guint i = 0; i < n; i++)
    {
      append (lane, 10 * i, 10 * i + 9, 2 * i, 1);
      ts_lane_cut (lane, 10 * i);
      append (lane, 10 * i, 10 * i + 9, 2 * i + 1, (guint8) (i % TS_N_SHADES));
      ts_lane_cut (lane, 10 * i + 5);
      ts_lane_cut (lane, 10 * i + 8);
      append (right, 10 * i, 10 * i + 5, 2 * i + 1, (guint8) (i % TS_N_SHADES));
    }
  g_assert_cmpuint (ts_lane_get_n_slices (lane), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpmem (ts_lane_get_slice (lane, i), sizeof (TsSlice), ts_lane_get_slice (right, i),
                     sizeof (TsSlice));

  ts_lane_blend (lane, 7, 10 * n - 9, 3, shares);
  ts_lane_blend (right, 7, 10 * n - 9, 3, expected);
  g_assert_cmpmem (shares, sizeof shares, expected, sizeof expected);
  g_assert_cmpuint (ts_lane_find (lane, 10 * n - 20), ==, n - 2);
}

static void
test_find (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();

  g_assert_cmpuint (ts_lane_find (lane, 0), ==, 0);
  g_assert_null (ts_lane_at (lane, 0));
  for (guint i = 0; i < 10000; i++)
    append (lane, 10 * i + 2, 10 * i + 7, i, 0);
  for (guint i = 0; i < 10000; i++)
    {
      g_assert_cmpuint (ts_lane_find (lane, 10 * i), ==, i);
      g_assert_cmpuint (ts_lane_find (lane, 10 * i + 6), ==, i);
      g_assert_cmpuint (ts_lane_find (lane, 10 * i + 7), ==, i + 1);
      g_assert_null (ts_lane_at (lane, 10 * i + 1));
      g_assert_cmpuint (ts_lane_at (lane, 10 * i + 2)->who, ==, i);
      g_assert_null (ts_lane_at (lane, 10 * i + 7));
    }
}

/* Lanes of several kinds: many short slices, few long ones, bursts, gaps. */
static TsLane *
random_lane (GRand *dice, guint n_slices)
{
  TsLane *lane = ts_lane_new ();
  gint64 now_ns = g_rand_int_range (dice, -1000, 1000);
  gint32 longest = g_rand_int_range (dice, 2, 100000);

  for (guint i = 0; i < n_slices; i++)
    {
      gint64 length =
        g_rand_int_range (dice, 0, 50) == 0 ? longest : g_rand_int_range (dice, 1, 30);

      append (lane, now_ns, now_ns + length, i, (guint8) g_rand_int_range (dice, 0, TS_N_SHADES));
      now_ns += length + (g_rand_boolean (dice) ? 0 : g_rand_int_range (dice, 0, longest));
    }
  return lane;
}

/* What ts_lane_blend must say, from looking at every slice for every column. */
static void
blend_naively (const TsLane *lane, gint64 begin_ns, gint64 end_ns, guint n_columns, double *shares)
{
  double column_ns = (double) (end_ns - begin_ns) / n_columns;

  for (guint i = 0; i < n_columns * TS_N_SHADES; i++)
    shares[i] = 0;
  for (guint column = 0; column < n_columns; column++)
    for (guint i = 0; i < ts_lane_get_n_slices (lane); i++)
      {
        const TsSlice *slice = ts_lane_get_slice (lane, i);
        double left = MAX ((double) (slice->begin_ns - begin_ns), column * column_ns);
        double right = MIN ((double) (slice->end_ns - begin_ns), (column + 1) * column_ns);

        if (right > left)
          shares[column * TS_N_SHADES + slice->shade] += (right - left) / column_ns;
      }
}

static void
check_window (const TsLane *lane, gint64 begin_ns, gint64 end_ns, guint n_columns)
{
  g_autofree float *shares = g_new (float, n_columns * TS_N_SHADES);
  g_autofree double *expected = g_new (double, n_columns * TS_N_SHADES);

  ts_lane_blend (lane, begin_ns, end_ns, n_columns, shares);
  blend_naively (lane, begin_ns, end_ns, n_columns, expected);
  for (guint i = 0; i < n_columns * TS_N_SHADES; i++)
    {
      g_assert_cmpfloat_with_epsilon (shares[i], expected[i], 1e-6 + 1e-6 * expected[i]);
      /* However short, what is there is seen. */
      if (expected[i] > 1e-9)
        g_assert_cmpfloat (shares[i], >, 0);
    }
}

static void
test_blend_any_window (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);

  for (guint round = 0; round < 60; round++)
    {
      guint n_slices = (guint) g_rand_int_range (dice, 0, round % 6 == 0 ? 9000 : 300);
      g_autoptr (TsLane) lane = random_lane (dice, n_slices);
      gint64 end_ns = 1000;

      if (ts_lane_get_n_slices (lane) > 0)
        end_ns = ts_lane_get_slice (lane, ts_lane_get_n_slices (lane) - 1)->end_ns;
      check_window (lane, -2000, end_ns + 2000, 50);
      for (guint window = 0; window < 12; window++)
        {
          gint64 begin = (gint64) g_rand_double_range (dice, -3000, (double) end_ns);
          gint64 length =
            (gint64) exp (g_rand_double_range (dice, 0, log ((double) end_ns + 5000)));

          check_window (lane, begin, begin + length, (guint) g_rand_int_range (dice, 1, 60));
        }
    }
}

/* The sum over columns is the sum over slices, at every zoom. */
static void
test_blend_loses_nothing (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (2);
  g_autoptr (TsLane) lane = random_lane (dice, 200000);
  gint64 end_ns = ts_lane_get_slice (lane, ts_lane_get_n_slices (lane) - 1)->end_ns;
  double expected[TS_N_SHADES] = { 0 };

  for (guint i = 0; i < ts_lane_get_n_slices (lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (lane, i);

      expected[slice->shade] += (double) (slice->end_ns - slice->begin_ns);
    }
  for (guint n_columns = 1; n_columns < 70000; n_columns *= 4)
    {
      g_autofree float *shares = g_new (float, n_columns * TS_N_SHADES);
      double sums[TS_N_SHADES] = { 0 };

      ts_lane_blend (lane, -1000, end_ns + 1, n_columns, shares);
      for (guint i = 0; i < n_columns * TS_N_SHADES; i++)
        sums[i % TS_N_SHADES] += shares[i] * ((double) (end_ns + 1001) / n_columns);
      for (guint shade = 0; shade < TS_N_SHADES; shade++)
        g_assert_cmpfloat_with_epsilon (sums[shade] / expected[shade], 1, 1e-6);
    }
}

/* Looking on from any position that does not lie behind what is found finds what looking from the start does. */
static void
test_find_from (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (3);
  g_autoptr (TsLane) lane = random_lane (dice, 3000);
  guint n_slices = ts_lane_get_n_slices (lane);
  gint64 end_ns = ts_lane_get_slice (lane, n_slices - 1)->end_ns;

  for (guint round = 0; round < 3000; round++)
    {
      gint64 time_ns = (gint64) g_rand_double_range (dice, -1000, (double) end_ns + 1000);
      guint expected = ts_lane_find (lane, time_ns);
      guint from = (guint) g_rand_int_range (dice, 0, (gint32) expected + 1);

      g_assert_cmpuint (ts_lane_find_from (lane, from, time_ns), ==, expected);
      g_assert_cmpuint (ts_lane_find_from (lane, expected, time_ns), ==, expected);
    }
}

/* One slice of a nanosecond in an hour is there at every zoom. */
static void
test_short_slice_never_vanishes (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();
  gint64 hour_ns = G_GINT64_CONSTANT (3600000000000);
  float shares[3 * TS_N_SHADES];

  append (lane, hour_ns / 2, hour_ns / 2 + 1, 0, 5);
  for (gint64 half_ns = hour_ns / 2; half_ns > 1; half_ns /= 2)
    {
      ts_lane_blend (lane, hour_ns / 2 - half_ns, hour_ns / 2 + half_ns, 3, shares);
      g_assert_cmpfloat_with_epsilon (shares[TS_N_SHADES + 5] * (2 * (double) half_ns / 3), 1,
                                      1e-6);
    }
}

static void
test_extend_keeps_index (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();
  g_autoptr (GRand) dice = g_rand_new_with_seed (3);
  gint64 now_ns = 0;

  for (guint i = 0; i < 500; i++)
    {
      append (lane, now_ns, now_ns + 1, i, (guint8) (i % TS_N_SHADES));
      for (guint j = 0; j < 3; j++)
        {
          now_ns += g_rand_int_range (dice, 0, 100);
          ts_lane_extend (lane, now_ns);
        }
      ts_lane_extend (lane, now_ns - 50);
      g_assert_cmpint (ts_lane_get_slice (lane, ts_lane_get_n_slices (lane) - 1)->end_ns, >=,
                       now_ns);
      now_ns++;
      if (i % 25 == 0)
        check_window (lane, 0, now_ns + 10, 7);
    }
  check_window (lane, 3, now_ns, 3);
}

static void
test_memory (void)
{
  g_autoptr (TsLane) few = ts_lane_new ();
  g_autoptr (TsLane) many = ts_lane_new ();

  for (guint i = 0; i < 100000; i++)
    {
      append (many, 2 * i, 2 * i + 1, i, 0);
      if (i < 20)
        append (few, 2 * i, 2 * i + 1, i, 0);
    }
  g_assert_cmpuint (ts_lane_get_memory (few), <, 2048);
  g_assert_cmpuint (ts_lane_get_memory (many), <, 32 * 100000);
}

/* Long enough for memory of its own kind, and for more than one piece of it. */
static void
test_long (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();
  const guint n = 700000;
  float shares[2 * TS_N_SHADES];

  for (guint i = 0; i < n; i++)
    append (lane, 4 * (gint64) i, 4 * (gint64) i + 1 + i % 3, i, (guint8) (i % 2));
  g_assert_cmpuint (ts_lane_get_n_slices (lane), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (ts_lane_get_slice (lane, i)->begin_ns, ==, 4 * (gint64) i);
      g_assert_cmpuint (ts_lane_get_slice (lane, i)->who, ==, i);
    }
  for (guint i = 0; i < n; i += 997)
    g_assert_true (ts_lane_at (lane, 4 * (gint64) i) == ts_lane_get_slice (lane, i));
  ts_lane_blend (lane, 0, 4 * (gint64) n, 2, shares);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat_with_epsilon (shares[i * TS_N_SHADES] + shares[i * TS_N_SHADES + 1], 0.5f, 1e-4f);
  g_assert_cmpuint (ts_lane_get_memory (lane), <, 32 * (gsize) n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lane/append-clips-and-joins", test_append_clips_and_joins);
  g_test_add_func ("/lane/cut", test_cut);
  g_test_add_func ("/lane/find", test_find);
  g_test_add_func ("/lane/find-from", test_find_from);
  g_test_add_func ("/lane/blend-any-window", test_blend_any_window);
  g_test_add_func ("/lane/blend-loses-nothing", test_blend_loses_nothing);
  g_test_add_func ("/lane/short-slice-never-vanishes", test_short_slice_never_vanishes);
  g_test_add_func ("/lane/extend-keeps-index", test_extend_keeps_index);
  g_test_add_func ("/lane/memory", test_memory);
  g_test_add_func ("/lane/long", test_long);
  return g_test_run ();
}
