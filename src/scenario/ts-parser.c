/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parser's frame: the line and token at hand, what is said when something else was expected,
 * and the top level of a program.
 */
#include "config.h"

#include "ts-parser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
ts_parser_at_end (const TsParser *parser)
{
  return parser->line >= parser->lexed.lines->len;
}

const TsLine *
ts_parser_line (const TsParser *parser)
{
  return &g_array_index (parser->lexed.lines, TsLine, parser->line);
}

/* The first token of the line at hand. */
const TsToken *
ts_parser_first_token (const TsParser *parser)
{
  return &g_array_index (parser->lexed.tokens, TsToken, ts_parser_line (parser)->first_token);
}

static void
enter_line (TsParser *parser, guint line)
{
  parser->line = line;
  parser->values = 0;
  parser->depth = 0;
  if (!ts_parser_at_end (parser))
    parser->token = ts_parser_first_token (parser);
}

void
ts_parser_next_line (TsParser *parser)
{
  enter_line (parser, parser->line + 1);
}

/* How deep a line is; 0 behind the end of the text.  One space was reported, and meant as two. */
static guint
level_of (const TsParser *parser, guint line)
{
  guint indentation = 0;

  if (line < parser->lexed.lines->len)
    indentation = g_array_index (parser->lexed.lines, TsLine, line).indentation;
  return indentation == 1 ? 1 : indentation / 2;
}

guint
ts_parser_level (const TsParser *parser)
{
  return level_of (parser, parser->line);
}

/* The same for the line below the one at hand. */
guint
ts_parser_level_below (const TsParser *parser)
{
  return level_of (parser, parser->line + 1);
}

static gboolean
token_is (const TsToken *token, const char *word)
{
  return (token->kind == TS_TOKEN_NAME || token->kind == TS_TOKEN_SYMBOL)
         && strlen (word) == token->length
         && strncmp (word, token->start, token->length) == 0;
}

gboolean
ts_parser_is (const TsParser *parser, const char *word_or_symbol)
{
  return token_is (parser->token, word_or_symbol);
}

gboolean
ts_parser_accept (TsParser *parser, const char *word_or_symbol)
{
  if (!ts_parser_is (parser, word_or_symbol))
    return FALSE;
  parser->token++;
  return TRUE;
}

char *
ts_parser_copy (const TsToken *token)
{
  return g_strndup (token->start, token->length);
}

/* The token as it stands in the text, with the quotes of the language of messages around it. */
static char *
quote (const TsToken *token)
{
  if (token->kind == TS_TOKEN_TEXT)
    return g_strdup_printf (_("the text “%.*s”"), (int) token->length, token->start);
  /* Translators: quotation marks around a word of a program. */
  return g_strdup_printf (_("“%.*s”"), (int) token->length, token->start);
}

void
ts_parser_expected (TsParser *parser, const char *what)
{
  const TsToken *token = parser->token;
  gboolean is_first = token == ts_parser_first_token (parser);
  g_autofree char *found = quote (token);
  g_autofree char *before = is_first ? NULL : quote (token - 1);

  if (token->kind == TS_TOKEN_INVALID)
    return;
  if (is_first)
    ts_parser_mistake (parser, _("expected %s, found %s"), what, found);
  else if (token->kind == TS_TOKEN_END)
    ts_parser_mistake (parser, _("expected %s after %s"), what, before);
  else
    ts_parser_mistake (parser, _("expected %s after %s, found %s"), what, before, found);
}

void
ts_parser_mistake (TsParser *parser, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (parser->token->kind == TS_TOKEN_INVALID)
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  ts_report_add (parser->report, parser->token->line, parser->token->column, "%s", message);
}

gboolean
ts_parser_expect (TsParser *parser, const char *word_or_symbol)
{
  g_autofree char *what = NULL;

  if (ts_parser_accept (parser, word_or_symbol))
    return TRUE;
  what = g_strdup_printf (_("“%s”"), word_or_symbol);
  ts_parser_expected (parser, what);
  return FALSE;
}

gboolean
ts_parser_expect_end (TsParser *parser)
{
  if (parser->token->kind == TS_TOKEN_END)
    return TRUE;
  ts_parser_expected (parser, _("the end of the line"));
  return FALSE;
}

/* Reports lines whose indentation is no whole number of levels. */
static void
check_indentation (TsParser *parser)
{
  for (guint i = 0; i < parser->lexed.lines->len; i++)
    {
      const TsLine *line = &g_array_index (parser->lexed.lines, TsLine, i);

      if (line->indentation % 2 != 0 && !line->uneven)
        ts_report_add (parser->report, line->number, line->column,
                       ngettext ("indented by %u space: use two for each level",
                                 "indented by %u spaces: use two for each level",
                                 line->indentation),
                       line->indentation);
    }
}

/* A line at the margin that is neither a declaration nor a task. */
static void
report_stranger (TsParser *parser)
{
  g_autofree char *word = ts_parser_copy (parser->token);
  const char *nearest = ts_header_nearest_word (word);

  if (ts_step_from_word (word, strlen (word)) != TS_STEP_INVALID || strcmp (word, "else") == 0)
    ts_parser_mistake (parser, _("“%s” belongs into a task, indented under its header"), word);
  else if (parser->token->kind != TS_TOKEN_NAME)
    ts_parser_expected (parser, _("a declaration or a task"));
  else if (nearest != NULL)
    ts_parser_mistake (parser, _("“%s” is neither a declaration nor a task; did you mean “%s”?"),
                       word, nearest);
  else
    ts_parser_mistake (parser, _("“%s” is neither a declaration nor a task"), word);
}

/* Skips lines that are deeper than the margin.  They are read as steps, so that their own mistakes
 * are found. */
static void
skip_block (TsParser *parser, gboolean report)
{
  g_autoptr (GPtrArray) body = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_step_free);

  if (ts_parser_level (parser) == 0)
    return;
  if (report)
    ts_parser_mistake (parser, _("indented, but nothing above it opens a block"));
  ts_parser_block (parser, ts_parser_level (parser), body);
}

static void
add_task (TsParser *parser, TsTask *task)
{
  if (!task->is_main)
    g_ptr_array_add (parser->script->tasks, task);
  else if (parser->script->main == NULL)
    parser->script->main = task;
  else
    {
      ts_report_add (parser->report, task->line, task->column,
                     _("a second “main”: the first is in line %u"),
                     parser->script->main->line + parser->report->first_line - 1);
      ts_task_free (task);
    }
}

static void
parse_top_line (TsParser *parser)
{
  TsHeader header = TS_HEADER_NONE;

  if (parser->token->kind == TS_TOKEN_NAME)
    header = ts_header_from_word (parser->token->start, parser->token->length);
  if (header >= TS_HEADER_MAIN)
    add_task (parser, ts_parser_task (parser, header, NULL));
  else if (header != TS_HEADER_NONE)
    {
      ts_parser_declaration (parser, header);
      ts_parser_next_line (parser);
      skip_block (parser, TRUE);
    }
  else
    {
      report_stranger (parser);
      ts_parser_next_line (parser);
      skip_block (parser, FALSE);
    }
}

TsScript *
ts_parser_run (const char *text, TsReport *report)
{
  TsParser parser = { .report = report };

  parser.script = ts_script_new (report->first_line);
  ts_lexer_run (&parser.lexed, text, report);
  check_indentation (&parser);
  enter_line (&parser, 0);
  while (!ts_parser_at_end (&parser))
    {
      skip_block (&parser, TRUE);
      if (!ts_parser_at_end (&parser))
        parse_top_line (&parser);
    }
  ts_lexed_clear (&parser.lexed);
  return parser.script;
}
