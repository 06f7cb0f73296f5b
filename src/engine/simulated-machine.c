/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The simulated machine: the order in which things happen there.
 */
#include "way-simulated.h"

#include "note.h"
#include "park.h"
#include "tick.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST_STEPS = 1 << 20 }; /* between two looks at what else happens */

Simulation simulation;

static Arena *
arena (void)
{
  return simulation.engine->view.arena;
}

/* Lets the task count down to the next thing that happens elsewhere. */
void
simulated_arm (Task *task)
{
  uint64_t now = simulation.now_ns, horizon = simulation.horizon_ns;
  uint64_t steps = horizon > now ? (horizon - now) / SIMULATED_STEP_NS + 1 : 1;

  task->steps_to_tick = simulation.armed = steps < MOST_STEPS ? (uint32_t) steps : MOST_STEPS;
}

/* Ends all tasks of a process, `status` as wait(2) gives it. */
static void
kill_process (uint32_t process, int status)
{
  for (uint32_t slot = 0; slot < simulation.engine->view.task_count; slot++)
    {
      Task *task = cooperative_task (simulation.engine, slot);

      if (task == NULL || task->engine->process != process)
        continue;
      for (uint32_t i = 0; i < simulation.core_count; i++)
        if (simulation.cores[i].task == slot + 1)
          simulated_leave (i, false);
      timer_heap_remove (&simulation.ready, slot);
      timer_heap_remove (&simulation.sleeping, slot);
      simulation.tasks[slot].woken = false;
      if (atomic_load (&task->slot->state) != TASK_STARTING)
        note_push (task, &(Event) { .kind = EVENT_END, .time_ns = simulation.now_ns, .core = (uint16_t) task->core,
                                    .object = NO_OBJECT, .task = NO_TASK, .value = status >> 8 });
      cooperative_kill (task, status, simulation.now_ns);
    }
}

/* What the turn of `slot` on core `number` has led to. */
static void
settle (uint32_t number, uint32_t slot, uint32_t process, Left left)
{
  SimulatedCore *core = &simulation.cores[number];
  Task *task = cooperative_task (simulation.engine, slot);

  if (simulation.kills || (left == LEFT_ENDED && slot == process))
    {
      if (left == LEFT_ENDED)
        simulated_leave (number, false);
      kill_process (process, simulation.kills ? simulation.kill_status : 0);
      simulation.kills = simulation.kills && process == 0;
    }
  else if (left == LEFT_ASIDE)
    return;
  else if (left == LEFT_ENDED || task->waits)
    simulated_leave (number, false);
  else if (simulation.tasks[slot].compute_ns > 0)
    {
      uint64_t end = simulation.now_ns + simulation.tasks[slot].compute_ns;

      core->since_ns = simulation.now_ns;
      core->due_ns = end < core->slice_end_ns ? end : core->slice_end_ns;
    }
  else /* it has given its turn away */
    {
      simulated_leave (number, false);
      simulated_enqueue (task);
    }
}

/* When the next thing happens on other cores than `number`, a sleep ends, a key is pressed, or this time slice is over. */
static uint64_t
horizon_of (uint32_t number)
{
  const Timer *timer = timer_heap_first (&simulation.sleeping);
  uint64_t horizon = simulation.cores[number].slice_end_ns;

  if (timer != NULL && timer->time_ns < horizon)
    horizon = timer->time_ns;
  if (simulation.typist.due_ns < horizon)
    horizon = simulation.typist.due_ns;
  for (uint32_t i = 0; i < simulation.core_count; i++)
    if (i != number && simulation.cores[i].due_ns < horizon)
      horizon = simulation.cores[i].due_ns;
  return horizon;
}

/* The task on core `number` executes steps until something else happens. */
static void
give_turn (uint32_t number, Task *task)
{
  SimulatedCore *core = &simulation.cores[number];
  uint32_t slot = task->number, process = task->engine->process;
  Left left;

  simulation.horizon_ns = horizon_of (number);
  simulated_arm (task);
  task->steps_to_tick++;         /* the first is executed in any case */
  simulation.armed = core->prepaid ? task->steps_to_tick - 1 : task->steps_to_tick;
  core->prepaid = false;
  if (task->left == LEFT_ASIDE)
    task->left = LEFT_NOT;
  core->since_ns = simulation.now_ns;
  simulation.turn = slot + 1;
  left = cooperative_turn (task);
  simulation.turn = 0;
  if (left != LEFT_ENDED)
    {
      uint64_t compute_ns = simulation.tasks[slot].compute_ns;

      simulation.tasks[slot].compute_ns = 0;
      simulated_charge (number);
      simulation.tasks[slot].compute_ns = compute_ns;
    }
  settle (number, slot, process, left);
}

/* Something happens on core `number`, now. */
static void
go_on_at (uint32_t number)
{
  SimulatedCore *core = &simulation.cores[number];
  Task *task = simulated_occupant (number);
  SimulatedTask *own = simulated_task (task);

  simulation.core = number;
  if (core->switching)
    {
      core->switching = false;
      task->steps_to_tick = simulation.armed = 1;
      if (own->aside)
        {
          tick (task);
          note (task, EVENT_BACK, NO_OBJECT, NO_TASK, 0);
        }
      own->aside = false;
    }
  else
    simulated_charge (number);

  if (simulation.now_ns >= core->slice_end_ns)
    {
      task->steps_to_tick = simulation.armed = 1;
      if (simulated_must_yield (number))
        {
          simulated_leave (number, true);
          return;
        }
      core->slice_end_ns = simulation.now_ns + simulation.slice_ns;
    }
  if (own->compute_ns > 0)
    {
      uint64_t end = simulation.now_ns + own->compute_ns;

      core->due_ns = end < core->slice_end_ns ? end : core->slice_end_ns;
      return;
    }
  give_turn (number, task);
}

/* Nothing happens any more: all wait for one another, until somebody stops the run. */
static _Noreturn void
wait_for_stop (void)
{
  atomic_store_explicit (&arena ()->virtual_ns, simulation.now_ns, memory_order_release);
  for (;;)
    pause ();
}

/* True if nothing happens any more, but for keys that nobody waits for. */
static bool
is_over (void)
{
  return simulation.idle_count == simulation.core_count && timer_heap_first (&simulation.sleeping) == NULL
         && (simulation.typist.due_ns == UINT64_MAX
             || !cooperative_keyboard_look (simulation.engine, simulation.now_ns));
}

static void
advance_to (uint64_t time_ns)
{
  if (time_ns > VIRTUAL_START_NS + SIMULATED_LIMIT_NS)
    {
      arena_fail (arena (), FAILURE_VIRTUAL_TIME, NO_TASK, 0, (int64_t) SIMULATED_LIMIT_NS);
      engine_notify (simulation.engine);
      wait_for_stop ();
    }
  simulation.now_ns = time_ns;
  atomic_store_explicit (&arena ()->virtual_ns, time_ns, memory_order_release);
}

/* The next thing that happens, in order of time; of equal times sleeps first, then the keyboard, then cores by number. */
static void
happen (void)
{
  const Timer *timer = timer_heap_first (&simulation.sleeping);
  uint64_t wake_ns = timer != NULL ? timer->time_ns : UINT64_MAX;
  uint64_t first = wake_ns < simulation.typist.due_ns ? wake_ns : simulation.typist.due_ns;
  uint32_t number = simulation.core_count;

  if (is_over ())
    wait_for_stop ();
  for (uint32_t i = 0; i < simulation.core_count; i++)
    if (simulation.cores[i].due_ns < first)
      {
        first = simulation.cores[i].due_ns;
        number = i;
      }

  advance_to (first);
  if (number < simulation.core_count)
    go_on_at (number);
  else if (first == wake_ns)
    unpark (cooperative_task (simulation.engine, timer_heap_take (&simulation.sleeping).slot), first, NO_TASK);
  else
    simulated_type ();
}

/* Stays frozen while the run is paused; virtual time knows nothing of it. */
static void
obey (void)
{
  Task *main_task = cooperative_task (simulation.engine, 0);

  if (main_task != NULL)
    stay_frozen (main_task);
}

static bool
open_machine (Engine *engine)
{
  const int64_t *options = engine->view.arena->options;

  simulation = (Simulation) {
    .engine = engine, .now_ns = VIRTUAL_START_NS, .scheduler = (Scheduler) options[OPTION_SCHEDULER],
    .slice_ns = (uint64_t) options[OPTION_SLICE_US] * 1000, .switch_ns = (uint64_t) options[OPTION_SWITCH_US] * 1000,
    .migration_ns = (uint64_t) options[OPTION_MIGRATION_US] * 1000,
    .core_count = (uint32_t) core_set_count (&engine->view.arena->allowed),
  };
  if (simulation.slice_ns == 0)
    simulation.slice_ns = SIMULATED_STEP_NS;
  simulation.idle_count = simulation.core_count;
  for (uint32_t i = 0; i < simulation.core_count; i++)
    simulation.cores[i].due_ns = UINT64_MAX;
  simulation.tasks = calloc (engine->view.task_count, sizeof *simulation.tasks);
  simulation.woken = calloc (engine->view.task_count, sizeof *simulation.woken);
  return simulation.tasks != NULL && simulation.woken != NULL && simulation.core_count <= MAX_SIMULATED_CORES
         && cooperative_init (engine);
}

int
simulated_run (Engine *engine)
{
  Task *main_task = NULL;

  if (open_machine (engine))
    main_task = cooperative_new_task (engine, 0);
  if (main_task == NULL)
    {
      arena_fail (engine->view.arena, FAILURE_INTERNAL, 0, 0, errno);
      return 1;
    }
  simulated_typist_begin ();
  simulated_enqueue (main_task);
  while (cooperative_task (engine, 0) != NULL)
    {
      obey ();
      simulated_dispatch ();
      happen ();
    }

  atomic_store_explicit (&arena ()->virtual_ns, simulation.now_ns, memory_order_release);
  if (simulation.kills && (simulation.kill_status & 0x7f) != 0)
    {
      signal (simulation.kill_status, SIG_DFL);
      kill (getpid (), simulation.kill_status);
    }
  return simulation.kills ? simulation.kill_status >> 8 : 0;
}
