/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs the session's scenario several times, one after the other, and keeps what came of it.
 *
 * Signal: "changed" (a run has ended, or all have).
 */
#pragma once

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_REPEAT (ts_repeat_get_type ())
G_DECLARE_FINAL_TYPE (TsRepeat, ts_repeat, TS, REPEAT, GObject)

/* Context of all: the main thread. */
TsRepeat *ts_repeat_new (TsSession *session);

/* Forgets what there was and begins the first of `count` runs. */
void ts_repeat_start (TsRepeat *self, guint count);
/* Stops the run that goes on, which does not count, and begins no other. */
void ts_repeat_cancel (TsRepeat *self);
gboolean ts_repeat_is_going (TsRepeat *self);

guint ts_repeat_get_count (TsRepeat *self);
/* TsRecording, in the order of the runs; owned by `self`. */
GPtrArray *ts_repeat_get_recordings (TsRepeat *self);

G_END_DECLS
