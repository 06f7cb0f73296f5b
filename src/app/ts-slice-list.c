/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-slice-list.h"

#include "ts-slice-item-private.h"

/* The slices of one lane that are in the list. */
typedef struct {
  TsLaneId lane;
  guint offset;       /* the first of them, in the lane */
  guint n_slices;
  guint first;        /* where it stands in the list */
  gint64 last_end_ns; /* of the last of them: it may still grow */
} Part;

struct _TsSliceList {
  GObject parent_instance;

  TsRecording *recording;  /* NULL: none */
  TsLaneId lane;           /* TS_LANE_NONE: all tasks */
  gint64 begin_ns, end_ns;
  GArray *parts;           /* Part */
  guint n_slices;
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TsSliceList, ts_slice_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static Part *
get_part (TsSliceList *self, guint index)
{
  return &g_array_index (self->parts, Part, index);
}

/* The part that holds `position` of the list. */
static const Part *
find_part (TsSliceList *self, guint position)
{
  guint low = 0, high = self->parts->len - 1;

  while (low < high)
    {
      guint middle = low + (high - low + 1) / 2;

      if (get_part (self, middle)->first <= position)
        low = middle;
      else
        high = middle - 1;
    }
  return get_part (self, low);
}

static GType
get_item_type (GListModel *model)
{
  return TS_TYPE_SLICE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return TS_SLICE_LIST (model)->n_slices;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TsSliceList *self = TS_SLICE_LIST (model);
  const Part *part;
  guint slice;

  if (position >= self->n_slices)
    return NULL;
  part = find_part (self, position);
  slice = part->offset + position - part->first;
  /* A live lane may have taken its last slice back since the list was brought up to date. */
  slice = MIN (slice, ts_lane_get_n_slices (ts_lane_id_get_lane (part->lane, self->recording)) - 1);
  return ts_slice_item_new (self->recording, part->lane, slice);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
ts_slice_list_finalize (GObject *object)
{
  TsSliceList *self = TS_SLICE_LIST (object);

  g_clear_object (&self->recording);
  g_array_unref (self->parts);
  G_OBJECT_CLASS (ts_slice_list_parent_class)->finalize (object);
}

static void
ts_slice_list_class_init (TsSliceListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ts_slice_list_finalize;
}

static void
ts_slice_list_init (TsSliceList *self)
{
  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
}

TsSliceList *
ts_slice_list_new (void)
{
  return g_object_new (TS_TYPE_SLICE_LIST, NULL);
}

/* What the lane of a part has in the window now. */
static Part
measure (TsSliceList *self, TsLaneId id)
{
  const TsLane *lane = ts_lane_id_get_lane (id, self->recording);
  guint n_slices = ts_lane_get_n_slices (lane), end = ts_lane_find (lane, self->end_ns);
  Part part = { .lane = id, .offset = ts_lane_find (lane, self->begin_ns) };

  if (end < n_slices && ts_lane_get_slice (lane, end)->begin_ns < self->end_ns)
    end++;
  part.n_slices = end > part.offset ? end - part.offset : 0;
  if (part.n_slices > 0)
    part.last_end_ns = ts_lane_get_slice (lane, end - 1)->end_ns;
  return part;
}

static void
place_parts (TsSliceList *self)
{
  self->n_slices = 0;
  for (guint i = 0; i < self->parts->len; i++)
    {
      get_part (self, i)->first = self->n_slices;
      self->n_slices += get_part (self, i)->n_slices;
    }
}

static void
add_part (TsSliceList *self, TsLaneId lane)
{
  const Part part = measure (self, lane);

  g_array_append_val (self->parts, part);
}

void
ts_slice_list_set (TsSliceList *self, TsRecording *recording, TsLaneId lane, gint64 begin_ns, gint64 end_ns)
{
  guint n_old;

  g_return_if_fail (TS_IS_SLICE_LIST (self));
  n_old = self->n_slices;
  g_set_object (&self->recording, recording);
  self->lane = lane;
  self->begin_ns = begin_ns;
  self->end_ns = end_ns;
  g_array_set_size (self->parts, 0);
  if (recording != NULL && lane.kind != TS_LANE_NONE && ts_lane_id_get_lane (lane, recording) != NULL)
    add_part (self, lane);
  else if (recording != NULL && lane.kind == TS_LANE_NONE)
    for (guint i = 0; i < ts_recording_get_tasks (recording)->len; i++)
      add_part (self, (TsLaneId) { TS_LANE_TASK, i });
  place_parts (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, self->n_slices);
}

/* The last slice that was there may have grown or be gone, and others may have come behind it. */
static void
update_part (TsSliceList *self, guint index)
{
  Part *part = get_part (self, index);
  const Part now = measure (self, part->lane);
  guint n_old = part->n_slices, kept;

  if (now.n_slices == n_old && now.last_end_ns == part->last_end_ns && now.offset == part->offset)
    return;
  kept = MIN (n_old > 0 ? n_old - 1 : 0, now.n_slices);
  *part = now;
  place_parts (self);
  g_list_model_items_changed (G_LIST_MODEL (self), get_part (self, index)->first + kept, n_old - kept,
                              now.n_slices - kept);
}

void
ts_slice_list_update (TsSliceList *self)
{
  g_return_if_fail (TS_IS_SLICE_LIST (self));
  if (self->recording == NULL)
    return;
  for (guint i = 0; i < self->parts->len; i++)
    update_part (self, i);
  if (self->lane.kind != TS_LANE_NONE)
    return;
  for (guint i = self->parts->len; i < ts_recording_get_tasks (self->recording)->len; i++)
    {
      add_part (self, (TsLaneId) { TS_LANE_TASK, i });
      place_parts (self);
      g_list_model_items_changed (G_LIST_MODEL (self), get_part (self, i)->first, 0, get_part (self, i)->n_slices);
    }
}

guint
ts_slice_list_find (TsSliceList *self, TsLaneId lane, guint slice)
{
  g_return_val_if_fail (TS_IS_SLICE_LIST (self), TS_SLICE_LIST_NOWHERE);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = get_part (self, i);

      if (ts_lane_id_equal (part->lane, lane) && slice >= part->offset && slice - part->offset < part->n_slices)
        return part->first + slice - part->offset;
    }
  return TS_SLICE_LIST_NOWHERE;
}
