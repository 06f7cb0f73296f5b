/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A lane: slices in order of time, which do not overlap, with an index that answers for any window
 * of time, however many slices lie in it, in time that grows with the logarithm of their number.
 */
#pragma once

#include <glib.h>

#include "ts-state.h"

G_BEGIN_DECLS

/* A stretch of time in one state; times in ns from the run's zero. */
typedef struct {
  gint64 begin_ns;
  gint64 end_ns;      /* > begin_ns */
  guint32 who;        /* core lane: the task; task lane: the object (or task) waited for, else
                       * TS_WHO_NONE; object lane: the task that holds it, or the value */
  guint16 core;       /* where it ran; TS_CORE_NONE */
  guint8 state;       /* TsState */
  guint8 shade;       /* 0 … TS_N_SHADES - 1: kept apart when slices are blended into one pixel */
} TsSlice;

#define TS_WHO_NONE G_MAXUINT32
#define TS_CORE_NONE G_MAXUINT16
enum { TS_N_SHADES = 8 };

G_STATIC_ASSERT (sizeof (TsSlice) == 24);

typedef struct _TsLane TsLane;

TsLane *ts_lane_new (void);
void ts_lane_free (TsLane *lane);

/* Appends; begin_ns must not lie before the end of the last slice (it is clipped to it; a slice
 * that then has no length is left out).  A slice that touches the last one and equals it in all but
 * time is joined to it.  Pointers to slices are valid until then.
 * Context: the lane's owner, as for all functions here. */
void ts_lane_append (TsLane *lane, const TsSlice *slice);

/* Moves the end of the last slice, which there must be, to end_ns if that is later: an open slice
 * grows while a run is watched live. */
void ts_lane_extend (TsLane *lane, gint64 end_ns);

/* Takes back what the last slice claims beyond end_ns: a slice that was shown open may turn out to
 * have ended earlier.  Drops the slice if nothing of it is left; those before it stay. */
void ts_lane_cut (TsLane *lane, gint64 end_ns);

/* Whether both say the same of the same time. */
gboolean ts_slice_equal (const TsSlice *a, const TsSlice *b);

guint ts_lane_get_n_slices (const TsLane *lane);
const TsSlice *ts_lane_get_slice (const TsLane *lane, guint position);

/* Position of the first slice that ends after time_ns (n_slices if none): O(log n). */
guint ts_lane_find (const TsLane *lane, gint64 time_ns);

/* The same where it is known not to lie before `position`: costs little if it lies close behind it. */
guint ts_lane_find_from (const TsLane *lane, guint position, gint64 time_ns);

/* The slice at time_ns, or NULL. */
const TsSlice *ts_lane_at (const TsLane *lane, gint64 time_ns);

/* Blends the window begin_ns … end_ns, which must not be empty, into n_columns columns of equal
 * width: shares[column * TS_N_SHADES + shade] is the share (0 … 1, but for rounding) of that
 * column's time in slices of that shade.  Exact to float precision at every zoom, so nothing short
 * ever vanishes.  O(n_columns log n), and much less if the columns lie close together. */
void ts_lane_blend (const TsLane *lane, gint64 begin_ns, gint64 end_ns, guint n_columns,
                    float *shares);

/* Bytes that slices and index take. */
gsize ts_lane_get_memory (const TsLane *lane);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsLane, ts_lane_free)

G_END_DECLS
