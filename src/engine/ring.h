/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A ring of events in shared memory, with one producer and one consumer, which may be different processes.
 *
 * A producer never waits: when the ring is full the event is dropped and counted.  `tail` is written by the
 * producer alone and `head` by the consumer alone; each lies on a cache line of its own, so that the two
 * do not take the line from one another at every event (the false-sharing scenario shows what that costs).
 */
#pragma once

#include "event.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
  alignas (64) _Atomic uint64_t tail;    /* events ever pushed; producer writes */
  uint64_t seen_head;                    /* producer's last look at head */
  _Atomic uint64_t dropped;              /* events not recorded because the ring was full; producer writes */
  alignas (64) _Atomic uint64_t head;    /* events ever taken; consumer writes */
  alignas (64) uint64_t capacity;        /* a power of two; constant */
  alignas (64) Event events[];
} Ring;

_Static_assert (ATOMIC_LLONG_LOCK_FREE == 2, "the ring is shared between processes: its counters must be lock-free");

/* Bytes that a ring of `capacity` events (a power of two) takes. */
size_t ring_size (uint64_t capacity);

/* Makes the zeroed memory at `ring` (ring_size() bytes, 64-byte aligned) an empty ring.
 * Context: before producer and consumer start. */
void ring_init (Ring *ring, uint64_t capacity);

/* True when `count` more events fit behind `tail`.  Looks at the consumer's cache line only when the last look is not
 * enough; counts them as dropped if they do not fit.  Context: the producer. */
bool ring_make_room (Ring *ring, uint64_t tail, uint64_t count);

/* Appends one event; false if it was dropped.  Here, and field by field, so that the compiler writes each into the
 * ring at once: a copy of an event that was just written in parts waits for the parts, since a load wider than the
 * stores before it cannot be forwarded.  Context: the producer. */
static inline bool
ring_push (Ring *ring, const Event *event)
{
  uint64_t tail = atomic_load_explicit (&ring->tail, memory_order_relaxed);
  Event *place;

  if (tail + 1 - ring->seen_head > ring->capacity && !ring_make_room (ring, tail, 1))
    return false;
  place = &ring->events[tail & (ring->capacity - 1)];
  place->time_ns = event->time_ns;
  place->kind = event->kind;
  place->author = event->author;
  place->core = event->core;
  place->object = event->object;
  place->instruction = event->instruction;
  place->task = event->task;
  place->value = event->value;

  /* Release: a consumer that sees the new tail sees the event before it. */
  atomic_store_explicit (&ring->tail, tail + 1, memory_order_release);
  return true;
}

/* Appends `count` events together or, if they do not all fit, none (then counts `count` as dropped).
 * Context: the producer. */
bool ring_push_all (Ring *ring, const Event *events, size_t count);

/* Takes up to `most` events into `events`; how many there were.  `capacity` is the caller's own copy of the
 * ring's size, since what lies in shared memory cannot be trusted.  Context: the consumer. */
size_t ring_take (Ring *ring, uint64_t capacity, Event *events, size_t most);

/* Events dropped so far.  Context: any thread. */
uint64_t ring_dropped (Ring *ring);
