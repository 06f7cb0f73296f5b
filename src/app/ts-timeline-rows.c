/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-timeline-rows-private.h"

#include <math.h>

enum { N_GROUPS = TS_TIMELINE_N_GROUPS, MARGIN_PX = 10 };

static const double most_label_share = 0.4;

static guint changed_signal;

G_DEFINE_FINAL_TYPE (TsTimelineRows, ts_timeline_rows, G_TYPE_OBJECT)

gpointer
ts_timeline_rows_get_key (TsLaneId lane)
{
  return GUINT_TO_POINTER (lane.index * N_GROUPS + lane.kind);
}

static void
ts_timeline_rows_finalize (GObject *object)
{
  TsTimelineRows *self = TS_TIMELINE_ROWS (object);

  if (self->peer != NULL)
    g_clear_weak_pointer (&self->peer->peer);
  g_clear_weak_pointer (&self->peer);
  g_clear_object (&self->recording);
  for (guint i = 0; i < N_GROUPS; i++)
    g_array_unref (self->order[i]);
  g_array_unref (self->pinned);
  g_array_unref (self->rows);
  g_hash_table_unref (self->hidden);
  g_hash_table_unref (self->places);
  G_OBJECT_CLASS (ts_timeline_rows_parent_class)->finalize (object);
}

static void
ts_timeline_rows_class_init (TsTimelineRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ts_timeline_rows_finalize;
  changed_signal = g_signal_new ("changed", TS_TYPE_TIMELINE_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
ts_timeline_rows_init (TsTimelineRows *self)
{
  for (guint i = 0; i < N_GROUPS; i++)
    self->order[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  self->pinned = g_array_new (FALSE, FALSE, sizeof (TsLaneId));
  self->rows = g_array_new (FALSE, TRUE, sizeof (TsTimelineRow));
  self->hidden = g_hash_table_new (NULL, NULL);
  self->places = g_hash_table_new (NULL, NULL);
  self->scale = 1;
  self->label_width_px = 150;
}

TsTimelineRows *
ts_timeline_rows_new (void)
{
  return g_object_new (TS_TYPE_TIMELINE_ROWS, NULL);
}

static GPtrArray *
get_things (TsTimelineRows *self, TsLaneKind group)
{
  return group == TS_LANE_CORE   ? ts_recording_get_cores (self->recording)
         : group == TS_LANE_TASK ? ts_recording_get_tasks (self->recording)
                                 : ts_recording_get_objects (self->recording);
}

/* Cores of one physical core stand side by side, wherever the first of them is. */
static void
append_core (TsTimelineRows *self, guint index)
{
  GArray *order = self->order[TS_LANE_CORE];
  guint place = order->len;

  while (place > 0
         && !ts_timeline_rows_are_siblings (self, (TsLaneId) { TS_LANE_CORE, index },
                           (TsLaneId) { TS_LANE_CORE, g_array_index (order, guint, place - 1) }))
    place--;
  g_array_insert_val (order, place > 0 ? place : order->len, index);
}

static gboolean
append_new (TsTimelineRows *self, TsLaneKind group)
{
  guint had = self->order[group]->len, n = get_things (self, group)->len;

  for (guint i = had; i < n; i++)
    if (group == TS_LANE_CORE)
      append_core (self, i);
    else
      g_array_append_val (self->order[group], i);
  return n > had;
}

void
ts_timeline_rows_update (TsTimelineRows *self)
{
  gboolean is_new = FALSE;

  g_return_if_fail (TS_IS_TIMELINE_ROWS (self));
  if (self->recording == NULL)
    return;
  for (TsLaneKind group = TS_LANE_CORE; group <= TS_LANE_OBJECT; group++)
    is_new |= append_new (self, group);
  if (is_new)
    ts_timeline_rows_lay_out (self);
}

void
ts_timeline_rows_set_recording (TsTimelineRows *self, TsRecording *recording)
{
  g_return_if_fail (TS_IS_TIMELINE_ROWS (self));
  if (!g_set_object (&self->recording, recording))
    return;
  for (TsLaneKind group = TS_LANE_CORE; group <= TS_LANE_OBJECT; group++)
    {
      g_array_set_size (self->order[group], 0);
      if (recording != NULL)
        append_new (self, group);
    }
  g_array_set_size (self->pinned, 0);
  g_hash_table_remove_all (self->hidden);
  ts_timeline_rows_lay_out (self);
}

TsRecording *
ts_timeline_rows_get_recording (TsTimelineRows *self)
{
  g_return_val_if_fail (TS_IS_TIMELINE_ROWS (self), NULL);
  return self->recording;
}

guint
ts_timeline_rows_get_n_rows (TsTimelineRows *self)
{
  return self->rows->len;
}

const TsTimelineRow *
ts_timeline_rows_get_row (TsTimelineRows *self, guint position)
{
  g_return_val_if_fail (position < self->rows->len, NULL);
  return &g_array_index (self->rows, TsTimelineRow, position);
}

double
ts_timeline_rows_get_height (TsTimelineRows *self)
{
  return self->height_px;
}

double
ts_timeline_rows_get_sticky_height (TsTimelineRows *self)
{
  return self->sticky_px;
}

guint
ts_timeline_rows_find (TsTimelineRows *self, double y_px)
{
  guint low = 0, high = self->rows->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const TsTimelineRow *row = &g_array_index (self->rows, TsTimelineRow, middle);

      if (row->y_px + row->height_px <= y_px)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static int
place_of (TsTimelineRows *self, TsLaneId lane)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->places, ts_timeline_rows_get_key (lane))) - 1;
}

const TsTimelineRow *
ts_timeline_rows_find_lane (TsTimelineRows *self, TsLaneId lane)
{
  int place = lane.kind != TS_LANE_NONE ? place_of (self, lane) : -1;

  return place >= 0 ? &g_array_index (self->rows, TsTimelineRow, place) : NULL;
}

TsLaneId
ts_timeline_rows_step (TsTimelineRows *self, TsLaneId lane, int by)
{
  int place = lane.kind != TS_LANE_NONE ? place_of (self, lane) : -1;
  int direction = place < 0 || by > 0 ? 1 : -1;
  TsLaneId last = place >= 0 ? lane : (TsLaneId) { TS_LANE_NONE, 0 };

  by = place < 0 ? 1 : ABS (by);
  for (int i = place + direction; i >= 0 && i < (int) self->rows->len && by > 0; i += direction)
    {
      const TsTimelineRow *row = &g_array_index (self->rows, TsTimelineRow, i);

      if (row->lane.kind == TS_LANE_NONE)
        continue;
      last = row->lane;
      by--;
    }
  return last;
}

void
ts_timeline_rows_set_folded (TsTimelineRows *self, TsLaneKind group, gboolean folded)
{
  g_return_if_fail (TS_IS_TIMELINE_ROWS (self) && (guint) group < N_GROUPS);
  if (self->folded[group] == (folded != FALSE))
    return;
  self->folded[group] = folded != FALSE;
  ts_timeline_rows_lay_out (self);
}

gboolean
ts_timeline_rows_get_folded (TsTimelineRows *self, TsLaneKind group)
{
  return self->folded[group];
}

guint
ts_timeline_rows_count (TsTimelineRows *self, TsLaneKind group)
{
  return self->order[group]->len;
}

static int
find_pinned (TsTimelineRows *self, TsLaneId lane)
{
  for (guint i = 0; i < self->pinned->len; i++)
    if (ts_lane_id_equal (lane, g_array_index (self->pinned, TsLaneId, i)))
      return (int) i;
  return -1;
}

void
ts_timeline_rows_set_pinned (TsTimelineRows *self, TsLaneId lane, gboolean pinned)
{
  int place = find_pinned (self, lane);

  if (pinned && place < 0 && lane.kind != TS_LANE_NONE)
    g_array_append_val (self->pinned, lane);
  else if (!pinned && place >= 0)
    g_array_remove_index (self->pinned, (guint) place);
  else
    return;
  ts_timeline_rows_lay_out (self);
}

gboolean
ts_timeline_rows_get_pinned (TsTimelineRows *self, TsLaneId lane)
{
  return find_pinned (self, lane) >= 0;
}

void
ts_timeline_rows_hide (TsTimelineRows *self, TsLaneId lane)
{
  int place = find_pinned (self, lane);

  if (lane.kind == TS_LANE_NONE)
    return;
  if (place >= 0)
    g_array_remove_index (self->pinned, (guint) place);
  g_hash_table_add (self->hidden, ts_timeline_rows_get_key (lane));
  ts_timeline_rows_lay_out (self);
}

void
ts_timeline_rows_show_hidden (TsTimelineRows *self)
{
  if (g_hash_table_size (self->hidden) == 0)
    return;
  g_hash_table_remove_all (self->hidden);
  ts_timeline_rows_lay_out (self);
}

guint
ts_timeline_rows_get_n_hidden (TsTimelineRows *self)
{
  return g_hash_table_size (self->hidden);
}

/* The next place of the order in that direction whose lane has a row in the group; -1: none. */
static int
next_shown (TsTimelineRows *self, GArray *order, TsLaneKind group, int place, int by)
{
  for (place += by; place >= 0 && place < (int) order->len; place += by)
    {
      TsLaneId lane = { group, g_array_index (order, guint, place) };

      if (!g_hash_table_contains (self->hidden, ts_timeline_rows_get_key (lane)) && find_pinned (self, lane) < 0)
        return place;
    }
  return -1;
}

gboolean
ts_timeline_rows_move (TsTimelineRows *self, TsLaneId lane, int by)
{
  GArray *order = self->order[lane.kind];
  int place = -1, other;

  for (guint i = 0; i < order->len; i++)
    if (g_array_index (order, guint, i) == lane.index)
      place = (int) i;
  if (place < 0 || find_pinned (self, lane) >= 0)
    return FALSE;
  other = next_shown (self, order, lane.kind, place, by < 0 ? -1 : 1);
  if (other < 0)
    return FALSE;
  g_array_remove_index (order, (guint) place);
  g_array_insert_val (order, (guint) other, lane.index);
  ts_timeline_rows_lay_out (self);
  return TRUE;
}

void
ts_timeline_rows_set_scale (TsTimelineRows *self, double scale)
{
  scale = CLAMP (scale, 0.5, 4);
  if (fabs (scale - self->scale) < 0.001)
    return;
  self->scale = scale;
  ts_timeline_rows_lay_out (self);
}

double
ts_timeline_rows_get_scale (TsTimelineRows *self)
{
  return self->scale;
}

void
ts_timeline_rows_set_presenting (TsTimelineRows *self, gboolean presenting)
{
  if (self->presenting == (presenting != FALSE))
    return;
  self->presenting = presenting != FALSE;
  ts_timeline_rows_lay_out (self);
}

gboolean
ts_timeline_rows_get_presenting (TsTimelineRows *self)
{
  return self->presenting;
}

double
ts_timeline_rows_get_magnification (TsTimelineRows *self)
{
  return self->presenting ? MAX (1, self->scale) : 1;
}

double
ts_timeline_rows_get_name_px (TsTimelineRows *self)
{
  return self->scale * (self->presenting ? 30 : 13);
}

double
ts_timeline_rows_get_detail_px (TsTimelineRows *self)
{
  return self->scale * (self->presenting ? 20 : 10.5);
}

double
ts_timeline_rows_get_label_width (TsTimelineRows *self)
{
  return self->peer != NULL ? MAX (self->label_width_px, self->peer->label_width_px) : self->label_width_px;
}

void
ts_timeline_rows_set_label_width (TsTimelineRows *self, double width_px)
{
  if (fabs (width_px - self->label_width_px) < 0.5)
    return;
  self->label_width_px = width_px;
  g_signal_emit (self, changed_signal, 0);
  if (self->peer != NULL)
    g_signal_emit (self->peer, changed_signal, 0);
}

void
ts_timeline_rows_get_axis (TsTimelineRows *self, TsViewport *viewport, double width_px,
                           gboolean names_right, TsAxis *axis)
{
  double names = round (MIN (ts_timeline_rows_get_label_width (self), width_px * most_label_share));

  axis->begin_ns = viewport != NULL ? ts_viewport_get_begin_ns (viewport) : 0;
  axis->end_ns = viewport != NULL ? ts_viewport_get_end_ns (viewport) : 1;
  axis->end_ns = MAX (axis->end_ns, axis->begin_ns + 1);
  axis->x_px = names_right ? MARGIN_PX : names;
  axis->width_px = MAX (1, floor (width_px - names - MARGIN_PX));
}

void
ts_timeline_rows_link (TsTimelineRows *self, TsTimelineRows *other)
{
  g_return_if_fail (TS_IS_TIMELINE_ROWS (self) && TS_IS_TIMELINE_ROWS (other));
  g_set_weak_pointer (&self->peer, other);
  g_set_weak_pointer (&other->peer, self);
  g_signal_emit (self, changed_signal, 0);
  g_signal_emit (other, changed_signal, 0);
}
