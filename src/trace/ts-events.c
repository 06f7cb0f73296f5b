/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-events.h"

gint64
ts_events_next_of_lane (const TsLane *lane, gint64 time_ns)
{
  guint position = ts_lane_find (lane, time_ns);
  const TsSlice *slice;

  if (position == ts_lane_get_n_slices (lane))
    return -1;
  slice = ts_lane_get_slice (lane, position);
  return slice->begin_ns > time_ns ? slice->begin_ns : slice->end_ns;
}

gint64
ts_events_previous_of_lane (const TsLane *lane, gint64 time_ns)
{
  /* The first slice that ends at time_ns or later; all before it end earlier. */
  guint position = ts_lane_find (lane, time_ns - 1);

  if (position < ts_lane_get_n_slices (lane) && ts_lane_get_slice (lane, position)->begin_ns < time_ns)
    return ts_lane_get_slice (lane, position)->begin_ns;
  return position > 0 ? ts_lane_get_slice (lane, position - 1)->end_ns : -1;
}

gint64
ts_events_next (TsRecording *recording, gint64 time_ns)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  gint64 found_ns = -1;

  for (guint i = 0; i < tasks->len; i++)
    {
      gint64 event_ns = ts_events_next_of_lane (((TsTask *) g_ptr_array_index (tasks, i))->lane, time_ns);

      if (event_ns >= 0 && (found_ns < 0 || event_ns < found_ns))
        found_ns = event_ns;
    }
  return found_ns;
}

gint64
ts_events_previous (TsRecording *recording, gint64 time_ns)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  gint64 found_ns = -1;

  for (guint i = 0; i < tasks->len; i++)
    {
      gint64 event_ns = ts_events_previous_of_lane (((TsTask *) g_ptr_array_index (tasks, i))->lane, time_ns);

      found_ns = MAX (found_ns, event_ns);
    }
  return found_ns;
}
