/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture of what is seen, on the clipboard.
 */
#include "config.h"

#include "ts-window-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ts-appearance.h"

enum { SCALE = 2 };

typedef struct {
  TsWindow *window;
  TsRecording *recording;
  TsPageOptions options;
  GdkTexture *texture;   /* NULL until it is painted */
} Copy;

static void
free_copy (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->window);
  g_object_unref (copy->recording);
  g_clear_object (&copy->texture);
  g_free (copy);
}

/* Takes the surface. */
static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  int stride = cairo_image_surface_get_stride (surface), height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height, GDK_MEMORY_DEFAULT, bytes,
                                 (gsize) stride);
}

static gboolean
paint (gpointer data, TsProgress *progress, GError **error)
{
  Copy *copy = data;
  double height_px = ts_page_get_height (copy->recording, &copy->options);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (copy->options.width_px * SCALE),
                                                         (int) ceil (height_px * SCALE));
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;
  gboolean is_whole;

  cairo_scale (cr, SCALE, SCALE);
  is_whole = ts_page_paint_with_progress (cr, copy->recording, &copy->options, progress);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (is_whole && status == CAIRO_STATUS_SUCCESS)
    {
      copy->texture = make_texture (surface);
      return TRUE;
    }
  cairo_surface_destroy (surface);
  if (!is_whole)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture cannot be painted: %s."),
                 cairo_status_to_string (status));
  return FALSE;
}

static void
on_painted (gpointer data, const GError *error)
{
  Copy *copy = data;

  if (copy->window->session == NULL)
    return;
  ts_window_count_writer (copy->window, -1);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      ts_window_show_banner (copy->window, error->message);
      return;
    }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (copy->window)), copy->texture);
  ts_window_show_toast (copy->window, _("Picture copied"));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  enum { WIDTH_PX = 1280 };
  TsWindow *self = TS_WINDOW (widget);
  TsViewport *viewport = ts_session_get_viewport (self->session);
  TsRecording *recording = ts_session_get_recording (self->session);
  Copy *copy;

  if (recording == NULL || ts_session_get_state (self->session) != TS_SESSION_IDLE)
    return;
  copy = g_new0 (Copy, 1);
  copy->window = g_object_ref (self);
  copy->recording = g_object_ref (recording);
  copy->options = (TsPageOptions) {
    .appearance = ts_appearance_get (), .colouring = ts_appearance_get_colouring (),
    .is_plain = ts_appearance_is_plain (), .width_px = WIDTH_PX,
    .begin_ns = ts_viewport_get_begin_ns (viewport), .end_ns = ts_viewport_get_end_ns (viewport),
  };
  ts_window_count_writer (self, 1);
  ts_job_start (self->jobs, _("Painting the picture"), paint, on_painted, copy, free_copy);
}

void
ts_window_install_copy_action (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.copy-picture", NULL, copy_action);
}
