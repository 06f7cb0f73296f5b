/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ties names to what they name.
 */
#include "config.h"

#include "ts-checker.h"
#include "ts-step.h"

#include <glib/gi18n-lib.h>

typedef struct {
  TsScript *script;
  TsReport *report;
  GHashTable *names;  /* name → TsSymbol */
  TsTask *task;       /* at hand */
  guint tasks;        /* declared so far */
} Checker;

/* Lines are counted in the file, as in every other message. */
static guint
file_line (Checker *checker, guint line)
{
  return line + checker->report->first_line - 1;
}

static void
declare (Checker *checker, const char *name, TsSymbol symbol, guint column)
{
  const TsSymbol *before = g_hash_table_lookup (checker->names, name);

  if (before != NULL)
    ts_report_add (checker->report, symbol.line, column, _("“%s” is already declared in line %u"),
                   name, file_line (checker, before->line));
  else
    g_hash_table_insert (checker->names, (gpointer) name, g_memdup2 (&symbol, sizeof symbol));
}

static void
declare_parameters (Checker *checker)
{
  GPtrArray *parameters = checker->script->parameters;

  for (guint i = 0; i < parameters->len; i++)
    {
      TsParameter *parameter = parameters->pdata[i];

      declare (checker, parameter->name,
               (TsSymbol) { .parameter = parameter, .line = parameter->line }, parameter->column);
      if (i == MAX_PARAMETERS)
        ts_report_add (checker->report, parameter->line, parameter->column,
                       ngettext ("more than %d parameter", "more than %d parameters",
                                 MAX_PARAMETERS),
                       MAX_PARAMETERS);
    }
}

/* The person who types has one. */
static void
check_keyboard (Checker *checker, const TsObject *object, const TsObject **keyboard)
{
  if (object->kind != OBJECT_KEYBOARD)
    return;
  if (*keyboard != NULL)
    ts_report_add (checker->report, object->line, object->column,
                   _("there is only one keyboard, and “%s” is it already"), (*keyboard)->name);
  else
    *keyboard = object;
}

static void
declare_objects (Checker *checker)
{
  GPtrArray *objects = checker->script->objects;
  const TsObject *keyboard = NULL;

  for (guint i = 0; i < objects->len; i++)
    {
      TsObject *object = objects->pdata[i];

      declare (checker, object->name, (TsSymbol) { .object = object, .line = object->line },
               object->column);
      check_keyboard (checker, object, &keyboard);
    }
}

static void
declare_task (TsTask *task, gpointer data)
{
  Checker *checker = data;

  if (task->is_main || task->name == NULL)
    return;
  declare (checker, task->name, (TsSymbol) { .task = task, .line = task->line }, task->column);
  if (++checker->tasks == MAX_DECLARATIONS)
    ts_report_add (checker->report, task->line, task->column,
                   ngettext ("more than %d task header, main included",
                             "more than %d task headers, main included", MAX_DECLARATIONS),
                   MAX_DECLARATIONS);
}

gboolean
ts_symbol_has_value (const TsSymbol *symbol, guint kinds)
{
  if (symbol->parameter != NULL)
    return TRUE;
  return symbol->object != NULL
         && (symbol->object->kind == OBJECT_COUNTER || symbol->object->kind == OBJECT_QUEUE
             || symbol->object->kind == OBJECT_SEMAPHORE
             || symbol->object->kind == OBJECT_KEYBOARD);
}

static gboolean
is_object_of_kinds (const TsSymbol *symbol, guint kinds)
{
  return symbol->object != NULL && (kinds & (1u << symbol->object->kind)) != 0;
}

static gboolean
is_task (const TsSymbol *symbol, guint kinds)
{
  return symbol->task != NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

void
ts_names_report_unknown (GHashTable *names, TsSymbolFilter is_meant, guint kinds, const char *name,
                         guint line, guint column, TsReport *report)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new ();
  const char *nearest;
  GHashTableIter iter;
  gpointer key, symbol;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &key, &symbol))
    if (is_meant (symbol, kinds))
      g_ptr_array_add (candidates, key);
  /* In an order of their own, so that the hint is the same each time. */
  g_ptr_array_sort (candidates, compare_names);
  nearest = ts_report_nearest (name, (const char * const *) candidates->pdata, candidates->len);
  if (nearest != NULL)
    ts_report_add (report, line, column, _("nothing is called “%s”; did you mean “%s”?"), name,
                   nearest);
  else
    ts_report_add (report, line, column, _("nothing is called “%s”"), name);
}

/* Reports a row that is used as one, or one that is used as a row. */
static void
check_row (Checker *checker, const TsObject *object, const TsExpression *offset, guint line,
           guint column)
{
  if (object->incomplete)
    return;
  if (object->count != NULL && offset == NULL)
    ts_report_add (checker->report, line, column,
                   _("“%s” is a row: say which one of it, as in %s[0]"), object->name,
                   object->name);
  else if (object->count == NULL && offset != NULL)
    ts_report_add (checker->report, line, column, _("“%s” is not a row"), object->name);
}

static void
check_expression_name (Checker *checker, TsExpression *expression)
{
  const TsSymbol *symbol = g_hash_table_lookup (checker->names, expression->name);

  if (symbol == NULL)
    ts_names_report_unknown (checker->names, ts_symbol_has_value, 0, expression->name,
                             expression->line, expression->column, checker->report);
  else if (!ts_symbol_has_value (symbol, 0))
    ts_report_add (checker->report, expression->line, expression->column,
                   _("“%s” is %s, which has no value"), expression->name,
                   symbol->task != NULL ? _("a task")
                                        : ts_object_kind_words (symbol->object->kind));
  else if (symbol->object != NULL)
    {
      expression->kind = TS_EXPRESSION_OBJECT;
      expression->object = symbol->object;
      check_row (checker, symbol->object, expression->left, expression->line, expression->column);
    }
  else if (expression->left != NULL)
    ts_report_add (checker->report, expression->line, expression->column, _("“%s” is not a row"),
                   expression->name);
  else
    {
      expression->kind = TS_EXPRESSION_PARAMETER;
      expression->parameter = symbol->parameter;
    }
}

static void
check_expression (Checker *checker, TsExpression *expression)
{
  if (expression == NULL)
    return;
  if (expression->kind == TS_EXPRESSION_NAME)
    check_expression_name (checker, expression);
  check_expression (checker, expression->left);
  check_expression (checker, expression->right);
}

/* A count is fixed before the run: it knows parameters and "cores", but nothing that comes up in
 * the run. */
static void
check_fixed (Checker *checker, TsExpression *expression)
{
  if (expression == NULL)
    return;
  check_expression (checker, expression);
  if (expression->kind == TS_EXPRESSION_INDEX || expression->kind == TS_EXPRESSION_RANDOM
      || expression->kind == TS_EXPRESSION_OBJECT)
    ts_report_add (checker->report, expression->line, expression->column,
                   _("this is not known before the run: "
                     "only numbers, parameters and “cores” can stand here"));
  check_fixed (checker, expression->left);
  check_fixed (checker, expression->right);
}

static void
check_cores (Checker *checker, GPtrArray *cores)
{
  for (guint i = 0; cores != NULL && i < cores->len; i++)
    {
      TsCoreRange *range = cores->pdata[i];

      check_expression (checker, range->low);
      check_expression (checker, range->high);
    }
}

/* A task inside a process is seen only there. */
static void
check_scope (Checker *checker, const TsReference *reference, const TsTask *task)
{
  const TsTask *process = checker->task->parent != NULL ? checker->task->parent : checker->task;

  if (task->parent != NULL && task->parent != process)
    ts_report_add (checker->report, reference->line, reference->column,
                   _("“%s” lives in process “%s”: only that can start or join it"),
                   reference->name, task->parent->name);
}

static void
check_task_reference (Checker *checker, TsReference *reference)
{
  const TsSymbol *symbol = g_hash_table_lookup (checker->names, reference->name);

  if (symbol == NULL)
    ts_names_report_unknown (checker->names, is_task, 0, reference->name, reference->line,
                             reference->column, checker->report);
  else if (symbol->task == NULL)
    ts_report_add (checker->report, reference->line, reference->column, _("“%s” is not a task"),
                   reference->name);
  else
    {
      reference->task = symbol->task;
      check_scope (checker, reference, symbol->task);
    }
}

static void
check_object_reference (Checker *checker, TsStep *step)
{
  TsReference *reference = step->reference;
  guint kinds = ts_step_get_form (step->kind)->object_kinds;
  const TsSymbol *symbol = g_hash_table_lookup (checker->names, reference->name);
  const char *word
      = ts_step_get_form (step->kind == TS_STEP_REPEAT_GET ? TS_STEP_GET : step->kind)->word;

  if (symbol == NULL)
    ts_names_report_unknown (checker->names, is_object_of_kinds, kinds, reference->name,
                             reference->line, reference->column, checker->report);
  else if (!is_object_of_kinds (symbol, kinds))
    ts_report_add (checker->report, reference->line, reference->column,
                   _("“%s” is %s, which “%s” does not work on"), reference->name,
                   symbol->task != NULL ? _("a task") : symbol->parameter != NULL ? _("a parameter")
                   : ts_object_kind_words (symbol->object->kind), word);
  else
    {
      reference->object = symbol->object;
      check_row (checker, symbol->object, reference->offset, reference->line, reference->column);
    }
}

static void
check_step (TsStep *step, gpointer data)
{
  Checker *checker = data;

  check_expression (checker, step->value);
  check_expression (checker, step->right);
  check_cores (checker, step->cores);
  if (step->text != NULL)
    step->parts = ts_template_parse (step->text, step->line, step->text_column, FALSE,
                                     checker->names, checker->report);
  if (step->reference == NULL)
    return;
  check_expression (checker, step->reference->offset);
  if (step->kind == TS_STEP_START || step->kind == TS_STEP_JOIN)
    check_task_reference (checker, step->reference);
  else if (step->kind != TS_STEP_INVALID)
    check_object_reference (checker, step);
}

static void
check_task (TsTask *task, gpointer data)
{
  Checker *checker = data;

  checker->task = task;
  check_fixed (checker, task->copies);
  check_fixed (checker, task->steps);
  check_cores (checker, task->cores);
  if (task->label_text != NULL)
    task->label = ts_template_parse (task->label_text, task->line, task->label_column, TRUE,
                                     checker->names, checker->report);
  ts_body_visit (task->body, check_step, checker);
}

gboolean
ts_check_names (TsScript *script, TsReport *report)
{
  Checker checker = {
    .script = script, .report = report,
    .names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free),
  };
  guint before = report->mistakes;

  declare_parameters (&checker);
  declare_objects (&checker);
  ts_script_visit_tasks (script, declare_task, &checker);
  for (guint i = 0; i < script->objects->len; i++)
    {
      TsObject *object = script->objects->pdata[i];

      check_fixed (&checker, object->size);
      check_fixed (&checker, object->count);
    }
  ts_script_visit_tasks (script, check_task, &checker);
  g_hash_table_unref (checker.names);
  return report->mistakes == before;
}
