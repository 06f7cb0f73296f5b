/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lifeline: when the supervisor dies, for whatever reason, the kernel kills the whole run.
 *
 * It is a pipe of which only the supervisor holds the writing end.  The reading end, which every process of the run
 * inherits, is asynchronous: when the last writer is gone the kernel sends a signal, which is SIGKILL here, to
 * its owner, which is the process group (fcntl(2), F_SETOWN_EX, F_SETSIG).
 */
#pragma once

#include <stdbool.h>

typedef struct {
  int reader, writer;
} Lifeline;

/* Makes one; false and errno.  Both ends are close-on-exec.  Context: the supervisor. */
bool lifeline_init (Lifeline *lifeline);

/* Ties the process group of the caller to it; false and errno.  `through_exec`: keep it in a command that is to be
 * executed.  Context: the main process, once it leads its group. */
bool lifeline_hold (Lifeline *lifeline, bool through_exec);

/* Lets go of the reading end.  Context: the supervisor, after it has forked. */
void lifeline_keep_writer (Lifeline *lifeline);
