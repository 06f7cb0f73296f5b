/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The column of names.  The name of a row is drawn once and kept as a node.
 */
#include "config.h"

#include "ts-lane-area-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ts-text.h"

enum { START_PX = 12, BOX_INDENT_PX = 6, GAP_PX = 7, MOST_MEASURED = 200, LEAST_WIDTH_PX = 96, MOST_WIDTH_PX = 230 };

#define BUSY_INTERVAL_US (500 * 1000)

/* One row's names: `at` and `room` count from the start side. */
typedef struct {
  TsLaneArea *self;
  GtkSnapshot *snapshot;
  const TsPalette *palette;
  double width, height, at;
} Line;

typedef struct {
  double size_px;
  gboolean bold;
  TsRole role;
} Style;

/* A gap, or a stroke: larger with all else when it is presented. */
static double
scaled (TsLaneArea *self, double px)
{
  return round (px * ts_timeline_rows_get_magnification (self->rows));
}

static PangoLayout *
make_layout (TsLaneArea *self, const char *text, const Style *style, double room)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (pango_layout_get_context (layout)));

  pango_font_description_set_absolute_size (font, style->size_px * PANGO_SCALE);
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (room > 0)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
    }
  return layout;
}

/* Puts text with its middle at y; moves on by its width. */
static void
put_text (Line *line, const char *text, const Style *style, double middle_y)
{
  const GdkRGBA color = ts_appearance_to_rgba (ts_palette_get_role (line->palette, style->role), 1);
  double room = line->width - line->at;
  g_autofree char *clean = ts_text_clean (text);
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle logical;
  double x;

  if (room < style->size_px)
    return;
  layout = make_layout (line->self, clean, style, room);
  pango_layout_get_pixel_extents (layout, NULL, &logical);
  x = ts_lane_area_is_rtl (line->self) ? line->width - line->at - logical.width : line->at;
  gtk_snapshot_save (line->snapshot);
  gtk_snapshot_translate (line->snapshot, &GRAPHENE_POINT_INIT ((float) round (x - logical.x),
                                                                (float) round (middle_y - logical.height / 2.0)));
  gtk_snapshot_append_layout (line->snapshot, layout, &color);
  gtk_snapshot_restore (line->snapshot);
  line->at += logical.width;
}

/* A framed or filled square or box with letters in it. */
static void
put_badge (Line *line, const char *letters, double size, const TsColor *fill, const TsColor *edge,
           const TsColor *color)
{
  const Style style = { size * (letters[1] == '\0' ? 0.66 : 0.5), TRUE, TS_ROLE_TEXT };
  const float stroke = (float) scaled (line->self, 1);
  const GdkRGBA fill_color = ts_appearance_to_rgba (fill, 1), edge_color = ts_appearance_to_rgba (edge, 1),
                text_color = ts_appearance_to_rgba (color, 1);
  g_autoptr (PangoLayout) layout = make_layout (line->self, letters, &style, 0);
  double x = ts_lane_area_is_rtl (line->self) ? line->width - line->at - size : line->at;
  double y = round ((line->height - size) / 2);
  GskRoundedRect outline;
  int width, height;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) size, (float) size),
                                   (float) size * 0.22f);
  gtk_snapshot_push_rounded_clip (line->snapshot, &outline);
  gtk_snapshot_append_color (line->snapshot, &fill_color, &outline.bounds);
  gtk_snapshot_pop (line->snapshot);
  gtk_snapshot_append_border (line->snapshot, &outline, (float[4]) { stroke, stroke, stroke, stroke },
                              (GdkRGBA[4]) { edge_color, edge_color, edge_color, edge_color });
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (line->snapshot);
  gtk_snapshot_translate (line->snapshot, &GRAPHENE_POINT_INIT ((float) (x + (size - width) / 2),
                                                                (float) (y + (size - height) / 2)));
  gtk_snapshot_append_layout (line->snapshot, layout, &text_color);
  gtk_snapshot_restore (line->snapshot);
  line->at += size + scaled (line->self, GAP_PX);
}

/* An arrow that points down, or, folded, to the side. */
static void
put_arrow (Line *line, gboolean folded)
{
  const Style style = { ts_timeline_rows_get_detail_px (line->self->rows), FALSE, TS_ROLE_TEXT_DIM };
  const char *aside = ts_lane_area_is_rtl (line->self) ? "◂" : "▸";

  put_text (line, folded ? aside : "▾", &style, line->height / 2);
  line->at = scaled (line->self, START_PX) + round (style.size_px);
}

static void
put_heading (Line *line, const TsTimelineRow *row)
{
  TsTimelineRows *rows = line->self->rows;
  const Style style = { ts_timeline_rows_get_detail_px (rows), TRUE, TS_ROLE_TEXT_DIM };
  gboolean folded = ts_timeline_rows_get_folded (rows, row->group);
  const char *name = row->group == TS_LANE_CORE   ? _("CORES")
                     : row->group == TS_LANE_TASK ? _("TASKS")
                                                  : _("OBJECTS");
  g_autofree char *counted = folded ? g_strdup_printf ("%s (%u)", name, ts_timeline_rows_count (rows, row->group))
                                    : g_strdup (name);

  put_arrow (line, folded);
  put_text (line, counted, &style, line->height / 2);
}

static void
put_core (Line *line, const TsTimelineRow *row)
{
  TsLaneArea *self = line->self;
  const TsCore *core = g_ptr_array_index (ts_recording_get_cores (ts_timeline_rows_get_recording (self->rows)),
                                          row->lane.index);
  Style style = { ts_timeline_rows_get_name_px (self->rows), TRUE, TS_ROLE_TEXT };
  Style small = { ts_timeline_rows_get_detail_px (self->rows), FALSE, TS_ROLE_TEXT_DIM };
  g_autofree char *name = g_strdup_printf (_("Core %u"), core->number);
  int per_cent = row->lane.index < self->busy->len ? g_array_index (self->busy, int, row->lane.index) : -1;
  g_autofree char *busy = per_cent >= 0 ? g_strdup_printf (_("busy %d\302\240%%"), per_cent) : g_strdup ("");
  gboolean has_two_lines = line->height >= 1.25 * (style.size_px + small.size_px);
  double middle = has_two_lines ? line->height / 2 - small.size_px * 0.62 : line->height / 2;
  double start;

  line->at += row->in_box ? scaled (self, BOX_INDENT_PX) : 0;
  start = line->at;
  style.size_px = MIN (style.size_px, line->height * 0.7);
  put_text (line, name, &style, middle);
  line->at += scaled (self, GAP_PX);
  if (core->kind[0] != '\0')
    {
      /* Translators: the letters of performance and efficiency cores. */
      const char *letter = g_str_equal (core->kind, "performance") ? C_("core kind", "P") : C_("core kind", "E");
      Style badge = { small.size_px, TRUE, TS_ROLE_TEXT_DIM };

      put_text (line, letter, &badge, middle);
      line->at += scaled (self, GAP_PX);
    }
  if (has_two_lines)
    line->at = start;
  put_text (line, busy, &small, has_two_lines ? line->height / 2 + style.size_px * 0.58 : middle);
}

static void
put_task (Line *line, const TsTimelineRow *row)
{
  TsLaneArea *self = line->self;
  const TsTask *task = g_ptr_array_index (ts_recording_get_tasks (ts_timeline_rows_get_recording (self->rows)),
                                          row->lane.index);
  Style style = { MIN (ts_timeline_rows_get_name_px (self->rows), line->height * 0.7), FALSE, TS_ROLE_TEXT };
  Style small = { ts_timeline_rows_get_detail_px (self->rows), FALSE, TS_ROLE_TEXT_DIM };
  g_autofree char *tid = task->tid != 0 ? g_strdup_printf ("%u", task->tid) : g_strdup ("");
  char letters[8];

  ts_task_get_badge (row->lane.index, letters);
  put_badge (line, letters, MIN (round (style.size_px * 1.4), line->height - 4),
             ts_palette_get_task (line->palette, row->lane.index),
             ts_palette_get_task_edge (line->palette, row->lane.index),
             ts_palette_get_task_text (line->palette, row->lane.index));
  put_text (line, task->name, &style, line->height / 2);
  line->at += scaled (self, GAP_PX);
  put_text (line, tid, &small, line->height / 2 + 1);
}

static const char *
get_kind_words (TsObjectKind kind)
{
  switch (kind)
    {
    case TS_OBJECT_LOCK:
      return _("lock");
    case TS_OBJECT_SEMAPHORE:
      return _("semaphore");
    case TS_OBJECT_QUEUE:
      return _("queue");
    case TS_OBJECT_BARRIER:
      return _("barrier");
    case TS_OBJECT_EVENT:
      return _("event");
    case TS_OBJECT_KEYBOARD:
      return _("keyboard");
    case TS_OBJECT_COUNTER:
    default:
      return _("counter");
    }
}

static void
put_object (Line *line, const TsTimelineRow *row)
{
  TsLaneArea *self = line->self;
  const TsObject *object = g_ptr_array_index (ts_recording_get_objects (ts_timeline_rows_get_recording (self->rows)),
                                              row->lane.index);
  Style style = { MIN (ts_timeline_rows_get_name_px (self->rows), line->height * 0.7), FALSE, TS_ROLE_TEXT };
  Style small = { ts_timeline_rows_get_detail_px (self->rows), FALSE, TS_ROLE_TEXT_DIM };

  put_text (line, object->name, &style, line->height / 2);
  line->at += scaled (self, GAP_PX);
  put_text (line, get_kind_words (object->kind), &small, line->height / 2 + 1);
}

/* The node of a row's name, with its top at 0 and its left at the column's. */
static GskRenderNode *
make_name (TsLaneArea *self, const TsTimelineRow *row, double width)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  Line line = { self, snapshot, ts_appearance_get_palette (), width, row->height_px, scaled (self, START_PX) };
  GskRenderNode *node;

  if (row->lane.kind == TS_LANE_CORE)
    put_core (&line, row);
  else if (row->lane.kind == TS_LANE_TASK)
    put_task (&line, row);
  else if (row->lane.kind == TS_LANE_OBJECT)
    put_object (&line, row);
  else
    put_heading (&line, row);
  node = gtk_snapshot_free_to_node (snapshot);
  return node != NULL ? node : gsk_container_node_new (NULL, 0);
}

static int
measure_busy (TsLaneArea *self, guint core)
{
  const TsCore *of = g_ptr_array_index (ts_recording_get_cores (ts_timeline_rows_get_recording (self->rows)), core);
  float shares[TS_N_SHADES];
  double busy = 0;

  ts_lane_blend (of->lane, self->axis.begin_ns, self->axis.end_ns, 1, shares);
  for (guint i = 0; i < TS_N_SHADES; i++)
    busy += shares[i];
  return (int) round (100 * CLAMP (busy, 0, 1));
}

/* How busy the seen cores are in the window. */
static void
update_busy (TsLaneArea *self, guint first, guint end)
{
  const int unknown = -1;

  for (guint i = first; i < end; i++)
    {
      const TsTimelineRow *row = ts_timeline_rows_get_row (self->rows, i);
      int per_cent;

      if (row->lane.kind != TS_LANE_CORE)
        continue;
      while (self->busy->len <= row->lane.index)
        g_array_append_val (self->busy, unknown);
      per_cent = measure_busy (self, row->lane.index);
      if (g_array_index (self->busy, int, row->lane.index) == per_cent)
        continue;
      g_array_index (self->busy, int, row->lane.index) = per_cent;
      g_clear_pointer ((GskRenderNode **) &self->names->pdata[i], gsk_render_node_unref);
    }
}

static void
snapshot_rows (TsLaneArea *self, GtkSnapshot *snapshot, double x, double width, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    {
      const TsTimelineRow *row = ts_timeline_rows_get_row (self->rows, i);
      GskRenderNode **name = (GskRenderNode **) &self->names->pdata[i];

      if (*name == NULL)
        *name = make_name (self, row, width);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT ((float) x, (float) ts_lane_area_get_row_y (self, row)));
      gtk_snapshot_append_node (snapshot, *name);
      gtk_snapshot_restore (snapshot);
    }
}

void
ts_lane_area_snapshot_names (TsLaneArea *self, GtkSnapshot *snapshot)
{
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float sticky = (float) ts_timeline_rows_get_sticky_height (self->rows);
  double x = ts_lane_area_is_rtl (self) ? self->axis.x_px + self->axis.width_px : 0;
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - self->axis.width_px - 10;
  gint64 now_us = g_get_monotonic_time ();
  guint first, end, pinned = 0;

  ts_lane_area_get_visible (self, &first, &end);
  while (pinned < ts_timeline_rows_get_n_rows (self->rows)
         && ts_timeline_rows_get_row (self->rows, pinned)->group == TS_LANE_NONE)
    pinned++;
  /* Figures that change faster cannot be read. */
  if (!ts_viewport_is_live (self->viewport) || now_us - self->busy_us >= BUSY_INTERVAL_US)
    {
      self->busy_us = now_us;
      update_busy (self, 0, pinned);
      update_busy (self, first, end);
    }
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) x, sticky, (float) width, MAX (0, height - sticky)));
  snapshot_rows (self, snapshot, x, width, first, end);
  gtk_snapshot_pop (snapshot);
  snapshot_rows (self, snapshot, x, width, 0, pinned);
}

static double
measure (TsLaneArea *self, const char *text, double size_px, gboolean bold)
{
  const Style style = { size_px, bold, TS_ROLE_TEXT };
  g_autofree char *clean = ts_text_clean (text);
  g_autoptr (PangoLayout) layout = make_layout (self, clean, &style, 0);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

double
ts_lane_area_measure_names (TsLaneArea *self)
{
  TsRecording *recording = ts_timeline_rows_get_recording (self->rows);
  double name_px = ts_timeline_rows_get_name_px (self->rows), small = ts_timeline_rows_get_detail_px (self->rows);
  double scale = name_px / 13, width = LEAST_WIDTH_PX * scale, gap = scaled (self, GAP_PX);
  GPtrArray *tasks, *objects;

  if (recording == NULL)
    return width;
  tasks = ts_recording_get_tasks (recording);
  objects = ts_recording_get_objects (recording);
  for (guint i = 0; i < MIN (tasks->len, MOST_MEASURED); i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);
      width = MAX (width, measure (self, task->name, name_px, FALSE) + name_px * 1.4 + 2 * gap + small * 3.6);
    }
  for (guint i = 0; i < MIN (objects->len, MOST_MEASURED); i++)
    {
      const TsObject *object = g_ptr_array_index (objects, i);
      width = MAX (width, measure (self, object->name, name_px, FALSE) + gap
                              + measure (self, get_kind_words (object->kind), small, FALSE));
    }
  return round (MIN (width + scaled (self, START_PX) + gap, MOST_WIDTH_PX * scale));
}
