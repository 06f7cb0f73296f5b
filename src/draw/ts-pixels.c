/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-pixels.h"

#include <math.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Pixels from begin up to end in both directions. */
typedef struct {
  int x_begin, y_begin, x_end, y_end;
} Area;

static gboolean
is_whole (double number)
{
  return fabs (number - round (number)) < 1e-3;
}

/* The rectangle in pixels of the surface; FALSE if its edges do not lie between pixels. */
static gboolean
to_area (cairo_t *cr, const cairo_rectangle_t *rectangle, Area *area)
{
  double x = rectangle->x, y = rectangle->y, x_end = x + rectangle->width, y_end = y + rectangle->height;
  double scale_x, scale_y, offset_x, offset_y;
  cairo_surface_t *surface = cairo_get_group_target (cr);

  cairo_user_to_device (cr, &x, &y);
  cairo_user_to_device (cr, &x_end, &y_end);
  cairo_surface_get_device_scale (surface, &scale_x, &scale_y);
  cairo_surface_get_device_offset (surface, &offset_x, &offset_y);
  x = x * scale_x + offset_x;
  y = y * scale_y + offset_y;
  x_end = x_end * scale_x + offset_x;
  y_end = y_end * scale_y + offset_y;
  *area = (Area) { (int) round (x), (int) round (y), (int) round (x_end), (int) round (y_end) };
  return is_whole (x) && is_whole (y) && is_whole (x_end) && is_whole (y_end);
}

/* What of the surface may be painted on; FALSE if that is no rectangle of whole pixels. */
static gboolean
get_clip (cairo_t *cr, cairo_surface_t *surface, Area *clip)
{
  cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list (cr);
  gboolean is_area = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles == 1
                     && to_area (cr, list->rectangles, clip);

  cairo_rectangle_list_destroy (list);
  clip->x_begin = MAX (clip->x_begin, 0);
  clip->y_begin = MAX (clip->y_begin, 0);
  clip->x_end = MIN (clip->x_end, cairo_image_surface_get_width (surface));
  clip->y_end = MIN (clip->y_end, cairo_image_surface_get_height (surface));
  return is_area;
}

static gboolean
has_pixels (cairo_surface_t *surface)
{
  cairo_format_t format;

  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE)
    return FALSE;
  format = cairo_image_surface_get_format (surface);
  return format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24;
}

/* Copies past the caches where the processor can: a picture is larger than they are, and plain stores would fetch each
 * line of it before they overwrite it (1.5 ms instead of 2.3 ms for 3840 × 2160). */
static void
put_row (guint32 *to, const guint32 *from, guint n)
{
#ifdef __SSE2__
  guint i = 0;

  for (; i < n && (gsize) (to + i) % sizeof (__m128i) != 0; i++)
    to[i] = from[i];
  for (; n - i >= 4; i += 4)
    _mm_stream_si128 ((__m128i *) (gpointer) (to + i), _mm_loadu_si128 ((const __m128i *) (gconstpointer) (from + i)));
  for (; i < n; i++)
    to[i] = from[i];
#else
  memcpy (to, from, n * sizeof *to);
#endif
}

/* Who reads the pixels next, perhaps on another core, must see them. */
static void
finish_rows (void)
{
#ifdef __SSE2__
  _mm_sfence ();
#endif
}

gboolean
ts_pixels_repeat_row (cairo_t *cr, const guint32 *row, guint n_columns, double x_px, double y_px, double height_px)
{
  cairo_surface_t *surface = cairo_get_group_target (cr);
  Area clip, rows;
  int x_begin, x_end;
  gsize stride;
  guchar *data;

  if (!has_pixels (surface) || !get_clip (cr, surface, &clip)
      || !to_area (cr, &(cairo_rectangle_t) { x_px, y_px, 0, height_px }, &rows))
    return FALSE;
  x_begin = MAX (rows.x_begin, clip.x_begin);
  x_end = MIN (rows.x_begin + (int) n_columns, clip.x_end);
  if (x_begin >= x_end)
    return TRUE;
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  for (int y = MAX (rows.y_begin, clip.y_begin); y < MIN (rows.y_end, clip.y_end); y++)
    put_row ((guint32 *) (gpointer) (data + (gsize) y * stride) + x_begin, row + (x_begin - rows.x_begin),
             (guint) (x_end - x_begin));
  finish_rows ();
  cairo_surface_mark_dirty (surface);
  return TRUE;
}
