/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run that is made up: an arena whose rings the test fills, and a collector whose clock the test sets.
 */
#pragma once

#include "ts-collector-private.h"

enum { MADE_TASKS = 4, MADE_US = 1000 };

/* Objects of the made program, by index. */
enum { MADE_LOCK, MADE_QUEUE, MADE_COUNTER, MADE_SEMAPHORE, MADE_OBJECTS };

typedef struct {
  ArenaView view;
  TsRecording *recording;
  TsCollector *collector;
} MadeRun;

/* Zero of the made run's axis, in monotonic time. */
extern const guint64 made_start_ns;

/* A run of a main task and three workers; NULL program (watch) if `watch`.  It runs, observed by `source`. */
void made_run_init (MadeRun *run, SourceId source, gboolean watch);
void made_run_finish (MadeRun *run);

/* Sets the collector's clock to `us` on the axis, and the kernel's records complete up to there (exact). */
void made_run_set_clock (MadeRun *run, gint64 us);

/* A task's event.  Missing fields are set as the engine does. */
void made_event (MadeRun *run, guint32 slot, gint64 us, EventKind kind, guint16 core, gint64 value);
void made_event_full (MadeRun *run, guint32 slot, gint64 us, Event event);

/* A core's event about thread `tid` (its process is 100 for tid < 200, else itself). */
void made_switch (MadeRun *run, gint64 us, EventKind kind, guint16 core, guint32 tid, gboolean preempted);
void made_fork (MadeRun *run, gint64 us, guint16 core, guint32 tid, guint32 parent);
void made_name (MadeRun *run, gint64 us, guint16 core, guint32 tid, const char *name, gboolean exec);

/* Monotonic time of `us` on the axis. */
guint64 made_time (gint64 us);

TsTask *made_task (MadeRun *run, guint position);
TsLane *made_core_lane (MadeRun *run, guint16 number);

/* Asserts that the slices of a lane read so: "running 0-100@0 ready 100-200 …", times in us. */
void assert_lane (TsLane *lane, const char *expected);

/* Asserts what must hold for any recording: states of each task without a hole from start to end; no core runs two. */
void assert_whole (TsRecording *recording);
