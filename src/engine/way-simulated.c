/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The simulated machine: what steps mean there.
 */
#include "way-simulated.h"

#include "futex.h"
#include "note.h"
#include "park.h"
#include "task.h"
#include "tick.h"
#include "wait.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
  FIRST_PID = 1000,      /* of the main process; the others follow by their slots */
  ROOM_MS = 1,           /* between two looks whether the collector has made room */
  PATIENCE_MS = 5000,    /* after that nobody collects any more */
  PAGE = 4096,
};

/* What has been executed since takes its time. */
static void
pay (Task *task)
{
  simulation.now_ns += (uint64_t) (simulation.armed - task->steps_to_tick) * SIMULATED_STEP_NS;
  simulation.armed = task->steps_to_tick;
}

static uint64_t
look_at_clock (Task *task)
{
  uint32_t steps_left = task->steps_to_tick;

  simulation.now_ns += (uint64_t) (simulation.armed - steps_left) * SIMULATED_STEP_NS;
  tick_at (task, simulation.now_ns, simulation.core);
  task->steps_to_tick = simulation.armed = steps_left;
  return simulation.now_ns;
}

/* Before an instruction, which has been counted: if something else happens before it, the task is left here. */
static void
attend_simulated (Task *task)
{
  SimulatedCore *core = &simulation.cores[simulation.core];

  stay_frozen (task);
  pay (task);
  if (simulation.now_ns <= simulation.horizon_ns)
    {
      simulated_arm (task);
      return;
    }
  core->due_ns = simulation.now_ns;
  core->prepaid = true;
  simulation.now_ns -= SIMULATED_STEP_NS;
  task->left = LEFT_ASIDE;
}

/* Who becomes ready by a step may want a core at once, so the turn of the task that does the step ends behind it. */
static void
ready (Task *task)
{
  Task *turn = simulation.turn != 0 ? cooperative_task (simulation.engine, simulation.turn - 1) : NULL;

  simulated_enqueue (task);
  if (turn == NULL)
    return;
  pay (turn);
  simulation.horizon_ns = simulation.now_ns;
  turn->steps_to_tick = simulation.armed = 1;
}

/* Computing is one thing that happens: its end, or that of the time slice. */
static void
compute_virtually (Task *task, int64_t ns)
{
  if (ns <= 0)
    return;
  tick (task);
  simulated_task (task)->compute_ns = (uint64_t) ns;
  park (task, NULL);
}

static void
touch_virtually (Task *task, int64_t bytes)
{
  compute_virtually (task, bytes / PAGE * SIMULATED_PAGE_NS);
}

static void
wait_virtually (Task *task, WaitReason reason, int64_t ns)
{
  uint64_t until;

  if (ns <= 0)
    return;
  until = tick (task) + (uint64_t) ns;
  park_in_wait (task, reason, NO_OBJECT, until, NULL);
  if (!timer_heap_add (&simulation.sleeping, until, task->number))
    task_fail (task, FAILURE_MEMORY, sizeof (Timer));
}

static void
sleep_virtually (Task *task, int64_t ns)
{
  wait_virtually (task, WAIT_SLEEP, ns);
}

static void
read_virtually (Task *task, int64_t ns)
{
  wait_virtually (task, WAIT_IO, ns);
}

static void
yield_virtually (Task *task)
{
  tick (task);
  note (task, EVENT_ASIDE, NO_OBJECT, NO_TASK, 0);
  simulated_task (task)->aside = true;
  park (task, NULL);
}

static void
pin_virtually (Task *task)
{
  SimulatedTask *own = simulated_task (task);

  if (own->cores == NULL)
    own->cores = malloc (sizeof *own->cores);
  if (own->cores == NULL)
    task_fail (task, FAILURE_MEMORY, sizeof *own->cores);
  *own->cores = task->frame.cores;
  /* On a core that it may not use any more it does not stay: it gives it up with this step. */
  if (!core_set_has (own->cores, (int) simulation.core))
    yield_virtually (task);
}

static void
nice_virtually (Task *task, int64_t nice)
{
  simulated_task (task)->nice = (int) nice;
}

static void
identify (Task *task, uint32_t *pid, uint32_t *tid)
{
  *pid = FIRST_PID + task->engine->process;
  *tid = FIRST_PID + task->number;
}

static void
end_process (Task *task, int status)
{
  tick (task);
  simulation.kills = true;
  simulation.kill_status = status;
  park (task, NULL);
}

static void
crash (Task *task)
{
  end_process (task, SIGSEGV);
}

static void
exit_virtually (Task *task, int status)
{
  end_process (task, status << 8);
}

/* As fork(2): what is not shared is a copy. */
static Engine *
fork_virtually (Task *starter, uint32_t slot)
{
  Engine *engine = malloc (sizeof *engine);

  if (engine == NULL)
    return NULL;
  memcpy (engine, starter->engine, sizeof *engine);
  engine->process = slot;
  return engine;
}

/* Nobody is in a hurry in virtual time: a full ring is waited for, unless nobody empties it any more. */
static void
make_room (Task *task, size_t count)
{
  static bool nobody_collects;
  Ring *ring = task->ring;
  struct timespec wait = { 0, ROOM_MS * 1000000 };
  uint64_t head = atomic_load_explicit (&ring->head, memory_order_acquire);

  for (int i = 0; i < PATIENCE_MS / ROOM_MS && !nobody_collects; i++)
    {
      uint64_t taken = atomic_load_explicit (&ring->head, memory_order_acquire);

      if (atomic_load_explicit (&ring->tail, memory_order_relaxed) + count - taken <= ring->capacity)
        return;
      if (taken != head)
        i = 0;
      head = taken;
      clock_nanosleep (CLOCK_MONOTONIC, 0, &wait, NULL);
    }
  nobody_collects = true;
}

const Way way_simulated = {
  .start = cooperative_start,
  .join = cooperative_join,
  .compute = compute_virtually,
  .native = compute_virtually,
  .sleep = sleep_virtually,
  .read = read_virtually,
  .yield = yield_virtually,
  .acquire = cooperative_acquire,
  .release = cooperative_release,
  .put = cooperative_put,
  .get = cooperative_get,
  .close = cooperative_close,
  .wait = cooperative_wait,
  .signal = cooperative_signal,
  .arrive = cooperative_arrive,
  .run = simulated_run,
  .ready = ready,
  .fork = fork_virtually,
  .tick = look_at_clock,
  .attend = attend_simulated,
  .identify = identify,
  .make_room = make_room,
  .pin = pin_virtually,
  .nice = nice_virtually,
  .touch = touch_virtually,
  .crash = crash,
  .exit = exit_virtually,
};
