/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timer-heap.h"

#include <stdlib.h>

enum { FIRST_ROOM = 64 };

static bool
is_before (const Timer *one, const Timer *other)
{
  return one->time_ns != other->time_ns ? one->time_ns < other->time_ns : one->order < other->order;
}

static void
swap (Timer *one, Timer *other)
{
  Timer between = *one;

  *one = *other;
  *other = between;
}

static void
rise (TimerHeap *heap, uint32_t at)
{
  while (at > 0 && is_before (&heap->timers[at], &heap->timers[(at - 1) / 2]))
    {
      swap (&heap->timers[at], &heap->timers[(at - 1) / 2]);
      at = (at - 1) / 2;
    }
}

static void
sink (TimerHeap *heap, uint32_t at)
{
  for (;;)
    {
      uint32_t least = at, left = 2 * at + 1, right = left + 1;

      if (left < heap->count && is_before (&heap->timers[left], &heap->timers[least]))
        least = left;
      if (right < heap->count && is_before (&heap->timers[right], &heap->timers[least]))
        least = right;
      if (least == at)
        return;
      swap (&heap->timers[at], &heap->timers[least]);
      at = least;
    }
}

bool
timer_heap_add (TimerHeap *heap, uint64_t time_ns, uint32_t slot)
{
  if (heap->count == heap->room)
    {
      uint32_t room = heap->room == 0 ? FIRST_ROOM : 2 * heap->room;
      Timer *timers = realloc (heap->timers, room * sizeof *timers);

      if (timers == NULL)
        return false;
      heap->timers = timers;
      heap->room = room;
    }
  heap->timers[heap->count] = (Timer) { time_ns, heap->order++, slot };
  rise (heap, heap->count++);
  return true;
}

const Timer *
timer_heap_first (const TimerHeap *heap)
{
  return heap->count > 0 ? &heap->timers[0] : NULL;
}

static void
take_at (TimerHeap *heap, uint32_t at)
{
  heap->timers[at] = heap->timers[--heap->count];
  if (at < heap->count)
    {
      rise (heap, at);
      sink (heap, at);
    }
}

Timer
timer_heap_take (TimerHeap *heap)
{
  Timer first = heap->timers[0];

  take_at (heap, 0);
  return first;
}

void
timer_heap_remove (TimerHeap *heap, uint32_t slot)
{
  for (uint32_t i = 0; i < heap->count; i++)
    if (heap->timers[i].slot == slot)
      {
        take_at (heap, i);
        return;
      }
}

void
timer_heap_finish (TimerHeap *heap)
{
  free (heap->timers);
  *heap = (TimerHeap) { 0 };
}
