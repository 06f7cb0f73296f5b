/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "task.h"

#include "futex.h"
#include "interpreter-lock.h"
#include "interpreter.h"
#include "note.h"
#include "object.h"
#include "tick.h"
#include "way.h"

#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where nobody can ask for an interpreter lock. */
static const _Atomic uint32_t nobody;

void
task_init (Task *task, Engine *engine, uint32_t slot, uint8_t *held)
{
  const ArenaView *view = &engine->view;

  memset (task, 0, sizeof *task);
  task->engine = engine;
  task->arena = view->arena;
  task->program = &view->arena->program;
  task->slot = arena_task (view, slot);
  task->ring = arena_task_ring (view, slot);
  task->number = slot;
  task->index = program_index_of (task->program, slot);
  task->held = held;
  task->timer = -1;
  task->allowance = engine->cooperative != NULL ? &engine->allowance : &task->own_allowance;
  allowance_init (&task->own_allowance, 1, 0);
  task->asked_by = engine->interpreter_lock != NULL ? &engine->interpreter_lock->asked_by : &nobody;
  frame_init (&task->frame, task->program, slot, view->arena->seed);
}

void
task_begin (Task *task)
{
  uint32_t pid = task->engine->pid, tid = 0;

  if (task->engine->way->identify != NULL)
    task->engine->way->identify (task, &pid, &tid);
  else
    tid = (uint32_t) syscall (SYS_gettid);
  tick_begin (task);
  atomic_store_explicit (&task->slot->pid, pid, memory_order_relaxed);
  atomic_store_explicit (&task->slot->tid, tid, memory_order_relaxed);
  atomic_store_explicit (&task->slot->started_ns, task->last_ns, memory_order_relaxed);
  atomic_store (&task->slot->state, TASK_READY_OR_RUNNING);
  note (task, EVENT_START, NO_OBJECT, NO_TASK, event_identity (pid, tid));
  interpreter_lock_take (task);
}

void
task_finish (Task *task, int status)
{
  if (task->timer >= 0)
    close (task->timer);
  if (task->memory != NULL)
    munmap (task->memory, task->memory_size);

  task_note_end (task, status);
  slot_end (&task->engine->view, task->number, (status & 0xff) << 8, task->last_ns);
}

int
task_run (Task *task, Engine *engine, uint32_t slot)
{
  uint8_t held[MAX_OBJECTS] = { 0 };

  task_init (task, engine, slot, held);
  task_begin (task);
  interpret (task);
  task_finish (task, 0);
  return 0;
}

void
task_note_end (Task *task, int status)
{
  interpreter_lock_let_go (task);
  tick (task);
  note_pending (task);
  note (task, EVENT_END, NO_OBJECT, NO_TASK, status);
}

void
slot_end (const ArenaView *view, uint32_t number, int status, uint64_t time_ns)
{
  TaskSlot *slot = arena_task (view, number);
  uint32_t state = atomic_load (&slot->state);

  if (state == TASK_ENDED || state == TASK_NOT_STARTED)
    return;

  atomic_store (&slot->exit_status, status);
  atomic_store (&slot->ended_ns, time_ns);
  do
    if (state == TASK_ENDED)
      return;
  while (!atomic_compare_exchange_weak (&slot->state, &state, TASK_ENDED));

  atomic_fetch_sub (&view->arena->alive, 1);
  if (atomic_load (&slot->joiners) > 0)
    futex_wake (&slot->state, INT_MAX);
}

/* True if a process of this run can have threads besides its first. */
static bool
processes_have_threads (const ArenaView *view)
{
  const Program *program = &view->arena->program;

  for (uint32_t i = 1; i < program->declaration_count; i++)
    if (program->declarations[i].kind == KIND_THREAD
        || (program->declarations[i].kind == KIND_TASK && way_traits[view->way].kind != KIND_PROCESS))
      return true;
  return false;
}

void
process_ended (const ArenaView *view, uint32_t process, int status)
{
  uint32_t count = processes_have_threads (view) ? view->task_count : 0;
  uint64_t now = arena_now (view->arena);
  bool had_more = false;

  slot_end (view, process, status, now);
  for (uint32_t i = 0; i < count; i++)
    {
      TaskSlot *slot = arena_task (view, i);
      uint32_t state = atomic_load (&slot->state);

      if (atomic_load (&slot->owner) != process || state == TASK_NOT_STARTED || state == TASK_ENDED)
        continue;
      slot_end (view, i, status, now);
      had_more = true;
    }
  if (had_more || WIFSIGNALED (status))
    objects_stir (view);
}

void
task_fail_about (Task *task, FailureCode code, uint32_t slot, int64_t value)
{
  arena_fail (task->arena, code, slot, task->frame.at, value);
  engine_notify (task->engine);
  for (;;) /* the supervisor ends the run */
    pause ();
}

void
task_fail (Task *task, FailureCode code, int64_t value)
{
  task_fail_about (task, code, task->number, value);
}
