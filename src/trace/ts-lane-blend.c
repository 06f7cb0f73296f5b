/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blending a window of a lane into columns of pixels.
 *
 * A column's time in each shade is: what is left of the slice at its left edge, the whole slices
 * between, and the beginning of the slice at its right edge.  The whole ones are walked if they are
 * few; if not, they are the difference of two sums that the blocks note.  Sums are integers, edges
 * are doubles from the window's begin, so no time is lost and none is counted twice.
 *
 * In a wide window every column lies in memory that is in no cache.  So a scout runs ahead, finds
 * the block of each edge in the small array of begins, and has it fetched while earlier columns are
 * blended.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "ts-lane-private.h"

enum {
  SCOUT_AHEAD = 32,   /* columns; a power of two */
};

/* Far below the width of a column of the shortest window, and far above what a sum of doubles is off by. */
#define ROUNDING_NS 1e-4

/* A walk through a lane from left to right. */
typedef struct {
  const TsLane *lane;
  gint64 begin_ns;       /* of the window: edges are ns from here */
  double column_ns, scale;  /* scale: shares in a nanosecond */
  guint position;        /* the first slice that ends after the last edge; n_slices: none */
  ShadeTimes before;     /* in all slices before `position` */
  guint scout;           /* the block that the last scouted edge lies in */
  guint scouted[SCOUT_AHEAD];
} Walk;

static inline double
begin_of (const Walk *walk, guint position)
{
  return (double) (lane_slice (walk->lane, position)->begin_ns - walk->begin_ns);
}

static inline double
end_of (const Walk *walk, guint position)
{
  return (double) (lane_slice (walk->lane, position)->end_ns - walk->begin_ns);
}

/* Moves past the slice at walk->position. */
static inline void
pass_slice (Walk *walk)
{
  const TsSlice *slice = lane_slice (walk->lane, walk->position++);

  walk->before.ns[slice->shade] += slice->end_ns - slice->begin_ns;
}

/* Puts the walk on the first slice that ends after the window's begin. */
static void
start_walk (Walk *walk)
{
  guint position = ts_lane_find (walk->lane, walk->begin_ns);

  walk->scout = MIN (position, walk->lane->n_slices - 1) / BLOCK_SLICES;
  walk->before = lane_block (walk->lane, walk->scout)->before;
  walk->position = walk->scout * BLOCK_SLICES;
  while (walk->position < position)
    pass_slice (walk);
}

/* Finds the block of the right edge of `column` and has it fetched. */
static inline void
scout_column (Walk *walk, guint column)
{
  gint64 edge_ns = walk->begin_ns + (gint64) ((column + 1) * walk->column_ns);
  guint block = lane_find_block (walk->lane, walk->scout, edge_ns);

  if (block > walk->scout)
    {
      const char *memory = (const char *) lane_block (walk->lane, block);

      for (gsize line = 0; line < sizeof (Block); line += 64)
        __builtin_prefetch (memory + line);
    }
  walk->scout = block;
  walk->scouted[column % SCOUT_AHEAD] = block;
}

/* Jumps to `block` and moves past all its slices that end at or before `edge_ns`; adds the shares
 * of all that it passes. */
static void
jump (Walk *walk, guint block, double edge_ns, float *shares)
{
  const Block *home = lane_block (walk->lane, block);
  guint count = MIN (BLOCK_SLICES, walk->lane->n_slices - block * BLOCK_SLICES), i;
  ShadeTimes passed = walk->before, before = home->before;

  for (i = 0; i < count && (double) (home->slices[i].end_ns - walk->begin_ns) <= edge_ns; i++)
    before.ns[home->slices[i].shade] += home->slices[i].end_ns - home->slices[i].begin_ns;
  for (guint shade = 0; shade < TS_N_SHADES; shade++)
    shares[shade] += (float) ((double) (before.ns[shade] - passed.ns[shade]) * walk->scale);
  walk->before = before;
  walk->position = block * BLOCK_SLICES + i;
}

/* Moves past all slices that end at or before `edge_ns`, which lies in `block` or before it, and
 * adds their shares. */
static void
pass_whole (Walk *walk, guint block, double edge_ns, float *shares)
{
  if (block > walk->position / BLOCK_SLICES)
    {
      jump (walk, block, edge_ns, shares);
      return;
    }
  while (walk->position < walk->lane->n_slices && end_of (walk, walk->position) <= edge_ns)
    {
      const TsSlice *slice = lane_slice (walk->lane, walk->position);

      shares[slice->shade] += (float) ((double) (slice->end_ns - slice->begin_ns) * walk->scale);
      pass_slice (walk);
    }
}

/* The left edge of `column`.  Slices begin and end at whole nanoseconds: an edge that misses one of these by a rounding
 * error would give a share of next to nothing to a slice that only touches the column, and a lone share is always shown. */
static inline double
get_edge_ns (const Walk *walk, guint column)
{
  double edge_ns = column * walk->column_ns, whole_ns = (double) (gint64) (edge_ns + 0.5);

  return fabs (edge_ns - whole_ns) < ROUNDING_NS ? whole_ns : edge_ns;
}

/* Adds `column` to its `shares`, which are zero, and moves the walk to its right edge. */
static void
blend_column (Walk *walk, guint column, float *shares)
{
  const TsLane *lane = walk->lane;
  double left_ns = get_edge_ns (walk, column), right_ns = get_edge_ns (walk, column + 1);

  if (walk->position == lane->n_slices || begin_of (walk, walk->position) >= right_ns)
    return;
  if (begin_of (walk, walk->position) < left_ns)
    {
      guint shade = lane_slice (lane, walk->position)->shade;
      double cut_ns = end_of (walk, walk->position) - left_ns;

      if (cut_ns > right_ns - left_ns)
        {
          shares[shade] = 1;
          return;
        }
      shares[shade] = (float) (cut_ns * walk->scale);
      pass_slice (walk);
    }
  pass_whole (walk, walk->scouted[column % SCOUT_AHEAD], right_ns, shares);
  if (walk->position < lane->n_slices && begin_of (walk, walk->position) < right_ns)
    shares[lane_slice (lane, walk->position)->shade]
      += (float) ((right_ns - begin_of (walk, walk->position)) * walk->scale);
}

void
ts_lane_blend (const TsLane *lane, gint64 begin_ns, gint64 end_ns, guint n_columns, float *shares)
{
  Walk walk = { .lane = lane, .begin_ns = begin_ns };

  g_return_if_fail (end_ns > begin_ns && n_columns > 0);
  memset (shares, 0, (gsize) n_columns * TS_N_SHADES * sizeof *shares);
  if (lane->n_slices == 0)
    return;
  walk.column_ns = (double) (end_ns - begin_ns) / n_columns;
  walk.scale = 1 / walk.column_ns;
  start_walk (&walk);
  for (guint column = 0; column < n_columns + SCOUT_AHEAD; column++)
    {
      if (column >= SCOUT_AHEAD)
        blend_column (&walk, column - SCOUT_AHEAD,
                      shares + (gsize) (column - SCOUT_AHEAD) * TS_N_SHADES);
      if (column < n_columns)
        scout_column (&walk, column);
    }
}
