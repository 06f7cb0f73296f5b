/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The supervisor: the runner's first process, with one thread, which executes no step.
 *
 * It starts the main process, obeys the starter, drains the kernel's records, notices deaths and deadlocks, and at
 * the end leaves nothing behind.
 */
#pragma once

#include "arena.h"

/* Runs what the arena says, or `command` (NULL-terminated) if that is not NULL, and returns when every process of
 * it is gone.  `control` is the descriptor that runner.h speaks of.  What went wrong is in the arena.
 * Context: the only thread of a process that does nothing else. */
void supervise (const ArenaView *view, int control, char **command);
