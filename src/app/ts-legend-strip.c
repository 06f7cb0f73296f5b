/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-legend-strip.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ts-appearance.h"
#include "ts-page.h"

enum { MARGIN_PX = 12, SWATCH_WIDTH_PX = 30, SWATCH_HEIGHT_PX = 14, PRESENTED_HEIGHT_PX = 18, GAP_PX = 5, ITEM_GAP_PX = 14,
       LINE_PX = 21 };

typedef struct {
  TsSwatchKind kind;
  TsState state;
  PangoLayout *words;
  int width_px, height_px;   /* of the words */
} Item;

struct _TsLegendStrip {
  GtkWidget parent_instance;

  TsTimelineRows *rows;
  GArray *items;             /* Item */
  guint signature;           /* of what occurs */
  double scale, gaps;        /* of words and swatches, and of what is between them */
  GskRenderNode *picture;
};

G_DEFINE_FINAL_TYPE (TsLegendStrip, ts_legend_strip, GTK_TYPE_WIDGET)

static void
clear_item (gpointer data)
{
  g_clear_object (&((Item *) data)->words);
}

static void
add (TsLegendStrip *self, TsSwatchKind kind, TsState state, const char *words)
{
  Item item = { kind, state, gtk_widget_create_pango_layout (GTK_WIDGET (self), words), 0, 0 };
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (pango_layout_get_context (item.words)));

  pango_font_description_set_absolute_size (font, 11 * self->scale * PANGO_SCALE);
  pango_layout_set_font_description (item.words, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (item.words, &item.width_px, &item.height_px);
  g_array_append_val (self->items, item);
}

/* A bit for each kind of object that there is: what else occurs in a run is always shown, so that
 * the legend does not move while it runs. */
static guint
find_kinds (TsRecording *recording)
{
  GPtrArray *objects = ts_recording_get_objects (recording);
  guint kinds = 0;

  for (guint i = 0; i < objects->len; i++)
    kinds |= 1u << ((TsObject *) g_ptr_array_index (objects, i))->kind;
  return kinds;
}

static void
add_waits (TsLegendStrip *self, guint kinds)
{
  add (self, TS_SWATCH_STATE, TS_STATE_WAITING_SLEEP, C_("legend", "sleep"));
  add (self, TS_SWATCH_STATE, TS_STATE_WAITING_IO, C_("legend", "input or output"));
  if (kinds & 1u << TS_OBJECT_LOCK)
    add (self, TS_SWATCH_STATE, TS_STATE_WAITING_LOCK, C_("legend", "waiting for a lock"));
  if (kinds & 1u << TS_OBJECT_QUEUE)
    add (self, TS_SWATCH_STATE, TS_STATE_WAITING_QUEUE, C_("legend", "for a queue"));
  if (kinds & 1u << TS_OBJECT_SEMAPHORE)
    add (self, TS_SWATCH_STATE, TS_STATE_WAITING_SEMAPHORE, C_("legend", "for a semaphore"));
  if (kinds & 1u << TS_OBJECT_BARRIER)
    add (self, TS_SWATCH_STATE, TS_STATE_WAITING_BARRIER, C_("legend", "for a barrier"));
  if (kinds & 1u << TS_OBJECT_EVENT)
    add (self, TS_SWATCH_STATE, TS_STATE_WAITING_EVENT, C_("legend", "for an event"));
  add (self, TS_SWATCH_STATE, TS_STATE_WAITING_TASK, C_("legend", "for a task"));
}

static void
fill (TsLegendStrip *self, guint kinds)
{
  g_array_set_size (self->items, 0);
  add (self, TS_SWATCH_RUNNING, TS_STATE_RUNNING, C_("legend", "running (core)"));
  add (self, TS_SWATCH_STATE, TS_STATE_READY, C_("legend", "ready, waiting for a core"));
  add_waits (self, kinds);
  if (kinds & 1u << TS_OBJECT_LOCK)
    add (self, TS_SWATCH_HELD, TS_STATE_HELD, C_("legend", "lock held by"));
  if (kinds & ~(1u << TS_OBJECT_LOCK))
    add (self, TS_SWATCH_VALUE, TS_STATE_VALUE, C_("legend", "fill or value"));
  add (self, TS_SWATCH_OTHERS, TS_STATE_OTHERS, C_("legend", "other programs"));
  add (self, TS_SWATCH_BLEND, TS_STATE_NONE, C_("legend", "shorter than a pixel"));
}

static void
on_rows_changed (TsLegendStrip *self)
{
  TsRecording *recording = ts_timeline_rows_get_recording (self->rows);
  double scale = ts_timeline_rows_get_detail_px (self->rows) / 10.5;
  guint signature = recording != NULL ? find_kinds (recording) | 1u << 31 : 0;

  if (signature == self->signature && scale == self->scale)
    return;
  self->signature = signature;
  self->scale = scale;
  self->gaps = ts_timeline_rows_get_magnification (self->rows);
  g_array_set_size (self->items, 0);
  if (signature != 0)
    fill (self, signature & ~(1u << 31));
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

typedef void (*PlaceItem) (TsLegendStrip *self, const Item *item, double x, double y, gpointer data);

/* Puts the items on lines of `width_px`; returns the height. */
static double
flow (TsLegendStrip *self, double width_px, PlaceItem place, gpointer data)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double margin = MARGIN_PX * self->gaps, x = margin, y = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);
      double width = SWATCH_WIDTH_PX * self->scale + GAP_PX * self->gaps + item->width_px;

      if (x > margin && x + width > width_px - margin)
        {
          x = margin;
          y += LINE_PX * self->scale;
        }
      if (place != NULL)
        place (self, item, round (is_rtl ? width_px - x - width : x), y, data);
      x += width + ITEM_GAP_PX * self->gaps;
    }
  return self->items->len > 0 ? ceil (y + LINE_PX * self->scale) : 0;
}

static double
get_swatch_height (TsLegendStrip *self)
{
  gboolean is_presented = ts_timeline_rows_get_presenting (self->rows);

  return round ((is_presented ? PRESENTED_HEIGHT_PX : SWATCH_HEIGHT_PX) * self->scale);
}

/* As large as it is in a window, under the lens that words and gaps are under. */
static void
paint_swatch (TsLegendStrip *self, const Item *item, cairo_t *cr, double x, double y)
{
  double lens = self->gaps;
  TsPageSwatch swatch = { item->kind, item->state, round (x) / lens, round (y) / lens,
                          round (SWATCH_WIDTH_PX * self->scale) / lens, get_swatch_height (self) / lens };
  g_autoptr (TsRecording) sample = ts_legend_make_sample (&swatch);
  TsAxis axis = { 0, 1000, swatch.x_px, swatch.width_px };
  const TsPalette *palette = ts_appearance_get_palette ();

  cairo_scale (cr, lens, lens);
  if (item->kind == TS_SWATCH_OTHERS || item->kind == TS_SWATCH_BLEND)
    ts_paint_core_lane (cr, sample, 0, &axis, swatch.y_px, swatch.height_px, palette);
  else if (item->kind == TS_SWATCH_HELD || item->kind == TS_SWATCH_VALUE)
    ts_paint_object_lane (cr, sample, 0, &axis, swatch.y_px, swatch.height_px, palette);
  else
    ts_paint_task_lane (cr, sample, 0, &axis, swatch.y_px, swatch.height_px, palette);
}

static void
place_item (TsLegendStrip *self, const Item *item, double x, double y, gpointer data)
{
  GtkSnapshot *snapshot = data;
  const GdkRGBA color = ts_appearance_to_rgba (
      ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_TEXT_DIM), 1);
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double line = LINE_PX * self->scale, swatch = SWATCH_WIDTH_PX * self->scale, gap = GAP_PX * self->gaps;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (swatch + gap + item->width_px), (float) line));

  paint_swatch (self, item, cr, is_rtl ? x + item->width_px + gap : x,
                y + (line - get_swatch_height (self)) / 2);
  cairo_destroy (cr);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (is_rtl ? x : x + swatch + gap),
                                                          (float) round (y + (line - item->height_px) / 2)));
  gtk_snapshot_append_layout (snapshot, item->words, &color);
  gtk_snapshot_restore (snapshot);
}

static void
ts_legend_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TsLegendStrip *self = TS_LEGEND_STRIP (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const GdkRGBA background = ts_appearance_to_rgba (
      ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_BACKGROUND), 1);

  if (self->items->len == 0)
    return;
  if (self->picture == NULL)
    {
      GtkSnapshot *picture = gtk_snapshot_new ();

      gtk_snapshot_append_color (picture, &background, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
      flow (self, width, place_item, picture);
      self->picture = gtk_snapshot_free_to_node (picture);
    }
  gtk_snapshot_append_node (snapshot, self->picture);
}

static GtkSizeRequestMode
ts_legend_strip_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ts_legend_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                   int *minimum_baseline, int *natural_baseline)
{
  TsLegendStrip *self = TS_LEGEND_STRIP (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 200;
  else
    *minimum = *natural = (int) flow (self, for_size > 0 ? for_size : 800, NULL, NULL);
}

static void
repaint (gpointer data)
{
  TsLegendStrip *self = data;

  g_clear_pointer (&self->picture, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ts_legend_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  repaint (widget);
}

void
ts_legend_strip_set_view (TsLegendStrip *self, TsTimelineRows *rows)
{
  g_return_if_fail (TS_IS_LEGEND_STRIP (self) && self->rows == NULL);
  self->rows = g_object_ref (rows);
  g_signal_connect_swapped (rows, "changed", G_CALLBACK (on_rows_changed), self);
  on_rows_changed (self);
}

static void
ts_legend_strip_dispose (GObject *object)
{
  TsLegendStrip *self = TS_LEGEND_STRIP (object);

  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);
  g_array_set_size (self->items, 0);
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  G_OBJECT_CLASS (ts_legend_strip_parent_class)->dispose (object);
}

static void
ts_legend_strip_finalize (GObject *object)
{
  g_array_unref (TS_LEGEND_STRIP (object)->items);
  G_OBJECT_CLASS (ts_legend_strip_parent_class)->finalize (object);
}

static void
ts_legend_strip_class_init (TsLegendStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_legend_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = ts_legend_strip_finalize;
  widget_class->snapshot = ts_legend_strip_snapshot;
  widget_class->measure = ts_legend_strip_measure;
  widget_class->get_request_mode = ts_legend_strip_get_request_mode;
  widget_class->size_allocate = ts_legend_strip_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "legendstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ts_legend_strip_init (TsLegendStrip *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
  self->scale = self->gaps = 1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Legend"), -1);
  ts_appearance_watch (G_OBJECT (self), repaint);
}
