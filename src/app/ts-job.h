/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Something with a file that may take a while: done in a thread, with a row that shows how far it is and can
 * cancel it.  The row comes only when the job takes longer than half a second.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-progress.h"

G_BEGIN_DECLS

#define TS_TYPE_JOB (ts_job_get_type ())
G_DECLARE_FINAL_TYPE (TsJob, ts_job, TS, JOB, GtkWidget)

/* Does the job; FALSE and an error (G_IO_ERROR_CANCELLED if it was cancelled) if that fails.  Called in a thread of its
 * own. */
typedef gboolean (*TsJobWork) (gpointer data, TsProgress *progress, GError **error);

/* The job is over; `error` is NULL if it was done.  Called once, in the main thread. */
typedef void (*TsJobDone) (gpointer data, const GError *error);

/* Starts `work` and puts the row, hidden, at the end of `shelf`.  `title` says what goes on: “Saving “word””.
 * `data` belongs to the job and is freed with `free_data` after `done`.  What was begun is ended even if the shelf is
 * gone, and the application waits for it.  (transfer none): the row lives until the job is over.
 * Context: the main thread. */
TsJob *ts_job_start (GtkBox *shelf, const char *title, TsJobWork work, TsJobDone done, gpointer data,
                     GDestroyNotify free_data);

/* As if its Cancel was pressed. */
void ts_job_cancel (TsJob *self);

G_END_DECLS
