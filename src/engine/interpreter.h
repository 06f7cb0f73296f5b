/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The interpreter: the same for every way to run.
 */
#pragma once

#include "engine.h"

/* Puts the frame of the task in `slot` at the beginning of its program. */
void frame_init (Frame *frame, const Program *program, uint32_t slot, uint64_t seed);

/* Executes the task's program from where its frame stands until it is left; `task->left` says why.  Called again, it
 * goes on there, unless the task has ended.  The program has been checked (program_check).  Context: the task itself. */
void interpret (Task *task);
