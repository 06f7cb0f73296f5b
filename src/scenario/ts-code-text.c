/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The code as it grows, line by line, with the comments that the program has.
 */
#include "config.h"

#include "ts-code-private.h"

#include <string.h>

/* Columns; a comment that would go beyond them stands above its line. */
enum { WIDEST = 100 };

char *
ts_code_comment (TsCode *code, const char *text)
{
  g_autofree char *safe = NULL;
  g_auto (GStrv) parts = NULL;

  if (code->plan->language == TS_CODE_PYTHON)
    return g_strdup_printf ("# %s", text);
  parts = g_strsplit (text, "*/", -1);
  safe = g_strjoinv ("* /", parts);
  return g_strdup_printf ("/* %s */", safe);
}

static void
append_line (TsCode *code, guint source, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (code->text, "%*s%s", (int) code->indentation, "", text);
  g_string_append_c (code->text, '\n');
  g_array_append_val (code->lines, source);
}

/* Blank lines where they are due; none at the very beginning. */
static void
separate (TsCode *code)
{
  for (guint i = 0; i < code->blanks && code->text->len > 0; i++)
    append_line (code, 0, "");
  code->blanks = 0;
}

void
ts_code_blank (TsCode *code, guint lines)
{
  code->blanks = MAX (code->blanks, lines);
}

void
ts_code_indent (TsCode *code, int levels)
{
  code->indentation += (guint) (levels * (code->plan->language == TS_CODE_PYTHON ? 4 : 2));
}

/* The comments that stand alone in the lines above `source`. */
static void
write_alone (TsCode *code, guint source)
{
  guint first = source;

  while (first > 1 && first - 1 > code->commented
         && g_array_index (code->alone, gboolean, first - 1))
    first--;
  for (guint line = first; line < source; line++)
    {
      g_autofree char *comment = ts_code_comment (code, code->comments->pdata[line]);

      append_line (code, line, comment);
    }
}

/* The comment behind `source`, which is written once only; NULL: none. */
static char *
take_comment (TsCode *code, guint source)
{
  if (source == 0 || source >= code->comments->len || source <= code->commented)
    return NULL;
  write_alone (code, source);
  code->commented = source;
  if (code->comments->pdata[source] == NULL)
    return NULL;
  return ts_code_comment (code, code->comments->pdata[source]);
}

static gboolean
is_too_wide (TsCode *code, const char *text, const char *comment)
{
  return code->indentation + g_utf8_strlen (text, -1) + 2 + g_utf8_strlen (comment, -1) > WIDEST;
}

void
ts_code_line (TsCode *code, guint source, const char *format, ...)
{
  g_autofree char *text = NULL, *comment = NULL, *both = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  separate (code);
  comment = take_comment (code, source);
  if (comment != NULL && is_too_wide (code, text, comment))
    append_line (code, source, comment);
  else if (comment != NULL)
    both = g_strdup_printf ("%s%s%s", text, code->plan->language == TS_CODE_PYTHON ? "  " : " ", comment);
  append_line (code, source, both != NULL ? both : text);
}

void
ts_code_comments (TsCode *code, guint source)
{
  g_autofree char *comment = NULL;

  separate (code);
  comment = take_comment (code, source);
  if (comment != NULL)
    append_line (code, source, comment);
}

/* A line that says what follows, as wide as the page. */
void
ts_code_section (TsCode *code, const char *title)
{
  gboolean python = code->plan->language == TS_CODE_PYTHON;
  GString *line = g_string_new (NULL);

  g_string_printf (line, "%s ---- %s ", python ? "#" : "/*", title);
  while (line->len < (python ? 98 : 95))
    g_string_append_c (line, '-');
  if (!python)
    g_string_append (line, " */");
  separate (code);
  append_line (code, 0, line->str);
  g_string_free (line, TRUE);
}

/* Where the comment of a line begins, or NULL: a "#" outside of quotes. */
static const char *
find_comment (const char *line)
{
  gboolean quoted = FALSE;

  for (const char *at = line; *at != '\0'; at++)
    {
      if (*at == '"')
        quoted = !quoted;
      else if (*at == '#' && !quoted)
        return at;
    }
  return NULL;
}

void
ts_code_read_comments (TsCode *code)
{
  g_auto (GStrv) lines = g_strsplit (code->plan->program != NULL ? code->plan->program : "", "\n", -1);
  gboolean alone = FALSE;

  g_ptr_array_add (code->comments, NULL); /* lines are counted from 1 */
  g_array_append_val (code->alone, alone);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *comment = find_comment (lines[i]);
      char *text = comment != NULL ? g_strstrip (g_strdup (comment + 1)) : NULL;

      if (text != NULL && *text == '\0')
        g_clear_pointer (&text, g_free);
      alone = text != NULL && strspn (lines[i], " ") == (gsize) (comment - lines[i]);
      g_ptr_array_add (code->comments, text);
      g_array_append_val (code->alone, alone);
    }
}

void
ts_code_need (TsCode *code, const char *piece)
{
  g_hash_table_add (code->pieces, g_strdup (piece));
}

void
ts_code_import (TsCode *code, const char *name)
{
  g_hash_table_add (code->imports, g_strdup (name));
}

void
ts_code_fold (GString *out, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  glong column = 0;

  for (char **word = words; *word != NULL; word++)
    {
      glong length = g_utf8_strlen (*word, -1);

      if (length == 0)
        continue;
      if (column > 0 && column + 1 + length > 96)
        {
          g_string_append_c (out, '\n');
          column = 0;
        }
      g_string_append_printf (out, "%s%s", column > 0 ? " " : "", *word);
      column += length + (column > 0 ? 1 : 0);
    }
}
