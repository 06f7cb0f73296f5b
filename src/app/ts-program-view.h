/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a program, with its words coloured and the lines at which tasks are.
 *
 * Signal: "task-clicked" (position of the task): its letter beside the text was clicked.
 */
#pragma once

#include <gtksourceview/gtksource.h>

#include "ts-diagnostic.h"
#include "ts-line-marks.h"

G_BEGIN_DECLS

#define TS_TYPE_PROGRAM_VIEW (ts_program_view_get_type ())
G_DECLARE_FINAL_TYPE (TsProgramView, ts_program_view, TS, PROGRAM_VIEW, GtkSourceView)

/* Context of all: the main thread. */
TsProgramView *ts_program_view_new (void);

/* Another program: nothing of the old one can be got back by Undo. */
void ts_program_view_load (TsProgramView *self, const char *text);
/* The same as if the user had typed it. */
void ts_program_view_replace (TsProgramView *self, const char *text);
char *ts_program_view_get_text (TsProgramView *self);  /* free with g_free */

/* Marks the lines of the tasks at that instant; NULL: none.  Draws only if something has changed. */
void ts_program_view_mark (TsProgramView *self, TsRecording *recording, gint64 time_ns, guint first_line);
GArray *ts_program_view_get_marks (TsProgramView *self);  /* (transfer none): TsLineMark */

/* Underlines mistakes (TsDiagnostic, which are kept by reference; NULL: none). */
void ts_program_view_set_mistakes (TsProgramView *self, GPtrArray *mistakes);

/* Puts the cursor there, and shows it. */
void ts_program_view_go_to (TsProgramView *self, guint line, guint column);

G_END_DECLS
