/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ring.h"

#include <string.h>

size_t
ring_size (uint64_t capacity)
{
  return offsetof (Ring, events) + capacity * sizeof (Event);
}

void
ring_init (Ring *ring, uint64_t capacity)
{
  ring->capacity = capacity;
}

bool
ring_make_room (Ring *ring, uint64_t tail, uint64_t count)
{
  if (tail + count - ring->seen_head <= ring->capacity)
    return true;
  ring->seen_head = atomic_load_explicit (&ring->head, memory_order_acquire);
  if (tail + count - ring->seen_head <= ring->capacity)
    return true;

  /* Only this producer writes `dropped`: a plain addition is enough, and cheaper than an atomic one. */
  atomic_store_explicit (&ring->dropped, atomic_load_explicit (&ring->dropped, memory_order_relaxed) + count,
                         memory_order_relaxed);
  return false;
}

bool
ring_push_all (Ring *ring, const Event *events, size_t count)
{
  uint64_t tail = atomic_load_explicit (&ring->tail, memory_order_relaxed);

  if (!ring_make_room (ring, tail, count))
    return false;

  for (size_t i = 0; i < count; i++)
    ring->events[(tail + i) & (ring->capacity - 1)] = events[i];

  /* Release: a consumer that sees the new tail sees the events before it. */
  atomic_store_explicit (&ring->tail, tail + count, memory_order_release);
  return true;
}

size_t
ring_take (Ring *ring, uint64_t capacity, Event *events, size_t most)
{
  uint64_t head = atomic_load_explicit (&ring->head, memory_order_relaxed);
  uint64_t tail = atomic_load_explicit (&ring->tail, memory_order_acquire);
  uint64_t count = tail - head;

  if (count > capacity) /* a producer that writes nonsense harms only its own lane */
    count = capacity;
  if (count > most)
    count = most;

  for (uint64_t i = 0; i < count; i++)
    events[i] = ring->events[(head + i) & (capacity - 1)];

  atomic_store_explicit (&ring->head, head + count, memory_order_release);
  return (size_t) count;
}

uint64_t
ring_dropped (Ring *ring)
{
  return atomic_load_explicit (&ring->dropped, memory_order_relaxed);
}
