/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the order of steps shows: releases without an acquire, steps that nothing leads to.
 */
#include "config.h"

#include "ts-checker.h"
#include "ts-step.h"

#include <glib/gi18n-lib.h>

/* The step of a block behind which nothing goes on, or NULL. */
static TsStep *
find_last (GPtrArray *body)
{
  for (guint i = 0; body != NULL && i < body->len; i++)
    {
      TsStep *step = body->pdata[i];

      if (step->kind == TS_STEP_FOREVER || step->kind == TS_STEP_EXIT
          || step->kind == TS_STEP_CRASH)
        return step;
      if (step->kind == TS_STEP_LOCK && find_last (step->body) != NULL)
        return step;
      if (step->kind == TS_STEP_IF && find_last (step->body) != NULL
          && find_last (step->otherwise) != NULL)
        return step;
    }
  return NULL;
}

static void
check_reached (GPtrArray *body, TsReport *report)
{
  TsStep *last = find_last (body);
  guint i = 0;

  if (last == NULL || last == body->pdata[body->len - 1])
    return;
  while (body->pdata[i] != last)
    i++;
  last = body->pdata[i];
  ts_report_add (report, ((TsStep *) body->pdata[i + 1])->line,
                 ((TsStep *) body->pdata[i + 1])->column,
                 _("never reached: nothing goes on after the “%s” in line %u"),
                 ts_step_get_form (last->kind)->word, last->line + report->first_line - 1);
}

static gboolean
is_same_lock (const TsReference *one, const TsReference *other)
{
  return one->object == other->object
         && ts_expression_equal (one->offset, other->offset)
         && !ts_expression_is_fickle (one->offset);
}

/* Takes the lock off those that are held; FALSE if it was not among them. */
static gboolean
release (GPtrArray *held, const TsReference *lock)
{
  for (guint i = held->len; i > 0; i--)
    if (is_same_lock (held->pdata[i - 1], lock))
      {
        g_ptr_array_remove_index (held, i - 1);
        return TRUE;
      }
  return FALSE;
}

static void
check_releases (GPtrArray *body, TsReport *report)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new ();

  for (guint i = 0; i < body->len; i++)
    {
      TsStep *step = body->pdata[i];

      /* What was not understood may have been the acquire. */
      if (step->kind == TS_STEP_INVALID)
        return;
      if (step->reference == NULL || step->reference->object == NULL
          || step->reference->object->kind != OBJECT_LOCK)
        continue;
      if (step->kind == TS_STEP_ACQUIRE)
        g_ptr_array_add (held, step->reference);
      else if (step->kind == TS_STEP_RELEASE && !release (held, step->reference))
        ts_report_add (report, step->reference->line, step->reference->column,
                       _("“%s” is released here, but was not acquired in the same block"),
                       step->reference->name);
    }
}

/* The place in the row is looked up again when the block ends: it must be the same then. */
static void
check_place (const TsStep *step, TsReport *report)
{
  if (step->kind == TS_STEP_LOCK && ts_expression_is_fickle (step->reference->offset))
    ts_report_add (report, step->reference->line, step->reference->column,
                   _("which “%s” it is must not change while it is held: "
                     "no “random” or object can stand here"),
                   step->reference->name);
}

static void check_body (GPtrArray *body, TsReport *report);

static void
check_step (TsStep *step, TsReport *report)
{
  check_place (step, report);
  if (step->body != NULL)
    check_body (step->body, report);
  if (step->otherwise != NULL)
    check_body (step->otherwise, report);
}

static void
check_body (GPtrArray *body, TsReport *report)
{
  check_releases (body, report);
  check_reached (body, report);
  for (guint i = 0; i < body->len; i++)
    check_step (body->pdata[i], report);
}

static void
check_task (TsTask *task, gpointer data)
{
  check_body (task->body, data);
}

void
ts_check_order (TsScript *script, TsReport *report)
{
  ts_script_visit_tasks (script, check_task, report);
}
