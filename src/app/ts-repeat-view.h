/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several runs of the same thing as small pictures on one axis, with how far they lie apart.
 *
 * Signal: "chosen" (TsRecording *): the user wants to see that run.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-repeat.h"

G_BEGIN_DECLS

#define TS_TYPE_REPEAT_VIEW (ts_repeat_view_get_type ())
G_DECLARE_FINAL_TYPE (TsRepeatView, ts_repeat_view, TS, REPEAT_VIEW, GtkWidget)

/* The session whose scenario is run, which the widget keeps.  Context: the main thread, as for all here. */
void ts_repeat_view_set_session (TsRepeatView *self, TsSession *session);

/* What goes on and came of it; (transfer none). */
TsRepeat *ts_repeat_view_get_repeat (TsRepeatView *self);

/* What is said of all runs, "" while there are none. */
const char *ts_repeat_view_get_sentence (TsRepeatView *self);

G_END_DECLS
