/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "start.h"

#include "futex.h"
#include "note.h"
#include "task.h"
#include "tick.h"
#include "way.h"
#include "wait.h"

#include <errno.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

/* A task needs little stack: its values lie in its frame.  The rest is for glibc, printing and sanitizers. */
enum { STACK_BYTES = 128 * 1024 };

/* Takes the slot for a new task. */
static void
claim (Task *starter, uint32_t number)
{
  TaskSlot *slot = arena_task (&starter->engine->view, number);
  uint32_t expected = TASK_NOT_STARTED;

  if (!atomic_compare_exchange_strong (&slot->state, &expected, TASK_STARTING))
    task_fail_about (starter, FAILURE_STARTED_TWICE, number, 0);
  if (atomic_fetch_add (&starter->arena->alive, 1) > MAX_KERNEL_TASKS) /* main is one more */
    task_fail_about (starter, FAILURE_TOO_MANY_TASKS, number, 0);
}

static void *
thread_main (void *data)
{
  Seat *seat = data;
  Task task;

  task_run (&task, seat->engine, seat->slot);
  return NULL;
}

static void
start_thread (Task *starter, uint32_t slot)
{
  Engine *engine = starter->engine;
  Seat *seat = &engine->seats[slot];
  pthread_attr_t attributes;
  int error;

  atomic_store_explicit (&arena_task (&engine->view, slot)->owner, engine->process, memory_order_relaxed);
  seat->engine = engine;
  seat->slot = slot;

  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, STACK_BYTES);
  error = pthread_create (&seat->thread, &attributes, thread_main, seat);
  pthread_attr_destroy (&attributes);
  if (error != 0)
    task_fail_about (starter, FAILURE_THREAD_REFUSED, slot, error);
  atomic_store (&seat->to_reap, true);
}

void
process_run (Engine *engine, uint32_t slot)
{
  Task task;

  engine_forked (engine, slot);
  if (engine->way->run != NULL)
    _exit (engine->way->run (engine));
  _exit (task_run (&task, engine, slot));
}

static void
start_process (Task *starter, uint32_t number)
{
  Engine *engine = starter->engine;
  TaskSlot *slot = arena_task (&engine->view, number);
  pid_t pid;

  atomic_store_explicit (&slot->owner, number, memory_order_relaxed);
  pid = fork ();
  if (pid == 0)
    process_run (engine, number);
  if (pid < 0)
    task_fail_about (starter, FAILURE_FORK_REFUSED, number, errno);

  atomic_store (&engine->seats[number].to_reap, true);
  atomic_store (&slot->pid, (uint32_t) pid);
  engine_notify (engine);
}

void
start_kernel_task (Task *starter, uint32_t slot, TaskKind kind)
{
  const Program *program = starter->program;
  TaskKind declared = program->declarations[program_declaration_of (program, slot)].kind;

  claim (starter, slot);
  tick (starter);
  note (starter, EVENT_STARTED, NO_OBJECT, slot, 0);

  if (declared != KIND_TASK)
    kind = declared;
  if (kind == KIND_THREAD)
    start_thread (starter, slot);
  else if (kind == KIND_PROCESS)
    start_process (starter, slot);
  else
    task_fail_about (starter, FAILURE_KIND, slot, kind);
}

/* Waits for the slot's end; who ends it wakes those that wait (slot_end). */
static void
wait_for_end (TaskSlot *slot)
{
  uint32_t state;

  atomic_fetch_add (&slot->joiners, 1);
  while ((state = atomic_load (&slot->state)) != TASK_ENDED)
    futex_wait (&slot->state, state);
  atomic_fetch_sub (&slot->joiners, 1);
}

/* Waits until a child of this process is gone, and takes what it left. */
static void
reap_process (Task *task, uint32_t number)
{
  TaskSlot *slot = arena_task (&task->engine->view, number);
  pid_t pid = (pid_t) atomic_load (&slot->pid);
  siginfo_t info;
  int status, result;

  /* Its slot says how it ended before its PID is free for another. */
  do
    result = waitid (P_PID, (id_t) pid, &info, WEXITED | WNOWAIT);
  while (result != 0 && errno == EINTR);
  if (result != 0)
    return;

  status = info.si_code == CLD_EXITED ? info.si_status << 8 : info.si_status;
  process_ended (&task->engine->view, number, status);
  waitpid (pid, NULL, 0);
}

/* Waits until the task of `number`, which this process has started, is gone; returns since when that was known, or
 * 0. */
static uint64_t
reap (Task *task, uint32_t number)
{
  TaskSlot *slot = arena_task (&task->engine->view, number);

  if (atomic_load (&slot->owner) == number)
    {
      reap_process (task, number);
      return 0;
    }
  pthread_join (task->engine->seats[number].thread, NULL);
  return atomic_load (&slot->ended_ns);
}

static uint64_t
wait_or_reap (Task *task, uint32_t number)
{
  TaskSlot *slot = arena_task (&task->engine->view, number);

  /* Only one can reap it; the others, in whatever process, are told by its slot. */
  if (atomic_exchange (&task->engine->seats[number].to_reap, false))
    return reap (task, number);
  wait_for_end (slot);
  return atomic_load (&slot->ended_ns);
}

void
join_kernel_task (Task *task, uint32_t number)
{
  uint32_t state = atomic_load (&arena_task (&task->engine->view, number)->state);

  if (state == TASK_NOT_STARTED)
    task_fail_about (task, FAILURE_NOT_STARTED, number, 0);

  if (state == TASK_ENDED)
    wait_or_reap (task, number);
  else
    {
      wait_begin (task, WAIT_TASK, NO_OBJECT, 0);
      wait_end (task, wait_or_reap (task, number), number);
    }
  tick (task);
  note (task, EVENT_JOINED, NO_OBJECT, number, 0);
}
