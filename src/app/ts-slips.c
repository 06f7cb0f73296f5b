/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-slips.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const gunichar *text;
  guint length;
  guint begin, end;              /* the word */
  guint last_begin, last_end;    /* the word before it; empty: none in this sentence */
} Reader;

static gboolean
is_of_word (const Reader *reader, guint position)
{
  gunichar character = reader->text[position];
  gboolean is_inside = position > reader->begin && position + 1 < reader->length;

  return g_unichar_isalnum (character) || g_unichar_ismark (character)
         || (is_inside && (character == '\'' || character == 0x2019) && g_unichar_isalpha (reader->text[position + 1]));
}

/* Goes to the next word; FALSE if there is none.  `begins` tells whether it is the first of a sentence. */
static gboolean
next_word (Reader *reader, gboolean *begins)
{
  guint position = reader->end;

  *begins = position == 0;
  reader->last_begin = reader->begin;
  reader->last_end = reader->end;
  for (; position < reader->length && !g_unichar_isalnum (reader->text[position]); position++)
    if (reader->text[position] == '.' || reader->text[position] == '!' || reader->text[position] == '?')
      *begins = TRUE;
    else if (!g_unichar_isspace (reader->text[position]))
      reader->last_end = reader->last_begin;
  reader->begin = position;
  while (position < reader->length && is_of_word (reader, position))
    position++;
  reader->end = position;
  if (*begins)
    reader->last_end = reader->last_begin;
  return reader->begin < reader->end;
}

static gboolean
is_twice (const Reader *reader)
{
  guint length = reader->end - reader->begin;

  if (reader->last_end - reader->last_begin != length || g_unichar_isdigit (reader->text[reader->begin]))
    return FALSE;
  for (guint i = 0; i < length; i++)
    if (g_unichar_tolower (reader->text[reader->begin + i]) != g_unichar_tolower (reader->text[reader->last_begin + i]))
      return FALSE;
  return TRUE;
}

static gboolean
has_three_equal (const Reader *reader)
{
  for (guint i = reader->begin; i + 2 < reader->end; i++)
    if (g_unichar_isalpha (reader->text[i]) && reader->text[i] == reader->text[i + 1]
        && reader->text[i] == reader->text[i + 2])
      return TRUE;
  return FALSE;
}

static gboolean
is_mistyped (const Reader *reader, GHashTable *mistyped)
{
  g_autofree char *word = g_ucs4_to_utf8 (reader->text + reader->begin, reader->end - reader->begin, NULL, NULL, NULL);
  g_autofree char *folded = word == NULL ? NULL : g_utf8_strdown (word, -1);

  return folded != NULL && g_hash_table_contains (mistyped, folded);
}

static GHashTable *
get_mistyped (void)
{
  static GHashTable *mistyped;

  if (mistyped == NULL)
    {
      /* Translators: words as they are often mistyped in your language, in small letters, with spaces between
       * them.  The slip that the scripted typist makes must be among them ("teh"). */
      g_auto (GStrv) words = g_strsplit (_("teh hte adn nad taht thier recieve beleive wich whcih becuase definately "
                                           "seperate occured untill wierd freind alot thsi waht woudl shoudl"),
                                         " ", -1);

      mistyped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (char **word = words; *word != NULL; word++)
        g_hash_table_add (mistyped, g_strdup (*word));
    }
  return mistyped;
}

GArray *
ts_slips_find (const gunichar *text, guint length, guint *n_words)
{
  GArray *slips = g_array_new (FALSE, FALSE, sizeof (TsSlip));
  GHashTable *mistyped = get_mistyped ();
  Reader reader = { .text = text, .length = length };
  gboolean begins;
  guint count = 0;

  for (; next_word (&reader, &begins); count++)
    {
      const TsSlip slip = { reader.begin, reader.end };

      if ((begins && g_unichar_islower (text[reader.begin])) || is_twice (&reader) || has_three_equal (&reader)
          || is_mistyped (&reader, mistyped))
        g_array_append_val (slips, slip);
    }
  if (n_words != NULL)
    *n_words = count;
  return slips;
}
