/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ring: order, wrapping, dropping; two threads; two processes.
 */
#include "ring.h"

#include <glib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
  CAPACITY = 64,
  MANY = 200000,
};

static Ring *
make_ring (void)
{
  Ring *ring = mmap (NULL, ring_size (CAPACITY), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  g_assert_true (ring != MAP_FAILED);
  ring_init (ring, CAPACITY);
  return ring;
}

static void
free_ring (Ring *ring)
{
  munmap (ring, ring_size (CAPACITY));
}

static bool
push_number (Ring *ring, int64_t number)
{
  return ring_push (ring, &(Event) { .kind = EVENT_STEP, .value = number });
}

static void
test_order (void)
{
  Ring *ring = make_ring ();
  Event events[CAPACITY];
  int64_t in = 0, out = 0;

  /* Several times round, in bites that do not divide the capacity. */
  for (int turn = 0; turn < 50; turn++)
    {
      size_t count;

      for (int i = 0; i < 37; i++)
        g_assert_true (push_number (ring, in++));
      count = ring_take (ring, CAPACITY, events, CAPACITY);
      g_assert_cmpuint (count, ==, 37);
      for (size_t i = 0; i < count; i++)
        g_assert_cmpint (events[i].value, ==, out++);
    }
  g_assert_cmpuint (ring_take (ring, CAPACITY, events, CAPACITY), ==, 0);
  g_assert_cmpuint (ring_dropped (ring), ==, 0);
  free_ring (ring);
}

static void
test_full (void)
{
  Ring *ring = make_ring ();
  Event events[3] = { 0 };

  for (int i = 0; i < CAPACITY - 2; i++)
    g_assert_true (push_number (ring, i));
  g_assert_false (ring_push_all (ring, events, 3));
  g_assert_cmpuint (ring_dropped (ring), ==, 3);
  g_assert_true (ring_push_all (ring, events, 2));
  g_assert_false (push_number (ring, 0));
  g_assert_cmpuint (ring_dropped (ring), ==, 4);

  /* What was there is still there, and there is room again for what was taken. */
  g_assert_cmpuint (ring_take (ring, CAPACITY, events, 1), ==, 1);
  g_assert_cmpint (events[0].value, ==, 0);
  g_assert_true (push_number (ring, 1));
  free_ring (ring);
}

/* A producer that writes nonsense must not lead the consumer out of its memory. */
static void
test_nonsense (void)
{
  Ring *ring = make_ring ();
  Event events[2 * CAPACITY];

  atomic_store (&ring->tail, UINT64_MAX / 2);
  ring->capacity = UINT64_MAX;
  g_assert_cmpuint (ring_take (ring, CAPACITY, events, 2 * CAPACITY), ==, CAPACITY);
  free_ring (ring);
}

/* Pushes MANY numbers, again and again if the ring is full, so that nothing but the drops is lost. */
static gpointer
produce (gpointer data)
{
  for (int64_t i = 0; i < MANY;)
    if (push_number (data, i))
      i++;
    else
      sched_yield ();
  return NULL;
}

static void
consume (Ring *ring)
{
  Event events[16];
  int64_t expected = 0;

  while (expected < MANY)
    {
      size_t count = ring_take (ring, CAPACITY, events, 16);

      for (size_t i = 0; i < count; i++)
        {
          g_assert_cmpint (events[i].value, ==, expected++);
          g_assert_cmpuint (events[i].kind, ==, EVENT_STEP);
        }
      if (count == 0)
        sched_yield ();
    }
}

static void
test_two_threads (void)
{
  Ring *ring = make_ring ();
  GThread *producer = g_thread_new ("producer", produce, ring);

  consume (ring);
  g_thread_join (producer);
  free_ring (ring);
}

static void
test_two_processes (void)
{
  Ring *ring = make_ring ();
  pid_t producer = fork ();
  int status;

  if (producer == 0)
    {
      produce (ring);
      _exit (0);
    }
  consume (ring);
  g_assert_cmpint (waitpid (producer, &status, 0), ==, producer);
  g_assert_cmpint (status, ==, 0);
  free_ring (ring);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ring/order", test_order);
  g_test_add_func ("/ring/full", test_full);
  g_test_add_func ("/ring/nonsense", test_nonsense);
  g_test_add_func ("/ring/two-processes", test_two_processes);
  g_test_add_func ("/ring/two-threads", test_two_threads);
  return g_test_run ();
}
