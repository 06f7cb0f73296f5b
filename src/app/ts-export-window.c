/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-export-window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ts-appearance.h"

enum { WIDTH_PX = 1280 };

struct _TsExportWindow {
  GtkWindow parent_instance;

  TsRecording *recording;
  gint64 begin_ns, end_ns;
  TsExportChosen chosen;
  gpointer data;

  GtkDrawingArea *preview;
  AdwComboRow *format, *part, *colours;
};

G_DEFINE_FINAL_TYPE (TsExportWindow, ts_export_window, GTK_TYPE_WINDOW)

static TsPageOptions
get_options (TsExportWindow *self)
{
  /* In the order of the template's rows. */
  static const TsAppearance appearances[] = {
    TS_APPEARANCE_LIGHT, TS_APPEARANCE_DARK, TS_APPEARANCE_HIGH_CONTRAST, TS_APPEARANCE_HIGH_CONTRAST_DARK,
  };
  gboolean is_whole = adw_combo_row_get_selected (self->part) == 0;

  return (TsPageOptions) {
    .appearance = appearances[MIN (adw_combo_row_get_selected (self->colours), G_N_ELEMENTS (appearances) - 1)],
    .colouring = ts_appearance_get_colouring (),
    .is_plain = ts_appearance_is_plain (),
    .width_px = WIDTH_PX,
    .begin_ns = is_whole ? 0 : self->begin_ns,
    .end_ns = is_whole ? 0 : self->end_ns,
  };
}

static const char *
get_ending (TsExportWindow *self)
{
  static const char * const endings[] = { ".png", ".svg", ".pdf" };

  return endings[MIN (adw_combo_row_get_selected (self->format), G_N_ELEMENTS (endings) - 1)];
}

/* The whole page, as large as there is room for. */
static void
draw_preview (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TsExportWindow *self = data;
  TsPageOptions options = get_options (self);
  double page_px, scale;

  if (self->recording == NULL)
    return;
  page_px = ts_page_get_height (self->recording, &options);
  scale = MIN (width / (double) WIDTH_PX, height / page_px);
  cairo_translate (cr, (width - scale * WIDTH_PX) / 2, (height - scale * page_px) / 2);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, WIDTH_PX, page_px);
  cairo_clip (cr);
  ts_page_paint (cr, self->recording, &options);
  /* Where the paper ends, also on a ground of its colour; half of the line lies outside. */
  cairo_rectangle (cr, 0, 0, WIDTH_PX, page_px);
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.5);
  cairo_set_line_width (cr, 2 / scale);
  cairo_stroke (cr);
}

static void
on_chosen (TsExportWindow *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->preview));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsExportWindow *self = TS_EXPORT_WINDOW (widget);
  TsPageOptions options = get_options (self);
  const char *ending = get_ending (self);
  g_autoptr (TsRecording) recording = g_object_ref (self->recording);
  TsExportChosen chosen = self->chosen;
  gpointer data = self->data;

  gtk_window_destroy (GTK_WINDOW (self));
  chosen (recording, &options, ending, data);
}

static void
ts_export_window_dispose (GObject *object)
{
  TsExportWindow *self = TS_EXPORT_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TS_TYPE_EXPORT_WINDOW);
  g_clear_object (&self->recording);
  G_OBJECT_CLASS (ts_export_window_parent_class)->dispose (object);
}

static void
ts_export_window_class_init (TsExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_export_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TsExportWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, TsExportWindow, format);
  gtk_widget_class_bind_template_child (widget_class, TsExportWindow, part);
  gtk_widget_class_bind_template_child (widget_class, TsExportWindow, colours);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_install_action (widget_class, "export.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ts_export_window_init (TsExportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->preview, draw_preview, self, NULL);
}

TsExportWindow *
ts_export_window_show (GtkWindow *parent, TsRecording *recording, gint64 begin_ns, gint64 end_ns,
                       TsExportChosen chosen, gpointer data)
{
  TsExportWindow *self = g_object_new (TS_TYPE_EXPORT_WINDOW, "transient-for", parent, NULL);

  self->recording = g_object_ref (recording);
  self->begin_ns = begin_ns;
  self->end_ns = end_ns;
  self->chosen = chosen;
  self->data = data;
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
