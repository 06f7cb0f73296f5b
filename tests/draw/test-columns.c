/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "ts-columns.h"

static void
append (TsLane *lane, gint64 begin_ns, gint64 end_ns, guint8 shade)
{
  TsSlice slice = { begin_ns, end_ns, shade, 0, TS_STATE_RUNNING, shade };

  ts_lane_append (lane, &slice);
}

static double
share_of (const TsColumns *columns, guint column, guint shade)
{
  return columns->shares[column * TS_N_SHADES + shade];
}

static const TsBlock *
block_at (const TsColumns *columns, guint i)
{
  return &g_array_index (columns->blocks, TsBlock, i);
}

static void
test_wide_slices_are_blocks (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();

  append (lane, 100, 300, 1);
  append (lane, 340, 380, 2);
  append (lane, 520, 1000, 3);
  g_autoptr (TsColumns) columns = ts_columns_new (lane, 0, 1000, 10);
  g_assert_cmpuint (columns->blocks->len, ==, 2);
  g_assert_cmpuint (block_at (columns, 0)->first, ==, 1);
  g_assert_cmpuint (block_at (columns, 0)->end, ==, 3);
  g_assert_cmpuint (block_at (columns, 1)->first, ==, 5);
  g_assert_cmpuint (block_at (columns, 1)->end, ==, 10);
  /* What is no block is a share, exactly; what a block covers is none. */
  g_assert_cmpfloat_with_epsilon (share_of (columns, 3, 2), 0.4, 1e-6);
  for (guint column = 0; column < 10; column++)
    for (guint shade = 0; shade < TS_N_SHADES; shade++)
      if (column != 3 || shade != 2)
        g_assert_cmpfloat (share_of (columns, column, shade), ==, 0);
}

/* A slice of 1 ns between two long ones of the same task: its column is nobody's, and shows it. */
static void
test_nothing_hides_behind_blocks (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();
  float visible[TS_N_SHADES];

  append (lane, 0, 512345678, 1);
  append (lane, 512345678, 512345679, 2);
  append (lane, 512345679, 1000000000, 1);
  g_autoptr (TsColumns) columns = ts_columns_new (lane, 0, 1000000000, 100);
  g_assert_cmpuint (columns->blocks->len, ==, 2);
  g_assert_cmpuint (block_at (columns, 0)->end, ==, 51);
  g_assert_cmpuint (block_at (columns, 1)->first, ==, 52);
  g_assert_cmpfloat (share_of (columns, 51, 2), >, 0);
  ts_columns_get_visible (columns, 51, 1u << 2, visible);
  g_assert_cmpfloat (visible[2], >, 0.5);
  g_assert_cmpfloat (visible[1] + visible[2], <=, 1.0001);
}

/* Neighbours that are both blocks share their border, without a hole and without overlap. */
static void
test_blocks_meet (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();

  for (guint i = 0; i < 20; i++)
    append (lane, i * 333, (i + 1) * 333, i % 2);
  g_autoptr (TsColumns) columns = ts_columns_new (lane, 0, 6660, 100);
  g_assert_cmpuint (columns->blocks->len, ==, 20);
  g_assert_cmpuint (block_at (columns, 0)->first, ==, 0);
  g_assert_cmpuint (block_at (columns, 19)->end, ==, 100);
  for (guint i = 1; i < 20; i++)
    g_assert_cmpuint (block_at (columns, i - 1)->end, ==, block_at (columns, i)->first);
}

/* In windows of any size: the time in blocks and in shares together is the time in the lane. */
static void
test_no_time_is_lost (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();
  g_autoptr (GRand) dice = g_rand_new_with_seed (4);
  gint64 time = 0;

  for (guint i = 0; i < 20000; i++)
    {
      gint64 begin = time
                     + (g_rand_int_range (dice, 0, 3) == 0 ? g_rand_int_range (dice, 1, 5000) : 0);
      time = begin + (gint64) exp (g_rand_double_range (dice, 0, 14));
      append (lane, begin, time, (guint8) g_rand_int_range (dice, 0, TS_N_SHADES));
    }
  for (guint round = 0; round < 200; round++)
    {
      gint64 length = MAX (1000,
                           (gint64) ((double) time * exp (g_rand_double_range (dice, -12, 0))));
      gint64 begin = (gint64) (g_rand_double (dice) * (double) (time - length));
      guint n = (guint) g_rand_int_range (dice, 50, 2000);
      g_autoptr (TsColumns) columns = ts_columns_new (lane, begin, begin + length, n);
      g_autofree float *shares = g_new (float, n * TS_N_SHADES);
      double column_ns = (double) length / n, in_shares = 0, in_blocks = 0, in_lane = 0;

      ts_lane_blend (lane, begin, begin + length, n, shares);
      for (guint i = 0; i < n * TS_N_SHADES; i++)
        {
          in_lane += shares[i];
          in_shares += columns->shares[i];
          if (columns->shares[i] > 0)
            g_assert_cmpfloat (columns->shares[i], ==, shares[i]);
        }
      for (guint i = 0; i < columns->blocks->len; i++)
        in_blocks += block_at (columns, i)->end - block_at (columns, i)->first;
      /* Each block's border was moved by at most half a column at either end. */
      g_assert_cmpfloat (fabs (in_shares + in_blocks - in_lane), <=, columns->blocks->len + 0.01);
      g_assert_cmpfloat (column_ns, >, 0);
    }
}

/* Where slices are dense, what is seen is the exact share. */
static void
test_dense_shares_are_exact (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();
  float visible[TS_N_SHADES];

  for (guint i = 0; i < 1000; i++)
    {
      append (lane, i * 100, i * 100 + 30, 0);
      append (lane, i * 100 + 30, i * 100 + 90, 1);
    }
  g_autoptr (TsColumns) columns = ts_columns_new (lane, 0, 100000, 50);
  for (guint column = 0; column < 50; column++)
    {
      ts_columns_get_visible (columns, column, G_MAXUINT, visible);
      g_assert_cmpfloat_with_epsilon (visible[0], 0.3, 1e-5);
      g_assert_cmpfloat_with_epsilon (visible[1], 0.6, 1e-5);
      g_assert_cmpfloat (visible[2], ==, 0);
    }
}

static void
test_empty_lane (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();
  g_autoptr (TsColumns) columns = ts_columns_new (lane, 0, 1, 1);

  g_assert_cmpuint (columns->blocks->len, ==, 0);
  g_assert_cmpfloat (share_of (columns, 0, 0), ==, 0);
}

/* A window much shorter than one of its columns is, in nanoseconds. */
static void
test_deepest_zoom (void)
{
  g_autoptr (TsLane) lane = ts_lane_new ();

  append (lane, 10, 20, 5);
  append (lane, 20, 30, 6);
  g_autoptr (TsColumns) columns = ts_columns_new (lane, 19, 21, 1000);
  g_assert_cmpuint (columns->blocks->len, ==, 2);
  g_assert_cmpuint (block_at (columns, 0)->end, ==, 500);
  g_assert_cmpuint (block_at (columns, 1)->first, ==, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/columns/wide-slices-are-blocks", test_wide_slices_are_blocks);
  g_test_add_func ("/columns/nothing-hides-behind-blocks", test_nothing_hides_behind_blocks);
  g_test_add_func ("/columns/blocks-meet", test_blocks_meet);
  g_test_add_func ("/columns/no-time-is-lost", test_no_time_is_lost);
  g_test_add_func ("/columns/dense-shares-are-exact", test_dense_shares_are_exact);
  g_test_add_func ("/columns/an-empty-lane", test_empty_lane);
  g_test_add_func ("/columns/the-deepest-zoom", test_deepest_zoom);
  return g_test_run ();
}
