/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lies behind the lanes whatever they show: the lines of the ruler's ticks, and a frame round the cores of a physical
 * core.  As nodes, not painted: GTK can draw any part of them for little.
 */
#include "config.h"

#include "ts-lane-area-private.h"

#include <math.h>

#include "ts-ruler.h"

enum { BOX_MARGIN_PX = 3, BOX_ABOVE_PX = 4, BOX_RADIUS_PX = 6 };

/* Lines down from the ruler's labelled ticks, as the lens has them: see cut_axis(). */
static void
add_grid (TsLaneArea *self, GPtrArray *nodes)
{
  const GdkRGBA color = ts_appearance_to_rgba (ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_GRID), 1);
  double lens = ts_timeline_rows_get_magnification (self->rows);
  TsAxis axis = { self->axis.begin_ns, self->axis.end_ns, self->axis.x_px / lens, self->axis.width_px / lens };
  TsFont font = { ts_timeline_rows_get_detail_px (self->rows) / lens + 1, FALSE };
  g_autoptr (TsTextMeter) meter = ts_text_meter_new ();
  gint64 step = ts_ruler_choose_step (meter, &font, &axis);
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));

  for (gint64 tick = ts_ruler_first_tick (axis.begin_ns, step); tick <= axis.end_ns; tick += step)
    g_ptr_array_add (nodes, gsk_color_node_new (&color, &GRAPHENE_RECT_INIT (
                                                            (float) round (ts_axis_to_px (&self->axis, tick)), 0,
                                                            (float) MAX (1, round (lens)), height)));
}

/* The frame round the cores of a physical core, from its first row to its last. */
static void
add_box (TsLaneArea *self, GPtrArray *nodes, guint begin)
{
  const GdkRGBA color = ts_appearance_to_rgba (ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_BOX), 1);
  const TsTimelineRow *first = ts_timeline_rows_get_row (self->rows, begin), *last = first;
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)), y = (float) ts_lane_area_get_row_y (self, first);
  GskRoundedRect outline;

  for (guint i = begin; !last->ends_box && i + 1 < ts_timeline_rows_get_n_rows (self->rows); i++)
    last = ts_timeline_rows_get_row (self->rows, i + 1);
  gsk_rounded_rect_init_from_rect (
      &outline,
      &GRAPHENE_RECT_INIT (BOX_MARGIN_PX, y - BOX_ABOVE_PX, width - 2 * BOX_MARGIN_PX,
                           (float) (last->y_px + last->height_px - first->y_px) + 2 * BOX_ABOVE_PX),
      BOX_RADIUS_PX);
  g_ptr_array_add (nodes, gsk_border_node_new (&outline, (float[4]) { 1, 1, 1, 1 },
                                               (GdkRGBA[4]) { color, color, color, color }));
}

static void
add_boxes (TsLaneArea *self, GPtrArray *nodes)
{
  guint first, end;

  ts_lane_area_get_visible (self, &first, &end);
  for (guint i = first; i < end; i++)
    {
      const TsTimelineRow *row = ts_timeline_rows_get_row (self->rows, i);
      guint begin = i;

      if (!row->begins_box && (i > first || !row->in_box))
        continue;
      while (begin > 0 && !ts_timeline_rows_get_row (self->rows, begin)->begins_box)
        begin--;
      add_box (self, nodes, begin);
    }
}

GskRenderNode *
ts_lane_area_make_under (TsLaneArea *self)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);

  if (ts_timeline_rows_get_recording (self->rows) != NULL)
    {
      add_grid (self, nodes);
      add_boxes (self, nodes);
    }
  return gsk_container_node_new ((GskRenderNode **) nodes->pdata, nodes->len);
}
