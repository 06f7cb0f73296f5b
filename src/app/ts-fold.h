/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The content of a window that may become smaller than what it shows: it tells how much room there is, and who
 * composes the window hides what does not fit.
 *
 * libadwaita has breakpoints for this only from 1.4 on.
 *
 * Properties: child; room (TsFoldRoom, read only, notifies between two frames).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How much may stand beside each other; TS_FOLD_SHORT is added where little can stand one below the other. */
typedef enum {
  TS_FOLD_WIDE = 0,        /* list, timeline and rail */
  TS_FOLD_MEDIUM = 1,      /* timeline and rail */
  TS_FOLD_NARROW = 2,      /* one of them */
  TS_FOLD_WIDTH_MASK = 3,
  TS_FOLD_SHORT = 4,
} TsFoldRoom;

#define TS_TYPE_FOLD (ts_fold_get_type ())
G_DECLARE_FINAL_TYPE (TsFold, ts_fold, TS, FOLD, GtkWidget)

/* Context: the main thread. */
TsFoldRoom ts_fold_get_room (TsFold *self);

G_END_DECLS
