/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the rows lie.
 */
#include "config.h"

#include "ts-timeline-rows-private.h"

#include <math.h>

enum { MOST_SIBLINGS = 8, BOX_PADDING_PX = 4 };

/* How high rows and their lanes are when a group has at most so many. */
typedef struct {
  guint most_rows;
  double row_px, lane_px;
} RowSize;

static const RowSize core_sizes[] = { { 8, 36, 30 }, { 16, 28, 24 }, { G_MAXUINT, 20, 17 } };
static const RowSize task_sizes[] = { { 16, 28, 22 }, { 64, 24, 19 }, { G_MAXUINT, 20, 16 } };
static const RowSize object_sizes[] = { { 12, 28, 22 }, { G_MAXUINT, 22, 18 } };
static const RowSize presenting_size = { G_MAXUINT, 52, 44 };

static RowSize
choose_size (TsTimelineRows *self, TsLaneKind group)
{
  const RowSize *size = group == TS_LANE_CORE   ? core_sizes
                        : group == TS_LANE_TASK ? task_sizes
                                                : object_sizes;

  while (self->order[group]->len > size->most_rows)
    size++;
  return self->presenting ? presenting_size : *size;
}

static double
scaled (TsTimelineRows *self, double px)
{
  return round (px * self->scale);
}

static void
add_heading (TsTimelineRows *self, TsLaneKind group, double *y_px)
{
  TsTimelineRow row = { .group = group, .y_px = *y_px };

  row.height_px = scaled (self, self->presenting ? 34 : 22);
  g_array_append_val (self->rows, row);
  *y_px += row.height_px;
}

static void
add_lane (TsTimelineRows *self, TsLaneKind group, TsLaneId lane, double *y_px)
{
  RowSize size = choose_size (self, lane.kind);
  TsTimelineRow row = { .group = group, .lane = lane, .y_px = *y_px };

  row.height_px = scaled (self, size.row_px);
  row.lane_height_px = scaled (self, size.lane_px);
  row.lane_y_px = row.y_px + round ((row.height_px - row.lane_height_px) / 2);
  g_array_append_val (self->rows, row);
  g_hash_table_insert (self->places, ts_timeline_rows_get_key (lane), GUINT_TO_POINTER (self->rows->len));
  *y_px += row.height_px;
}

gboolean
ts_timeline_rows_are_siblings (TsTimelineRows *self, TsLaneId a, TsLaneId b)
{
  GPtrArray *cores = ts_recording_get_cores (self->recording);
  const TsCore *first = g_ptr_array_index (cores, a.index), *second = g_ptr_array_index (cores, b.index);

  return first->physical_core == second->physical_core && first->package == second->package;
}

static void
move_rows (TsTimelineRows *self, guint first, double by_px)
{
  for (guint i = first; i < self->rows->len; i++)
    {
      TsTimelineRow *row = &g_array_index (self->rows, TsTimelineRow, i);

      row->y_px += by_px;
      row->lane_y_px += by_px;
    }
}

/* Frames neighbours of one physical core and makes room for the frame. */
static void
add_boxes (TsTimelineRows *self, guint begin, double *y_px)
{
  for (guint i = begin, end; i < self->rows->len; i = end)
    {
      TsTimelineRow *first = &g_array_index (self->rows, TsTimelineRow, i);

      for (end = i + 1; end < self->rows->len; end++)
        if (!ts_timeline_rows_are_siblings (self, first->lane, g_array_index (self->rows, TsTimelineRow, end).lane))
          break;
      if (end - i < 2 || end - i > MOST_SIBLINGS)
        continue;
      for (guint row = i; row < end; row++)
        g_array_index (self->rows, TsTimelineRow, row).in_box = TRUE;
      first->begins_box = TRUE;
      move_rows (self, i, BOX_PADDING_PX);
      g_array_index (self->rows, TsTimelineRow, end - 1).ends_box = TRUE;
      move_rows (self, end, BOX_PADDING_PX + 4);
      *y_px += 2 * BOX_PADDING_PX + 4;
    }
}

static void
add_group (TsTimelineRows *self, TsLaneKind group, double *y_px)
{
  guint begin;

  if (self->order[group]->len == 0)
    return;
  add_heading (self, group, y_px);
  begin = self->rows->len;
  for (guint i = 0; i < self->order[group]->len && !self->folded[group]; i++)
    {
      TsLaneId lane = { group, g_array_index (self->order[group], guint, i) };

      if (!g_hash_table_contains (self->hidden, ts_timeline_rows_get_key (lane)) && !ts_timeline_rows_get_pinned (self, lane))
        add_lane (self, group, lane, y_px);
    }
  if (group == TS_LANE_CORE)
    add_boxes (self, begin, y_px);
  *y_px += scaled (self, 4);
}

void
ts_timeline_rows_lay_out (TsTimelineRows *self)
{
  double y = 0;

  g_array_set_size (self->rows, 0);
  g_hash_table_remove_all (self->places);
  for (guint i = 0; i < self->pinned->len; i++)
    add_lane (self, TS_LANE_NONE, g_array_index (self->pinned, TsLaneId, i), &y);
  y += self->pinned->len > 0 ? 4 : 0;
  self->sticky_px = y;
  for (TsLaneKind group = TS_LANE_CORE; group <= TS_LANE_OBJECT; group++)
    add_group (self, group, &y);
  self->height_px = y;
  g_signal_emit_by_name (self, "changed");
}

