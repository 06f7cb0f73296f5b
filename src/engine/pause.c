/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pause.h"

#include "clock.h"
#include "futex.h"

#include <limits.h>

void
pause_begin (Arena *arena)
{
  uint32_t count = atomic_load (&arena->pause_count);
  uint32_t running = CONTROL_RUN;

  /* Virtual time stands still by itself. */
  if (way_traits[arena->way].is_simulated)
    {
      atomic_compare_exchange_strong (&arena->control, &running, CONTROL_PAUSE);
      return;
    }
  if (count == MAX_PAUSES || atomic_load (&arena->control) != CONTROL_RUN)
    return;

  arena->pauses[count].begin_ns = now_ns ();
  atomic_store_explicit (&arena->pause_count, count + 1, memory_order_release);
  atomic_compare_exchange_strong (&arena->control, &running, CONTROL_PAUSE);
}

void
pause_end (Arena *arena)
{
  uint32_t count = atomic_load (&arena->pause_count);
  uint32_t paused = CONTROL_PAUSE;

  if (way_traits[arena->way].is_simulated)
    {
      if (atomic_compare_exchange_strong (&arena->control, &paused, CONTROL_RUN))
        futex_wake (&arena->control, INT_MAX);
      return;
    }
  if (count == 0 || atomic_load (&arena->pauses[count - 1].end_ns) != 0)
    return;

  atomic_store (&arena->pauses[count - 1].end_ns, now_ns ());
  if (atomic_compare_exchange_strong (&arena->control, &paused, CONTROL_RUN))
    futex_wake (&arena->control, INT_MAX);
}

uint64_t
paused_ns (Arena *arena, uint64_t now)
{
  uint32_t count = atomic_load_explicit (&arena->pause_count, memory_order_acquire);
  uint64_t sum = 0;

  for (uint32_t i = 0; i < count && i < MAX_PAUSES; i++)
    {
      uint64_t end = atomic_load_explicit (&arena->pauses[i].end_ns, memory_order_acquire);

      sum += (end != 0 ? end : now) - arena->pauses[i].begin_ns;
    }
  return sum;
}
