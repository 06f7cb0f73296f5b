/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The simulated machine's schedulers.  One queue for all cores; its key says who is first:
 *
 *   first come, round robin   when it became ready
 *   priority                  nice, then when it became ready
 *   fair                      virtual runtime: time run, divided by the weight of its nice value, as in Linux's CFS
 */
#include "way-simulated.h"

#include "note.h"
#include "tick.h"

enum {
  WEIGHT_OF_ZERO = 1024,
  /* Both as in kernel/sched/fair.c of Linux 6.5, before they are scaled by the number of cores. */
  WAKEUP_GRANULARITY_NS = 1000000, /* who wakes takes the core from somebody who is ahead by more (wakeup_preempt_entity) */
  SLEEPER_CREDIT_NS = 3000000,     /* and may be behind by so much: half a latency (place_entity, GENTLE_FAIR_SLEEPERS) */
};

/* Weights of nice -20 … 19: each step is a factor of about 1.25 (sched_prio_to_weight, kernel/sched/core.c of Linux 6). */
static const uint32_t weights[40] = {
  88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
  9548, 7620, 6100, 4904, 3906, 3121, 2501, 1991, 1586, 1277,
  1024, 820, 655, 526, 423, 335, 272, 215, 172, 137,
  110, 87, 70, 56, 45, 36, 29, 23, 18, 15,
};

SimulatedTask *
simulated_task (const Task *task)
{
  return &simulation.tasks[task->number];
}

Task *
simulated_occupant (uint32_t number)
{
  uint32_t entry = simulation.cores[number].task;

  return entry == 0 ? NULL : cooperative_task (simulation.engine, entry - 1);
}

static bool
may_run_on (const SimulatedTask *task, uint32_t core)
{
  return task->cores == NULL || core_set_has (task->cores, (int) core);
}

static void
enqueue_with (uint32_t slot, uint64_t key)
{
  if (!timer_heap_add (&simulation.ready, key, slot))
    arena_fail (simulation.engine->view.arena, FAILURE_MEMORY, slot, 0, sizeof (Timer));
}

/* The virtual runtime of a task that runs for `ns`. */
static uint64_t
weigh (const SimulatedTask *own, uint64_t ns)
{
  return ns * WEIGHT_OF_ZERO / weights[own->nice + 20];
}

/* That of the task on a core, now. */
static uint64_t
runtime_on (const SimulatedCore *core)
{
  const SimulatedTask *own = &simulation.tasks[core->task - 1];

  return own->runtime + (simulation.now_ns > core->since_ns ? weigh (own, simulation.now_ns - core->since_ns) : 0);
}

/* The least virtual runtime of those that want a core or have one; it never goes back (update_min_vruntime). */
static void
update_least (void)
{
  const Timer *first = timer_heap_first (&simulation.ready);
  uint64_t least = first != NULL ? first->time_ns : UINT64_MAX;

  for (uint32_t i = 0; i < simulation.core_count; i++)
    if (simulation.cores[i].task != 0 && runtime_on (&simulation.cores[i]) < least)
      least = runtime_on (&simulation.cores[i]);
  if (least != UINT64_MAX && least > simulation.least_runtime)
    simulation.least_runtime = least;
}

/* Who has slept has little claim on the time that it did not want, and who is new has none. */
static void
place (SimulatedTask *own)
{
  uint64_t credit = own->last_core != 0 ? SLEEPER_CREDIT_NS : 0, from;

  update_least ();
  from = simulation.least_runtime > credit ? simulation.least_runtime - credit : 0;
  if (own->runtime < from)
    own->runtime = from;
}

static void
enqueue (Task *task)
{
  SimulatedTask *own = simulated_task (task);
  uint64_t key = simulation.sequence++;

  if (simulation.scheduler == SCHEDULER_PRIORITY)
    key |= (uint64_t) (own->nice + 20) << 48;
  else if (simulation.scheduler == SCHEDULER_FAIR)
    key = own->runtime;
  enqueue_with (task->number, key);
  simulation.readied = true;
}

void
simulated_enqueue (Task *task)
{
  SimulatedTask *own = simulated_task (task);

  if (simulation.scheduler == SCHEDULER_FAIR && !own->aside)
    {
      place (own);
      own->woken = own->last_core != 0;
      if (own->woken)
        simulation.woken[simulation.woken_count++] = task->number;
    }
  enqueue (task);
}

void
simulated_charge (uint32_t number)
{
  SimulatedCore *core = &simulation.cores[number];
  SimulatedTask *own = &simulation.tasks[core->task - 1];
  uint64_t ran = simulation.now_ns > core->since_ns ? simulation.now_ns - core->since_ns : 0;

  core->since_ns = simulation.now_ns;
  own->runtime += weigh (own, ran);
  if (own->compute_ns > 0)
    own->compute_ns -= ran < own->compute_ns ? ran : own->compute_ns;
}

void
simulated_leave (uint32_t number, bool aside)
{
  SimulatedCore *core = &simulation.cores[number];
  Task *task = simulated_occupant (number);

  if (task != NULL && aside)
    {
      SimulatedTask *own = simulated_task (task);

      /* Who is still on the way to the core has noted nothing that would have to be taken back. */
      if (!core->switching)
        {
          simulated_charge (number);
          simulation.core = number;
          task->steps_to_tick = simulation.armed = 1; /* it owes nothing */
          tick (task);
          note (task, EVENT_ASIDE, NO_OBJECT, NO_TASK, 1);
        }
      own->aside = own->aside || !core->switching;
      enqueue (task);
    }
  *core = (SimulatedCore) { .due_ns = UINT64_MAX };
  simulation.idle_count++;
}

/* Where the task runs next: on its last core if that is idle, else on the first that is; core_count if on none. */
static uint32_t
find_idle (const SimulatedTask *own)
{
  uint32_t number = 0;

  if (own->last_core != 0 && simulation.cores[own->last_core - 1].task == 0 && may_run_on (own, own->last_core - 1))
    return own->last_core - 1;
  while (number < simulation.core_count && (simulation.cores[number].task != 0 || !may_run_on (own, number)))
    number++;
  return number;
}

/* The core that the task may take from somebody less important, core_count if there is none. */
static uint32_t
find_victim (const SimulatedTask *own)
{
  uint32_t victim = simulation.core_count;
  int worst = own->nice;

  for (uint32_t i = 0; i < simulation.core_count; i++)
    {
      const SimulatedCore *core = &simulation.cores[i];

      if (core->task == 0 || !may_run_on (own, i) || simulation.tasks[core->task - 1].nice <= worst)
        continue;
      worst = simulation.tasks[core->task - 1].nice;
      victim = i;
    }
  return victim;
}

static void
put_on (uint32_t slot, uint32_t number)
{
  SimulatedCore *core = &simulation.cores[number];
  SimulatedTask *own = &simulation.tasks[slot];
  uint64_t cost = simulation.switch_ns;

  if (own->last_core != 0 && own->last_core != number + 1)
    cost += simulation.migration_ns;
  own->last_core = number + 1;
  own->woken = false;
  core->task = slot + 1;
  core->switching = true;
  core->since_ns = core->due_ns = simulation.now_ns + cost;
  core->slice_end_ns = simulation.scheduler == SCHEDULER_FIRST_COME ? UINT64_MAX : core->due_ns + simulation.slice_ns;
  simulation.idle_count--;
}

/* A core for the task, taken from somebody else if it has to be; core_count if there is none. */
static uint32_t
find_core (const SimulatedTask *own)
{
  uint32_t number = simulation.idle_count > 0 ? find_idle (own) : simulation.core_count;

  if (number < simulation.core_count || simulation.scheduler != SCHEDULER_PRIORITY)
    return number;
  number = find_victim (own);
  if (number < simulation.core_count)
    simulated_leave (number, true);
  return number;
}

/* Gives cores to ready tasks, the first ones first. */
static void
fill_cores (void)
{
  static Timer skipped[MAX_TASKS];
  uint32_t count = 0;
  const Timer *first;

  while ((first = timer_heap_first (&simulation.ready)) != NULL
         && (simulation.idle_count > 0 || simulation.scheduler == SCHEDULER_PRIORITY))
    {
      Timer timer = timer_heap_take (&simulation.ready);
      const SimulatedTask *own = &simulation.tasks[timer.slot];
      uint32_t number = find_core (own);

      if (number < simulation.core_count)
        {
          put_on (timer.slot, number);
          continue;
        }
      skipped[count++] = timer;
      if (own->cores == NULL)
        break; /* nobody after it is more important, and no core is idle */
    }
  for (uint32_t i = 0; i < count; i++)
    enqueue_with (skipped[i].slot, skipped[i].time_ns);
}

/* The core of the task that is ahead of the one that wakes by the most, and by enough; core_count if there is none. */
static uint32_t
find_overtaken (const SimulatedTask *own)
{
  uint64_t most = own->runtime + weigh (own, WAKEUP_GRANULARITY_NS);
  uint32_t overtaken = simulation.core_count;

  for (uint32_t i = 0; i < simulation.core_count; i++)
    if (simulation.cores[i].task != 0 && may_run_on (own, i) && runtime_on (&simulation.cores[i]) > most)
      {
        most = runtime_on (&simulation.cores[i]);
        overtaken = i;
      }
  return overtaken;
}

/* Fair: those who have woken, and found no idle core, may take one from somebody else. */
static void
preempt (void)
{
  for (uint32_t i = 0; i < simulation.woken_count; i++)
    {
      SimulatedTask *own = &simulation.tasks[simulation.woken[i]];
      uint32_t number = own->woken ? find_overtaken (own) : simulation.core_count;

      own->woken = false;
      if (number == simulation.core_count)
        continue;
      simulated_leave (number, true);
      fill_cores ();
    }
  simulation.woken_count = 0;
}

void
simulated_dispatch (void)
{
  if (!simulation.readied && simulation.idle_count == 0)
    return;
  fill_cores ();
  preempt ();
  simulation.readied = false;
}

bool
simulated_must_yield (uint32_t number)
{
  const Timer *first = timer_heap_first (&simulation.ready);
  const SimulatedTask *own = &simulation.tasks[simulation.cores[number].task - 1];

  if (first == NULL)
    return false;
  if (simulation.scheduler == SCHEDULER_FAIR)
    return first->time_ns <= own->runtime;
  if (simulation.scheduler == SCHEDULER_PRIORITY)
    return (int) (first->time_ns >> 48) - 20 <= own->nice;
  return true;
}
