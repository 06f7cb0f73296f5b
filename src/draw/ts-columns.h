/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window of a lane comes to on columns of pixels: blocks, which are wide enough to be drawn
 * each with its edges and letter, and between them the blend of everything that is narrower.
 */
#pragma once

#include "ts-lane.h"

G_BEGIN_DECLS

/* A slice that is at least two columns wide, on whole columns. */
typedef struct {
  guint position;       /* of the slice in its lane */
  guint first, end;     /* columns first … end - 1 */
} TsBlock;

typedef struct {
  gint64 begin_ns, end_ns;
  guint n_columns;
  float *shares; /* [column * TS_N_SHADES + shade]: the share of a column's time; 0 where a block
                    covers it */
  guint8 *present;      /* for each column: the shades that it has any share of, as bits */
  GArray *blocks;       /* TsBlock, from left to right */
} TsColumns;

/* Lays begin_ns … end_ns of `lane` on `n_columns` columns.  A block never covers a column in which
 * a slice lies that is no block itself: such a column keeps its blend, so nothing short ever hides
 * behind something long. O(n_columns · log n).  Free with ts_columns_free.  Context: the lane's owner.
 */
TsColumns *ts_columns_new (const TsLane *lane, gint64 begin_ns, gint64 end_ns, guint n_columns);
void ts_columns_free (TsColumns *columns);

/* The shares of `column` as they are to be seen.  A share too small for any eye is raised a little;
 * if its shade is in `lone_shades` (bits) and nothing of that shade lies near, so much that it
 * shows as a thin mark.  The others give way in proportion.  TRUE if there is such a mark. */
gboolean ts_columns_get_visible (const TsColumns *columns, guint column, guint lone_shades,
                                 float visible[TS_N_SHADES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsColumns, ts_columns_free)

G_END_DECLS
