/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "note.h"

#include "object.h"
#include "tick.h"
#include "way.h"

#include <string.h>

enum {
  TEXT_PER_EVENT = sizeof (Event) - offsetof (Event, instruction),
  TEXT_EVENTS = (MAX_PRINT + TEXT_PER_EVENT - 1) / TEXT_PER_EVENT,
};

_Static_assert (TEXT_PER_EVENT == 16, "event.h promises 16 bytes of text in each event");

static inline void
push (Task *task, Event *event)
{
  event->instruction = task->frame.at;
  event->author = (uint16_t) task->number;
  if (task->engine->way->make_room != NULL)
    task->engine->way->make_room (task, 1);
  ring_push (task->ring, event);
}

void
note_push (Task *task, Event *event)
{
  push (task, event);
}

void
note_back (Task *task)
{
  if (!task->back_pending)
    return;
  task->back_pending = false;
  note (task, EVENT_BACK, NO_OBJECT, NO_TASK, 0);
}

void
note (Task *task, EventKind kind, uint32_t object, uint32_t other, int64_t value)
{
  note_back (task);
  push (task, &(Event) { .kind = (uint16_t) kind, .time_ns = task->last_ns, .core = (uint16_t) task->core,
                         .object = (uint16_t) object, .task = other, .value = value });
}

void
allowance_init (Allowance *allowance, uint32_t times, uint64_t now)
{
  *allowance = (Allowance) {
    .left = NOTES_AT_MOST * times, .per_ms = NOTES_PER_MS * times, .most = NOTES_AT_MOST * times, .filled_ns = now,
  };
}

void
note_refill (Task *task, uint64_t now)
{
  Allowance *allowance = task->allowance;
  uint64_t notes = (now - allowance->filled_ns) * allowance->per_ms / 1000000;

  if (notes == 0)
    return;
  allowance->filled_ns = now;
  notes += allowance->left;
  allowance->left = notes > allowance->most ? allowance->most : (uint32_t) notes;
}

bool
note_allowed (Task *task, uint32_t count)
{
  if (task->allowance->left < count)
    return false;
  task->allowance->left -= count;
  return true;
}

void
note_line (Task *task)
{
  if (!note_allowed (task, 1))
    return;
  tick (task);
  note (task, EVENT_LINE, NO_OBJECT, NO_TASK, 0);
}

void
note_progress (Task *task, uint64_t progress)
{
  if (!note_allowed (task, 1))
    {
      task->progress_pending = true;
      return;
    }
  tick (task);
  task->progress_pending = false;
  note (task, EVENT_STEP, NO_OBJECT, NO_TASK, (int64_t) progress);
}

void
note_value (Task *task, EventKind kind, uint32_t object, int64_t value)
{
  uint64_t bit = UINT64_C (1) << (object % 64);

  if (!note_allowed (task, 1))
    {
      task->pending[object / 64] |= bit;
      return;
    }
  tick (task);
  note (task, kind, object, NO_TASK, value);

  /* No lock orders the changes of a counter, so another task may have noted a later value before this
   * note: what it then is stays to be noted when this task waits or ends. */
  if (kind == EVENT_COUNT)
    task->pending[object / 64] |= bit;
  else
    task->pending[object / 64] &= ~bit;
}

static void
note_pending_object (Task *task, uint32_t object)
{
  EventKind kind = task->program->objects[object].kind == OBJECT_COUNTER ? EVENT_COUNT : EVENT_FILL;

  note (task, kind, object, NO_TASK, object_value (task->engine, object));
}

void
note_pending (Task *task)
{
  if (task->progress_pending)
    note (task, EVENT_STEP, NO_OBJECT, NO_TASK,
          (int64_t) atomic_load_explicit (&task->slot->progress, memory_order_relaxed));
  task->progress_pending = false;

  for (uint32_t i = 0; i < MAX_OBJECTS / 64; i++)
    for (; task->pending[i] != 0; task->pending[i] &= task->pending[i] - 1)
      note_pending_object (task, i * 64 + (uint32_t) __builtin_ctzll (task->pending[i]));
}

void
note_text (Task *task, const char *text, size_t length)
{
  Event events[1 + TEXT_EVENTS];
  size_t count = (length + TEXT_PER_EVENT - 1) / TEXT_PER_EVENT;

  memset (events, 0, sizeof events);
  events[0] = (Event) { .kind = EVENT_PRINT, .author = (uint16_t) task->number, .time_ns = task->last_ns,
                        .core = (uint16_t) task->core, .object = NO_OBJECT, .instruction = task->frame.at, .task = NO_TASK,
                        .value = (int64_t) length };
  for (size_t i = 0; i < count; i++)
    {
      size_t rest = length - i * TEXT_PER_EVENT;
      Event *event = &events[1 + i];

      event->kind = EVENT_TEXT;
      event->author = (uint16_t) task->number;
      event->time_ns = task->last_ns;
      event->core = (uint16_t) task->core;
      event->object = NO_OBJECT;
      memcpy ((char *) event + offsetof (Event, instruction), text + i * TEXT_PER_EVENT,
              rest < TEXT_PER_EVENT ? rest : TEXT_PER_EVENT);
    }
  if (task->engine->way->make_room != NULL)
    task->engine->way->make_room (task, 1 + count);
  ring_push_all (task->ring, events, 1 + count);
}
