/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lifeline.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* Above the numbers that a command expects for its own descriptors. */
enum { HIGH_DESCRIPTOR = 200 };

bool
lifeline_init (Lifeline *lifeline)
{
  int ends[2];

  if (pipe2 (ends, O_CLOEXEC) != 0)
    return false;
  lifeline->reader = ends[0];
  lifeline->writer = ends[1];
  return true;
}

bool
lifeline_hold (Lifeline *lifeline, bool through_exec)
{
  struct f_owner_ex owner = { F_OWNER_PGRP, getpgrp () };
  int reader = lifeline->reader;

  if (through_exec && (reader = fcntl (lifeline->reader, F_DUPFD, HIGH_DESCRIPTOR)) < 0)
    return false;

  close (lifeline->writer);
  return fcntl (reader, F_SETOWN_EX, &owner) == 0
         && fcntl (reader, F_SETSIG, SIGKILL) == 0
         && fcntl (reader, F_SETFL, O_ASYNC) == 0;
}

void
lifeline_keep_writer (Lifeline *lifeline)
{
  close (lifeline->reader);
}
