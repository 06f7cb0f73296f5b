/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-run.h"

#include "clock.h"
#include "runner.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void
give_up (const char *what)
{
  perror (what);
  exit (1);
}

static void
exec_runner (int arena, int control)
{
  const char *runner = getenv ("TS_RUNNER");
  char arena_text[16], control_text[16];

  snprintf (arena_text, sizeof arena_text, "%d", arena);
  snprintf (control_text, sizeof control_text, "%d", control);
  fcntl (arena, F_SETFD, 0);
  fcntl (control, F_SETFD, 0);
  execl (runner, runner, arena_text, control_text, (char *) NULL);
  _exit (127);
}

static void
copy_events (BenchRun *run)
{
  run->events = calloc (run->view.task_count, sizeof *run->events);
  run->counts = calloc (run->view.task_count, sizeof *run->counts);
  for (uint32_t i = 0; i < run->view.task_count; i++)
    {
      run->events[i] = malloc (run->view.task_ring_capacity * sizeof (Event));
      run->counts[i] = ring_take (arena_task_ring (&run->view, i), run->view.task_ring_capacity, run->events[i],
                                  run->view.task_ring_capacity);
    }
}

void
bench_run_start (BenchRun *run, const Program *program, WayId way)
{
  ArenaPlan plan = { .program = program, .way = way, .source_wish = SOURCE_SELF_TIMED, .seed = 1 };
  int ends[2];

  if (!arena_create (&run->view, &plan) || socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    give_up ("arena");
  run->runner = fork ();
  if (run->runner == 0)
    exec_runner (run->view.fd, ends[1]);
  close (ends[1]);
  run->control = ends[0];
}

/* Waits for the runner. */
static void
finish_running (BenchRun *run)
{
  int status;

  if (waitpid (run->runner, &status, 0) != run->runner || status != 0
      || run->view.arena->failure.code != FAILURE_NONE)
    give_up ("runner");
}

double
bench_run_stop (BenchRun *run)
{
  uint64_t begin = now_ns ();
  char letter = RUNNER_STOP;

  if (write (run->control, &letter, 1) != 1)
    give_up ("control");
  finish_running (run);
  begin = now_ns () - begin;
  copy_events (run);
  return (double) begin;
}

void
bench_run (BenchRun *run, const Program *program, WayId way)
{
  bench_run_start (run, program, way);
  finish_running (run);
  copy_events (run);
}

void
bench_run_finish (BenchRun *run)
{
  for (uint32_t i = 0; i < run->view.task_count; i++)
    free (run->events[i]);
  free (run->events);
  free (run->counts);
  close (run->control);
  arena_close (&run->view);
}

const Event *
bench_find (const BenchRun *run, uint32_t slot, EventKind kind, size_t number)
{
  for (size_t i = 0; i < run->counts[slot]; i++)
    if (run->events[slot][i].kind == kind && number-- == 0)
      return &run->events[slot][i];
  fprintf (stderr, "task %u has no event of kind %u\n", slot, kind);
  exit (1);
}
