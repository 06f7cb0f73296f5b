/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cores that the settings bind tasks to, in place of what the program says.
 */
#include "config.h"

#include "ts-compiler.h"

#include <glib/gi18n-lib.h>

const CoreSet *
ts_compiler_get_pin (TsCompiler *compiler, const TsTask *task)
{
  if (task == NULL || compiler->settings->pins == NULL)
    return NULL;
  return g_hash_table_lookup (compiler->settings->pins, task->name);
}

void
ts_compiler_emit_pin (TsCompiler *compiler, const CoreSet *cores)
{
  ts_compiler_emit (compiler, (Instruction) { .operation = OP_CORES_CLEAR });
  for (guint i = 0; i < core_set_count (cores); i++)
    ts_compiler_emit (compiler, (Instruction) { .operation = OP_CORES_ADD,
                                               .value = core_set_at (cores, i) });
  ts_compiler_emit (compiler, (Instruction) { .operation = OP_PIN });
}

static void
check_pin (TsTask *task, gpointer data)
{
  TsCompiler *compiler = data;
  const CoreSet *pin = ts_compiler_get_pin (compiler, task);
  char wish[256], allowed[256];

  if (pin == NULL)
    return;
  if (core_set_count (pin) == 0)
    ts_report_add (compiler->report, task->line, task->column,
                   _("“%s” is to be bound to cores, but to none"), task->name);
  else if (!core_set_within (pin, &compiler->settings->allowed))
    ts_report_add (compiler->report, task->line, task->column,
                   /* Translators: a task, and lists of cores such as "0-3,6" */
                   _("“%s” cannot be bound to cores %s here; allowed are %s"), task->name,
                   core_set_print (pin, wish, sizeof wish),
                   core_set_print (&compiler->settings->allowed, allowed, sizeof allowed));
}

static void
find_name (TsTask *task, gpointer data)
{
  const char **name = data;

  if (*name != NULL && g_str_equal (task->name, *name))
    *name = NULL;
}

void
ts_compiler_check_pins (TsCompiler *compiler)
{
  GHashTableIter iter;
  gpointer key;

  if (compiler->settings->pins == NULL)
    return;
  ts_script_visit_tasks (compiler->script, check_pin, compiler);
  g_hash_table_iter_init (&iter, compiler->settings->pins);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const char *name = key;

      ts_script_visit_tasks (compiler->script, find_name, &name);
      if (name != NULL)
        ts_report_add (compiler->report, 1, 1, _("there is no task “%s” to bind to cores"), name);
    }
}
