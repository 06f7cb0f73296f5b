/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shades: the few kinds of slices that a lane's index keeps apart.  Whoever records slices and whoever paints their
 * blend agree through these functions.
 */
#pragma once

#include "ts-lane.h"

G_BEGIN_DECLS

/* Shade of a slice in a core lane or a lock's lane: tells tasks apart as their colours do, which repeat likewise.
 * Context: any thread, as for all functions here. */
guint8 ts_shade_of_task (guint task);

/* Shade of a slice in a task's lane.  Each of running, ready, sleep, I/O and lock has its own; queue and semaphore share
 * one, so do barrier, event and task; what is left is "waiting". */
guint8 ts_shade_of_state (TsState state);

/* Shade of a slice in the lane of a semaphore, queue, barrier or event: how full it is, in eighths of `size`.
 * 0 where there is no measure (a counter: pass size 0). */
guint8 ts_shade_of_value (gint64 value, gint64 size);

/* A state that has `shade` in a task's lane: the one in whose colour the blend is painted. */
TsState ts_shade_get_state (guint8 shade);

G_END_DECLS
