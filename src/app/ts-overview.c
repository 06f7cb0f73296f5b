/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-overview.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "ts-appearance.h"
#include "ts-refresh.h"
#include "ts-text.h"

enum { HEIGHT_PX = 30, PADDING_PX = 4, EDGE_REACH_PX = 6, LEAST_FRAME_PX = 6, LIVE_INTERVAL_MS = 500 };

typedef enum { DRAG_FRAME, DRAG_BEGIN, DRAG_END } DragKind;

struct _TsOverview {
  GtkWidget parent_instance;

  TsViewport *viewport;
  TsTimelineRows *rows;
  GskRenderNode *picture;     /* NULL: to be painted anew */
  TsAxis axis;                /* of the whole run */
  TsRefresh refresh;          /* of a live run's picture */
  DragKind drag;
  gint64 drag_begin_ns, drag_end_ns;
  PangoLayout *title;
};

G_DEFINE_FINAL_TYPE (TsOverview, ts_overview, GTK_TYPE_WIDGET)

static void
repaint (TsOverview *self)
{
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
refresh (gpointer widget)
{
  repaint (widget);
}

static void
on_grown (TsOverview *self)
{
  if (!ts_viewport_is_live (self->viewport))
    repaint (self);
  else
    ts_refresh_queue (&self->refresh, LIVE_INTERVAL_MS);
}

/* The end of the window is that of the axis while a run goes on. */
static void
on_end_changed (TsOverview *self)
{
  if (ts_viewport_is_live (self->viewport))
    repaint (self);
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update_axis (TsOverview *self)
{
  ts_timeline_rows_get_axis (self->rows, NULL, gtk_widget_get_width (GTK_WIDGET (self)),
                             gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL, &self->axis);
  self->axis.begin_ns = 0;
  self->axis.end_ns = MAX (2, ts_viewport_get_length_ns (self->viewport));
  /* With the room that the lanes keep free. */
  if (ts_viewport_is_live (self->viewport))
    self->axis.end_ns = MAX (self->axis.end_ns, ts_viewport_get_end_ns (self->viewport));
}

static void
get_frame (TsOverview *self, double *begin, double *end)
{
  *begin = ts_axis_to_px (&self->axis, CLAMP (ts_viewport_get_begin_ns (self->viewport), 0, self->axis.end_ns));
  *end = ts_axis_to_px (&self->axis, CLAMP (ts_viewport_get_end_ns (self->viewport), 0, self->axis.end_ns));
  if (*end - *begin < LEAST_FRAME_PX)
    {
      double middle = (*begin + *end) / 2;

      *begin = middle - LEAST_FRAME_PX / 2.0;
      *end = middle + LEAST_FRAME_PX / 2.0;
    }
}

static void
paint (TsOverview *self, int width, int height)
{
  const TsPalette *palette = ts_appearance_get_palette ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  update_axis (self);
  ts_paint_overview (surface, ts_viewport_get_recording (self->viewport), &self->axis, PADDING_PX,
                     height - 2 * PADDING_PX, palette);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  self->picture = gsk_texture_node_new (texture, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static void
snapshot_shade (GtkSnapshot *snapshot, const GdkRGBA *color, double begin, double end, int height)
{
  if (end > begin)
    gtk_snapshot_append_color (snapshot, color,
                               &GRAPHENE_RECT_INIT ((float) begin, PADDING_PX, (float) (end - begin),
                                                    (float) height - 2 * PADDING_PX));
}

/* What is not seen is pale; what is seen has a frame. */
static void
snapshot_frame (TsOverview *self, GtkSnapshot *snapshot, int height)
{
  const TsPalette *palette = ts_appearance_get_palette ();
  const GdkRGBA pale = ts_appearance_to_rgba (ts_palette_get_role (palette, TS_ROLE_BACKGROUND), 0.65);
  const GdkRGBA accent = ts_appearance_to_rgba (ts_palette_get_role (palette, TS_ROLE_ACCENT), 1);
  GskRoundedRect outline;
  double begin, end;

  get_frame (self, &begin, &end);
  snapshot_shade (snapshot, &pale, self->axis.x_px, begin, height);
  snapshot_shade (snapshot, &pale, end, self->axis.x_px + self->axis.width_px, height);
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) begin - 2, 1, (float) (end - begin) + 4,
                                                                  (float) height - 2), 5);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { accent, accent, accent, accent });
}

static void
snapshot_playhead (TsOverview *self, GtkSnapshot *snapshot, int height)
{
  const GdkRGBA color = ts_appearance_to_rgba (
      ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_ACCENT), 1);
  double x = ts_axis_to_px (&self->axis, CLAMP (ts_viewport_get_instant_ns (self->viewport), 0, self->axis.end_ns));

  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) round (x), PADDING_PX, 1,
                                                                    (float) height - 2 * PADDING_PX));
}

static void
snapshot_title (TsOverview *self, GtkSnapshot *snapshot, int width, int height)
{
  const GdkRGBA color = ts_appearance_to_rgba (
      ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_TEXT_DIM), 1);
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int text_width, text_height;
  double room = is_rtl ? width - self->axis.x_px - self->axis.width_px : self->axis.x_px;

  if (self->title == NULL)
    self->title = gtk_widget_create_pango_layout (GTK_WIDGET (self), _("Whole run"));
  pango_layout_get_pixel_size (self->title, &text_width, &text_height);
  if (text_width + 16 > room)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (is_rtl ? (float) (width - text_width - 12) : 12,
                                                          (float) ((height - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, self->title, &color);
  gtk_snapshot_restore (snapshot);
}

static void
ts_overview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TsOverview *self = TS_OVERVIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const GdkRGBA background = ts_appearance_to_rgba (
      ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_BACKGROUND), 1);

  gtk_snapshot_append_color (snapshot, &background, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->viewport == NULL || ts_viewport_get_recording (self->viewport) == NULL || width < 1 || height < 1)
    return;
  if (self->picture == NULL)
    paint (self, width, height);
  gtk_snapshot_append_node (snapshot, self->picture);
  snapshot_title (self, snapshot, width, height);
  snapshot_frame (self, snapshot, height);
  snapshot_playhead (self, snapshot, height);
}

static void
on_drag_begin (TsOverview *self, double x, double y)
{
  double begin, end;
  gint64 width_ns;

  if (self->viewport == NULL)
    return;
  get_frame (self, &begin, &end);
  width_ns = ts_viewport_get_end_ns (self->viewport) - ts_viewport_get_begin_ns (self->viewport);
  ts_viewport_begin_gesture (self->viewport);
  self->drag = fabs (x - begin) <= EDGE_REACH_PX && end - begin > LEAST_FRAME_PX ? DRAG_BEGIN
               : fabs (x - end) <= EDGE_REACH_PX                                 ? DRAG_END
                                                                                 : DRAG_FRAME;
  /* Beside the frame, it jumps to the pointer. */
  if (self->drag == DRAG_FRAME && (x < begin || x > end))
    ts_viewport_show (self->viewport, ts_axis_to_ns (&self->axis, x) - width_ns / 2,
                      ts_axis_to_ns (&self->axis, x) + width_ns / 2);
  self->drag_begin_ns = ts_viewport_get_begin_ns (self->viewport);
  self->drag_end_ns = ts_viewport_get_end_ns (self->viewport);
}

static void
on_drag_update (TsOverview *self, double dx, double dy)
{
  gint64 by_ns = (gint64) (dx / self->axis.width_px * (double) self->axis.end_ns);
  gint64 begin_ns = self->drag_begin_ns, end_ns = self->drag_end_ns;

  if (self->viewport == NULL)
    return;
  if (self->drag == DRAG_FRAME)
    by_ns = CLAMP (by_ns, -begin_ns, MAX (0, self->axis.end_ns - end_ns));
  if (self->drag != DRAG_END)
    begin_ns = self->drag == DRAG_BEGIN ? MIN (begin_ns + by_ns, end_ns - TS_VIEWPORT_LEAST_NS) : begin_ns + by_ns;
  if (self->drag != DRAG_BEGIN)
    end_ns = self->drag == DRAG_END ? MAX (end_ns + by_ns, begin_ns + TS_VIEWPORT_LEAST_NS) : end_ns + by_ns;
  ts_viewport_show (self->viewport, MAX (begin_ns, 0), MIN (end_ns, self->axis.end_ns));
}

static void
on_drag_end (TsOverview *self)
{
  if (self->viewport != NULL)
    ts_viewport_end_gesture (self->viewport);
}

static void
on_pressed (TsOverview *self, int n_press)
{
  if (n_press == 2 && self->viewport != NULL)
    ts_viewport_show_all (self->viewport);
}

static void
on_motion (TsOverview *self, double x, double y)
{
  double begin, end;

  if (self->viewport == NULL)
    return;
  get_frame (self, &begin, &end);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), MIN (fabs (x - begin), fabs (x - end)) <= EDGE_REACH_PX
                                                          ? "ew-resize"
                                                      : x > begin && x < end ? "grab" : NULL);
}

static void
ts_overview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  repaint (TS_OVERVIEW (widget));
}

static void
ts_overview_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1 : HEIGHT_PX;
}

void
ts_overview_set_view (TsOverview *self, TsViewport *viewport, TsTimelineRows *rows)
{
  g_return_if_fail (TS_IS_OVERVIEW (self) && self->viewport == NULL);
  self->viewport = g_object_ref (viewport);
  self->rows = g_object_ref (rows);
  g_signal_connect_swapped (viewport, "notify::recording", G_CALLBACK (repaint), self);
  g_signal_connect_swapped (viewport, "grown", G_CALLBACK (on_grown), self);
  g_signal_connect_swapped (viewport, "notify::begin-ns", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (viewport, "notify::end-ns", G_CALLBACK (on_end_changed), self);
  g_signal_connect_swapped (viewport, "notify::instant-ns", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (rows, "changed", G_CALLBACK (repaint), self);
}

static void
ts_overview_dispose (GObject *object)
{
  TsOverview *self = TS_OVERVIEW (object);

  ts_refresh_clear (&self->refresh);
  if (self->viewport != NULL)
    g_signal_handlers_disconnect_by_data (self->viewport, self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->viewport);
  g_clear_object (&self->rows);
  g_clear_object (&self->title);
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  G_OBJECT_CLASS (ts_overview_parent_class)->dispose (object);
}

static void
ts_overview_class_init (TsOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_overview_dispose;
  widget_class->snapshot = ts_overview_snapshot;
  widget_class->measure = ts_overview_measure;
  widget_class->size_allocate = ts_overview_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "overview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
on_appearance_changed (gpointer data)
{
  repaint (data);
}

static void
ts_overview_init (TsOverview *self)
{
  ts_refresh_init (&self->refresh, GTK_WIDGET (self), refresh);
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->axis = (TsAxis) { 0, 1, 0, 1 };
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The whole run; the frame is what the lanes show"), -1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  ts_appearance_watch (G_OBJECT (self), on_appearance_changed);
}
