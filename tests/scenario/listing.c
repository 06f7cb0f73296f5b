/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes programs and their mistakes out, so that a test can compare them with what it expects.
 */
#include "listing.h"

#include "program-check.h"

#include <string.h>

/* `operands`: v value, o object, d declaration, t target, s text. */
static const struct {
  const char *name;
  const char *operands;
} operations[] = {
  [OP_PUSH] = { "push", "v" },
  [OP_INDEX] = { "index", "" },
  [OP_CORE_AT] = { "core-at", "" },
  [OP_RANDOM] = { "random", "" },
  [OP_VALUE_OF] = { "value-of", "o" },
  [OP_ADD] = { "+", "" },
  [OP_SUBTRACT] = { "-", "" },
  [OP_MULTIPLY] = { "*", "" },
  [OP_DIVIDE] = { "/", "" },
  [OP_REMAINDER] = { "%", "" },
  [OP_JUMP] = { "jump", "t" },
  [OP_BRANCH] = { "branch", "vt" },
  [OP_REPEAT] = { "repeat", "vt" },
  [OP_AGAIN] = { "again", "t" },
  [OP_END] = { "end", "" },
  [OP_COMPUTE] = { "compute", "v" },
  [OP_NATIVE] = { "native", "v" },
  [OP_SLEEP] = { "sleep", "v" },
  [OP_READ] = { "read", "v" },
  [OP_ACQUIRE] = { "acquire", "o" },
  [OP_RELEASE] = { "release", "o" },
  [OP_PUT] = { "put", "o" },
  [OP_GET] = { "get", "o" },
  [OP_WAIT] = { "wait", "o" },
  [OP_SIGNAL] = { "signal", "o" },
  [OP_ARRIVE] = { "arrive", "o" },
  [OP_LOAD] = { "load", "o" },
  [OP_ADD_ONE] = { "add", "v" },
  [OP_STORE] = { "store", "o" },
  [OP_INCREMENT] = { "increment", "o" },
  [OP_INCREMENT_ATOMICALLY] = { "increment-atomically", "o" },
  [OP_STEP] = { "step", "" },
  [OP_PRINT] = { "print", "s" },
  [OP_START] = { "start", "d" },
  [OP_JOIN] = { "join", "d" },
  [OP_CORES_CLEAR] = { "cores-clear", "" },
  [OP_CORES_ADD] = { "cores-add", "v" },
  [OP_CORES_ADD_RANGE] = { "cores-add-range", "" },
  [OP_PIN] = { "pin", "" },
  [OP_NICE] = { "nice", "v" },
  [OP_YIELD] = { "yield", "" },
  [OP_TOUCH] = { "touch", "v" },
  [OP_CRASH] = { "crash", "" },
  [OP_EXIT] = { "exit", "v" },
  [OP_CLOSE] = { "close", "o" },
  [OP_GET_OR_JUMP] = { "get-or-jump", "ot" },
};

TsCompiled *
compile_text (const char *text, guint cores, GHashTable *values)
{
  g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
  g_autoptr (TsScript) script = ts_script_parse (text, 1, diagnostics);
  TsSettings settings = { .values = values };
  TsCompiled *compiled = NULL;

  for (guint core = 0; core < cores; core++)
    core_set_add (&settings.allowed, core);
  if (script != NULL)
    compiled = ts_script_compile (script, &settings, diagnostics);
  if (diagnostics->len > 0)
    {
      const TsDiagnostic *first = diagnostics->pdata[0];

      g_error ("%u:%u: %s, in:\n%s", first->line, first->column, first->message, text);
    }
  g_assert_nonnull (compiled);
  g_assert_true (program_check (compiled->program));
  return compiled;
}

char *
list_mistakes (const char *text)
{
  g_autoptr (GPtrArray) diagnostics = ts_diagnostics_new ();
  g_autoptr (TsScript) script = ts_script_parse (text, 1, diagnostics);
  GString *list = g_string_new (NULL);
  CoreSet two = { 0 };

  core_set_add (&two, 0);
  core_set_add (&two, 1);
  if (script != NULL)
    ts_script_check (script, &two, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const TsDiagnostic *diagnostic = diagnostics->pdata[i];

      g_string_append_printf (list, "%u:%u: %s\n", diagnostic->line, diagnostic->column,
                              diagnostic->message);
    }
  return g_string_free (list, FALSE);
}

/* The mark before a placeholder is shown as "~". */
static void
append_text (GString *list, const char *text)
{
  g_autofree char *visible = g_strdelimit (g_strdup (text), "\001", '~');

  g_string_append_printf (list, " \"%s\"", visible);
}

static void
append_operand (GString *list, const Program *program, const Instruction *instruction, char operand,
                int entry)
{
  gboolean is_row = (instruction->flags & INSTRUCTION_ROW) != 0;

  if (operand == 'v' && (instruction->flags & INSTRUCTION_VALUE_ON_STACK) != 0)
    g_string_append (list, " popped");
  else if (operand == 'v')
    g_string_append_printf (list, " %" G_GINT64_FORMAT, instruction->value);
  else if (operand == 'o' || operand == 'd')
    {
      guint32 name = operand == 'o' ? program->objects[instruction->object].name
                     : program->declarations[instruction->object].name;

      g_string_append_printf (list, " %s", program->text + name);
      if (is_row)
        g_string_append_printf (list, "+popped of %d",
                                instruction->operation == OP_GET_OR_JUMP ? (int) instruction->value
                                                                         : instruction->target);
    }
  else if (operand == 't')
    g_string_append_printf (list, " to %d", instruction->target - entry);
  else
    append_text (list, program->text + instruction->text);
}

char *
list_code (const Program *program, guint declaration)
{
  int entry = program->declarations[declaration].entry;
  GString *list = g_string_new (NULL);

  for (int i = entry;; i++)
    {
      const Instruction *instruction = &program->instructions[i];

      g_assert_cmpint (i, <, program->instruction_count);
      g_string_append (list, operations[instruction->operation].name);
      for (const char *operand = operations[instruction->operation].operands; *operand != '\0';
           operand++)
        append_operand (list, program, instruction, *operand, entry);
      if (instruction->operation == OP_END)
        break;
      g_string_append (list, "; ");
    }
  return g_string_free (list, FALSE);
}
