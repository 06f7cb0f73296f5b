/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workers: one fixed row each, with state, core and progress bar.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_WORKER_LIST (ts_worker_list_get_type ())
G_DECLARE_FINAL_TYPE (TsWorkerList, ts_worker_list, TS, WORKER_LIST, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread. */
void ts_worker_list_set_session (TsWorkerList *self, TsSession *session);

G_END_DECLS
