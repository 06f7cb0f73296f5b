/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parking: a task leaves the interpreter inside an operation, and later goes on there.  For ways in which one thread
 * executes many tasks.  An operation that has parked the task returns at once, and whatever it returns is ignored.
 */
#pragma once

#include "engine.h"

/* Leaves the task in the operation that it is at, which `resume` completes when the task has its turn again (NULL: it is
 * complete then).  Context: the task itself. */
void park (Task *task, Resume resume);

/* The same where the task waits: notes EVENT_WAIT now, and EVENT_WAKE before `resume` is called.  The arguments as for
 * wait_begin(), which see. */
void park_in_wait (Task *task, WaitReason reason, uint32_t object, uint64_t until_ns, Resume resume);

/* A parked task may go on, since ready_ns and thanks to task `by` (or NO_TASK): hands it to its way.  Context: the
 * thread that executes the tasks. */
void unpark (Task *task, uint64_t ready_ns, uint32_t by);
