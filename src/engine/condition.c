/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "condition.h"

#include "futex.h"

#include <errno.h>
#include <limits.h>

void
robust_mutex_init (pthread_mutex_t *mutex, int type)
{
  pthread_mutexattr_t attributes;

  pthread_mutexattr_init (&attributes);
  pthread_mutexattr_setpshared (&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust (&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutexattr_settype (&attributes, type);
  pthread_mutex_init (mutex, &attributes);
  pthread_mutexattr_destroy (&attributes);
}

void
guard_init (Guard *guard)
{
  robust_mutex_init (&guard->mutex, PTHREAD_MUTEX_NORMAL);
}

void
guard_lock (Guard *guard)
{
  /* What it guards is a few numbers, each of which is right at any time: nothing to repair. */
  if (pthread_mutex_lock (&guard->mutex) == EOWNERDEAD)
    pthread_mutex_consistent (&guard->mutex);
}

void
guard_unlock (Guard *guard)
{
  pthread_mutex_unlock (&guard->mutex);
}

void
condition_wait (Condition *condition, Guard *guard)
{
  uint32_t sequence = atomic_load (&condition->sequence);

  condition->waiters++;
  guard_unlock (guard);
  futex_wait (&condition->sequence, sequence);
  guard_lock (guard);
  condition->waiters--;
}

bool
condition_wait_for (Condition *condition, Guard *guard, uint64_t ns)
{
  uint32_t sequence = atomic_load (&condition->sequence);
  bool in_time;

  condition->waiters++;
  guard_unlock (guard);
  in_time = futex_wait_for (&condition->sequence, sequence, ns);
  guard_lock (guard);
  condition->waiters--;
  return in_time;
}

void
condition_wake_one (Condition *condition, Guard *guard)
{
  bool waited_for = condition->waiters > 0;

  atomic_fetch_add (&condition->sequence, 1);
  guard_unlock (guard);
  if (waited_for)
    futex_wake (&condition->sequence, 1);
}

void
condition_stir (Condition *condition)
{
  atomic_fetch_add (&condition->sequence, 1);
  futex_wake (&condition->sequence, INT_MAX);
}
