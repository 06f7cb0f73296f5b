/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The core lanes that follow from the tasks' lanes: a task's slice says on which core it ran, so
 * files need to hold core lanes only where they differ from this.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

/* For each core of the recording the lane of all running slices on it, in order of time (at the
 * same time, of tasks), each with the task and its shade; where two overlap the later one is
 * clipped. `on_clipped`, if not NULL, is told of each task's slice that was clipped.  (transfer
 * full): an array of TsLane.  Context: the recording's owner. */
GPtrArray *ts_core_lanes_derive (TsRecording *recording,
                              void (*on_clipped) (guint32 task, guint32 position, gpointer data),
                              gpointer data);

G_END_DECLS
