/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a lane keeps its slices: shared by what fills it and what blends it, nobody else.
 *
 * Slices lie in chunks, so that a growing lane never copies what it has and wastes at most one chunk.  Every
 * BLOCK_SLICES slices the index notes how much time lay in each shade before them, exactly, in integers: the time
 * between two slices, however far apart, is then one difference and two short walks.  The index costs 4.5 bytes a
 * slice.  The last slice is never in the index, so that it may grow.
 */
#pragma once

#include "ts-lane.h"

G_BEGIN_DECLS

enum {
  BLOCK_SLICES = 16,
  CHUNK_SLICES = 4096,
  CHUNK_BLOCKS = CHUNK_SLICES / BLOCK_SLICES,
};

/* Time in ns in each shade. */
typedef struct {
  gint64 ns[TS_N_SHADES];
} ShadeTimes;

typedef struct {
  TsSlice *slices;
  ShadeTimes *before;   /* for each block: the time in all slices before its first one */
} Chunk;

struct _TsLane {
  GArray *chunks;        /* Chunk; all are full but the last */
  GArray *block_begins;  /* gint64: where each block begins, to search in */
  guint n_slices;
  guint capacity;        /* slices that the last chunk has room for */
  ShadeTimes closed;     /* the time in all slices but the last */
};

static inline TsSlice *
lane_slice (const TsLane *lane, guint position)
{
  return &g_array_index (lane->chunks, Chunk, position / CHUNK_SLICES).slices[position % CHUNK_SLICES];
}

static inline const ShadeTimes *
lane_before_block (const TsLane *lane, guint block)
{
  return &g_array_index (lane->chunks, Chunk, block / CHUNK_BLOCKS).before[block % CHUNK_BLOCKS];
}

static inline gint64
lane_block_begin (const TsLane *lane, guint block)
{
  return g_array_index (lane->block_begins, gint64, block);
}

G_END_DECLS
