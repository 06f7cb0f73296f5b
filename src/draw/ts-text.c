/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-text.h"

#include <string.h>

/* Cantarell is what ./run installs; whatever "Sans" is comes last, so that there is always a font.
 */
static const char *const families = "Cantarell, Inter, Noto Sans, DejaVu Sans, Sans";

struct _TsTextMeter {
  PangoContext *context;
  PangoLayout *layout;
  TsFont font;         /* the layout's; size 0: none yet */
};

PangoFontDescription *
ts_font_describe (const TsFont *font)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family (description, families);
  pango_font_description_set_absolute_size (description, font->size_px * PANGO_SCALE);
  pango_font_description_set_weight (description,
                                     font->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  return description;
}

gboolean
ts_font_equal (const TsFont *font, const TsFont *other)
{
  return font->size_px == other->size_px && font->bold == other->bold;
}

char *
ts_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *clean = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (clean,
                             g_unichar_iscntrl (g_utf8_get_char (at)) ? ' ' : g_utf8_get_char (at));
  return g_string_free (clean, FALSE);
}

void
ts_color_set (cairo_t *cr, const TsColor *color)
{
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
}

/* Unhinted widths are the same at every scale, so a layout fits on the screen as in a PDF. */
static void
set_options (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
}

TsTextMeter *
ts_text_meter_new (void)
{
  TsTextMeter *meter = g_new0 (TsTextMeter, 1);

  meter->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  set_options (meter->context);
  meter->layout = pango_layout_new (meter->context);
  pango_layout_set_single_paragraph_mode (meter->layout, TRUE);
  return meter;
}

void
ts_text_meter_free (TsTextMeter *meter)
{
  if (meter == NULL)
    return;
  g_object_unref (meter->layout);
  g_object_unref (meter->context);
  g_free (meter);
}

static void
set_font (PangoLayout *layout, const TsFont *font)
{
  PangoFontDescription *description = ts_font_describe (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
}

static void
set_text (TsTextMeter *meter, const TsFont *font, const char *text, int length)
{
  if (!ts_font_equal (&meter->font, font))
    set_font (meter->layout, font);
  meter->font = *font;
  pango_layout_set_text (meter->layout, text, length);
}

static double
measure (TsTextMeter *meter, const TsFont *font, const char *text, int length)
{
  PangoRectangle logical;

  set_text (meter, font, text, length);
  pango_layout_get_extents (meter->layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

double
ts_text_meter_get_width (TsTextMeter *meter, const TsFont *font, const char *text)
{
  return measure (meter, font, text, -1);
}

double
ts_text_meter_get_height (TsTextMeter *meter, const TsFont *font)
{
  PangoRectangle logical;

  set_text (meter, font, "Ag", -1);
  pango_layout_get_extents (meter->layout, NULL, &logical);
  return (double) logical.height / PANGO_SCALE;
}

/* The longest start of `text` that ends where `may_end` says and fits with "…"; NULL if there is none.
 */
static char *
cut_at (TsTextMeter *meter, const TsFont *font, const char *text, double width_px,
        gboolean at_words)
{
  g_autofree PangoLogAttr *attributes = NULL;
  int n_attributes;
  const char *end = text;
  g_autofree char *best = NULL;

  set_text (meter, font, text, -1);
  pango_layout_get_log_attrs (meter->layout, &attributes, &n_attributes);
  for (int i = 1; i < n_attributes - 1; i++)
    {
      end = g_utf8_next_char (end);
      if (at_words ? !attributes[i].is_word_end : !attributes[i].is_cursor_position)
        continue;
      g_autofree char *start = g_strndup (text, end - text);
      char *candidate = g_strconcat (g_strchomp (start), "…", NULL);
      if (ts_text_meter_get_width (meter, font, candidate) > width_px)
        {
          g_free (candidate);
          break;
        }
      g_free (best);
      best = candidate;
    }
  return g_steal_pointer (&best);
}

char *
ts_text_meter_shorten (TsTextMeter *meter, const TsFont *font, const char *text, double width_px)
{
  char *shortened;

  if (ts_text_meter_get_width (meter, font, text) <= width_px)
    return g_strdup (text);
  shortened = cut_at (meter, font, text, width_px, TRUE);
  if (shortened == NULL)
    shortened = cut_at (meter, font, text, width_px, FALSE);
  return shortened != NULL ? shortened : g_strdup ("");
}

GStrv
ts_text_meter_wrap (TsTextMeter *meter, const TsFont *font, const char *text, double width_px,
                    guint max_lines)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_lines;

  set_text (meter, font, text, -1);
  pango_layout_set_wrap (meter->layout, PANGO_WRAP_WORD);
  pango_layout_set_width (meter->layout, (int) (width_px * PANGO_SCALE));
  n_lines = (guint) pango_layout_get_line_count (meter->layout);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < n_lines; i++)
    g_array_append_val (starts,
                        pango_layout_get_line_readonly (meter->layout, (int) i)->start_index);
  pango_layout_set_width (meter->layout, -1);

  for (guint i = 0; i < MIN (n_lines, max_lines); i++)
    {
      const char *begin = text + g_array_index (starts, int, i);
      gboolean is_last = i + 1 == max_lines || i + 1 == n_lines;
      g_autofree char *line = is_last ? g_strdup (begin)
                                      : g_strndup (begin, text + g_array_index (starts, int, i + 1)
                                                              - begin);
      g_autofree char *fitting = ts_text_meter_shorten (meter, font, g_strchomp (line), width_px);
      g_strv_builder_add (builder, fitting);
    }
  return g_strv_builder_end (builder);
}

/* The layout that each thread paints with: to make one anew for each of the many short texts took longer than the text. */
static GPrivate painting_layout = G_PRIVATE_INIT (g_object_unref);

static PangoLayout *
get_layout (cairo_t *cr)
{
  PangoLayout *layout = g_private_get (&painting_layout);
  PangoContext *context;

  if (layout != NULL)
    {
      pango_cairo_update_context (cr, pango_layout_get_context (layout));
      return layout;
    }
  context = pango_cairo_create_context (cr);
  set_options (context);
  layout = pango_layout_new (context);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  g_private_set (&painting_layout, layout);
  g_object_unref (context);
  return layout;
}

void
ts_text_paint (cairo_t *cr, const TsFont *font, const char *text, double x_px, double y_px,
               const TsColor *color)
{
  PangoLayout *layout = get_layout (cr);

  set_font (layout, font);
  pango_layout_set_text (layout, text, -1);
  ts_color_set (cr, color);
  cairo_move_to (cr, x_px, y_px);
  pango_cairo_show_layout (cr, layout);
}
