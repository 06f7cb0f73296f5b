/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program-check.h"

static bool
counts_are_sound (const Program *program)
{
  return program->instruction_count >= 1 && program->instruction_count <= MAX_INSTRUCTIONS
         && program->object_count <= MAX_OBJECTS
         && program->declaration_count >= 1 && program->declaration_count <= MAX_DECLARATIONS
         && program->task_count >= 1 && program->task_count <= MAX_TASKS
         && program->text_size <= MAX_TEXT && program->text[0] == '\0' && program->text[MAX_TEXT - 1] == '\0';
}

static bool
jumps (Operation operation)
{
  return operation == OP_JUMP || operation == OP_BRANCH || operation == OP_REPEAT || operation == OP_AGAIN
         || operation == OP_GET_OR_JUMP;
}

/* True if nothing is executed after such an instruction unless something jumps there. */
static bool
is_last (Operation operation)
{
  return operation == OP_END || operation == OP_JUMP || operation == OP_EXIT || operation == OP_CRASH;
}

/* True if `operation` works on an object of `kind`. */
static bool
suits (Operation operation, ObjectKind kind)
{
  switch (kind)
    {
    case OBJECT_LOCK:
    case OBJECT_SEMAPHORE:
      return operation == OP_ACQUIRE || operation == OP_RELEASE;
    case OBJECT_QUEUE:
      return operation == OP_PUT || operation == OP_GET || operation == OP_GET_OR_JUMP || operation == OP_CLOSE;
    case OBJECT_BARRIER:
      return operation == OP_ARRIVE;
    case OBJECT_EVENT:
      return operation == OP_WAIT || operation == OP_SIGNAL;
    case OBJECT_COUNTER:
      return operation == OP_LOAD || operation == OP_STORE || operation == OP_INCREMENT
             || operation == OP_INCREMENT_ATOMICALLY;
    case OBJECT_KEYBOARD:
      return operation == OP_GET;
    default:
      return false;
    }
}

static bool
has_object (Operation operation)
{
  for (ObjectKind kind = OBJECT_LOCK; kind <= OBJECT_KEYBOARD; kind++)
    if (suits (operation, kind))
      return true;
  return operation == OP_VALUE_OF;
}

static bool
object_is_sound (const Program *program, const Instruction *instruction)
{
  Operation operation = instruction->operation;
  int64_t row = operation == OP_GET_OR_JUMP ? instruction->value : instruction->target;
  uint32_t first = instruction->object;

  if ((instruction->flags & INSTRUCTION_ROW) == 0)
    row = 1;
  if (row < 1 || row > MAX_OBJECTS || first + (uint32_t) row > program->object_count)
    return false;
  if (program->interpreter_lock != 0 && first + (uint32_t) row >= program->interpreter_lock)
    return false;
  for (uint32_t i = first; i < first + (uint32_t) row; i++)
    if (operation != OP_VALUE_OF && !suits (operation, (ObjectKind) program->objects[i].kind))
      return false;
  return true;
}

static bool
instruction_is_sound (const Program *program, const Instruction *instruction)
{
  Operation operation = instruction->operation;

  if (operation > OP_GET_OR_JUMP || instruction->text >= MAX_TEXT)
    return false;
  if (jumps (operation) && (uint32_t) instruction->target >= program->instruction_count)
    return false;
  if (operation == OP_BRANCH && (uint64_t) instruction->value > COMPARE_GREATER)
    return false;
  if (operation == OP_START || operation == OP_JOIN)
    return instruction->object < program->declaration_count;
  return !has_object (operation) || object_is_sound (program, instruction);
}

static bool
declaration_is_sound (const Program *program, const TaskDeclaration *declaration)
{
  uint64_t slots = declaration->copies;

  if (declaration->parent >= (int32_t) program->declaration_count || declaration->parent < -1)
    return false;
  if (declaration->parent >= 0)
    slots *= program->declarations[declaration->parent].copies;
  return declaration->copies >= 1 && declaration->first_slot + slots <= program->task_count
         && (uint32_t) declaration->entry < program->instruction_count
         && declaration->name < MAX_TEXT && declaration->label < MAX_TEXT;
}

bool
program_check (const Program *program)
{
  if (!counts_are_sound (program) || !is_last (program->instructions[program->instruction_count - 1].operation))
    return false;

  for (uint32_t i = 0; i < program->instruction_count; i++)
    if (!instruction_is_sound (program, &program->instructions[i]))
      return false;
  for (uint32_t i = 0; i < program->object_count; i++)
    if (program->objects[i].kind > OBJECT_KEYBOARD || program->objects[i].name >= MAX_TEXT)
      return false;
  if (program->interpreter_lock > program->object_count)
    return false;
  for (uint32_t i = 0; i < program->declaration_count; i++)
    if (!declaration_is_sound (program, &program->declarations[i]))
      return false;
  return true;
}
