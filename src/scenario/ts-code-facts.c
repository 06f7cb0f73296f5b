/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the writers of code want to know of a program.
 */
#include "config.h"

#include "ts-code-private.h"

#include "ts-evaluate.h"

TaskKind
ts_code_kind (WayId way, const TsTask *task)
{
  if (task->kind != KIND_TASK)
    return task->kind;
  return way_traits[way].kind;
}

typedef struct {
  WayId way;
  gboolean found;
} Search;

static void
find_process (TsTask *task, gpointer data)
{
  Search *search = data;

  if (!task->is_main && ts_code_kind (search->way, task) == KIND_PROCESS)
    search->found = TRUE;
}

TsCodeColumn
ts_code_column (TsScript *script, WayId way)
{
  Search search = { .way = way };

  if (way_traits[way].kind == KIND_COROUTINE)
    return TS_CODE_LOOP;
  ts_script_visit_tasks (script, find_process, &search);
  return search.found ? TS_CODE_PROCESSES : TS_CODE_THREADS;
}

/* Looks through the steps of all tasks. */
typedef struct {
  TsStepVisitor visit;
  gpointer data;
} Walk;

static void
walk_task (TsTask *task, gpointer data)
{
  Walk *walk = data;

  ts_body_visit (task->body, walk->visit, walk->data);
}

static void
walk_script (TsScript *script, TsStepVisitor visit, gpointer data)
{
  Walk walk = { visit, data };

  ts_script_visit_tasks (script, walk_task, &walk);
}

typedef struct {
  gconstpointer item;
  TsStepKind kind;
  gboolean found;
} StepSearch;

static void
find_step (TsStep *step, gpointer data)
{
  StepSearch *search = data;

  if (step->kind != search->kind)
    return;
  if (search->item == NULL || search->item == step->reference->task
      || search->item == step->reference->object)
    search->found = TRUE;
}

gboolean
ts_code_is_joined (TsScript *script, const TsTask *task)
{
  StepSearch search = { task, TS_STEP_JOIN, FALSE };

  if (task->parent == NULL ? script->main == NULL : !ts_task_starts_by_hand (task->parent))
    return !task->daemon;
  walk_script (script, find_step, &search);
  return search.found;
}

gboolean
ts_code_is_closed (TsScript *script, const TsObject *queue)
{
  StepSearch search = { queue, TS_STEP_CLOSE, FALSE }, rounds = { queue, TS_STEP_REPEAT_GET, FALSE };

  walk_script (script, find_step, &search);
  walk_script (script, find_step, &rounds);
  return search.found || (rounds.found && queue->kind != OBJECT_KEYBOARD);
}

typedef struct {
  StepSearch step;
  TsTask *starter;
} StarterSearch;

static void
find_starter (TsTask *task, gpointer data)
{
  StarterSearch *search = data;

  search->step.found = FALSE;
  ts_body_visit (task->body, find_step, &search->step);
  if (search->step.found && search->starter == NULL)
    search->starter = task;
}

const TsTask *
ts_code_starting_process (TsScript *script, WayId way, const TsTask *task)
{
  /* A task may start another one, and that one a third; nobody can go round in a circle for long. */
  for (guint depth = 0; depth < MAX_DECLARATIONS; depth++)
    {
      StarterSearch search = { { task, TS_STEP_START, FALSE }, NULL };

      if (task->parent != NULL)
        return task->parent;
      ts_script_visit_tasks (script, find_starter, &search);
      if (search.starter == NULL || search.starter->is_main)
        return NULL;
      if (ts_code_kind (way, search.starter) == KIND_PROCESS)
        return search.starter;
      task = search.starter;
    }
  return NULL;
}

gboolean
ts_code_body_has_step (GPtrArray *body, TsStepKind kind)
{
  StepSearch search = { NULL, kind, FALSE };

  ts_body_visit (body, find_step, &search);
  return search.found;
}

static gint64
fold (TsCode *code, const TsExpression *expression)
{
  TsEnvironment environment = { .settings = &code->settings, .index = -1 };
  gint64 value = 1;

  return expression != NULL && ts_evaluate (expression, &environment, &value) ? value : 1;
}

gint64
ts_code_copies (TsCode *code, const TsTask *task)
{
  return fold (code, task->copies);
}

typedef struct {
  TsCode *code;
  const TsTask *task;
  gint64 next, found;
} SlotSearch;

static void
count_slots (TsTask *task, gpointer data)
{
  SlotSearch *search = data;

  if (task == search->task)
    search->found = search->next;
  search->next += ts_code_copies (search->code, task)
                  * (task->parent != NULL ? ts_code_copies (search->code, task->parent) : 1);
}

gint64
ts_code_first_slot (TsCode *code, const TsTask *task)
{
  SlotSearch search = { code, task, code->script->main == NULL ? 1 : 0, 0 };

  ts_script_visit_tasks (code->script, count_slots, &search);
  return search.found;
}

typedef struct {
  char letter;
  gboolean found;
} PartSearch;

static void
find_part (TsStep *step, gpointer data)
{
  PartSearch *search = data;

  for (guint i = 0; step->parts != NULL && i < step->parts->len; i++)
    if (((TsTemplatePart *) step->parts->pdata[i])->letter == search->letter)
      search->found = TRUE;
}

gboolean
ts_code_body_prints (GPtrArray *body, char letter)
{
  PartSearch search = { letter, FALSE };

  ts_body_visit (body, find_part, &search);
  return search.found;
}

gboolean
ts_code_uses_alive (TsScript *script)
{
  PartSearch search = { 'a', FALSE };

  walk_script (script, find_part, &search);
  return search.found;
}

const TsObject *
ts_code_keyboard (TsScript *script)
{
  for (guint i = 0; i < script->objects->len; i++)
    if (((TsObject *) script->objects->pdata[i])->kind == OBJECT_KEYBOARD)
      return script->objects->pdata[i];
  return NULL;
}

gboolean
ts_code_is_random (const TsExpression *expression)
{
  return expression->kind == TS_EXPRESSION_RANDOM;
}

gboolean
ts_code_is_index (const TsExpression *expression)
{
  return expression->kind == TS_EXPRESSION_INDEX;
}

gboolean
ts_code_is_cores (const TsExpression *expression)
{
  return expression->kind == TS_EXPRESSION_CORES;
}

gboolean
ts_code_has (const TsExpression *expression, TsCodeTest test)
{
  return expression != NULL
         && (test (expression) || ts_code_has (expression->left, test)
             || ts_code_has (expression->right, test));
}

typedef struct {
  TsCodeTest test;
  gboolean found;
} ValueSearch;

static void
find_value (TsStep *step, gpointer data)
{
  ValueSearch *search = data;

  search->found |= ts_code_has (step->value, search->test) || ts_code_has (step->right, search->test);
  if (step->reference != NULL)
    search->found |= ts_code_has (step->reference->offset, search->test);
  for (guint i = 0; step->cores != NULL && i < step->cores->len; i++)
    {
      const TsCoreRange *range = step->cores->pdata[i];

      search->found |= ts_code_has (range->low, search->test) || ts_code_has (range->high, search->test);
    }
}

gboolean
ts_code_body_has (GPtrArray *body, TsCodeTest test)
{
  ValueSearch search = { test, FALSE };

  ts_body_visit (body, find_value, &search);
  return search.found;
}
