/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All objects of a run together.
 */
#include "object.h"

Object *
object_at (const ArenaView *view, uint32_t index)
{
  return (Object *) arena_object (view, index);
}

static void
supply_init (Supply *supply, int64_t units)
{
  supply->left = units;
  supply->given = units > 0 ? (uint64_t) units : 0;
}

static void
object_init (Object *object, const ObjectDeclaration *declaration)
{
  switch ((ObjectKind) declaration->kind)
    {
    case OBJECT_LOCK:
      robust_mutex_init (&object->lock.mutex, PTHREAD_MUTEX_ERRORCHECK);
      break;
    case OBJECT_SEMAPHORE:
      guard_init (&object->semaphore.guard);
      supply_init (&object->semaphore.units, declaration->size);
      break;
    case OBJECT_QUEUE:
      guard_init (&object->queue.guard);
      supply_init (&object->queue.places, declaration->size);
      break;
    case OBJECT_BARRIER:
    case OBJECT_EVENT:
      guard_init (&object->gate.guard);
      break;
    case OBJECT_COUNTER:
      atomic_store (&object->counter, declaration->size);
      break;
    case OBJECT_KEYBOARD:
    default: /* program_check() has refused it */
      break;
    }
}

void
objects_init (const ArenaView *view)
{
  const Program *program = &view->arena->program;

  uint32_t plain = program->interpreter_lock != 0 ? program->interpreter_lock - 1 : program->object_count;

  for (uint32_t i = 0; i < plain; i++)
    object_init (object_at (view, i), &program->objects[i]);
  for (uint32_t i = plain; i < program->object_count; i++)
    interpreter_lock_init (&object_at (view, i)->interpreter_lock);
}

static void
object_stir (Object *object, ObjectKind kind)
{
  switch (kind)
    {
    case OBJECT_SEMAPHORE:
      condition_stir (&object->semaphore.units.condition);
      break;
    case OBJECT_QUEUE:
      condition_stir (&object->queue.elements.condition);
      condition_stir (&object->queue.places.condition);
      break;
    case OBJECT_BARRIER:
    case OBJECT_EVENT:
      condition_stir (&object->gate.condition);
      break;
    case OBJECT_LOCK: /* the kernel hands on robust mutexes itself */
    case OBJECT_COUNTER:
    case OBJECT_KEYBOARD: /* every press wakes all */
    default:
      break;
    }
}

void
objects_stir (const ArenaView *view)
{
  const Program *program = &view->arena->program;

  for (uint32_t i = 0; i < program->object_count; i++)
    object_stir (object_at (view, i), (ObjectKind) program->objects[i].kind);
}

int64_t
object_value (Engine *engine, uint32_t index)
{
  Object *object = object_at (&engine->view, index);

  switch ((ObjectKind) engine->view.arena->program.objects[index].kind)
    {
    case OBJECT_LOCK:
      return atomic_load_explicit (&object->lock.holder, memory_order_relaxed) != 0;
    case OBJECT_SEMAPHORE:
      return atomic_load_explicit (&object->semaphore.units.left, memory_order_relaxed);
    case OBJECT_QUEUE:
      return atomic_load_explicit (&object->queue.elements.left, memory_order_relaxed);
    case OBJECT_BARRIER:
    case OBJECT_EVENT:
      return atomic_load_explicit (&object->gate.value, memory_order_relaxed);
    case OBJECT_COUNTER:
      return atomic_load_explicit (counter_of (engine, index), memory_order_relaxed);
    case OBJECT_KEYBOARD:
      return keyboard_left (&engine->view.arena->keyboard);
    default:
      return 0;
    }
}

_Atomic int64_t *
counter_of (Engine *engine, uint32_t object)
{
  if (engine->view.arena->program.objects[object].shared != 0)
    return &object_at (&engine->view, object)->counter;
  return &engine->counters[object];
}

void
object_acquire (Task *task, uint32_t index)
{
  Object *object = object_at (&task->engine->view, index);

  if (task->program->objects[index].kind == OBJECT_LOCK)
    lock_acquire (&object->lock, task, index);
  else
    semaphore_acquire (&object->semaphore, task, index);
}

void
object_release (Task *task, uint32_t index)
{
  Object *object = object_at (&task->engine->view, index);

  if (task->program->objects[index].kind == OBJECT_LOCK)
    lock_release (&object->lock, task, index);
  else
    semaphore_release (&object->semaphore, task, index);
}
