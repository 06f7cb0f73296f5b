/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gates: barriers and events, where all who wait go on together.
 */
#include "object.h"

#include "note.h"
#include "tick.h"
#include "wait.h"

/* Opens the gate, which now has `value`, and gives the guard up, which the caller holds. */
static void
gate_open (Gate *gate, Task *task, uint32_t object, int64_t value)
{
  gate->opened = (Stamp) { tick (task), task->number };
  gate->openings++;
  gate->value = value;
  note_value (task, EVENT_FILL, object, value);
  guard_unlock (&gate->guard);
  condition_stir (&gate->condition);
}

/* Waits for the next opening, and gives the guard up, which the caller holds. */
static void
gate_wait (Gate *gate, Task *task, uint32_t object, WaitReason reason)
{
  uint32_t openings = gate->openings;

  wait_begin (task, reason, object, 0);
  while (gate->openings == openings)
    condition_wait (&gate->condition, &gate->guard);
  wait_end (task, gate->opened.time_ns, gate->opened.by);
  guard_unlock (&gate->guard);
}

void
object_wait (Task *task, uint32_t object)
{
  Gate *event = &object_at (&task->engine->view, object)->gate;

  guard_lock (&event->guard);
  if (event->value == 0)
    gate_wait (event, task, object, WAIT_EVENT);
  else
    guard_unlock (&event->guard);
}

void
object_signal (Task *task, uint32_t object)
{
  Gate *event = &object_at (&task->engine->view, object)->gate;

  guard_lock (&event->guard);
  if (event->value == 0)
    gate_open (event, task, object, 1);
  else
    guard_unlock (&event->guard);
}

void
object_arrive (Task *task, uint32_t object)
{
  Gate *barrier = &object_at (&task->engine->view, object)->gate;
  int64_t parties = task->program->objects[object].size;

  guard_lock (&barrier->guard);
  barrier->value++;
  note_value (task, EVENT_FILL, object, barrier->value);
  if (barrier->value < parties)
    gate_wait (barrier, task, object, WAIT_BARRIER);
  else
    gate_open (barrier, task, object, 0);
}
