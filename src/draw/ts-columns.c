/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-columns.h"

#include <math.h>
#include <string.h>

#include "ts-scratch.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
  LEAST_BLOCK_COLUMNS = 2,
  NEAR_COLUMNS = 3,   /* on both sides, where another slice keeps one from being alone; they are there beyond the window, too */
};

static const float full_share = 0.9999f;
static const float least_share = 0.06f;   /* still seen as a tint */
static const float lone_share = 0.85f;    /* seen as a line of its own */

/* Half of a column's shares at once, and what a comparison of them gives: all bits set where it
 * holds.  The vector types are GCC's and clang's; wider ones than these are slow where processors
 * do not have them. */
enum { HALF = 4 };
typedef float Shares __attribute__ ((vector_size (HALF * sizeof (float))));
typedef gint32 Mask __attribute__ ((vector_size (HALF * sizeof (gint32))));

G_STATIC_ASSERT (TS_N_SHADES == 2 * HALF);

/* Where a time lies among the columns, as a fraction; clipped to the window. */
static double
to_column (const TsColumns *self, gint64 time_ns)
{
  gint64 clipped = CLAMP (time_ns, self->begin_ns, self->end_ns);

  return (double) (clipped - self->begin_ns) * self->n_columns
         / (double) (self->end_ns - self->begin_ns);
}

/* Of what of it lies in the window.  Asked for every block and its neighbours: multiplies, since to divide takes longer. */
static gboolean
is_wide (const TsColumns *self, const TsSlice *slice)
{
  gint64 width_ns = MIN (slice->end_ns, self->end_ns) - MAX (slice->begin_ns, self->begin_ns);

  return (double) width_ns * self->n_columns >= (double) LEAST_BLOCK_COLUMNS * (double) (self->end_ns - self->begin_ns);
}

static void
clear_columns (TsColumns *self, guint first, guint end)
{
  memset (self->present + first, 0, end - first);
  memset (self->shares + (gsize) first * TS_N_SHADES, 0,
          (gsize) (end - first) * TS_N_SHADES * sizeof (float));
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
         && to_column (self, slice->begin_ns) < column + 1
         && to_column (self, slice->end_ns) > column;
}

/* The first column of a block that begins at `edge`: that column is the block's if it has more than
 * half of it, unless a narrow neighbour lies in it. */
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

/* Adds the block that covers the middle of `column`, if there is one; returns the column after it.
 * It is looked for from `*position` on, which moves with it. */
static guint
add_block (TsColumns *self, const TsLane *lane, guint column, guint *position)
{
  double column_ns = (double) (self->end_ns - self->begin_ns) / self->n_columns;
  gint64 middle_ns = self->begin_ns + (gint64) ((column + 0.5) * column_ns);
  const TsSlice *slice;
  TsBlock block = { 0 };

  *position = ts_lane_find_from (lane, *position, middle_ns);
  if (*position >= ts_lane_get_n_slices (lane))
    return column + 1;
  slice = ts_lane_get_slice (lane, *position);
  block.position = *position;
  if (slice->begin_ns > middle_ns || !is_wide (self, slice))
    return column + 1;
  block.first = place_begin (self, lane, *position, to_column (self, slice->begin_ns));
  block.end = place_end (self, lane, *position, to_column (self, slice->end_ns));
  clear_columns (self, block.first, block.end);
  g_array_append_val (self->blocks, block);
  return MAX (block.end, column + 1);
}

static inline Shares
load_half (const TsColumns *self, guint column, guint half)
{
  Shares shares;

  memcpy (&shares, self->shares + (gsize) column * TS_N_SHADES + half * HALF, sizeof shares);
  return shares;
}

/* A bit for each shade for which the comparison holds. */
static inline guint
get_bits (Mask low, Mask high)
{
#ifdef __SSE2__
  return (guint) (_mm_movemask_ps ((__m128) low) | _mm_movemask_ps ((__m128) high) << HALF);
#else
  Mask bits = (low & (Mask) { 1, 2, 4, 8 }) | (high & (Mask) { 16, 32, 64, 128 });

  return (guint) (bits[0] | bits[1] | bits[2] | bits[3]);
#endif
}

TsColumns *
ts_columns_new (const TsLane *lane, gint64 begin_ns, gint64 end_ns, guint n_columns)
{
  TsColumns *self = g_new0 (TsColumns, 1);
  guint position = ts_lane_find (lane, begin_ns);

  g_assert (end_ns > begin_ns && n_columns > 0);
  self->begin_ns = begin_ns;
  self->end_ns = end_ns;
  self->n_columns = n_columns;
  self->shares = ts_scratch_take (TS_SCRATCH_SHARES,
                                  (gsize) n_columns * TS_N_SHADES * sizeof (float));
  self->present = g_new0 (guint8, n_columns + 2 * NEAR_COLUMNS) + NEAR_COLUMNS;
  self->blocks = g_array_new (FALSE, FALSE, sizeof (TsBlock));
  ts_lane_blend (lane, begin_ns, end_ns, n_columns, self->shares);
  for (guint column = 0; column < n_columns;)
    {
      Shares low = load_half (self, column, 0), high = load_half (self, column, 1);

      self->present[column] = (guint8) get_bits (low > 0, high > 0);
      /* A slice two columns wide fills at least one of them; what it covers, present too, is cleared. */
      if (get_bits (low >= full_share, high >= full_share) != 0)
        column = add_block (self, lane, column, &position);
      else
        column++;
    }
  return self;
}

void
ts_columns_free (TsColumns *self)
{
  if (self == NULL)
    return;
  ts_scratch_give (TS_SCRATCH_SHARES, self->shares);
  g_array_unref (self->blocks);
  g_free (self->present - NEAR_COLUMNS);
  g_free (self);
}

/* Half of the shares of the column `offset` columns beside; none beyond the window. */
static inline Shares
load_beside (const TsColumns *self, guint column, int offset, guint half)
{
  gint64 at = (gint64) column + offset;

  return at < 0 || at >= self->n_columns ? (Shares) { 0 } : load_half (self, (guint) at, half);
}

/* The shades (bits) of which no other column near has anything, but for one right beside it. */
static inline guint
find_lone (const TsColumns *self, guint column)
{
  const guint8 *here = self->present + column;

  return (guint) *here & ~((guint) here[-3] | here[-2] | here[2] | here[NEAR_COLUMNS]);
}

/* The shades (bits) that are small here and smaller still beside: the greater part of a slice that may
 * straddle two columns. */
static inline guint
find_peaks (const TsColumns *self, guint column)
{
  Mask peaks[2];

  for (guint half = 0; half < 2; half++)
    {
      Shares own = load_half (self, column, half);

      peaks[half] = (own < lone_share) & (load_beside (self, column, -1, half) < own)
                    & (load_beside (self, column, 1, half) < own);
    }
  return get_bits (peaks[0], peaks[1]);
}

static inline float
add_up (Shares shares)
{
  return shares[0] + shares[1] + shares[2] + shares[3];
}

/* Raises a lone shade to what can be seen as a mark; the others keep what is left, in proportion.
 */
static void
raise_lone (guint lone, Shares visible[2])
{
  float others = add_up (visible[0] + visible[1]) - visible[lone / HALF][lone % HALF];
  float factor = others > 1 - lone_share ? (1 - lone_share) / others : 1;

  visible[0] *= factor;
  visible[1] *= factor;
  visible[lone / HALF][lone % HALF] = lone_share;
}

/* Each share that there is, but at least what can still be seen. */
static inline Shares
raise_tiny (Shares shares)
{
  Mask tiny = (shares < least_share) & (shares > 0);

  return (Shares) (((Mask) shares & ~tiny) | ((Mask) ((Shares) { 0 } + least_share) & tiny));
}

gboolean
ts_columns_get_visible (const TsColumns *self, guint column, guint lone_shades,
                        float visible[TS_N_SHADES])
{
  Shares halves[2] = { raise_tiny (load_half (self, column, 0)),
                       raise_tiny (load_half (self, column, 1)) };
  /* Without a branch: whether rounding leads above 1 can't be foretold. */
  float factor = 1 / MAX (1, add_up (halves[0] + halves[1]));
  guint lone = find_lone (self, column) & lone_shades;
  guint marks = lone == 0 ? 0 : lone & find_peaks (self, column);

  halves[0] *= factor;
  halves[1] *= factor;
  for (guint left = marks; left != 0; left &= left - 1)
    raise_lone ((guint) __builtin_ctz (left), halves);
  memcpy (visible, halves, sizeof halves);
  return marks != 0;
}
