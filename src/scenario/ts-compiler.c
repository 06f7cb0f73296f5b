/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a script and its settings to the engine's tables.
 */
#include "config.h"

#include "ts-checker.h"
#include "ts-compiler.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

guint32
ts_compiler_text (TsCompiler *compiler, const char *text)
{
  gpointer offset = g_hash_table_lookup (compiler->offsets, text);

  if (offset != NULL || *text == '\0')
    return GPOINTER_TO_UINT (offset);
  offset = GUINT_TO_POINTER (compiler->text->len);
  g_string_append_len (compiler->text, text, (gssize) strlen (text) + 1);
  g_hash_table_insert (compiler->offsets, g_strdup (text), offset);
  return GPOINTER_TO_UINT (offset);
}

guint32
ts_compiler_template (TsCompiler *compiler, GPtrArray *parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const TsTemplatePart *part = parts->pdata[i];

      if (part->letter == 0)
        g_string_append (text, part->text);
      else if (part->letter == 'P')
        g_string_append_printf (text, "%" PRId64,
                                ts_settings_get (compiler->settings, part->parameter));
      else
        g_string_append_printf (text, "%c%c", TEMPLATE_MARK, part->letter);
      if (part->letter == 'o')
        g_string_append_printf (text, "%04x",
                                GPOINTER_TO_UINT (
                                    g_hash_table_lookup (compiler->objects, part->object)));
    }
  return ts_compiler_text (compiler, text->str);
}

gboolean
ts_compiler_fold (TsCompiler *compiler, const TsExpression *expression, gint64 *value)
{
  TsEnvironment environment = { .settings = compiler->settings, .index = -1 };

  return ts_evaluate (expression, &environment, value);
}

gint64
ts_compiler_count (TsCompiler *compiler, const TsExpression *count)
{
  gint64 value = 1;

  /* Counts hold nothing that is unknown; one that cannot be calculated has been reported. */
  if (count != NULL && !ts_compiler_fold (compiler, count, &value))
    return 1;
  return value;
}

guint
ts_compiler_emit (TsCompiler *compiler, Instruction instruction)
{
  g_array_append_val (compiler->instructions, instruction);
  return compiler->instructions->len - 1;
}

static void
push_operands (TsCompiler *compiler, const TsExpression *expression, Operation operation)
{
  if (expression->left != NULL)
    ts_compiler_push (compiler, expression->left);
  if (expression->right != NULL)
    ts_compiler_push (compiler, expression->right);
  ts_compiler_emit (compiler, (Instruction) { .operation = operation, .line = expression->line });
}

static void
push_object (TsCompiler *compiler, const TsExpression *expression)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (compiler->objects, expression->object));
  gint64 place;
  Instruction instruction
      = { .operation = OP_VALUE_OF, .object = (guint16) first, .line = expression->line };

  if (expression->left != NULL && ts_compiler_fold (compiler, expression->left, &place))
    instruction.object = (guint16) (first + place);
  else if (expression->left != NULL)
    {
      ts_compiler_push (compiler, expression->left);
      instruction.flags = INSTRUCTION_ROW;
      instruction.target = (gint32) ts_compiler_count (compiler, expression->object->count);
    }
  ts_compiler_emit (compiler, instruction);
}

void
ts_compiler_push (TsCompiler *compiler, const TsExpression *expression)
{
  gint64 value;

  if (ts_compiler_fold (compiler, expression, &value))
    {
      ts_compiler_emit (compiler, (Instruction) { .operation = OP_PUSH,
                                                 .value = value,
                                                 .line = expression->line });
      return;
    }
  switch (expression->kind)
    {
    case TS_EXPRESSION_INDEX:
      push_operands (compiler, expression, OP_INDEX);
      return;
    case TS_EXPRESSION_CORE_AT:
      push_operands (compiler, expression, OP_CORE_AT);
      return;
    case TS_EXPRESSION_RANDOM:
      push_operands (compiler, expression, OP_RANDOM);
      return;
    case TS_EXPRESSION_OBJECT:
      push_object (compiler, expression);
      return;
    case TS_EXPRESSION_BINARY:
      push_operands (compiler, expression, expression->operation);
      return;
    case TS_EXPRESSION_NUMBER:
    case TS_EXPRESSION_PARAMETER:
    case TS_EXPRESSION_CORES:
    case TS_EXPRESSION_NAME:
    default:
      g_assert_not_reached ();
    }
}

/* Reports values outside of their parameter's range. */
static void
check_values (TsCompiler *compiler)
{
  for (guint i = 0; i < compiler->script->parameters->len; i++)
    {
      const TsParameter *parameter = compiler->script->parameters->pdata[i];
      gint64 value = ts_settings_get (compiler->settings, parameter);

      if (value < parameter->low || value > parameter->high)
        ts_report_add (compiler->report, parameter->line, parameter->column,
                       _("“%s” is from %" PRId64 " to %" PRId64
                          ", not %" PRId64),
                       parameter->name, parameter->low, parameter->high, value);
    }
}

static gboolean
has_parameter (TsCompiler *compiler, const char *name)
{
  for (guint i = 0; i < compiler->script->parameters->len; i++)
    if (strcmp (((TsParameter *) compiler->script->parameters->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* Reports values for parameters that there are not. */
static void
check_value_names (TsCompiler *compiler)
{
  GPtrArray *parameters = compiler->script->parameters;
  g_autofree const char **names = g_new (const char *, parameters->len);
  const char *nearest;
  GHashTableIter iter;
  gpointer name;

  if (compiler->settings->values == NULL)
    return;
  for (guint i = 0; i < parameters->len; i++)
    names[i] = ((TsParameter *) parameters->pdata[i])->name;
  g_hash_table_iter_init (&iter, compiler->settings->values);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (has_parameter (compiler, name))
        continue;
      nearest = ts_report_nearest (name, names, parameters->len);
      if (nearest != NULL)
        ts_report_add (compiler->report, 1, 1, _("there is no parameter “%s”; did you mean “%s”?"),
                       (const char *) name, nearest);
      else
        ts_report_add (compiler->report, 1, 1, _("there is no parameter “%s”"),
                       (const char *) name);
    }
}

static void
compile_task (TsTask *task, gpointer data)
{
  ts_compiler_task (data, task);
}

/* Copies what has grown into the tables; what does not fit is reported. */
static void
fill_tables (TsCompiler *compiler)
{
  Program *program = compiler->program;

  if (compiler->text->len > MAX_TEXT)
    ts_report_add (compiler->report, 1, 1,
                   ngettext ("names, labels and texts come to more than %d byte",
                             "names, labels and texts come to more than %d bytes", MAX_TEXT),
                   MAX_TEXT);
  if (compiler->report->mistakes > 0)
    return;
  program->instruction_count = compiler->instructions->len;
  memcpy (program->instructions, compiler->instructions->data,
          compiler->instructions->len * sizeof (Instruction));
  program->text_size = (guint32) compiler->text->len;
  memcpy (program->text, compiler->text->str, compiler->text->len);
}

static void
compile (TsCompiler *compiler)
{
  TsEnvironment environment
      = { .settings = compiler->settings, .index = -1, .report = compiler->report };

  check_values (compiler);
  check_value_names (compiler);
  ts_compiler_check_pins (compiler);
  if (compiler->report->mistakes > 0)
    return;
  ts_check_ranges (compiler->script, &environment);
  if (compiler->report->mistakes > 0)
    return;
  ts_compiler_layout (compiler);
  if (compiler->report->mistakes > 0)
    return;
  if (compiler->script->main == NULL)
    ts_compiler_task (compiler, NULL);
  ts_script_visit_tasks (compiler->script, compile_task, compiler);
  fill_tables (compiler);
}

static void
clear_compiler (TsCompiler *compiler)
{
  g_array_unref (compiler->instructions);
  g_string_free (compiler->text, TRUE);
  g_hash_table_unref (compiler->offsets);
  g_hash_table_unref (compiler->objects);
  g_hash_table_unref (compiler->declarations);
}

/* The settings, with the cores of this process if none are given. */
static TsSettings
complete_settings (const TsSettings *settings)
{
  TsSettings complete = *settings;

  if (core_set_count (&complete.allowed) == 0)
    core_set_allowed (&complete.allowed);
  return complete;
}

TsCompiled *
ts_script_compile (TsScript *script, const TsSettings *settings, GPtrArray *diagnostics)
{
  TsSettings complete = complete_settings (settings);
  g_autoptr (TsCompiled) compiled = g_new0 (TsCompiled, 1);
  TsReport report;
  TsCompiler compiler = {
    .script = script, .settings = &complete, .report = &report,
    .instructions = g_array_new (FALSE, TRUE, sizeof (Instruction)),
    .text = g_string_new (NULL),
    .offsets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .objects = g_hash_table_new (NULL, NULL),
    .declarations = g_hash_table_new (NULL, NULL),
  };

  ts_report_init (&report, diagnostics, script->first_line);
  compiler.program = compiled->program = g_new0 (Program, 1);
  g_string_append_c (compiler.text, '\0');
  compile (&compiler);
  if (report.mistakes == 0)
    compiled->totals = ts_compiler_totals (&compiler);
  clear_compiler (&compiler);
  ts_report_sort (&report);
  return report.mistakes == 0 ? g_steal_pointer (&compiled) : NULL;
}

void
ts_compiled_free (TsCompiled *compiled)
{
  g_free (compiled->program);
  g_free (compiled->totals);
  g_free (compiled);
}
