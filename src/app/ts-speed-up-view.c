/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-speed-up-view.h"

#include <math.h>

#include "ts-appearance.h"
#include "ts-speed-up-chart.h"
#include "ts-text.h"
#include "ts-widget.h"

enum { GAP_PX = 6 };

struct _TsSpeedUpView {
  GtkWidget parent_instance;

  TsSpeedUpChart chart;
  GtkDrawingArea *plot, *samples[TS_N_CHART_LINES];
  GtkLabel *lines[TS_N_CHART_LINES], *cores;
};

G_DEFINE_FINAL_TYPE (TsSpeedUpView, ts_speed_up_view, GTK_TYPE_WIDGET)

/* A number at an axis, whose place is (x, y) where its own left and upper edges are so much of its size away. */
static void
draw_number (TsSpeedUpView *self, cairo_t *cr, double value, double x, double y, double left, double up)
{
  g_autofree char *text = g_strdup_printf ("%.*f", value == floor (value) ? 0 : 1, value);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->plot), text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - left * width, y - up * height);
  ts_color_set (cr, ts_palette_get_role (ts_appearance_get_palette (), TS_ROLE_TEXT_DIM));
  pango_cairo_show_layout (cr, layout);
}

static void
draw_plot (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TsSpeedUpView *self = data;
  TsSpeedUpChart *chart = &self->chart;
  g_autoptr (PangoLayout) digits = gtk_widget_create_pango_layout (GTK_WIDGET (area), "00");
  int digits_px, line_px;
  double right, bottom;

  pango_layout_get_pixel_size (digits, &digits_px, &line_px);
  chart->x_px = digits_px + GAP_PX;
  chart->y_px = line_px / 2;
  chart->width_px = MAX (1, width - chart->x_px - digits_px / 2.0);
  chart->height_px = MAX (1, height - chart->y_px - line_px - GAP_PX);
  right = chart->x_px + chart->width_px;
  bottom = chart->y_px + chart->height_px;
  ts_speed_up_chart_paint (chart, cr, ts_appearance_get_palette ());
  draw_number (self, cr, chart->most, chart->x_px - GAP_PX, chart->y_px, 1, 0.5);
  draw_number (self, cr, 0, chart->x_px - GAP_PX, bottom, 1, 0.5);
  draw_number (self, cr, 1, chart->x_px, bottom + GAP_PX / 2.0, 0.5, 0);
  draw_number (self, cr, chart->most_cores, right, bottom + GAP_PX / 2.0, 0.5, 0);
}

static void
draw_sample (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer line)
{
  ts_speed_up_chart_paint_sample (cr, ts_appearance_get_palette (), GPOINTER_TO_UINT (line), 0, height / 2.0);
}

static void
queue_draw (gpointer owner)
{
  TsSpeedUpView *self = owner;

  if (self->plot == NULL) /* disposed of */
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self->plot));
  for (TsChartLine line = 0; line < TS_N_CHART_LINES; line++)
    gtk_widget_queue_draw (GTK_WIDGET (self->samples[line]));
}

void
ts_speed_up_view_show (TsSpeedUpView *self, TsRecording *recording)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *cores = NULL;
  TsSpeedUp speed_up;
  gboolean is_measured;

  g_return_if_fail (TS_IS_SPEED_UP_VIEW (self));
  is_measured = recording != NULL && ts_speed_up_measure (recording, &speed_up);
  gtk_widget_set_visible (GTK_WIDGET (self), is_measured);
  if (!is_measured)
    return;
  ts_speed_up_chart_init (&self->chart, &speed_up);
  for (TsChartLine line = 0; line < TS_N_CHART_LINES; line++)
    {
      g_autofree char *text = ts_speed_up_chart_describe (&self->chart, line);

      gtk_label_set_text (self->lines[line], text);
      g_string_append_printf (all, "%s; ", text);
    }
  cores = ts_speed_up_chart_describe_cores (&self->chart);
  gtk_label_set_text (self->cores, cores);
  g_string_append (all, cores);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL, all->str, -1);
  queue_draw (self);
}

static void
ts_speed_up_view_dispose (GObject *object)
{
  ts_widget_dispose_children (GTK_WIDGET (object), TS_TYPE_SPEED_UP_VIEW);
  G_OBJECT_CLASS (ts_speed_up_view_parent_class)->dispose (object);
}

static void
ts_speed_up_view_class_init (TsSpeedUpViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
#define BIND(name, field) \
  gtk_widget_class_bind_template_child_full (widget_class, name, FALSE, G_STRUCT_OFFSET (TsSpeedUpView, field))

  G_OBJECT_CLASS (klass)->dispose = ts_speed_up_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-speed-up-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TsSpeedUpView, plot);
  gtk_widget_class_bind_template_child (widget_class, TsSpeedUpView, cores);
  BIND ("sample_measured", samples[TS_CHART_MEASURED]);
  BIND ("sample_amdahl", samples[TS_CHART_AMDAHL]);
  BIND ("sample_gustafson", samples[TS_CHART_GUSTAFSON]);
  BIND ("measured", lines[TS_CHART_MEASURED]);
  BIND ("amdahl", lines[TS_CHART_AMDAHL]);
  BIND ("gustafson", lines[TS_CHART_GUSTAFSON]);
#undef BIND
}

static void
ts_speed_up_view_init (TsSpeedUpView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->plot, draw_plot, self, NULL);
  for (TsChartLine line = 0; line < TS_N_CHART_LINES; line++)
    gtk_drawing_area_set_draw_func (self->samples[line], draw_sample, GUINT_TO_POINTER (line), NULL);
  ts_appearance_watch (G_OBJECT (self), queue_draw);
}
