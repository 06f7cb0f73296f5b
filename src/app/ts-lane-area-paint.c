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

/* Columns beside a part that are looked at; and a hatch repeats after five edges of a block, so after 60 in any case. */
enum { NEIGHBOUR_PX = 12, PATTERN_EDGES = 60 };

/* What lies where lanes are painted: something, nothing, or what nobody has cleared, so that each pixel is to be put. */
typedef enum { GROUND_PAINTED, GROUND_CLEAR, GROUND_RAW } Ground;

/* What painting lanes reads: nothing of GTK's, which belongs to the main thread. */
typedef struct {
  TsRecording *recording;
  const TsPalette *palette;
  TsAxis axis;
  double lens;
  int scale;               /* device pixels in a pixel */
  const GArray *places;    /* TsLanePlace; on raw ground all that there is, from top to bottom */
  Ground ground;
} LanePlaces;

/* Moves from … until, px from the axis' begin, apart so that the slices there, of which a part is seen, are all between:
 * letters and dashes are placed by a slice's ends. */
static void
take_in_slices (const LanePlaces *places, TsLaneId id, double px_ns, double *from_px, double *until_px)
{
  const TsLane *lane = ts_lane_id_get_lane (id, places->recording);
  guint n = lane != NULL ? ts_lane_get_n_slices (lane) : 0;
  gint64 begin_ns = places->axis.begin_ns, from_ns = begin_ns + (gint64) (*from_px * px_ns),
         until_ns = begin_ns + (gint64) (*until_px * px_ns);
  guint first = n > 0 ? ts_lane_find (lane, from_ns) : 0, last = n > 0 ? ts_lane_find (lane, until_ns) : 0;

  if (first < n)
    *from_px = MIN (*from_px, (double) (ts_lane_get_slice (lane, first)->begin_ns - begin_ns) / px_ns);
  if (last < n && ts_lane_get_slice (lane, last)->begin_ns < until_ns)
    *until_px = MAX (*until_px, (double) (ts_lane_get_slice (lane, last)->end_ns - begin_ns) / px_ns);
}

/* Parts begin at multiples of it, where patterns begin anew. */
static double
get_unit_px (const LanePlaces *places, const TsLanePlace *place)
{
  guint edge = ts_strip_count_edge_rows (place->height_px / places->lens, 1 / (places->lens * places->scale));

  return (double) PATTERN_EDGES * edge / places->scale;
}

/* The part of the axis on which the columns from … until are painted, and some beside them, which say where their
 * neighbours end: it begins and ends with whole columns. */
static TsAxis
cut_axis (const LanePlaces *places, const TsLanePlace *place)
{
  const TsAxis *axis = &places->axis;
  double px_ns = (double) (axis->end_ns - axis->begin_ns) / axis->width_px;
  double begin = place->from_px - axis->x_px, end = place->until_px - axis->x_px, unit_px = get_unit_px (places, place);

  take_in_slices (places, place->lane, px_ns, &begin, &end);
  begin = MAX (0, floor ((begin - NEIGHBOUR_PX) / unit_px) * unit_px);
  end = MIN (ceil (end) + NEIGHBOUR_PX, axis->width_px);
  return (TsAxis) { axis->begin_ns + (gint64) round (begin * px_ns), axis->begin_ns + (gint64) round (end * px_ns),
                    axis->x_px + begin, end - begin };
}

/* The row of pixels in which the lane of `part` begins; the height of all for the part after the last one. */
static int
find_row (const LanePlaces *places, const TsPixels *pixels, guint part)
{
  if (part == 0)
    return 0;
  if (part >= places->places->len)
    return pixels->y_end;
  return (int) floor (g_array_index (places->places, TsLanePlace, part).y_px * pixels->y_scale + pixels->y_move + 0.5);
}

/* What the lane will put pixels into; nothing if it leaves some out. */
static TsPixelArea
find_covered (const TsCanvas *canvas, TsLaneKind kind, double y_px, double height_px)
{
  double top = ts_canvas_snap_y (canvas, y_px), foot = ts_canvas_snap_y (canvas, y_px + height_px);
  TsPixelArea area;

  if ((kind == TS_LANE_CORE || kind == TS_LANE_TASK)
      && ts_canvas_find_pixels (canvas, 0, canvas->n_columns, top, foot - top, &area))
    return area;
  return (TsPixelArea) { 0 };
}

/* Clears the rows of `part`, and those up to the next one, but for `covered`. */
static void
clear_rows (const TsPixels *pixels, const LanePlaces *places, guint part, const TsPixelArea *covered)
{
  TsPixelArea rows = { 0, find_row (places, pixels, part), pixels->x_end, find_row (places, pixels, part + 1) };

  if (covered->y_begin >= covered->y_end)
    {
      ts_pixels_fill (pixels, &rows, 0);
      return;
    }
  ts_pixels_fill (pixels, &(TsPixelArea) { 0, rows.y_begin, rows.x_end, covered->y_begin }, 0);
  ts_pixels_fill (pixels, &(TsPixelArea) { 0, covered->y_end, rows.x_end, rows.y_end }, 0);
  ts_pixels_fill (pixels, &(TsPixelArea) { 0, covered->y_begin, covered->x_begin, covered->y_end }, 0);
  ts_pixels_fill (pixels, &(TsPixelArea) { covered->x_end, covered->y_begin, rows.x_end, covered->y_end }, 0);
}

static void
paint_on_canvas (const TsCanvas *canvas, TsRecording *recording, TsLaneId lane, double y_px, double height_px)
{
  if (lane.kind == TS_LANE_CORE)
    ts_canvas_paint_core (canvas, recording, lane.index, y_px, height_px);
  else if (lane.kind == TS_LANE_TASK)
    ts_canvas_paint_task (canvas, recording, lane.index, y_px, height_px);
  else if (lane.kind == TS_LANE_OBJECT)
    ts_canvas_paint_object (canvas, recording, lane.index, y_px, height_px);
}

static void
paint_lane (cairo_t *cr, guint part, gpointer data)
{
  const LanePlaces *places = data;
  const TsLanePlace *place = &g_array_index (places->places, TsLanePlace, part);
  gboolean is_whole = place->from_px <= places->axis.x_px
                      && place->until_px >= places->axis.x_px + places->axis.width_px;
  TsAxis axis = is_whole ? places->axis : cut_axis (places, place);
  double y = place->y_px / places->lens, height = place->height_px / places->lens;
  TsPixels ground;
  TsCanvas canvas;

  cairo_save (cr);
  ts_pixels_open (&ground, cr);
  if (!is_whole)
    {
      cairo_rectangle (cr, place->from_px, place->y_px - 1, place->until_px - place->from_px, place->height_px + 2);
      cairo_clip (cr);
    }
  axis.x_px /= places->lens;
  axis.width_px /= places->lens;
  cairo_scale (cr, places->lens, places->lens);
  ts_canvas_init (&canvas, cr, &axis, places->palette, 1);
  canvas.is_blank = places->ground != GROUND_PAINTED;
  if (places->ground == GROUND_RAW)
    {
      TsPixelArea covered = find_covered (&canvas, place->lane.kind, y, height);

      clear_rows (&ground, places, part, &covered);
    }
  paint_on_canvas (&canvas, places->recording, place->lane, y, height);
  cairo_restore (cr);
}

static void
clear (cairo_t *cr)
{
  cairo_save (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
paint_places (TsLaneArea *self, cairo_t *cr, const GArray *list, Ground ground)
{
  LanePlaces places = {
    ts_timeline_rows_get_recording (self->rows), ts_appearance_get_palette (), self->axis,
    ts_timeline_rows_get_magnification (self->rows), gtk_widget_get_scale_factor (GTK_WIDGET (self)), list, ground,
  };

  if (ground == GROUND_RAW && list->len == 0)
    clear (cr);
  ts_paint_side_by_side (cr, list->len, paint_lane, &places);
}

void
ts_lane_area_paint_places (TsLaneArea *self, cairo_t *cr, const GArray *places)
{
  paint_places (self, cr, places, GROUND_CLEAR);
}

void
ts_lane_area_get_place (TsLaneArea *self, guint position, TsLanePlace *place)
{
  const TsTimelineRow *row = ts_timeline_rows_get_row (self->rows, position);

  *place = (TsLanePlace) {
    row->lane, ts_lane_area_get_row_y (self, row) + row->lane_y_px - row->y_px, row->lane_height_px,
    self->axis.x_px, self->axis.x_px + self->axis.width_px,
  };
}

/* The lanes of rows first … end - 1, which do not overlap. */
static void
paint_lanes (TsLaneArea *self, cairo_t *cr, guint first, guint end, Ground ground)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (TsLanePlace));

  for (guint i = first; i < end; i++)
    {
      TsLanePlace place;

      ts_lane_area_get_place (self, i, &place);
      if (place.lane.kind != TS_LANE_NONE)
        g_array_append_val (list, place);
    }
  paint_places (self, cr, list, ground);
}

/* The pinned rows, on a ground of their own over those that scroll beneath. */
static void
paint_pinned (TsLaneArea *self, cairo_t *cr, const TsPalette *palette)
{
  double sticky = ts_timeline_rows_get_sticky_height (self->rows), width = gtk_widget_get_width (GTK_WIDGET (self));
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
  paint_lanes (self, cr, 0, end, GROUND_PAINTED);
}

void
ts_lane_area_paint_rows (TsLaneArea *self, cairo_t *cr, gpointer range)
{
  const guint *ends = range;

  paint_lanes (self, cr, ends[0], ends[1], GROUND_RAW);
}

static void
paint_all (TsLaneArea *self, cairo_t *cr, gpointer unused)
{
  guint range[] = { 0, 0 };

  if (ts_timeline_rows_get_recording (self->rows) != NULL)
    ts_lane_area_get_visible (self, &range[0], &range[1]);
  ts_lane_area_paint_rows (self, cr, range);
  if (ts_timeline_rows_get_recording (self->rows) == NULL)
    return;
  paint_pinned (self, cr, ts_appearance_get_palette ());
}

GskRenderNode *
ts_lane_area_paint (TsLaneArea *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);

  g_ptr_array_add (nodes, ts_lane_area_make_under (self));
  g_ptr_array_add (nodes, ts_lane_area_new_raw_node (self, &all, paint_all, NULL));
  ts_lane_area_add_marks (self, nodes);
  return gsk_container_node_new ((GskRenderNode **) nodes->pdata, nodes->len);
}
