/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole program in Python.
 */
#include "config.h"

#include "ts-code-python.h"
#include "ts-evaluate.h"

#include <inttypes.h>
#include <string.h>

static void
write_parameters (TsCode *code, gboolean has_seed)
{
  if (code->script->parameters->len == 0 && !has_seed)
    return;
  ts_code_section (code, "Parameters");
  for (guint i = 0; i < code->script->parameters->len; i++)
    {
      const TsParameter *parameter = code->script->parameters->pdata[i];
      gint64 value = ts_settings_get (&code->settings, parameter);

      if (parameter->label != NULL && strcmp (parameter->label, parameter->name) != 0)
        ts_code_line (code, parameter->line, "%s = %" PRId64 "  # %s", ts_code_name (code, parameter), value,
                      parameter->label);
      else
        ts_code_line (code, parameter->line, "%s = %" PRId64, ts_code_name (code, parameter), value);
    }
  if (has_seed)
    ts_code_line (code, 0, "SEED = %" G_GUINT64_FORMAT "  # the same one gives the same random numbers again",
                  code->plan->seed);
  ts_code_blank (code, 1);
}

/* What a lock, semaphore, barrier or event is called in each of the libraries. */
static char *
make_tool (TsCode *code, const TsObject *object, const char *size)
{
  static const char * const modules[] = {
    [TS_CODE_THREADS] = "threading", [TS_CODE_PROCESSES] = "multiprocessing", [TS_CODE_LOOP] = "asyncio",
  };
  static const char * const classes[] = {
    [OBJECT_LOCK] = "Lock", [OBJECT_SEMAPHORE] = "Semaphore",
    [OBJECT_BARRIER] = "Barrier", [OBJECT_EVENT] = "Event",
  };

  ts_code_import (code, modules[code->column]);
  return g_strdup_printf ("%s.%s(%s)", modules[code->column], classes[object->kind], size);
}

static char *
make_queue (TsCode *code, const TsObject *object, const char *size)
{
  if (code->column == TS_CODE_PROCESSES)
    {
      ts_code_need (code, "queue");
      return g_strdup_printf ("Queue(%s)", object->kind == OBJECT_KEYBOARD ? "float(\"inf\")" : size);
    }
  if (ts_code_is_closed (code->script, object))
    {
      ts_code_need (code, "closable-queue");
      return g_strdup_printf ("ClosableQueue(%s)", size);
    }
  ts_code_import (code, code->column == TS_CODE_LOOP ? "asyncio" : "queue");
  return g_strdup_printf ("%s.Queue(%s)", code->column == TS_CODE_LOOP ? "asyncio" : "queue", size);
}

static char *
make_counter (TsCode *code, const TsObject *object, const char *size)
{
  if (!ts_code_is_between_processes (code, object))
    return g_strdup (size);
  ts_code_import (code, "multiprocessing");
  return g_strdup_printf ("multiprocessing.Value(\"q\", %s)", size);
}

static char *
make_object (TsCode *code, const TsObject *object)
{
  g_autofree char *size = object->size != NULL ? ts_code_value (code, object->size)
                          : g_strdup (object->kind == OBJECT_COUNTER ? "0" : "");

  switch (object->kind)
    {
    case OBJECT_QUEUE:
    case OBJECT_KEYBOARD:
      return make_queue (code, object, size);
    case OBJECT_COUNTER:
      return make_counter (code, object, size);
    case OBJECT_LOCK:
    case OBJECT_SEMAPHORE:
    case OBJECT_BARRIER:
    case OBJECT_EVENT:
    default:
      return make_tool (code, object, size);
    }
}

static void
write_object (TsCode *code, const TsObject *object)
{
  const char *name = ts_code_name (code, object);
  g_autofree char *one = make_object (code, object);
  g_autofree char *count = object->count != NULL ? ts_code_operand (code, object->count) : NULL;

  if (count == NULL)
    ts_code_line (code, object->line, "%s = %s", name, one);
  else if (object->kind == OBJECT_COUNTER && !ts_code_is_between_processes (code, object))
    ts_code_line (code, object->line, "%s = [%s] * %s", name, one, count);
  else
    ts_code_line (code, object->line, "%s = [%s for _ in range(%s)]", name, one, count);
}

typedef struct {
  TsCode *code;
  const TsObject *counter;
  gboolean found;
} AtomicSearch;

static void
find_atomic (TsStep *step, gpointer data)
{
  AtomicSearch *search = data;

  if (step->kind == TS_STEP_INCREMENT && step->atomically && step->reference->object == search->counter)
    search->found = TRUE;
}

static void
find_atomic_in_task (TsTask *task, gpointer data)
{
  ts_body_visit (task->body, find_atomic, data);
}

/* The lock that makes adding to a counter one thing. */
static void
write_counter_lock (TsCode *code, const TsObject *object)
{
  AtomicSearch search = { code, object, FALSE };
  g_autofree char *lock = ts_code_python_counter_lock (code, object);

  if (code->column == TS_CODE_LOOP || ts_code_is_between_processes (code, object))
    return;
  ts_script_visit_tasks (code->script, find_atomic_in_task, &search);
  if (!search.found)
    return;
  ts_code_import (code, "threading");
  ts_code_line (code, 0, "%s = threading.Lock()", lock);
}

static void
write_objects (TsCode *code)
{
  GPtrArray *objects = code->script->objects;

  if (objects->len == 0)
    return;
  ts_code_section (code, "What the tasks share");
  for (guint i = 0; i < objects->len; i++)
    {
      write_object (code, objects->pdata[i]);
      write_counter_lock (code, objects->pdata[i]);
    }
}

static void
find_task (TsTask *task, gpointer data)
{
  if (!task->is_main)
    *(gboolean *) data = TRUE;
}

static void
find_random (TsTask *task, gpointer data)
{
  if (ts_code_body_has (task->body, ts_code_is_random))
    *(gboolean *) data = TRUE;
}

static gboolean
any_task (TsCode *code, TsTaskVisitor find)
{
  gboolean found = FALSE;

  ts_script_visit_tasks (code->script, find, &found);
  return found;
}

static void
find_steps (TsTask *task, gpointer data)
{
  if (ts_code_body_has_step (task->body, TS_STEP_STEP))
    *(gboolean *) data = TRUE;
}

static void
find_prints (TsTask *task, gpointer data)
{
  if (ts_code_body_has_step (task->body, TS_STEP_PRINT))
    *(gboolean *) data = TRUE;
}

/* Which of the helpers that print and draw there must be. */
static void
need_screen (TsCode *code)
{
  gboolean steps = any_task (code, find_steps);

  if (steps)
    ts_code_need (code, "bars");
  if (any_task (code, find_prints))
    ts_code_need (code, steps ? "say" : "plain-say");
}

static void
write_program (TsCode *code)
{
  gboolean tasks = any_task (code, find_task);

  write_parameters (code, any_task (code, find_random));
  write_objects (code);
  ts_code_blank (code, 2);
  if (tasks)
    ts_code_section (code, "Tasks");
  ts_code_python_tasks (code);
  if (tasks)
    {
      ts_code_line (code, 0, "# What is started:");
      ts_code_python_handles (code);
      ts_code_blank (code, 2);
    }
  ts_code_python_task (code, code->script->main);
  ts_code_line (code, 0, "if __name__ == \"__main__\":");
  ts_code_line (code, 0, "    %s", code->column == TS_CODE_LOOP ? "asyncio.run(main())" : "main()");
}

static void
append_doc_string (TsCode *code, GString *head)
{
  static const char * const libraries[] = {
    [TS_CODE_THREADS] = "threading", [TS_CODE_PROCESSES] = "multiprocessing", [TS_CODE_LOOP] = "asyncio",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;
  g_autofree char *safe = NULL;

  if (code->plan->title != NULL)
    g_string_append_printf (text, "%s\n\n", code->plan->title);
  if (code->plan->summary != NULL)
    ts_code_fold (text, code->plan->summary);
  g_string_append_printf (text, "%sWritten out by Timeslice for Python's %s.", code->plan->summary != NULL ? "\n\n" : "",
                          libraries[code->column]);
  parts = g_strsplit (text->str, "\\", -1);
  safe = g_strjoinv ("\\\\", parts);
  g_strfreev (g_steal_pointer (&parts));
  parts = g_strsplit (safe, "\"\"\"", -1);
  g_clear_pointer (&safe, g_free);
  safe = g_strjoinv ("'''", parts);
  g_string_append_printf (head, "#!/usr/bin/env python3\n\"\"\"%s\n\"\"\"\n\n", safe);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

static void
append_imports (TsCode *code, GString *head)
{
  g_autofree const char **names = (const char **) g_hash_table_get_keys_as_array (code->imports, NULL);
  guint count = g_hash_table_size (code->imports);

  qsort (names, count, sizeof *names, compare_names);
  for (guint i = 0; i < count; i++)
    g_string_append_printf (head, "import %s\n", names[i]);
  if (g_hash_table_contains (code->imports, "multiprocessing"))
    g_string_append (head, "\n# A child begins as a copy of its parent: what stands below is in both of them.\n"
                           "multiprocessing.set_start_method(\"fork\")\n");
}

char *
ts_code_python (TsCode *code)
{
  GString *head = g_string_new (NULL);
  g_autofree char *pieces = NULL;

  need_screen (code);
  if (code->column == TS_CODE_LOOP)
    ts_code_import (code, "asyncio");
  write_program (code);
  pieces = ts_code_pieces (code);
  append_doc_string (code, head);
  append_imports (code, head);
  if (*pieces != '\0')
    g_string_append_printf (head, "\n# ---- Helpers %s\n"
                            "# What the steps of the program stand on; the program itself begins further down.\n\n\n%s\n\n",
                            "-----------------------------------------------------------------------------------", pieces);
  g_string_append_c (head, '\n');
  return g_string_free (head, FALSE);
}
