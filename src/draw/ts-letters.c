/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-letters.h"

enum { FIRST_CHARACTER = ' ', END_CHARACTER = 127, N_CHARACTERS = END_CHARACTER - FIRST_CHARACTER };

/* Glyphs that share a colour. */
typedef struct {
  const TsColor *color;
  GArray *glyphs;    /* cairo_glyph_t */
} Pile;

struct _TsLetters {
  cairo_t *cr;
  PangoFont *font;
  cairo_scaled_font_t *scaled_font;
  unsigned long glyphs[N_CHARACTERS];
  double widths[N_CHARACTERS];
  double middle_px;  /* from the middle of a capital letter down to the baseline */
  GArray *piles;     /* Pile */
};

static void
clear_pile (gpointer data)
{
  g_array_unref (((Pile *) data)->glyphs);
}

/* Only capital letters and digits are put into slices. */
static void
look_up_glyphs (TsLetters *self)
{
  for (guint i = 0; i < N_CHARACTERS; i++)
    {
      char text[] = { (char) (FIRST_CHARACTER + i), 0 };
      cairo_glyph_t *glyphs = NULL;
      int n_glyphs = 0;
      cairo_text_extents_t extents;

      if (!g_ascii_isupper (text[0]) && !g_ascii_isdigit (text[0]))
        continue;
      if (cairo_scaled_font_text_to_glyphs (self->scaled_font, 0, 0, text, 1, &glyphs, &n_glyphs,
                                            NULL, NULL, NULL)
              != CAIRO_STATUS_SUCCESS
          || n_glyphs != 1)
        continue;
      self->glyphs[i] = glyphs[0].index;
      cairo_scaled_font_glyph_extents (self->scaled_font, glyphs, 1, &extents);
      self->widths[i] = extents.x_advance;
      if (text[0] == 'A')
        self->middle_px = extents.height / 2;
      cairo_glyph_free (glyphs);
    }
}

TsLetters *
ts_letters_new (cairo_t *cr, const TsFont *font)
{
  TsLetters *self = g_new0 (TsLetters, 1);
  PangoContext *context = pango_cairo_create_context (cr);
  PangoFontDescription *description = ts_font_describe (font);

  self->cr = cairo_reference (cr);
  self->piles = g_array_new (FALSE, FALSE, sizeof (Pile));
  g_array_set_clear_func (self->piles, clear_pile);
  self->font = pango_context_load_font (context, description);
  if (self->font != NULL)
    self->scaled_font = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (self->font));
  if (self->scaled_font != NULL)
    look_up_glyphs (self);
  pango_font_description_free (description);
  g_object_unref (context);
  return self;
}

void
ts_letters_free (TsLetters *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->piles);
  g_clear_object (&self->font);
  cairo_destroy (self->cr);
  g_free (self);
}

static guint
index_of (char character)
{
  return character >= FIRST_CHARACTER && character < END_CHARACTER
             ? (guint) (character - FIRST_CHARACTER)
             : 0;
}

double
ts_letters_get_width (const TsLetters *self, const char *text)
{
  double width = 0;

  for (; *text != '\0'; text++)
    width += self->widths[index_of (*text)];
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

void
ts_letters_add (TsLetters *self, const char *text, double x_px, double y_px, const TsColor *color)
{
  GArray *pile = find_pile (self, color);
  double x = x_px - ts_letters_get_width (self, text) / 2;

  for (; *text != '\0'; text++)
    {
      cairo_glyph_t glyph = { self->glyphs[index_of (*text)], x, y_px + self->middle_px };
      g_array_append_val (pile, glyph);
      x += self->widths[index_of (*text)];
    }
}

void
ts_letters_show (TsLetters *self)
{
  if (self->scaled_font == NULL)
    return;
  cairo_save (self->cr);
  cairo_set_scaled_font (self->cr, self->scaled_font);
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
