/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-ruler-strip.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ts-appearance.h"

enum { HEIGHT_PX = 24, PRESENTING_HEIGHT_PX = 40, HEAD_PX = 7 };

struct _TsRulerStrip {
  GtkWidget parent_instance;

  TsViewport *viewport;
  TsTimelineRows *rows;
  GskRenderNode *ticks;   /* NULL: to be painted anew */
  TsAxis axis;
};

G_DEFINE_FINAL_TYPE (TsRulerStrip, ts_ruler_strip, GTK_TYPE_WIDGET)

static void
repaint (TsRulerStrip *self)
{
  g_clear_pointer (&self->ticks, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_rows_changed (TsRulerStrip *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
  repaint (self);
}

static void
move_playhead (TsRulerStrip *self, double x)
{
  gint64 time_ns;

  if (self->viewport == NULL || ts_viewport_get_recording (self->viewport) == NULL)
    return;
  time_ns = ts_axis_to_ns (&self->axis, CLAMP (x, self->axis.x_px, self->axis.x_px + self->axis.width_px));
  ts_viewport_set_follows (self->viewport, FALSE);
  ts_viewport_set_instant_ns (self->viewport, time_ns);
}

static void
on_drag_update (TsRulerStrip *self, double dx, double dy, GtkGestureDrag *drag)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (drag, &x, &y))
    move_playhead (self, x + dx);
}

static void
on_pressed (TsRulerStrip *self, int n_press, double x, double y)
{
  if (n_press == 2 && self->viewport != NULL)
    ts_viewport_show_all (self->viewport);
  else
    move_playhead (self, x);
}

/* Under the lens that the lanes are under. */
static void
paint (TsRulerStrip *self, int width, int height)
{
  double lens = ts_timeline_rows_get_magnification (self->rows);
  TsAxis axis;
  cairo_t *cr;

  ts_timeline_rows_get_axis (self->rows, self->viewport, width,
                             gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL, &self->axis);
  self->ticks = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cr = gsk_cairo_node_get_draw_context (self->ticks);
  axis = (TsAxis) { self->axis.begin_ns, self->axis.end_ns, self->axis.x_px / lens, self->axis.width_px / lens };
  cairo_scale (cr, lens, lens);
  ts_paint_ruler (cr, &axis, 2 / lens, (height - 2) / lens, ts_appearance_get_palette ());
  cairo_destroy (cr);
}

/* The head of the playhead, a triangle that stands on its line. */
static void
snapshot_head (TsRulerStrip *self, GtkSnapshot *snapshot, int width, int height)
{
  const TsColor *color = ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_ACCENT);
  gint64 instant_ns = ts_viewport_get_instant_ns (self->viewport);
  double x, size = HEAD_PX * ts_timeline_rows_get_magnification (self->rows);
  cairo_t *cr;

  if (instant_ns < self->axis.begin_ns || instant_ns > self->axis.end_ns)
    return;
  x = ts_axis_to_px (&self->axis, instant_ns);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) (floor (x - size) - 1), 0,
                                                                 (float) (ceil (2 * size) + 3), (float) height));
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
  cairo_move_to (cr, x - size, height - 1.3 * size);
  cairo_line_to (cr, x + size, height - 1.3 * size);
  cairo_line_to (cr, x, height);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
ts_ruler_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TsRulerStrip *self = TS_RULER_STRIP (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const GdkRGBA background = ts_appearance_to_rgba (
      ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_BACKGROUND), 1);

  gtk_snapshot_append_color (snapshot, &background, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->viewport == NULL || ts_viewport_get_recording (self->viewport) == NULL || width < 1 || height < 1)
    return;
  if (self->ticks == NULL)
    paint (self, width, height);
  gtk_snapshot_append_node (snapshot, self->ticks);
  snapshot_head (self, snapshot, width, height);
}

static void
ts_ruler_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  repaint (TS_RULER_STRIP (widget));
}

static void
ts_ruler_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  TsRulerStrip *self = TS_RULER_STRIP (widget);
  gboolean presenting = self->rows != NULL && ts_timeline_rows_get_presenting (self->rows);
  double scale = self->rows != NULL ? ts_timeline_rows_get_scale (self->rows) : 1;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? 1
                            : (int) round ((presenting ? PRESENTING_HEIGHT_PX : HEIGHT_PX) * MAX (1, scale));
}

void
ts_ruler_strip_set_view (TsRulerStrip *self, TsViewport *viewport, TsTimelineRows *rows)
{
  g_return_if_fail (TS_IS_RULER_STRIP (self) && self->viewport == NULL);
  self->viewport = g_object_ref (viewport);
  self->rows = g_object_ref (rows);
  g_signal_connect_swapped (viewport, "notify::recording", G_CALLBACK (repaint), self);
  g_signal_connect_swapped (viewport, "notify::begin-ns", G_CALLBACK (repaint), self);
  g_signal_connect_swapped (viewport, "notify::end-ns", G_CALLBACK (repaint), self);
  g_signal_connect_swapped (viewport, "notify::instant-ns", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (rows, "changed", G_CALLBACK (on_rows_changed), self);
}

static void
ts_ruler_strip_dispose (GObject *object)
{
  TsRulerStrip *self = TS_RULER_STRIP (object);

  if (self->viewport != NULL)
    g_signal_handlers_disconnect_by_data (self->viewport, self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->viewport);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->ticks, gsk_render_node_unref);
  G_OBJECT_CLASS (ts_ruler_strip_parent_class)->dispose (object);
}

static void
ts_ruler_strip_class_init (TsRulerStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_ruler_strip_dispose;
  widget_class->snapshot = ts_ruler_strip_snapshot;
  widget_class->measure = ts_ruler_strip_measure;
  widget_class->size_allocate = ts_ruler_strip_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "rulerstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
on_appearance_changed (gpointer data)
{
  repaint (data);
}

static void
ts_ruler_strip_init (TsRulerStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();

  self->axis = (TsAxis) { 0, 1, 0, 1 };
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Ruler"), -1);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  ts_appearance_watch (G_OBJECT (self), on_appearance_changed);
}
