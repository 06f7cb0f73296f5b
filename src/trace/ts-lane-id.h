/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which lane of a recording is meant: a core's, a task's or an object's.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

typedef enum { TS_LANE_NONE, TS_LANE_CORE, TS_LANE_TASK, TS_LANE_OBJECT } TsLaneKind;

/* A value; `index` is the position among the recording's cores, tasks or objects. */
typedef struct {
  TsLaneKind kind;
  guint index;
} TsLaneId;

gboolean ts_lane_id_equal (TsLaneId a, TsLaneId b);

/* The lane, owned by the recording; NULL if it has no such lane.  Context: the recording's owner. */
const TsLane *ts_lane_id_get_lane (TsLaneId id, TsRecording *recording);

/* Name to be read: "Core 1", "Worker 2", "keys"; "" if there is no such lane.  Free with g_free. */
char *ts_lane_id_get_name (TsLaneId id, TsRecording *recording);

/* As a TsNote names lanes: "core 1" (the core's number), "task 3", "object 0", "" for none.  Free
 * with g_free. */
char *ts_lane_id_to_string (TsLaneId id, TsRecording *recording);

/* The reverse; TS_LANE_NONE for what names no lane of `recording`. */
TsLaneId ts_lane_id_from_string (const char *text, TsRecording *recording);

G_END_DECLS
