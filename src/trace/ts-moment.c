/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-moment.h"

#include <glib/gi18n-lib.h>

static TsLife
find_life (const TsTask *task, gint64 time_ns)
{
  if (task->started_ns < 0 || time_ns < task->started_ns)
    return TS_LIFE_NOT_STARTED;
  if (task->ended_ns < 0 || time_ns < task->ended_ns)
    return TS_LIFE_ALIVE;
  if (task->exit_status != 0)
    return TS_LIFE_KILLED;
  return task->stopped ? TS_LIFE_STOPPED : TS_LIFE_ENDED;
}

/* The core of the newest slice at or before `position` that has one. */
static guint16
find_core (const TsLane *lane, guint position)
{
  enum { FAR_ENOUGH = 64 };
  guint n_slices = ts_lane_get_n_slices (lane);

  if (n_slices == 0)
    return TS_CORE_NONE;
  position = MIN (position, n_slices - 1);
  for (guint i = 0; i < FAR_ENOUGH && i <= position; i++)
    {
      const TsSlice *slice = ts_lane_get_slice (lane, position - i);

      if (slice->state == TS_STATE_RUNNING)
        return slice->core;
    }
  return TS_CORE_NONE;
}

static void
look_at_lane (TsMoment *moment, const TsTask *task, gint64 time_ns)
{
  guint position = ts_lane_find (task->lane, time_ns), n_slices = ts_lane_get_n_slices (task->lane);
  const TsSlice *slice = position < n_slices ? ts_lane_get_slice (task->lane, position) : NULL;

  /* At the live end the last slice is the newest that is known. */
  if (slice == NULL && n_slices > 0 && moment->life == TS_LIFE_ALIVE)
    slice = ts_lane_get_slice (task->lane, n_slices - 1);
  if (slice != NULL && slice->begin_ns <= time_ns)
    {
      moment->state = (TsState) slice->state;
      moment->waited_for = ts_state_is_waiting (moment->state) ? slice->who : TS_WHO_NONE;
    }
  moment->core = find_core (task->lane, position);
}

void
ts_moment_look (TsMoment *moment, TsRecording *recording, guint task, gint64 time_ns)
{
  const TsTask *of = g_ptr_array_index (ts_recording_get_tasks (recording), task);
  gint64 until_ns = of->ended_ns >= 0 ? MIN (of->ended_ns, time_ns) : time_ns;

  *moment = (TsMoment) { .life = find_life (of, time_ns), .waited_for = TS_WHO_NONE,
                         .core = TS_CORE_NONE, .total = of->total, .fraction = -1 };
  if (moment->life != TS_LIFE_NOT_STARTED)
    {
      look_at_lane (moment, of, time_ns);
      moment->time_ns = until_ns - of->started_ns;
      moment->line = (guint) ts_task_value_at (of, TS_MARK_LINE, time_ns, 0);
      moment->progress = (guint64) ts_task_value_at (of, TS_MARK_PROGRESS, time_ns, 0);
    }
  if (moment->life != TS_LIFE_ALIVE)
    moment->state = TS_STATE_NONE;
  if (of->total > 0)
    moment->fraction = MIN (1.0, (double) moment->progress / (double) of->total);
}

static const char *
find_waited_for (const TsMoment *moment, TsRecording *recording)
{
  gboolean is_task = moment->state == TS_STATE_WAITING_TASK;
  GPtrArray *all = is_task ? ts_recording_get_tasks (recording) : ts_recording_get_objects (recording);

  if (moment->waited_for >= all->len || moment->state == TS_STATE_WAITING_SLEEP
      || moment->state == TS_STATE_WAITING_IO)
    return NULL;
  return is_task ? ((TsTask *) g_ptr_array_index (all, moment->waited_for))->name
                 : ((TsObject *) g_ptr_array_index (all, moment->waited_for))->name;
}

static char *
describe_alive (const TsMoment *moment, TsRecording *recording)
{
  const char *name = find_waited_for (moment, recording);

  if (moment->state == TS_STATE_NONE)
    return g_strdup (_("starting"));
  if (name == NULL)
    return g_strdup (ts_state_get_words (moment->state));
  /* Translators: a state and the name of what is waited for: "waiting for a lock: document" */
  return g_strdup_printf (_("%s: %s"), ts_state_get_words (moment->state), name);
}

char *
ts_moment_describe (const TsMoment *moment, TsRecording *recording)
{
  switch (moment->life)
    {
    case TS_LIFE_NOT_STARTED:
      return g_strdup (_("not started"));
    case TS_LIFE_ENDED:
      return g_strdup (_("done"));
    case TS_LIFE_STOPPED:
      /* Translators: state of a task that was ended before it was done */
      return g_strdup (_("stopped"));
    case TS_LIFE_KILLED:
      return g_strdup (_("killed"));
    case TS_LIFE_ALIVE:
    default:
      return describe_alive (moment, recording);
    }
}
