/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tree of a program text: making, freeing, comparing and walking it.
 */
#include "ts-syntax.h"

TsExpression *
ts_expression_new (TsExpressionKind kind, guint line, guint column)
{
  TsExpression *expression = g_new0 (TsExpression, 1);

  expression->kind = kind;
  expression->line = line;
  expression->column = column;
  return expression;
}

TsExpression *
ts_expression_new_binary (Operation operation, guint line, guint column,
                          TsExpression *left, TsExpression *right)
{
  TsExpression *expression = ts_expression_new (TS_EXPRESSION_BINARY, line, column);

  expression->operation = operation;
  expression->left = left;
  expression->right = right;
  return expression;
}

TsReference *
ts_reference_new (const char *name, gsize length, guint line, guint column)
{
  TsReference *reference = g_new0 (TsReference, 1);

  reference->name = g_strndup (name, length);
  reference->line = line;
  reference->column = column;
  return reference;
}

TsCoreRange *
ts_core_range_new (TsExpression *low, TsExpression *high)
{
  TsCoreRange *range = g_new0 (TsCoreRange, 1);

  range->low = low;
  range->high = high;
  return range;
}

TsObject *
ts_object_new (ObjectKind kind)
{
  TsObject *object = g_new0 (TsObject, 1);

  object->kind = kind;
  return object;
}

TsTask *
ts_task_new (TaskKind kind, guint line, guint column)
{
  TsTask *task = g_new0 (TsTask, 1);

  task->kind = kind;
  task->line = line;
  task->column = column;
  task->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_task_free);
  task->body = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_step_free);
  return task;
}

TsStep *
ts_step_new (TsStepKind kind, guint line, guint column)
{
  TsStep *step = g_new0 (TsStep, 1);

  step->kind = kind;
  step->line = line;
  step->column = column;
  step->unit = 1;
  return step;
}

TsParameter *
ts_parameter_new (void)
{
  return g_new0 (TsParameter, 1);
}

TsScript *
ts_script_new (guint first_line)
{
  TsScript *script = g_atomic_rc_box_new0 (TsScript);

  script->first_line = first_line;
  script->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_parameter_free);
  script->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_object_free);
  script->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) ts_task_free);
  return script;
}

void
ts_expression_free (TsExpression *expression)
{
  if (expression == NULL)
    return;
  ts_expression_free (expression->left);
  ts_expression_free (expression->right);
  g_free (expression->name);
  g_free (expression);
}

void
ts_reference_free (TsReference *reference)
{
  if (reference == NULL)
    return;
  ts_expression_free (reference->offset);
  g_free (reference->name);
  g_free (reference);
}

void
ts_core_range_free (TsCoreRange *range)
{
  ts_expression_free (range->low);
  ts_expression_free (range->high);
  g_free (range);
}

void
ts_template_part_free (TsTemplatePart *part)
{
  g_free (part->text);
  g_free (part);
}

void
ts_object_free (TsObject *object)
{
  ts_expression_free (object->size);
  ts_expression_free (object->count);
  g_free (object->name);
  g_free (object);
}

void
ts_task_free (TsTask *task)
{
  if (task == NULL)
    return;
  ts_expression_free (task->copies);
  ts_expression_free (task->steps);
  g_clear_pointer (&task->cores, g_ptr_array_unref);
  g_clear_pointer (&task->label, g_ptr_array_unref);
  g_ptr_array_unref (task->tasks);
  g_ptr_array_unref (task->body);
  g_free (task->label_text);
  g_free (task->name);
  g_free (task);
}

void
ts_step_free (TsStep *step)
{
  ts_expression_free (step->value);
  ts_expression_free (step->right);
  ts_reference_free (step->reference);
  g_clear_pointer (&step->cores, g_ptr_array_unref);
  g_clear_pointer (&step->parts, g_ptr_array_unref);
  g_clear_pointer (&step->body, g_ptr_array_unref);
  g_clear_pointer (&step->otherwise, g_ptr_array_unref);
  g_free (step->text);
  g_free (step);
}

void
ts_parameter_free (TsParameter *parameter)
{
  g_free (parameter->name);
  g_free (parameter->label);
  g_free (parameter);
}

TsScript *
ts_script_ref (TsScript *script)
{
  return g_atomic_rc_box_acquire (script);
}

static void
clear_script (gpointer data)
{
  TsScript *script = data;

  g_ptr_array_unref (script->tasks);
  ts_task_free (script->main);
  g_ptr_array_unref (script->objects);
  g_ptr_array_unref (script->parameters);
}

void
ts_script_unref (TsScript *script)
{
  g_atomic_rc_box_release_full (script, clear_script);
}

const GPtrArray *
ts_script_get_parameters (TsScript *script)
{
  return script->parameters;
}

gboolean
ts_expression_equal (const TsExpression *one, const TsExpression *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return one->kind == other->kind
         && one->number == other->number
         && one->operation == other->operation
         && one->parameter == other->parameter
         && one->object == other->object
         && g_strcmp0 (one->name, other->name) == 0
         && ts_expression_equal (one->left, other->left)
         && ts_expression_equal (one->right, other->right);
}

gboolean
ts_expression_is_fickle (const TsExpression *expression)
{
  if (expression == NULL)
    return FALSE;
  return expression->kind == TS_EXPRESSION_RANDOM
         || expression->kind == TS_EXPRESSION_OBJECT
         || ts_expression_is_fickle (expression->left)
         || ts_expression_is_fickle (expression->right);
}

void
ts_body_visit (GPtrArray *body, TsStepVisitor visit, gpointer data)
{
  for (guint i = 0; body != NULL && i < body->len; i++)
    {
      TsStep *step = body->pdata[i];

      visit (step, data);
      ts_body_visit (step->body, visit, data);
      ts_body_visit (step->otherwise, visit, data);
    }
}

static void
visit_task (TsTask *task, TsTaskVisitor visit, gpointer data)
{
  visit (task, data);
  for (guint i = 0; i < task->tasks->len; i++)
    visit_task (task->tasks->pdata[i], visit, data);
}

void
ts_script_visit_tasks (TsScript *script, TsTaskVisitor visit, gpointer data)
{
  if (script->main != NULL)
    visit_task (script->main, visit, data);
  for (guint i = 0; i < script->tasks->len; i++)
    visit_task (script->tasks->pdata[i], visit, data);
}

static void
find_own_start (TsStep *step, gpointer data)
{
  if (step->kind == TS_STEP_START && step->reference->task->parent != NULL)
    *(gboolean *) data = TRUE;
}

gboolean
ts_task_starts_by_hand (const TsTask *process)
{
  gboolean found = FALSE;

  ts_body_visit (process->body, find_own_start, &found);
  for (guint i = 0; i < process->tasks->len; i++)
    ts_body_visit (((TsTask *) process->tasks->pdata[i])->body, find_own_start, &found);
  return found;
}
