/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cores that the settings bind tasks to, in place of what the program says.
 */
#include "config.h"

#include "ts-compiler.h"

#include <string.h>

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

/* The cores that the settings bind copy number `index` of the task to, by the key "Worker[2]", or NULL. */
static const CoreSet *
get_copy_pin (TsCompiler *compiler, const TsTask *task, gint64 index)
{
  g_autofree char *key = g_strdup_printf ("%s[%" G_GINT64_FORMAT "]", task->name, index);

  return g_hash_table_lookup (compiler->settings->pins, key);
}

void
ts_compiler_emit_copy_pins (TsCompiler *compiler, const TsTask *task, GArray *ends)
{
  gint64 copies = task != NULL && compiler->settings->pins != NULL ? ts_compiler_count (compiler, task->copies) : 0;

  for (gint64 index = 0; index < copies; index++)
    {
      const CoreSet *pin = get_copy_pin (compiler, task, index);
      guint branch, jump;

      if (pin == NULL)
        continue;
      ts_compiler_emit (compiler, (Instruction) { .operation = OP_INDEX });
      ts_compiler_emit (compiler, (Instruction) { .operation = OP_PUSH, .value = index });
      branch = ts_compiler_emit (compiler, (Instruction) { .operation = OP_BRANCH, .value = COMPARE_EQUAL });
      ts_compiler_emit_pin (compiler, pin);
      jump = ts_compiler_emit (compiler, (Instruction) { .operation = OP_JUMP });
      g_array_index (compiler->instructions, Instruction, branch).target = (gint32) jump + 1;
      g_array_append_val (ends, jump);
    }
}

static void
check_cores (TsCompiler *compiler, const TsTask *task, const CoreSet *pin)
{
  char wish[256], allowed[256];

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

typedef struct {
  TsCompiler *compiler;
  const char *key;
  TsTask *found;
} Search;

/* Whether `key` is the task's name, or that of one of its copies. */
static void
match_key (TsTask *task, gpointer data)
{
  Search *search = data;
  gsize length = strlen (task->name);
  const char *rest = search->key + length;
  guint64 index;

  if (!g_str_has_prefix (search->key, task->name))
    return;
  if (*rest == '\0')
    search->found = task;
  else if (*rest == '[' && g_str_has_suffix (rest, "]"))
    {
      g_autofree char *digits = g_strndup (rest + 1, strlen (rest) - 2);

      if (g_ascii_string_to_unsigned (digits, 10, 0, MAX_TASKS, &index, NULL)
          && (gint64) index < ts_compiler_count (search->compiler, task->copies))
        search->found = task;
    }
}

void
ts_compiler_check_pins (TsCompiler *compiler)
{
  GHashTableIter iter;
  gpointer key, pin;

  if (compiler->settings->pins == NULL)
    return;
  g_hash_table_iter_init (&iter, compiler->settings->pins);
  while (g_hash_table_iter_next (&iter, &key, &pin))
    {
      Search search = { compiler, key, NULL };

      ts_script_visit_tasks (compiler->script, match_key, &search);
      if (search.found != NULL)
        check_cores (compiler, search.found, pin);
      else
        ts_report_add (compiler->report, 1, 1, _("there is no task “%s” to bind to cores"), search.key);
    }
}
