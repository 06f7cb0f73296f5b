/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pausing a run and letting it go on.
 */
#pragma once

#include "arena.h"

/* Lets every task freeze at its next step or tick; no effect while paused, or when MAX_PAUSES are used up.
 * Context: the supervisor. */
void pause_begin (Arena *arena);

/* Lets them go on; no effect unless paused.  Context: the supervisor. */
void pause_end (Arena *arena);

/* How long the run has been paused in all, until `now`.  Context: any process of the run. */
uint64_t paused_ns (Arena *arena, uint64_t now);
