/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-letters.h"

#include <math.h>

#include "ts-face.h"

#define HAIR_PX (1.0 / 64)

/* Glyphs that share a colour. */
typedef struct {
  const TsColor *color;
  GArray *glyphs;    /* cairo_glyph_t */
} Pile;

struct _TsLetters {
  cairo_t *cr;
  gboolean is_snapped;   /* letters lie on whole pixels */
  TsFace *face;
  GArray *piles;     /* Pile */
};

static void
clear_pile (gpointer data)
{
  g_array_unref (((Pile *) data)->glyphs);
}

TsLetters *
ts_letters_new (cairo_t *cr, const TsFont *font)
{
  TsLetters *self = g_new0 (TsLetters, 1);

  self->cr = cairo_reference (cr);
  self->is_snapped = cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE;
  self->face = ts_face_get (cr, font);
  self->piles = g_array_new (FALSE, FALSE, sizeof (Pile));
  g_array_set_clear_func (self->piles, clear_pile);
  return self;
}

void
ts_letters_free (TsLetters *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->piles);
  g_clear_pointer (&self->face, ts_face_unref);
  cairo_destroy (self->cr);
  g_free (self);
}

static guint
index_of (char character)
{
  return character >= TS_FACE_FIRST && character < TS_FACE_END
             ? (guint) (character - TS_FACE_FIRST)
             : 0;
}

double
ts_letters_get_width (const TsLetters *self, const char *text)
{
  double width = 0;

  for (; *text != '\0'; text++)
    width += self->face->widths[index_of (*text)];
  return width;
}

static GArray *
find_pile (TsLetters *self, const TsColor *color)
{
  Pile pile = { color, NULL };

  for (guint i = 0; i < self->piles->len; i++)
    if (g_array_index (self->piles, Pile, i).color == color)
      return g_array_index (self->piles, Pile, i).glyphs;
  pile.glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  g_array_append_val (self->piles, pile);
  return pile.glyphs;
}

/* To whole pixels, as cairo did up to 1.16.  Since then it has letters on quarters of one, which blurs them, and it leaves
 * out what that moves into the first column beyond their extents where a picture in pieces is cut there. */
static void
snap (TsLetters *self, double *x_px, double *y_px)
{
  double scale_x, scale_y;

  if (!self->is_snapped)
    return;
  cairo_surface_get_device_scale (cairo_get_target (self->cr), &scale_x, &scale_y);
  cairo_user_to_device (self->cr, x_px, y_px);
  *x_px = round (*x_px * scale_x) / scale_x;
  *y_px = round (*y_px * scale_y) / scale_y;
  cairo_device_to_user (self->cr, x_px, y_px);
}

void
ts_letters_add (TsLetters *self, const char *text, double x_px, double y_px, const TsColor *color)
{
  GArray *pile = find_pile (self, color);
  /* A hair to the left: half a pixel, which is frequent here, is rounded to the same side wherever the surface begins. */
  double x = x_px - ts_letters_get_width (self, text) / 2 - HAIR_PX;

  for (; *text != '\0'; text++)
    {
      cairo_glyph_t glyph = { self->face->glyphs[index_of (*text)], x, y_px + self->face->middle_px };

      snap (self, &glyph.x, &glyph.y);
      g_array_append_val (pile, glyph);
      x += self->face->widths[index_of (*text)];
    }
}

void
ts_letters_show (TsLetters *self)
{
  if (self->face->scaled_font == NULL)
    return;
  cairo_save (self->cr);
  cairo_set_scaled_font (self->cr, self->face->scaled_font);
  for (guint i = 0; i < self->piles->len; i++)
    {
      Pile *pile = &g_array_index (self->piles, Pile, i);
      ts_color_set (self->cr, pile->color);
      cairo_show_glyphs (self->cr, (cairo_glyph_t *) (gpointer) pile->glyphs->data,
                         (int) pile->glyphs->len);
    }
  cairo_restore (self->cr);
  g_array_set_size (self->piles, 0);
}
