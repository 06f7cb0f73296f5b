/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interpreter-lock.h"

#include "note.h"
#include "object.h"
#include "tick.h"
#include "wait.h"

enum { DEFAULT_INTERVAL_US = 5000 }; /* sys.getswitchinterval() of every CPython since 3.2 */

void
interpreter_lock_init (InterpreterLock *lock)
{
  guard_init (&lock->guard);
}

void
interpreter_lock_find (Engine *engine)
{
  const Program *program = &engine->view.arena->program;

  engine->interpreter_lock = NULL;
  if (program->interpreter_lock == 0)
    return;
  for (uint32_t i = program->interpreter_lock - 1; i < program->object_count; i++)
    if (program->objects[i].size == (int64_t) engine->process)
      {
        engine->interpreter_lock = &object_at (&engine->view, i)->interpreter_lock;
        engine->interpreter_object = i;
      }
}

static uint64_t
interval_ns (const Task *task)
{
  int64_t interval_us = task->arena->options[OPTION_SWITCH_INTERVAL_US];

  return (uint64_t) (interval_us > 0 ? interval_us : DEFAULT_INTERVAL_US) * 1000;
}

/* The guard is held. */
static void
ask (InterpreterLock *lock, Task *task)
{
  if (atomic_load_explicit (&lock->asked_by, memory_order_relaxed) != 0)
    return;
  tick_after_wait (task);
  note (task, EVENT_ASK, task->engine->interpreter_object, lock->last_holder - 1, 0);
  atomic_store_explicit (&lock->asked_by, task->number + 1, memory_order_relaxed);
}

/* Waits, with the guard, until the lock is free; the wait began at begin_ns. */
static void
wait_until_free (InterpreterLock *lock, Task *task, uint64_t begin_ns)
{
  while (lock->is_held)
    {
      uint64_t switches = lock->switches;
      bool woken = condition_wait_for (&lock->freed, &lock->guard, interval_ns (task));

      if (!woken && lock->is_held && lock->switches == switches)
        ask (lock, task);
    }
  if (lock->released_ns >= begin_ns)
    wait_end (task, lock->released_ns, lock->last_holder - 1);
  else
    wait_end (task, 0, NO_TASK);
}

/* Takes a lock that is free, and gives up the guard. */
static void
take (InterpreterLock *lock, Task *task)
{
  lock->is_held = 1;
  if (lock->last_holder != task->number + 1)
    {
      lock->last_holder = task->number + 1;
      lock->switches++;
    }
  atomic_store_explicit (&lock->asked_by, 0, memory_order_relaxed);
  task->holds_interpreter = true;
  tick (task);
  note (task, EVENT_HOLD, task->engine->interpreter_object, NO_TASK, 1);
  condition_wake_one (&lock->switched, &lock->guard);
}

void
interpreter_lock_take (Task *task)
{
  InterpreterLock *lock = task->engine->interpreter_lock;

  if (lock == NULL || task->holds_interpreter)
    return;
  guard_lock (&lock->guard);
  if (lock->is_held)
    wait_until_free (lock, task, wait_begin (task, WAIT_LOCK, task->engine->interpreter_object, 0));
  take (lock, task);
}

/* The time of the release lies before it, so that the next hold cannot begin earlier. */
static void
let_go (InterpreterLock *lock, Task *task)
{
  guard_lock (&lock->guard);
  lock->released_ns = tick (task);
  note (task, EVENT_RELEASE, task->engine->interpreter_object, NO_TASK, 1);
  lock->is_held = 0;
  task->holds_interpreter = false;
  condition_wake_one (&lock->freed, &lock->guard);
}

/* Waits until another task has taken it, if one has asked: it goes on waiting until it is given the lock. */
static void
wait_for_switch (InterpreterLock *lock, Task *task)
{
  guard_lock (&lock->guard);
  if (atomic_load_explicit (&lock->asked_by, memory_order_relaxed) != 0)
    while (lock->last_holder == task->number + 1)
      condition_wait (&lock->switched, &lock->guard);
  guard_unlock (&lock->guard);
}

void
interpreter_lock_let_go (Task *task)
{
  InterpreterLock *lock = task->engine->interpreter_lock;

  if (lock == NULL || !task->holds_interpreter)
    return;
  let_go (lock, task);
  wait_for_switch (lock, task);
}

void
interpreter_lock_give_way (Task *task)
{
  InterpreterLock *lock = task->engine->interpreter_lock;
  uint32_t asked_by;
  uint64_t begin_ns;

  if (lock == NULL || !task->holds_interpreter)
    return;
  asked_by = atomic_load_explicit (&lock->asked_by, memory_order_relaxed);
  if (asked_by == 0)
    return;
  let_go (lock, task);
  note (task, EVENT_GIVE_WAY, task->engine->interpreter_object, asked_by - 1, 0);
  begin_ns = wait_begin (task, WAIT_LOCK, task->engine->interpreter_object, 0);
  wait_for_switch (lock, task);
  guard_lock (&lock->guard);
  wait_until_free (lock, task, begin_ns);
  take (lock, task);
}
