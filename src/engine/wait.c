/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wait.h"

#include "clock.h"
#include "interpreter-lock.h"
#include "note.h"
#include "pause.h"
#include "task.h"
#include "tick.h"

#include <errno.h>
#include <sched.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* Blocks until CLOCK_MONOTONIC is `until_ns` (or a signal comes). */
typedef void (*Nap) (Task *task, uint64_t until_ns);

uint64_t
wait_begin (Task *task, WaitReason reason, uint32_t object, uint64_t until_ns)
{
  uint64_t now;

  interpreter_lock_let_go (task);
  now = tick (task);
  note_pending (task);
  note (task, EVENT_WAIT, object, reason, (int64_t) until_ns);
  atomic_store_explicit (&task->slot->waiting_for, (uint32_t) reason << 16 | object, memory_order_relaxed);
  atomic_store_explicit (&task->slot->state, TASK_WAITING, memory_order_relaxed);
  return now;
}

void
wait_end (Task *task, uint64_t ready_ns, uint32_t by)
{
  tick_after_wait (task);
  atomic_store_explicit (&task->slot->state, TASK_READY_OR_RUNNING, memory_order_relaxed);
  note (task, EVENT_WAKE, NO_OBJECT, by, (int64_t) ready_ns);
}

/* Naps for `ns` of run time and returns when that was over.  A nap that ends in a pause is frozen there and then has
 * the length of the pause still to go. */
static uint64_t
nap_in_run_time (Task *task, Nap nap, uint64_t begin, uint64_t ns)
{
  uint64_t paused_before = paused_ns (task->arena, begin), until = begin + ns, now;

  do
    {
      nap (task, until);
      stay_frozen (task);
      now = now_ns ();
      until = begin + ns + paused_ns (task->arena, now) - paused_before;
    }
  while (now < until);
  return until;
}

static void
nap_on_clock (Task *task, uint64_t until_ns)
{
  struct timespec until = { (time_t) (until_ns / 1000000000), (long) (until_ns % 1000000000) };

  clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
}

static void
nap_on_descriptor (Task *task, uint64_t until_ns)
{
  struct itimerspec until = {
    .it_value = { (time_t) (until_ns / 1000000000), (long) (until_ns % 1000000000) },
  };
  uint64_t expirations;

  if (timerfd_settime (task->timer, TFD_TIMER_ABSTIME, &until, NULL) != 0
      || (read (task->timer, &expirations, sizeof expirations) < 0 && errno != EINTR))
    task_fail (task, FAILURE_DESCRIPTOR, errno);
}

static void
wait_with (Task *task, Nap nap, WaitReason reason, int64_t ns)
{
  uint64_t begin, until;

  if (ns <= 0)
    return;
  begin = wait_begin (task, reason, NO_OBJECT, now_ns () + (uint64_t) ns);
  until = nap_in_run_time (task, nap, begin, (uint64_t) ns);
  wait_end (task, until, NO_TASK);
}

void
wait_sleep (Task *task, int64_t ns)
{
  wait_with (task, nap_on_clock, WAIT_SLEEP, ns);
}

void
wait_read (Task *task, int64_t ns)
{
  if (task->timer < 0)
    task->timer = timerfd_create (CLOCK_MONOTONIC, TFD_CLOEXEC);
  if (task->timer < 0)
    task_fail (task, FAILURE_DESCRIPTOR, errno);
  wait_with (task, nap_on_descriptor, WAIT_IO, ns);
}

void
wait_yield (Task *task)
{
  sched_yield ();
  attend (task);
}

void
wait_for_ever (void)
{
  for (;;)
    pause ();
}
