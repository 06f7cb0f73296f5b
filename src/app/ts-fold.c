/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-fold.h"

/* Below these, the next smaller room begins. */
enum { WIDE_PX = 1080, MEDIUM_PX = 720, TALL_PX = 500 };

struct _TsFold {
  GtkWidget parent_instance;

  GtkWidget *child;
  TsFoldRoom room, next;
  guint tick;       /* 0: the room is what the last allocation asks for */
};

enum { PROPERTY_CHILD = 1, PROPERTY_ROOM, N_PROPERTIES };

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (TsFold, ts_fold, GTK_TYPE_WIDGET)

static TsFoldRoom
choose_room (int width, int height)
{
  TsFoldRoom room = width >= WIDE_PX ? TS_FOLD_WIDE : width >= MEDIUM_PX ? TS_FOLD_MEDIUM : TS_FOLD_NARROW;

  return height >= TALL_PX ? room : room | TS_FOLD_SHORT;
}

/* Widgets must not be hidden while they are given their places, so the room changes with the next frame. */
static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TsFold *self = TS_FOLD (widget);

  self->tick = 0;
  if (self->room != self->next)
    {
      self->room = self->next;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROPERTY_ROOM]);
    }
  return G_SOURCE_REMOVE;
}

static void
ts_fold_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                 int *minimum_baseline, int *natural_baseline)
{
  TsFold *self = TS_FOLD (widget);
  int least = 0;

  *minimum = *natural = 0;
  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, -1, &least, natural, NULL, NULL);
}

static void
ts_fold_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TsFold *self = TS_FOLD (widget);
  int least_width, least_height;

  self->next = choose_room (width, height);
  if (self->next != self->room && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (widget, on_frame, NULL, NULL);
  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  width = MAX (width, least_width);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width, &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, width, MAX (height, least_height), baseline, NULL);
}

static void
set_child (TsFold *self, GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
ts_fold_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROPERTY_CHILD)
    set_child (TS_FOLD (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ts_fold_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TsFold *self = TS_FOLD (object);

  if (id == PROPERTY_CHILD)
    g_value_set_object (value, self->child);
  else if (id == PROPERTY_ROOM)
    g_value_set_uint (value, self->room);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ts_fold_dispose (GObject *object)
{
  set_child (TS_FOLD (object), NULL);
  G_OBJECT_CLASS (ts_fold_parent_class)->dispose (object);
}

static void
ts_fold_class_init (TsFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ts_fold_dispose;
  object_class->set_property = ts_fold_set_property;
  object_class->get_property = ts_fold_get_property;
  widget_class->measure = ts_fold_measure;
  widget_class->size_allocate = ts_fold_size_allocate;
  properties[PROPERTY_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROPERTY_ROOM] = g_param_spec_uint ("room", NULL, NULL, 0, TS_FOLD_WIDTH_MASK | TS_FOLD_SHORT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ts_fold_init (TsFold *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

TsFoldRoom
ts_fold_get_room (TsFold *self)
{
  g_return_val_if_fail (TS_IS_FOLD (self), TS_FOLD_WIDE);
  return self->room;
}
