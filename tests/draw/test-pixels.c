/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows put straight into pixels: what cairo would have painted, and nothing where it must not.
 */
#include "config.h"

#include <string.h>

#include "ts-pixels.h"

enum { WIDTH_PX = 64, HEIGHT_PX = 48, ROW_PX = 21 };

static const guint32 ground = 0xff102030;

static cairo_surface_t *
new_picture (double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (WIDTH_PX * scale),
                                                         (int) (HEIGHT_PX * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0x10 / 255.0, 0x20 / 255.0, 0x30 / 255.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x];
}

static void
init_row (guint32 row[ROW_PX])
{
  for (guint i = 0; i < ROW_PX; i++)
    row[i] = 0xff000000 | i * 0x010305;
}

/* The row's pixels within x_begin … x_end and y_begin … y_end (pixels), where it begins at `left`; the ground elsewhere. */
static void
assert_row (cairo_surface_t *surface, const guint32 *row, int left, int x_begin, int y_begin, int x_end, int y_end)
{
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      if (x >= x_begin && x < x_end && y >= y_begin && y < y_end)
        g_assert_cmphex (pixel_at (surface, x, y), ==, row[x - left]);
      else
        g_assert_cmphex (pixel_at (surface, x, y), ==, ground);
}

/* FALSE, and nothing is painted, if it is left to cairo. */
static gboolean
repeat_row (cairo_t *cr, const guint32 *row, double x_px, double y_px, double height_px)
{
  TsPixels pixels;
  TsPixelArea area;

  if (!ts_pixels_open (&pixels, cr)
      || !ts_pixels_find (&pixels, &(cairo_rectangle_t) { x_px, y_px, 0, height_px }, &area))
    return FALSE;
  area.x_end = area.x_begin + ROW_PX;
  ts_pixels_repeat_row (&pixels, row, &area);
  return TRUE;
}

/* From any column on, at any scale, also beyond the edges. */
static void
test_places (void)
{
  guint32 row[ROW_PX];

  init_row (row);
  for (int scale = 1; scale <= 2; scale++)
    for (int x = -ROW_PX - 1; x <= WIDTH_PX + 1; x++)
      {
        cairo_surface_t *surface = new_picture (scale);
        cairo_t *cr = cairo_create (surface);

        g_assert_true (repeat_row (cr, row, x, HEIGHT_PX - 7, 20));
        assert_row (surface, row, x * scale, MAX (0, x * scale), (HEIGHT_PX - 7) * scale,
                    MIN (WIDTH_PX * scale, x * scale + ROW_PX), HEIGHT_PX * scale);
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
      }
}

static void
test_clip (void)
{
  cairo_surface_t *surface = new_picture (1);
  cairo_t *cr = cairo_create (surface);
  guint32 row[ROW_PX];

  init_row (row);
  cairo_translate (cr, 5, 3);
  cairo_rectangle (cr, 4, 10, 9, 12);
  cairo_clip (cr);
  g_assert_true (repeat_row (cr, row, 0, 0, HEIGHT_PX));
  assert_row (surface, row, 5, 9, 13, 18, 25);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* What is painted within a group is not in the picture yet. */
static void
test_group (void)
{
  cairo_surface_t *surface = new_picture (1);
  cairo_t *cr = cairo_create (surface);
  guint32 row[ROW_PX];

  init_row (row);
  cairo_rectangle (cr, 2, 2, 40, 30);
  cairo_clip (cr);
  cairo_push_group (cr);
  g_assert_true (repeat_row (cr, row, 8, 6, 10));
  assert_row (surface, row, 0, 0, 0, 0, 0);
  cairo_pop_group_to_source (cr);
  cairo_paint (cr);
  assert_row (surface, row, 8, 8, 6, 8 + ROW_PX, 16);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* A tile with every kind of alpha, and with colours that are multiplied by it. */
static cairo_surface_t *
new_tile (void)
{
  cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 7, 5);

  for (int y = 0; y < 5; y++)
    for (int x = 0; x < 7; x++)
      {
        guint32 alpha = (guint32) (x * 41 + y * 3) % 256;
        guint32 *row = (guint32 *) (gpointer) (cairo_image_surface_get_data (tile) + y * cairo_image_surface_get_stride (tile));

        row[x] = alpha << 24 | alpha << 16 | alpha / 2 << 8 | alpha / 3;
      }
  cairo_surface_mark_dirty (tile);
  return tile;
}

/* The same rectangle, filled by cairo with the tile, which is repeated from x, y on. */
static void
fill_by_cairo (cairo_t *cr, cairo_surface_t *tile, const TsPixelArea *area, int x, int y)
{
  cairo_set_source_surface (cr, tile, x, y);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (cr, area->x_begin, area->y_begin, area->x_end - area->x_begin, area->y_end - area->y_begin);
  cairo_fill (cr);
}

static void
assert_same_pictures (cairo_surface_t *a, cairo_surface_t *b)
{
  for (int y = 0; y < HEIGHT_PX; y++)
    for (int x = 0; x < WIDTH_PX; x++)
      g_assert_cmphex (pixel_at (a, x, y), ==, pixel_at (b, x, y));
}

/* Wherever it begins, also left of and above the picture, and cut off by its edges. */
static void
test_tile (void)
{
  static const TsPixelArea areas[]
    = { { 0, 0, WIDTH_PX, HEIGHT_PX }, { 5, 7, 6, 8 }, { -3, -2, 9, 11 }, { 50, 40, 90, 80 }, { 9, 9, 9, 20 } };
  cairo_surface_t *tile = new_tile ();

  for (gsize i = 0; i < G_N_ELEMENTS (areas); i++)
    for (int from = -9; from < 9; from += 3)
      {
        cairo_surface_t *ours = new_picture (1), *cairos = new_picture (1);
        cairo_t *cr = cairo_create (ours), *other = cairo_create (cairos);
        TsPixels pixels;

        g_assert_true (ts_pixels_open (&pixels, cr));
        ts_pixels_add_tile (&pixels, &areas[i], tile, from, -2 * from);
        fill_by_cairo (other, tile, &areas[i], from, -2 * from);
        assert_same_pictures (ours, cairos);
        cairo_destroy (cr);
        cairo_destroy (other);
        cairo_surface_destroy (ours);
        cairo_surface_destroy (cairos);
      }
  cairo_surface_destroy (tile);
}

static void
test_fill (void)
{
  cairo_surface_t *surface = new_picture (1);
  cairo_t *cr = cairo_create (surface);
  guint32 row[ROW_PX];
  TsPixels pixels;

  for (guint i = 0; i < ROW_PX; i++)
    row[i] = 0xff445566;
  cairo_rectangle (cr, 4, 10, 9, 12);
  cairo_clip (cr);
  g_assert_true (ts_pixels_open (&pixels, cr));
  ts_pixels_fill (&pixels, &(TsPixelArea) { 6, 0, 20, 15 }, row[0]);
  assert_row (surface, row, 0, 6, 10, 13, 15);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Each of these is cairo's: nothing has been painted then. */
static void
test_refused (void)
{
  cairo_surface_t *surface = new_picture (1), *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, 8, 8);
  cairo_t *cr = cairo_create (surface), *mask_cr = cairo_create (mask);
  guint32 row[ROW_PX];

  init_row (row);
  g_assert_false (repeat_row (cr, row, 3.5, 4, 5));
  g_assert_false (repeat_row (cr, row, 3, 4.25, 5));
  g_assert_false (repeat_row (mask_cr, row, 0, 0, 5));
  cairo_rectangle (cr, 1.5, 1, 20, 20);
  cairo_clip (cr);
  g_assert_false (repeat_row (cr, row, 3, 4, 5));
  cairo_reset_clip (cr);
  cairo_rotate (cr, 0.1);
  g_assert_false (repeat_row (cr, row, 3, 4, 5));
  cairo_identity_matrix (cr);
  cairo_arc (cr, 20, 20, 10, 0, 6);
  cairo_clip (cr);
  g_assert_false (repeat_row (cr, row, 3, 4, 5));
  assert_row (surface, row, 0, 0, 0, 0, 0);
  cairo_destroy (cr);
  cairo_destroy (mask_cr);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (mask);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pixels/at-any-place", test_places);
  g_test_add_func ("/pixels/within-the-clip", test_clip);
  g_test_add_func ("/pixels/within-a-group", test_group);
  g_test_add_func ("/pixels/filled", test_fill);
  g_test_add_func ("/pixels/a-tile-as-cairo-paints-it", test_tile);
  g_test_add_func ("/pixels/what-is-left-to-cairo", test_refused);
  return g_test_run ();
}
