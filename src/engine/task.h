/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The life of a task: beginning, ending, failing.
 */
#pragma once

#include "engine.h"

/* Makes `task` the one of `slot` in this process: its frame stands at the beginning.  `held` (owned by the caller) has a
 * zero for each object of the program. */
void task_init (Task *task, Engine *engine, uint32_t slot, uint8_t *held);

/* Says that it lives, and notes its start.  Context, as for the next: the task itself. */
void task_begin (Task *task);

/* Notes its end, with `status` as for exit(3), gives back what it has asked for and marks its slot. */
void task_finish (Task *task, int status);

/* Makes `task` the one of `slot` in this process, notes its start, runs its program and notes its end; returns
 * its exit status.  Context: the thread that is to be the task. */
int task_run (Task *task, Engine *engine, uint32_t slot);

/* Ends the run because of this task; never returns. */
_Noreturn void task_fail (Task *task, FailureCode code, int64_t value);

/* The same about another task, one that could not be started. */
_Noreturn void task_fail_about (Task *task, FailureCode code, uint32_t slot, int64_t value);

/* Notes that the task ends, with `status` as it is given to exit(3), but does not mark its slot. */
void task_note_end (Task *task, int status);

/* Marks the task of `slot` as ended at time_ns, if it lives and is not yet marked, with `status` as wait(2) gives
 * it, and lets those go on who wait for its end.  Context: any process of the run. */
void slot_end (const ArenaView *view, uint32_t slot, int status, uint64_t time_ns);

/* The process of `slot` is gone, with `status`: marks every task that lived in it as ended, and lets the others look
 * again at what they wait for if it could have taken something with it.  Context: any process of the run. */
void process_ended (const ArenaView *view, uint32_t slot, int status);
