/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps about where and how favoured a task runs.
 */
#include "operation.h"

#include "note.h"
#include "task.h"
#include "tick.h"
#include "way.h"

#include <errno.h>
#include <sys/resource.h>

void
operate_cores_clear (Task *task, const Instruction *instruction)
{
  core_set_clear (&task->frame.cores);
}

static void
add_core (Task *task, int64_t core)
{
  if (!core_set_has (&task->arena->online, core))
    task_fail (task, FAILURE_NO_SUCH_CORE, core);
  if (!core_set_has (&task->arena->allowed, core))
    task_fail (task, FAILURE_CORE_NOT_ALLOWED, core);
  core_set_add (&task->frame.cores, core);
}

void
operate_cores_add (Task *task, const Instruction *instruction)
{
  add_core (task, value_of (task, instruction));
}

void
operate_cores_add_range (Task *task, const Instruction *instruction)
{
  int64_t high = pop (task), low = pop (task);

  for (int64_t core = low; core <= high; core++)
    add_core (task, core);
}

void
operate_pin (Task *task, const Instruction *instruction)
{
  const CoreSet *cores = &task->frame.cores;
  int first = core_set_at (cores, 0);

  if (first < 0)
    task_fail (task, FAILURE_NO_CORE_AT, 0);
  if (task->engine->way->pin != NULL)
    task->engine->way->pin (task);
  else if (!core_set_bind (cores, 0))
    task_fail (task, FAILURE_CORE_NOT_ALLOWED, first);

  tick (task);
  note_push (task, &(Event) { .kind = EVENT_PIN, .time_ns = task->last_ns, .core = (uint16_t) first,
                              .object = NO_OBJECT, .task = NO_TASK, .value = core_set_count (cores) });
}

/* In Linux each thread has a nice value of its own (setpriority(2), C library/kernel differences). */
static bool
ask_for_nice (Task *task, int64_t nice)
{
  id_t tid = (id_t) atomic_load_explicit (&task->slot->tid, memory_order_relaxed);

  return setpriority (PRIO_PROCESS, tid, (int) nice) == 0;
}

void
operate_nice (Task *task, const Instruction *instruction)
{
  int64_t nice = value_of (task, instruction);

  if (nice < -20 || nice > 19)
    task_fail (task, FAILURE_NICE_REFUSED, nice);
  if (task->engine->way->nice != NULL)
    task->engine->way->nice (task, nice);
  else if (!ask_for_nice (task, nice))
    task_fail (task, FAILURE_NICE_REFUSED, nice);

  tick (task);
  note (task, EVENT_NICE, NO_OBJECT, NO_TASK, nice);
}
