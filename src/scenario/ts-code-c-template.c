/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts in C: a format for printf, and what it prints.
 */
#include "config.h"

#include "ts-code-c.h"

typedef struct {
  TsCode *code;
  GString *format;
  GString *values;   /* ", VALUE" for each */
} Writing;

static void
append_text (Writing *writing, const char *plain)
{
  for (const char *at = plain; *at != '\0'; at++)
    {
      if (*at == '\\' || *at == '%')
        g_string_append_c (writing->format, *at);
      g_string_append_c (writing->format, *at);
    }
}

static void
append_value (Writing *writing, const char *format, const char *value)
{
  g_string_append (writing->format, format);
  g_string_append_printf (writing->values, ", %s", value);
}

static void
append_index (Writing *writing, const TsTask *task)
{
  if (task != NULL && task->copies != NULL)
    append_value (writing, "%lld", "index");
  else
    g_string_append_c (writing->format, '0');
}

/* "Worker 2", or what the header says. */
static void
append_label (Writing *writing, const TsTask *task)
{
  if (task == NULL || task->label == NULL)
    append_text (writing, task != NULL ? task->name : "main");
  if (task != NULL && task->label == NULL && ts_code_copies (writing->code, task) > 1)
    append_value (writing, " %lld", "index");
  for (guint i = 0; task != NULL && task->label != NULL && i < task->label->len; i++)
    {
      const TsTemplatePart *part = task->label->pdata[i];

      if (part->letter == 0)
        append_text (writing, part->text);
      else if (part->letter == 'n')
        append_index (writing, task);
      else
        {
          ts_code_need (writing->code, "core_at");
          append_value (writing, "%d", task->copies != NULL ? "core_at (index)" : "core_at (0)");
        }
    }
}

static void
append_system_number (Writing *writing, const char *header, const char *call)
{
  ts_code_import (writing->code, header);
  append_value (writing, "%d", call);
}

static void
append_part (Writing *writing, const TsTemplatePart *part)
{
  TsCode *code = writing->code;
  g_autofree char *object = NULL;

  switch (part->letter)
    {
    case 0:
      append_text (writing, part->text);
      return;
    case 't':
      append_label (writing, code->task);
      return;
    case 'n':
      append_index (writing, code->task);
      return;
    case 'p':
      append_system_number (writing, "unistd.h", "getpid ()");
      return;
    case 'i':
      append_system_number (writing, "unistd.h", "gettid ()");
      return;
    case 'c':
      append_system_number (writing, "sched.h", "sched_getcpu ()");
      return;
    case 'a':
      ts_code_need (code, "alive");
      append_value (writing, "%lld", "alive ()");
      return;
    case 'o':
      object = ts_code_object_value (code, part->object, NULL);
      append_value (writing, "%lld", object);
      return;
    case 'P':
    default:
      append_value (writing, "%lld", ts_code_name (code, part->parameter));
    }
}

static char *
finish (Writing *writing)
{
  char *text = g_strdup_printf ("\"%s\"%s", writing->format->str, writing->values->str);

  g_string_free (writing->format, TRUE);
  g_string_free (writing->values, TRUE);
  return text;
}

char *
ts_code_c_template (TsCode *code, GPtrArray *parts)
{
  Writing writing = { code, g_string_new (NULL), g_string_new (NULL) };

  for (guint i = 0; i < parts->len; i++)
    append_part (&writing, parts->pdata[i]);
  return finish (&writing);
}

char *
ts_code_c_label (TsCode *code, const TsTask *task)
{
  Writing writing = { code, g_string_new (NULL), g_string_new (NULL) };

  append_label (&writing, task);
  return finish (&writing);
}
