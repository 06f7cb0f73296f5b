/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is marked on the lanes: lines that were printed, and notes.  A node costs what its bounds are large, so there are
 * small ones: one for the prints of a row, and one for the words of a note.
 */
#include "config.h"

#include "ts-lane-area-private.h"

#include <math.h>

#include "ts-shape.h"
#include "ts-text.h"

enum { MOST_MARKS = 2000, NOTE_HEIGHT_PX = 4, NOTE_MARGIN_PX = 3, NOTE_LINE_PX = 2, NOTE_ROOM_PX = 160 };

static double
get_print_px (TsLaneArea *self)
{
  return TS_PRINT_MARK_PX * ts_timeline_rows_get_magnification (self->rows);
}

static double
get_lane_y (TsLaneArea *self, const TsTimelineRow *row)
{
  return ts_lane_area_get_row_y (self, row) + row->lane_y_px - row->y_px;
}

static const TsTimelineRow *
find_row (TsLaneArea *self, const TsPrint *print)
{
  return ts_timeline_rows_find_lane (self->rows, (TsLaneId) { TS_LANE_TASK, print->task });
}

/* A triangle that stands on its point, on the lane of the task that prints. */
static void
add_print_mark (TsLaneArea *self, cairo_t *cr, const TsPrint *print, const TsTimelineRow *row)
{
  double size = get_print_px (self), x = ts_axis_to_px (&self->axis, print->time_ns), y = get_lane_y (self, row) - size / 2;

  cairo_move_to (cr, x - size / 2, y);
  cairo_line_to (cr, x + size / 2, y);
  cairo_line_to (cr, x, y + size);
  cairo_close_path (cr);
}

static void
ink_prints (cairo_t *cr)
{
  const TsPalette *palette = ts_appearance_get_palette ();

  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_TEXT));
  cairo_fill_preserve (cr);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_BACKGROUND));
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
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

void
ts_lane_area_get_prints (TsLaneArea *self, guint *first, guint *end)
{
  GPtrArray *prints = ts_recording_get_prints (ts_timeline_rows_get_recording (self->rows));

  *first = find_print (prints, self->axis.begin_ns);
  *end = find_print (prints, self->axis.end_ns + 1);
  if (*end - *first > MOST_MARKS)
    *end = *first;
}

void
ts_lane_area_paint_prints (TsLaneArea *self, cairo_t *cr, gpointer range)
{
  GPtrArray *prints = ts_recording_get_prints (ts_timeline_rows_get_recording (self->rows));
  const guint *ends = range;

  for (guint i = ends[0]; i < ends[1]; i++)
    {
      const TsTimelineRow *row = find_row (self, g_ptr_array_index (prints, i));

      if (row != NULL)
        add_print_mark (self, cr, g_ptr_array_index (prints, i), row);
    }
  ink_prints (cr);
}

/* What is drawn into a node for the prints of a row. */
static cairo_t *
add_row_node (TsLaneArea *self, GPtrArray *nodes, const TsTimelineRow *row)
{
  float reach = ceilf ((float) get_print_px (self)) + 1;
  GskRenderNode *node = gsk_cairo_node_new (
      &GRAPHENE_RECT_INIT ((float) self->axis.x_px - reach, floorf ((float) get_lane_y (self, row)) - reach,
                           (float) self->axis.width_px + 2 * reach, 2 * reach + 1));

  g_ptr_array_add (nodes, node);
  return gsk_cairo_node_get_draw_context (node);
}

static void
add_prints (TsLaneArea *self, GPtrArray *nodes)
{
  GPtrArray *prints = ts_recording_get_prints (ts_timeline_rows_get_recording (self->rows));
  g_autoptr (GHashTable) rows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cairo_destroy);
  GHashTableIter iterator;
  gpointer cr;
  guint first, end;

  ts_lane_area_get_prints (self, &first, &end);
  for (guint i = first; i < end; i++)
    {
      const TsTimelineRow *row = find_row (self, g_ptr_array_index (prints, i));
      double y = row != NULL ? ts_lane_area_get_row_y (self, row) : 0;

      if (row == NULL || y + row->height_px < 0 || y - row->height_px > gtk_widget_get_height (GTK_WIDGET (self)))
        continue;
      cr = g_hash_table_lookup (rows, row);
      if (cr == NULL)
        g_hash_table_insert (rows, (gpointer) row, cr = add_row_node (self, nodes, row));
      add_print_mark (self, cr, g_ptr_array_index (prints, i), row);
    }
  g_hash_table_iter_init (&iterator, rows);
  while (g_hash_table_iter_next (&iterator, NULL, &cr))
    ink_prints (cr);
}

/* The part of a rectangle that lies on the axis; FALSE if there is none. */
static gboolean
cut_at_axis (TsLaneArea *self, double x, double y, double width, double height, graphene_rect_t *part)
{
  const graphene_rect_t axis = GRAPHENE_RECT_INIT ((float) self->axis.x_px, 0, (float) self->axis.width_px,
                                                   (float) gtk_widget_get_height (GTK_WIDGET (self)));

  return graphene_rect_intersection (&axis, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height), part);
}

static void
add_bar (TsLaneArea *self, GPtrArray *nodes, double x, double y, double width, double height)
{
  const GdkRGBA color
    = ts_appearance_to_rgba (ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_ACCENT), 1);
  graphene_rect_t part;

  if (cut_at_axis (self, x, y, width, height, &part))
    g_ptr_array_add (nodes, gsk_color_node_new (&color, &part));
}

/* The words of a note on a ground of their own; the text is cut off where there is no room. */
static void
add_words (TsLaneArea *self, GPtrArray *nodes, const TsNote *note, double x, double y, double room)
{
  const TsPalette *palette = ts_appearance_get_palette ();
  TsFont font = { ts_timeline_rows_get_detail_px (self->rows), FALSE };
  g_autoptr (TsTextMeter) meter = ts_text_meter_new ();
  g_autofree char *clean = ts_text_clean (note->text);
  g_autofree char *text = ts_text_meter_shorten (meter, &font, clean, room);
  double width = ts_text_meter_get_width (meter, &font, text) + 2 * NOTE_MARGIN_PX;
  double height = ts_text_meter_get_height (meter, &font);
  graphene_rect_t part;
  GskRenderNode *node;
  cairo_t *cr;

  if (!cut_at_axis (self, x - 1, y - 1, ceil (width) + 2, ceil (height) + 2, &part))
    return;
  node = gsk_cairo_node_new (&part);
  cr = gsk_cairo_node_get_draw_context (node);
  ts_shape_add_round_rectangle (cr, x, y, width, height, 3);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_BACKGROUND));
  cairo_fill_preserve (cr);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_ACCENT));
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  ts_text_paint (cr, &font, text, x + NOTE_MARGIN_PX, y, ts_palette_get_role (palette, TS_ROLE_TEXT));
  cairo_destroy (cr);
  g_ptr_array_add (nodes, node);
}

/* A note: a bar over the time that it is about, with its text above the lane if there is room. */
static void
add_note (TsLaneArea *self, GPtrArray *nodes, const TsNote *note)
{
  TsRecording *recording = ts_timeline_rows_get_recording (self->rows);
  const TsTimelineRow *row = ts_timeline_rows_find_lane (self->rows, ts_lane_id_from_string (note->lane, recording));
  double x = floor (ts_axis_to_px (&self->axis, CLAMP (note->begin_ns, self->axis.begin_ns, self->axis.end_ns)));
  double end = ceil (ts_axis_to_px (&self->axis, CLAMP (note->end_ns, self->axis.begin_ns, self->axis.end_ns)));
  double y = row != NULL ? floor (get_lane_y (self, row)) : 0;

  if (note->end_ns < self->axis.begin_ns || note->begin_ns > self->axis.end_ns)
    return;
  add_bar (self, nodes, x, y, MAX (NOTE_LINE_PX, end - x), NOTE_HEIGHT_PX);
  add_bar (self, nodes, x, y, NOTE_LINE_PX, row != NULL ? row->lane_height_px : gtk_widget_get_height (GTK_WIDGET (self)));
  add_words (self, nodes, note, x + NOTE_LINE_PX, y + NOTE_HEIGHT_PX, MAX (end - x, NOTE_ROOM_PX));
}

void
ts_lane_area_add_marks (TsLaneArea *self, GPtrArray *nodes)
{
  TsRecording *recording = ts_timeline_rows_get_recording (self->rows);
  GPtrArray *notes = recording != NULL ? ts_recording_get_notes (recording) : NULL;

  if (recording == NULL)
    return;
  add_prints (self, nodes);
  for (guint i = 0; i < notes->len; i++)
    add_note (self, nodes, g_ptr_array_index (notes, i));
}
