/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Starting tasks in Python and waiting for their end.
 */
#include "config.h"

#include "ts-code-python.h"

#include <string.h>

/* The class whose objects are started; those that are counted have one of their own. */
static const char *
get_class (TsCode *code, TaskKind kind)
{
  gboolean counted = code->column == TS_CODE_PROCESSES && ts_code_uses_alive (code->script);

  if (counted)
    {
      ts_code_need (code, kind == KIND_PROCESS ? "counted-process" : "counted-thread");
      return kind == KIND_PROCESS ? "Process" : "Thread";
    }
  ts_code_import (code, kind == KIND_PROCESS ? "multiprocessing" : "threading");
  return kind == KIND_PROCESS ? "multiprocessing.Process" : "threading.Thread";
}

/* What makes one of them, `index` being its place. */
static char *
make (TsCode *code, const TsTask *task, const char *index)
{
  TaskKind kind = ts_code_kind (code->plan->way, task);
  g_autofree char *label = ts_code_python_label (code, task, index);
  gboolean daemon = !ts_code_is_joined (code->script, task);
  g_autofree char *place = task->copies != NULL ? g_strdup_printf ("args=(%s,), ", index) : g_strdup ("");

  if (kind == KIND_COROUTINE)
    return g_strdup_printf ("asyncio.create_task(%s(%s), name=%s)", ts_code_name (code, task),
                            task->copies != NULL ? index : "", label);
  return g_strdup_printf ("%s(target=%s, %sname=%s%s)", get_class (code, kind), ts_code_name (code, task),
                          place, label, daemon ? ", daemon=True" : "");
}

/* "HANDLE = …", for all of a row. */
static void
write_making (TsCode *code, guint source, const TsTask *task, const char *slice)
{
  const char *handle = ts_code_handle (code, task);
  g_autofree char *one = make (code, task, "index");
  g_autofree char *copies = NULL;
  int margin = (int) (strlen (handle) + strlen (slice)) + 4;

  if (task->copies == NULL)
    {
      ts_code_line (code, source, "%s = %s", handle, one);
      return;
    }
  copies = ts_code_value (code, task->copies);
  ts_code_line (code, source, "%s%s = [%s", handle, slice, one);
  ts_code_line (code, source, "%*sfor index in range(%s)]", margin, "", copies);
}

/* TRUE if it can only be made in the process that starts it. */
static gboolean
is_made_later (TsCode *code, const TsTask *task)
{
  return ts_code_kind (code->plan->way, task) == KIND_PROCESS
         && ts_code_starting_process (code->script, code->plan->way, task) != NULL;
}

static void
write_handle (TsTask *task, gpointer data)
{
  TsCode *code = data;
  const char *handle = ts_code_handle (code, task);
  g_autofree char *copies = NULL;

  if (task->is_main)
    return;
  if (code->column != TS_CODE_LOOP && !is_made_later (code, task))
    write_making (code, 0, task, "");
  else if (task->copies == NULL || code->column != TS_CODE_LOOP)
    ts_code_line (code, 0, "%s = None", handle);
  else
    {
      copies = ts_code_operand (code, task->copies);
      ts_code_line (code, 0, "%s = [None] * %s", handle, copies);
    }
}

void
ts_code_python_handles (TsCode *code)
{
  ts_script_visit_tasks (code->script, write_handle, code);
}

typedef struct {
  TsCode *code;
  const TsTask *process;
} Making;

static void
make_one (TsTask *task, gpointer data)
{
  Making *making = data;
  TsCode *code = making->code;

  if (task->is_main || !is_made_later (code, task)
      || ts_code_starting_process (code->script, code->plan->way, task) != making->process)
    return;
  ts_code_line (code, 0, "global %s", ts_code_handle (code, task));
  write_making (code, 0, task, "");
}

void
ts_code_python_make_processes (TsCode *code, const TsTask *process)
{
  Making making = { code, process };

  if (process != NULL && ts_code_kind (code->plan->way, process) == KIND_PROCESS)
    ts_script_visit_tasks (code->script, make_one, &making);
}

static void
start_coroutine (TsCode *code, guint source, const TsTask *task, const TsExpression *place)
{
  g_autofree char *index = place != NULL ? ts_code_value (code, place) : NULL;
  g_autofree char *one = place != NULL ? make (code, task, index) : NULL;

  if (place != NULL)
    ts_code_line (code, source, "%s[%s] = %s", ts_code_handle (code, task), index, one);
  else
    write_making (code, source, task, "[:]");
}

/* "thread", …: one of a row. */
static const char *
get_word (TsCode *code, const TsTask *task)
{
  TaskKind kind = ts_code_kind (code->plan->way, task);

  return kind == KIND_PROCESS ? "process" : kind == KIND_COROUTINE ? "task" : "thread";
}

void
ts_code_python_start (TsCode *code, guint source, const TsTask *task, const TsExpression *place)
{
  const char *handle = ts_code_handle (code, task);
  g_autofree char *index = place != NULL ? ts_code_value (code, place) : NULL;

  if (code->column == TS_CODE_LOOP)
    start_coroutine (code, source, task, place);
  else if (place != NULL)
    ts_code_line (code, source, "%s[%s].start()", handle, index);
  else if (task->copies == NULL)
    ts_code_line (code, source, "%s.start()", handle);
  else
    {
      ts_code_line (code, source, "for %s in %s:", get_word (code, task), handle);
      ts_code_line (code, source, "    %s.start()", get_word (code, task));
    }
}

void
ts_code_python_join (TsCode *code, guint source, const TsTask *task, const TsExpression *place)
{
  const char *handle = ts_code_handle (code, task), *word = get_word (code, task);
  gboolean loop = code->column == TS_CODE_LOOP;
  const char *before = loop ? "await " : "", *behind = loop ? "" : ".join()";
  g_autofree char *index = place != NULL ? ts_code_value (code, place) : NULL;

  if (place != NULL)
    ts_code_line (code, source, "%s%s[%s]%s", before, handle, index, behind);
  else if (task->copies == NULL)
    ts_code_line (code, source, "%s%s%s", before, handle, behind);
  else
    {
      ts_code_line (code, source, "for %s in %s:", word, handle);
      ts_code_line (code, source, "    %s%s%s", before, word, behind);
    }
}

void
ts_code_python_start_typist (TsCode *code)
{
  if (ts_code_keyboard (code->script) == NULL)
    return;
  if (code->column == TS_CODE_LOOP)
    ts_code_line (code, 0, "typist_task = asyncio.create_task(typist(), name=\"typist\")");
  else
    {
      gboolean process = code->column == TS_CODE_PROCESSES;

      ts_code_import (code, process ? "multiprocessing" : "threading");
      ts_code_line (code, 0, "%s(target=typist, name=\"typist\", daemon=True).start()",
                    process ? "multiprocessing.Process" : "threading.Thread");
    }
}
