/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Filling a lane and finding slices in it.
 */
#include "config.h"

#include "ts-lane-private.h"

TsLane *
ts_lane_new (void)
{
  TsLane *lane = g_new0 (TsLane, 1);

  lane->chunks = g_ptr_array_new ();
  lane->slabs = g_ptr_array_new ();
  lane->block_begins = g_array_new (FALSE, FALSE, sizeof (gint64));
  return lane;
}

void
ts_lane_free (TsLane *lane)
{
  if (lane == NULL)
    return;
  lane_free_chunks (lane);
  g_array_unref (lane->block_begins);
  g_free (lane);
}

/* The last slice will not grow any more: counts it. */
static void
close_last (TsLane *lane)
{
  if (lane->n_slices > 0)
    {
      const TsSlice *last = lane_slice (lane, lane->n_slices - 1);

      lane->closed.ns[last->shade] += last->end_ns - last->begin_ns;
    }
}

static gboolean
same_but_time (const TsSlice *a, const TsSlice *b)
{
  return a->who == b->who && a->core == b->core && a->state == b->state && a->shade == b->shade;
}

gboolean
ts_slice_equal (const TsSlice *a, const TsSlice *b)
{
  return a->begin_ns == b->begin_ns && a->end_ns == b->end_ns && same_but_time (a, b);
}

void
ts_lane_append (TsLane *lane, const TsSlice *slice)
{
  TsSlice cut = *slice;
  TsSlice *last = lane->n_slices > 0 ? lane_slice (lane, lane->n_slices - 1) : NULL;

  g_return_if_fail (slice->shade < TS_N_SHADES);
  if (last != NULL)
    cut.begin_ns = MAX (cut.begin_ns, last->end_ns);
  if (cut.end_ns <= cut.begin_ns)
    return;
  if (last != NULL && last->end_ns == cut.begin_ns && same_but_time (last, &cut))
    {
      last->end_ns = cut.end_ns;
      return;
    }
  close_last (lane);
  if (lane->n_slices % BLOCK_SLICES == 0)
    {
      lane_reserve_block (lane);
      lane_block (lane, lane->block_begins->len)->before = lane->closed;
      g_array_append_val (lane->block_begins, cut.begin_ns);
    }
  *lane_slice (lane, lane->n_slices) = cut;
  lane->n_slices++;
}

void
ts_lane_extend (TsLane *lane, gint64 end_ns)
{
  TsSlice *last;

  g_return_if_fail (lane->n_slices > 0);
  last = lane_slice (lane, lane->n_slices - 1);
  last->end_ns = MAX (last->end_ns, end_ns);
}

/* Drops the last slice; the one before it becomes the last and leaves the index. */
static void
drop_last (TsLane *lane)
{
  lane->n_slices--;
  if (lane->n_slices % BLOCK_SLICES == 0)
    g_array_set_size (lane->block_begins, lane->n_slices / BLOCK_SLICES);
  if (lane->n_slices > 0)
    {
      const TsSlice *last = lane_slice (lane, lane->n_slices - 1);

      lane->closed.ns[last->shade] -= last->end_ns - last->begin_ns;
    }
}

void
ts_lane_cut (TsLane *lane, gint64 end_ns)
{
  TsSlice *last;

  if (lane->n_slices == 0)
    return;
  last = lane_slice (lane, lane->n_slices - 1);
  if (end_ns <= last->begin_ns)
    drop_last (lane);
  else
    last->end_ns = MIN (last->end_ns, end_ns);
}

guint
ts_lane_get_n_slices (const TsLane *lane)
{
  return lane->n_slices;
}

const TsSlice *
ts_lane_get_slice (const TsLane *lane, guint position)
{
  g_return_val_if_fail (position < lane->n_slices, NULL);
  return lane_slice (lane, position);
}

/* The first slice from `position` on within its block that ends after `time_ns`; the first one of the next block if none
 * does. */
static guint
find_in_block (const TsLane *lane, guint position, gint64 time_ns)
{
  guint end = MIN ((position / BLOCK_SLICES + 1) * BLOCK_SLICES, lane->n_slices);

  while (position < end && lane_slice (lane, position)->end_ns <= time_ns)
    position++;
  return position;
}

guint
ts_lane_find (const TsLane *lane, gint64 time_ns)
{
  guint low = 0, high = lane->block_begins->len;

  /* The last block that begins at or before the time … */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (lane_block_begin (lane, middle) <= time_ns)
        low = middle + 1;
      else
        high = middle;
    }
  /* … and the slice within it. */
  return low == 0 ? 0 : find_in_block (lane, (low - 1) * BLOCK_SLICES, time_ns);
}

guint
ts_lane_find_from (const TsLane *lane, guint position, gint64 time_ns)
{
  guint block;

  if (position >= lane->n_slices)
    return lane->n_slices;
  block = lane_find_block (lane, position / BLOCK_SLICES, time_ns);
  return find_in_block (lane, MAX (position, block * BLOCK_SLICES), time_ns);
}

const TsSlice *
ts_lane_at (const TsLane *lane, gint64 time_ns)
{
  guint position = ts_lane_find (lane, time_ns);
  const TsSlice *slice = position < lane->n_slices ? lane_slice (lane, position) : NULL;

  return slice != NULL && slice->begin_ns <= time_ns ? slice : NULL;
}

gsize
ts_lane_get_memory (const TsLane *lane)
{
  return sizeof *lane + lane_get_chunk_memory (lane)
    + (gsize) lane->block_begins->len * sizeof (gint64);
}
