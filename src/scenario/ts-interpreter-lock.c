/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The locks that no program names: those which the tasks of one process need to execute steps at all.
 */
#include "config.h"

#include "ts-script.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
add_lock (Program *program, guint32 process, const char *name)
{
  gsize size = strlen (name) + 1;

  if (program->object_count >= MAX_OBJECTS || program->text_size + size > MAX_TEXT)
    return FALSE;
  memcpy (program->text + program->text_size, name, size);
  program->objects[program->object_count]
      = (ObjectDeclaration) { .kind = OBJECT_LOCK, .size = process, .name = program->text_size };
  program->text_size += (guint32) size;
  program->object_count++;
  return TRUE;
}

/* Whether tasks besides its first can live in such a process (-1: the main one): else nobody shares its lock. */
static gboolean
has_threads (const Program *program, gint32 process, TaskKind kind_of_task)
{
  for (guint32 i = 1; i < program->declaration_count; i++)
    {
      TaskKind kind = (TaskKind) program->declarations[i].kind;

      if (program->declarations[i].parent == process && (kind == KIND_TASK ? kind_of_task : kind) != KIND_PROCESS)
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_locks_of (Program *program, guint32 process)
{
  const TaskDeclaration *declaration = &program->declarations[process];
  const char *task = program->text + declaration->name;

  for (guint32 copy = 0; copy < declaration->copies; copy++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s %u", task, copy);
      /* Translators: the name of an object; then the name of a process */
      g_autofree char *name = g_strdup_printf (_("interpreter lock of %s"), declaration->copies > 1 ? numbered : task);

      if (!add_lock (program, declaration->first_slot + copy, name))
        return FALSE;
    }
  return TRUE;
}

gboolean
ts_compiled_add_interpreter_locks (TsCompiled *compiled, TaskKind kind_of_task)
{
  Program *program = compiled->program;
  guint32 first = program->object_count + 1;

  if ((kind_of_task != KIND_PROCESS || has_threads (program, -1, kind_of_task))
      /* Translators: the lock that an interpreter's tasks need to run (in Python the GIL), as the name of a lane */
      && !add_lock (program, 0, _("interpreter lock")))
    return FALSE;
  for (guint32 i = 1; i < program->declaration_count; i++)
    if (program->declarations[i].kind != KIND_THREAD && has_threads (program, (gint32) i, kind_of_task)
        && !add_locks_of (program, i))
      return FALSE;
  program->interpreter_lock = program->object_count >= first ? first : 0;
  return TRUE;
}
