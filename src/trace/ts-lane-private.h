/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a lane keeps its slices: shared by what fills it, what blends it and what keeps its memory, nobody else.
 *
 * Slices lie in blocks of 16, each behind a note of how much time lay in each shade before it:
 * exact, in integers.  The time between any two instants, however far apart, is then one difference
 * and two short walks.  A block is seven cache lines in a row, so that a jump to it costs one miss.
 * Blocks lie in chunks, so that a growing lane never copies what it has and wastes at most one
 * chunk, or, once it is long, one huge page; their begins lie apart, close together, to be searched.  All that costs 4.5 bytes a slice.
 * The last slice is in no note, so that it may grow.
 */
#pragma once

#include "ts-lane.h"

G_BEGIN_DECLS

enum {
  BLOCK_SLICES = 16,
  CHUNK_BLOCKS = 256,
};

/* Time in ns in each shade. */
typedef struct {
  gint64 ns[TS_N_SHADES];
} ShadeTimes;

typedef struct {
  ShadeTimes before;   /* in all slices before this block */
  TsSlice slices[BLOCK_SLICES];
} Block;

G_STATIC_ASSERT (sizeof (Block) == 7 * 64);

struct _TsLane {
  GPtrArray *chunks;     /* Block arrays, aligned to cache lines; all of CHUNK_BLOCKS but the first
                            while it is the only one */
  GPtrArray *slabs;      /* memory that many chunks lie in: those of a long lane but the first */
  GArray *block_begins;  /* gint64: where each block begins */
  guint n_slices;
  guint capacity;        /* blocks that all chunks together have room for */
  ShadeTimes closed;     /* the time in all slices but the last */
};

/* The last block at or after `block` that begins at or before `time_ns`, or `block`: doubles its stride until it is past
 * it, then halves it. */
static inline guint
lane_find_block (const TsLane *lane, guint block, gint64 time_ns)
{
  const gint64 *begins = (const gint64 *) (gconstpointer) lane->block_begins->data;
  guint n_blocks = lane->block_begins->len;
  guint low = block, stride = 1, high;

  while (stride < n_blocks - low && begins[low + stride] <= time_ns)
    {
      low += stride;
      stride *= 2;
    }
  high = low + MIN (stride, n_blocks - low);
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (begins[middle] <= time_ns)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* ts-lane-chunks.c: room for one more block; all that is held of them; what that takes in bytes. */
void lane_reserve_block (TsLane *lane);
void lane_free_chunks (TsLane *lane);
gsize lane_get_chunk_memory (const TsLane *lane);

static inline Block *
lane_block (const TsLane *lane, guint block)
{
  return (Block *) lane->chunks->pdata[block / CHUNK_BLOCKS] + block % CHUNK_BLOCKS;
}

static inline TsSlice *
lane_slice (const TsLane *lane, guint position)
{
  return &lane_block (lane, position / BLOCK_SLICES)->slices[position % BLOCK_SLICES];
}

static inline gint64
lane_block_begin (const TsLane *lane, guint block)
{
  return g_array_index (lane->block_begins, gint64, block);
}

G_END_DECLS
