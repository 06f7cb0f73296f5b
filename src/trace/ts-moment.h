/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a task does at one instant of a recording: the same answer live and in replay.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

typedef enum {
  TS_LIFE_NOT_STARTED,
  TS_LIFE_ALIVE,
  TS_LIFE_ENDED,
  TS_LIFE_STOPPED,    /* with the run, before it was done */
  TS_LIFE_KILLED,     /* ended by a signal, or with a status other than 0 */
} TsLife;

typedef struct {
  TsLife life;
  TsState state;          /* while alive; TS_STATE_NONE: not known */
  guint32 waited_for;     /* position of the object (or, TS_STATE_WAITING_TASK, the task), or
                           * TS_WHO_NONE */
  guint16 core;           /* where it runs, or ran last; TS_CORE_NONE */
  guint line;             /* line of the program text, 0: not known */
  guint64 progress;       /* steps done */
  gint64 total;           /* -1: not known beforehand */
  double fraction;        /* progress / total, 0 … 1; -1: not known */
  gint64 time_ns;         /* how long it has lived */
} TsMoment;

/* The moment of task `task` at `time_ns`: O(log n).  Context: the recording's owner. */
void ts_moment_look (TsMoment *moment, TsRecording *recording, guint task, gint64 time_ns);

/* Its state in words, translated: "running", "waiting for lock document", "not started", "done",
 * "stopped", "killed".  Free with g_free. */
char *ts_moment_describe (const TsMoment *moment, TsRecording *recording);

G_END_DECLS
