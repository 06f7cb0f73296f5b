/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Starting tasks in C and waiting for their end.
 */
#include "config.h"

#include "ts-code-c.h"

static gboolean
is_process (TsCode *code, const TsTask *task)
{
  return ts_code_kind (code->plan->way, task) == KIND_PROCESS;
}

static void
write_handle (TsTask *task, gpointer data)
{
  TsCode *code = data;
  g_autofree char *count = NULL;

  if (task->is_main)
    return;
  ts_code_import (code, is_process (code, task) ? "sys/types.h" : "pthread.h");
  if (task->copies != NULL)
    count = ts_code_c_dimension (code, task->copies);
  ts_code_line (code, 0, "static %s %s%s%s%s;", is_process (code, task) ? "pid_t" : "pthread_t",
                ts_code_handle (code, task), count != NULL ? "[" : "", count != NULL ? count : "",
                count != NULL ? "]" : "");
}

void
ts_code_c_handles (TsCode *code)
{
  if (ts_code_keyboard (code->script) != NULL)
    ts_code_line (code, 0, code->column == TS_CODE_PROCESSES ? "static pid_t typist_process;"
                                                             : "static pthread_t typist_thread;");
  ts_script_visit_tasks (code->script, write_handle, code);
}

/* Starts the one whose handle is `handle`, with `index`. */
static void
start_one (TsCode *code, guint source, const TsTask *task, const char *handle, const char *index)
{
  const char *function = ts_code_name (code, task);

  if (ts_code_uses_alive (code->script))
    {
      ts_code_need (code, "living");
      ts_code_line (code, source, "count (+1);");
    }
  if (is_process (code, task))
    {
      ts_code_need (code, "start-process");
      ts_code_line (code, source, "%s = start_process (%s, %s);", handle, function, index);
      return;
    }
  ts_code_need (code, "start-thread");
  ts_code_line (code, source, "start_thread (&%s, %s, %s);", handle, function, index);
  if (!ts_code_is_joined (code->script, task))
    ts_code_line (code, source, "pthread_detach (%s);", handle);
}

static void
join_one (TsCode *code, guint source, const TsTask *task, const char *handle)
{
  if (is_process (code, task))
    {
      ts_code_import (code, "sys/wait.h");
      ts_code_line (code, source, "waitpid (%s, NULL, 0);", handle);
    }
  else
    ts_code_line (code, source, "pthread_join (%s, NULL);", handle);
}

void
ts_code_c_start (TsCode *code, guint source, const TsTask *task, const TsExpression *place)
{
  g_autofree char *index = NULL, *handle = NULL, *copies = NULL;
  gboolean several;

  if (task->copies == NULL)
    {
      start_one (code, source, task, ts_code_handle (code, task), "0");
      return;
    }
  if (place != NULL)
    {
      index = ts_code_value (code, place);
      handle = g_strdup_printf ("%s[%s]", ts_code_handle (code, task), index);
      start_one (code, source, task, handle, index);
      return;
    }
  copies = ts_code_value (code, task->copies);
  index = g_strdup (ts_code_c_loop (code, source, copies));
  handle = g_strdup_printf ("%s[%s]", ts_code_handle (code, task), index);
  several = ts_code_uses_alive (code->script) || (!is_process (code, task) && !ts_code_is_joined (code->script, task));
  ts_code_c_open (code, several);
  start_one (code, source, task, handle, index);
  ts_code_c_close (code, several);
}

typedef void (*HandleFunction) (TsCode *code, guint source, const TsTask *task, const char *handle);

/* Calls `function` for the handle at `place`, or for all of the row. */
static void
for_each_handle (TsCode *code, guint source, const TsTask *task, const TsExpression *place, HandleFunction function)
{
  g_autofree char *index = NULL, *handle = NULL, *copies = NULL;

  if (task->copies == NULL)
    {
      function (code, source, task, ts_code_handle (code, task));
      return;
    }
  if (place != NULL)
    index = ts_code_value (code, place);
  else
    {
      copies = ts_code_value (code, task->copies);
      index = g_strdup (ts_code_c_loop (code, source, copies));
      ts_code_c_open (code, FALSE);
    }
  handle = g_strdup_printf ("%s[%s]", ts_code_handle (code, task), index);
  function (code, source, task, handle);
  if (place == NULL)
    ts_code_c_close (code, FALSE);
}

void
ts_code_c_join (TsCode *code, guint source, const TsTask *task, const TsExpression *place)
{
  for_each_handle (code, source, task, place, join_one);
}

void
ts_code_c_start_typist (TsCode *code)
{
  if (ts_code_keyboard (code->script) == NULL)
    return;
  if (code->column == TS_CODE_PROCESSES)
    {
      ts_code_need (code, "start-process");
      ts_code_line (code, 0, "typist_process = start_process (typist, 0);");
      return;
    }
  ts_code_need (code, "start-thread");
  ts_code_line (code, 0, "start_thread (&typist_thread, typist, 0);");
  ts_code_line (code, 0, "pthread_detach (typist_thread);");
}

static void
end_one (TsCode *code, guint source, const TsTask *task, const char *handle)
{
  ts_code_need (code, "end-process");
  ts_code_line (code, source, "end_process (%s);", handle);
}

typedef struct {
  TsCode *code;
  const TsTask *process;
} Ending;

static void
end_task (TsTask *task, gpointer data)
{
  Ending *ending = data;
  TsCode *code = ending->code;

  if (!task->is_main && is_process (code, task) && !ts_code_is_joined (code->script, task)
      && ts_code_starting_process (code->script, code->plan->way, task) == ending->process)
    for_each_handle (code, 0, task, NULL, end_one);
}

void
ts_code_c_end_processes (TsCode *code, const TsTask *process)
{
  Ending ending = { code, process };

  if (process == NULL && ts_code_keyboard (code->script) != NULL && code->column == TS_CODE_PROCESSES)
    end_one (code, 0, NULL, "typist_process");
  ts_script_visit_tasks (code->script, end_task, &ending);
}
