/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What nobody does: tasks never started, queues never filled or closed, events never signalled.
 */
#include "config.h"

#include "ts-checker.h"

#include <glib/gi18n-lib.h>

/* What the steps of all tasks do; sets of TsObject and TsTask. */
typedef struct {
  TsScript *script;
  TsReport *report;
  GHashTable *filled, *closed, *signalled;
  GHashTable *started;   /* by another task */
  GHashTable *starters;  /* processes that start those that they hold by themselves */
  TsTask *task;          /* at hand */
} Use;

static void
note_start (Use *use, TsTask *started)
{
  if (started != use->task)
    g_hash_table_add (use->started, started);
  if (started->parent != NULL)
    g_hash_table_add (use->starters, started->parent);
}

static void
note_step (TsStep *step, gpointer data)
{
  Use *use = data;

  if (step->kind == TS_STEP_PUT)
    g_hash_table_add (use->filled, step->reference->object);
  else if (step->kind == TS_STEP_CLOSE)
    g_hash_table_add (use->closed, step->reference->object);
  else if (step->kind == TS_STEP_SIGNAL)
    g_hash_table_add (use->signalled, step->reference->object);
  else if (step->kind == TS_STEP_START)
    note_start (use, step->reference->task);
}

static void
note_task (TsTask *task, gpointer data)
{
  Use *use = data;

  use->task = task;
  ts_body_visit (task->body, note_step, use);
}

static void
check_step (TsStep *step, gpointer data)
{
  Use *use = data;
  const TsReference *reference = step->reference;

  if ((step->kind == TS_STEP_GET || step->kind == TS_STEP_REPEAT_GET)
      && reference->object->kind != OBJECT_KEYBOARD
      && !g_hash_table_contains (use->filled, reference->object))
    ts_report_add (use->report, reference->line, reference->column,
                   _("nobody puts anything into “%s”"), reference->name);
  else if (step->kind == TS_STEP_REPEAT_GET
           && !g_hash_table_contains (use->closed, reference->object))
    ts_report_add (use->report, reference->line, reference->column,
                   _("nobody closes “%s”, so that this loop would never end"), reference->name);
  else if (step->kind == TS_STEP_WAIT && !g_hash_table_contains (use->signalled, reference->object))
    ts_report_add (use->report, reference->line, reference->column, _("nobody signals “%s”"),
                   reference->name);
  else if (step->kind == TS_STEP_START && use->script->main == NULL
           && reference->task->parent == NULL)
    ts_report_add (use->report, reference->line, reference->column,
                   _("“%s” is started already: "
                     "without a “main” of its own, a program starts all its tasks"),
                   reference->name);
}

/* Tasks at the margin are started by those who say so once there is a "main"; those in a process,
 * once anybody starts one of them by himself. */
static gboolean
must_be_started (Use *use, TsTask *task)
{
  if (task->parent != NULL)
    return g_hash_table_contains (use->starters, task->parent);
  return use->script->main != NULL && !task->is_main;
}

static void
check_task (TsTask *task, gpointer data)
{
  Use *use = data;

  if (must_be_started (use, task) && !g_hash_table_contains (use->started, task))
    ts_report_add (use->report, task->line, task->column, _("nobody starts “%s”"), task->name);
  ts_body_visit (task->body, check_step, use);
}

void
ts_check_use (TsScript *script, TsReport *report)
{
  g_autoptr (GHashTable) filled = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) closed = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) signalled = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) started = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) starters = g_hash_table_new (NULL, NULL);
  Use use = {
    .script = script, .report = report, .filled = filled, .closed = closed, .signalled = signalled,
    .started = started, .starters = starters,
  };

  ts_script_visit_tasks (script, note_task, &use);
  ts_script_visit_tasks (script, check_task, &use);
  if (script->main == NULL && script->tasks->len == 0)
    ts_report_add (report, 1, 1, _("the program has no task"));
}
