/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drives one run to its end, showing what happens and obeying signals.
 */
#pragma once

#include "ts-run.h"

G_BEGIN_DECLS

typedef struct {
  gboolean silent;        /* show nothing */
  gboolean json;          /* standard output is kept for JSON: no lines, only bars */
  double stop_after_s;    /* 0: never */
} CliDriveOptions;

/* Returns when the run has ended: by itself, by SIGINT, SIGTERM or SIGHUP, by a reader of
 * standard output who went away (SIGPIPE), by time, or because it stood in a deadlock for a
 * second.  0, or the number of that signal. */
int cli_drive (TsRun *run, const CliDriveOptions *options);

/* The exit status that a run which was driven stands for; complains if it failed. */
int cli_drive_conclude (TsRun *run, int signal_number);

G_END_DECLS
