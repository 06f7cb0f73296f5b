/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the writer and the reader of .timeslice files agree on.
 *
 * The file is one JSON object: "timeslice", which describes the run (facts, settings, cores, tasks,
 * objects, notes), then "traceEvents", one event a line, in the Trace Event Format, with times in
 * µs with three decimals, so exactly in ns:
 *
 *   "M"  names of processes and threads; for viewers only
 *   "T"  a slice of a task's lane, in Perfetto's states (see put_task_slice() in the writer); "tid"
 *        is the task's "track"
 *   "X"  with "object": a slice of a lock's lane
 *   "C"  with "object": a slice of another object's lane; with "core": use of a core by other
 *        programs; with "task": progress of a task.  Without "dur" it only ends a value for viewers
 *   "i"  with cat "mark" a mark of a task, its kind the name; with cat "print" a printed line
 *
 * Where a slice is not what these say of themselves, extra arguments do: "r" its state, "w" who,
 * "c" its core, "h" its shade.  Core lanes are those that follow from the tasks' (see
 * ts-core-lanes.h), without the positions listed in a core's "without" and with the slices in its
 * "with", each an array [begin_ns, end_ns, who, core, state, shade].
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

enum {
  TS_FORMAT_VERSION = 1,
  /* Beyond any real PID or TID (at most 2^22, proc(5)), so that none is taken for another. */
  TS_FORMAT_OBJECTS_PID = 5000001,
  TS_FORMAT_OTHERS_PID = 5000002,
  TS_FORMAT_NO_PID = 5000003,     /* of tasks that have none */
  TS_FORMAT_FIRST_OBJECT = 5100000, /* TIDs of objects */
  TS_FORMAT_FIRST_TRACK = 6000000,  /* TIDs of tasks that have none of their own */
};

/* No time lies further from the run's zero than 31 years; so differences and sums fit. */
#define TS_FORMAT_MOST_NS G_GINT64_CONSTANT (1000000000000000000)

/* Id of a mark's kind, "line"; static. */
const char *ts_mark_kind_get_id (TsMarkKind kind);
/* TS_N_MARKS if unknown. */
TsMarkKind ts_mark_kind_from_id (const char *id);

/* What the reader would make of a slice of which the file says no more than the event's own fields:
 * set its state (and core or who, as far as the event tells) before; this sets the rest. */
void ts_format_usual_task_slice (TsSlice *slice);
void ts_format_usual_object_slice (TsSlice *slice, const TsObject *object);

G_END_DECLS
