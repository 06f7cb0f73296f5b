/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The memory of a lane's blocks.
 *
 * A lane that has grown long takes its chunks from slabs in huge pages: a picture of a long run
 * jumps to another block for each column, and with pages of 4 KB each jump would also cost a look
 * into the page tables.  The kernel gives a huge page when it is first written to, so that a slab
 * takes no more memory than has been filled, rounded up to a huge page.  To ask for them when the
 * pages are full (MADV_COLLAPSE) would not waste that, but took 5 ms each.
 */
#include "config.h"

#include "ts-lane-private.h"

#include <string.h>
#include <sys/mman.h>

enum {
  HUGE_PAGE_BYTES = 2 * 1024 * 1024,
  CHUNK_BYTES = CHUNK_BLOCKS * sizeof (Block),
  SLAB_CHUNKS = 128,
  LEAST_CHUNKS = 32,     /* that a lane has before it takes a slab: 131072 slices */
};

G_STATIC_ASSERT ((SLAB_CHUNKS * CHUNK_BYTES) % HUGE_PAGE_BYTES == 0);

/* Where huge pages are not to be had, the slab lies in small ones. */
static char *
new_slab (void)
{
  char *slab = g_aligned_alloc (SLAB_CHUNKS, CHUNK_BYTES, HUGE_PAGE_BYTES);

#ifdef MADV_HUGEPAGE
  madvise (slab, SLAB_CHUNKS * CHUNK_BYTES, MADV_HUGEPAGE);
#endif
  return slab;
}

static guint
count_slab_chunks (const TsLane *lane)
{
  return MAX (lane->chunks->len, LEAST_CHUNKS) - LEAST_CHUNKS;
}

/* A chunk of full size. */
static gpointer
take_chunk (TsLane *lane)
{
  guint place = count_slab_chunks (lane) % SLAB_CHUNKS;

  if (lane->chunks->len < LEAST_CHUNKS)
    return g_aligned_alloc (CHUNK_BLOCKS, sizeof (Block), 64);
  if (place == 0)
    g_ptr_array_add (lane->slabs, new_slab ());
  return (char *) lane->slabs->pdata[lane->slabs->len - 1] + place * CHUNK_BYTES;
}

/* The first chunk grows by doubling, so that a lane with few slices stays small. */
static void
grow_first (TsLane *lane)
{
  guint room = lane->capacity == 0 ? 1 : lane->capacity * 2;
  Block *chunk = g_aligned_alloc (room, sizeof (Block), 64);

  if (lane->capacity > 0)
    {
      memcpy (chunk, lane->chunks->pdata[0], lane->capacity * sizeof (Block));
      g_aligned_free (lane->chunks->pdata[0]);
      g_ptr_array_set_size (lane->chunks, 0);
    }
  g_ptr_array_add (lane->chunks, chunk);
  lane->capacity = room;
}

void
lane_reserve_block (TsLane *lane)
{
  if (lane->block_begins->len < lane->capacity)
    return;
  if (lane->capacity < CHUNK_BLOCKS)
    {
      grow_first (lane);
      return;
    }
  g_ptr_array_add (lane->chunks, take_chunk (lane));
  lane->capacity += CHUNK_BLOCKS;
}

void
lane_free_chunks (TsLane *lane)
{
  for (guint i = 0; i < MIN (lane->chunks->len, LEAST_CHUNKS); i++)
    g_aligned_free (lane->chunks->pdata[i]);
  for (guint i = 0; i < lane->slabs->len; i++)
    g_aligned_free (lane->slabs->pdata[i]);
  g_ptr_array_unref (lane->chunks);
  g_ptr_array_unref (lane->slabs);
}

gsize
lane_get_chunk_memory (const TsLane *lane)
{
  gsize in_slabs = (gsize) count_slab_chunks (lane) * CHUNK_BYTES;
  gsize small = (gsize) lane->capacity * sizeof (Block) - in_slabs;

  return small + (in_slabs + HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES * HUGE_PAGE_BYTES
         + (lane->chunks->len + lane->slabs->len) * sizeof (gpointer);
}
