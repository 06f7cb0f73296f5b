/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages as files.  A picture is made in memory and then written at once, so that a file is either
 * whole or not there.
 */
#include "config.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "ts-page.h"

enum { PNG_SCALE = 2 };

/* Where the bytes of a picture go, as long as it is wanted. */
typedef struct {
  GByteArray *bytes;
  TsProgress *progress;
} Sink;

typedef cairo_surface_t *(*MakeSurface) (const TsPage *page, Sink *sink);

typedef struct {
  const char *ending;
  MakeSurface make_surface;
} Format;

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  if (ts_progress_is_cancelled (sink->progress))
    return CAIRO_STATUS_WRITE_ERROR;
  g_byte_array_append (sink->bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_png (const TsPage *page, Sink *sink)
{
  return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) page->width_px * PNG_SCALE,
                                     (int) page->height_px * PNG_SCALE);
}

static cairo_surface_t *
make_svg (const TsPage *page, Sink *sink)
{
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append_bytes, sink,
                                                                  page->width_px, page->height_px);

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  return surface;
}

static cairo_surface_t *
make_pdf (const TsPage *page, Sink *sink)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, sink,
                                                                  page->width_px, page->height_px);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  ts_recording_get_facts (page->recording)->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Timeslice " TS_VERSION);
  return surface;
}

static const Format formats[] = { { ".png", make_png },
                                  { ".svg", make_svg },
                                  { ".pdf", make_pdf } };

static const Format *
find_format (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].ending))
      return &formats[i];
  return NULL;
}

static cairo_status_t
paint_into (const TsPage *page, const Format *format, Sink *sink)
{
  cairo_surface_t *surface = format->make_surface (page, sink);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  if (format->make_surface == make_png)
    cairo_scale (cr, PNG_SCALE, PNG_SCALE);
  status = ts_page_paint_layout (cr, page, sink->progress) ? cairo_status (cr) : CAIRO_STATUS_WRITE_ERROR;
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format->make_surface == make_png)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, sink);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

/* Letters in an SVG are shapes, so that they look alike everywhere; the words stand in its title
 * and description, for searching and for screen readers. */
static void
describe_svg (const TsPage *page, GByteArray *bytes)
{
  const char *data = (const char *) bytes->data;
  const char *root = g_strstr_len (data, bytes->len, "<svg");
  const char *inside = root != NULL ? g_strstr_len (root, data + bytes->len - root, ">") : NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *description = NULL;
  GByteArray *described;

  if (inside == NULL || page->texts->len == 0)
    return;
  for (guint i = 1; i < page->texts->len; i++)
    g_string_append_printf (words, "%s\n", g_array_index (page->texts, TsPageText, i).text);
  description = g_markup_printf_escaped ("\n<title>%s</title>\n<desc>%s</desc>",
                                         g_array_index (page->texts, TsPageText, 0).text,
                                         words->str);
  described = g_byte_array_new ();
  g_byte_array_append (described, bytes->data, (guint) (inside + 1 - data));
  g_byte_array_append (described, (const guint8 *) description, (guint) strlen (description));
  g_byte_array_append (described, (const guint8 *) inside + 1,
                       (guint) (data + bytes->len - inside - 1));
  g_byte_array_set_size (bytes, 0);
  g_byte_array_append (bytes, described->data, described->len);
  g_byte_array_unref (described);
}

static gboolean
write_bytes (const char *path, GByteArray *bytes, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (g_file_set_contents_full (path, (const char *) bytes->data, bytes->len,
                                G_FILE_SET_CONTENTS_CONSISTENT, 0666, &reason))
    return TRUE;
  if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 _("There is no room left on the disk for the picture “%s”."), path);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_file_error (reason->code),
                 _("The picture “%s” cannot be written: %s"), path, reason->message);
  return FALSE;
}

/* Paints into the sink, or says why not. */
static gboolean
paint_format (const TsPage *page, const Format *format, Sink *sink, const char *path, GError **error)
{
  cairo_status_t status = paint_into (page, format, sink);

  if (ts_progress_is_cancelled (sink->progress))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  else if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _("The picture “%s” cannot be painted: %s."), path,
                 cairo_status_to_string (status));
  else
    return TRUE;
  return FALSE;
}

gboolean
ts_page_save_with_progress (TsRecording *recording, const TsPageOptions *options, const char *path,
                            TsProgress *progress, GError **error)
{
  const Format *format = find_format (path);
  g_autoptr (TsPage) page = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Sink sink = { bytes, progress };

  if (format == NULL)
    {
      g_set_error (
          error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
          _("“%s” does not say what kind of picture it is to be: its name must end in .png, .svg or .pdf."),
          path);
      return FALSE;
    }
  page = ts_page_new (recording, options);
  if (!paint_format (page, format, &sink, path, error))
    return FALSE;
  if (format->make_surface == make_svg)
    describe_svg (page, bytes);
  if (!write_bytes (path, bytes, error))
    return FALSE;
  ts_progress_set (progress, 1, 1);
  return TRUE;
}

gboolean
ts_page_save (TsRecording *recording, const TsPageOptions *options, const char *path,
              GError **error)
{
  return ts_page_save_with_progress (recording, options, path, NULL, error);
}
