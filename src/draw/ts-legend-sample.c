/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a swatch of the legend shows: a tiny recording, so that it looks exactly as the lanes do.
 */
#include "config.h"

#include "ts-page.h"
#include "ts-shade.h"

enum { SAMPLE_NS = 1000 };

static void
append (TsLane *lane, gint64 begin_ns, gint64 end_ns, guint32 who, TsState state, guint8 shade)
{
  TsSlice slice = { begin_ns, end_ns, who, 1, (guint8) state, shade };

  ts_lane_append (lane, &slice);
}

/* Two tasks in turns shorter than a pixel, more and more of the second. */
static void
append_blend (TsLane *lane)
{
  for (gint64 begin = 0; begin < SAMPLE_NS; begin += 10)
    {
      gint64 turn = begin + 9 - begin * 8 / SAMPLE_NS;
      append (lane, begin, turn, 0, TS_STATE_RUNNING, ts_shade_of_task (0));
      append (lane, turn, begin + 10, 1, TS_STATE_RUNNING, ts_shade_of_task (1));
    }
}

TsRecording *
ts_legend_make_sample (const TsPageSwatch *swatch)
{
  TsRecording *sample = ts_recording_new ();
  TsTask *task = ts_recording_add_task (sample);
  TsObject *object = ts_recording_add_object (sample);
  TsCore *core = ts_recording_add_core (sample);

  object->kind = swatch->kind == TS_SWATCH_HELD ? TS_OBJECT_LOCK : TS_OBJECT_SEMAPHORE;
  if (swatch->kind == TS_SWATCH_HELD)
    append (object->lane, 0, SAMPLE_NS, 0, TS_STATE_HELD, ts_shade_of_task (0));
  else if (swatch->kind == TS_SWATCH_VALUE)
    for (guint i = 0; i < 3; i++)
      append (object->lane, i * SAMPLE_NS / 3, (i + 1) * SAMPLE_NS / 3, (guint[]){ 1, 3, 2 }[i],
              TS_STATE_VALUE, 0);
  else if (swatch->kind == TS_SWATCH_OTHERS)
    append (core->others, 0, SAMPLE_NS, 1000, TS_STATE_OTHERS, 0);
  else if (swatch->kind == TS_SWATCH_BLEND)
    append_blend (core->lane);
  else
    append (task->lane, 0, SAMPLE_NS, TS_WHO_NONE, swatch->state,
            ts_shade_of_state (swatch->state));
  return sample;
}
