/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-timeline-navigate.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "ts-sentence.h"
#include "ts-statistics.h"
#include "ts-time.h"
#include "ts-wake.h"

static const TsLane *
get_lane (TsViewport *viewport, TsLaneId id)
{
  TsRecording *recording = ts_viewport_get_recording (viewport);

  return recording != NULL ? ts_lane_id_get_lane (id, recording) : NULL;
}

static void
select_slice (TsViewport *viewport, TsLaneId id, guint position)
{
  const TsLane *lane = get_lane (viewport, id);
  TsSelection selection = { .lane = id, .slice = (int) position };

  ts_viewport_reveal (viewport, ts_lane_get_slice (lane, position)->begin_ns);
  ts_viewport_select (viewport, &selection);
}

/* The first lane that can be stepped through: the selected one, else the first one that is shown. */
static TsLaneId
choose_lane (TsViewport *viewport, TsTimelineRows *rows)
{
  TsLaneId lane = ts_viewport_get_selection (viewport)->lane;

  return lane.kind != TS_LANE_NONE ? lane : ts_timeline_rows_step (rows, lane, 1);
}

gboolean
ts_timeline_step_slice (TsViewport *viewport, TsTimelineRows *rows, int by)
{
  const TsSelection *selection = ts_viewport_get_selection (viewport);
  TsLaneId id = choose_lane (viewport, rows);
  const TsLane *lane = get_lane (viewport, id);
  guint n = lane != NULL ? ts_lane_get_n_slices (lane) : 0;
  gint64 position;

  if (n == 0)
    return FALSE;
  if (selection->slice >= 0)
    position = (gint64) selection->slice + by;
  else
    position = MIN (ts_lane_find (lane, ts_viewport_get_instant_ns (viewport)), n - 1);
  if (position < 0 || position >= n)
    return FALSE;
  select_slice (viewport, id, (guint) position);
  return TRUE;
}

gboolean
ts_timeline_step_lane (TsViewport *viewport, TsTimelineRows *rows, int by)
{
  TsSelection selection = *ts_viewport_get_selection (viewport);
  const TsLane *old = get_lane (viewport, selection.lane), *lane;
  TsLaneId id = ts_timeline_rows_step (rows, selection.lane, by);
  gint64 time_ns;

  if (id.kind == TS_LANE_NONE || ts_lane_id_equal (id, selection.lane))
    return FALSE;
  lane = get_lane (viewport, id);
  if (selection.slice >= 0 && old != NULL && (guint) selection.slice < ts_lane_get_n_slices (old))
    {
      const TsSlice *slice = ts_lane_get_slice (old, (guint) selection.slice);
      guint position;

      time_ns = slice->begin_ns + (slice->end_ns - slice->begin_ns) / 2;
      position = ts_lane_find (lane, time_ns);
      if (position < ts_lane_get_n_slices (lane))
        {
          select_slice (viewport, id, position);
          return TRUE;
        }
    }
  ts_viewport_select_lane (viewport, id);
  return TRUE;
}

/* Where the next slice of the lane begins after time_ns, or the last one before it; -1: nowhere. */
static gint64
find_event (const TsLane *lane, gint64 time_ns, int by)
{
  guint n = ts_lane_get_n_slices (lane), position = ts_lane_find (lane, time_ns);

  if (by > 0)
    {
      if (position < n && ts_lane_get_slice (lane, position)->begin_ns <= time_ns)
        position++;
      return position < n ? ts_lane_get_slice (lane, position)->begin_ns : -1;
    }
  if (position < n && ts_lane_get_slice (lane, position)->begin_ns < time_ns)
    return ts_lane_get_slice (lane, position)->begin_ns;
  return position > 0 ? ts_lane_get_slice (lane, position - 1)->begin_ns : -1;
}

static gint64
find_event_of_any_task (TsRecording *recording, gint64 time_ns, int by)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  gint64 best_ns = -1;

  for (guint i = 0; i < tasks->len; i++)
    {
      gint64 event_ns = find_event (((TsTask *) g_ptr_array_index (tasks, i))->lane, time_ns, by);

      if (event_ns >= 0 && (best_ns < 0 || (by > 0 ? event_ns < best_ns : event_ns > best_ns)))
        best_ns = event_ns;
    }
  return best_ns;
}

gboolean
ts_timeline_step_event (TsViewport *viewport, int by)
{
  TsRecording *recording = ts_viewport_get_recording (viewport);
  gint64 time_ns = ts_viewport_get_instant_ns (viewport), event_ns;
  const TsLane *lane;

  if (recording == NULL)
    return FALSE;
  lane = get_lane (viewport, ts_viewport_get_selection (viewport)->lane);
  event_ns = lane != NULL ? find_event (lane, time_ns, by) : find_event_of_any_task (recording, time_ns, by);
  if (event_ns < 0)
    return FALSE;
  ts_viewport_set_follows (viewport, FALSE);
  ts_viewport_set_instant_ns (viewport, event_ns);
  ts_viewport_reveal (viewport, event_ns);
  return TRUE;
}

/* The selected slice of a task; that of a core's lane stands for the task's. */
static gboolean
get_task_slice (TsViewport *viewport, guint *task, guint *position)
{
  const TsSelection *selection = ts_viewport_get_selection (viewport);
  const TsLane *lane = get_lane (viewport, selection->lane);
  const TsSlice *slice;

  if (lane == NULL || selection->slice < 0 || (guint) selection->slice >= ts_lane_get_n_slices (lane))
    return FALSE;
  *task = selection->lane.index;
  *position = (guint) selection->slice;
  if (selection->lane.kind == TS_LANE_TASK)
    return TRUE;
  if (selection->lane.kind != TS_LANE_CORE)
    return FALSE;
  slice = ts_lane_get_slice (lane, *position);
  *task = slice->who;
  lane = get_lane (viewport, (TsLaneId) { TS_LANE_TASK, slice->who });
  if (lane == NULL)
    return FALSE;
  *position = ts_lane_find (lane, slice->begin_ns);
  return *position < ts_lane_get_n_slices (lane);
}

gboolean
ts_timeline_follow_wake (TsViewport *viewport, int by)
{
  TsRecording *recording = ts_viewport_get_recording (viewport);
  guint task, position;
  TsWake wake;

  if (recording == NULL || !get_task_slice (viewport, &task, &position))
    return FALSE;
  if (!(by < 0 ? ts_wake_find_cause (recording, task, position, &wake)
               : ts_wake_find_effect (recording, task, position, &wake)))
    return FALSE;
  select_slice (viewport, (TsLaneId) { TS_LANE_TASK, wake.task }, wake.position);
  return TRUE;
}

gboolean
ts_timeline_get_selected_time (TsViewport *viewport, gint64 *begin_ns, gint64 *end_ns)
{
  const TsSelection *selection = ts_viewport_get_selection (viewport);
  const TsLane *lane = get_lane (viewport, selection->lane);

  if (selection->begin_ns < selection->end_ns)
    {
      *begin_ns = selection->begin_ns;
      *end_ns = selection->end_ns;
      return TRUE;
    }
  if (lane == NULL || selection->slice < 0 || (guint) selection->slice >= ts_lane_get_n_slices (lane))
    return FALSE;
  *begin_ns = ts_lane_get_slice (lane, (guint) selection->slice)->begin_ns;
  *end_ns = ts_lane_get_slice (lane, (guint) selection->slice)->end_ns;
  return TRUE;
}

gboolean
ts_timeline_centre (TsViewport *viewport)
{
  gint64 old_ns = ts_viewport_get_begin_ns (viewport), width_ns = ts_viewport_get_end_ns (viewport) - old_ns;
  gint64 begin_ns, end_ns, margin_ns, middle_ns;

  if (!ts_timeline_get_selected_time (viewport, &begin_ns, &end_ns))
    return FALSE;
  middle_ns = begin_ns + (end_ns - begin_ns) / 2;
  if (ABS (old_ns + width_ns / 2 - middle_ns) > width_ns / 100)
    ts_viewport_show (viewport, middle_ns - width_ns / 2, middle_ns + width_ns / 2);
  /* At the ends of the run the middle cannot be reached. */
  if (ts_viewport_get_begin_ns (viewport) == old_ns)
    {
      margin_ns = MAX ((end_ns - begin_ns) / 4, TS_VIEWPORT_LEAST_NS);
      ts_viewport_show (viewport, begin_ns - margin_ns, end_ns + margin_ns);
    }
  return TRUE;
}

char *
ts_timeline_describe_selection (TsViewport *viewport)
{
  const TsSelection *selection = ts_viewport_get_selection (viewport);
  TsRecording *recording = ts_viewport_get_recording (viewport);
  const TsLane *lane = get_lane (viewport, selection->lane);

  if (recording == NULL)
    return g_strdup ("");
  if (selection->begin_ns < selection->end_ns)
    {
      g_autofree char *length = ts_time_format (selection->end_ns - selection->begin_ns);
      g_autofree char *begin = ts_time_format_instant (selection->begin_ns);
      g_autofree char *end = ts_time_format_instant (selection->end_ns);

      /* Translators: a range of time: “83.0 ms, from 120.0 ms to 203.0 ms”. */
      return g_strdup_printf (_("%s, from %s to %s"), length, begin, end);
    }
  if (lane == NULL)
    return g_strdup ("");
  if (selection->slice >= 0 && (guint) selection->slice < ts_lane_get_n_slices (lane))
    return ts_sentence_of_slice (recording, selection->lane, (guint) selection->slice);
  return ts_lane_id_get_name (selection->lane, recording);
}

/* What Timeslice itself took of the machine to watch. */
static void
add_observer (GString *text, const TsRunFacts *facts)
{
  double share;

  if (facts->observer_cpu_ns <= 0 || facts->duration_ns <= 0)
    return;
  share = 100 * (double) facts->observer_cpu_ns / (double) facts->duration_ns;
  /* Translators: the share of one core that watching the run took. */
  g_string_append_printf (text, _(" · Timeslice itself: %.1f\302\240%% of a core"), share);
}

char *
ts_timeline_describe_source (TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  GString *text = g_string_new (ts_figures_describe_source (recording));

  /* Nobody says who watched: not yet, or not in this file.  What they lost is as little known. */
  if (text->len == 0)
    return g_string_free (text, FALSE);
  g_string_append_printf (text, ngettext (" · %" PRIu64 " record lost", " · %" PRIu64 " records lost",
                                          (gulong) facts->lost), facts->lost);
  add_observer (text, facts);
  return g_string_free (text, FALSE);
}
