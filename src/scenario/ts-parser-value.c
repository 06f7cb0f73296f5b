/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values, references to objects and tasks, lists of cores, comparisons.
 *
 *   value  = term { ("+" | "-") term }
 *   term   = factor { ("*" | "/" | "%") factor }
 *   factor = NUMBER | "-" factor | "(" value ")" | "index" | "cores" | "core" "[" value "]"
 *          | "random" value "to" value | NAME [ "[" value "]" ]
 */
#include "config.h"

#include "ts-parser.h"

#include <glib/gi18n-lib.h>

/* One value more in this line. */
static gboolean
count_value (TsParser *parser)
{
  if (++parser->values <= MAX_STACK)
    return TRUE;
  ts_parser_mistake (parser,
                     ngettext ("more than %d value in one line", "more than %d values in one line",
                               MAX_STACK),
                     MAX_STACK);
  return FALSE;
}

static TsExpression *
new_here (TsParser *parser, TsExpressionKind kind)
{
  return ts_expression_new (kind, parser->token->line, parser->token->column);
}

static TsExpression *
parse_number (TsParser *parser)
{
  TsExpression *number = new_here (parser, TS_EXPRESSION_NUMBER);

  number->number = parser->token->number;
  parser->token++;
  return number;
}

static TsExpression *parse_factor (TsParser *parser);

/* "-" factor: a number with a minus, or the factor taken from nothing. */
static TsExpression *
parse_minus (TsParser *parser)
{
  const TsToken *minus = parser->token++;
  TsExpression *factor = parse_factor (parser);

  if (factor == NULL)
    return NULL;
  if (factor->kind == TS_EXPRESSION_NUMBER)
    {
      factor->number = -factor->number;
      factor->column = minus->column;
      return factor;
    }
  return ts_expression_new_binary (OP_SUBTRACT, minus->line, minus->column,
                                   ts_expression_new (TS_EXPRESSION_NUMBER, minus->line,
                                                      minus->column),
                                   factor);
}

static TsExpression *
parse_parentheses (TsParser *parser)
{
  g_autoptr (TsExpression) value = NULL;

  parser->token++;
  value = ts_parser_value (parser);
  if (value == NULL || !ts_parser_expect (parser, ")"))
    return NULL;
  return g_steal_pointer (&value);
}

/* "[" value "]" */
static TsExpression *
parse_offset (TsParser *parser)
{
  g_autoptr (TsExpression) value = NULL;

  if (!ts_parser_expect (parser, "["))
    return NULL;
  value = ts_parser_value (parser);
  if (value == NULL || !ts_parser_expect (parser, "]"))
    return NULL;
  return g_steal_pointer (&value);
}

static TsExpression *
parse_core (TsParser *parser)
{
  g_autoptr (TsExpression) core = new_here (parser, TS_EXPRESSION_CORE_AT);

  parser->token++;
  core->left = parse_offset (parser);
  return core->left != NULL ? g_steal_pointer (&core) : NULL;
}

static TsExpression *
parse_random (TsParser *parser)
{
  g_autoptr (TsExpression) random = new_here (parser, TS_EXPRESSION_RANDOM);

  parser->token++;
  random->left = ts_parser_value (parser);
  if (random->left == NULL || !ts_parser_expect (parser, "to"))
    return NULL;
  random->right = ts_parser_value (parser);
  return random->right != NULL ? g_steal_pointer (&random) : NULL;
}

static TsExpression *
parse_name (TsParser *parser)
{
  g_autoptr (TsExpression) name = new_here (parser, TS_EXPRESSION_NAME);

  name->name = ts_parser_copy (parser->token++);
  if (ts_parser_is (parser, "["))
    {
      name->left = parse_offset (parser);
      if (name->left == NULL)
        return NULL;
    }
  return g_steal_pointer (&name);
}

static TsExpression *
parse_word (TsParser *parser, TsExpressionKind kind)
{
  TsExpression *word = new_here (parser, kind);

  parser->token++;
  return word;
}

static TsExpression *
parse_any_factor (TsParser *parser)
{
  const TsToken *token = parser->token;

  if (ts_parser_is (parser, "-"))
    return count_value (parser) ? parse_minus (parser) : NULL;
  if (ts_parser_is (parser, "("))
    return parse_parentheses (parser);
  if (token->kind != TS_TOKEN_NUMBER && token->kind != TS_TOKEN_NAME)
    {
      ts_parser_expected (parser, _("a value"));
      return NULL;
    }
  if (!count_value (parser))
    return NULL;
  if (token->kind == TS_TOKEN_NUMBER)
    return parse_number (parser);
  if (ts_parser_is (parser, "index"))
    return parse_word (parser, TS_EXPRESSION_INDEX);
  if (ts_parser_is (parser, "cores"))
    return parse_word (parser, TS_EXPRESSION_CORES);
  if (ts_parser_is (parser, "core"))
    return parse_core (parser);
  if (ts_parser_is (parser, "random"))
    return parse_random (parser);
  if (!ts_word_is_reserved (token->start, token->length))
    return parse_name (parser);
  ts_parser_expected (parser, _("a value"));
  return NULL;
}

/* Limits how deep a value may be nested: this recursion is the only one that a single line can
 * drive. */
static TsExpression *
parse_factor (TsParser *parser)
{
  TsExpression *factor = NULL;

  if (parser->depth == MAX_STACK)
    {
      ts_parser_mistake (parser,
                         ngettext ("values nested more than %d deep",
                                   "values nested more than %d deep", MAX_STACK),
                         MAX_STACK);
      return NULL;
    }
  parser->depth++;
  factor = parse_any_factor (parser);
  parser->depth--;
  return factor;
}

static gboolean
accept_operator (TsParser *parser, const char * const *symbols, const Operation *operations,
                 guint count, Operation *operation)
{
  for (guint i = 0; i < count; i++)
    if (ts_parser_accept (parser, symbols[i]))
      {
        *operation = operations[i];
        return TRUE;
      }
  return FALSE;
}

/* operand { symbol operand } */
static TsExpression *
parse_chain (TsParser *parser, TsExpression *(*parse_operand) (TsParser *),
             const char * const *symbols, const Operation *operations, guint count)
{
  g_autoptr (TsExpression) left = parse_operand (parser);
  Operation operation;

  while (left != NULL && accept_operator (parser, symbols, operations, count, &operation))
    {
      guint line = parser->token[-1].line, column = parser->token[-1].column;
      TsExpression *right = parse_operand (parser);

      if (right == NULL)
        return NULL;
      left = ts_expression_new_binary (operation, line, column, g_steal_pointer (&left), right);
    }
  return g_steal_pointer (&left);
}

static TsExpression *
parse_term (TsParser *parser)
{
  static const char * const symbols[] = { "*", "/", "%" };
  static const Operation operations[] = { OP_MULTIPLY, OP_DIVIDE, OP_REMAINDER };

  return parse_chain (parser, parse_factor, symbols, operations, G_N_ELEMENTS (symbols));
}

/* Reads a value that is a further one of its line. */
TsExpression *
ts_parser_value (TsParser *parser)
{
  static const char * const symbols[] = { "+", "-" };
  static const Operation operations[] = { OP_ADD, OP_SUBTRACT };

  return parse_chain (parser, parse_term, symbols, operations, G_N_ELEMENTS (symbols));
}

/* Reads a value that is evaluated by itself, whatever else the line holds. */
TsExpression *
ts_parser_first_value (TsParser *parser)
{
  parser->values = 0;
  return ts_parser_value (parser);
}

/* NAME [ "[" value "]" ], where `what` is expected. */
TsReference *
ts_parser_reference (TsParser *parser, const char *what)
{
  const TsToken *token = parser->token;
  g_autoptr (TsReference) reference = NULL;

  if (token->kind != TS_TOKEN_NAME || ts_word_is_reserved (token->start, token->length))
    {
      ts_parser_expected (parser, what);
      return NULL;
    }
  reference = ts_reference_new (token->start, token->length, token->line, token->column);
  parser->token++;
  if (ts_parser_is (parser, "["))
    {
      reference->offset = parse_offset (parser);
      if (reference->offset == NULL)
        return NULL;
    }
  return g_steal_pointer (&reference);
}

/* value [ "to" value ] { "," value [ "to" value ] } */
GPtrArray *
ts_parser_cores (TsParser *parser)
{
  g_autoptr (GPtrArray) cores
      = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_core_range_free);

  do
    {
      g_autoptr (TsExpression) low = ts_parser_first_value (parser);
      TsExpression *high = NULL;

      if (low == NULL)
        return NULL;
      if (ts_parser_accept (parser, "to"))
        {
          high = ts_parser_value (parser);
          if (high == NULL)
            return NULL;
        }
      g_ptr_array_add (cores, ts_core_range_new (g_steal_pointer (&low), high));
    }
  while (ts_parser_accept (parser, ","));
  return g_steal_pointer (&cores);
}

gboolean
ts_parser_comparison (TsParser *parser, Comparison *comparison)
{
  static const struct {
    const char *symbol;
    Comparison comparison;
  } comparisons[] = {
    { "<", COMPARE_LESS }, { "<=", COMPARE_LESS_EQUAL }, { "==", COMPARE_EQUAL },
    { "!=", COMPARE_UNEQUAL }, { ">=", COMPARE_GREATER_EQUAL }, { ">", COMPARE_GREATER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    if (ts_parser_accept (parser, comparisons[i].symbol))
      {
        *comparison = comparisons[i].comparison;
        return TRUE;
      }
  if (ts_parser_is (parser, "="))
    ts_parser_mistake (parser, _("“=” compares nothing: write “==” for “is equal to”"));
  else
    ts_parser_expected (parser, _("a comparison (< <= == != >= >)"));
  return FALSE;
}
