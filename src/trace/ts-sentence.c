/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sentences on the lanes of cores and objects, and what all share.
 */
#include "config.h"

#include "ts-sentence-private.h"

#include "ts-time.h"

#include <glib/gi18n-lib.h>

const char *
ts_sentence_get_task_name (TsRecording *recording, guint32 task)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  /* Translators: in the place of a task's name */
  return task < tasks->len ? ((TsTask *) tasks->pdata[task])->name : _("another task");
}

const char *
ts_sentence_get_object_name (TsRecording *recording, guint32 object)
{
  GPtrArray *objects = ts_recording_get_objects (recording);

  /* Translators: in the place of an object's name */
  return object < objects->len ? ((TsObject *) objects->pdata[object])->name : _("(not known)");
}

static char *
say_core (TsRecording *recording, guint position, const TsSlice *slice)
{
  const TsCore *core = g_ptr_array_index (ts_recording_get_cores (recording), position);
  g_autofree char *length = ts_time_format (slice->end_ns - slice->begin_ns);

  /* Translators: the number of a core, a task, a length of time */
  return g_strdup_printf (_("Core %u runs %s for %s."), core->number,
                          ts_sentence_get_task_name (recording, slice->who), length);
}

static char *
say_object (TsRecording *recording, guint position, const TsSlice *slice)
{
  const TsObject *object = g_ptr_array_index (ts_recording_get_objects (recording), position);
  g_autofree char *length = ts_time_format (slice->end_ns - slice->begin_ns);
  gint32 value = (gint32) slice->who;

  switch (object->kind)
    {
    case TS_OBJECT_LOCK:
      return g_strdup_printf (_("%s is held by %s for %s."), object->name,
                              ts_sentence_get_task_name (recording, slice->who), length);
    case TS_OBJECT_SEMAPHORE:
      return g_strdup_printf (_("%s has %d left for %s."), object->name, value, length);
    case TS_OBJECT_QUEUE:
      /* Translators: a queue, how many elements it holds, how many it can hold, a length of time */
      return g_strdup_printf (_("%s holds %d of %d for %s."), object->name, value,
                              (int) object->size, length);
    case TS_OBJECT_BARRIER:
      /* Translators: a barrier, how many tasks have arrived there, of how many, a length of time */
      return g_strdup_printf (_("At %s, %d of %d have arrived, for %s."), object->name, value,
                              (int) object->size, length);
    case TS_OBJECT_EVENT:
      return g_strdup_printf (value != 0 ? _("%s has been signalled, for %s.")
                                         : _("%s has not been signalled, for %s."),
                              object->name, length);
    case TS_OBJECT_KEYBOARD:
      return g_strdup_printf (ngettext ("%d key waits in %s for %s.", "%d keys wait in %s for %s.",
                                        (gulong) MAX (value, 0)),
                              value, object->name, length);
    case TS_OBJECT_COUNTER:
    default:
      return g_strdup_printf (_("%s has the value %d for %s."), object->name, value, length);
    }
}

char *
ts_sentence_of_slice (TsRecording *recording, TsLaneId id, guint position)
{
  const TsLane *lane = ts_lane_id_get_lane (id, recording);

  if (lane == NULL || position >= ts_lane_get_n_slices (lane))
    return g_strdup ("");
  if (id.kind == TS_LANE_TASK)
    return ts_sentence_of_task (recording, id.index, position);
  if (id.kind == TS_LANE_CORE)
    return say_core (recording, id.index, ts_lane_get_slice (lane, position));
  return say_object (recording, id.index, ts_lane_get_slice (lane, position));
}

/* The stretch around time_ns in which the lane has no slice: up to the end of the recording. */
static char *
measure_gap (TsRecording *recording, const TsLane *lane, gint64 time_ns)
{
  guint next = ts_lane_find (lane, time_ns), n_slices = ts_lane_get_n_slices (lane);
  gint64 begin_ns = next > 0 ? ts_lane_get_slice (lane, next - 1)->end_ns : 0;
  gint64 end_ns = next < n_slices ? ts_lane_get_slice (lane, next)->begin_ns
                                  : ts_recording_get_end_ns (recording);

  return ts_time_format (MAX (end_ns - begin_ns, 0));
}

static char *
say_core_gap (TsRecording *recording, const TsCore *core, gint64 time_ns)
{
  g_autofree char *length = measure_gap (recording, core->lane, time_ns);
  const TsSlice *others = ts_lane_at (core->others, time_ns);

  if (others == NULL || others->who == 0)
    return g_strdup_printf (_("Core %u runs no task of this run for %s."), core->number, length);
  /* Translators: the number of a core, a length of time, a share in percent */
  return g_strdup_printf (_("Core %u runs no task of this run for %s. Other programs use %u %% of it."),
                          core->number, length, (others->who + 5) / 10);
}

char *
ts_sentence_of_gap (TsRecording *recording, TsLaneId id, gint64 time_ns)
{
  const TsLane *lane = ts_lane_id_get_lane (id, recording);
  g_autofree char *length = NULL;
  const TsObject *object;

  if (lane == NULL)
    return g_strdup ("");
  if (id.kind == TS_LANE_TASK)
    return ts_sentence_of_task_gap (recording, id.index, time_ns);
  if (id.kind == TS_LANE_CORE)
    return say_core_gap (recording,
                         g_ptr_array_index (ts_recording_get_cores (recording), id.index), time_ns);
  object = g_ptr_array_index (ts_recording_get_objects (recording), id.index);
  length = measure_gap (recording, lane, time_ns);
  if (object->kind != TS_OBJECT_LOCK)
    return g_strdup_printf (_("What %s holds here was not observed."), object->name);
  return g_strdup_printf (_("Nobody holds %s for %s."), object->name, length);
}
