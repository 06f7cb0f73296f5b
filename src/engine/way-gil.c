/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Interpreter lock: threads that must hold one lock to execute steps, as those of CPython do.
 *
 * They let go of it whenever they wait (wait_begin() sees to it) and for native work, and take it again afterwards:
 * here, and not where the wait ends, since there they may have the guard of an object, which the holder may want.
 */
#include "compute.h"
#include "interpreter-lock.h"
#include "object.h"
#include "start.h"
#include "wait.h"

static void
start (Task *task, uint32_t slot)
{
  start_kernel_task (task, slot, KIND_THREAD);
}

static void
join (Task *task, uint32_t slot)
{
  join_kernel_task (task, slot);
  interpreter_lock_take (task);
}

static void
native (Task *task, int64_t ns)
{
  interpreter_lock_let_go (task);
  compute (task, ns);
  interpreter_lock_take (task);
}

static void
sleep_for (Task *task, int64_t ns)
{
  wait_sleep (task, ns);
  interpreter_lock_take (task);
}

static void
read_for (Task *task, int64_t ns)
{
  wait_read (task, ns);
  interpreter_lock_take (task);
}

static void
yield (Task *task)
{
  interpreter_lock_let_go (task);
  wait_yield (task);
  interpreter_lock_take (task);
}

static void
acquire (Task *task, uint32_t object)
{
  object_acquire (task, object);
  interpreter_lock_take (task);
}

static Outcome
put (Task *task, uint32_t object)
{
  Outcome outcome = object_put (task, object);

  interpreter_lock_take (task);
  return outcome;
}

static Outcome
get (Task *task, uint32_t object)
{
  Outcome outcome = object_get (task, object);

  interpreter_lock_take (task);
  return outcome;
}

static void
wait_for_event (Task *task, uint32_t object)
{
  object_wait (task, object);
  interpreter_lock_take (task);
}

static void
arrive (Task *task, uint32_t object)
{
  object_arrive (task, object);
  interpreter_lock_take (task);
}

const Way way_gil = {
  .start = start,
  .join = join,
  .compute = compute,
  .native = native,
  .sleep = sleep_for,
  .read = read_for,
  .yield = yield,
  .acquire = acquire,
  .release = object_release,
  .put = put,
  .get = get,
  .close = object_close,
  .wait = wait_for_event,
  .signal = object_signal,
  .arrive = arrive,
};
