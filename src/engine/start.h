/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Starting and joining tasks that the kernel schedules: threads and processes.
 */
#pragma once

#include "engine.h"

/* Starts the task of `slot` as its declaration says, and as `kind` where that leaves it to the way.  Returns once
 * it is asked for.  Fails the run if it cannot be.  Context: the task that starts it. */
void start_kernel_task (Task *starter, uint32_t slot, TaskKind kind);

/* Waits until the task of `slot` has ended; a forked process is gone then, too.  Context: any task. */
void join_kernel_task (Task *task, uint32_t slot);

/* Makes this process, just forked, the one of `slot`: runs its task and exits with its status. */
_Noreturn void process_run (Engine *engine, uint32_t slot);
