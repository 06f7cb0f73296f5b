/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-text.h"

/* Between two columns of a table. */
#define GAP "  "

static guint
character_width (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

guint
cli_text_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += character_width (g_utf8_get_char (text));
  return width;
}

char *
cli_text_cut (const char *text,
              guint width)
{
  g_autoptr (GString) cut = NULL;
  guint taken = 0;

  if (cli_text_width (text) <= width)
    return g_strdup (text);
  if (width == 0)
    return g_strdup ("");

  cut = g_string_new (NULL);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      taken += character_width (character);
      if (taken > width - 1)
        break;
      g_string_append_unichar (cut, character);
    }
  g_string_append (cut, "…");
  return g_string_free (g_steal_pointer (&cut), FALSE);
}

void
cli_text_append (GString *line,
                 const char *text,
                 guint width,
                 gboolean right)
{
  g_autofree char *cut = cli_text_cut (text, width);
  int padding = (int) width - (int) cli_text_width (cut);

  if (right)
    g_string_append_printf (line, "%*s", padding, "");
  g_string_append (line, cut);
  if (!right)
    g_string_append_printf (line, "%*s", padding, "");
}

char *
cli_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      g_string_append_unichar (clean, g_unichar_iscntrl (character) ? 0xfffd : character);
    }
  return g_string_free (clean, FALSE);
}

CliTable *
cli_table_new (guint n_columns,
               guint n_left)
{
  CliTable *table = g_new0 (CliTable, 1);

  table->cells = g_ptr_array_new_with_free_func (g_free);
  table->n_columns = n_columns;
  table->n_left = n_left;
  return table;
}

void
cli_table_free (CliTable *table)
{
  g_ptr_array_unref (table->cells);
  g_free (table);
}

void
cli_table_add (CliTable *table,
               char *cell)
{
  g_ptr_array_add (table->cells, cell);
}

static guint
column_width (const CliTable *table,
              guint column)
{
  guint width = 0;

  for (guint i = column; i < table->cells->len; i += table->n_columns)
    width = MAX (width, cli_text_width (g_ptr_array_index (table->cells, i)));
  return width;
}

char *
cli_table_print (const CliTable *table)
{
  GString *text = g_string_new (NULL);
  g_autofree guint *widths = g_new (guint, table->n_columns);

  for (guint column = 0; column < table->n_columns; column++)
    widths[column] = column_width (table, column);

  for (guint i = 0; i < table->cells->len; i++)
    {
      guint column = i % table->n_columns;
      const char *cell = g_ptr_array_index (table->cells, i);

      if (column == table->n_columns - 1 && column < table->n_left)
        g_string_append (text, cell);
      else
        cli_text_append (text, cell, widths[column], column >= table->n_left);
      g_string_append (text, column == table->n_columns - 1 ? "\n" : GAP);
    }
  return g_string_free (text, FALSE);
}
