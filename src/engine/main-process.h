/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The main process: the one in which the main task runs, or the command that is watched or runs the program for us.
 */
#pragma once

#include "arena.h"
#include "lifeline.h"

#include <signal.h>
#include <sys/types.h>

typedef struct {
  const ArenaView *view;
  Lifeline *lifeline;
  int control;              /* the supervisor's own, which the main process must not keep */
  int notice;               /* eventfd: asks the supervisor to look */
  const sigset_t *signals;  /* blocked signals as they were before the supervisor's */
  char **command;           /* NULL: run the program in the arena; else what to execute instead */
} MainPlan;

/* Forks the main process into a process group of its own; its PID, or -1 and errno.  Context: the supervisor. */
pid_t main_process_start (const MainPlan *plan);
