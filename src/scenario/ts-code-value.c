/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values in the code.  Both languages write them alike; what differs is named here.
 */
#include "config.h"

#include "ts-code-private.h"

#include <inttypes.h>

/* What binds tighter has more. */
enum { SUM = 1, PRODUCT, ATOM };

/* From here on a number must be told to be long in C, so that sums of numbers do not overflow. */
enum { LONG_FROM = 10000 };

typedef struct {
  TsCode *code;
  GString *text;
} Writing;

static gboolean
is_python (TsCode *code)
{
  return code->plan->language == TS_CODE_PYTHON;
}

static void
find_negative_add (TsStep *step, gpointer data)
{
  if (step->kind == TS_STEP_ADD && step->value != NULL && step->value->kind != TS_EXPRESSION_NUMBER)
    *(gboolean *) data = TRUE;
}

static void
find_negative_add_of_task (TsTask *task, gpointer data)
{
  ts_body_visit (task->body, find_negative_add, data);
}

/* TRUE if a counter may be less than nothing, as far as can be seen from here. */
static gboolean
counters_may_sink (TsCode *code)
{
  gboolean found = FALSE;

  ts_script_visit_tasks (code->script, find_negative_add_of_task, &found);
  return found;
}

/* TRUE if the value may be less than nothing: Python then divides otherwise than the step language. */
static gboolean
may_be_negative (TsCode *code, const TsExpression *value)
{
  switch (value->kind)
    {
    case TS_EXPRESSION_NUMBER:
      return value->number < 0;
    case TS_EXPRESSION_PARAMETER:
      return value->parameter->low < 0;
    case TS_EXPRESSION_OBJECT:
      return value->object->kind == OBJECT_COUNTER && counters_may_sink (code);
    case TS_EXPRESSION_RANDOM:
      return may_be_negative (code, value->left);
    case TS_EXPRESSION_BINARY:
      return value->operation == OP_SUBTRACT || may_be_negative (code, value->left)
             || may_be_negative (code, value->right);
    case TS_EXPRESSION_INDEX:
    case TS_EXPRESSION_CORES:
    case TS_EXPRESSION_CORE_AT:
    case TS_EXPRESSION_NAME:
    default:
      return FALSE;
    }
}

/* TRUE if the division must be done by a function. */
static gboolean
is_careful (TsCode *code, const TsExpression *value)
{
  return is_python (code) && (value->operation == OP_DIVIDE || value->operation == OP_REMAINDER)
         && (may_be_negative (code, value->left) || may_be_negative (code, value->right));
}

static int
binding (TsCode *code, const TsExpression *value)
{
  if (value->kind != TS_EXPRESSION_BINARY || is_careful (code, value))
    return ATOM;
  return value->operation == OP_ADD || value->operation == OP_SUBTRACT ? SUM : PRODUCT;
}

static const char *
sign (TsCode *code, Operation operation)
{
  static const char * const signs[] = {
    [OP_ADD] = "+", [OP_SUBTRACT] = "-", [OP_MULTIPLY] = "*", [OP_DIVIDE] = "/", [OP_REMAINDER] = "%",
  };

  return operation == OP_DIVIDE && is_python (code) ? "//" : signs[operation];
}

static void append (Writing *writing, const TsExpression *value, int least);

/* "name (left, right)". */
static void
append_call (Writing *writing, const char *name, const TsExpression *left, const TsExpression *right)
{
  g_string_append (writing->text, name);
  append (writing, left, SUM);
  g_string_append (writing->text, ", ");
  append (writing, right, SUM);
  g_string_append_c (writing->text, ')');
}

static void
append_binary (Writing *writing, const TsExpression *value)
{
  int own = binding (writing->code, value);

  if (is_careful (writing->code, value))
    {
      gboolean divide = value->operation == OP_DIVIDE;

      ts_code_need (writing->code, divide ? "quotient" : "remainder");
      append_call (writing, divide ? "quotient(" : "remainder(", value->left, value->right);
      return;
    }
  append (writing, value->left, own);
  g_string_append_printf (writing->text, " %s ", sign (writing->code, value->operation));
  append (writing, value->right, own + 1);
}

static void
append_core (Writing *writing, const TsExpression *value)
{
  ts_code_need (writing->code, "cores");
  g_string_append (writing->text, is_python (writing->code) ? "CORES[" : "core_numbers[");
  append (writing, value->left, SUM);
  g_string_append_c (writing->text, ']');
}

static void
append_atom (Writing *writing, const TsExpression *value)
{
  TsCode *code = writing->code;
  gboolean python = is_python (code);
  g_autofree char *object = NULL;

  switch (value->kind)
    {
    case TS_EXPRESSION_NUMBER:
      g_string_append_printf (writing->text, "%" PRId64 "%s", value->number,
                              !python && value->number >= LONG_FROM ? "LL" : "");
      return;
    case TS_EXPRESSION_PARAMETER:
      g_string_append (writing->text, ts_code_name (code, value->parameter));
      return;
    case TS_EXPRESSION_OBJECT:
      object = ts_code_object_value (code, value->object, value->left);
      g_string_append (writing->text, object);
      return;
    case TS_EXPRESSION_INDEX:
      g_string_append (writing->text, code->task != NULL && code->task->copies != NULL ? "index" : "0");
      return;
    case TS_EXPRESSION_CORES:
      ts_code_need (code, "cores");
      g_string_append (writing->text, python ? "len(CORES)" : "cores");
      return;
    case TS_EXPRESSION_CORE_AT:
      append_core (writing, value);
      return;
    case TS_EXPRESSION_RANDOM:
      append_call (writing, python ? "dice.between(" : "dice_between (&dice, ", value->left, value->right);
      return;
    case TS_EXPRESSION_BINARY:
    case TS_EXPRESSION_NAME:
    default:
      g_assert_not_reached ();
    }
}

/* In parentheses if it binds less than `least`. */
static void
append (Writing *writing, const TsExpression *value, int least)
{
  gboolean wrap = binding (writing->code, value) < least;

  if (wrap)
    g_string_append_c (writing->text, '(');
  if (value->kind == TS_EXPRESSION_BINARY)
    append_binary (writing, value);
  else
    append_atom (writing, value);
  if (wrap)
    g_string_append_c (writing->text, ')');
}

static char *
write_value (TsCode *code, const TsExpression *value, int least)
{
  Writing writing = { code, g_string_new (NULL) };

  append (&writing, value, least);
  return g_string_free (writing.text, FALSE);
}

char *
ts_code_value (TsCode *code, const TsExpression *expression)
{
  return write_value (code, expression, SUM);
}

char *
ts_code_operand (TsCode *code, const TsExpression *expression)
{
  return write_value (code, expression, PRODUCT);
}

/* A number of microseconds as milliseconds: "0.5". */
static char *
fraction (gint64 number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.15g", (double) number / 1000));
}

char *
ts_code_milliseconds (TsCode *code, const TsStep *step)
{
  g_autofree char *operand = NULL;

  if (step->unit == 1000000)
    return ts_code_value (code, step->value);
  if (step->unit == 1000 && step->value->kind == TS_EXPRESSION_NUMBER)
    return fraction (step->value->number);
  operand = ts_code_operand (code, step->value);
  if (step->unit == 1000)
    return g_strdup_printf ("%s / %s", operand, is_python (code) ? "1000" : "1000.0");
  return g_strdup_printf ("%s * %s", operand, is_python (code) ? "1000" : "1000LL");
}

char *
ts_code_bytes (TsCode *code, const TsStep *step)
{
  static const char * const factors[] = { "", "1024", "1024 * 1024", "1024 * 1024 * 1024" };
  guint power = 0;
  g_autofree char *operand = NULL;

  for (gint64 unit = step->unit; unit > 1; unit /= 1024)
    power++;
  if (power == 0)
    return ts_code_value (code, step->value);
  operand = ts_code_operand (code, step->value);
  return g_strdup_printf ("%s * %s%s", operand, factors[power], is_python (code) ? "" : "LL");
}

gboolean
ts_code_is_between_processes (TsCode *code, const TsObject *object)
{
  return code->column == TS_CODE_PROCESSES && (object->kind != OBJECT_COUNTER || object->shared);
}

char *
ts_code_object (TsCode *code, const TsObject *object, const TsExpression *offset)
{
  gboolean in_shared = !is_python (code) && ts_code_is_between_processes (code, object);
  const char *name = ts_code_name (code, object);
  g_autofree char *place = offset != NULL ? ts_code_value (code, offset) : NULL;

  return g_strdup_printf ("%s%s%s%s%s", in_shared ? "shared->" : "", name, place != NULL ? "[" : "",
                          place != NULL ? place : "", place != NULL ? "]" : "");
}

static char *
object_value_in_python (TsCode *code, const TsObject *object, const char *name)
{
  if (object->kind == OBJECT_COUNTER)
    return g_strdup_printf ("%s%s", name, ts_code_is_between_processes (code, object) ? ".value" : "");
  if (object->kind == OBJECT_SEMAPHORE)
    {
      ts_code_need (code, "left");
      return g_strdup_printf ("left(%s)", name);
    }
  return g_strdup_printf ("%s.qsize()", name);
}

char *
ts_code_object_value (TsCode *code, const TsObject *object, const TsExpression *offset)
{
  g_autofree char *name = ts_code_object (code, object, offset);

  if (is_python (code))
    return object_value_in_python (code, object, name);
  if (object->kind == OBJECT_COUNTER)
    return g_steal_pointer (&name);
  ts_code_need (code, object->kind == OBJECT_SEMAPHORE ? "left" : "queue-length");
  return g_strdup_printf ("%s (&%s)", object->kind == OBJECT_SEMAPHORE ? "left" : "queue_length", name);
}
