/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many steps a task does, as a value of the code: what its bar is measured against.
 */
#include "config.h"

#include "ts-code-private.h"

#include <string.h>

static char *body_total (TsCode *code, GPtrArray *body);

static char *
times (TsCode *code, const TsStep *repeat)
{
  g_autofree char *inner = body_total (code, repeat->body);
  g_autofree char *turns = NULL;

  if (inner == NULL || strcmp (inner, "0") == 0)
    return g_steal_pointer (&inner);
  if (ts_expression_is_fickle (repeat->value))
    return NULL;
  if (strcmp (inner, "1") == 0)
    return ts_code_value (code, repeat->value);
  turns = ts_code_operand (code, repeat->value);
  return g_strdup_printf ("%s * %s", turns, inner);
}

/* Known if both ways do as many. */
static char *
either (TsCode *code, const TsStep *step)
{
  g_autofree char *one = body_total (code, step->body);
  g_autofree char *other = step->otherwise != NULL ? body_total (code, step->otherwise) : g_strdup ("0");

  return g_strcmp0 (one, other) == 0 ? g_steal_pointer (&one) : NULL;
}

/* What is done without anybody knowing how often. */
static char *
nothing_or_unknown (TsCode *code, GPtrArray *body)
{
  g_autofree char *inner = body_total (code, body);

  return g_strcmp0 (inner, "0") == 0 ? g_steal_pointer (&inner) : NULL;
}

static char *
step_total (TsCode *code, const TsStep *step)
{
  if (step->kind == TS_STEP_STEP)
    return g_strdup ("1");
  if (step->kind == TS_STEP_REPEAT)
    return times (code, step);
  if (step->kind == TS_STEP_IF)
    return either (code, step);
  if (step->kind == TS_STEP_REPEAT_GET || step->kind == TS_STEP_FOREVER)
    return nothing_or_unknown (code, step->body);
  return step->body != NULL ? body_total (code, step->body) : g_strdup ("0");
}

/* The sum of all parts; single steps are counted together, behind the others. */
static char *
sum_up (TsCode *code, GPtrArray *body, guint *parts)
{
  g_autoptr (GString) sum = g_string_new (NULL);
  guint singles = 0;

  *parts = 0;
  for (guint i = 0; i < body->len; i++)
    {
      g_autofree char *part = step_total (code, body->pdata[i]);

      if (part == NULL)
        return NULL;
      if (strcmp (part, "1") == 0)
        singles++;
      else if (strcmp (part, "0") != 0)
        g_string_append_printf (sum, "%s%s", (*parts)++ > 0 ? " + " : "", part);
    }
  if (singles > 0 || *parts == 0)
    g_string_append_printf (sum, "%s%u", (*parts)++ > 0 ? " + " : "", singles);
  return g_strdup (sum->str);
}

static char *
body_total (TsCode *code, GPtrArray *body)
{
  guint parts;
  g_autofree char *sum = sum_up (code, body, &parts);

  return sum != NULL && parts > 1 ? g_strdup_printf ("(%s)", sum) : g_steal_pointer (&sum);
}

char *
ts_code_total (TsCode *code, const TsTask *task)
{
  guint parts;

  return task->steps != NULL ? ts_code_value (code, task->steps) : sum_up (code, task->body, &parts);
}
