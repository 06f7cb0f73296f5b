/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps on objects.
 */
#include "operation.h"

#include "note.h"
#include "object.h"
#include "task.h"

void
operate_acquire (Task *task, const Instruction *instruction)
{
  task->engine->way->acquire (task, object_of (task, instruction, instruction->target));
}

void
operate_release (Task *task, const Instruction *instruction)
{
  task->engine->way->release (task, object_of (task, instruction, instruction->target));
}

void
operate_put (Task *task, const Instruction *instruction)
{
  uint32_t object = object_of (task, instruction, instruction->target);

  if (task->engine->way->put (task, object) == OUTCOME_CLOSED)
    task_fail (task, FAILURE_CLOSED, object);
}

void
operate_get (Task *task, const Instruction *instruction)
{
  uint32_t object = object_of (task, instruction, instruction->target);

  if (task->engine->way->get (task, object) == OUTCOME_CLOSED)
    task_fail (task, FAILURE_CLOSED, object);
}

void
operate_get_or_jump (Task *task, const Instruction *instruction)
{
  uint32_t object = object_of (task, instruction, instruction->value);

  if (task->engine->way->get (task, object) == OUTCOME_CLOSED)
    task->frame.next = (uint32_t) instruction->target;
}

void
operate_close (Task *task, const Instruction *instruction)
{
  task->engine->way->close (task, object_of (task, instruction, instruction->target));
}

void
operate_wait (Task *task, const Instruction *instruction)
{
  task->engine->way->wait (task, object_of (task, instruction, instruction->target));
}

void
operate_signal (Task *task, const Instruction *instruction)
{
  task->engine->way->signal (task, object_of (task, instruction, instruction->target));
}

void
operate_arrive (Task *task, const Instruction *instruction)
{
  task->engine->way->arrive (task, object_of (task, instruction, instruction->target));
}

/* A counter is one word.  The plain steps on it are a load and a store, each of which is atomic by itself
 * (relaxed): two tasks can lose an update between them, which is the lesson, without the undefined behaviour of a C
 * data race. */

void
operate_load (Task *task, const Instruction *instruction)
{
  uint32_t object = object_of (task, instruction, instruction->target);

  task->frame.loaded = atomic_load_explicit (counter_of (task->engine, object), memory_order_relaxed);
}

void
operate_add_one (Task *task, const Instruction *instruction)
{
  int64_t value = value_of (task, instruction);

  task->frame.loaded = (int64_t) ((uint64_t) task->frame.loaded + (uint64_t) value);
}

void
operate_store (Task *task, const Instruction *instruction)
{
  uint32_t object = object_of (task, instruction, instruction->target);

  atomic_store_explicit (counter_of (task->engine, object), task->frame.loaded, memory_order_relaxed);
  note_value (task, EVENT_COUNT, object, task->frame.loaded);
}

void
operate_increment (Task *task, const Instruction *instruction)
{
  uint32_t object = object_of (task, instruction, instruction->target);
  _Atomic int64_t *counter = counter_of (task->engine, object);
  int64_t value = atomic_load_explicit (counter, memory_order_relaxed);

  value = (int64_t) ((uint64_t) value + 1);
  atomic_store_explicit (counter, value, memory_order_relaxed);
  note_value (task, EVENT_COUNT, object, value);
}

void
operate_increment_atomically (Task *task, const Instruction *instruction)
{
  uint32_t object = object_of (task, instruction, instruction->target);
  int64_t before = atomic_fetch_add_explicit (counter_of (task->engine, object), 1, memory_order_relaxed);

  note_value (task, EVENT_COUNT, object, (int64_t) ((uint64_t) before + 1));
}
