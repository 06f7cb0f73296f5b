/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns the events in an arena's rings into a recording, while the run goes on and after it.
 */
#pragma once

#include "arena.h"
#include "ts-machine.h"
#include "ts-recording.h"

G_BEGIN_DECLS

typedef struct _TsCollector TsCollector;

/* `view` must outlive the collector.  Adds tasks, objects and cores to `recording` (a new one) at once, so that every
 * worker has its row from the start.  `lines` maps nothing: lines come from the program in the arena. */
TsCollector *ts_collector_new (const ArenaView *view, const TsMachine *machine, TsRecording *recording);
void ts_collector_free (TsCollector *collector);

/* Drains the rings once and brings the recording up to date; emits its "changed".  Cost grows with the new events,
 * never with the length of the run.  Context: the recording's owner, every 20 … 50 ms while a run goes on. */
void ts_collector_collect (TsCollector *collector);

/* The last collection: call when the runner has exited.  Closes every slice and fills in the facts.  If the arena never
 * reached PHASE_ENDED (the runner was killed) what was seen until then stands. */
void ts_collector_finish (TsCollector *collector);

/* The run's time now: monotonic time less start and pauses. */
gint64 ts_collector_get_head_ns (TsCollector *collector);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsCollector, ts_collector_free)

G_END_DECLS
