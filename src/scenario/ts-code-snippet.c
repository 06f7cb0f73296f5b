/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pieces that written-out code stands on.  They lie in code/, in files that can be read as what they are; a line
 * "#:: NAME needs OTHER… imports MODULE…" ("//::" in C) begins each of them.
 */
#include "config.h"

#include "ts-code-private.h"
#include "ts-code-resources.h"

#include <gio/gio.h>
#include <string.h>

typedef struct {
  char **words;         /* of its first line, the name first */
  char *text;           /* without blank lines around it */
} Piece;

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_strfreev (piece->words);
  g_free (piece->text);
  g_free (piece);
}

/* Appends the pieces of a file. */
static void
read_pieces (const char *name, const char *mark, GPtrArray *pieces)
{
  g_autofree char *path = g_strdup_printf ("/io/github/timeslice/code/%s", name);
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) parts = NULL;

  bytes = g_resource_lookup_data (ts_code_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  parts = g_strsplit (g_bytes_get_data (bytes, NULL), mark, -1);
  for (guint i = 1; parts[i] != NULL; i++)
    {
      Piece *piece = g_new0 (Piece, 1);
      char *end = strchr (parts[i], '\n');

      *end = '\0';
      piece->words = g_strsplit (parts[i], " ", -1);
      piece->text = g_strchomp (g_strdup (end + 1));
      g_ptr_array_add (pieces, piece);
    }
}

static GPtrArray *
read_all (TsCode *code)
{
  static const char * const columns[] = {
    [TS_CODE_THREADS] = "threads", [TS_CODE_PROCESSES] = "processes", [TS_CODE_LOOP] = "asyncio",
  };
  gboolean python = code->plan->language == TS_CODE_PYTHON;
  const char *mark = python ? "#:: " : "//:: ";
  g_autofree char *own = g_strdup_printf ("%s.%s", columns[code->column], python ? "py" : "c");
  GPtrArray *pieces = g_ptr_array_new_with_free_func (piece_free);

  read_pieces (own, mark, pieces);
  read_pieces (python ? "common.py" : "common.c", mark, pieces);
  return pieces;
}

static void append_piece (TsCode *code, GPtrArray *pieces, const char *name, GHashTable *done, GString *text);

/* What `piece` needs goes before it; what it imports is noted. */
static void
append_needs (TsCode *code, GPtrArray *pieces, const Piece *piece, GHashTable *done, GString *text)
{
  gboolean imports = FALSE;

  for (char **word = piece->words + 1; *word != NULL; word++)
    {
      if (strcmp (*word, "needs") == 0 || strcmp (*word, "imports") == 0)
        imports = **word == 'i';
      else if (imports)
        ts_code_import (code, *word);
      else
        append_piece (code, pieces, *word, done, text);
    }
}

static void
append_piece (TsCode *code, GPtrArray *pieces, const char *name, GHashTable *done, GString *text)
{
  if (!g_hash_table_add (done, g_strdup (name)))
    return;
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = pieces->pdata[i];

      if (strcmp (piece->words[0], name) != 0)
        continue;
      append_needs (code, pieces, piece, done, text);
      if (text->len > 0)
        g_string_append (text, code->plan->language == TS_CODE_PYTHON ? "\n\n\n" : "\n\n");
      g_string_append (text, piece->text);
      return;
    }
  g_assert_not_reached ();
}

char *
ts_code_pieces (TsCode *code)
{
  g_autoptr (GPtrArray) pieces = read_all (code);
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *text = g_string_new (NULL);

  /* In the order of the files, the common one last: the same program always gives the same code. */
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = pieces->pdata[i];

      if (g_hash_table_contains (code->pieces, piece->words[0]))
        append_piece (code, pieces, piece->words[0], done, text);
    }
  return g_string_free (text, FALSE);
}
