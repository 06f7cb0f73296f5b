/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of effects share: runs of a scenario, and questions to their recordings.
 */
#pragma once

#include "invariants.h"

G_BEGIN_DECLS

/* Runs the scenario with "--set …" and other `options`, expecting that exit status, and opens its recording.  NULL, with
 * a word in the test's log, if this build does not have the way for it. */
TsRecording *effects_record (const char *scenario, const char *way, const char *options, int status);

/* How long the task was in that state, in all. */
gint64 effects_sum_ns (const TsTask *task, TsState state);

/* The number of the first, second … core of the run. */
guint effects_core (TsRecording *recording, guint position);
guint effects_n_cores (TsRecording *recording);

/* Asserts that the task ran, and on this core only. */
void effects_assert_core (const TsTask *task, guint core);

/* The printed lines, joined by newlines, with each number in the place of which anything may stand replaced by "N" if
 * `without_numbers`. */
char *effects_prints (TsRecording *recording, gboolean without_numbers);

/* Asserts that a line of exactly that text was printed. */
void effects_assert_printed (TsRecording *recording, const char *line);

/* The object of that name; asserts that there is one. */
const TsObject *effects_object (TsRecording *recording, const char *name);

G_END_DECLS
