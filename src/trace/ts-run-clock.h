/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clock of a run: monotonic time, less its start and its pauses.
 */
#pragma once

#include <glib.h>

#include "arena.h"

G_BEGIN_DECLS

/* A pause that the clock leaves out. */
typedef struct {
  guint64 begin_ns;   /* monotonic */
  guint64 end_ns;     /* G_MAXUINT64 while it lasts */
  gint64 paused_ns;   /* all pauses before this one */
} TsRunPause;

typedef struct {
  guint64 start_ns;   /* 0: the run has not begun */
  GArray *pauses;     /* TsRunPause, in order of time */
  guint n_read;       /* pauses of the arena that were read and are over */
} TsRunClock;

/* Context of all: the owner of the clock. */
void ts_run_clock_init (TsRunClock *clock);
void ts_run_clock_finish (TsRunClock *clock);

/* Reads start and new pauses from `arena`, which is not trusted: a pause that makes no sense is left
 * out, and one that is told too late changes nothing before settled_ns, up to where times have been
 * mapped already. */
void ts_run_clock_update (TsRunClock *clock, Arena *arena, guint64 settled_ns);

/* The run's time at a monotonic time, never negative.  What lies in a pause is at the pause's begin. */
gint64 ts_run_clock_map (const TsRunClock *clock, guint64 time_ns);

/* Time taken out by pauses up to a monotonic time. */
gint64 ts_run_clock_paused (const TsRunClock *clock, guint64 time_ns);

G_END_DECLS
