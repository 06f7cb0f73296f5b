/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which object and which task has which number.
 */
#include "config.h"

#include "ts-compiler.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static void
lay_out_object (TsCompiler *compiler, const TsObject *object)
{
  gint64 length = ts_compiler_count (compiler, object->count);
  Program *program = compiler->program;

  if (program->object_count + length > MAX_OBJECTS)
    {
      ts_report_add (compiler->report, object->line, object->column,
                     ngettext ("more than %d object: with “%s” there are %" PRId64,
                               "more than %d objects: with “%s” there are %" PRId64,
                               MAX_OBJECTS),
                     MAX_OBJECTS, object->name, program->object_count + length);
      return;
    }
  g_hash_table_insert (compiler->objects, (gpointer) object,
                       GUINT_TO_POINTER (program->object_count));
  for (gint64 i = 0; i < length; i++)
    {
      ObjectDeclaration *declaration = &program->objects[program->object_count++];
      g_autofree char *name = object->count != NULL
                                  ? g_strdup_printf ("%s[%" PRId64 "]", object->name, i)
                                  : g_strdup (object->name);

      declaration->kind = object->kind;
      declaration->shared = object->shared;
      declaration->size = object->size != NULL ? ts_compiler_count (compiler, object->size) : 0;
      declaration->name = ts_compiler_text (compiler, name);
      declaration->line = object->line;
    }
}

static void
find_step (TsStep *step, gpointer data)
{
  if (step->kind == TS_STEP_STEP)
    *(gboolean *) data = TRUE;
}

static gboolean
holds_step (TsTask *task)
{
  gboolean found = FALSE;

  ts_body_visit (task->body, find_step, &found);
  return found;
}

/* Gives a declaration its slots: for one inside a process, those of all copies of the process. */
static void
take_slots (TsCompiler *compiler, const TsTask *task, TaskDeclaration *declaration)
{
  gint64 slots = declaration->copies;
  Program *program = compiler->program;

  if (declaration->parent >= 0)
    slots *= program->declarations[declaration->parent].copies;
  if (program->task_count + slots > MAX_TASKS)
    {
      ts_report_add (compiler->report, task->line, task->column,
                     ngettext ("more than %d task: with “%s” there are %" PRId64
                               ", main included",
                               "more than %d tasks: with “%s” there are %" PRId64
                               ", main included",
                               MAX_TASKS),
                     MAX_TASKS, task->name, program->task_count + slots);
      return;
    }
  declaration->first_slot = program->task_count;
  program->task_count += (guint32) slots;
}

static void
lay_out_task (TsTask *task, gpointer data)
{
  TsCompiler *compiler = data;
  Program *program = compiler->program;
  TaskDeclaration *declaration = &program->declarations[program->declaration_count];

  g_hash_table_insert (compiler->declarations, task, GUINT_TO_POINTER (program->declaration_count));
  program->declaration_count++;
  declaration->kind = task->kind;
  declaration->name = ts_compiler_text (compiler, task->name);
  declaration->label = task->label != NULL ? ts_compiler_template (compiler, task->label) : 0;
  declaration->copies = (guint32) ts_compiler_count (compiler, task->copies);
  declaration->daemon = task->daemon;
  declaration->parent = -1;
  if (task->parent != NULL)
    declaration->parent
        = GPOINTER_TO_INT (g_hash_table_lookup (compiler->declarations, task->parent));
  declaration->line = task->line;
  declaration->worker = holds_step (task);
  take_slots (compiler, task, declaration);
}

/* The main task that nobody wrote. */
static void
lay_out_main (TsCompiler *compiler)
{
  TaskDeclaration *declaration = &compiler->program->declarations[0];

  compiler->program->declaration_count = 1;
  compiler->program->task_count = 1;
  declaration->kind = KIND_TASK;
  declaration->name = ts_compiler_text (compiler, "main");
  declaration->copies = 1;
  declaration->parent = -1;
}

void
ts_compiler_layout (TsCompiler *compiler)
{
  for (guint i = 0; i < compiler->script->objects->len; i++)
    lay_out_object (compiler, compiler->script->objects->pdata[i]);
  if (compiler->script->main == NULL)
    lay_out_main (compiler);
  ts_script_visit_tasks (compiler->script, lay_out_task, compiler);
}
