/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a recording as Trace Event JSON, in two halves: what describes the run, and what
 * happened.
 */
#pragma once

#include "ts-output.h"
#include "ts-recording.h"

G_BEGIN_DECLS

/* What is found out before anything is written. */
typedef struct {
  TsRecording *recording;
  TsOutput *output;
  guint32 *tracks;       /* the TID under which each task is written */
  GPtrArray *clipped;    /* for each task NULL or a GArray of guint32: slices whose core is taken */
  GPtrArray *derived;    /* TsLane: what the reader will make of the tasks' lanes */
} TsWriter;

/* The PID under which a task is written. */
guint32 ts_writer_pid (const TsTask *task);

/* "timeslice": { … } */
void ts_writer_put_description (TsWriter *writer);
/* "traceEvents": [ … ] */
void ts_writer_put_events (TsWriter *writer);

G_END_DECLS
