/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The events of our own files: every one must fit the description, or the file is refused.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ts-core-lanes.h"
#include "ts-recording-format.h"
#include "ts-recording-reader.h"

#define HAS(key) TS_EVENT_HAS (event, TS_EVENT_BIT (TS_EVENT_ ## key))

static gboolean
fail_range (TsReader *reader)
{
  return ts_reader_fail (reader, _("a slice has a number that is out of range"));
}

static gboolean
fail_task (TsReader *reader)
{
  return ts_reader_fail (reader, _("an event belongs to a task that is not described"));
}

/* The task of the event's track. */
static TsTask *
find_task (TsReader *reader)
{
  const TsEvent *event = &reader->event;
  guint position;

  if (!HAS (TID))
    return NULL;
  if (reader->last_task != NULL && event->tid == reader->last_track)
    return reader->last_task;
  if (event->tid < 0 || event->tid > G_MAXUINT32)
    return NULL;
  position =
    GPOINTER_TO_UINT (g_hash_table_lookup (reader->tracks, GUINT_TO_POINTER ((guint) event->tid)));
  if (position == 0)
    return NULL;
  reader->last_track = event->tid;
  reader->last_task = ts_recording_get_tasks (reader->recording)->pdata[position - 1];
  return reader->last_task;
}

/* The element that the event names; NULL, and an error, if there is none. */
static gpointer
find_element (TsReader *reader, GPtrArray *elements, gint64 position)
{
  if (position >= 0 && position < elements->len)
    return elements->pdata[position];
  ts_reader_fail (reader, _("an event belongs to something that is not described"));
  return NULL;
}

/* Checks the event against the lane that it goes to and takes its times and state. */
static gboolean
begin_slice (TsReader *reader, TsLane *lane, TsSlice *slice)
{
  const TsEvent *event = &reader->event;
  guint n_slices = ts_lane_get_n_slices (lane);

  if (!HAS (BEGIN) || !HAS (DURATION) || event->duration_ns <= 0)
    return ts_reader_fail (reader, _("a slice does not say when it begins, or lasts no time"));
  slice->begin_ns = event->begin_ns;
  slice->end_ns = event->begin_ns + event->duration_ns;
  if (n_slices > 0 && slice->begin_ns < ts_lane_get_slice (lane, n_slices - 1)->end_ns)
    return ts_reader_fail (reader, _("two slices of one lane overlap"));
  if (HAS (STATE))
    slice->state = (guint8) ts_state_from_id (event->state->str);
  if (HAS (STATE) && !g_str_equal (ts_state_get_id (slice->state), event->state->str))
    return ts_reader_fail (reader, _("a slice is in a state that does not exist"));
  if ((HAS (SLICE_WHO) && (event->slice_who < 0 || event->slice_who > G_MAXUINT32))
      || (HAS (SLICE_CORE) && (event->slice_core < 0 || event->slice_core > G_MAXUINT16))
      || (HAS (SLICE_SHADE) && (event->slice_shade < 0 || event->slice_shade >= TS_N_SHADES)))
    return fail_range (reader);
  return TRUE;
}

/* Puts what the file says in the place of what is usual, and appends. */
static gboolean
append_slice (TsReader *reader, TsLane *lane, TsSlice *slice)
{
  const TsEvent *event = &reader->event;

  if (HAS (SLICE_WHO))
    slice->who = (guint32) event->slice_who;
  if (HAS (SLICE_CORE))
    slice->core = (guint16) event->slice_core;
  if (HAS (SLICE_SHADE))
    slice->shade = (guint8) event->slice_shade;
  ts_lane_append (lane, slice);
  return TRUE;
}

static gboolean
add_task_slice (TsReader *reader)
{
  const TsEvent *event = &reader->event;
  const char *name = event->name->str;
  TsTask *task = find_task (reader);
  TsSlice slice = { .core = TS_CORE_NONE };

  if (task == NULL)
    return fail_task (reader);
  if (g_str_equal (name, "Running"))
    slice.state = TS_STATE_RUNNING;
  else if (g_str_equal (name, "R") || g_str_equal (name, "R+"))
    slice.state = TS_STATE_READY;
  else if (g_str_equal (name, "D"))
    slice.state = TS_STATE_WAITING_IO;
  else if (g_str_equal (name, "S"))
    slice.state = TS_STATE_WAITING;
  else
    return ts_reader_fail (reader, _("a task is in a state that does not exist"));
  if (HAS (CPU) && (event->cpu < 0 || event->cpu >= TS_CORE_NONE))
    return ts_reader_fail (reader, _("a task ran on a core that cannot exist"));
  if (HAS (CPU))
    slice.core = (guint16) event->cpu;
  if (!begin_slice (reader, task->lane, &slice))
    return FALSE;
  ts_format_usual_task_slice (&slice);
  return append_slice (reader, task->lane, &slice);
}

/* A slice of a lock (its holder is "who") or of another object (its "value"). */
static gboolean
add_object_slice (TsReader *reader, gint64 position, gint64 who)
{
  const TsObject *object =
    find_element (reader, ts_recording_get_objects (reader->recording), position);
  TsSlice slice = { .who = (guint32) who };

  if (object == NULL)
    return FALSE;
  if (who < G_MININT32 || who > G_MAXUINT32)
    return fail_range (reader);
  ts_format_usual_object_slice (&slice, object);
  return begin_slice (reader, object->lane, &slice) && append_slice (reader, object->lane, &slice);
}

static gboolean
add_others (TsReader *reader)
{
  const TsEvent *event = &reader->event;
  const TsCore *core =
    find_element (reader, ts_recording_get_cores (reader->recording), event->core_position);
  TsSlice slice = { .who = (guint32) event->value, .core = TS_CORE_NONE, .state = TS_STATE_OTHERS };

  if (core == NULL)
    return FALSE;
  if (event->value < G_MININT32 || event->value > G_MAXUINT32)
    return fail_range (reader);
  return begin_slice (reader, core->others, &slice) && append_slice (reader, core->others, &slice);
}

static gboolean
add_mark (TsReader *reader, TsMarkKind kind)
{
  const TsEvent *event = &reader->event;
  TsTask *task = find_task (reader);
  TsMark mark = { event->begin_ns, event->value, (guint32) event->detail, kind };

  if (task == NULL)
    return fail_task (reader);
  if (!HAS (BEGIN) || !HAS (VALUE) || event->detail < 0 || event->detail > G_MAXUINT32)
    return ts_reader_fail (reader, _("an event lacks its time or value"));
  if (task->marks->len > 0
      && g_array_index (task->marks, TsMark, task->marks->len - 1).time_ns > event->begin_ns)
    return ts_reader_fail (reader, _("the events of a task are not in order of time"));
  g_array_append_val (task->marks, mark);
  return TRUE;
}

static gboolean
add_instant (TsReader *reader)
{
  const TsEvent *event = &reader->event;

  if (g_str_equal (event->category->str, "mark"))
    {
      TsMarkKind kind = ts_mark_kind_from_id (event->name->str);

      /* A later Timeslice may know more kinds. */
      return kind == TS_N_MARKS || add_mark (reader, kind);
    }
  if (!g_str_equal (event->category->str, "print"))
    return TRUE;
  if (!HAS (BEGIN) || !HAS (TEXT) || !HAS (TASK) || event->task < 0 || event->task > G_MAXUINT32)
    return ts_reader_fail (reader, _("a printed line lacks its time, task or text"));
  ts_recording_add_print (reader->recording, event->begin_ns, (guint32) event->task,
                          event->text->str);
  return TRUE;
}

static gboolean
add_counter (TsReader *reader)
{
  const TsEvent *event = &reader->event;

  if (HAS (TASK))
    return add_mark (reader, TS_MARK_PROGRESS);
  if (!HAS (DURATION))
    return TRUE;
  if (!HAS (VALUE))
    return ts_reader_fail (reader, _("a counter has no value"));
  if (HAS (OBJECT))
    return add_object_slice (reader, event->object, event->value);
  return !HAS (CORE) || add_others (reader);
}

gboolean
ts_reader_add_event (TsReader *reader)
{
  const TsEvent *event = &reader->event;

  switch (event->phase)
    {
    case 'T':
      return add_task_slice (reader);
    case 'X':
      return !HAS (OBJECT) || !HAS (WHO) || add_object_slice (reader, event->object, event->who);
    case 'C':
      return add_counter (reader);
    case 'i':
      return add_instant (reader);
    default:
      return TRUE;
    }
}

/* Both in order of time: what follows from the tasks' lanes without some, and with others. */
static gboolean
merge_core_lane (TsReader *reader, TsLane *lane, const TsLane *derived, const GArray *without,
                 const GArray *with)
{
  guint n_derived = ts_lane_get_n_slices (derived);
  guint i = 0, left_out = 0, j = 0;

  while (i < n_derived || j < with->len)
    {
      const TsSlice *from = i < n_derived ? ts_lane_get_slice (derived, i) : NULL;
      const TsSlice *own = j < with->len ? &g_array_index (with, TsSlice, j) : NULL;

      if (from != NULL && left_out < without->len
          && g_array_index (without, guint32, left_out) == i)
        left_out++, i++;
      else if (own == NULL || (from != NULL && from->begin_ns <= own->begin_ns))
        ts_lane_append (lane, from), i++;
      else
        ts_lane_append (lane, own), j++;
    }
  return left_out == without->len
    || ts_reader_fail (reader, _("a core leaves out slices that do not exist"));
}

gboolean
ts_reader_finish (TsReader *reader)
{
  GPtrArray *cores = ts_recording_get_cores (reader->recording);
  g_autoptr (GPtrArray) derived = ts_core_lanes_derive (reader->recording, NULL, NULL);

  for (guint i = 0; i < cores->len; i++)
    if (!merge_core_lane (reader, ((TsCore *) cores->pdata[i])->lane, derived->pdata[i],
                          reader->without->pdata[i], reader->with->pdata[i]))
      return FALSE;
  return TRUE;
}
