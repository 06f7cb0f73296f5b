/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Python needs to run a written-out script and to be observed: the plan that data/python reads.
 */
#pragma once

#include "arena.h"
#include "ts-code.h"

G_BEGIN_DECLS

/* Writes the plan of a run: the script, what its lines and names mean in the program of the arena, and where
 * everything lies there, as one JSON object.  A descriptor of memory (memfd, at its begin; close-on-exec, owned by the
 * caller), or -1 with errno.  Context: any thread. */
int ts_python_plan_make (const ArenaView *view, const char *script, const TsCodeMap *map);

G_END_DECLS
