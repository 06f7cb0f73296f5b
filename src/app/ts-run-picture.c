/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-run-picture.h"

#include "ts-appearance.h"
#include "ts-painter.h"

/* Cores of large machines share what room there is. */
enum { CORE_PX = 14, LEAST_PX = 22, MOST_PX = 56, GAP_PX = 1 };

struct _TsRunPicture {
  GtkWidget parent_instance;

  TsRecording *recording;
  gint64 end_ns;
};

G_DEFINE_FINAL_TYPE (TsRunPicture, ts_run_picture, GTK_TYPE_WIDGET)

static void
ts_run_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TsRunPicture *self = TS_RUN_PICTURE (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const TsAxis axis = { .begin_ns = 0, .end_ns = MAX (self->end_ns, 1), .x_px = 0, .width_px = width };
  guint n_cores = ts_recording_get_cores (self->recording)->len;
  double row = (double) height / MAX (1, n_cores);
  cairo_t *cr;

  if (width < 1 || height < 1)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  for (guint i = 0; i < n_cores; i++)
    ts_paint_core_lane (cr, self->recording, i, &axis, i * row, MAX (1, row - GAP_PX), ts_appearance_get_palette ());
  cairo_destroy (cr);
}

static void
ts_run_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  int n_cores = (int) ts_recording_get_cores (TS_RUN_PICTURE (widget)->recording)->len;

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? CLAMP (n_cores * CORE_PX, LEAST_PX, MOST_PX) : 40;
}

static void
ts_run_picture_dispose (GObject *object)
{
  g_clear_object (&TS_RUN_PICTURE (object)->recording);
  G_OBJECT_CLASS (ts_run_picture_parent_class)->dispose (object);
}

static void
ts_run_picture_class_init (TsRunPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_run_picture_dispose;
  widget_class->snapshot = ts_run_picture_snapshot;
  widget_class->measure = ts_run_picture_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
on_appearance_changed (gpointer owner)
{
  gtk_widget_queue_draw (GTK_WIDGET (owner));
}

static void
ts_run_picture_init (TsRunPicture *self)
{
  ts_appearance_watch (G_OBJECT (self), on_appearance_changed);
}

TsRunPicture *
ts_run_picture_new (TsRecording *recording)
{
  TsRunPicture *self = g_object_new (TS_TYPE_RUN_PICTURE, NULL);

  self->recording = g_object_ref (recording);
  return self;
}

void
ts_run_picture_set_end_ns (TsRunPicture *self, gint64 end_ns)
{
  g_return_if_fail (TS_IS_RUN_PICTURE (self));
  self->end_ns = end_ns;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
