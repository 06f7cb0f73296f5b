/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where something happens in a recording: a task's slice begins or ends.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

/* The first event of any task after time_ns, the last one before it; -1 if there is none.
 * O(tasks · log slices).  Context: the recording's owner. */
gint64 ts_events_next (TsRecording *recording, gint64 time_ns);
gint64 ts_events_previous (TsRecording *recording, gint64 time_ns);

/* The same for one lane. */
gint64 ts_events_next_of_lane (const TsLane *lane, gint64 time_ns);
gint64 ts_events_previous_of_lane (const TsLane *lane, gint64 time_ns);

G_END_DECLS
