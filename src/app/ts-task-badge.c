/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-task-badge.h"

#include "ts-appearance.h"
#include "ts-painter.h"

struct _TsTaskBadge {
  GtkWidget parent_instance;

  guint task;
  int size;
  char *label;
  PangoLayout *letters;   /* NULL: to be made */
};

enum { PROP_0, PROP_TASK, PROP_SIZE, PROP_LABEL, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TsTaskBadge, ts_task_badge, GTK_TYPE_WIDGET)

/* The letters, as large as one or two of them fit. */
static void
make_letters (TsTaskBadge *self)
{
  char badge[8];
  PangoFontDescription *font = pango_font_description_new ();

  ts_task_get_badge (self->task, badge);
  self->letters = gtk_widget_create_pango_layout (GTK_WIDGET (self), badge);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, self->size * PANGO_SCALE * (badge[1] == '\0' ? 0.62 : 0.5));
  pango_layout_set_font_description (self->letters, font);
  pango_font_description_free (font);
}

static void
forget_letters (TsTaskBadge *self)
{
  g_clear_object (&self->letters);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
snapshot_square (TsTaskBadge *self, GtkSnapshot *snapshot, const TsPalette *palette)
{
  const float size = (float) self->size;
  const GdkRGBA fill = ts_appearance_to_rgba (ts_palette_get_task (palette, self->task), 1);
  const GdkRGBA edge = ts_appearance_to_rgba (ts_palette_get_task_edge (palette, self->task), 1);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, size, size), size * 0.22f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &fill, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 },
                              (GdkRGBA[4]) { edge, edge, edge, edge });
}

static void
ts_task_badge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TsTaskBadge *self = TS_TASK_BADGE (widget);
  const TsPalette *palette = ts_appearance_get_palette ();
  const GdkRGBA text = ts_appearance_to_rgba (ts_palette_get_task_text (palette, self->task), 1);
  int width, height;

  if (self->letters == NULL)
    make_letters (self);
  pango_layout_get_pixel_size (self->letters, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (gtk_widget_get_width (widget) - self->size) / 2,
                                                (float) (gtk_widget_get_height (widget) - self->size) / 2));
  snapshot_square (self, snapshot, palette);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (self->size - width) / 2,
                                                          (float) (self->size - height) / 2));
  gtk_snapshot_append_layout (snapshot, self->letters, &text);
  gtk_snapshot_restore (snapshot);
}

static void
ts_task_badge_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = TS_TASK_BADGE (widget)->size;
}

static void
ts_task_badge_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ts_task_badge_parent_class)->css_changed (widget, change);
  forget_letters (TS_TASK_BADGE (widget));
}

static void
ts_task_badge_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  TsTaskBadge *self = TS_TASK_BADGE (object);

  if (id == PROP_TASK)
    g_value_set_uint (value, self->task);
  else if (id == PROP_SIZE)
    g_value_set_int (value, self->size);
  else if (id == PROP_LABEL)
    g_value_set_string (value, self->label);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ts_task_badge_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  TsTaskBadge *self = TS_TASK_BADGE (object);

  if (id == PROP_TASK)
    ts_task_badge_set_task (self, g_value_get_uint (value), self->label);
  else if (id == PROP_SIZE)
    ts_task_badge_set_size (self, g_value_get_int (value));
  else if (id == PROP_LABEL)
    ts_task_badge_set_task (self, self->task, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ts_task_badge_finalize (GObject *object)
{
  TsTaskBadge *self = TS_TASK_BADGE (object);

  g_clear_object (&self->letters);
  g_free (self->label);
  G_OBJECT_CLASS (ts_task_badge_parent_class)->finalize (object);
}

static void
ts_task_badge_class_init (TsTaskBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ts_task_badge_get_property;
  object_class->set_property = ts_task_badge_set_property;
  object_class->finalize = ts_task_badge_finalize;
  widget_class->snapshot = ts_task_badge_snapshot;
  widget_class->measure = ts_task_badge_measure;
  widget_class->css_changed = ts_task_badge_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  properties[PROP_TASK] = g_param_spec_uint ("task", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 1, 1000, TS_TASK_BADGE_SIZE, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
on_appearance_changed (gpointer owner)
{
  gtk_widget_queue_draw (GTK_WIDGET (owner));
}

static void
ts_task_badge_init (TsTaskBadge *self)
{
  self->size = TS_TASK_BADGE_SIZE;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  ts_appearance_watch (G_OBJECT (self), on_appearance_changed);
}

GtkWidget *
ts_task_badge_new (guint task, int size, const char *label)
{
  return g_object_new (TS_TYPE_TASK_BADGE, "task", task, "size", size, "label", label, NULL);
}

void
ts_task_badge_set_task (TsTaskBadge *self, guint task, const char *label)
{
  g_return_if_fail (TS_IS_TASK_BADGE (self));
  if (self->task != task)
    {
      self->task = task;
      forget_letters (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASK]);
    }
  if (g_strcmp0 (self->label, label) != 0)
    {
      g_free (self->label);
      self->label = g_strdup (label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label != NULL ? label : "", -1);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
    }
}

guint
ts_task_badge_get_task (TsTaskBadge *self)
{
  g_return_val_if_fail (TS_IS_TASK_BADGE (self), 0);
  return self->task;
}

void
ts_task_badge_set_size (TsTaskBadge *self, int size)
{
  g_return_if_fail (TS_IS_TASK_BADGE (self) && size > 0);
  if (self->size == size)
    return;
  self->size = size;
  forget_letters (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}
