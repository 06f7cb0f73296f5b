/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a slice says, in a plain sentence or two: who, where, how long, why it stopped, who let it
 * go on.
 */
#pragma once

#include "ts-lane-id.h"

G_BEGIN_DECLS

/* "Formatting runs on core 1 for 8.10 ms.  Then it waits for lock document, which Interface
 * holds.", for slice `position` of the lane: translated; "" if there is no such slice.  Free with
 * g_free.  Context: the recording's owner. */
char *ts_sentence_of_slice (TsRecording *recording, TsLaneId lane, guint position);

/* The same for what lies between slices at time_ns: a core without a task of the run, a lock that
 * nobody holds, a task before its start or after its end. */
char *ts_sentence_of_gap (TsRecording *recording, TsLaneId lane, gint64 time_ns);

G_END_DECLS
