/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lanes of a run that goes on.  The axis stands still for a while (ts-viewport-live.c), and of a lane nothing changes
 * any more a little before the begin of its last slice.  So each lane is *settled* up to there, and consists of the piece that was
 * painted first, strips that settled since, and a tail, which is painted anew each time.  No two pieces overlap, and all
 * together are the picture that painting in one piece gives, pixel by pixel.  GTK draws those that are new.
 */
#include "config.h"

#include "ts-lane-area-private.h"

#include <math.h>

/* After so many strips all is painted anew: many pieces cost more than few. */
enum { MOST_STRIPS = 24 };

/* How far the next slice is seen to its left: whether a short one before it stands alone.  More than a block needs. */
enum { NEAR_PX = 4 };

/* Shorter times in a column would not fall on whole columns of a part. */
enum { LEAST_COLUMN_NS = 1000 };

struct _TsLiveLanes {
  guint first, end;          /* rows */
  double *settled_px;        /* of each of them: the first column that may change */
  GskRenderNode *under;      /* grid and boxes */
  GPtrArray *pieces;         /* GskRenderNode: lanes up to where they were settled at first, strips … */
  GPtrArray *over;           /* prints and notes, prints … */
  guint n_strips;
  guint first_print, end_print, n_notes;
};

void
ts_lane_area_drop_live (TsLaneArea *self)
{
  TsLiveLanes *live = g_steal_pointer (&self->live);

  self->has_grown = FALSE;
  if (live == NULL)
    return;
  gsk_render_node_unref (live->under);
  g_ptr_array_unref (live->pieces);
  g_ptr_array_unref (live->over);
  g_free (live->settled_px);
  g_free (live);
}

gboolean
ts_lane_area_is_in_pieces (TsLaneArea *self)
{
  return ts_timeline_rows_get_recording (self->rows) != NULL && ts_viewport_is_live (self->viewport)
         && ts_timeline_rows_get_sticky_height (self->rows) <= 0
         && (double) (self->axis.end_ns - self->axis.begin_ns) >= self->axis.width_px * LEAST_COLUMN_NS;
}

/* When a lane's last slice begins; the one before that while the last is too short for a block, since whether there is one
 * beside it changes the one before. */
static gint64
find_last_ns (TsLaneArea *self, const TsLane *lane)
{
  guint n = ts_lane_get_n_slices (lane);
  const TsSlice *last = ts_lane_get_slice (lane, n - 1);
  double block_ns = NEAR_PX * (double) (self->axis.end_ns - self->axis.begin_ns) / self->axis.width_px;

  if (n > 1 && (double) (last->end_ns - last->begin_ns) < block_ns)
    return ts_lane_get_slice (lane, n - 2)->begin_ns;
  return last->begin_ns;
}

/* When what a lane shows may change: from its last slice on; what others take of a core is known a little later. */
static gint64
find_open_ns (TsLaneArea *self, TsLaneId id)
{
  TsRecording *recording = ts_timeline_rows_get_recording (self->rows);
  const TsLane *lane = ts_lane_id_get_lane (id, recording), *others;
  guint n = lane != NULL ? ts_lane_get_n_slices (lane) : 0, n_others;
  gint64 open_ns = n > 0 ? find_last_ns (self, lane) : G_MAXINT64;

  if (n == 0 || id.kind != TS_LANE_CORE)
    return open_ns;
  others = ((TsCore *) g_ptr_array_index (ts_recording_get_cores (recording), id.index))->others;
  n_others = ts_lane_get_n_slices (others);
  return MIN (open_ns, n_others > 0 ? ts_lane_get_slice (others, n_others - 1)->end_ns : 0);
}

static double
find_settled_px (TsLaneArea *self, TsLaneId id)
{
  gint64 open_ns = find_open_ns (self, id);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (open_ns > self->axis.end_ns)
    return self->axis.x_px + self->axis.width_px;
  open_ns = MAX (open_ns, self->axis.begin_ns);
  return MAX (self->axis.x_px, floor (ts_axis_to_px (&self->axis, open_ns) * scale) / scale - NEAR_PX);
}

static double
get_axis_end_px (TsLaneArea *self)
{
  return self->axis.x_px + self->axis.width_px;
}

static void
paint_places (TsLaneArea *self, cairo_t *cr, gpointer places)
{
  ts_lane_area_paint_places (self, cr, places);
}

/* One piece of all these, which are emptied; none if there are none.  A tall one is as high as all lanes: GTK draws one
 * rectangle then, and not many between which something else changes too (see ts_refresh_set_apart()). */
static void
add_piece (TsLaneArea *self, GPtrArray *pieces, GArray *places, gboolean is_tall)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double left = G_MAXDOUBLE, right = 0, top = is_tall ? 0 : height, bottom = is_tall ? height : 0;

  for (guint i = 0; i < places->len; i++)
    {
      const TsLanePlace *place = &g_array_index (places, TsLanePlace, i);

      left = MIN (left, floor (place->from_px));
      right = MAX (right, ceil (place->until_px));
      top = MIN (top, floor (place->y_px) - 1);
      bottom = MAX (bottom, ceil (place->y_px + place->height_px) + 1);
    }
  if (places->len > 0)
    g_ptr_array_add (pieces, ts_lane_area_new_node (self,
                                                    &GRAPHENE_RECT_INIT ((float) left, (float) top, (float) (right - left),
                                                                         (float) (bottom - top)),
                                                    paint_places, places));
  g_array_set_size (places, 0);
}

static void
add_place (TsLaneArea *self, GArray *places, guint position, double from_px, double until_px)
{
  TsLanePlace place;

  if (until_px <= from_px)
    return;
  ts_lane_area_get_place (self, position, &place);
  place.from_px = from_px;
  place.until_px = until_px;
  g_array_append_val (places, place);
}

/* The tails: those that are long, each by itself, for the others' sake. */
static void
add_tails (TsLaneArea *self, GPtrArray *pieces)
{
  TsLiveLanes *live = self->live;
  g_autoptr (GArray) shorts = g_array_new (FALSE, FALSE, sizeof (TsLanePlace));
  g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (TsLanePlace));
  double end = get_axis_end_px (self);
  double head = ts_axis_to_px (&self->axis, MIN (ts_viewport_get_length_ns (self->viewport), self->axis.end_ns));

  for (guint i = live->first; i < live->end; i++)
    {
      double from = live->settled_px[i - live->first];
      gboolean is_long = from < head - self->axis.width_px / 8;

      add_place (self, is_long ? alone : shorts, i, from, end);
      if (is_long)
        add_piece (self, pieces, alone, FALSE);
    }
  add_piece (self, pieces, shorts, TRUE);
}

static GskRenderNode *
new_container (const GPtrArray *nodes)
{
  return gsk_container_node_new ((GskRenderNode **) nodes->pdata, nodes->len);
}

/* GTK compares the nodes of a container with those of the last frame in order, so what comes and goes is kept apart from
 * what stays: a piece that is compared with another one counts as new, and all beneath it is drawn. */
static GskRenderNode *
put_together (TsLaneArea *self)
{
  TsLiveLanes *live = self->live;
  g_autoptr (GPtrArray) tails = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);

  add_tails (self, tails);
  g_ptr_array_add (all, gsk_render_node_ref (live->under));
  g_ptr_array_add (all, new_container (live->pieces));
  g_ptr_array_add (all, new_container (tails));
  g_ptr_array_add (all, new_container (live->over));
  return new_container (all);
}

GskRenderNode *
ts_lane_area_paint_live (TsLaneArea *self)
{
  TsLiveLanes *live = self->live = g_new0 (TsLiveLanes, 1);
  TsRecording *recording = ts_timeline_rows_get_recording (self->rows);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (TsLanePlace));

  live->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);
  live->over = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);
  ts_lane_area_get_visible (self, &live->first, &live->end);
  live->settled_px = g_new (double, MAX (1, live->end - live->first));
  ts_lane_area_get_prints (self, &live->first_print, &live->end_print);
  live->under = ts_lane_area_make_under (self);
  for (guint i = live->first; i < live->end; i++)
    {
      live->settled_px[i - live->first] = find_settled_px (self, ts_timeline_rows_get_row (self->rows, i)->lane);
      add_place (self, places, i, self->axis.x_px, live->settled_px[i - live->first]);
      /* Each row by itself: where another row is drawn anew, nothing is done for this one. */
      add_piece (self, live->pieces, places, FALSE);
    }
  ts_lane_area_add_marks (self, live->over);
  live->n_notes = ts_recording_get_notes (recording)->len;
  return put_together (self);
}

/* What has settled since the last time; FALSE if something has that was thought to be settled before. */
static gboolean
add_strip (TsLaneArea *self)
{
  TsLiveLanes *live = self->live;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (TsLanePlace));

  for (guint i = live->first; i < live->end; i++)
    {
      double *settled = &live->settled_px[i - live->first], before = *settled;

      *settled = find_settled_px (self, ts_timeline_rows_get_row (self->rows, i)->lane);
      if (*settled < before)
        return FALSE;
      add_place (self, places, i, before, *settled);
    }
  live->n_strips += places->len > 0;
  add_piece (self, live->pieces, places, FALSE);
  return live->n_strips <= MOST_STRIPS;
}

/* The lines that were printed since the last time. */
static gboolean
add_prints (TsLaneArea *self)
{
  TsLiveLanes *live = self->live;
  GPtrArray *prints = ts_recording_get_prints (ts_timeline_rows_get_recording (self->rows));
  guint first, range[2] = { live->end_print, 0 };
  double left, right, reach = ceil (TS_PRINT_MARK_PX * ts_timeline_rows_get_magnification (self->rows)) + 1;

  ts_lane_area_get_prints (self, &first, &range[1]);
  if (first != live->first_print || range[1] < range[0])
    return FALSE;
  if (range[1] == range[0])
    return TRUE;
  left = floor (ts_axis_to_px (&self->axis, ((TsPrint *) g_ptr_array_index (prints, range[0]))->time_ns)) - reach;
  right = ceil (ts_axis_to_px (&self->axis, ((TsPrint *) g_ptr_array_index (prints, range[1] - 1))->time_ns)) + reach;
  g_ptr_array_add (live->over,
                   ts_lane_area_new_node (self,
                                          &GRAPHENE_RECT_INIT ((float) left, 0, (float) (right - left),
                                                               (float) gtk_widget_get_height (GTK_WIDGET (self))),
                                          ts_lane_area_paint_prints, range));
  live->end_print = range[1];
  return TRUE;
}

GskRenderNode *
ts_lane_area_extend (TsLaneArea *self)
{
  TsRecording *recording = ts_timeline_rows_get_recording (self->rows);

  if (self->live->n_notes != ts_recording_get_notes (recording)->len)
    return NULL;
  return add_strip (self) && add_prints (self) ? put_together (self) : NULL;
}
