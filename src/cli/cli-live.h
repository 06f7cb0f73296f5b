/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workers of a run in a terminal: one fixed line each, redrawn in place.
 */
#pragma once

#include "ts-run.h"

G_BEGIN_DECLS

typedef struct _CliLive CliLive;

/* True if `fd` is a terminal that knows how to move its cursor. */
gboolean cli_live_is_possible (int fd);

/* `run` and `fd` must outlive it. */
CliLive *cli_live_new (TsRun *run, int fd);
void cli_live_free (CliLive *live);

/* Remembers a line of text, which the next drawing puts above the bars. */
void cli_live_add_text (CliLive *live, const char *text);

/* Draws the bars over the last ones, with one write(2), so that no half-drawn frame is seen.  A
 * terminal that does not take text just now is left alone, unless it is the `last` drawing: then
 * the bars stay where they are. */
void cli_live_draw (CliLive *live, gboolean last);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliLive, cli_live_free)

G_END_DECLS
