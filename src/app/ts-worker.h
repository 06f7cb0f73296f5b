/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workers of a recording as a list: which tasks have a row, and how wide their words are.
 */
#pragma once

#include <gio/gio.h>

#include "ts-recording.h"

G_BEGIN_DECLS

#define TS_TYPE_WORKER (ts_worker_get_type ())
G_DECLARE_FINAL_TYPE (TsWorker, ts_worker, TS, WORKER, GObject)

/* Position of its task in the recording.  Context of all: the main thread. */
guint ts_worker_get_task (TsWorker *self);

/* The tasks that show progress, in their order; where nobody does, all that the program starts.  Replaces what is
 * in `store` (of TsWorker). */
void ts_workers_fill (GListStore *store, TsRecording *recording);

/* Widths in characters that are enough for every worker of the recording at every instant. */
typedef struct {
  guint name, progress;
} TsWorkerWidths;
void ts_workers_measure (GListModel *workers, TsRecording *recording, TsWorkerWidths *widths);

/* "33 of 60", "55 %" where the numbers are long, "33 steps" where nobody knows of how many; "" where there
 * is nothing to do.  Free with g_free. */
char *ts_worker_describe_progress (guint64 done, gint64 total);

G_END_DECLS
