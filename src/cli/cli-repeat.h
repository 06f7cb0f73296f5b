/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several runs of one scenario: their figures side by side, and how far they spread.
 */
#pragma once

#include "cli-json.h"
#include "ts-recording.h"

G_BEGIN_DECLS

typedef struct _CliRepeat CliRepeat;

CliRepeat *cli_repeat_new (void);
void cli_repeat_free (CliRepeat *repeat);

/* Notes the figures of a run that has ended; keeps nothing of the recording. */
void cli_repeat_add (CliRepeat *repeat, TsRecording *recording);

/* A table with a row for each run, and a sentence: "10 runs: median 1.24 s, from 1.20 s to 1.31
 * s." */
char *cli_repeat_print (const CliRepeat *repeat);

/* Writes the members wall_s_median, wall_s_low and wall_s_high into the object that was begun. */
void cli_repeat_write_json (const CliRepeat *repeat, CliJson *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliRepeat, cli_repeat_free)

G_END_DECLS
