/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sketch of how a run may look, made from the program alone.
 *
 * The catalogue shows a small drawing of each scenario.  Recordings shipped for that would grow stale whenever
 * a program, the language or the reader's machine differs, and running every scenario for its picture would take
 * the machine from the person who has just started Timeslice.  So the compiled program is interpreted once in
 * virtual time, in a millisecond: a first-come queue, a quantum, and as many cores as the machine has.  It is a
 * drawing of the idea and is called so; it is no run, and nothing is ever measured on it.
 */
#pragma once

#include "ts-recording.h"
#include "ts-scenario.h"

G_BEGIN_DECLS

/* A recording with the lanes of the tasks, and nothing else; NULL if the scenario cannot be compiled for so many cores.  The
 * values are the defaults, and it ends where a small drawing could not show more.  Context: any thread. */
TsRecording *ts_sketch_make (TsScenario *scenario, guint n_cores);

G_END_DECLS
