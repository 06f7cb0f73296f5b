/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sentences for what went wrong in a run: what, where (task and line), and what to do about it.
 */
#pragma once

#include "arena.h"
#include "ts-recording.h"

G_BEGIN_DECLS

/* What the arena reports as the run's first failure; NULL if it reports none.  `recording` is
 * the one that is collected from this arena: names come from it, for what lies in shared memory
 * cannot be trusted. Free with g_free().  Context: the recording's owner, during a run and after
 * it. */
char *ts_failure_describe (const ArenaView *view, TsRecording *recording);

/* The first task that a signal has ended: "Worker 2 was killed by signal 9 (Killed) at line
 * 12."; NULL if there is none. */
char *ts_failure_describe_killed (const ArenaView *view, TsRecording *recording);

/* Who waits for what, now: "Ada waits for lock fork[1], which Ben holds; …"; NULL if nobody
 * waits. */
char *ts_failure_describe_waiting (const ArenaView *view, TsRecording *recording);

G_END_DECLS
