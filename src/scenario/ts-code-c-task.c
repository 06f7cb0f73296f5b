/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tasks as functions in C.
 */
#include "config.h"

#include "ts-code-c.h"

#include <inttypes.h>

static gboolean
is_process (TsCode *code, const TsTask *task)
{
  return ts_code_kind (code->plan->way, task) == KIND_PROCESS;
}

static gboolean
has_register (const TsTask *task)
{
  return ts_code_body_has_step (task->body, TS_STEP_LOAD) || ts_code_body_has_step (task->body, TS_STEP_ADD)
         || ts_code_body_has_step (task->body, TS_STEP_STORE);
}

static gboolean
has_steps (const TsTask *task)
{
  return ts_code_body_has_step (task->body, TS_STEP_STEP);
}

static gboolean
cores_have_index (const TsTask *task)
{
  for (guint i = 0; task->cores != NULL && i < task->cores->len; i++)
    {
      const TsCoreRange *range = task->cores->pdata[i];

      if (ts_code_has (range->low, ts_code_is_index) || ts_code_has (range->high, ts_code_is_index))
        return TRUE;
    }
  return FALSE;
}

static gboolean
label_has_index (TsCode *code, const TsTask *task)
{
  if (task->label == NULL)
    return ts_code_copies (code, task) > 1;
  for (guint i = 0; i < task->label->len; i++)
    if (((TsTemplatePart *) task->label->pdata[i])->letter != 0)
      return TRUE;
  return FALSE;
}

/* TRUE if the function has a use for the number of its task. */
static gboolean
uses_index (TsCode *code, const TsTask *task)
{
  if (task->copies == NULL)
    return FALSE;
  return ts_code_body_has (task->body, ts_code_is_index) || ts_code_body_has (task->body, ts_code_is_random)
         || ts_code_body_prints (task->body, 'n') || cores_have_index (task) || ts_code_has (task->steps, ts_code_is_index)
         || (label_has_index (code, task) && (has_steps (task) || ts_code_body_prints (task->body, 't')));
}

/* The variables of a function; the generator has the number of the task, as in Timeslice. */
static void
write_variables (TsCode *code, const TsTask *task)
{
  gint64 slot = ts_code_first_slot (code, task);

  if (uses_index (code, task) && !is_process (code, task))
    {
      ts_code_import (code, "stdint.h");
      ts_code_line (code, 0, "long long index = (intptr_t) argument;");
    }
  if (ts_code_body_has (task->body, ts_code_is_random))
    {
      ts_code_need (code, "dice");
      ts_code_line (code, 0, "unsigned long long dice = dice_new (SEED, %" PRId64 "%s);", slot,
                    task->copies != NULL ? " + (unsigned long long) index" : "");
    }
  if (has_register (task))
    ts_code_line (code, 0, "long long loaded = 0;");
  ts_code_blank (code, 1);
}

static void
write_beginning (TsCode *code, const TsTask *task)
{
  g_autofree char *total = NULL, *label = NULL;

  if (!task->is_main && !uses_index (code, task))
    ts_code_line (code, 0, is_process (code, task) ? "(void) index;" : "(void) argument;");
  if (task->cores != NULL)
    ts_code_c_pin (code, task->line, task->cores);
  if (!has_steps (task))
    return;
  total = ts_code_total (code, task);
  label = ts_code_c_label (code, task);
  ts_code_line (code, 0, "bar (%s, %s);", total != NULL ? total : "-1", label);
}

/* Starts those tasks, or waits for those that somebody waits for. */
static void
write_for_all (TsCode *code, GPtrArray *tasks, gboolean start)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = tasks->pdata[i];

      if (start)
        ts_code_c_start (code, 0, task, NULL);
      else if (!task->daemon)
        ts_code_c_join (code, 0, task, NULL);
    }
}

static void
write_steps (TsCode *code, const TsTask *task)
{
  GPtrArray *own = ts_task_starts_by_hand (task) ? NULL : task->tasks;

  write_beginning (code, task);
  if (own != NULL)
    write_for_all (code, own, TRUE);
  ts_code_c_body (code, task->body);
  if (own != NULL)
    write_for_all (code, own, FALSE);
}

/* TRUE if nothing can come behind the steps. */
static gboolean
is_endless (const TsTask *task)
{
  const TsStep *last = task->body->len > 0 ? task->body->pdata[task->body->len - 1] : NULL;

  return last != NULL && last->kind == TS_STEP_FOREVER;
}

static void
write_head (TsCode *code, const TsTask *task)
{
  gboolean process = is_process (code, task);

  ts_code_line (code, 0, process ? "static void" : "static void *");
  ts_code_line (code, 0, "%s (%s)", ts_code_name (code, task), process ? "long long index" : "void *argument");
}

static void
write_task (TsTask *task, gpointer data)
{
  TsCode *code = data;

  if (task->is_main)
    return;
  code->task = task;
  ts_code_comments (code, task->line);
  write_head (code, task);
  ts_code_line (code, task->line, "{");
  ts_code_indent (code, 1);
  write_variables (code, task);
  code->blanks = code->text->str[code->text->len - 2] == '{' ? 0 : code->blanks;
  write_steps (code, task);
  if (!is_endless (task))
    {
      if (is_process (code, task))
        ts_code_c_end_processes (code, task);
      if (ts_code_uses_alive (code->script))
        ts_code_line (code, 0, "count (-1);");
    }
  if (!is_process (code, task))
    ts_code_line (code, 0, "return NULL;");
  ts_code_indent (code, -1);
  ts_code_line (code, 0, "}");
  ts_code_blank (code, 1);
  code->task = NULL;
}

static void
declare_task (TsTask *task, gpointer data)
{
  TsCode *code = data;

  if (task->is_main)
    return;
  if (is_process (code, task))
    ts_code_line (code, 0, "static void %s (long long index);", ts_code_name (code, task));
  else
    ts_code_line (code, 0, "static void *%s (void *argument);", ts_code_name (code, task));
}

static void
find_starter (TsTask *task, gpointer data)
{
  if (!task->is_main && (task->tasks->len > 0 || ts_code_body_has_step (task->body, TS_STEP_START)))
    *(gboolean *) data = TRUE;
}

static void
write_typist (TsCode *code)
{
  const TsObject *keyboard = ts_code_keyboard (code->script);
  gboolean process = code->column == TS_CODE_PROCESSES;

  if (keyboard == NULL)
    return;
  ts_code_need (code, "sleep");
  ts_code_need (code, "queue-put");
  ts_code_line (code, 0, "/* The hand that types, as long as the program runs. */");
  ts_code_line (code, 0, process ? "static void" : "static void *");
  ts_code_line (code, 0, process ? "typist (long long index)" : "typist (void *argument)");
  ts_code_line (code, 0, "{");
  ts_code_line (code, 0, process ? "  (void) index;" : "  (void) argument;");
  ts_code_line (code, 0, "  for (;;)");
  ts_code_line (code, 0, "    {");
  ts_code_line (code, 0, "      sleep_for (100);");
  ts_code_line (code, 0, "      queue_put (&%s%s);", process ? "shared->" : "", ts_code_name (code, keyboard));
  ts_code_line (code, 0, "    }");
  if (!process)
    ts_code_line (code, 0, "  return NULL;");
  ts_code_line (code, 0, "}");
  ts_code_blank (code, 1);
}

void
ts_code_c_tasks (TsCode *code)
{
  gboolean found = FALSE;

  ts_script_visit_tasks (code->script, find_starter, &found);
  if (found)
    ts_script_visit_tasks (code->script, declare_task, code);
  ts_code_blank (code, 1);
  write_typist (code);
  ts_script_visit_tasks (code->script, write_task, code);
}

void
ts_code_c_main (TsCode *code)
{
  const TsTask *task = code->script->main;

  code->task = task;
  if (task != NULL)
    ts_code_comments (code, task->line);
  ts_code_line (code, 0, "int");
  ts_code_line (code, 0, "main (void)");
  ts_code_line (code, task != NULL ? task->line : 0, "{");
  ts_code_indent (code, 1);
  if (task != NULL)
    write_variables (code, task);
  code->blanks = code->text->str[code->text->len - 2] == '{' ? 0 : code->blanks;
  if (ts_code_c_needs_set_up (code))
    ts_code_line (code, 0, "set_up ();");
  ts_code_c_start_typist (code);
  if (task != NULL)
    write_steps (code, task);
  else
    {
      write_for_all (code, code->script->tasks, TRUE);
      write_for_all (code, code->script->tasks, FALSE);
    }
  if (task == NULL || !is_endless (task))
    {
      ts_code_c_end_processes (code, NULL);
      ts_code_line (code, 0, "return 0;");
    }
  ts_code_indent (code, -1);
  ts_code_line (code, 0, "}");
  code->task = NULL;
}
