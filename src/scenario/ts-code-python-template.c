/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts in Python, as f-strings.
 */
#include "config.h"

#include "ts-code-python.h"

#include <string.h>

/* Appends a text as it stands; what would mean something in an f-string is doubled. */
static void
append_text (GString *text, const char *plain, gboolean formatted)
{
  for (const char *at = plain; *at != '\0'; at++)
    {
      if (*at == '\\' || (formatted && (*at == '{' || *at == '}')))
        g_string_append_c (text, *at);
      g_string_append_c (text, *at);
    }
}

/* How a task asks for its own name; the main one knows it. */
static char *
own_name (TsCode *code)
{
  const TsTask *task = code->task;

  if (task == NULL || task->is_main)
    return task != NULL && task->label != NULL ? ts_code_python_label (code, task, "0") : g_strdup ("\"main\"");
  switch (ts_code_kind (code->plan->way, task))
    {
    case KIND_PROCESS:
      ts_code_import (code, "multiprocessing");
      return g_strdup ("multiprocessing.current_process().name");
    case KIND_COROUTINE:
      return g_strdup ("asyncio.current_task().get_name()");
    case KIND_THREAD:
    case KIND_TASK:
    default:
      ts_code_import (code, "threading");
      return g_strdup ("threading.current_thread().name");
    }
}

static char *
alive (TsCode *code)
{
  gboolean typing = ts_code_keyboard (code->script) != NULL && code->column != TS_CODE_PROCESSES;

  ts_code_need (code, typing ? "alive-typing" : "alive");
  return g_strdup ("alive()");
}

static char *
get_placeholder (TsCode *code, const TsTemplatePart *part)
{
  switch (part->letter)
    {
    case 't':
      return own_name (code);
    case 'n':
      return g_strdup (code->task != NULL && code->task->copies != NULL ? "index" : "0");
    case 'p':
      ts_code_import (code, "os");
      return g_strdup ("os.getpid()");
    case 'i':
      ts_code_import (code, "threading");
      return g_strdup ("threading.get_native_id()");
    case 'c':
      ts_code_need (code, "core");
      return g_strdup ("core()");
    case 'a':
      return alive (code);
    case 'o':
      return ts_code_object_value (code, part->object, NULL);
    case 'P':
    default:
      return g_strdup (ts_code_name (code, part->parameter));
    }
}

/* TRUE if something is to be filled in, so that the text must be an f-string. */
static gboolean
is_formatted (GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    if (((TsTemplatePart *) parts->pdata[i])->letter != 0)
      return TRUE;
  return FALSE;
}

/* Appends a value; what is a text in quotes itself goes in without them. */
static void
append_value (GString *text, const char *value)
{
  gsize length = strlen (value);

  if (value[0] == '"')
    g_string_append_len (text, value + 1, (gssize) length - 2);
  else
    g_string_append_printf (text, "{%s}", value);
}

char *
ts_code_python_template (TsCode *code, GPtrArray *parts)
{
  gboolean formatted = is_formatted (parts);
  GString *text = g_string_new (formatted ? "f\"" : "\"");

  for (guint i = 0; i < parts->len; i++)
    {
      const TsTemplatePart *part = parts->pdata[i];
      g_autofree char *value = part->letter != 0 ? get_placeholder (code, part) : NULL;

      if (value != NULL)
        append_value (text, value);
      else
        append_text (text, part->text, formatted);
    }
  g_string_append_c (text, '"');
  return g_string_free (text, FALSE);
}

/* "Worker 2", or what the header says. */
char *
ts_code_python_label (TsCode *code, const TsTask *task, const char *index)
{
  GString *text;

  if (task->label == NULL && ts_code_copies (code, task) > 1)
    return g_strdup_printf ("f\"%s {%s}\"", task->name, index);
  if (task->label == NULL)
    return g_strdup_printf ("\"%s\"", task->name);

  text = g_string_new (is_formatted (task->label) ? "f\"" : "\"");
  for (guint i = 0; i < task->label->len; i++)
    {
      const TsTemplatePart *part = task->label->pdata[i];

      if (part->letter == 0)
        append_text (text, part->text, is_formatted (task->label));
      else if (part->letter == 'n')
        g_string_append_printf (text, "{%s}", index);
      else
        {
          gboolean safe = task->copies != NULL && task->copies->kind == TS_EXPRESSION_CORES;

          ts_code_need (code, safe ? "cores" : "core_at");
          g_string_append_printf (text, safe ? "{CORES[%s]}" : "{core_at(%s)}", index);
        }
    }
  g_string_append_c (text, '"');
  return g_string_free (text, FALSE);
}
