/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-pixels.h"

#include <math.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static gboolean
is_whole (double number)
{
  return fabs (number - round (number)) < 1e-3;
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

/* FALSE if user space is turned. */
static gboolean
init_places (TsPixels *self, cairo_t *cr, cairo_surface_t *surface)
{
  double scale_x, scale_y, offset_x, offset_y;
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (surface, &scale_x, &scale_y);
  cairo_surface_get_device_offset (surface, &offset_x, &offset_y);
  self->x_scale = matrix.xx * scale_x;
  self->y_scale = matrix.yy * scale_y;
  self->x_move = matrix.x0 * scale_x + offset_x;
  self->y_move = matrix.y0 * scale_y + offset_y;
  return matrix.xy == 0 && matrix.yx == 0;
}

/* FALSE if what may be painted on is not one rectangle of whole pixels. */
static gboolean
init_clip (TsPixels *self, cairo_t *cr, cairo_surface_t *surface)
{
  cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list (cr);
  TsPixelArea clip;
  gboolean is_area = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles == 1
                     && ts_pixels_find (self, list->rectangles, &clip);

  cairo_rectangle_list_destroy (list);
  if (!is_area)
    return FALSE;
  self->x_begin = MAX (clip.x_begin, 0);
  self->y_begin = MAX (clip.y_begin, 0);
  self->x_end = MIN (clip.x_end, cairo_image_surface_get_width (surface));
  self->y_end = MIN (clip.y_end, cairo_image_surface_get_height (surface));
  return TRUE;
}

gboolean
ts_pixels_open (TsPixels *self, cairo_t *cr)
{
  cairo_surface_t *surface = cairo_get_group_target (cr);

  *self = (TsPixels) { 0 };
  if (!has_pixels (surface) || !init_places (self, cr, surface) || !init_clip (self, cr, surface))
    return FALSE;
  cairo_surface_flush (surface);
  self->surface = surface;
  self->data = cairo_image_surface_get_data (surface);
  self->stride = (gsize) cairo_image_surface_get_stride (surface);
  return TRUE;
}

gboolean
ts_pixels_find (const TsPixels *self, const cairo_rectangle_t *place, TsPixelArea *area)
{
  double x = place->x * self->x_scale + self->x_move, x_end = x + place->width * self->x_scale;
  double y = place->y * self->y_scale + self->y_move, y_end = y + place->height * self->y_scale;

  *area = (TsPixelArea) { (int) round (x), (int) round (y), (int) round (x_end), (int) round (y_end) };
  return is_whole (x) && is_whole (y) && is_whole (x_end) && is_whole (y_end);
}

/* The part of it that may be painted on; FALSE if there is none. */
static gboolean
cut (const TsPixels *self, const TsPixelArea *area, TsPixelArea *part)
{
  *part = (TsPixelArea) { MAX (area->x_begin, self->x_begin), MAX (area->y_begin, self->y_begin),
                          MIN (area->x_end, self->x_end), MIN (area->y_end, self->y_end) };
  return part->x_begin < part->x_end && part->y_begin < part->y_end;
}

static inline guint32 *
get_row (const TsPixels *self, int y)
{
  return (guint32 *) (gpointer) (self->data + (gsize) y * self->stride);
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

void
ts_pixels_repeat_row (const TsPixels *self, const guint32 *row, const TsPixelArea *area)
{
  TsPixelArea part;

  if (!cut (self, area, &part))
    return;
  for (int y = part.y_begin; y < part.y_end; y++)
    put_row (get_row (self, y) + part.x_begin, row + (part.x_begin - area->x_begin), (guint) (part.x_end - part.x_begin));
  finish_rows ();
  cairo_surface_mark_dirty (self->surface);
}

void
ts_pixels_fill (const TsPixels *self, const TsPixelArea *area, guint32 pixel)
{
  TsPixelArea part;

  if (!cut (self, area, &part))
    return;
  for (int y = part.y_begin; y < part.y_end; y++)
    {
      guint32 *row = get_row (self, y);

      for (int x = part.x_begin; x < part.x_end; x++)
        row[x] = pixel;
    }
  cairo_surface_mark_dirty (self->surface);
}

/* A byte of `pixel` times share / 255, rounded: (t + t / 256) / 256 is t / 255 for all products of two bytes. */
static inline guint32
scale_byte (guint32 pixel, guint shift, guint32 share)
{
  guint32 product = (pixel >> shift & 0xff) * share + 128;

  return (product + (product >> 8)) >> 8 << shift;
}

/* Porter and Duff's “over”: alpha is multiplied in. */
static inline guint32
put_over (guint32 above, guint32 below)
{
  guint32 share = 255 - (above >> 24);

  return above + (scale_byte (below, 0, share) | scale_byte (below, 8, share) | scale_byte (below, 16, share)
                  | scale_byte (below, 24, share));
}

/* What is left of `number` after whole steps of `size`, also below zero. */
static inline int
wrap (int number, int size)
{
  return (number % size + size) % size;
}

void
ts_pixels_add_tile (const TsPixels *self, const TsPixelArea *area, cairo_surface_t *tile, int x, int y)
{
  int width = cairo_image_surface_get_width (tile), height = cairo_image_surface_get_height (tile);
  const guchar *data = cairo_image_surface_get_data (tile);
  gsize stride = (gsize) cairo_image_surface_get_stride (tile);
  TsPixelArea part;

  if (!cut (self, area, &part))
    return;
  for (int row = part.y_begin; row < part.y_end; row++)
    {
      const guint32 *from = (const guint32 *) (gconstpointer) (data + (gsize) wrap (row - y, height) * stride);
      guint32 *to = get_row (self, row);

      for (int column = part.x_begin, at = wrap (part.x_begin - x, width); column < part.x_end; column++)
        {
          if (from[at] != 0)
            to[column] = put_over (from[at], to[column]);
          at = at + 1 < width ? at + 1 : 0;
        }
    }
  cairo_surface_mark_dirty (self->surface);
}
