/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program text, with the line of every task marked; it can be edited.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-program-edit.h"
#include "ts-program-view.h"
#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_PROGRAM_PANE (ts_program_pane_get_type ())
G_DECLARE_FINAL_TYPE (TsProgramPane, ts_program_pane, TS, PROGRAM_PANE, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread, as for all. */
void ts_program_pane_set_session (TsProgramPane *self, TsSession *session);

/* Gives the session what has been typed by now, without waiting until the user pauses: to be called before a
 * run. */
void ts_program_pane_apply (TsProgramPane *self);

/* An edit that no file holds, of any scenario that was shown; NULL: none.  Owned by the pane. */
TsProgramEdit *ts_program_pane_find_unsaved (TsProgramPane *self);

/* Called once: TRUE if the edit is in a file now, FALSE if the user did not choose one or that failed, which the
 * window has said by then. */
typedef void (*TsProgramSaved) (gboolean is_saved, gpointer data);

/* Asks for a file, and saves the edit of the pane in it; `saved` may be NULL. */
void ts_program_pane_save (TsProgramPane *self, TsProgramEdit *edit, TsProgramSaved saved, gpointer data);

/* Saves without asking for the place. */
void ts_program_pane_save_to (TsProgramPane *self, TsProgramEdit *edit, GFile *file, TsProgramSaved saved,
                              gpointer data);

/* The text with its marks; NULL until the pane was seen for the first time. */
TsProgramView *ts_program_pane_get_view (TsProgramPane *self);

G_END_DECLS
