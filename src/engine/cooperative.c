/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lives of tasks that take turns.
 */
#include "cooperative.h"

#include "interpreter.h"
#include "note.h"
#include "park.h"
#include "task.h"
#include "tick.h"

#include <stdlib.h>
#include <sys/mman.h>

/* Zeroed pages, which cost nothing until they are used. */
static void *
pages (size_t size)
{
  void *memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return memory == MAP_FAILED ? NULL : memory;
}

bool
cooperative_init (Engine *engine)
{
  uint32_t count = engine->view.task_count;
  Cooperative *cooperative = calloc (1, sizeof *cooperative);

  engine->cooperative = cooperative;
  allowance_init (&engine->allowance, NOTES_OF_TURNS, 0);
  if (cooperative == NULL)
    return false;
  cooperative->tasks = pages (count * sizeof (Task *));
  cooperative->joiners = pages (count * sizeof (Waiters));
  return cooperative->tasks != NULL && cooperative->joiners != NULL;
}

void
cooperative_finish (Engine *engine)
{
  Cooperative *cooperative = engine->cooperative;
  uint32_t count = engine->view.task_count;

  for (uint32_t i = 0; i < count; i++)
    free (cooperative->tasks[i]);
  munmap (cooperative->tasks, count * sizeof (Task *));
  munmap (cooperative->joiners, count * sizeof (Waiters));
  free (cooperative);
  engine->cooperative = NULL;
}

Task *
cooperative_task (Engine *engine, uint32_t slot)
{
  return engine->cooperative->tasks[slot];
}

Task *
cooperative_new_task (Engine *engine, uint32_t slot)
{
  /* With its count of holds behind it. */
  Task *task = calloc (1, sizeof *task + engine->view.arena->program.object_count);

  if (task != NULL)
    task_init (task, engine, slot, (uint8_t *) (task + 1));
  engine->cooperative->tasks[slot] = task;
  return task;
}

void
waiters_add (Waiters *waiters, Task *task)
{
  uint32_t entry = task->number + 1;

  task->next_waiter = 0;
  if (waiters->last != 0)
    task->engine->cooperative->tasks[waiters->last - 1]->next_waiter = entry;
  else
    waiters->first = entry;
  waiters->last = entry;
}

Task *
waiters_take (Waiters *waiters, Engine *engine)
{
  Task *task;

  if (waiters->first == 0)
    return NULL;
  task = engine->cooperative->tasks[waiters->first - 1];
  waiters->first = task->next_waiter;
  if (waiters->first == 0)
    waiters->last = 0;
  return task;
}

void
waiters_remove (Waiters *waiters, Task *task)
{
  Task **tasks = task->engine->cooperative->tasks;
  uint32_t entry = task->number + 1, before = 0, at = waiters->first;

  for (; at != 0 && at != entry; at = tasks[at - 1]->next_waiter)
    before = at;
  if (at == 0)
    return;

  if (before != 0)
    tasks[before - 1]->next_waiter = task->next_waiter;
  else
    waiters->first = task->next_waiter;
  if (waiters->last == entry)
    waiters->last = before;
}

/* Takes the task out of this process and lets go on those who wait for its end. */
static void
forget (Task *task, uint64_t ended_ns)
{
  Engine *engine = task->engine;
  uint32_t slot = task->number;
  Waiters *joiners = &engine->cooperative->joiners[slot];
  Task *joiner;

  engine->cooperative->tasks[slot] = NULL;
  free (task);
  while ((joiner = waiters_take (joiners, engine)) != NULL)
    unpark (joiner, ended_ns, slot);
}

Left
cooperative_turn (Task *task)
{
  if (atomic_load_explicit (&task->slot->state, memory_order_relaxed) == TASK_STARTING)
    task_begin (task);
  else if (task->left == LEFT_ASIDE)
    {
      tick_after_wait (task);
      task->back_pending = true;
    }

  interpret (task);
  if (task->left != LEFT_ENDED)
    return task->left;
  task_finish (task, 0);
  forget (task, task->last_ns);
  return LEFT_ENDED;
}

void
cooperative_kill (Task *task, int status, uint64_t time_ns)
{
  for (uint32_t i = 0; i < task->engine->view.task_count && task->waits && task->object == NO_OBJECT; i++)
    waiters_remove (&task->engine->cooperative->joiners[i], task);
  cooperative_leave_objects (task, time_ns);
  slot_end (&task->engine->view, task->number, status, time_ns);
  forget (task, time_ns);
}

void
cooperative_start (Task *starter, uint32_t number)
{
  Engine *engine = starter->engine;
  TaskSlot *slot = arena_task (&engine->view, number);
  const Program *program = starter->program;
  Task *task;

  if (atomic_load (&slot->state) != TASK_NOT_STARTED)
    task_fail_about (starter, FAILURE_STARTED_TWICE, number, 0);
  if (program->declarations[program_declaration_of (program, number)].kind == KIND_PROCESS)
    engine = engine->way->fork != NULL ? engine->way->fork (starter, number) : NULL;
  if (engine == NULL)
    task_fail_about (starter, FAILURE_KIND, number, KIND_PROCESS);
  atomic_store (&slot->state, TASK_STARTING);
  atomic_store_explicit (&slot->owner, engine->process, memory_order_relaxed);
  atomic_fetch_add (&starter->arena->alive, 1);
  tick (starter);
  note (starter, EVENT_STARTED, NO_OBJECT, number, 0);

  task = cooperative_new_task (engine, number);
  if (task == NULL)
    task_fail_about (starter, FAILURE_MEMORY, number, (int64_t) sizeof *task);
  task->ready_ns = starter->last_ns;
  engine->way->ready (task);
}

static void
note_joined (Task *task, uint32_t slot)
{
  tick (task);
  note (task, EVENT_JOINED, NO_OBJECT, slot, 0);
}

static Outcome
join_done (Task *task)
{
  note_joined (task, task->ready_by);
  return OUTCOME_DONE;
}

void
cooperative_join (Task *task, uint32_t number)
{
  Engine *engine = task->engine;
  uint32_t state = atomic_load (&arena_task (&engine->view, number)->state);

  if (state == TASK_NOT_STARTED)
    task_fail_about (task, FAILURE_NOT_STARTED, number, 0);
  if (state == TASK_ENDED)
    {
      note_joined (task, number);
      return;
    }
  park_in_wait (task, WAIT_TASK, NO_OBJECT, 0, join_done);
  waiters_add (&engine->cooperative->joiners[number], task);
}

/* Completes a yield: nothing of it is left. */
static Outcome
yield_done (Task *task)
{
  tick_after_wait (task);
  task->back_pending = true;
  return OUTCOME_DONE;
}

void
cooperative_yield (Task *task)
{
  tick (task);
  if (!task->back_pending || note_allowed (task, 2))
    note (task, EVENT_ASIDE, NO_OBJECT, NO_TASK, 0);
  task->back_pending = false;
  park (task, yield_done);
  unpark (task, task->last_ns, NO_TASK);
}
