/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Locks.
 */
#include "object.h"

#include "note.h"
#include "task.h"
#include "tick.h"
#include "wait.h"

#include <errno.h>

static void
note_hold (Task *task, uint32_t object, bool waited)
{
  /* A hold is noted together with its release or not at all, so that no lane shows one that never ends. */
  if (!note_allowed (task, 2) && !waited)
    return;
  if (!waited)
    tick (task);
  task->held[object] = 1;
  note (task, EVENT_HOLD, object, NO_TASK, 1);
}

/* Waits for a lock that another task holds. */
static int
lock_contended (Lock *lock, Task *task, uint32_t object)
{
  uint64_t begin = wait_begin (task, WAIT_LOCK, object, 0), released;
  int result;

  atomic_fetch_add (&lock->waiters, 1);
  result = pthread_mutex_lock (&lock->mutex);
  if (result == EDEADLK) /* its own: a plain pthread mutex would never let it go on, so neither does this one */
    wait_for_ever ();
  atomic_fetch_sub (&lock->waiters, 1);

  released = atomic_load_explicit (&lock->released_ns, memory_order_relaxed);
  if (released >= begin)
    wait_end (task, released, atomic_load_explicit (&lock->released_by, memory_order_relaxed));
  else
    wait_end (task, 0, NO_TASK);
  return result;
}

void
lock_acquire (Lock *lock, Task *task, uint32_t object)
{
  int result = pthread_mutex_trylock (&lock->mutex);
  bool waited = result == EBUSY || result == EDEADLK;

  if (waited)
    result = lock_contended (lock, task, object);
  if (result == EOWNERDEAD) /* its holder was killed: the lock goes on to the next one */
    pthread_mutex_consistent (&lock->mutex);

  atomic_store_explicit (&lock->holder, task->number + 1, memory_order_relaxed);
  note_hold (task, object, waited);
}

void
lock_release (Lock *lock, Task *task, uint32_t object)
{
  bool noted = task->held[object] != 0;
  bool waited_for = atomic_load (&lock->waiters) > 0;

  if (atomic_load_explicit (&lock->holder, memory_order_relaxed) != task->number + 1)
    task_fail (task, FAILURE_NOT_HOLDER, object);

  /* The time of the release lies before it, so that the next hold cannot begin earlier. */
  if (noted || waited_for)
    tick (task);
  if (waited_for)
    {
      atomic_store_explicit (&lock->released_by, task->number, memory_order_relaxed);
      atomic_store_explicit (&lock->released_ns, task->last_ns, memory_order_relaxed);
    }
  atomic_store_explicit (&lock->holder, 0, memory_order_relaxed);
  pthread_mutex_unlock (&lock->mutex);

  task->held[object] = 0;
  if (noted)
    note (task, EVENT_RELEASE, object, NO_TASK, 1);
}
