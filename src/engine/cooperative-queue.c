/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Queues, and the keyboard, of tasks that take turns.
 */
#include "cooperative.h"

#include "note.h"
#include "object.h"
#include "park.h"
#include "tick.h"

static CooperativeObject *
waiting_at (Task *task, uint32_t object)
{
  return &task->engine->cooperative->objects[object];
}

static Queue *
queue_at (Task *task, uint32_t object)
{
  return &object_at (&task->engine->view, object)->queue;
}

/* Lets the next of those go on who wait for an element (or a place), which is reserved for it. */
static void
hand_on (Engine *engine, uint32_t object, bool element, uint64_t time_ns, uint32_t by)
{
  CooperativeObject *waiting = &engine->cooperative->objects[object];
  Task *next = waiters_take (element ? &waiting->waiters : &waiting->places, engine);

  if (next == NULL)
    return;
  if (element)
    waiting->reserved++;
  else
    waiting->places_reserved++;
  next->granted = true;
  unpark (next, time_ns, by);
}

/* Moves `units` elements in (or out), notes it, and lets the next of those go on who wait for what has been gained. */
static void
move (Task *task, uint32_t object, int64_t units)
{
  CooperativeObject *waiting = waiting_at (task, object);
  Queue *queue = queue_at (task, object);
  bool put = units > 0;

  atomic_fetch_add_explicit (&queue->elements.left, units, memory_order_relaxed);
  atomic_fetch_sub_explicit (&queue->places.left, units, memory_order_relaxed);
  note_value (task, EVENT_FILL, object, atomic_load_explicit (&queue->elements.left, memory_order_relaxed));
  if ((put ? waiting->waiters : waiting->places).first != 0)
    hand_on (task->engine, object, put, tick (task), task->number);
}

static Outcome
place_granted (Task *task)
{
  if (queue_at (task, task->object)->closed)
    return OUTCOME_CLOSED;
  waiting_at (task, task->object)->places_reserved--;
  move (task, task->object, 1);
  return OUTCOME_DONE;
}

Outcome
cooperative_put (Task *task, uint32_t object)
{
  CooperativeObject *waiting = waiting_at (task, object);
  Queue *queue = queue_at (task, object);

  if (queue->closed)
    return OUTCOME_CLOSED;
  if (atomic_load_explicit (&queue->places.left, memory_order_relaxed) - waiting->places_reserved > 0)
    {
      move (task, object, 1);
      return OUTCOME_DONE;
    }
  park_in_wait (task, WAIT_QUEUE, object, 0, place_granted);
  waiters_add (&waiting->places, task);
  return OUTCOME_DONE;
}

/* Who was woken because the queue was closed has nothing reserved; who had an element reserved before still gets it. */
static Outcome
element_granted (Task *task)
{
  if (!task->granted)
    return OUTCOME_CLOSED;
  waiting_at (task, task->object)->reserved--;
  move (task, task->object, -1);
  return OUTCOME_DONE;
}

static Outcome
take_key (Task *task)
{
  uint32_t character;
  uint64_t pressed_ns;

  if (!keyboard_take (&task->arena->keyboard, &character, &pressed_ns))
    {
      park_in_wait (task, WAIT_QUEUE, task->object, 0, take_key);
      waiters_add (&waiting_at (task, task->object)->waiters, task);
      return OUTCOME_DONE;
    }
  tick (task);
  note (task, EVENT_TAKE, task->object, character, (int64_t) pressed_ns);
  return OUTCOME_DONE;
}

bool
cooperative_keyboard_look (Engine *engine, uint64_t time_ns)
{
  const Program *program = &engine->view.arena->program;
  Keyboard *keyboard = &engine->view.arena->keyboard;
  uint32_t object = 0, keys = keyboard_left (keyboard);
  Waiters *waiters;
  Task *task;

  while (object < program->object_count && program->objects[object].kind != OBJECT_KEYBOARD)
    object++;
  if (object == program->object_count)
    return false;

  waiters = &engine->cooperative->objects[object].waiters;
  for (; keys > 0 && (task = waiters_take (waiters, engine)) != NULL; keys--)
    unpark (task, time_ns, NO_TASK);
  return waiters->first != 0;
}

Outcome
cooperative_get (Task *task, uint32_t object)
{
  CooperativeObject *waiting = waiting_at (task, object);
  Queue *queue = queue_at (task, object);

  task->object = object;
  if (task->program->objects[object].kind == OBJECT_KEYBOARD)
    return take_key (task);

  if (atomic_load_explicit (&queue->elements.left, memory_order_relaxed) - waiting->reserved > 0)
    {
      move (task, object, -1);
      return OUTCOME_DONE;
    }
  if (queue->closed)
    return OUTCOME_CLOSED;
  park_in_wait (task, WAIT_QUEUE, object, 0, element_granted);
  waiters_add (&waiting->waiters, task);
  return OUTCOME_DONE;
}

void
cooperative_close (Task *task, uint32_t object)
{
  CooperativeObject *waiting = waiting_at (task, object);
  uint64_t now = tick (task);
  Task *next;

  queue_at (task, object)->closed = 1;
  while ((next = waiters_take (&waiting->waiters, task->engine)) != NULL)
    unpark (next, now, task->number);
  while ((next = waiters_take (&waiting->places, task->engine)) != NULL)
    unpark (next, now, task->number);
}

void
cooperative_leave_queues (Task *task, uint64_t time_ns)
{
  bool element = task->program->instructions[task->frame.at].operation != OP_PUT;

  if (!task->waits || !task->granted || task->program->objects[task->object].kind != OBJECT_QUEUE)
    return;
  if (element)
    waiting_at (task, task->object)->reserved--;
  else
    waiting_at (task, task->object)->places_reserved--;
  hand_on (task->engine, task->object, element, time_ns, task->number);
}
