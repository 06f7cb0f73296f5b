/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps and blocks of steps.
 */
#include "config.h"

#include "ts-parser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is expected behind a step that works on objects of these kinds. */
static const char *
words_for_kinds (guint kinds)
{
  if (kinds == ((1 << OBJECT_LOCK) | (1 << OBJECT_SEMAPHORE)))
    return _("the name of a lock or semaphore");
  if (kinds == 1 << OBJECT_LOCK)
    return _("the name of a lock");
  if (kinds == ((1 << OBJECT_QUEUE) | (1 << OBJECT_KEYBOARD)))
    return _("the name of a queue or keyboard");
  if (kinds == 1 << OBJECT_QUEUE)
    return _("the name of a queue");
  if (kinds == 1 << OBJECT_EVENT)
    return _("the name of an event");
  if (kinds == 1 << OBJECT_BARRIER)
    return _("the name of a barrier");
  return _("the name of a counter");
}

/* value unit */
static gboolean
parse_amount (TsParser *parser, TsStep *step, gint64 (*find_unit) (const char *, gsize),
              const char *units)
{
  step->value = ts_parser_first_value (parser);
  if (step->value == NULL)
    return FALSE;
  if (parser->token->kind == TS_TOKEN_NAME)
    step->unit = find_unit (parser->token->start, parser->token->length);
  if (parser->token->kind != TS_TOKEN_NAME || step->unit == 0)
    {
      ts_parser_expected (parser, units);
      return FALSE;
    }
  parser->token++;
  return TRUE;
}

static gboolean
parse_step_reference (TsParser *parser, TsStep *step, guint kinds)
{
  step->reference = ts_parser_reference (parser, words_for_kinds (kinds));
  return step->reference != NULL;
}

static gboolean
parse_optional_value (TsParser *parser, TsStep *step)
{
  if (parser->token->kind == TS_TOKEN_END || ts_parser_is (parser, "atomically"))
    return TRUE;
  step->value = ts_parser_first_value (parser);
  return step->value != NULL;
}

static gboolean
parse_text (TsParser *parser, TsStep *step)
{
  if (parser->token->kind != TS_TOKEN_TEXT)
    {
      ts_parser_expected (parser, _("a text in quotes"));
      return FALSE;
    }
  step->text = ts_parser_copy (parser->token);
  step->text_column = parser->token->column;
  parser->token++;
  return TRUE;
}

/* "repeat" value, or "repeat" "get" queue */
static gboolean
parse_repeat (TsParser *parser, TsStep *step)
{
  if (ts_parser_accept (parser, "get"))
    {
      step->kind = TS_STEP_REPEAT_GET;
      return parse_step_reference (parser, step, (1 << OBJECT_QUEUE) | (1 << OBJECT_KEYBOARD));
    }
  if (parser->token->kind == TS_TOKEN_END || parser->token->kind == TS_TOKEN_TEXT)
    {
      ts_parser_expected (parser, _("a number"));
      return FALSE;
    }
  step->value = ts_parser_first_value (parser);
  return step->value != NULL;
}

static gboolean
parse_if (TsParser *parser, TsStep *step)
{
  step->value = ts_parser_first_value (parser);
  if (step->value == NULL || !ts_parser_comparison (parser, &step->comparison))
    return FALSE;
  step->right = ts_parser_value (parser);
  return step->right != NULL;
}

/* What stands behind the step's word. */
static gboolean
parse_arguments (TsParser *parser, TsStep *step)
{
  const TsStepForm *form = ts_step_get_form (step->kind);

  switch (form->argument)
    {
    case TS_ARGUMENT_NONE:
      return TRUE;
    case TS_ARGUMENT_TIME:
      return parse_amount (parser, step, ts_time_unit, _("a unit of time (us, ms or s)"));
    case TS_ARGUMENT_SIZE:
      return parse_amount (parser, step, ts_size_unit, _("a unit of size (B, KB, MB or GB)"));
    case TS_ARGUMENT_VALUE:
      step->value = ts_parser_first_value (parser);
      return step->value != NULL;
    case TS_ARGUMENT_OPTIONAL_VALUE:
      return parse_optional_value (parser, step);
    case TS_ARGUMENT_OBJECT_VALUE:
      return parse_step_reference (parser, step, form->object_kinds)
             && parse_optional_value (parser, step);
    case TS_ARGUMENT_OBJECT:
      return parse_step_reference (parser, step, form->object_kinds);
    case TS_ARGUMENT_TASK:
      step->reference = ts_parser_reference (parser, _("the name of a task"));
      return step->reference != NULL;
    case TS_ARGUMENT_CORES:
      step->cores = ts_parser_cores (parser);
      return step->cores != NULL;
    case TS_ARGUMENT_TEXT:
      return parse_text (parser, step);
    case TS_ARGUMENT_OWN:
    default:
      return step->kind == TS_STEP_IF ? parse_if (parser, step) : parse_repeat (parser, step);
    }
}

static gboolean
parse_rest (TsParser *parser, TsStep *step)
{
  if (!parse_arguments (parser, step))
    return FALSE;
  if (step->kind == TS_STEP_INCREMENT)
    step->atomically = ts_parser_accept (parser, "atomically");
  return ts_parser_expect_end (parser);
}

/* A line of a block that begins with no step's word. */
static void
report_no_step (TsParser *parser)
{
  g_autofree char *word = ts_parser_copy (parser->token);
  const char *nearest = ts_step_nearest_word (word);
  TsHeader header = ts_header_from_word (word, strlen (word));

  if (parser->token->kind != TS_TOKEN_NAME)
    ts_parser_expected (parser, _("a step"));
  else if (header >= TS_HEADER_THREAD || header == TS_HEADER_TASK)
    ts_parser_mistake (parser,
                       _("“%s” is out of place: only a process holds others, "
                         "before its own steps"),
                       word);
  else if (header != TS_HEADER_NONE)
    ts_parser_mistake (parser,
                       _("“%s” is no step: it stands at the margin, outside of every task"), word);
  else if (nearest != NULL)
    ts_parser_mistake (parser, _("“%s” is no step; did you mean “%s”?"), word, nearest);
  else
    ts_parser_mistake (parser, _("“%s” is no step"), word);
}

static gboolean
is_loop (TsStepKind kind)
{
  return kind == TS_STEP_REPEAT || kind == TS_STEP_REPEAT_GET || kind == TS_STEP_FOREVER;
}

/* The end of the line at hand. */
static const TsToken *
find_end (TsParser *parser)
{
  const TsToken *token = parser->token;

  while (token->kind != TS_TOKEN_END)
    token++;
  return token;
}

static void
report_empty_body (TsParser *parser, const TsToken *first, const TsToken *end)
{
  g_autofree char *word = ts_parser_copy (first);

  ts_report_add (parser->report, end->line, end->column,
                 _("expected steps under “%s”, indented by two spaces more"), word);
}

void
ts_parser_body (TsParser *parser, guint level, GPtrArray *body, const TsToken *end,
                gboolean line_was_good)
{
  const TsToken *first = ts_parser_first_token (parser);

  ts_parser_next_line (parser);
  if (!ts_parser_at_end (parser) && ts_parser_level (parser) >= level)
    ts_parser_block (parser, level, body);
  else if (line_was_good)
    report_empty_body (parser, first, end);
}

static GPtrArray *
new_body (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ts_step_free);
}

/* The lines under a step's line, which is still the one at hand. */
static void
parse_step_body (TsParser *parser, TsStep *step, guint level, gboolean line_was_good)
{
  const TsToken *end = find_end (parser);

  if (ts_step_get_form (step->kind)->has_body)
    {
      gboolean loop = is_loop (step->kind);

      if (loop && ++parser->loops == MAX_LOOPS + 1)
        ts_report_add (parser->report, step->line, step->column,
                       ngettext ("more than %d loop inside one another",
                                 "more than %d loops inside one another", MAX_LOOPS),
                       MAX_LOOPS);
      step->body = new_body ();
      ts_parser_body (parser, level + 1, step->body, end, line_was_good);
      parser->loops -= loop;
      return;
    }
  ts_parser_next_line (parser);
  if (!ts_parser_at_end (parser) && ts_parser_level (parser) > level
      && step->kind == TS_STEP_INVALID)
    {
      step->body = new_body ();
      ts_parser_block (parser, level + 1, step->body);
    }
}

static TsStep *
parse_step (TsParser *parser, guint level)
{
  const TsToken *word = parser->token;
  TsStep *step = ts_step_new (TS_STEP_INVALID, word->line, word->column);
  gboolean good = FALSE;

  if (word->kind == TS_TOKEN_NAME)
    step->kind = ts_step_from_word (word->start, word->length);
  if (step->kind == TS_STEP_INVALID)
    report_no_step (parser);
  else
    {
      parser->token++;
      good = parse_rest (parser, step);
    }
  parse_step_body (parser, step, level, good);
  if (!good)
    step->kind = TS_STEP_INVALID;
  return step;
}

/* "else", which belongs to the last step of `body`. */
static void
parse_else (TsParser *parser, guint level, GPtrArray *body)
{
  TsStep *last = body->len > 0 ? body->pdata[body->len - 1] : NULL;
  GPtrArray *otherwise = new_body ();
  const TsToken *end = find_end (parser);
  gboolean good;

  if (last == NULL || last->otherwise != NULL
      || (last->kind != TS_STEP_IF && last->kind != TS_STEP_INVALID))
    {
      ts_parser_mistake (parser, _("“else” without an “if” before it"));
      last = ts_step_new (TS_STEP_INVALID, parser->token->line, parser->token->column);
      g_ptr_array_add (body, last);
    }
  parser->token++;
  good = ts_parser_expect_end (parser);
  last->otherwise = otherwise;
  ts_parser_body (parser, level + 1, otherwise, end, good);
}

/* Reads a line that is deeper than its block, together with those that follow it on its level. */
static void
parse_too_deep (TsParser *parser, GPtrArray *body)
{
  TsStep *stray = ts_step_new (TS_STEP_INVALID, parser->token->line, parser->token->column);

  ts_parser_mistake (parser, _("indented too deep: the line above opens no block"));
  stray->body = new_body ();
  g_ptr_array_add (body, stray);
  ts_parser_block (parser, ts_parser_level (parser), stray->body);
}

void
ts_parser_block (TsParser *parser, guint level, GPtrArray *body)
{
  while (!ts_parser_at_end (parser) && ts_parser_level (parser) >= level)
    if (ts_parser_level (parser) > level)
      parse_too_deep (parser, body);
    else if (ts_parser_is (parser, "else"))
      parse_else (parser, level, body);
    else
      g_ptr_array_add (body, parse_step (parser, level));
}
