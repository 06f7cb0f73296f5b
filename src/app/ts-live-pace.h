/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How often a live run is shown to those who look on.  What a window takes of busy cores is taken from the run
 * that it shows, and everything that it shows of one is drawn in one frame; so it paces itself by what its
 * process has used: also the threads that paint beside it, and those of a driver that draws without a graphics processor.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A value, all fields private; zeros: nothing has been shown yet.  Times of the process's CPU clock and of the wall. */
typedef struct {
  gint64 shown_us;
  gint64 cpu_us;
  gint64 asked_us, idle_us;   /* when the kernel was asked what all cores together had been idle for, and what it said */
  gboolean has_free_core;
  guint n_cores;              /* 0: not asked yet; the system reads a file for it */
} TsLivePace;

/* Whether the run, which has changed, is to be shown now; if so, it counts as shown.  Up to 25 times a second; as
 * seldom as keeps the process below a twelfth of a core, and below a hundredth of all (but a fiftieth of one) where all
 * are busy; about once a second in any case.
 * Context: always the same thread. */
gboolean ts_live_pace_is_due (TsLivePace *self);

/* A run begins: what it begins with is shown at once, whatever went before. */
void ts_live_pace_restart (TsLivePace *self);

/* The same with so many cores at a given time: the rule by itself. */
gboolean ts_live_pace_is_due_at (TsLivePace *self, guint n_cores, gint64 now_us, gint64 cpu_us);

/* How long all cores together had nothing to do since the machine was started; -1: that is not known, so all are busy. */
void ts_live_pace_take_idle (TsLivePace *self, gint64 now_us, gint64 idle_us);

G_END_DECLS
