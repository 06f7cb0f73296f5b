/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Core lanes from task lanes: collect, sort, append.
 */
#include "config.h"

#include "ts-core-lanes.h"

#include <stdlib.h>

#include "ts-shade.h"

/* A running slice of a task. */
typedef struct {
  gint64 begin_ns;
  guint32 task, position;
} Stretch;

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
  const Stretch *stretch_a = a, *stretch_b = b;

  if (stretch_a->begin_ns != stretch_b->begin_ns)
    return stretch_a->begin_ns < stretch_b->begin_ns ? -1 : 1;
  return stretch_a->task < stretch_b->task ? -1 : stretch_a->task > stretch_b->task;
}

/* All running slices with a core, in order of time. */
static GArray *
collect_stretches (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));

  for (guint32 i = 0; i < tasks->len; i++)
    {
      const TsLane *lane = ((TsTask *) tasks->pdata[i])->lane;

      for (guint32 j = 0; j < ts_lane_get_n_slices (lane); j++)
        {
          const TsSlice *slice = ts_lane_get_slice (lane, j);
          Stretch stretch = { slice->begin_ns, i, j };

          if (slice->state == TS_STATE_RUNNING && slice->core != TS_CORE_NONE)
            g_array_append_val (stretches, stretch);
        }
    }
  if (stretches->len > 0)
    qsort (stretches->data, stretches->len, sizeof (Stretch), compare_stretches);
  return stretches;
}

/* OS number of a core → its lane, for all numbers there can be. */
static TsLane **
map_cores (TsRecording *recording, GPtrArray *lanes)
{
  GPtrArray *cores = ts_recording_get_cores (recording);
  TsLane **by_number = g_new0 (TsLane *, G_MAXUINT16 + 1);

  for (guint i = 0; i < cores->len; i++)
    {
      g_ptr_array_add (lanes, ts_lane_new ());
      by_number[((TsCore *) cores->pdata[i])->number] = lanes->pdata[i];
    }
  return by_number;
}

GPtrArray *
ts_core_lanes_derive (TsRecording *recording,
                   void (*on_clipped) (guint32 task, guint32 position, gpointer data),
                   gpointer data)
{
  GPtrArray *lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_lane_free);
  g_autofree TsLane **by_number = map_cores (recording, lanes);
  g_autoptr (GArray) stretches = collect_stretches (recording);

  for (guint i = 0; i < stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (stretches, Stretch, i);
      const TsTask *task = ts_recording_get_tasks (recording)->pdata[stretch->task];
      TsSlice slice = *ts_lane_get_slice (task->lane, stretch->position);
      TsLane *lane = by_number[slice.core];
      guint n_slices = lane != NULL ? ts_lane_get_n_slices (lane) : 0;

      if (n_slices > 0 && on_clipped != NULL
          && ts_lane_get_slice (lane, n_slices - 1)->end_ns > slice.begin_ns)
        on_clipped (stretch->task, stretch->position, data);
      slice.who = stretch->task;
      slice.shade = ts_shade_of_task (stretch->task);
      if (lane != NULL)
        ts_lane_append (lane, &slice);
    }
  return lanes;
}
