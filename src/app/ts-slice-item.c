/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-slice-item-private.h"

#include <glib/gi18n-lib.h>

#include "ts-time.h"

struct _TsSliceItem {
  GObject parent_instance;

  TsRecording *recording;
  TsLaneId lane;
  guint position;
  TsSlice slice;
};

G_DEFINE_FINAL_TYPE (TsSliceItem, ts_slice_item, G_TYPE_OBJECT)

static void
ts_slice_item_finalize (GObject *object)
{
  g_object_unref (TS_SLICE_ITEM (object)->recording);
  G_OBJECT_CLASS (ts_slice_item_parent_class)->finalize (object);
}

static void
ts_slice_item_class_init (TsSliceItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ts_slice_item_finalize;
}

static void
ts_slice_item_init (TsSliceItem *self)
{
}

TsSliceItem *
ts_slice_item_new (TsRecording *recording, TsLaneId lane, guint position)
{
  TsSliceItem *self = g_object_new (TS_TYPE_SLICE_ITEM, NULL);

  self->recording = g_object_ref (recording);
  self->lane = lane;
  self->position = position;
  self->slice = *ts_lane_get_slice (ts_lane_id_get_lane (lane, recording), position);
  return self;
}

TsLaneId
ts_slice_item_get_lane (TsSliceItem *self)
{
  g_return_val_if_fail (TS_IS_SLICE_ITEM (self), (TsLaneId) { TS_LANE_NONE });
  return self->lane;
}

guint
ts_slice_item_get_position (TsSliceItem *self)
{
  g_return_val_if_fail (TS_IS_SLICE_ITEM (self), 0);
  return self->position;
}

const TsSlice *
ts_slice_item_get_slice (TsSliceItem *self)
{
  g_return_val_if_fail (TS_IS_SLICE_ITEM (self), NULL);
  return &self->slice;
}

TsRecording *
ts_slice_item_get_recording (TsSliceItem *self)
{
  g_return_val_if_fail (TS_IS_SLICE_ITEM (self), NULL);
  return self->recording;
}

/* Which task or object the slice names, as far as it is one. */
static char *
get_who (TsSliceItem *self)
{
  TsLaneKind kind = TS_LANE_TASK;

  if (self->lane.kind == TS_LANE_TASK && self->slice.state != TS_STATE_WAITING_TASK)
    kind = TS_LANE_OBJECT;
  return ts_lane_id_get_name ((TsLaneId) { kind, self->slice.who }, self->recording);
}

char *
ts_slice_item_get_place (TsSliceItem *self)
{
  g_return_val_if_fail (TS_IS_SLICE_ITEM (self), NULL);
  if (self->slice.state == TS_STATE_VALUE)
    return g_strdup_printf ("%u", self->slice.who);
  if (self->lane.kind == TS_LANE_TASK && self->slice.state == TS_STATE_RUNNING)
    return self->slice.core != TS_CORE_NONE ? g_strdup_printf (_("Core %u"), self->slice.core) : g_strdup ("");
  if (self->lane.kind == TS_LANE_TASK
      && (self->slice.state == TS_STATE_WAITING_SLEEP || self->slice.state == TS_STATE_WAITING_IO
          || !ts_state_is_waiting ((TsState) self->slice.state)))
    return g_strdup ("");
  return get_who (self);
}

char *
ts_slice_item_to_text (TsSliceItem *self)
{
  g_autofree char *name = NULL, *begin = NULL, *length = NULL, *place = NULL;

  g_return_val_if_fail (TS_IS_SLICE_ITEM (self), NULL);
  name = ts_lane_id_get_name (self->lane, self->recording);
  begin = ts_time_format_instant (self->slice.begin_ns);
  length = ts_time_format (self->slice.end_ns - self->slice.begin_ns);
  place = ts_slice_item_get_place (self);
  return g_strdup_printf ("%s\t%s\t%s\t%s\t%s", name, begin, length,
                          ts_state_get_words ((TsState) self->slice.state), place);
}
