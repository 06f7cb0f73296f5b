/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program text, with the line of every task marked; it can be edited.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_PROGRAM_PANE (ts_program_pane_get_type ())
G_DECLARE_FINAL_TYPE (TsProgramPane, ts_program_pane, TS, PROGRAM_PANE, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread. */
void ts_program_pane_set_session (TsProgramPane *self, TsSession *session);

G_END_DECLS
