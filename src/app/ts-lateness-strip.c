/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-lateness-strip.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ts-appearance.h"

enum { MOST_BARS = 400, BAR_PX = 4, STEP_PX = 6, HEIGHT_PX = 44, LEAST_WIDTH_PX = 60 };

/* The height of the strip is at least so much time, so that what is quick looks quick. */
#define LEAST_SCALE_NS G_GINT64_CONSTANT (120000000)

struct _TsLatenessStrip {
  GtkWidget parent_instance;

  gint64 late_ns[MOST_BARS];   /* the oldest first */
  guint n_late;
  PangoLayout *felt;           /* NULL: to be made */
};

G_DEFINE_FINAL_TYPE (TsLatenessStrip, ts_lateness_strip, GTK_TYPE_WIDGET)

static void
fill (GtkSnapshot *snapshot, TsRole role, double alpha, double x, double y, double width, double height)
{
  const GdkRGBA color = ts_appearance_to_rgba (ts_palette_get_role (ts_appearance_get_palette (), role), alpha);

  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
snapshot_felt (TsLatenessStrip *self, GtkSnapshot *snapshot, double y, int width)
{
  const GdkRGBA color = ts_appearance_to_rgba (
      ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_TEXT_DIM), 1);
  int text_width, text_height;

  fill (snapshot, TS_ROLE_TEXT_DIM, 0.6, 0, y, width, 1);
  if (self->felt == NULL)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      /* Translators: at a line in a small chart; from here on a person feels that the computer is late */
      self->felt = gtk_widget_create_pango_layout (GTK_WIDGET (self), _("100 ms: felt"));
      pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
      pango_layout_set_attributes (self->felt, attributes);
      pango_attr_list_unref (attributes);
    }
  pango_layout_get_pixel_size (self->felt, &text_width, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (width - text_width - 2),
                                                          (float) (y >= text_height ? y - text_height : y + 1)));
  gtk_snapshot_append_layout (snapshot, self->felt, &color);
  gtk_snapshot_restore (snapshot);
}

static void
ts_lateness_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TsLatenessStrip *self = TS_LATENESS_STRIP (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  guint n_bars = MIN (self->n_late, (guint) MAX (width, 0) / STEP_PX);
  gint64 scale_ns = LEAST_SCALE_NS;

  for (guint i = self->n_late - n_bars; i < self->n_late; i++)
    scale_ns = MAX (scale_ns, self->late_ns[i]);
  fill (snapshot, TS_ROLE_TEXT_DIM, 0.4, 0, height - 1, width, 1);
  for (guint i = 0; i < n_bars; i++)
    {
      gint64 late_ns = self->late_ns[self->n_late - n_bars + i];
      double bar = MAX (2, ceil ((double) late_ns / (double) scale_ns * height));

      fill (snapshot, late_ns >= TS_LATENESS_FELT_NS ? TS_ROLE_WARNING : TS_ROLE_ACCENT, 1, i * STEP_PX,
            height - bar, BAR_PX, bar);
    }
  snapshot_felt (self, snapshot,
                 floor (height * (1 - (double) TS_LATENESS_FELT_NS / (double) scale_ns)), width);
}

static void
ts_lateness_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT_PX : LEAST_WIDTH_PX;
}

static void
on_appearance_changed (gpointer owner)
{
  gtk_widget_queue_draw (owner);
}

/* The font has another size. */
static void
ts_lateness_strip_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  g_clear_object (&TS_LATENESS_STRIP (widget)->felt);
  GTK_WIDGET_CLASS (ts_lateness_strip_parent_class)->css_changed (widget, change);
}

static void
ts_lateness_strip_dispose (GObject *object)
{
  g_clear_object (&TS_LATENESS_STRIP (object)->felt);
  G_OBJECT_CLASS (ts_lateness_strip_parent_class)->dispose (object);
}

static void
ts_lateness_strip_class_init (TsLatenessStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_lateness_strip_dispose;
  widget_class->snapshot = ts_lateness_strip_snapshot;
  widget_class->measure = ts_lateness_strip_measure;
  widget_class->css_changed = ts_lateness_strip_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ts_lateness_strip_init (TsLatenessStrip *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  ts_appearance_watch (G_OBJECT (self), on_appearance_changed);
}

void
ts_lateness_strip_show (TsLatenessStrip *self, const GArray *keys, guint n_keys)
{
  guint n = keys == NULL ? 0 : MIN (n_keys, keys->len);

  g_return_if_fail (TS_IS_LATENESS_STRIP (self));
  self->n_late = MIN (n, MOST_BARS);
  for (guint i = 0; i < self->n_late; i++)
    {
      const TsTypedKey *key = &g_array_index (keys, TsTypedKey, n - self->n_late + i);

      self->late_ns[i] = MAX (key->taken_ns - key->pressed_ns, 0);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
