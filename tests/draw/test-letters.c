/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Letters in slices: what is kept of a font fits the scale and the size that it is asked for.
 */
#include "config.h"

#include "ts-face.h"
#include "ts-letters.h"

enum { MANY = 40 };

static cairo_t *
new_cr (double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 100, 40);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_scale (cr, scale, scale);
  return cr;
}

/* A face is kept for its size, weight and scale, wherever on the picture one paints. */
static void
test_kept (void)
{
  cairo_t *cr = new_cr (1), *larger = new_cr (2);
  TsFont font = { 12, TRUE }, bigger = { 13, TRUE }, thinner = { 12, FALSE };
  TsFace *face = ts_face_get (cr, &font), *again, *others[3];

  cairo_translate (cr, 3, 4);
  again = ts_face_get (cr, &font);
  others[0] = ts_face_get (cr, &bigger);
  others[1] = ts_face_get (cr, &thinner);
  others[2] = ts_face_get (larger, &font);
  g_assert_true (face == again);
  g_assert_nonnull (face->scaled_font);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_true (others[i] != face);
      ts_face_unref (others[i]);
    }
  ts_face_unref (face);
  ts_face_unref (again);
  cairo_destroy (cr);
  cairo_destroy (larger);
}

/* One that was put away for others still serves who holds it, and is as wide when it comes back. */
static void
test_many_sizes (void)
{
  cairo_t *cr = new_cr (1);
  TsFont font = { 20, TRUE };
  g_autoptr (TsLetters) letters = ts_letters_new (cr, &font), again = NULL;
  double width = ts_letters_get_width (letters, "AB7"), last = 0;

  for (guint i = 0; i < MANY; i++)
    {
      TsFont other = { 5 + 2 * i, TRUE };   /* so far apart that rounding cannot hide it */
      g_autoptr (TsLetters) others = ts_letters_new (cr, &other);

      g_assert_cmpfloat (ts_letters_get_width (others, "AB7"), >, last);
      last = ts_letters_get_width (others, "AB7");
    }
  again = ts_letters_new (cr, &font);
  g_assert_cmpfloat (width, >, 0);
  g_assert_cmpfloat (ts_letters_get_width (letters, "AB7"), ==, width);
  g_assert_cmpfloat (ts_letters_get_width (again, "AB7"), ==, width);
  cairo_destroy (cr);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letters/faces-are-kept", test_kept);
  g_test_add_func ("/letters/many-sizes", test_many_sizes);
  return g_test_run ();
}
