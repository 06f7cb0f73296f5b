/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-wake.h"

/* Times of two tasks, each seen by itself, may differ by so much. */
enum { EDGE_NS = 50000 };

/* A start is noted by the starter about when the new task begins; it may then have to wait for a core. */
enum { START_NS = 1000000000 };

static TsTask *
get_task (TsRecording *recording, guint task)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  return task < tasks->len ? g_ptr_array_index (tasks, task) : NULL;
}

/* The first mark of that kind between the two times, NULL if there is none. */
static const TsMark *
find_mark_of_kind (const TsTask *task, TsMarkKind kind, guint32 detail, gint64 begin_ns,
                   gint64 end_ns)
{
  for (guint i = ts_task_find_mark (task, begin_ns); i < task->marks->len; i++)
    {
      const TsMark *mark = &g_array_index (task->marks, TsMark, i);

      if (mark->time_ns > end_ns)
        break;
      if (mark->kind == kind && (detail == TS_WHO_NONE || mark->detail == detail))
        return mark;
    }
  return NULL;
}

/* The slice of `task` that takes part in what happened at time_ns: the one in which it ran then, or
 * had just run. */
static gboolean
find_slice (const TsTask *task, gint64 time_ns, guint *position)
{
  guint n_slices = ts_lane_get_n_slices (task->lane);
  guint found = ts_lane_find (task->lane, time_ns);
  const TsSlice *slice;

  if (n_slices == 0)
    return FALSE;
  found = MIN (found, n_slices - 1);
  slice = ts_lane_get_slice (task->lane, found);
  *position = found;
  if (slice->state == TS_STATE_RUNNING && slice->begin_ns <= time_ns + EDGE_NS)
    return TRUE;
  if (found > 0)
    {
      const TsSlice *before = ts_lane_get_slice (task->lane, found - 1);

      if (before->state == TS_STATE_RUNNING && before->end_ns + EDGE_NS >= time_ns)
        *position = found - 1;
    }
  if (found + 1 < n_slices && *position == found)
    {
      const TsSlice *after = ts_lane_get_slice (task->lane, found + 1);

      if (after->state == TS_STATE_RUNNING && after->begin_ns <= time_ns + EDGE_NS)
        *position = found + 1;
    }
  return TRUE;
}

/* The task that started `task`, at the begin of its first slice. */
static gboolean
find_starter (TsRecording *recording, guint task, TsWake *wake)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  const TsTask *started = g_ptr_array_index (tasks, task);

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *starter = g_ptr_array_index (tasks, i);
      const TsMark *mark = find_mark_of_kind (starter, TS_MARK_STARTED, task,
                                              started->started_ns - START_NS,
                                              started->started_ns + START_NS);

      if (i == task || mark == NULL || !find_slice (starter, mark->time_ns, &wake->position))
        continue;
      wake->task = i;
      wake->time_ns = ts_lane_get_slice (started->lane, 0)->begin_ns;
      return TRUE;
    }
  return FALSE;
}

/* The wait that ended at the begin of slice `position` or of the ready time before it. */
static const TsSlice *
find_wait_before (const TsLane *lane, guint position)
{
  const TsSlice *slice = ts_lane_get_slice (lane, position), *before;

  if (position == 0 || ts_state_is_waiting ((TsState) slice->state))
    return NULL;
  before = ts_lane_get_slice (lane, position - 1);
  if (slice->state == TS_STATE_RUNNING && before->state == TS_STATE_READY && position > 1)
    before = ts_lane_get_slice (lane, position - 2);
  return ts_state_is_waiting ((TsState) before->state) ? before : NULL;
}

/* When the slice of running ends that begins at `position` or after ready time there. */
static gint64
find_end_of_running (const TsLane *lane, guint position)
{
  const TsSlice *slice = ts_lane_get_slice (lane, position);

  if (slice->state == TS_STATE_READY && position + 1 < ts_lane_get_n_slices (lane))
    slice = ts_lane_get_slice (lane, position + 1);
  return slice->end_ns;
}

gboolean
ts_wake_find_cause (TsRecording *recording, guint task, guint position, TsWake *wake)
{
  const TsTask *woken = get_task (recording, task), *waker;
  const TsSlice *wait;
  const TsMark *mark;

  if (woken == NULL || position >= ts_lane_get_n_slices (woken->lane))
    return FALSE;
  if (position == 0)
    return find_starter (recording, task, wake);
  wait = find_wait_before (woken->lane, position);
  if (wait == NULL)
    return FALSE;

  mark = find_mark_of_kind (woken, TS_MARK_WOKEN, TS_WHO_NONE, wait->begin_ns,
                            find_end_of_running (woken->lane, position));
  waker = mark != NULL ? get_task (recording, mark->detail) : NULL;
  if (waker == NULL || !find_slice (waker, wait->end_ns, &wake->position))
    return FALSE;
  wake->task = mark->detail;
  wake->time_ns = wait->end_ns;
  return TRUE;
}

/* The first slice of `woken` that begins during `slice` because of it. */
static gboolean
find_effect_on (TsRecording *recording, guint task, guint position, const TsSlice *slice,
                guint woken, TsWake *wake)
{
  const TsLane *lane = get_task (recording, woken)->lane;
  guint n_slices = ts_lane_get_n_slices (lane);
  TsWake cause;

  for (guint i = ts_lane_find (lane, slice->begin_ns - EDGE_NS); i < n_slices; i++)
    {
      gint64 begin_ns = ts_lane_get_slice (lane, i)->begin_ns;

      if (begin_ns > slice->end_ns + EDGE_NS)
        break;
      if (ts_wake_find_cause (recording, woken, i, &cause) && cause.task == task
          && cause.position == position)
        {
          *wake = (TsWake) { .task = woken, .position = i, .time_ns = cause.time_ns };
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
ts_wake_find_effect (TsRecording *recording, guint task, guint position, TsWake *wake)
{
  const TsTask *waker = get_task (recording, task);
  guint n_tasks = ts_recording_get_tasks (recording)->len;
  const TsSlice *slice;
  gboolean found = FALSE;
  TsWake effect;

  if (waker == NULL || position >= ts_lane_get_n_slices (waker->lane))
    return FALSE;
  slice = ts_lane_get_slice (waker->lane, position);
  for (guint i = 0; i < n_tasks; i++)
    if (i != task && find_effect_on (recording, task, position, slice, i, &effect)
        && (!found || effect.time_ns < wake->time_ns))
      {
        *wake = effect;
        found = TRUE;
      }
  return found;
}
