/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines and tokens: indentation in steps of two, names, whole numbers, texts in quotes and a few
 * symbols.
 */
#include "config.h"

#include "ts-lexer.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* No number in a program may be larger; leaves room to multiply by a unit of time. */
#define LARGEST_NUMBER G_GINT64_CONSTANT (1000000000000000)

typedef struct {
  TsLexed *lexed;
  TsReport *report;
  const char *at;    /* next character */
  guint line;
  guint column;      /* of `at` */
} Lexer;

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_';
}

static gboolean
is_name_part (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static gboolean
is_line_end (const char *at)
{
  return *at == '\0' || *at == '\n' || (at[0] == '\r' && at[1] == '\n');
}

static void
add_token (Lexer *lexer, TsTokenKind kind, guint column, const char *start, gsize length,
           gint64 number)
{
  TsToken token = { kind, lexer->line, column, start, length, number };

  g_array_append_val (lexer->lexed->tokens, token);
}

/* Moves on by one character. */
static void
advance (Lexer *lexer)
{
  lexer->at = g_utf8_next_char (lexer->at);
  lexer->column++;
}

static void
lex_name (Lexer *lexer)
{
  const char *start = lexer->at;
  guint column = lexer->column;

  while (is_name_part (*lexer->at))
    advance (lexer);
  add_token (lexer, TS_TOKEN_NAME, column, start, lexer->at - start, 0);
}

static void
lex_number (Lexer *lexer)
{
  const char *start = lexer->at;
  guint column = lexer->column;
  gint64 number = 0;

  while (g_ascii_isdigit (*lexer->at))
    {
      number = MIN (number * 10 + (*lexer->at - '0'), LARGEST_NUMBER + 1);
      advance (lexer);
    }
  if (lexer->at[0] == '.' && g_ascii_isdigit (lexer->at[1]))
    {
      advance (lexer);
      while (g_ascii_isdigit (*lexer->at))
        advance (lexer);
      ts_report_add (lexer->report, lexer->line, column,
                     _("numbers are whole: use a smaller unit in place of “%.*s”"),
                     (int) (lexer->at - start), start);
    }
  else if (number > LARGEST_NUMBER)
    {
      ts_report_add (lexer->report, lexer->line, column,
                     _("a number is at most %" PRId64), LARGEST_NUMBER);
      number = LARGEST_NUMBER;
    }
  add_token (lexer, TS_TOKEN_NUMBER, column, start, lexer->at - start, number);
}

static void
lex_text (Lexer *lexer)
{
  guint column = lexer->column;
  const char *start;

  advance (lexer);
  start = lexer->at;
  while (*lexer->at != '"' && !is_line_end (lexer->at))
    {
      if (g_ascii_iscntrl (*lexer->at))
        ts_report_add (lexer->report, lexer->line, lexer->column,
                       _("a text cannot hold a control character or a tab"));
      advance (lexer);
    }
  add_token (lexer, TS_TOKEN_TEXT, column, start, lexer->at - start, 0);
  if (*lexer->at == '"')
    advance (lexer);
  else
    ts_report_add (lexer->report, lexer->line, column,
                   _("the text that begins here has no closing quote"));
}

static void
lex_symbol (Lexer *lexer)
{
  static const char * const symbols[] = {
    "<=", ">=", "==", "!=", "<", ">", "=", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",",
  };
  const char *start = lexer->at;
  guint column = lexer->column;

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_has_prefix (start, symbols[i]))
      {
        gsize length = strlen (symbols[i]);

        lexer->at += length;
        lexer->column += length;
        add_token (lexer, TS_TOKEN_SYMBOL, column, start, length, 0);
        return;
      }
  advance (lexer);
  if (*start == '\t')
    {
      ts_report_add (lexer->report, lexer->line, column, _("a tab between words: use spaces"));
      return;
    }
  if (g_unichar_isgraph (g_utf8_get_char (start)))
    ts_report_add (lexer->report, lexer->line, column, _("“%.*s” means nothing here"),
                   (int) (lexer->at - start), start);
  else
    ts_report_add (lexer->report, lexer->line, column, _("an invisible character (U+%04X)"),
                   g_utf8_get_char (start));
  add_token (lexer, TS_TOKEN_INVALID, column, start, lexer->at - start, 0);
}

/* Reads the tokens of a line up to its end or a comment. */
static void
lex_tokens (Lexer *lexer)
{
  guint end = lexer->column;

  while (!is_line_end (lexer->at) && *lexer->at != '#')
    {
      if (*lexer->at == ' ')
        {
          advance (lexer);
          continue;
        }
      if (is_name_start (*lexer->at))
        lex_name (lexer);
      else if (g_ascii_isdigit (*lexer->at))
        lex_number (lexer);
      else if (*lexer->at == '"')
        lex_text (lexer);
      else
        lex_symbol (lexer);
      end = lexer->column;
    }
  add_token (lexer, TS_TOKEN_END, end, lexer->at, 0, 0);
}

/* Reads the indentation; the line begins with a token, a comment or its end. */
static void
lex_indentation (Lexer *lexer, TsLine *line)
{
  while (*lexer->at == ' ' || *lexer->at == '\t')
    {
      if (*lexer->at == '\t' && !line->uneven)
        line->uneven = TRUE;
      line->indentation += *lexer->at == '\t' ? 2 : 1;
      advance (lexer);
    }
}

static void
lex_line (Lexer *lexer)
{
  TsLine line = { .number = lexer->line, .first_token = lexer->lexed->tokens->len };
  const char *start = lexer->at;

  lexer->column = 1;
  lex_indentation (lexer, &line);
  line.column = lexer->column;
  if (!is_line_end (lexer->at) && *lexer->at != '#')
    {
      if (line.uneven)
        ts_report_add (lexer->report, lexer->line, (guint) (strchr (start, '\t') - start) + 1,
                       _("a tab in the indentation: use two spaces a level"));
      lex_tokens (lexer);
      g_array_append_val (lexer->lexed->lines, line);
    }
  lexer->at = strchrnul (lexer->at, '\n');
}

static void
remove_margin (TsLexed *lexed)
{
  guint margin = G_MAXUINT;

  for (guint i = 0; i < lexed->lines->len; i++)
    margin = MIN (margin, g_array_index (lexed->lines, TsLine, i).indentation);
  for (guint i = 0; i < lexed->lines->len; i++)
    g_array_index (lexed->lines, TsLine, i).indentation -= margin;
}

void
ts_lexer_run (TsLexed *lexed, const char *text, TsReport *report)
{
  Lexer lexer = { lexed, report, text, 0, 0 };

  lexed->lines = g_array_new (FALSE, FALSE, sizeof (TsLine));
  lexed->tokens = g_array_new (FALSE, FALSE, sizeof (TsToken));
  for (;;)
    {
      lexer.line++;
      lex_line (&lexer);
      if (*lexer.at == '\0')
        break;
      lexer.at++;
    }
  remove_margin (lexed);
}

void
ts_lexed_clear (TsLexed *lexed)
{
  g_clear_pointer (&lexed->lines, g_array_unref);
  g_clear_pointer (&lexed->tokens, g_array_unref);
}
