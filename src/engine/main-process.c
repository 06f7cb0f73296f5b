/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "main-process.h"

#include "clock.h"
#include "engine.h"
#include "start.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
  TIMER_SLACK_NS = 1,     /* sleeps end when they say */
  MOST_ARGUMENTS = 16,    /* of a command that runs the program, with the two that are added */
};

static _Noreturn void
fail (const MainPlan *plan, FailureCode code, int64_t value)
{
  arena_fail (plan->view->arena, code, 0, 0, value);
  _exit (1);
}

static void
raise_limits (void)
{
  struct rlimit limit;

  /* A descriptor for each task that reads. */
  if (getrlimit (RLIMIT_NOFILE, &limit) == 0)
    {
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }

  /* A crash is a lesson: it leaves no core file. */
  limit = (struct rlimit) { 0, 0 };
  setrlimit (RLIMIT_CORE, &limit);
}

/* Binds the process, and so all that it starts, to the cores that the run may use. */
static void
bind (const MainPlan *plan)
{
  const CoreSet *allowed = &plan->view->arena->allowed;
  CoreSet own;
  int core;

  if (way_traits[plan->view->way].is_simulated || core_set_bind (allowed, 0))
    return;

  core_set_allowed (&own);
  for (uint32_t i = 0; (core = core_set_at (allowed, i)) >= 0; i++)
    if (!core_set_has (&own, core))
      break;
  fail (plan, core_set_has (&plan->view->arena->online, core) ? FAILURE_CORE_NOT_ALLOWED : FAILURE_NO_SUCH_CORE, core);
}

static void
begin_time (Arena *arena)
{
  atomic_store (&arena->start_ns, arena_now (arena));
  atomic_store (&arena->phase, PHASE_RUNNING);
}

static _Noreturn void
run_program (const MainPlan *plan)
{
  Arena *arena = plan->view->arena;
  static Engine engine;

  if (!engine_init (&engine, plan->view, plan->notice))
    fail (plan, FAILURE_INTERNAL, errno);

  atomic_store (&arena->alive, 1);
  atomic_store (&arena_task (plan->view, 0)->state, TASK_STARTING);
  begin_time (arena);
  process_run (&engine, 0);
}

/* Executes what runs the program for us, with two more arguments: the descriptors of the arena and of the notices.  It
 * begins the run's time itself, once it has read the program; until then it is now. */
static _Noreturn void
run_script (const MainPlan *plan)
{
  Arena *arena = plan->view->arena;
  char descriptors[2][16], *arguments[MOST_ARGUMENTS + 1] = { NULL };
  int given[2] = { plan->view->fd, plan->notice }, count = 0;

  while (plan->command[count] != NULL && count < MOST_ARGUMENTS - 2)
    {
      arguments[count] = plan->command[count];
      count++;
    }
  for (int i = 0; i < 2; i++)
    {
      fcntl (given[i], F_SETFD, 0);
      snprintf (descriptors[i], sizeof descriptors[i], "%d", given[i]);
      arguments[count + i] = descriptors[i];
    }

  atomic_store (&arena->alive, 1);
  atomic_store (&arena_task (plan->view, 0)->state, TASK_STARTING);
  atomic_store (&arena->start_ns, now_ns ());
  execvp (arguments[0], arguments);
  fail (plan, FAILURE_COMMAND, errno);
}

static _Noreturn void
run_command (const MainPlan *plan)
{
  begin_time (plan->view->arena);
  execvp (plan->command[0], plan->command);
  fail (plan, FAILURE_COMMAND, errno);
}

static _Noreturn void
main_process (const MainPlan *plan)
{
  setpgid (0, 0);
  close (plan->control);
  if (!lifeline_hold (plan->lifeline, plan->command != NULL))
    fail (plan, FAILURE_INTERNAL, errno);
  bind (plan);

  sigprocmask (SIG_SETMASK, plan->signals, NULL);
  if (plan->view->task_count == 0)
    run_command (plan);
  raise_limits ();
  prctl (PR_SET_TIMERSLACK, TIMER_SLACK_NS); /* exec keeps it */
  if (plan->command != NULL)
    run_script (plan);
  run_program (plan);
}

pid_t
main_process_start (const MainPlan *plan)
{
  pid_t pid = fork ();

  if (pid == 0)
    main_process (plan);
  if (pid > 0)
    setpgid (pid, pid); /* by both, since either may be first */
  return pid;
}
