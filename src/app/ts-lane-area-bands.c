/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lanes while one zooms and pans, where to paint them all takes longer than a frame may: in bands of some rows each, as
 * many in a frame as its budget allows.  The others show what was painted of them last, stretched to where it lies now,
 * and are painted in the frames after it.
 */
#include "config.h"

#include "ts-lane-area-private.h"

#include <math.h>

enum { BAND_ROWS = 4 };

/* A whole picture that takes longer is worth the bands. */
enum { SLOW_US = 3000 };

/* A picture that is stretched more than that, or of which less than a half is seen, tells nothing. */
#define MOST_STRETCH 8.0

/* Rows first … end - 1. */
typedef struct {
  guint first, end;
  float top_px, bottom_px;
  GskRenderNode *pixels;   /* of these rows, perhaps of others too */
  TsAxis axis;             /* for which they were painted */
} Band;

struct _TsLaneBands {
  GArray *bands;
  guint next;              /* where painting goes on: in turn, so that none is left behind */
  TsAxis axis;             /* of the last frame */
};

static void
clear_band (gpointer data)
{
  gsk_render_node_unref (((Band *) data)->pixels);
}

void
ts_lane_area_drop_bands (TsLaneArea *self)
{
  if (self->bands == NULL)
    return;
  g_array_unref (self->bands->bands);
  g_clear_pointer (&self->bands, g_free);
}

void
ts_lane_area_keep_bands (TsLaneArea *self, GskRenderNode *pixels, gint64 cost_us)
{
  guint first, end;

  ts_lane_area_drop_bands (self);
  if (cost_us < SLOW_US || ts_timeline_rows_get_sticky_height (self->rows) > 0)
    return;
  self->bands = g_new0 (TsLaneBands, 1);
  self->bands->axis = self->axis;
  self->bands->bands = g_array_new (FALSE, FALSE, sizeof (Band));
  g_array_set_clear_func (self->bands->bands, clear_band);
  ts_lane_area_get_visible (self, &first, &end);
  for (guint i = first; i < end; i += BAND_ROWS)
    {
      Band band = { i, MIN (i + BAND_ROWS, end), .pixels = gsk_render_node_ref (pixels), .axis = self->axis };
      const TsTimelineRow *last = ts_timeline_rows_get_row (self->rows, band.end - 1);

      band.top_px = (float) floor (ts_lane_area_get_row_y (self, ts_timeline_rows_get_row (self->rows, band.first)));
      band.bottom_px = (float) floor (ts_lane_area_get_row_y (self, last) + last->height_px);
      g_array_append_val (self->bands->bands, band);
    }
}

static gboolean
are_equal (const TsAxis *a, const TsAxis *b)
{
  return a->begin_ns == b->begin_ns && a->end_ns == b->end_ns && a->x_px == b->x_px && a->width_px == b->width_px;
}

/* Whether what was painted for `old` is worth to be shown on `axis`. */
static gboolean
is_near (const TsAxis *old, const TsAxis *axis)
{
  double old_ns = (double) (old->end_ns - old->begin_ns), ns = (double) (axis->end_ns - axis->begin_ns);
  double both_ns = (double) (MIN (old->end_ns, axis->end_ns) - MAX (old->begin_ns, axis->begin_ns));

  return both_ns >= MIN (old_ns, ns) / 2 && old_ns <= ns * MOST_STRETCH && ns <= old_ns * MOST_STRETCH;
}

gboolean
ts_lane_area_has_bands (TsLaneArea *self)
{
  return self->bands != NULL && self->bands->bands->len > 0 && is_near (&self->bands->axis, &self->axis);
}

static void
paint_band (TsLaneArea *self, Band *band)
{
  guint range[] = { band->first, band->end };
  GskRenderNode *pixels = ts_lane_area_new_raw_node (
      self,
      &GRAPHENE_RECT_INIT (0, band->top_px, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                           band->bottom_px - band->top_px),
      ts_lane_area_paint_rows, range);

  gsk_render_node_unref (band->pixels);
  band->pixels = pixels;
  band->axis = self->axis;
}

/* Paints bands in turn, at least one, until the budget is spent; FALSE if some are left. */
static gboolean
paint_some (TsLaneArea *self)
{
  GArray *bands = self->bands->bands;
  gint64 begin_us = g_get_monotonic_time ();
  guint n_painted = 0;

  for (guint i = 0; i < bands->len; i++, self->bands->next++)
    {
      Band *band = &g_array_index (bands, Band, self->bands->next % bands->len);

      if (are_equal (&band->axis, &self->axis))
        continue;
      if (n_painted > 0 && g_get_monotonic_time () - begin_us >= self->bands_budget_us)
        return FALSE;
      paint_band (self, band);
      n_painted++;
    }
  return TRUE;
}

/* What was painted of the band, where it lies on the axis of today; NULL if that tells nothing. */
static GskRenderNode *
place_band (TsLaneArea *self, const Band *band)
{
  const TsAxis *old = &band->axis, *axis = &self->axis;
  double px_ns = (double) (axis->end_ns - axis->begin_ns) / axis->width_px;
  double stretch = (double) (old->end_ns - old->begin_ns) / old->width_px / px_ns;
  double move_px = axis->x_px + (double) (old->begin_ns - axis->begin_ns) / px_ns - old->x_px * stretch;
  graphene_rect_t place
    = GRAPHENE_RECT_INIT ((float) axis->x_px, band->top_px, (float) axis->width_px, band->bottom_px - band->top_px);
  g_autoptr (GskRenderNode) stretched = NULL;
  GskTransform *transform;

  if (are_equal (old, axis))
    return gsk_clip_node_new (band->pixels, &place);
  if (!is_near (old, axis))
    return NULL;
  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) move_px, 0));
  transform = gsk_transform_scale (transform, (float) stretch, 1);
  stretched = gsk_transform_node_new (band->pixels, transform);
  gsk_transform_unref (transform);
  return gsk_clip_node_new (stretched, &place);
}

static gboolean
on_next_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  TsLaneArea *self = TS_LANE_AREA (widget);

  self->bands_tick = 0;
  g_clear_pointer (&self->lanes, gsk_render_node_unref);
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

GskRenderNode *
ts_lane_area_paint_bands (TsLaneArea *self)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);

  self->is_moving = !paint_some (self);
  self->bands->axis = self->axis;
  if (self->is_moving && self->bands_tick == 0)
    self->bands_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_next_frame, NULL, NULL);
  g_ptr_array_add (nodes, ts_lane_area_make_under (self));
  for (guint i = 0; i < self->bands->bands->len; i++)
    {
      GskRenderNode *node = place_band (self, &g_array_index (self->bands->bands, Band, i));

      if (node != NULL)
        g_ptr_array_add (nodes, node);
    }
  ts_lane_area_add_marks (self, nodes);
  return gsk_container_node_new ((GskRenderNode **) nodes->pdata, nodes->len);
}
