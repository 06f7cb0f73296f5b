/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "supervisor.h"

#include "clock.h"
#include "deadlock.h"
#include "exact-source.h"
#include "main-process.h"
#include "object.h"
#include "pause.h"
#include "process-watch.h"
#include "reaper.h"
#include "runner.h"
#include "task.h"
#include "work.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
  LOOK_MS = 50,          /* how often it looks when nothing happens */
  EVENTS_AT_ONCE = 64,
};

/* What an epoll event is about: the slot of a process, or one of these. */
enum {
  ABOUT_CONTROL = MAX_TASKS,
  ABOUT_SIGNALS,
  ABOUT_NOTICE,
  ABOUT_SOURCE,
};

typedef struct {
  const ArenaView *view;
  Arena *arena;
  int control, signals, notice, epoll;
  sigset_t signals_before;
  Lifeline lifeline;
  ExactSource *source;       /* NULL: self-timed */
  ProcessWatch watch;
  DeadlockWatch deadlock;
  pid_t main_pid;            /* 0: none (any more) */
  pid_t group;               /* process group of the run */
  bool ended;
} Supervisor;

static bool
listen_to (Supervisor *self, int descriptor, uint64_t about)
{
  struct epoll_event event = { .events = EPOLLIN, .data.u64 = about };

  return epoll_ctl (self->epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

/* From here on signals are read, not delivered.  What a terminal sends is blocked and never read: the starter hears
 * it too, and says what it wants through the control socket. */
static int
take_signals (sigset_t *before)
{
  sigset_t blocked, read;

  sigemptyset (&read);
  sigaddset (&read, SIGCHLD);
  sigaddset (&read, SIGTERM);
  blocked = read;
  sigaddset (&blocked, SIGINT);
  sigaddset (&blocked, SIGQUIT);
  sigaddset (&blocked, SIGHUP);
  sigaddset (&blocked, SIGPIPE);
  sigprocmask (SIG_BLOCK, &blocked, before);
  return signalfd (-1, &read, SFD_CLOEXEC | SFD_NONBLOCK);
}

static bool
open_everything (Supervisor *self)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_CHILD_SUBREAPER, 1);

  self->signals = take_signals (&self->signals_before);
  self->notice = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  return self->signals >= 0 && self->notice >= 0 && self->epoll >= 0
         && listen_to (self, self->control, ABOUT_CONTROL)
         && listen_to (self, self->signals, ABOUT_SIGNALS)
         && listen_to (self, self->notice, ABOUT_NOTICE)
         && process_watch_init (&self->watch, self->view, self->epoll)
         && lifeline_init (&self->lifeline);
}

/* Opens the source that is wished for; false if it is refused. */
static bool
choose_source (Supervisor *self, bool must_be_exact)
{
  Arena *arena = self->arena;
  int error = 0;

  /* Who takes turns on one thread is nothing that the kernel knows of. */
  if (arena->source_wish != SOURCE_SELF_TIMED && !way_traits[self->view->way].by_turns)
    {
      error = exact_source_probe ();
      if (error == 0 && (self->source = exact_source_open (self->view)) == NULL)
        error = errno;
    }

  atomic_store (&arena->source_errno, error);
  atomic_store (&arena->source, self->source != NULL ? SOURCE_EXACT
                                : way_traits[self->view->way].is_simulated && self->view->task_count > 0
                                  ? SOURCE_SIMULATED : SOURCE_SELF_TIMED);
  if (self->source != NULL)
    return listen_to (self, exact_source_descriptor (self->source), ABOUT_SOURCE);

  if (must_be_exact || arena->source_wish == SOURCE_EXACT)
    arena_fail (arena, FAILURE_SOURCE, NO_TASK, 0, error);
  return atomic_load (&arena->failure.code) == FAILURE_NONE;
}

static bool
start (Supervisor *self, char **command)
{
  MainPlan plan = {
    .view = self->view, .lifeline = &self->lifeline, .control = self->control, .notice = self->notice,
    .signals = &self->signals_before, .command = command,
  };
  char letter = RUNNER_STARTED;

  if (command == NULL)
    {
      atomic_store (&self->arena->work_per_ms, work_calibrate ());
      objects_init (self->view);
    }
  if (!choose_source (self, self->view->task_count == 0))
    return false;

  self->main_pid = main_process_start (&plan);
  if (self->main_pid < 0)
    {
      arena_fail (self->arena, FAILURE_FORK_REFUSED, 0, 0, errno);
      self->main_pid = 0;
      return false;
    }
  self->group = self->main_pid;
  lifeline_keep_writer (&self->lifeline);
  return write (self->control, &letter, 1) == 1;
}

static void
obey (Supervisor *self)
{
  char letters[64];
  ssize_t count = read (self->control, letters, sizeof letters);

  if (count < 0 && errno == EINTR)
    return;
  if (count <= 0) /* the starter is gone, or has had enough */
    self->ended = true;

  for (ssize_t i = 0; i < count; i++)
    if (letters[i] == RUNNER_PAUSE)
      pause_begin (self->arena);
    else if (letters[i] == RUNNER_RESUME)
      pause_end (self->arena);
    else if (letters[i] == RUNNER_STOP)
      self->ended = true;
}

static void
main_ended (Supervisor *self, int status)
{
  /* A Python that did not get as far as to say why. */
  if (atomic_load (&self->arena->phase) == PHASE_CREATED)
    arena_fail (self->arena, FAILURE_SCRIPT, 0, 0, status);
  process_ended (self->view, 0, status);
}

/* Reaps the main process and the orphans of the run. */
static void
reap (Supervisor *self)
{
  pid_t pid;
  int status;

  while ((pid = waitpid (-1, &status, WNOHANG)) > 0)
    if (pid == self->main_pid)
      {
        if (self->view->task_count > 0)
          main_ended (self, status);
        else
          atomic_store (&self->arena->command_status, status);
        self->main_pid = 0;
        self->ended = true;
      }
}

static void
read_signals (Supervisor *self)
{
  struct signalfd_siginfo info;

  while (read (self->signals, &info, sizeof info) == sizeof info)
    if (info.ssi_signo == SIGTERM)
      self->ended = true;
  reap (self);
}

static void
look (Supervisor *self)
{
  if (self->source != NULL)
    exact_source_drain (self->source);
  if (atomic_load (&self->arena->failure.code) != FAILURE_NONE)
    self->ended = true;
  deadlock_look (&self->deadlock, self->view, now_ns ());
}

static void
note_own_cost (Supervisor *self)
{
  struct timespec used;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  atomic_store (&self->arena->supervisor_cpu_ns,
                (uint64_t) used.tv_sec * 1000000000u + (uint64_t) used.tv_nsec);
}

static void
handle (Supervisor *self, uint64_t about)
{
  eventfd_t times;

  switch (about)
    {
    case ABOUT_CONTROL:
      obey (self);
      break;
    case ABOUT_SIGNALS:
      read_signals (self);
      break;
    case ABOUT_NOTICE:
      eventfd_read (self->notice, &times);
      process_watch_look (&self->watch);
      break;
    case ABOUT_SOURCE:
      break; /* drained by look() */
    default:
      process_watch_died (&self->watch, (uint32_t) about);
      break;
    }
}

static void
watch_over (Supervisor *self)
{
  struct epoll_event events[EVENTS_AT_ONCE];

  while (!self->ended)
    {
      int count = epoll_wait (self->epoll, events, EVENTS_AT_ONCE, LOOK_MS);

      for (int i = 0; i < count; i++)
        handle (self, events[i].data.u64);
      look (self);
      note_own_cost (self);
    }
}

/* When the run was over: with the end of its last task or, if some live on, when they were stopped. */
static uint64_t
time_of_end (const ArenaView *view, uint64_t stopped_ns)
{
  uint64_t last_ns = 0;

  for (uint32_t i = 0; i < view->task_count; i++)
    {
      TaskSlot *slot = arena_task (view, i);
      uint32_t state = atomic_load (&slot->state);
      uint64_t ended_ns = atomic_load (&slot->ended_ns);

      if (state != TASK_ENDED && state != TASK_NOT_STARTED)
        return stopped_ns;
      if (state == TASK_ENDED && ended_ns > last_ns)
        last_ns = ended_ns;
    }
  return last_ns != 0 && last_ns < stopped_ns ? last_ns : stopped_ns;
}

/* Leaves nothing behind, and says so in the arena.  That the kernel takes its time to dissolve a thousand processes is
 * not part of the run: from CONTROL_STOP on no task begins another instruction.  (A program that is only watched knows
 * nothing of that, and goes on until it is killed.) */
static void
end (Supervisor *self)
{
  bool watch = self->view->task_count == 0;
  uint64_t stopped_ns;

  atomic_store (&self->arena->control, CONTROL_STOP);
  stopped_ns = arena_now (self->arena);
  if (!watch)
    atomic_store (&self->arena->end_ns, time_of_end (self->view, stopped_ns));
  reap_all (self->group);
  if (watch)
    atomic_store (&self->arena->end_ns, now_ns ());
  pause_end (self->arena);

  /* These were ended by the supervisor: nothing went wrong with them. */
  for (uint32_t i = 0; i < self->view->task_count; i++)
    slot_end (self->view, i, 0, stopped_ns);

  if (self->source != NULL)
    exact_source_drain (self->source);
  exact_source_close (self->source);
  process_watch_finish (&self->watch);
  note_own_cost (self);
  atomic_store (&self->arena->phase, PHASE_ENDED);
}

void
supervise (const ArenaView *view, int control, char **command)
{
  Supervisor self = { .view = view, .arena = view->arena, .control = control };

  if (!open_everything (&self))
    arena_fail (view->arena, FAILURE_INTERNAL, NO_TASK, 0, errno);
  else if (start (&self, command))
    watch_over (&self);
  end (&self);
}
