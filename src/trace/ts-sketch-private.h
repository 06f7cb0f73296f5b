/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the sketch share: tasks and objects in virtual time.
 */
#pragma once

#include "program.h"
#include "ts-lane.h"
#include "ts-script.h"

G_BEGIN_DECLS

typedef enum { SKETCH_UNBORN, SKETCH_READY, SKETCH_RUNNING, SKETCH_WAITING, SKETCH_ENDED } SketchStatus;

typedef struct {
  guint32 begin, end;
  gint64 turns_left;
} SketchLoop;

typedef struct {
  SketchStatus status;
  TsState reason;              /* why it waits */
  guint32 object;              /* object or task slot that it waits for */
  gint64 since_ns;             /* the status began */
  gint64 left_ns;              /* computing that is still to do */
  gint64 wake_ns;              /* end of a sleep; G_MAXINT64: it does not sleep */
  guint64 turn;                /* the lower came to the queue earlier */
  guint core;
  gboolean has_slept;          /* woken sleepers go before those who compute, as Linux has it */
  gboolean has_arrived;        /* at a barrier */
  gint64 round;                /* of that barrier */

  guint32 at, next;
  guint32 owner;               /* slot of the process that it belongs to */
  gint64 values[MAX_STACK];
  guint n_values;
  SketchLoop loops[MAX_LOOPS];
  guint n_loops;
  gint64 loaded;
  guint64 random;
  CoreSet cores, chosen;       /* bound to (empty: none in particular); being put together */

  TsLane *lane;                /* borrowed from the recording */
} SketchTask;

typedef struct {
  gint64 value;                /* free places, elements, arrivals, 1: signalled */
  gint64 round;
  guint32 holder;              /* of a lock; NO_TASK */
  gboolean is_closed;
} SketchObject;

typedef struct {
  const Program *program;
  SketchTask *tasks;
  SketchObject *objects;
  gint64 now_ns;
  guint64 turns;
  guint n_cores;
  gboolean is_broken;          /* a mistake that a real run would stop for */
} Sketch;

/* Executes instructions of `slot`, which runs, until it has something to compute, waits or has ended.  FALSE if it
 * went on for very long without any of that. */
gboolean ts_sketch_step (Sketch *sketch, guint32 slot);

/* Changes a task's status, now; what it did until then becomes a slice. */
void ts_sketch_set_status (Sketch *sketch, guint32 slot, SketchStatus status);

/* Lets the first task go on that waits for that object for `reason`, or all of them. */
void ts_sketch_wake (Sketch *sketch, TsState reason, guint32 object, gboolean all);

/* How many keys have been typed by now: a calm typist. */
gint64 ts_sketch_count_keys (const Sketch *sketch);
gint64 ts_sketch_next_key_ns (const Sketch *sketch);

G_END_DECLS
