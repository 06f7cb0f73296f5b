/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terminal.h"

#include <string.h>

struct _Terminal {
  guint n_screen_rows, n_columns;
  GPtrArray *rows;      /* GArray of gunichar: all lines; the screen shows the last */
  guint row, column;    /* of the cursor, in rows */
  GString *pending;     /* an escape sequence or a character that is not complete yet */
  gboolean in_frame;
  char *text;           /* of the row asked for last */
  TerminalFrame on_frame;
  gpointer data;
};

static void
free_row (gpointer row)
{
  g_array_unref (row);
}

Terminal *
terminal_new (guint n_rows,
              guint n_columns,
              TerminalFrame on_frame,
              gpointer data)
{
  Terminal *terminal = g_new0 (Terminal, 1);

  terminal->n_screen_rows = n_rows;
  terminal->n_columns = n_columns;
  terminal->rows = g_ptr_array_new_with_free_func (free_row);
  g_ptr_array_add (terminal->rows, g_array_new (FALSE, FALSE, sizeof (gunichar)));
  terminal->pending = g_string_new (NULL);
  terminal->on_frame = on_frame;
  terminal->data = data;
  return terminal;
}

void
terminal_free (Terminal *terminal)
{
  g_ptr_array_unref (terminal->rows);
  g_string_free (terminal->pending, TRUE);
  g_free (terminal->text);
  g_free (terminal);
}

static GArray *
current_row (Terminal *terminal)
{
  return g_ptr_array_index (terminal->rows, terminal->row);
}

/* The first row that is on the screen: no cursor gets above it. */
static guint
top_row (Terminal *terminal)
{
  return terminal->rows->len > terminal->n_screen_rows
         ? terminal->rows->len - terminal->n_screen_rows : 0;
}

static void
move_up (Terminal *terminal,
         guint n)
{
  g_assert_cmpuint (terminal->row, >=, top_row (terminal) + n);
  terminal->row -= n;
}

static void
move_down (Terminal *terminal)
{
  terminal->row++;
  if (terminal->row == terminal->rows->len)
    g_ptr_array_add (terminal->rows, g_array_new (FALSE, FALSE, sizeof (gunichar)));
}

static void
put (Terminal *terminal,
     gunichar character)
{
  const gunichar space = ' ';

  /* A line of a frame that reached the last column might be broken there, and move all that
   * follow. */
  g_assert_true (!terminal->in_frame || terminal->column < terminal->n_columns - 1);
  while (current_row (terminal)->len <= terminal->column)
    g_array_append_val (current_row (terminal), space);
  g_array_index (current_row (terminal), gunichar, terminal->column) = character;
  terminal->column++;
}

static void
erase_below (Terminal *terminal)
{
  g_array_set_size (current_row (terminal), MIN (current_row (terminal)->len, terminal->column));
  g_ptr_array_set_size (terminal->rows, (int) terminal->row + 1);
}

/* A whole control sequence: "\033[" parameters final */
static void
obey (Terminal *terminal,
      const char *sequence)
{
  char final = sequence[strlen (sequence) - 1];

  if (final == 'm')
    return;
  if (strcmp (sequence, "\033[?2026h") == 0)
    {
      terminal->in_frame = TRUE;
    }
  else if (strcmp (sequence, "\033[?2026l") == 0)
    {
      terminal->in_frame = FALSE;
      terminal->on_frame (terminal, terminal->data);
    }
  else if (final == 'A')
    move_up (terminal, (guint) g_ascii_strtoull (sequence + 2, NULL, 10));
  else if (strcmp (sequence, "\033[K") == 0)
    g_array_set_size (current_row (terminal), MIN (current_row (terminal)->len, terminal->column));
  else if (strcmp (sequence, "\033[J") == 0)
    erase_below (terminal);
  else
    g_error ("unknown sequence: ESC%s", sequence + 1);
}

static gboolean
take_sequence (Terminal *terminal)
{
  const char *sequence = terminal->pending->str;
  gsize length = terminal->pending->len;

  if (length < 3 || !g_ascii_isalpha (sequence[length - 1]))
    return FALSE;
  obey (terminal, sequence);
  return TRUE;
}

static gboolean
take_character (Terminal *terminal)
{
  gunichar character = g_utf8_get_char_validated (terminal->pending->str,
                                                  (gssize) terminal->pending->len);

  if (character == (gunichar) -2)
    return FALSE;
  g_assert_cmpuint (character, !=, (gunichar) -1);
  if (character == '\r')
    terminal->column = 0;
  else if (character == '\n')
    move_down (terminal);
  else
    put (terminal, character);
  return TRUE;
}

void
terminal_feed (Terminal *terminal,
               const char *bytes,
               gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      gboolean taken;

      g_string_append_c (terminal->pending, bytes[i]);
      taken = terminal->pending->str[0] == '\033' ? take_sequence (terminal)
             : take_character (terminal);
      if (taken)
        g_string_truncate (terminal->pending, 0);
    }
}

guint
terminal_get_n_rows (Terminal *terminal)
{
  return terminal->rows->len;
}

const char *
terminal_get_row (Terminal *terminal,
                  guint row)
{
  GArray *characters;

  if (row >= terminal->rows->len)
    return NULL;
  characters = g_ptr_array_index (terminal->rows, row);
  g_free (terminal->text);
  terminal->text = g_ucs4_to_utf8 ((const gunichar *) characters->data, characters->len, NULL, NULL,
                                   NULL);
  return g_strchomp (terminal->text);
}
