/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tasks have printed, with time and task.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_PRINT_PANE (ts_print_pane_get_type ())
G_DECLARE_FINAL_TYPE (TsPrintPane, ts_print_pane, TS, PRINT_PANE, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread. */
void ts_print_pane_set_session (TsPrintPane *self, TsSession *session);

G_END_DECLS
