/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-line-gutter.h"

#include "ts-appearance.h"
#include "ts-compat.h"
#include "ts-painter.h"

enum { BADGE_PX = 15, GAP_PX = 2, MARGIN_PX = 4, MOST_BADGES = 3 };

struct _TsLineGutter {
  GtkSourceGutterRenderer parent_instance;

  GArray *marks;        /* TsLineMark */
  guint capacity;
  PangoLayout *layout;  /* NULL: to be made */
};

enum { SIGNAL_TASK_CLICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsLineGutter, ts_line_gutter, GTK_SOURCE_TYPE_GUTTER_RENDERER)

static GdkRGBA
to_rgba (const TsColor *color)
{
  return (GdkRGBA) { (float) color->red, (float) color->green, (float) color->blue, 1 };
}

static void
snapshot_text (TsLineGutter *self, GtkSnapshot *snapshot, const char *text, const graphene_rect_t *box,
               const TsColor *color)
{
  const GdkRGBA rgba = to_rgba (color);
  int width, height;

  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (box->origin.x + (box->size.width - (float) width) / 2,
                                                          box->origin.y + (box->size.height - (float) height) / 2));
  gtk_snapshot_append_layout (snapshot, self->layout, &rgba);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_badge (TsLineGutter *self, GtkSnapshot *snapshot, guint task, const graphene_rect_t *box)
{
  const TsPalette *palette = ts_palette_get (ts_appearance_get ());
  const GdkRGBA fill = to_rgba (ts_palette_get_task (palette, task));
  const GdkRGBA edge = to_rgba (ts_palette_get_task_edge (palette, task));
  GskRoundedRect outline;
  char badge[8];

  ts_task_get_badge (task, badge);
  gsk_rounded_rect_init_from_rect (&outline, box, 3);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &fill, box);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 },
                              (GdkRGBA[4]) { edge, edge, edge, edge });
  snapshot_text (self, snapshot, badge, box, ts_palette_get_task_text (palette, task));
}

static void
snapshot_more (TsLineGutter *self, GtkSnapshot *snapshot, guint n_more, const graphene_rect_t *box)
{
  const TsPalette *palette = ts_palette_get (ts_appearance_get ());
  g_autofree char *text = n_more < 100 ? g_strdup_printf ("+%u", n_more) : g_strdup ("…");

  snapshot_text (self, snapshot, text, box, ts_palette_get_role (palette, TS_ROLE_TEXT_DIM));
}

static void
make_layout (TsLineGutter *self)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  if (self->layout != NULL)
    return;
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, BADGE_PX * PANGO_SCALE * 0.66);
  pango_layout_set_font_description (self->layout, font);
}

static void
ts_line_gutter_snapshot_line (GtkSourceGutterRenderer *renderer, GtkSnapshot *snapshot,
                              GtkSourceGutterLines *lines, guint line)
{
  TsLineGutter *self = TS_LINE_GUTTER (renderer);
  guint n_marks, first = ts_line_marks_find (self->marks, line + 1, &n_marks);
  guint n_badges = n_marks <= self->capacity ? n_marks : self->capacity - 1;
  double y_px, height_px;

  if (n_marks == 0)
    return;
  make_layout (self);
  ts_compat_get_line_extent (lines, line, &y_px, &height_px);
  for (guint i = 0; i < MIN (n_marks, self->capacity); i++)
    {
      const graphene_rect_t box = GRAPHENE_RECT_INIT (MARGIN_PX + (float) i * (BADGE_PX + GAP_PX),
                                                      (float) (y_px + (height_px - BADGE_PX) / 2),
                                                      BADGE_PX, BADGE_PX);

      if (i < n_badges)
        snapshot_badge (self, snapshot, g_array_index (self->marks, TsLineMark, first + i).task, &box);
      else
        snapshot_more (self, snapshot, n_marks - n_badges, &box);
    }
}

static void
ts_line_gutter_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  const int capacity = (int) TS_LINE_GUTTER (widget)->capacity;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? 2 * MARGIN_PX + capacity * (BADGE_PX + GAP_PX) - GAP_PX : 0;
}

/* The line of the text at a place of the gutter, from 1. */
static guint
find_line (TsLineGutter *self, double y_px)
{
  GtkTextView *view = GTK_TEXT_VIEW (gtk_source_gutter_renderer_get_view (GTK_SOURCE_GUTTER_RENDERER (self)));
  GtkTextIter iter;
  int x, y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_LEFT, 0, (int) y_px, &x, &y);
  gtk_text_view_get_line_at_y (view, &iter, y, NULL);
  return (guint) gtk_text_iter_get_line (&iter) + 1;
}

static void
on_released (GtkGestureClick *gesture, int n_presses, double x_px, double y_px, TsLineGutter *self)
{
  guint n_marks, first = ts_line_marks_find (self->marks, find_line (self, y_px), &n_marks);
  guint position = (guint) (MAX (x_px - MARGIN_PX, 0) / (BADGE_PX + GAP_PX));

  if (n_marks > 0)
    g_signal_emit (self, signals[SIGNAL_TASK_CLICKED], 0,
                   g_array_index (self->marks, TsLineMark, first + MIN (position, n_marks - 1)).task);
}

static void
ts_line_gutter_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ts_line_gutter_parent_class)->css_changed (widget, change);
  g_clear_object (&TS_LINE_GUTTER (widget)->layout);
}

static void
ts_line_gutter_dispose (GObject *object)
{
  TsLineGutter *self = TS_LINE_GUTTER (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->marks, g_array_unref);
  G_OBJECT_CLASS (ts_line_gutter_parent_class)->dispose (object);
}

static void
ts_line_gutter_class_init (TsLineGutterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_line_gutter_dispose;
  widget_class->measure = ts_line_gutter_measure;
  widget_class->css_changed = ts_line_gutter_css_changed;
  GTK_SOURCE_GUTTER_RENDERER_CLASS (klass)->snapshot_line = ts_line_gutter_snapshot_line;
  signals[SIGNAL_TASK_CLICKED] = g_signal_new ("task-clicked", TS_TYPE_LINE_GUTTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
ts_line_gutter_init (TsLineGutter *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->capacity = 1;
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

TsLineGutter *
ts_line_gutter_new (GArray *marks)
{
  TsLineGutter *self = g_object_new (TS_TYPE_LINE_GUTTER, NULL);

  self->marks = g_array_ref (marks);
  return self;
}

void
ts_line_gutter_set_capacity (TsLineGutter *self, guint capacity)
{
  g_return_if_fail (TS_IS_LINE_GUTTER (self));
  capacity = CLAMP (capacity, 1, MOST_BADGES);
  if (self->capacity == capacity)
    return;
  self->capacity = capacity;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
