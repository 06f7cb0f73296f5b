/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said about a recording: a table of its tasks and some sentences, or JSON.
 */
#pragma once

#include "cli-json.h"
#include "ts-recording.h"

G_BEGIN_DECLS

/* Table, sentence, source and its fineness, lost records: some lines of text. */
char *cli_report_print (TsRecording *recording);

/* Writes the recording as one object; timeslice-cli(1) lists its members. */
void cli_report_write_json (TsRecording *recording, CliJson *json, const char *name);

/* How a task ended, from what wait(2) gave: its exit status, or minus the signal that killed it. */
int cli_report_exit (int wait_status);

G_END_DECLS
