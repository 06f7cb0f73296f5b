/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tasks as functions in Python.
 */
#include "config.h"

#include "ts-code-python.h"

#include <inttypes.h>

/* Whether the first step that has to do with what was loaded loads it: 1; another does: -1; there
 * is none: 0. */
static int
loads_first (GPtrArray *body)
{
  for (guint i = 0; body != NULL && i < body->len; i++)
    {
      const TsStep *step = body->pdata[i];
      int inner;

      if (step->kind == TS_STEP_LOAD)
        return 1;
      if (step->kind == TS_STEP_ADD || step->kind == TS_STEP_STORE)
        return -1;
      inner = loads_first (step->body);
      if (inner != 0 && (inner < 0 || step->kind != TS_STEP_IF))
        return inner;
      if (loads_first (step->otherwise) < 0)
        return -1;
    }
  return 0;
}

static gboolean
is_assigned (TsCode *code, const TsObject *object)
{
  return object->kind == OBJECT_COUNTER && object->count == NULL
         && !ts_code_is_between_processes (code, object);
}

static void
collect_global (TsStep *step, gpointer data)
{
  GPtrArray *found = data;

  if ((step->kind == TS_STEP_STORE || step->kind == TS_STEP_INCREMENT)
      && !g_ptr_array_find (found, step->reference->object, NULL))
    g_ptr_array_add (found, step->reference->object);
}

static void
collect_started (TsStep *step, gpointer data)
{
  GPtrArray *found = data;

  if (step->kind == TS_STEP_START && step->reference->task->copies == NULL
      && !g_ptr_array_find (found, step->reference->task, NULL))
    g_ptr_array_add (found, step->reference->task);
}

/* "global hits": Python would take what a function sets for its own. */
static void
write_globals (TsCode *code, GPtrArray *body)
{
  g_autoptr (GPtrArray) counters = g_ptr_array_new ();
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  g_autoptr (GString) names = g_string_new (NULL);

  ts_body_visit (body, collect_global, counters);
  if (code->column == TS_CODE_LOOP)
    ts_body_visit (body, collect_started, tasks);
  for (guint i = 0; i < counters->len; i++)
    if (is_assigned (code, counters->pdata[i]))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              ts_code_name (code, counters->pdata[i]));
  for (guint i = 0; i < tasks->len; i++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", ts_code_handle (code, tasks->pdata[i]));
  if (names->len > 0)
    ts_code_line (code, 0, "global %s", names->str);
}

/* The generator has the number of the task, as in Timeslice: the numbers are the same then. */
static void
write_dice (TsCode *code, const TsTask *task)
{
  gint64 slot = ts_code_first_slot (code, task);

  ts_code_need (code, "dice");
  if (task->copies != NULL)
    ts_code_line (code, 0, "dice = Dice(SEED, %" PRId64 " + index)", slot);
  else
    ts_code_line (code, 0, "dice = Dice(SEED, %" PRId64 ")", slot);
}

/* What goes before the steps. */
static void
write_beginning (TsCode *code, const TsTask *task)
{
  g_autofree char *total = NULL;

  write_globals (code, task->body);
  ts_code_python_make_processes (code, task);
  if (task->cores != NULL)
    ts_code_python_pin (code, task->line, task->cores);
  if (ts_code_body_has (task->body, ts_code_is_random))
    write_dice (code, task);
  if (loads_first (task->body) < 0)
    ts_code_line (code, 0, "loaded = 0");
  if (!ts_code_body_has_step (task->body, TS_STEP_STEP))
    return;
  total = ts_code_total (code, task);
  ts_code_line (code, 0, "bar(%s)", total != NULL ? total : "");
}

/* Starts those tasks, or waits for those that somebody waits for. */
static void
write_for_all (TsCode *code, GPtrArray *tasks, gboolean start)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = tasks->pdata[i];

      if (start)
        ts_code_python_start (code, 0, task, NULL);
      else if (!task->daemon)
        ts_code_python_join (code, 0, task, NULL);
    }
}

static void
write_steps (TsCode *code, const TsTask *task)
{
  GPtrArray *own = ts_task_starts_by_hand (task) ? NULL : task->tasks;

  write_beginning (code, task);
  if (own != NULL)
    write_for_all (code, own, TRUE);
  ts_code_python_body (code, task->body);
  if (own != NULL)
    write_for_all (code, own, FALSE);
}

/* In an event loop the functions that hold handles set them. */
static void
write_implied_main (TsCode *code)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GPtrArray *tasks = code->script->tasks;

  for (guint i = 0; code->column == TS_CODE_LOOP && i < tasks->len; i++)
    if (((TsTask *) tasks->pdata[i])->copies == NULL)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", ts_code_handle (code, tasks->pdata[i]));
  if (names->len > 0)
    ts_code_line (code, 0, "global %s", names->str);
  ts_code_python_start_typist (code);
  write_for_all (code, tasks, TRUE);
  write_for_all (code, tasks, FALSE);
}

void
ts_code_python_task (TsCode *code, const TsTask *task)
{
  gboolean is_main = task == NULL || task->is_main;
  const char *name = is_main ? "main" : ts_code_name (code, task);

  code->task = task;
  ts_code_line (code, task != NULL ? task->line : 0, "%sdef %s(%s):", code->column == TS_CODE_LOOP ? "async " : "",
                name, !is_main && task->copies != NULL ? "index" : "");
  ts_code_indent (code, 1);
  if (task == NULL)
    write_implied_main (code);
  else
    {
      if (is_main)
        ts_code_python_start_typist (code);
      write_steps (code, task);
    }
  ts_code_indent (code, -1);
  ts_code_blank (code, 2);
  code->task = NULL;
}

static void
write_typist (TsCode *code)
{
  const TsObject *keyboard = ts_code_keyboard (code->script);

  if (keyboard == NULL)
    return;
  ts_code_need (code, "sleep");
  ts_code_line (code, 0, "%sdef typist():", code->column == TS_CODE_LOOP ? "async " : "");
  ts_code_indent (code, 1);
  ts_code_line (code, 0, "\"\"\"The hand that types, as long as the program runs.\"\"\"");
  ts_code_line (code, 0, "while True:");
  ts_code_line (code, 0, "    %ssleep(100)", ts_code_python_await (code));
  ts_code_line (code, 0, "    %s%s.put(None)", ts_code_python_await (code), ts_code_name (code, keyboard));
  ts_code_indent (code, -1);
  ts_code_blank (code, 2);
}

static void
write_task (TsTask *task, gpointer data)
{
  if (!task->is_main)
    ts_code_python_task (data, task);
}

void
ts_code_python_tasks (TsCode *code)
{
  write_typist (code);
  ts_script_visit_tasks (code->script, write_task, code);
}
