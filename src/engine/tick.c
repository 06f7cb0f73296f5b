/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The self-timed source.
 *
 * The tick that ends a gap is also the beginning of what follows: a task that is preempted while it notes the gap
 * finds that at its next tick.  (Restarting from a later reading would count such a hole as running; the
 * recorder study measured 51 ms lost that way.)
 */
#include "tick.h"

#include "clock.h"
#include "futex.h"
#include "interpreter-lock.h"
#include "note.h"
#include "way.h"

#include <sched.h>
#include <sys/resource.h>

/* sched_getcpu() reads the core from the thread's rseq area or the vDSO: no system call. */
static uint32_t
core_now (void)
{
  int core = sched_getcpu ();

  return core < 0 ? NO_CORE : (uint32_t) core;
}

static void
set (Task *task, uint64_t now, uint32_t core)
{
  task->last_ns = now;
  task->steps_to_tick = STEPS_PER_TICK;
  atomic_store_explicit (&task->slot->tick_ns, now, memory_order_relaxed);
  if (core == task->core)
    return;

  task->core = core;
  atomic_store_explicit (&task->slot->core, core, memory_order_relaxed);
}

/* Whether the kernel has put the thread off its core since the last hole (getrusage(2), ru_nivcsw).  If not, it had the core
 * all along: an interrupt was served, or the host of a virtual machine used the core for something else, which the guest's
 * kernel counts as running, too.  A stop (by a signal, a debugger, a freezer) is not counted, but lasts longer than those.
 * Who is put aside right here moves *now on, past what would else be a hole of its own that nothing explains any more. */
static bool
was_put_aside (Task *task, uint64_t last, uint64_t *now)
{
  struct rusage used;
  uint64_t after = *now;
  long before = task->put_aside;

  do
    {
      *now = after;
      if (getrusage (RUSAGE_THREAD, &used) != 0)
        return true;
      after = now_ns ();
    }
  while (after - *now > HOLE_NS);
  task->put_aside = used.ru_nivcsw;
  return used.ru_nivcsw != before || *now - last > LONGEST_INTERRUPT_NS;
}

/* Notes that the task did not run from `last` on, where `core_before` was its core, until it did on `core`. */
static void
note_gap (Task *task, uint64_t last, uint64_t now, uint32_t core_before, uint32_t core)
{
  note_push (task, &(Event) { .kind = EVENT_GAP, .time_ns = now, .core = (uint16_t) core, .object = (uint16_t) core_before,
                              .task = NO_TASK, .value = (int64_t) last });
}

uint64_t
tick_at (Task *task, uint64_t now, uint32_t core)
{
  set (task, now, core);
  note_refill (task, now);
  return now;
}

void
tick_begin (Task *task)
{
  uint64_t now;

  task->core = NO_CORE;
  if (task->engine->self_timed && task->engine->cooperative == NULL)
    {
      now = now_ns ();
      was_put_aside (task, now, &now);
    }
  tick_after_wait (task);
}

uint64_t
tick (Task *task)
{
  uint64_t now, last = task->last_ns;
  uint32_t core, core_before = task->core;
  bool is_aside = false;

  if (task->engine->way->tick != NULL)
    return task->engine->way->tick (task);

  now = now_ns ();
  if (task->engine->self_timed && now - last > QUANTUM_NS + HOLE_NS)
    is_aside = was_put_aside (task, last, &now);
  core = core_now ();
  set (task, now, core);
  if (task->engine->self_timed && (is_aside || core != core_before))
    note_gap (task, last, now, core_before, core);
  note_refill (task, now);
  return now;
}

uint64_t
tick_after_wait (Task *task)
{
  if (task->engine->way->tick != NULL)
    return task->engine->way->tick (task);
  return tick_at (task, now_ns (), core_now ());
}

void
stay_frozen (Task *task)
{
  _Atomic uint32_t *control = &task->arena->control;
  uint32_t state;

  if (atomic_load_explicit (control, memory_order_relaxed) == CONTROL_RUN)
    return;

  state = atomic_load_explicit (&task->slot->state, memory_order_relaxed);
  atomic_store_explicit (&task->slot->state, TASK_FROZEN, memory_order_relaxed);
  for (uint32_t now = atomic_load (control); now != CONTROL_RUN; now = atomic_load (control))
    futex_wait (control, now);
  atomic_store_explicit (&task->slot->state, state, memory_order_relaxed);
}

void
attend (Task *task)
{
  if (task->engine->way->attend != NULL)
    {
      task->engine->way->attend (task);
      return;
    }

  tick (task);
  note_back (task);
  if (atomic_load_explicit (&task->arena->control, memory_order_relaxed) != CONTROL_RUN)
    {
      stay_frozen (task);
      tick (task);
    }
  interpreter_lock_give_way (task);
}
