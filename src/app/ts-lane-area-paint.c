/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lanes themselves, painted once for each change and kept as one node.
 */
#include "config.h"

#include "ts-lane-area-private.h"

#include <math.h>

#include "ts-lane-painter.h"
#include "ts-ruler.h"
#include "ts-side-by-side.h"

enum { PRINT_SIZE_PX = 7, MOST_MARKS = 2000, NOTE_HEIGHT_PX = 4, NOTE_MARGIN_PX = 3 };

static void
add_round_rectangle (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

/* Lanes that are presented are those of a window under a lens: letters, strokes and patterns grow with them. */
static void
begin_lens (cairo_t *cr, double scale)
{
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
}

/* The axis as it is under the lens. */
static TsAxis
get_lens_axis (TsLaneArea *self)
{
  double scale = ts_timeline_rows_get_magnification (self->rows);

  return (TsAxis) { self->axis.begin_ns, self->axis.end_ns, self->axis.x_px / scale, self->axis.width_px / scale };
}

/* Lines down from the ruler's labelled ticks, behind everything. */
static void
paint_grid (TsLaneArea *self, cairo_t *cr, const TsPalette *palette, double height)
{
  double scale = ts_timeline_rows_get_magnification (self->rows);
  g_autoptr (TsTextMeter) meter = ts_text_meter_new ();
  TsFont font = { ts_timeline_rows_get_detail_px (self->rows) / scale + 1, FALSE };
  TsAxis axis = get_lens_axis (self);
  gint64 step = ts_ruler_choose_step (meter, &font, &axis);

  for (gint64 tick = ts_ruler_first_tick (axis.begin_ns, step); tick <= axis.end_ns; tick += step)
    cairo_rectangle (cr, round (ts_axis_to_px (&self->axis, tick)), 0, round (scale), height);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_GRID));
  cairo_fill (cr);
}

/* The frame round the cores of a physical core, from its first row to its last. */
static void
paint_box (TsLaneArea *self, cairo_t *cr, const TsPalette *palette, guint begin)
{
  const TsTimelineRow *first = ts_timeline_rows_get_row (self->rows, begin), *last = first;
  double width = gtk_widget_get_width (GTK_WIDGET (self)), y = ts_lane_area_get_row_y (self, first);

  for (guint i = begin; !last->ends_box && i + 1 < ts_timeline_rows_get_n_rows (self->rows); i++)
    last = ts_timeline_rows_get_row (self->rows, i + 1);
  add_round_rectangle (cr, 3.5, y - 3.5, width - 7, last->y_px + last->height_px - first->y_px + 7, 6);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_BOX));
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* A lane and where it lies, under the lens. */
typedef struct {
  TsLaneId lane;
  double y_px, height_px;
} LanePlace;

/* What painting lanes reads: nothing of GTK's, which belongs to the main thread. */
typedef struct {
  TsRecording *recording;
  const TsPalette *palette;
  TsAxis axis;      /* under the lens */
  double scale;     /* of the lens */
  GArray *places;   /* LanePlace */
} LanePlaces;

static void
paint_lane (cairo_t *cr, guint part, gpointer data)
{
  const LanePlaces *places = data;
  const LanePlace *place = &g_array_index (places->places, LanePlace, part);
  TsCanvas canvas;

  begin_lens (cr, places->scale);
  ts_canvas_init (&canvas, cr, &places->axis, places->palette, 1);
  if (place->lane.kind == TS_LANE_CORE)
    ts_canvas_paint_core (&canvas, places->recording, place->lane.index, place->y_px, place->height_px);
  else if (place->lane.kind == TS_LANE_TASK)
    ts_canvas_paint_task (&canvas, places->recording, place->lane.index, place->y_px, place->height_px);
  else if (place->lane.kind == TS_LANE_OBJECT)
    ts_canvas_paint_object (&canvas, places->recording, place->lane.index, place->y_px, place->height_px);
  cairo_restore (cr);
}

/* The lanes of rows first … end - 1, which do not overlap. */
static void
paint_lanes (TsLaneArea *self, cairo_t *cr, const TsPalette *palette, guint first, guint end)
{
  double scale = ts_timeline_rows_get_magnification (self->rows);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (LanePlace));
  LanePlaces places = { ts_timeline_rows_get_recording (self->rows), palette, get_lens_axis (self), scale, list };

  for (guint i = first; i < end; i++)
    {
      const TsTimelineRow *row = ts_timeline_rows_get_row (self->rows, i);
      double y = ts_lane_area_get_row_y (self, row) + row->lane_y_px - row->y_px;
      LanePlace place = { row->lane, y / scale, row->lane_height_px / scale };

      g_array_append_val (list, place);
    }
  ts_paint_side_by_side (cr, list->len, paint_lane, &places);
}

/* A triangle that stands on its point. */
static void
add_print_mark (cairo_t *cr, double x, double y, double size)
{
  cairo_move_to (cr, x - size / 2, y);
  cairo_line_to (cr, x + size / 2, y);
  cairo_line_to (cr, x, y + size);
  cairo_close_path (cr);
}

/* The first print at or after the begin of the window: prints are in order of time. */
static guint
find_print (GPtrArray *prints, gint64 time_ns)
{
  guint low = 0, high = prints->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (((TsPrint *) g_ptr_array_index (prints, middle))->time_ns < time_ns)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* A small triangle on the lane of the task, where it prints a line. */
static void
paint_prints (TsLaneArea *self, cairo_t *cr, const TsPalette *palette)
{
  GPtrArray *prints = ts_recording_get_prints (ts_timeline_rows_get_recording (self->rows));
  guint first = find_print (prints, self->axis.begin_ns), end = find_print (prints, self->axis.end_ns + 1);
  double size = PRINT_SIZE_PX * ts_timeline_rows_get_magnification (self->rows);

  if (end - first > MOST_MARKS)
    return;
  for (guint i = first; i < end; i++)
    {
      const TsPrint *print = g_ptr_array_index (prints, i);
      const TsTimelineRow *row = ts_timeline_rows_find_lane (self->rows,
                                                             (TsLaneId) { TS_LANE_TASK, print->task });

      if (row != NULL)
        add_print_mark (cr, ts_axis_to_px (&self->axis, print->time_ns),
                        ts_lane_area_get_row_y (self, row) + row->lane_y_px - row->y_px - size / 2, size);
    }
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_TEXT));
  cairo_fill_preserve (cr);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_BACKGROUND));
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* A note: a bar over the time that it is about, with its text above the lane if there is room. */
static void
paint_note (TsLaneArea *self, cairo_t *cr, const TsPalette *palette, const TsNote *note)
{
  TsRecording *recording = ts_timeline_rows_get_recording (self->rows);
  const TsTimelineRow *row = ts_timeline_rows_find_lane (self->rows, ts_lane_id_from_string (note->lane, recording));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double x = ts_axis_to_px (&self->axis, CLAMP (note->begin_ns, self->axis.begin_ns, self->axis.end_ns));
  double end = ts_axis_to_px (&self->axis, CLAMP (note->end_ns, self->axis.begin_ns, self->axis.end_ns));
  double y = row != NULL ? ts_lane_area_get_row_y (self, row) + row->lane_y_px - row->y_px : 0;
  TsFont font = { ts_timeline_rows_get_detail_px (self->rows), FALSE };
  g_autoptr (TsTextMeter) meter = ts_text_meter_new ();
  double room = MAX (end - x, 160), text_height = ts_text_meter_get_height (meter, &font);
  g_autofree char *clean = ts_text_clean (note->text);
  g_autofree char *text = ts_text_meter_shorten (meter, &font, clean, room);
  double width = ts_text_meter_get_width (meter, &font, text);

  if (note->end_ns < self->axis.begin_ns || note->begin_ns > self->axis.end_ns)
    return;
  cairo_rectangle (cr, x, y, MAX (2, end - x), NOTE_HEIGHT_PX);
  cairo_rectangle (cr, x, y, 2, row != NULL ? row->lane_height_px : height);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_ACCENT));
  cairo_fill (cr);
  add_round_rectangle (cr, x + 2, y + NOTE_HEIGHT_PX, width + 2 * NOTE_MARGIN_PX, text_height, 3);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_BACKGROUND));
  cairo_fill_preserve (cr);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_ACCENT));
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  ts_text_paint (cr, &font, text, x + 2 + NOTE_MARGIN_PX, y + NOTE_HEIGHT_PX,
                 ts_palette_get_role (palette, TS_ROLE_TEXT));
}

static void
paint_notes (TsLaneArea *self, cairo_t *cr, const TsPalette *palette)
{
  GPtrArray *notes = ts_recording_get_notes (ts_timeline_rows_get_recording (self->rows));

  cairo_save (cr);
  cairo_rectangle (cr, self->axis.x_px, 0, self->axis.width_px, gtk_widget_get_height (GTK_WIDGET (self)));
  cairo_clip (cr);
  for (guint i = 0; i < notes->len; i++)
    paint_note (self, cr, palette, g_ptr_array_index (notes, i));
  cairo_restore (cr);
}

/* The pinned rows, on a ground of their own over those that scroll beneath. */
static void
paint_pinned (TsLaneArea *self, cairo_t *cr, const TsPalette *palette, double width)
{
  double sticky = ts_timeline_rows_get_sticky_height (self->rows);
  guint end = 0;

  if (sticky <= 0)
    return;
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_BACKGROUND));
  cairo_rectangle (cr, 0, 0, width, sticky);
  cairo_fill (cr);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_BOX));
  cairo_rectangle (cr, 0, sticky - 1, width, 1);
  cairo_fill (cr);
  while (end < ts_timeline_rows_get_n_rows (self->rows)
         && ts_timeline_rows_get_row (self->rows, end)->group == TS_LANE_NONE)
    end++;
  paint_lanes (self, cr, palette, 0, end);
}

static void
paint_rows (TsLaneArea *self, cairo_t *cr, double width, double height)
{
  const TsPalette *palette = ts_appearance_get_palette ();
  guint first, end;

  if (ts_timeline_rows_get_recording (self->rows) == NULL)
    return;
  paint_grid (self, cr, palette, height);
  ts_lane_area_get_visible (self, &first, &end);
  for (guint i = first; i < end; i++)
    {
      const TsTimelineRow *row = ts_timeline_rows_get_row (self->rows, i);

      if (row->begins_box || (i == first && row->in_box))
        {
          guint begin = i;

          while (begin > 0 && !ts_timeline_rows_get_row (self->rows, begin)->begins_box)
            begin--;
          paint_box (self, cr, palette, begin);
        }
    }
  paint_lanes (self, cr, palette, first, end);
  paint_pinned (self, cr, palette, width);
  paint_prints (self, cr, palette);
  paint_notes (self, cr, palette);
}

/* Where the display is reached through cairo, drawing is sent there as it is; a picture of all
 * lanes would cost many times as much to send.  Everywhere else a texture is what is kept best. */
static gboolean
is_drawn_by_cairo (TsLaneArea *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer)
         && gtk_widget_get_scale_factor (GTK_WIDGET (self)) == 1;
}

static GskRenderNode *
paint_texture (TsLaneArea *self, int width, int height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_t *cr;
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  paint_rows (self, cr, width, height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) (height * scale),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes, stride);
  return gsk_texture_node_new (texture, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

GskRenderNode *
ts_lane_area_paint (TsLaneArea *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  GskRenderNode *node;
  cairo_t *cr;

  if (!is_drawn_by_cairo (self))
    return paint_texture (self, width, height);
  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cr = gsk_cairo_node_get_draw_context (node);
  paint_rows (self, cr, width, height);
  cairo_destroy (cr);
  return node;
}
