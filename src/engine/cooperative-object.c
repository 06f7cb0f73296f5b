/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Locks, semaphores, barriers and events of tasks that take turns.
 */
#include "cooperative.h"

#include "note.h"
#include "object.h"
#include "park.h"
#include "task.h"
#include "tick.h"

static CooperativeObject *
waiting_at (Task *task, uint32_t object)
{
  return &task->engine->cooperative->objects[object];
}

static Object *
shared_at (Task *task, uint32_t object)
{
  return object_at (&task->engine->view, object);
}

/* A hold is noted together with its release or not at all, as in lock.c. */
static void
note_hold (Task *task, uint32_t object, int64_t value, bool waited)
{
  if (task->held[object] == UINT8_MAX || (!note_allowed (task, 2) && !waited))
    return;
  if (!waited)
    tick (task);
  task->held[object]++;
  note (task, EVENT_HOLD, object, NO_TASK, value);
}

static void
hold_lock (Task *task, uint32_t object, bool waited)
{
  atomic_store_explicit (&shared_at (task, object)->lock.holder, task->number + 1, memory_order_relaxed);
  note_hold (task, object, 1, waited);
}

/* Lets the next of those who wait go on, for whom one unit is reserved. */
static void
hand_on (Engine *engine, uint32_t object, uint64_t time_ns, uint32_t by)
{
  CooperativeObject *waiting = &engine->cooperative->objects[object];
  Task *next = waiters_take (&waiting->waiters, engine);

  if (next == NULL)
    return;
  waiting->reserved++;
  next->granted = true;
  unpark (next, time_ns, by);
}

static Outcome
lock_granted (Task *task)
{
  waiting_at (task, task->object)->reserved--;
  hold_lock (task, task->object, true);
  return OUTCOME_DONE;
}

static void
acquire_lock (Task *task, uint32_t object)
{
  CooperativeObject *lock = waiting_at (task, object);

  if (atomic_load_explicit (&shared_at (task, object)->lock.holder, memory_order_relaxed) == 0 && lock->reserved == 0)
    {
      hold_lock (task, object, false);
      return;
    }
  /* Its own: it waits for ever, as with a plain pthread mutex. */
  park_in_wait (task, WAIT_LOCK, object, 0, lock_granted);
  waiters_add (&lock->waiters, task);
}

static void
release_lock (Task *task, uint32_t object)
{
  _Atomic uint32_t *holder = &shared_at (task, object)->lock.holder;
  bool noted = task->held[object] != 0;

  if (atomic_load_explicit (holder, memory_order_relaxed) != task->number + 1)
    task_fail (task, FAILURE_NOT_HOLDER, object);
  atomic_store_explicit (holder, 0, memory_order_relaxed);

  if (noted)
    {
      tick (task);
      note (task, EVENT_RELEASE, object, NO_TASK, 1);
    }
  task->held[object] = 0;
  if (waiting_at (task, object)->waiters.first != 0)
    hand_on (task->engine, object, noted ? task->last_ns : tick (task), task->number);
}

static void
take_unit (Task *task, uint32_t object, bool waited)
{
  _Atomic int64_t *left = &shared_at (task, object)->semaphore.units.left;

  atomic_fetch_sub_explicit (left, 1, memory_order_relaxed);
  note_hold (task, object, atomic_load_explicit (left, memory_order_relaxed), waited);
}

static Outcome
unit_granted (Task *task)
{
  waiting_at (task, task->object)->reserved--;
  take_unit (task, task->object, true);
  return OUTCOME_DONE;
}

static void
acquire_semaphore (Task *task, uint32_t object)
{
  CooperativeObject *semaphore = waiting_at (task, object);
  int64_t left = atomic_load_explicit (&shared_at (task, object)->semaphore.units.left, memory_order_relaxed);

  if (left - semaphore->reserved > 0)
    {
      take_unit (task, object, false);
      return;
    }
  park_in_wait (task, WAIT_SEMAPHORE, object, 0, unit_granted);
  waiters_add (&semaphore->waiters, task);
}

static void
release_semaphore (Task *task, uint32_t object)
{
  _Atomic int64_t *left = &shared_at (task, object)->semaphore.units.left;
  bool noted = task->held[object] > 0;

  atomic_fetch_add_explicit (left, 1, memory_order_relaxed);
  if (noted || note_allowed (task, 1))
    {
      tick (task);
      note (task, EVENT_RELEASE, object, NO_TASK, atomic_load_explicit (left, memory_order_relaxed));
    }
  if (noted)
    task->held[object]--;

  if (waiting_at (task, object)->waiters.first != 0)
    hand_on (task->engine, object, tick (task), task->number);
}

void
cooperative_acquire (Task *task, uint32_t object)
{
  if (task->program->objects[object].kind == OBJECT_LOCK)
    acquire_lock (task, object);
  else
    acquire_semaphore (task, object);
}

void
cooperative_release (Task *task, uint32_t object)
{
  if (task->program->objects[object].kind == OBJECT_LOCK)
    release_lock (task, object);
  else
    release_semaphore (task, object);
}

/* Sets the gate to `value`, and all who wait go on. */
static void
open_gate (Task *task, uint32_t object, int64_t value)
{
  Waiters *waiters = &waiting_at (task, object)->waiters;
  uint64_t now = tick (task);
  Task *next;

  atomic_store_explicit (&shared_at (task, object)->gate.value, value, memory_order_relaxed);
  note_value (task, EVENT_FILL, object, value);
  while ((next = waiters_take (waiters, task->engine)) != NULL)
    unpark (next, now, task->number);
}

static void
wait_at_gate (Task *task, uint32_t object, WaitReason reason)
{
  park_in_wait (task, reason, object, 0, NULL);
  waiters_add (&waiting_at (task, object)->waiters, task);
}

void
cooperative_wait (Task *task, uint32_t object)
{
  if (atomic_load_explicit (&shared_at (task, object)->gate.value, memory_order_relaxed) == 0)
    wait_at_gate (task, object, WAIT_EVENT);
}

void
cooperative_signal (Task *task, uint32_t object)
{
  if (atomic_load_explicit (&shared_at (task, object)->gate.value, memory_order_relaxed) == 0)
    open_gate (task, object, 1);
}

void
cooperative_arrive (Task *task, uint32_t object)
{
  _Atomic int64_t *value = &shared_at (task, object)->gate.value;
  int64_t arrived = atomic_load_explicit (value, memory_order_relaxed) + 1;

  atomic_store_explicit (value, arrived, memory_order_relaxed);
  note_value (task, EVENT_FILL, object, arrived);
  if (arrived < task->program->objects[object].size)
    wait_at_gate (task, object, WAIT_BARRIER);
  else
    open_gate (task, object, 0);
}

/* The dead task's place in the waiting for `object`, and what was reserved for it, goes to the others; so does a lock that
 * it held, as with robust mutexes.  Units of a semaphore that it held are lost, as with processes. */
static void
leave_object (Task *task, uint32_t object, uint64_t time_ns)
{
  CooperativeObject *waiting = waiting_at (task, object);
  ObjectKind kind = task->program->objects[object].kind;
  _Atomic uint32_t *holder = &shared_at (task, object)->lock.holder;
  bool was_holder = kind == OBJECT_LOCK && atomic_load_explicit (holder, memory_order_relaxed) == task->number + 1;
  bool was_granted = task->waits && task->granted && task->object == object && kind <= OBJECT_SEMAPHORE;

  waiters_remove (&waiting->waiters, task);
  waiters_remove (&waiting->places, task);
  if (was_holder)
    atomic_store_explicit (holder, 0, memory_order_relaxed);
  if (was_granted)
    waiting->reserved--;
  if (was_holder || was_granted)
    hand_on (task->engine, object, time_ns, task->number);
}

void
cooperative_leave_objects (Task *task, uint64_t time_ns)
{
  for (uint32_t i = 0; i < task->program->object_count; i++)
    leave_object (task, i, time_ns);
  cooperative_leave_queues (task, time_ns);
}
