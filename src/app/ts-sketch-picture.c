/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-sketch-picture.h"

#include <glib/gi18n-lib.h>

#include "ts-appearance.h"
#include "ts-painter.h"
#include "ts-sketch.h"

enum {
  MOST_CORES = 4, /* more than a small picture has rows would show nothing new */
  NEAR_PX = 300,  /* so far below or above what is seen a picture is drawn ahead */
};

struct _TsSketchPicture {
  GtkWidget parent_instance;

  TsScenario *scenario;
  TsRecording *sketch;   /* NULL: not yet drawn, or it cannot be */
  gboolean is_made;      /* as far as it can be */
  guint drawing;         /* idle source; 0: it is drawn, or has not come near */
  GtkAdjustment *scroll; /* how far the list is scrolled in which it stands; NULL: in none, or it is drawn */
};

G_DEFINE_FINAL_TYPE (TsSketchPicture, ts_sketch_picture, GTK_TYPE_WIDGET)

/* TRUE if it is to be seen now, or soon. */
static gboolean
is_near (TsSketchPicture *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  if (list == NULL)
    return TRUE;
  return gtk_widget_compute_bounds (GTK_WIDGET (self), list, &bounds)
         && bounds.origin.y < (float) (gtk_widget_get_height (list) + NEAR_PX)
         && bounds.origin.y + bounds.size.height > -(float) NEAR_PX;
}

static void
forget_scroll (TsSketchPicture *self)
{
  if (self->scroll != NULL)
    g_signal_handlers_disconnect_by_data (self->scroll, self);
  g_clear_object (&self->scroll);
}

static void
make_sketch (TsSketchPicture *self)
{
  CoreSet allowed = { { 0 } };
  guint n_cores;

  forget_scroll (self);
  self->is_made = TRUE;
  core_set_allowed (&allowed);
  n_cores = CLAMP (core_set_count (&allowed), 1, MOST_CORES);
  self->sketch = ts_sketch_make (self->scenario, n_cores);
  if (self->sketch != NULL)
    {
      g_autofree char *tip = g_strdup_printf (ngettext ("A sketch made from the program, for one core; press Run for the truth",
                                                        "A sketch made from the program, for %u cores; press Run for the truth",
                                                        n_cores), n_cores);

      gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_idle (gpointer data)
{
  TsSketchPicture *self = data;

  self->drawing = 0;
  if (is_near (self))
    make_sketch (self);
  return G_SOURCE_REMOVE;
}

/* Looks, when all is in its place, whether it is near. */
static void
queue_look (TsSketchPicture *self)
{
  if (self->scenario != NULL && !self->is_made && self->drawing == 0)
    self->drawing = g_idle_add (on_idle, self);
}

static void
ts_sketch_picture_map (GtkWidget *widget)
{
  TsSketchPicture *self = TS_SKETCH_PICTURE (widget);
  GtkWidget *list = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (ts_sketch_picture_parent_class)->map (widget);
  if (list != NULL && !self->is_made)
    {
      self->scroll = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (list)));
      g_signal_connect_swapped (self->scroll, "value-changed", G_CALLBACK (queue_look), self);
      g_signal_connect_swapped (self->scroll, "changed", G_CALLBACK (queue_look), self);
    }
}

static void
ts_sketch_picture_unmap (GtkWidget *widget)
{
  TsSketchPicture *self = TS_SKETCH_PICTURE (widget);

  g_clear_handle_id (&self->drawing, g_source_remove);
  forget_scroll (self);
  GTK_WIDGET_CLASS (ts_sketch_picture_parent_class)->unmap (widget);
}

static void
ts_sketch_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TsSketchPicture *self = TS_SKETCH_PICTURE (widget);
  const float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  cairo_t *cr;

  queue_look (self);
  if (self->sketch == NULL || width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  ts_paint_thumbnail (cr, self->sketch, ts_recording_get_end_ns (self->sketch), width, height,
                      ts_appearance_get_palette ());
  cairo_destroy (cr);
}

static void
ts_sketch_picture_dispose (GObject *object)
{
  TsSketchPicture *self = TS_SKETCH_PICTURE (object);

  g_clear_handle_id (&self->drawing, g_source_remove);
  forget_scroll (self);
  g_clear_object (&self->scenario);
  g_clear_object (&self->sketch);
  G_OBJECT_CLASS (ts_sketch_picture_parent_class)->dispose (object);
}

static void
ts_sketch_picture_class_init (TsSketchPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_sketch_picture_dispose;
  widget_class->map = ts_sketch_picture_map;
  widget_class->unmap = ts_sketch_picture_unmap;
  widget_class->snapshot = ts_sketch_picture_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
on_appearance_changed (gpointer owner)
{
  gtk_widget_queue_draw (GTK_WIDGET (owner));
}

static void
ts_sketch_picture_init (TsSketchPicture *self)
{
  ts_appearance_watch (G_OBJECT (self), on_appearance_changed);
}

void
ts_sketch_picture_set_scenario (TsSketchPicture *self, TsScenario *scenario)
{
  g_return_if_fail (TS_IS_SKETCH_PICTURE (self));
  if (!g_set_object (&self->scenario, scenario))
    return;
  g_clear_object (&self->sketch);
  self->is_made = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
ts_sketch_picture_is_drawn (TsSketchPicture *self)
{
  g_return_val_if_fail (TS_IS_SKETCH_PICTURE (self), FALSE);
  return self->sketch != NULL;
}
