/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Guard and condition: the mutex and the condition variable of the objects that tasks wait for.
 *
 * The condition is our own, on a futex: glibc's pthread_cond_t is not safe when a process is killed while it waits
 * (signalers can then wait for ever for it to leave its group).  Here a dead waiter leaves nothing behind but a
 * count that is too high, which costs a superfluous system call.  A wake-up that a dying task took with it is made
 * up for by condition_stir().  After "Futexes Are Tricky" (U. Drepper, 2011), section 8.
 */
#pragma once

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* A mutex that outlives its holder's death; held for some hundred nanoseconds at most. */
typedef struct {
  pthread_mutex_t mutex;
} Guard;

typedef struct {
  _Atomic uint32_t sequence; /* goes up at every wake-up; the futex */
  uint32_t waiters;          /* under the guard; dead ones included */
} Condition;

/* Makes a mutex that can be shared between processes and outlives its holder; `type` as for
 * pthread_mutexattr_settype(3). */
void robust_mutex_init (pthread_mutex_t *mutex, int type);

void guard_init (Guard *guard);
void guard_lock (Guard *guard);
void guard_unlock (Guard *guard);

/* Gives the guard up, sleeps until a wake-up, and takes it again.  Returns for no reason now and then: call it in a
 * loop. */
void condition_wait (Condition *condition, Guard *guard);

/* The same for at most `ns`; false when that time is over. */
bool condition_wait_for (Condition *condition, Guard *guard, uint64_t ns);

/* Gives the guard up and lets one waiter go on: in this order, since a waiter that wakes first runs into the guard and
 * sleeps once more.  Context: holder of the guard. */
void condition_wake_one (Condition *condition, Guard *guard);

/* Makes every waiter look again.  Context: anybody, without the guard. */
void condition_stir (Condition *condition);
