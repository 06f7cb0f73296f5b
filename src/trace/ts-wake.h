/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who let whom go on: the hand-overs of a lock, the elements put into a queue, the starts of tasks.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

/* One such moment, seen from one side: the other task, and the slice of its lane that takes part in
 * it. */
typedef struct {
  guint task;
  guint position;
  gint64 time_ns;   /* when the waiting was over */
} TsWake;

/* Who let `task` go on, at the begin of slice `position` of its lane or of the ready time just
 * before it: `wake` is the slice in which that task did it.  FALSE if the slice does not follow a
 * wait (or the task's start), or nobody is known.  O(log n) in most recordings.
 * Context: the recording's owner, as for all functions here. */
gboolean ts_wake_find_cause (TsRecording *recording, guint task, guint position, TsWake *wake);

/* Whom `task` let go on during slice `position` of its lane: the first one, with the slice that
 * begins there.  FALSE if nobody is known. */
gboolean ts_wake_find_effect (TsRecording *recording, guint task, guint position, TsWake *wake);

G_END_DECLS
