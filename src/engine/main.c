/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-runner ARENA-FD CONTROL-FD [-- COMMAND ARGUMENT…]: see runner.h.  The command is watched or, if the arena
 * holds a program, a Python that runs it.
 */
#include "program-check.h"
#include "supervisor.h"
#include "way.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_USAGE = 2 };

/* Reads the number of an open descriptor; -1 if it is none. */
static int
parse_descriptor (const char *text)
{
  char *end;
  long number;

  errno = 0;
  number = strtol (text, &end, 10);
  if (end == text || *end != '\0' || errno != 0 || number < 0 || number > INT32_MAX
      || fcntl ((int) number, F_SETFD, FD_CLOEXEC) != 0)
    return -1;
  return (int) number;
}

/* True if the arena holds something that this runner can run: a program, or nothing and there is a command to watch. */
static bool
can_run (const ArenaView *view, char **command)
{
  bool is_program = view->task_count > 0, is_python = way_traits[view->way].is_python;

  if (!is_program || is_python)
    return command != NULL && (!is_program || program_check (&view->arena->program));
  return command == NULL && way_of (view->way) != NULL && program_check (&view->arena->program);
}

int
main (int argc, char **argv)
{
  int arena_fd = -1, control = -1;
  char **command = NULL;
  ArenaView view;

  if (argc >= 3)
    {
      arena_fd = parse_descriptor (argv[1]);
      control = parse_descriptor (argv[2]);
    }
  if (argc > 4 && strcmp (argv[3], "--") == 0)
    command = argv + 4;

  if (arena_fd < 0 || control < 0 || (argc > 3 && command == NULL))
    {
      fputs ("timeslice-runner is started by Timeslice itself; use timeslice-cli\n", stderr);
      return EXIT_USAGE;
    }
  if (!arena_open (&view, arena_fd) || !can_run (&view, command))
    {
      fputs ("timeslice-runner: the arena is not one that this version can run\n", stderr);
      return EXIT_USAGE;
    }

  supervise (&view, control, command);
  arena_close (&view);
  return EXIT_SUCCESS;
}
