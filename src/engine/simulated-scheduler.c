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

enum { WEIGHT_OF_ZERO = 1024 };

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

void
simulated_enqueue (Task *task)
{
  SimulatedTask *own = simulated_task (task);
  uint64_t key = simulation.sequence++;

  if (simulation.scheduler == SCHEDULER_PRIORITY)
    key |= (uint64_t) (own->nice + 20) << 48;
  else if (simulation.scheduler == SCHEDULER_FAIR)
    {
      /* Who has waited has no claim on the time that it did not want. */
      if (!own->aside && own->runtime < simulation.least_runtime)
        own->runtime = simulation.least_runtime;
      key = own->runtime;
    }
  enqueue_with (task->number, key);
  simulation.readied = true;
}

void
simulated_charge (uint32_t number)
{
  SimulatedCore *core = &simulation.cores[number];
  SimulatedTask *own = &simulation.tasks[core->task - 1];
  uint64_t ran = simulation.now_ns > core->since_ns ? simulation.now_ns - core->since_ns : 0;

  core->since_ns = simulation.now_ns;
  own->runtime += ran * WEIGHT_OF_ZERO / weights[own->nice + 20];
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
          tick (task);
          note (task, EVENT_ASIDE, NO_OBJECT, NO_TASK, 1);
        }
      own->aside = own->aside || !core->switching;
      simulated_enqueue (task);
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

void
simulated_dispatch (void)
{
  static Timer skipped[MAX_TASKS];
  uint32_t count = 0;
  const Timer *first;

  if (!simulation.readied && simulation.idle_count == 0)
    return;
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
    {
      if (own->runtime > simulation.least_runtime)
        simulation.least_runtime = first->time_ns < own->runtime ? first->time_ns : own->runtime;
      return first->time_ns <= own->runtime;
    }
  if (simulation.scheduler == SCHEDULER_PRIORITY)
    return (int) (first->time_ns >> 48) - 20 <= own->nice;
  return true;
}
