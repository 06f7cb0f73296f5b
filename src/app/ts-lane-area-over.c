/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lies under and over the lanes: selection, pointer, playhead, focus.  All of it is drawn with
 * a few nodes, so that it may change with each frame.
 */
#include "config.h"

#include "ts-lane-area-private.h"

#include <math.h>

#include "ts-time.h"

enum { LEAST_SLICE_PX = 3, BUBBLE_PADDING_PX = 6 };

static GdkRGBA
color_of (TsRole role, double alpha)
{
  return ts_appearance_to_rgba (ts_palette_get_role (ts_appearance_get_palette (), role), alpha);
}

static float
line_width (TsLaneArea *self)
{
  return (float) round (2 * ts_timeline_rows_get_magnification (self->rows));
}

/* From the first column to the last, whatever the times are. */
static double
clamped_px (TsLaneArea *self, gint64 time_ns)
{
  return ts_axis_to_px (&self->axis, CLAMP (time_ns, self->axis.begin_ns, self->axis.end_ns));
}

static void
snapshot_row_ground (TsLaneArea *self, GtkSnapshot *snapshot, TsLaneId lane, double alpha)
{
  const TsTimelineRow *row = ts_timeline_rows_find_lane (self->rows, lane);
  const GdkRGBA color = color_of (TS_ROLE_ACCENT, alpha);

  if (row != NULL)
    gtk_snapshot_append_color (snapshot, &color,
                               &GRAPHENE_RECT_INIT (0, (float) ts_lane_area_get_row_y (self, row),
                                                    (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                                    (float) row->height_px));
}

void
ts_lane_area_snapshot_under (TsLaneArea *self, GtkSnapshot *snapshot)
{
  const TsSelection *selection = ts_viewport_get_selection (self->viewport);

  snapshot_row_ground (self, snapshot, selection->lane, 0.16);
  if (self->has_pointer && !ts_lane_id_equal (selection->lane, self->hover_lane))
    snapshot_row_ground (self, snapshot, self->hover_lane, 0.06);
}

/* A frame round a slice. */
static void
snapshot_slice (TsLaneArea *self, GtkSnapshot *snapshot, TsLaneId lane, int position, double alpha)
{
  const TsLane *slices = ts_lane_id_get_lane (lane, ts_timeline_rows_get_recording (self->rows));
  const TsTimelineRow *row = ts_timeline_rows_find_lane (self->rows, lane);
  const GdkRGBA color = color_of (TS_ROLE_TEXT, alpha);
  float width = line_width (self);
  const TsSlice *slice;
  double begin, end;
  GskRoundedRect outline;

  if (slices == NULL || row == NULL || position < 0 || (guint) position >= ts_lane_get_n_slices (slices))
    return;
  slice = ts_lane_get_slice (slices, (guint) position);
  if (slice->end_ns < self->axis.begin_ns || slice->begin_ns > self->axis.end_ns)
    return;
  begin = clamped_px (self, slice->begin_ns) - width;
  end = MAX (clamped_px (self, slice->end_ns) + width, begin + LEAST_SLICE_PX + 2 * width);
  gsk_rounded_rect_init_from_rect (
      &outline,
      &GRAPHENE_RECT_INIT ((float) begin,
                           (float) (ts_lane_area_get_row_y (self, row) + row->lane_y_px - row->y_px) - width,
                           (float) (end - begin), (float) row->lane_height_px + 2 * width),
      4);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { color, color, color, color });
}

static void
set_size (PangoLayout *layout, double px)
{
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (pango_layout_get_context (layout)));

  pango_font_description_set_absolute_size (font, px * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
}

/* Text on a rounded ground with its middle at x. */
static void
snapshot_bubble (TsLaneArea *self, GtkSnapshot *snapshot, const char *text, double middle_x, double y)
{
  const GdkRGBA ground = color_of (TS_ROLE_ACCENT, 1), color = color_of (TS_ROLE_BACKGROUND, 1);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GskRoundedRect outline;
  int width, height;
  double x, most;

  if (ts_timeline_rows_get_presenting (self->rows))
    set_size (layout, ts_timeline_rows_get_detail_px (self->rows));
  pango_layout_get_pixel_size (layout, &width, &height);
  most = gtk_widget_get_width (GTK_WIDGET (self)) - width - 2 * BUBBLE_PADDING_PX;
  x = round (CLAMP (middle_x - width / 2.0 - BUBBLE_PADDING_PX, 0, MAX (0, most)));
  gsk_rounded_rect_init_from_rect (
      &outline, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (width + 2 * BUBBLE_PADDING_PX), (float) height + 2),
      6);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ground, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x + BUBBLE_PADDING_PX, (float) y + 1));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

/* The selected range with its length. */
static void
snapshot_range (TsLaneArea *self, GtkSnapshot *snapshot)
{
  const TsSelection *selection = ts_viewport_get_selection (self->viewport);
  const GdkRGBA ground = color_of (TS_ROLE_ACCENT, 0.16), edge = color_of (TS_ROLE_ACCENT, 1);
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  g_autofree char *length = NULL;
  double begin, end;

  if (selection->begin_ns >= selection->end_ns || selection->end_ns < self->axis.begin_ns
      || selection->begin_ns > self->axis.end_ns)
    return;
  begin = round (clamped_px (self, selection->begin_ns));
  end = MAX (round (clamped_px (self, selection->end_ns)), begin + 1);
  gtk_snapshot_append_color (snapshot, &ground,
                             &GRAPHENE_RECT_INIT ((float) begin, 0, (float) (end - begin), height));
  if (selection->begin_ns >= self->axis.begin_ns)
    gtk_snapshot_append_color (snapshot, &edge, &GRAPHENE_RECT_INIT ((float) begin, 0, 1, height));
  if (selection->end_ns <= self->axis.end_ns)
    gtk_snapshot_append_color (snapshot, &edge, &GRAPHENE_RECT_INIT ((float) end - 1, 0, 1, height));
  length = ts_time_format (selection->end_ns - selection->begin_ns);
  snapshot_bubble (self, snapshot, length, (begin + end) / 2, 2);
}

static void
snapshot_playhead (TsLaneArea *self, GtkSnapshot *snapshot)
{
  gint64 instant_ns = ts_viewport_get_instant_ns (self->viewport);
  const GdkRGBA color = color_of (TS_ROLE_ACCENT, 1);
  float width = line_width (self);
  double x;

  if (instant_ns < self->axis.begin_ns || instant_ns > self->axis.end_ns)
    return;
  x = round (ts_axis_to_px (&self->axis, instant_ns) - width / 2);
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float) x, 0, width,
                                                  (float) gtk_widget_get_height (GTK_WIDGET (self))));
}

static void
snapshot_focus (TsLaneArea *self, GtkSnapshot *snapshot)
{
  const GdkRGBA color = color_of (TS_ROLE_ACCENT, 0.8);
  GskRoundedRect outline;

  if (!gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    return;
  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (1, 1, (float) gtk_widget_get_width (GTK_WIDGET (self)) - 2,
                                                        (float) gtk_widget_get_height (GTK_WIDGET (self)) - 2),
                                   6);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { color, color, color, color });
}

void
ts_lane_area_snapshot_over (TsLaneArea *self, GtkSnapshot *snapshot)
{
  const TsSelection *selection = ts_viewport_get_selection (self->viewport);
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float room = 4;   /* what stands out at the ends of the window */

  if (ts_timeline_rows_get_recording (self->rows) != NULL)
    {
      if (!self->has_relations)
        {
          self->relations = ts_lane_area_make_relations (self);
          self->has_relations = TRUE;
        }
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) self->axis.x_px - room, 0,
                                                             (float) self->axis.width_px + 2 * room, height));
      if (self->relations != NULL)
        gtk_snapshot_append_node (snapshot, self->relations);
      if (self->has_pointer)
        snapshot_slice (self, snapshot, self->hover_lane, self->hover_slice, 0.5);
      snapshot_slice (self, snapshot, selection->lane, selection->slice, 1);
      snapshot_range (self, snapshot);
      snapshot_playhead (self, snapshot);
      gtk_snapshot_pop (snapshot);
    }
  snapshot_focus (self, snapshot);
}
