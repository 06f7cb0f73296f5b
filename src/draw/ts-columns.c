/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-columns.h"

#include <math.h>
#include <string.h>

enum { LEAST_BLOCK_COLUMNS = 2 };

static const float full_share = 0.9999f;
static const float least_share = 0.06f;   /* still seen as a tint */
static const float lone_share = 0.85f;    /* seen as a line of its own */

/* Where a time lies among the columns, as a fraction; clipped to the window. */
static double
to_column (const TsColumns *self, gint64 time_ns)
{
  gint64 clipped = CLAMP (time_ns, self->begin_ns, self->end_ns);

  return (double) (clipped - self->begin_ns) * self->n_columns / (double) (self->end_ns - self->begin_ns);
}

static gboolean
is_wide (const TsColumns *self, const TsSlice *slice)
{
  return to_column (self, slice->end_ns) - to_column (self, slice->begin_ns) >= LEAST_BLOCK_COLUMNS;
}

static void
clear_columns (TsColumns *self, guint first, guint end)
{
  memset (self->shares + (gsize) first * TS_N_SHADES, 0, (gsize) (end - first) * TS_N_SHADES * sizeof (float));
}

/* True if the slice at `position` is one that a blend must show, and reaches into `column`. */
static gboolean
is_narrow_in (const TsColumns *self, const TsLane *lane, guint position, guint column)
{
  const TsSlice *slice;

  if (position >= ts_lane_get_n_slices (lane))
    return FALSE;
  slice = ts_lane_get_slice (lane, position);
  return slice->begin_ns < self->end_ns && slice->end_ns > self->begin_ns && !is_wide (self, slice)
         && to_column (self, slice->begin_ns) < column + 1 && to_column (self, slice->end_ns) > column;
}

/* The first column of a block that begins at `edge`: that column is the block's if it has more than half of it, unless
 * a narrow neighbour lies in it. */
static guint
place_begin (TsColumns *self, const TsLane *lane, guint position, double edge)
{
  guint column = (guint) floor (edge);

  if (edge == column)
    return column;
  if (position > 0 && is_narrow_in (self, lane, position - 1, column))
    return column + 1;
  clear_columns (self, column, column + 1);
  return (guint) round (edge);
}

static guint
place_end (TsColumns *self, const TsLane *lane, guint position, double edge)
{
  guint column = (guint) floor (edge);

  if (edge == column)
    return column;
  if (is_narrow_in (self, lane, position + 1, column))
    return column;
  clear_columns (self, column, column + 1);
  return (guint) round (edge);
}

/* Adds the block that covers the middle of `column`, if there is one; returns the column after it. */
static guint
add_block (TsColumns *self, const TsLane *lane, guint column)
{
  double column_ns = (double) (self->end_ns - self->begin_ns) / self->n_columns;
  gint64 middle_ns = self->begin_ns + (gint64) ((column + 0.5) * column_ns);
  guint position = ts_lane_find (lane, middle_ns);
  const TsSlice *slice;
  TsBlock block = { position, 0, 0 };

  if (position >= ts_lane_get_n_slices (lane))
    return column + 1;
  slice = ts_lane_get_slice (lane, position);
  if (slice->begin_ns > middle_ns || !is_wide (self, slice))
    return column + 1;
  block.first = place_begin (self, lane, position, to_column (self, slice->begin_ns));
  block.end = place_end (self, lane, position, to_column (self, slice->end_ns));
  clear_columns (self, block.first, block.end);
  g_array_append_val (self->blocks, block);
  return MAX (block.end, column + 1);
}

static gboolean
is_full (const float *shares)
{
  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    if (shares[shade] >= full_share)
      return TRUE;
  return FALSE;
}

/* The last buffer of this thread: fresh pages from the kernel would cost more than all the blending. */
static GPrivate kept_shares = G_PRIVATE_INIT (g_free);

static float *
take_shares (guint n_columns)
{
  float *shares = g_private_get (&kept_shares);

  g_private_set (&kept_shares, NULL);
  return g_renew (float, shares, (gsize) n_columns * TS_N_SHADES);
}

TsColumns *
ts_columns_new (const TsLane *lane, gint64 begin_ns, gint64 end_ns, guint n_columns)
{
  TsColumns *self = g_new0 (TsColumns, 1);

  g_assert (end_ns > begin_ns && n_columns > 0);
  self->begin_ns = begin_ns;
  self->end_ns = end_ns;
  self->n_columns = n_columns;
  self->shares = take_shares (n_columns);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (TsBlock));
  ts_lane_blend (lane, begin_ns, end_ns, n_columns, self->shares);
  /* A slice two columns wide fills at least one of them. */
  for (guint column = 0; column < n_columns;)
    if (is_full (self->shares + (gsize) column * TS_N_SHADES))
      column = add_block (self, lane, column);
    else
      column++;
  return self;
}

void
ts_columns_free (TsColumns *self)
{
  if (self == NULL)
    return;
  g_private_replace (&kept_shares, self->shares);
  g_array_unref (self->blocks);
  g_free (self);
}

/* The share of `shade` in the column `offset` columns beside. */
static float
share_beside (const TsColumns *self, guint column, int offset, guint shade)
{
  gint64 at = (gint64) column + offset;

  return at < 0 || at >= self->n_columns ? 0 : self->shares[(gsize) at * TS_N_SHADES + shade];
}

/* True if no other column near has anything of `shade`, but for the smaller part of a slice that straddles two.  Looks
 * first where a dense lane says no at once. */
static gboolean
is_lone (const TsColumns *self, guint column, guint shade)
{
  static const int offsets[] = { -2, 2, -3, 3 };
  float own = self->shares[(gsize) column * TS_N_SHADES + shade];

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    if (share_beside (self, column, offsets[i], shade) > 0)
      return FALSE;
  return share_beside (self, column, -1, shade) < own && share_beside (self, column, 1, shade) < own;
}

/* Raises a lone shade to what can be seen as a mark; the others keep what is left, in proportion. */
static void
raise_lone (guint lone, float visible[TS_N_SHADES])
{
  float others = 0;

  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    others += shade == lone ? 0 : visible[shade];
  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    visible[shade] *= others > 1 - lone_share ? (1 - lone_share) / others : 1;
  visible[lone] = lone_share;
}

gboolean
ts_columns_get_visible (const TsColumns *self, guint column, guint lone_shades, float visible[TS_N_SHADES])
{
  const float *shares = self->shares + (gsize) column * TS_N_SHADES;
  float total = 0, factor;
  gboolean has_lone = FALSE;

  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    {
      visible[shade] = shares[shade] > 0 ? MAX (shares[shade], least_share) : 0;
      total += visible[shade];
    }
  factor = total > 1 ? 1 / total : 1;
  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    visible[shade] *= factor;
  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    if (shares[shade] > 0 && shares[shade] < lone_share && (lone_shades & (1u << shade)) != 0
        && is_lone (self, column, shade))
      {
        raise_lone (shade, visible);
        has_lone = TRUE;
      }
  return has_lone;
}
