/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Objects: what lies in an ObjectSlot, and what tasks of real threads and processes do with it.
 */
#pragma once

#include "condition.h"
#include "engine.h"
#include "interpreter-lock.h"
#include "way.h"

enum { STAMPS = 8 };

/* When something was given, and by whom. */
typedef struct {
  uint64_t time_ns;  /* 0: nobody waited then, so nobody looked at the clock */
  uint32_t by;
} Stamp;

/* Units that tasks take, one at a time, waiting while there are none.  A semaphore is one supply, a queue two:
 * elements and free places.  Units are taken in the order in which they were given, so that whoever waited finds
 * the stamp of the very unit that it got, unless that is more than STAMPS units old. */
typedef struct {
  Condition condition;
  _Atomic int64_t left;    /* written under the guard */
  uint64_t given, taken;
  Stamp stamps[STAMPS];
} Supply;

/* The pthread mutex is the lock itself: what the learner sees is what a pthread mutex does. */
typedef struct {
  pthread_mutex_t mutex;
  _Atomic uint32_t holder;       /* slot of the task that holds it + 1, 0: nobody */
  _Atomic uint32_t waiters;      /* dead ones included */
  _Atomic uint32_t released_by;
  _Atomic uint64_t released_ns;  /* last release for which somebody waited */
} Lock;

typedef struct {
  Guard guard;
  Supply units;
} Semaphore;

typedef struct {
  Guard guard;
  Supply elements, places;
  uint32_t closed;
} Queue;

/* A barrier or an event: all who wait go on together. */
typedef struct {
  Guard guard;
  Condition condition;
  _Atomic int64_t value;         /* barrier: arrived; event: 0 or 1 */
  uint32_t openings;             /* how often it has let them go on */
  Stamp opened;
} Gate;

typedef union {
  Lock lock;
  Semaphore semaphore;
  Queue queue;
  Gate gate;
  InterpreterLock interpreter_lock;
  _Atomic int64_t counter;
} Object;

_Static_assert (sizeof (Object) <= sizeof (ObjectSlot), "an object fits into its slot");

/* The object behind `index`.  Context, for all here: any process of the run. */
Object *object_at (const ArenaView *view, uint32_t index);

/* Makes all objects what the program declares.  Context: before the first task. */
void objects_init (const ArenaView *view);

/* A process has died: wake-ups may have died with it, so every waiter looks again. */
void objects_stir (const ArenaView *view);

/* The value of an object, as OP_VALUE_OF pushes it: a counter's value, elements in a queue, what is left of a
 * semaphore, arrived at a barrier, 1 for an event that was signalled and for a lock that is held. */
int64_t object_value (Engine *engine, uint32_t object);

/* The counter: in the arena if it is shared, else this process's own. */
_Atomic int64_t *counter_of (Engine *engine, uint32_t object);

/* The lock and semaphore halves of OP_ACQUIRE and OP_RELEASE.  Context: the task itself. */
void lock_acquire (Lock *lock, Task *task, uint32_t object);
void lock_release (Lock *lock, Task *task, uint32_t object);
void semaphore_acquire (Semaphore *semaphore, Task *task, uint32_t object);
void semaphore_release (Semaphore *semaphore, Task *task, uint32_t object);

/* The steps.  Context: the task itself. */
void object_acquire (Task *task, uint32_t object);
void object_release (Task *task, uint32_t object);
Outcome object_put (Task *task, uint32_t object);
Outcome object_get (Task *task, uint32_t object);
void keyboard_get (Task *task, uint32_t object);
void object_close (Task *task, uint32_t object);
void object_wait (Task *task, uint32_t object);
void object_signal (Task *task, uint32_t object);
void object_arrive (Task *task, uint32_t object);
