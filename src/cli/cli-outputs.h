/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What run, watch and show leave behind: the recording, pictures, a table.
 */
#pragma once

#include "ts-painter.h"
#include "ts-recording.h"

G_BEGIN_DECLS

typedef struct {
  char *save;             /* file names; NULL: not wanted */
  char **pictures;
  char *table;
  gboolean json;
  gboolean quiet;
  gboolean aside;         /* words go to standard error: standard output is a command's */
  gboolean dark;
  char *appearance_name;
  TsAppearance appearance;
  double from_s, to_s;    /* window of the pictures; to_s 0: to the end */
} CliOutputs;

/* Appends the options to `entries` (GOptionEntry, zero-terminated); --save and --quiet only if
 * `runs`. */
void cli_outputs_add_entries (CliOutputs *outputs, GArray *entries, gboolean runs);

/* Looks before a run whether what is asked for can be written, so that no run is in vain.  False
 * after a complaint. */
gboolean cli_outputs_check (CliOutputs *outputs);

/* Writes the files and says so.
 * `number` is put before the ending of each name ("word-2.png"), unless it is 0.
 * False after a complaint about each file that could not be written. */
gboolean cli_outputs_write (const CliOutputs *outputs, TsRecording *recording, guint number);

/* Prints what is known of the recording: text, JSON or nothing, as asked for. */
void cli_outputs_report (const CliOutputs *outputs, TsRecording *recording);

/* Prints a line or more where this command's words go, unless they are not wanted. */
void cli_outputs_say (const CliOutputs *outputs, const char *text);

void cli_outputs_clear (CliOutputs *outputs);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliOutputs, cli_outputs_clear)

G_END_DECLS
