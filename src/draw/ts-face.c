/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-face.h"

enum { MOST_KEPT = 12 };

/* What a font depends on. */
typedef struct {
  TsFont font;
  cairo_matrix_t matrix;          /* moves do not count: x0 and y0 are 0 */
  cairo_font_options_t *options;  /* of the surface */
} Key;

typedef struct {
  TsFace face;   /* first, so that it stands for the whole */
  Key key;
  PangoFont *pango_font;
} Kept;

static void
clear_kept (gpointer data)
{
  Kept *kept = data;

  g_clear_object (&kept->pango_font);
  cairo_font_options_destroy (kept->key.options);
}

void
ts_face_unref (TsFace *face)
{
  if (face != NULL)
    g_rc_box_release_full (face, clear_kept);
}

static void
free_list (gpointer data)
{
  g_queue_free_full (data, (GDestroyNotify) ts_face_unref);
}

/* The faces of each thread, the last one first. */
static GPrivate faces = G_PRIVATE_INIT (free_list);

static GQueue *
get_faces (void)
{
  GQueue *queue = g_private_get (&faces);

  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_private_set (&faces, queue);
    }
  return queue;
}

static void
init_key (Key *key, cairo_t *cr, const TsFont *font)
{
  key->font = *font;
  cairo_get_matrix (cr, &key->matrix);
  key->matrix.x0 = key->matrix.y0 = 0;
  key->options = cairo_font_options_create ();
  cairo_surface_get_font_options (cairo_get_target (cr), key->options);
}

static gboolean
are_equal (const Key *a, const Key *b)
{
  return ts_font_equal (&a->font, &b->font) && a->matrix.xx == b->matrix.xx && a->matrix.xy == b->matrix.xy
         && a->matrix.yx == b->matrix.yx && a->matrix.yy == b->matrix.yy && cairo_font_options_equal (a->options, b->options);
}

static void
look_up_glyphs (TsFace *self)
{
  for (guint i = 0; i < TS_FACE_N_CHARACTERS; i++)
    {
      char text[] = { (char) (TS_FACE_FIRST + i), 0 };
      cairo_glyph_t *glyphs = NULL;
      int n_glyphs = 0;
      cairo_text_extents_t extents;

      if (!g_ascii_isupper (text[0]) && !g_ascii_isdigit (text[0]))
        continue;
      if (cairo_scaled_font_text_to_glyphs (self->scaled_font, 0, 0, text, 1, &glyphs, &n_glyphs, NULL, NULL, NULL)
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

/* Takes the key over. */
static TsFace *
open_face (cairo_t *cr, Key *key)
{
  PangoContext *context = pango_cairo_create_context (cr);
  PangoFontDescription *description = ts_font_describe (&key->font);
  Kept *kept = g_rc_box_new0 (Kept);

  kept->key = *key;
  kept->pango_font = pango_context_load_font (context, description);
  if (kept->pango_font != NULL)
    kept->face.scaled_font = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (kept->pango_font));
  if (kept->face.scaled_font != NULL)
    look_up_glyphs (&kept->face);
  pango_font_description_free (description);
  g_object_unref (context);
  return &kept->face;
}

TsFace *
ts_face_get (cairo_t *cr, const TsFont *font)
{
  GQueue *queue = get_faces ();
  TsFace *face = NULL;
  Key key;

  init_key (&key, cr, font);
  for (GList *link = queue->head; link != NULL && face == NULL; link = link->next)
    if (are_equal (&((Kept *) link->data)->key, &key))
      {
        face = link->data;
        g_queue_unlink (queue, link);
        g_queue_push_head_link (queue, link);
      }
  if (face != NULL)
    {
      cairo_font_options_destroy (key.options);
      return g_rc_box_acquire (face);
    }
  face = open_face (cr, &key);
  g_queue_push_head (queue, g_rc_box_acquire (face));
  if (queue->length > MOST_KEPT)
    ts_face_unref (g_queue_pop_tail (queue));
  return face;
}
