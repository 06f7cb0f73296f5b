/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One worker: sign, name, PID or TID, core, state in words, bar, count and time.  All rows of a list have their
 * columns at the same places, whatever they say; where there is little room they leave the same ones out.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-recording.h"
#include "ts-worker.h"

G_BEGIN_DECLS

#define TS_TYPE_WORKER_ROW (ts_worker_row_get_type ())
G_DECLARE_FINAL_TYPE (TsWorkerRow, ts_worker_row, TS, WORKER_ROW, GtkWidget)

/* Context of all: the main thread. */
GtkWidget *ts_worker_row_new (void);

/* What stays as it is: name and colour of a task, and the widths of its list. */
void ts_worker_row_set_task (TsWorkerRow *self, TsRecording *recording, guint task, const TsWorkerWidths *widths);

/* Shows the task as it was at that instant; only what has changed is drawn again. */
void ts_worker_row_show (TsWorkerRow *self, TsRecording *recording, gint64 time_ns);

/* All that it says, as a sentence for screen readers.  Free with g_free. */
char *ts_worker_row_describe (TsWorkerRow *self);

G_END_DECLS
