/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps and tasks as instructions.
 */
#include "config.h"

#include "ts-compiler.h"
#include "ts-step.h"

#include <glib/gi18n-lib.h>

static void emit_body (TsCompiler *compiler, GPtrArray *body);

static guint
next (TsCompiler *compiler)
{
  return compiler->instructions->len;
}

/* Lets the instruction at `index` go on at the next one. */
static void
aim (TsCompiler *compiler, guint index)
{
  g_array_index (compiler->instructions, Instruction, index).target = (gint32) next (compiler);
}

static void
emit_jump (TsCompiler *compiler, guint target, guint line)
{
  Instruction jump = { .operation = OP_JUMP, .target = (gint32) target, .line = line };

  ts_compiler_emit (compiler, jump);
}

/* Puts the value of a step into its instruction, or on the stack. */
static void
set_value (TsCompiler *compiler, const TsStep *step, Instruction *instruction)
{
  gint64 value;
  gboolean is_signed = step->kind == TS_STEP_NICE || step->kind == TS_STEP_ADD;

  if (step->value == NULL)
    return;
  if (ts_compiler_fold (compiler, step->value, &value))
    {
      /* Less than nothing is nothing, as in a run; too large ones have been reported. */
      instruction->value = (is_signed ? value : MAX (value, 0)) * step->unit;
      return;
    }
  ts_compiler_push (compiler, step->value);
  if (step->unit != 1)
    {
      ts_compiler_emit (compiler, (Instruction) { .operation = OP_PUSH,
                                                 .value = step->unit,
                                                 .line = step->line });
      ts_compiler_emit (compiler, (Instruction) { .operation = OP_MULTIPLY, .line = step->line });
    }
  instruction->flags |= INSTRUCTION_VALUE_ON_STACK;
}

/* Puts the object of a step into its instruction; a place in a row that is not known yet goes on
 * the stack. */
static void
set_object (TsCompiler *compiler, const TsReference *reference, Instruction *instruction)
{
  gint64 place = 0;
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (compiler->objects, reference->object));

  if (reference->offset == NULL || ts_compiler_fold (compiler, reference->offset, &place))
    {
      instruction->object = (guint16) (first + place);
      return;
    }
  instruction->object = (guint16) first;
  /* The register that it adds to is the task's own, whichever counter was loaded. */
  if (instruction->operation == OP_ADD_ONE)
    return;
  ts_compiler_push (compiler, reference->offset);
  instruction->flags |= INSTRUCTION_ROW;
  instruction->target = (gint32) ts_compiler_count (compiler, reference->object->count);
}

static void
set_task (TsCompiler *compiler, const TsReference *reference, Instruction *instruction)
{
  instruction->object
      = (guint16) GPOINTER_TO_UINT (g_hash_table_lookup (compiler->declarations, reference->task));
  if (reference->offset == NULL)
    return;
  ts_compiler_push (compiler, reference->offset);
  instruction->flags |= INSTRUCTION_ROW;
  instruction->target = (gint32) ts_compiler_count (compiler, reference->task->copies);
}

/* A step that is one instruction and what it pops. */
static void
emit_simple (TsCompiler *compiler, const TsStep *step, Operation operation)
{
  Instruction instruction = { .operation = operation, .line = step->line };

  if (step->reference != NULL && step->reference->task != NULL)
    set_task (compiler, step->reference, &instruction);
  else if (step->reference != NULL)
    set_object (compiler, step->reference, &instruction);
  if (step->kind == TS_STEP_ADD && step->value == NULL)
    instruction.value = 1;
  set_value (compiler, step, &instruction);
  if (step->parts != NULL)
    instruction.text = ts_compiler_template (compiler, step->parts);
  ts_compiler_emit (compiler, instruction);
}

static void
emit_core_range (TsCompiler *compiler, const TsCoreRange *range, guint line)
{
  Instruction add = { .operation = OP_CORES_ADD, .line = line };

  if (range->high != NULL)
    {
      ts_compiler_push (compiler, range->low);
      ts_compiler_push (compiler, range->high);
      add.operation = OP_CORES_ADD_RANGE;
    }
  else if (!ts_compiler_fold (compiler, range->low, &add.value))
    {
      ts_compiler_push (compiler, range->low);
      add.flags = INSTRUCTION_VALUE_ON_STACK;
    }
  ts_compiler_emit (compiler, add);
}

static void
emit_pin (TsCompiler *compiler, GPtrArray *cores, guint line)
{
  ts_compiler_emit (compiler, (Instruction) { .operation = OP_CORES_CLEAR, .line = line });
  for (guint i = 0; i < cores->len; i++)
    emit_core_range (compiler, cores->pdata[i], line);
  ts_compiler_emit (compiler, (Instruction) { .operation = OP_PIN, .line = line });
}

static void
emit_repeat (TsCompiler *compiler, const TsStep *step)
{
  Instruction repeat = { .operation = OP_REPEAT, .line = step->line };
  guint begin;

  set_value (compiler, step, &repeat);
  begin = ts_compiler_emit (compiler, repeat);
  emit_body (compiler, step->body);
  ts_compiler_emit (compiler, (Instruction) { .operation = OP_AGAIN, .target = (gint32) begin + 1,
                                              .line = step->line });
  aim (compiler, begin);
}

/* As long as the queue gives. */
static void
emit_repeat_get (TsCompiler *compiler, const TsStep *step)
{
  Instruction get = { .operation = OP_GET_OR_JUMP, .line = step->line };
  guint begin = next (compiler);
  guint index;

  set_object (compiler, step->reference, &get);
  get.value = get.target;
  index = ts_compiler_emit (compiler, get);
  emit_body (compiler, step->body);
  emit_jump (compiler, begin, step->line);
  aim (compiler, index);
}

static void
emit_forever (TsCompiler *compiler, const TsStep *step)
{
  guint begin = next (compiler);

  emit_body (compiler, step->body);
  emit_jump (compiler, begin, step->line);
}

static void
emit_if (TsCompiler *compiler, const TsStep *step)
{
  guint branch, jump;

  ts_compiler_push (compiler, step->value);
  ts_compiler_push (compiler, step->right);
  branch = ts_compiler_emit (compiler, (Instruction) { .operation = OP_BRANCH,
                                                      .value = step->comparison,
                                                      .line = step->line });
  emit_body (compiler, step->body);
  if (step->otherwise == NULL)
    {
      aim (compiler, branch);
      return;
    }
  jump = next (compiler);
  emit_jump (compiler, 0, step->line);
  aim (compiler, branch);
  emit_body (compiler, step->otherwise);
  aim (compiler, jump);
}

static void
emit_lock (TsCompiler *compiler, const TsStep *step)
{
  emit_simple (compiler, step, OP_ACQUIRE);
  emit_body (compiler, step->body);
  emit_simple (compiler, step, OP_RELEASE);
}

static void
emit_step (TsCompiler *compiler, const TsStep *step)
{
  Operation operation = ts_step_get_form (step->kind)->operation;

  if (step->kind == TS_STEP_REPEAT)
    emit_repeat (compiler, step);
  else if (step->kind == TS_STEP_REPEAT_GET)
    emit_repeat_get (compiler, step);
  else if (step->kind == TS_STEP_FOREVER)
    emit_forever (compiler, step);
  else if (step->kind == TS_STEP_IF)
    emit_if (compiler, step);
  else if (step->kind == TS_STEP_LOCK)
    emit_lock (compiler, step);
  else if (step->kind == TS_STEP_PIN)
    emit_pin (compiler, step->cores, step->line);
  else
    emit_simple (compiler, step, step->atomically ? OP_INCREMENT_ATOMICALLY : operation);
}

/* Reports the place where the instructions become too many. */
static void
check_limit (TsCompiler *compiler, guint line, guint column)
{
  if (compiler->is_full || next (compiler) <= MAX_INSTRUCTIONS)
    return;
  ts_report_add (compiler->report, line, column,
                 ngettext ("the program is too long: more than %d instruction",
                           "the program is too long: more than %d instructions", MAX_INSTRUCTIONS),
                 MAX_INSTRUCTIONS);
  compiler->is_full = TRUE;
}

static void
emit_body (TsCompiler *compiler, GPtrArray *body)
{
  for (guint i = 0; i < body->len; i++)
    {
      const TsStep *step = body->pdata[i];

      emit_step (compiler, step);
      check_limit (compiler, step->line, step->column);
    }
}

/* Starts, or joins, each of `tasks`; daemons are not joined. */
static void
emit_for_all (TsCompiler *compiler, GPtrArray *tasks, Operation operation)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      TsTask *task = tasks->pdata[i];
      guint declaration = GPOINTER_TO_UINT (g_hash_table_lookup (compiler->declarations, task));
      Instruction instruction = { .operation = operation, .object = (guint16) declaration };

      if (operation == OP_START || !task->daemon)
        ts_compiler_emit (compiler, instruction);
    }
}

/* What binds the task before its first step, if anything does. */
static void
emit_task_pin (TsCompiler *compiler, const TsTask *task)
{
  const CoreSet *pin = ts_compiler_get_pin (compiler, task);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));

  ts_compiler_emit_copy_pins (compiler, task, ends);
  if (pin != NULL)
    ts_compiler_emit_pin (compiler, pin);
  else if (task != NULL && task->cores != NULL)
    emit_pin (compiler, task->cores, task->line);
  for (guint i = 0; i < ends->len; i++)
    aim (compiler, g_array_index (ends, guint, i));
}

void
ts_compiler_task (TsCompiler *compiler, TsTask *task)
{
  guint declaration = 0;
  GPtrArray *tasks = compiler->script->tasks;

  if (task != NULL)
    {
      declaration = GPOINTER_TO_UINT (g_hash_table_lookup (compiler->declarations, task));
      tasks = ts_task_starts_by_hand (task) ? NULL : task->tasks;
    }
  compiler->program->declarations[declaration].entry = (gint32) next (compiler);
  emit_task_pin (compiler, task);
  if (tasks != NULL)
    emit_for_all (compiler, tasks, OP_START);
  if (task != NULL)
    emit_body (compiler, task->body);
  if (tasks != NULL)
    emit_for_all (compiler, tasks, OP_JOIN);
  ts_compiler_emit (compiler, (Instruction) { .operation = OP_END });
  check_limit (compiler, task != NULL ? task->line : 1, task != NULL ? task->column : 1);
}
