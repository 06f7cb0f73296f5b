/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What tasks tell beside who ran where: lines, steps and other marks, printed lines, and what becomes of objects.
 */
#include "config.h"

#include "ts-collector-private.h"
#include "ts-shade.h"

static void
add_mark (TsCollector *self, TsTask *task, const Entry *entry, TsMarkKind kind, gint64 value, guint32 detail)
{
  TsMark mark = { ts_run_clock_map (&self->run_clock, entry->time_ns), value, detail, kind };

  if (task->marks->len > 0)
    mark.time_ns = MAX (mark.time_ns, g_array_index (task->marks, TsMark, task->marks->len - 1).time_ns);
  g_array_append_val (task->marks, mark);
}

void
ts_note_add_name (TsCollector *self, TsTask *task, const Entry *entry)
{
  add_mark (self, task, entry, TS_MARK_NAME, 0, TS_WHO_NONE);
}

/* A line is marked when it is another one than before: a loop on one line is one mark. */
static void
take_line (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  guint32 line = entry->event.instruction < self->n_lines ? self->lines[entry->event.instruction] : 0;

  if (line == 0 || line == track->line)
    return;
  track->line = line;
  add_mark (self, track->task, entry, TS_MARK_LINE, line, TS_WHO_NONE);
}

/* Begins a new stretch of an object's lane. */
static void
set_object (TsCollector *self, ObjectTrack *track, guint64 time_ns, gboolean open, guint32 who)
{
  if (track->open)
    {
      gboolean lock = track->object->kind == TS_OBJECT_LOCK;
      gint64 size = track->object->kind == TS_OBJECT_COUNTER ? 0 : track->object->size;
      TsSlice slice = {
        .begin_ns = ts_run_clock_map (&self->run_clock, track->since_ns),
        .end_ns = ts_run_clock_map (&self->run_clock, time_ns),
        .who = track->who,
        .core = TS_CORE_NONE,
        .state = lock ? TS_STATE_HELD : TS_STATE_VALUE,
        .shade = lock ? ts_shade_of_task (track->who) : ts_shade_of_value ((gint32) track->who, size),
      };
      ts_lane_append (track->object->lane, &slice);
    }
  track->open = open;
  track->who = who;
  track->since_ns = MAX (time_ns, track->since_ns);
}

/* Who took Python's lock notes that at its next tick; by the kernel's word it had it since it runs. */
static guint64
hold_begin (TsCollector *self, const Entry *entry)
{
  const TaskTrack *task = entry->track;

  if (!self->exact || entry->event.object < self->python_lock || entry->event.value != HOLD_NOTICED
      || task->state != TS_STATE_RUNNING)
    return entry->time_ns;
  return MIN (task->state_ns, entry->time_ns);
}

void
ts_note_lose_lock (TsCollector *self, guint32 lock, guint32 slot, guint64 time_ns)
{
  ObjectTrack *track = &g_array_index (self->objects, ObjectTrack, lock);

  if (track->open && track->who == slot)
    set_object (self, track, time_ns, FALSE, 0);
}

static void
take_object (TsCollector *self, guint32 slot, const Entry *entry)
{
  ObjectTrack *track;

  if (entry->event.object >= self->objects->len)
    return;

  track = &g_array_index (self->objects, ObjectTrack, entry->event.object);
  if (track->object->kind != TS_OBJECT_LOCK)
    set_object (self, track, entry->time_ns, TRUE, (guint32) entry->event.value);
  else if (entry->kind == EVENT_HOLD)
    set_object (self, track, MAX (track->since_ns, hold_begin (self, entry)), TRUE, slot);
  else if (entry->kind == EVENT_RELEASE && track->open && track->who == slot)
    set_object (self, track, entry->time_ns, FALSE, 0);
}

static void
take_print (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  if (entry->text != NULL)
    ts_recording_add_print (self->recording, ts_run_clock_map (&self->run_clock, entry->time_ns),
                            track->position, entry->text);
}

/* One key more, or one less, is waiting to be taken. */
static void
change_keyboard (TsCollector *self, const Entry *entry, gint change)
{
  ObjectTrack *track;

  if (self->keyboard >= self->objects->len)
    return;
  track = &g_array_index (self->objects, ObjectTrack, self->keyboard);
  set_object (self, track, entry->time_ns, TRUE, (guint32) MAX ((gint32) track->who + change, 0));
}

void
ts_note_take_key (TsCollector *self, const Entry *entry)
{
  change_keyboard (self, entry, 1);
}

static void
take_taken (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  guint64 pressed_ns = MIN ((guint64) entry->event.value, entry->time_ns);
  guint32 character = g_unichar_validate (entry->event.task) ? entry->event.task : 0xfffd;

  change_keyboard (self, entry, -1);
  add_mark (self, track->task, entry, TS_MARK_TAKEN,
            ts_run_clock_map (&self->run_clock, pressed_ns), character);
}

void
ts_note_take (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  const Event *event = &entry->event;

  switch (entry->kind)
    {
    case EVENT_LINE:
      take_line (self, track, entry);
      break;
    case EVENT_STEP:
      add_mark (self, track->task, entry, TS_MARK_PROGRESS, event->value, TS_WHO_NONE);
      break;
    case EVENT_PIN:
      add_mark (self, track->task, entry, TS_MARK_PIN, event->value, event->core);
      break;
    case EVENT_STARTED:
      if (event->task < self->tasks->len)
        add_mark (self, track->task, entry, TS_MARK_STARTED, 0, event->task);
      break;
    case EVENT_WAKE:
      if (event->task < self->tasks->len)
        add_mark (self, track->task, entry, TS_MARK_WOKEN, 0, event->task);
      break;
    case EVENT_ASK:
    case EVENT_GIVE_WAY:
      if (event->task < self->tasks->len)
        add_mark (self, track->task, entry, entry->kind == EVENT_ASK ? TS_MARK_ASKED : TS_MARK_GAVE_WAY, 0, event->task);
      break;
    case EVENT_TAKE:
      take_taken (self, track, entry);
      break;
    case EVENT_PRINT:
      take_print (self, track, entry);
      break;
    case EVENT_HOLD:
    case EVENT_RELEASE:
    case EVENT_FILL:
    case EVENT_COUNT:
      take_object (self, track->position, entry);
      break;
    default:
      break;
    }
}

/* What an object holds before anything happens to it. */
static guint32
first_value (const ObjectDeclaration *declaration)
{
  gboolean counted = declaration->kind == OBJECT_SEMAPHORE || declaration->kind == OBJECT_COUNTER;

  return counted ? (guint32) declaration->size : 0;
}

void
ts_note_add_objects (TsCollector *self, const Program *program)
{
  guint count = MIN (program->object_count, MAX_OBJECTS);

  for (guint i = 0; i < count; i++)
    {
      const ObjectDeclaration *declaration = &program->objects[i];
      TsObject *object = ts_recording_add_object (self->recording);
      ObjectTrack track = { .object = object, .who = first_value (declaration) };
      gboolean is_interpreter_lock = program->interpreter_lock != 0 && i + 1 >= program->interpreter_lock;

      object->kind = (TsObjectKind) MIN (declaration->kind, OBJECT_KEYBOARD);
      g_free (object->name);
      object->name = ts_collector_get_text (program, declaration->name);
      object->shared = declaration->shared != 0;
      object->size = is_interpreter_lock ? 1 : declaration->size;
      track.open = object->kind != TS_OBJECT_LOCK;
      if (object->kind == TS_OBJECT_KEYBOARD && self->keyboard == G_MAXUINT)
        self->keyboard = i;
      g_array_append_val (self->objects, track);
    }
}

void
ts_note_advance (TsCollector *self, guint64 until_ns)
{
  for (guint i = 0; i < self->objects->len; i++)
    {
      ObjectTrack *track = &g_array_index (self->objects, ObjectTrack, i);

      if (until_ns > track->since_ns)
        set_object (self, track, until_ns, track->open, track->who);
    }
}
