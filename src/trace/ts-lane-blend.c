/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blending a window of a lane into columns of pixels.
 *
 * A column's time in each shade is: what is left of the slice at its left edge, the whole slices between, and the
 * beginning of the slice at its right edge.  The whole ones are walked if they are few; if not, they are the difference
 * of two sums that the index has.  Sums are integers, edges are doubles from the window's begin, so no time is lost and
 * none is counted twice.
 */
#include "config.h"

#include <string.h>

#include "ts-lane-private.h"

/* How many slices are walked before the index is asked. */
enum { WALK_SLICES = 2 * BLOCK_SLICES };

/* A walk through a lane from left to right. */
typedef struct {
  const TsLane *lane;
  gint64 origin_ns;      /* the window's begin */
  guint position;        /* the first slice that ends after the last edge; n_slices: none */
} Walk;

static inline double
begin_of (const Walk *walk, guint position)
{
  return (double) (lane_slice (walk->lane, position)->begin_ns - walk->origin_ns);
}

static inline double
end_of (const Walk *walk, guint position)
{
  return (double) (lane_slice (walk->lane, position)->end_ns - walk->origin_ns);
}

static inline void
add_slice (ShadeTimes *times, const TsSlice *slice)
{
  times->ns[slice->shade] += slice->end_ns - slice->begin_ns;
}

/* The time in all slices before `position`, which may be n_slices. */
static ShadeTimes
time_before (const TsLane *lane, guint position)
{
  guint block = position / BLOCK_SLICES;
  ShadeTimes times;

  if (position == lane->n_slices)
    {
      times = lane->closed;
      add_slice (&times, lane_slice (lane, position - 1));
      return times;
    }
  times = *lane_before_block (lane, block);
  for (guint i = block * BLOCK_SLICES; i < position; i++)
    add_slice (&times, lane_slice (lane, i));
  return times;
}

/* The first slice that ends after `edge_ns`, at or after `from`, when it lies more than a walk away: doubles its stride
 * until it is past the edge, then halves it. */
static guint
find_far (const Walk *walk, guint from, double edge_ns)
{
  const TsLane *lane = walk->lane;
  guint n_blocks = lane->block_begins->len;
  guint low = from / BLOCK_SLICES, stride = 1, position, end;
  guint high;

  while (low + stride < n_blocks
         && (double) (lane_block_begin (lane, low + stride) - walk->origin_ns) <= edge_ns)
    {
      low += stride;
      stride *= 2;
    }
  high = MIN (low + stride, n_blocks);
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if ((double) (lane_block_begin (lane, middle) - walk->origin_ns) <= edge_ns)
        low = middle;
      else
        high = middle;
    }
  position = MAX (low * BLOCK_SLICES, from);
  end = MIN ((low + 1) * BLOCK_SLICES, lane->n_slices);
  while (position < end && end_of (walk, position) <= edge_ns)
    position++;
  return position;
}

/* The time in the whole slices from walk->position on that end at or before `edge_ns`; moves the walk past them. */
static ShadeTimes
pass_whole (Walk *walk, double edge_ns)
{
  const TsLane *lane = walk->lane;
  guint limit = walk->position + WALK_SLICES;
  ShadeTimes times = { { 0 } }, before;

  if (limit < lane->n_slices && end_of (walk, limit) <= edge_ns)
    {
      before = time_before (lane, walk->position);
      walk->position = find_far (walk, limit, edge_ns);
      times = time_before (lane, walk->position);
      for (guint shade = 0; shade < TS_N_SHADES; shade++)
        times.ns[shade] -= before.ns[shade];
      return times;
    }
  while (walk->position < lane->n_slices && end_of (walk, walk->position) <= edge_ns)
    add_slice (&times, lane_slice (lane, walk->position++));
  return times;
}

/* Adds the column from left_ns to right_ns to its `shares`, which are zero, and moves the walk to right_ns. */
static void
blend_column (Walk *walk, double left_ns, double right_ns, float *shares)
{
  const TsLane *lane = walk->lane;
  double scale = 1 / (right_ns - left_ns);
  ShadeTimes whole;
  gboolean cut = FALSE;
  double cut_ns = 0;
  guint cut_shade = 0;

  if (walk->position == lane->n_slices || begin_of (walk, walk->position) >= right_ns)
    return;
  if (begin_of (walk, walk->position) < left_ns)
    {
      cut = TRUE;
      cut_shade = lane_slice (lane, walk->position)->shade;
      cut_ns = MIN (end_of (walk, walk->position), right_ns) - left_ns;
      if (end_of (walk, walk->position) > right_ns)
        {
          shares[cut_shade] = 1;
          return;
        }
      walk->position++;
    }
  whole = pass_whole (walk, right_ns);
  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    shares[shade] = (float) ((double) whole.ns[shade] * scale);
  if (cut)
    shares[cut_shade] += (float) (cut_ns * scale);
  if (walk->position < lane->n_slices && begin_of (walk, walk->position) < right_ns)
    shares[lane_slice (lane, walk->position)->shade]
      += (float) ((right_ns - begin_of (walk, walk->position)) * scale);
}

void
ts_lane_blend (const TsLane *lane, gint64 begin_ns, gint64 end_ns, guint n_columns, float *shares)
{
  Walk walk = { lane, begin_ns, ts_lane_find (lane, begin_ns) };
  double column_ns;

  g_return_if_fail (end_ns > begin_ns && n_columns > 0);
  memset (shares, 0, (gsize) n_columns * TS_N_SHADES * sizeof *shares);
  column_ns = (double) (end_ns - begin_ns) / n_columns;
  for (guint column = 0; column < n_columns; column++)
    blend_column (&walk, column * column_ns, (column + 1) * column_ns, shares + (gsize) column * TS_N_SHADES);
}
