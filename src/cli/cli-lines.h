/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run as lines of text, in the order in which things happen: what tasks print, and, where no bars
 * are shown, who starts and who ends.
 */
#pragma once

#include "cli-live.h"
#include "ts-run.h"

G_BEGIN_DECLS

typedef struct _CliLines CliLines;

/* With `live` (may be NULL) what tasks print goes above its bars if standard output is a
 * terminal too; otherwise it is kept until cli_lines_free(), so that a pipe that ends in the
 * same terminal does not disturb the bars. */
CliLines *cli_lines_new (TsRun *run, CliLive *live);
void cli_lines_free (CliLines *lines);

/* Prints what has happened since the last time. */
void cli_lines_update (CliLines *lines);

G_END_DECLS
