/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-caption.h"

#include <glib/gi18n-lib.h>

#define NO_BREAK_SPACE "\302\240"

/* Characters that are not worth a second line. */
enum { SHORT_CAPTION = 16 };

static const struct {
  const char *words, *sign;
} units[] = {
  /* Translators: with what labels of parameters end; above the parameters stands the sign of the unit instead */
  { N_(", in milliseconds"), N_("ms") },
  /* Translators: with what labels of parameters end; above the parameters stands the sign of the unit instead */
  { N_(", in microseconds"), N_("µs") },
  /* Translators: with what labels of parameters end; above the parameters stands the sign of the unit instead */
  { N_(", in megabytes"), N_("MB") },
};

/* Whether the words fit into two lines of that many characters. */
static gboolean
fits_two_lines (char **words, glong n_characters)
{
  glong length = 0;
  guint n_lines = 1;

  for (guint i = 0; words[i] != NULL; i++)
    {
      glong word = g_utf8_strlen (words[i], -1);

      if (length > 0 && length + 1 + word > n_characters)
        {
          n_lines++;
          length = 0;
        }
      length += word + (length > 0 ? 1 : 0);
      if (length > n_characters)
        return FALSE;
    }
  return n_lines <= 2;
}

static char *
shorten (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_suffix (text, _(units[i].words)))
      {
        g_autofree char *what = g_strndup (text, strlen (text) - strlen (_(units[i].words)));

        return g_strdup_printf ("%s" NO_BREAK_SPACE "(%s)", what, _(units[i].sign));
      }
  return g_strdup (text);
}

void
ts_caption_set (GtkLabel *caption, const char *text)
{
  g_autofree char *shown = shorten (text);
  g_auto (GStrv) words = g_strsplit (shown, " ", -1);
  int n_characters = SHORT_CAPTION;

  g_return_if_fail (GTK_IS_LABEL (caption));
  while (!fits_two_lines (words, n_characters))
    n_characters++;
  gtk_label_set_text (caption, shown);
  gtk_label_set_max_width_chars (caption, n_characters);
}
