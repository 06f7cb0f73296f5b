/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tasks by the time at which they are due: a binary heap, the earliest first and, of equal times, the one that was added
 * first.  Context: one thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  uint64_t time_ns;
  uint64_t order;      /* of addition */
  uint32_t slot;
} Timer;

typedef struct {
  Timer *timers;       /* owned */
  uint32_t count, room;
  uint64_t order;      /* how many have been added */
} TimerHeap;

/* Adds a timer; false and errno (ENOMEM).  A zeroed heap is empty. */
bool timer_heap_add (TimerHeap *heap, uint64_t time_ns, uint32_t slot);

/* The earliest, borrowed until the heap changes; NULL if there is none. */
const Timer *timer_heap_first (const TimerHeap *heap);

/* Takes the earliest out; there must be one. */
Timer timer_heap_take (TimerHeap *heap);

/* Takes the timer of a slot out, if there is one. */
void timer_heap_remove (TimerHeap *heap, uint32_t slot);

void timer_heap_finish (TimerHeap *heap);
