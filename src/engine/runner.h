/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What passes between timeslice-runner and whoever started it.
 *
 *   timeslice-runner ARENA-FD CONTROL-FD [-- COMMAND ARGUMENT…]
 *
 * ARENA-FD is the memfd.  CONTROL-FD is one end of a stream socket pair; the starter writes single letters to it
 * and the runner ends everything when the other end is closed, whatever the reason.  The runner writes one letter
 * back: RUNNER_STARTED once the main task exists.  It exits with 0 when the arena says how the run went, and with
 * 2 when it could not read its arguments or the arena.  It dies with the thread that started it (PR_SET_PDEATHSIG),
 * so that must be one that lives as long as the run, such as the main thread.
 *
 * In the runner, the supervisor (its only thread) forks the main process, into a process group of its own, and from
 * then on only observes: it drains the kernel's records, obeys the control letters, notices deaths, reaps orphans
 * (it is a child subreaper), and at the end kills what is left of the group.  If it dies itself, the kernel kills
 * the group: each worker process holds the reading end of a pipe whose hang-up is delivered as SIGKILL (F_SETSIG,
 * O_ASYNC).
 */
#pragma once

enum {
  RUNNER_PAUSE   = 'P',
  RUNNER_RESUME  = 'R',
  RUNNER_STOP    = 'S',
  RUNNER_STARTED = 'A',
};
