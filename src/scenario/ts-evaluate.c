/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Folding of values.
 */
#include "config.h"

#include "ts-evaluate.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

gint64
ts_settings_get (const TsSettings *settings, const TsParameter *parameter)
{
  const gint64 *value = NULL;

  if (settings->values != NULL)
    value = g_hash_table_lookup (settings->values, parameter->name);
  return value != NULL ? *value : parameter->default_value;
}

gboolean
ts_compare (Comparison comparison, gint64 left, gint64 right)
{
  switch (comparison)
    {
    case COMPARE_LESS:
      return left < right;
    case COMPARE_LESS_EQUAL:
      return left <= right;
    case COMPARE_EQUAL:
      return left == right;
    case COMPARE_UNEQUAL:
      return left != right;
    case COMPARE_GREATER_EQUAL:
      return left >= right;
    case COMPARE_GREATER:
    default:
      return left > right;
    }
}

static gboolean
evaluate_core (const TsExpression *core, TsEnvironment *environment, gint64 *value)
{
  gint64 position;
  gint64 count;

  if (!ts_evaluate (core->left, environment, &position) || environment->settings == NULL)
    return FALSE;
  *value = core_set_at (&environment->settings->allowed, position);
  if (*value >= 0)
    return TRUE;
  count = core_set_count (&environment->settings->allowed);
  if (environment->report != NULL)
    ts_report_add (environment->report, core->line, core->column,
                   ngettext ("there is no core at position %" PRId64 ": %" PRId64
                             " core may be used, at position 0",
                             "there is no core at position %" PRId64 ": %" PRId64
                             " cores may be used, counted from 0", (gulong) count),
                   position, count);
  return FALSE;
}

/* FALSE if the result does not fit. */
static gboolean
calculate (Operation operation, gint64 left, gint64 right, gint64 *value)
{
  if (operation == OP_ADD)
    return !__builtin_add_overflow (left, right, value);
  if (operation == OP_SUBTRACT)
    return !__builtin_sub_overflow (left, right, value);
  if (operation == OP_MULTIPLY)
    return !__builtin_mul_overflow (left, right, value);
  if (right == -1)
    {
      /* INT64_MIN / -1 does not fit either. */
      *value = 0;
      return operation == OP_REMAINDER || !__builtin_sub_overflow (0, left, value);
    }
  *value = operation == OP_DIVIDE ? left / right : left % right;
  return TRUE;
}

static gboolean
evaluate_binary (const TsExpression *binary, TsEnvironment *environment, gint64 *value)
{
  gint64 left, right;
  gboolean left_known = ts_evaluate (binary->left, environment, &left);
  gboolean right_known = ts_evaluate (binary->right, environment, &right);
  const char *mistake = NULL;

  if (right_known && right == 0
      && (binary->operation == OP_DIVIDE || binary->operation == OP_REMAINDER))
    mistake = _("division by zero");
  else if (!left_known || !right_known)
    return FALSE;
  else if (!calculate (binary->operation, left, right, value))
    mistake = _("the result is too large");
  if (mistake != NULL && environment->report != NULL)
    ts_report_add (environment->report, binary->line, binary->column, "%s", mistake);
  return mistake == NULL;
}

/* A random value is not known, unless there is nothing to choose from; but its bounds
 * may be wrong. */
static gboolean
evaluate_random (const TsExpression *random, TsEnvironment *environment, gint64 *value)
{
  gint64 low = 0, high;
  gboolean known = ts_evaluate (random->left, environment, &low);

  known = ts_evaluate (random->right, environment, &high) && known;
  if (known && low > high && environment->report != NULL)
    ts_report_add (environment->report, random->line, random->column,
                   _("random %" PRId64 " to %" PRId64
                      ": the first must not be the larger"),
                   low, high);
  *value = low;
  return known && low == high;
}

gboolean
ts_evaluate (const TsExpression *expression, TsEnvironment *environment, gint64 *value)
{
  switch (expression->kind)
    {
    case TS_EXPRESSION_NUMBER:
      *value = expression->number;
      return TRUE;
    case TS_EXPRESSION_PARAMETER:
      if (environment->settings != NULL)
        *value = ts_settings_get (environment->settings, expression->parameter);
      return environment->settings != NULL;
    case TS_EXPRESSION_CORES:
      if (environment->settings != NULL)
        *value = core_set_count (&environment->settings->allowed);
      return environment->settings != NULL;
    case TS_EXPRESSION_INDEX:
      environment->index_used = TRUE;
      *value = environment->index;
      return environment->index >= 0;
    case TS_EXPRESSION_CORE_AT:
      return evaluate_core (expression, environment, value);
    case TS_EXPRESSION_RANDOM:
      return evaluate_random (expression, environment, value);
    case TS_EXPRESSION_BINARY:
      return evaluate_binary (expression, environment, value);
    case TS_EXPRESSION_OBJECT:
    case TS_EXPRESSION_NAME:
    default:
      return FALSE;
    }
}
