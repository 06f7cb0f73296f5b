/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Supplies, and the semaphores and queues that are made of them.
 */
#include "object.h"

#include "note.h"
#include "task.h"
#include "tick.h"
#include "wait.h"

/* Who gave the next unit to be taken, if that is still known. */
static Stamp
next_stamp (const Supply *supply)
{
  Stamp unknown = { 0, NO_TASK };

  if (supply->given > supply->taken && supply->given - supply->taken <= STAMPS)
    return supply->stamps[supply->taken % STAMPS];
  return unknown;
}

static void
wait_for_unit (Supply *supply, Task *task, Guard *guard, const uint32_t *closed, uint32_t object, WaitReason reason)
{
  uint64_t begin = wait_begin (task, reason, object, 0);
  Stamp stamp;

  while (supply->left <= 0 && (closed == NULL || !*closed))
    condition_wait (&supply->condition, guard);

  stamp = next_stamp (supply);
  if (supply->left > 0 && stamp.time_ns >= begin)
    wait_end (task, stamp.time_ns, stamp.by);
  else
    wait_end (task, 0, NO_TASK);
}

static bool
supply_take (Supply *supply, Task *task, Guard *guard, const uint32_t *closed, uint32_t object, WaitReason reason)
{
  if (supply->left <= 0 && (closed == NULL || !*closed))
    wait_for_unit (supply, task, guard, closed, object, reason);
  if (supply->left <= 0)
    return false;

  supply->left--;
  supply->taken++;
  return true;
}

/* The caller wakes a waiter when it gives the guard up. */
static void
supply_give (Supply *supply, Task *task)
{
  Stamp *stamp = &supply->stamps[supply->given % STAMPS];

  stamp->time_ns = supply->condition.waiters > 0 ? tick (task) : 0;
  stamp->by = task->number;
  supply->given++;
  supply->left++;
}

void
semaphore_acquire (Semaphore *semaphore, Task *task, uint32_t object)
{
  guard_lock (&semaphore->guard);
  supply_take (&semaphore->units, task, &semaphore->guard, NULL, object, WAIT_SEMAPHORE);

  /* Noted together with its release, as with locks. */
  if (task->held[object] < UINT8_MAX && note_allowed (task, 2))
    {
      task->held[object]++;
      tick (task);
      note (task, EVENT_HOLD, object, NO_TASK, semaphore->units.left);
    }
  guard_unlock (&semaphore->guard);
}

void
semaphore_release (Semaphore *semaphore, Task *task, uint32_t object)
{
  bool noted = task->held[object] > 0;

  guard_lock (&semaphore->guard);
  supply_give (&semaphore->units, task);
  if (noted || note_allowed (task, 1))
    {
      tick (task);
      note (task, EVENT_RELEASE, object, NO_TASK, semaphore->units.left);
    }
  condition_wake_one (&semaphore->units.condition, &semaphore->guard);

  if (noted)
    task->held[object]--;
}

Outcome
object_put (Task *task, uint32_t object)
{
  Queue *queue = &object_at (&task->engine->view, object)->queue;

  guard_lock (&queue->guard);
  if (!supply_take (&queue->places, task, &queue->guard, &queue->closed, object, WAIT_QUEUE) || queue->closed)
    {
      guard_unlock (&queue->guard);
      return OUTCOME_CLOSED;
    }
  supply_give (&queue->elements, task);
  note_value (task, EVENT_FILL, object, queue->elements.left);
  condition_wake_one (&queue->elements.condition, &queue->guard);
  return OUTCOME_DONE;
}

Outcome
object_get (Task *task, uint32_t object)
{
  Queue *queue = &object_at (&task->engine->view, object)->queue;

  if (task->program->objects[object].kind == OBJECT_KEYBOARD)
    {
      keyboard_get (task, object);
      return OUTCOME_DONE;
    }

  guard_lock (&queue->guard);
  if (!supply_take (&queue->elements, task, &queue->guard, &queue->closed, object, WAIT_QUEUE))
    {
      guard_unlock (&queue->guard);
      return OUTCOME_CLOSED;
    }
  supply_give (&queue->places, task);
  note_value (task, EVENT_FILL, object, queue->elements.left);
  condition_wake_one (&queue->places.condition, &queue->guard);
  return OUTCOME_DONE;
}

void
object_close (Task *task, uint32_t object)
{
  Queue *queue = &object_at (&task->engine->view, object)->queue;

  guard_lock (&queue->guard);
  queue->closed = 1;
  guard_unlock (&queue->guard);
  condition_stir (&queue->elements.condition);
  condition_stir (&queue->places.condition);
}
