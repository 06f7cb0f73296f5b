/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Waiting: what a task notes around every wait, and the waits that end by themselves.
 */
#pragma once

#include "engine.h"

/* Says that the task is about to wait; `until_ns` is when that will end if it is known, else 0.  Returns the time.
 * Context, for all here: the task itself. */
uint64_t wait_begin (Task *task, WaitReason reason, uint32_t object, uint64_t until_ns);

/* Says that it goes on, ready since `ready_ns` (0: unknown) thanks to task `by` (or NO_TASK). */
void wait_end (Task *task, uint64_t ready_ns, uint32_t by);

/* Sleeps for `ns` of run time: a pause makes it longer. */
void wait_sleep (Task *task, int64_t ns);

/* Blocks for `ns` of run time in read(2) on a descriptor (a timerfd), as a task does that waits for a disk or a
 * network. */
void wait_read (Task *task, int64_t ns);

/* Lets another task run on this core, if one wants to. */
void wait_yield (Task *task);

/* Waits for ever, for something that never comes: a lock that the task itself holds. */
_Noreturn void wait_for_ever (void);
