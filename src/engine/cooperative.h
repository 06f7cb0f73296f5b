/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tasks that take turns on one thread: their lives, and objects on which they wait without blocking that thread.
 *
 * Who waits is parked (park.h) in a list in order of arrival.  What is given is reserved for the first in the list, so
 * that nobody overtakes it, as in Python's asyncio; until it has had its turn the object still shows it as there.
 * Nothing is allocated for a wait: the lists are linked through the tasks, by their slots.
 * Context, for all here: the thread that executes the tasks.
 */
#pragma once

#include "engine.h"
#include "way.h"

/* Tasks that wait, in order of arrival. */
typedef struct {
  uint32_t first, last;     /* slots + 1; 0: nobody */
} Waiters;

/* What an object is to tasks that take turns; its value lies in the arena, as for all ways. */
typedef struct {
  Waiters waiters;          /* queue: for elements */
  Waiters places;           /* queue: for free places */
  int64_t reserved;         /* lock, semaphore, elements of a queue: given to those who have not had their turn */
  int64_t places_reserved;
} CooperativeObject;

struct Cooperative {
  Task **tasks;             /* one for each slot; NULL: not started, or ended */
  Waiters *joiners;         /* one for each slot */
  CooperativeObject objects[MAX_OBJECTS];
};

/* Lets the tasks of this process take turns; false and errno (ENOMEM). */
bool cooperative_init (Engine *engine);
void cooperative_finish (Engine *engine);

/* The task of `slot`; NULL if it is not started or has ended. */
Task *cooperative_task (Engine *engine, uint32_t slot);

/* Makes the task of `slot`, not yet begun; NULL and errno. */
Task *cooperative_new_task (Engine *engine, uint32_t slot);

/* The task's turn: begins it, if it has not, and executes it until it is left; returns why.  An ended task is gone then,
 * and those who waited for its end may go on. */
Left cooperative_turn (Task *task);

/* Ends a task that shall have no turn any more, with `status` as wait(2) gives it, because its process ended; nothing
 * is noted.  What it held or was to get goes on to others. */
void cooperative_kill (Task *task, int status, uint64_t time_ns);

/* Operations of ways. */
void cooperative_start (Task *starter, uint32_t slot);
void cooperative_join (Task *task, uint32_t slot);
void cooperative_yield (Task *task);
void cooperative_acquire (Task *task, uint32_t object);
void cooperative_release (Task *task, uint32_t object);
Outcome cooperative_put (Task *task, uint32_t object);
Outcome cooperative_get (Task *task, uint32_t object);
void cooperative_close (Task *task, uint32_t object);
void cooperative_wait (Task *task, uint32_t object);
void cooperative_signal (Task *task, uint32_t object);
void cooperative_arrive (Task *task, uint32_t object);

/* Lets tasks that wait for a key go on, at time_ns, for those that are there; false if nobody waits for one (any more). */
bool cooperative_keyboard_look (Engine *engine, uint64_t time_ns);

/* A task that is killed waits no longer: what is reserved for it, and locks that it holds, go on to others. */
void cooperative_leave_objects (Task *task, uint64_t time_ns);
void cooperative_leave_queues (Task *task, uint64_t time_ns);

/* Lists. */
void waiters_add (Waiters *waiters, Task *task);
Task *waiters_take (Waiters *waiters, Engine *engine);  /* NULL: nobody */
void waiters_remove (Waiters *waiters, Task *task);     /* no effect if it is not in there */
