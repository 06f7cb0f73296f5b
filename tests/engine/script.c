/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static uint32_t
add_text (Program *program, const char *text)
{
  uint32_t at = program->text_size;
  size_t size = strlen (text) + 1;

  assert (at + size <= MAX_TEXT);
  memcpy (program->text + at, text, size);
  program->text_size += (uint32_t) size;
  return at;
}

void
script_init (Program *program)
{
  memset (program, 0, sizeof *program);
  program->text_size = 1;
  program->declaration_count = 1;
  program->task_count = 1;
  program->declarations[0] = (TaskDeclaration) {
    .kind = KIND_TASK, .name = add_text (program, "main"), .copies = 1, .parent = -1, .line = 1,
  };
}

static uint16_t
add_object (Program *program, ObjectKind kind, const char *name, int64_t size, bool shared)
{
  assert (program->object_count < MAX_OBJECTS);
  program->objects[program->object_count] = (ObjectDeclaration) {
    .kind = kind, .shared = shared, .size = size, .name = add_text (program, name),
  };
  return (uint16_t) program->object_count++;
}

uint16_t
script_object (Program *program, ObjectKind kind, const char *name, int64_t size)
{
  return add_object (program, kind, name, size, kind != OBJECT_COUNTER);
}

uint16_t
script_shared_counter (Program *program, const char *name)
{
  return add_object (program, OBJECT_COUNTER, name, 0, true);
}

uint16_t
script_row (Program *program, ObjectKind kind, const char *name, uint32_t count, int64_t size)
{
  uint16_t first = (uint16_t) program->object_count;

  for (uint32_t i = 0; i < count; i++)
    {
      char element[64];

      snprintf (element, sizeof element, "%s[%u]", name, i);
      script_object (program, kind, element, size);
    }
  return first;
}

static uint16_t
add_task (Program *program, int32_t parent, TaskKind kind, const char *name, uint32_t copies)
{
  uint32_t slots = parent < 0 ? copies : copies * program->declarations[parent].copies;

  assert (program->declaration_count < MAX_DECLARATIONS);
  program->declarations[program->declaration_count] = (TaskDeclaration) {
    .kind = kind, .name = add_text (program, name), .copies = copies, .first_slot = program->task_count,
    .parent = parent, .entry = (int32_t) program->instruction_count, .worker = 1,
  };
  program->task_count += slots;
  return (uint16_t) program->declaration_count++;
}

uint16_t
script_task (Program *program, TaskKind kind, const char *name, uint32_t copies)
{
  return add_task (program, -1, kind, name, copies);
}

uint16_t
script_nested (Program *program, uint16_t parent, TaskKind kind, const char *name, uint32_t copies)
{
  return add_task (program, parent, kind, name, copies);
}

static int32_t
emit (Program *program, Instruction instruction)
{
  assert (program->instruction_count < MAX_INSTRUCTIONS);
  instruction.line = program->instruction_count + 1;
  program->instructions[program->instruction_count] = instruction;
  return (int32_t) program->instruction_count++;
}

int32_t
script_emit (Program *program, Operation operation, uint16_t object, int64_t value)
{
  return emit (program, (Instruction) { .operation = operation, .object = object, .value = value });
}

int32_t
script_emit_jump (Program *program, Operation operation, int32_t target, int64_t value)
{
  return emit (program, (Instruction) { .operation = operation, .target = target, .value = value });
}

int32_t
script_emit_row (Program *program, Operation operation, uint16_t object, int32_t row, int64_t value)
{
  return emit (program, (Instruction) {
    .operation = operation, .flags = INSTRUCTION_ROW, .object = object, .target = row, .value = value,
  });
}

int32_t
script_repeat (Program *program, int64_t turns)
{
  return script_emit (program, OP_REPEAT, 0, turns);
}

void
script_again (Program *program, int32_t repeat)
{
  int32_t again = script_emit_jump (program, OP_AGAIN, repeat + 1, 0);

  program->instructions[repeat].target = again + 1;
}

void
script_print (Program *program, const char *text)
{
  emit (program, (Instruction) { .operation = OP_PRINT, .text = add_text (program, text) });
}

void
script_begin_main (Program *program)
{
  program->declarations[0].entry = (int32_t) program->instruction_count;
}

void
script_run_all (Program *program)
{
  for (uint16_t i = 1; i < program->declaration_count; i++)
    if (program->declarations[i].parent < 0)
      script_emit (program, OP_START, i, 0);
  for (uint16_t i = 1; i < program->declaration_count; i++)
    if (program->declarations[i].parent < 0 && program->declarations[i].daemon == 0)
      script_emit (program, OP_JOIN, i, 0);
}

void
script_main (Program *program)
{
  script_begin_main (program);
  script_run_all (program);
  script_emit (program, OP_END, 0, 0);
}

void
script_interpreter_lock (Program *program, int64_t process)
{
  uint32_t lock = script_object (program, OBJECT_LOCK, "interpreter lock", process);

  if (program->interpreter_lock == 0)
    program->interpreter_lock = lock + 1;
}

uint32_t
script_slot (const Program *program, uint16_t declaration, uint32_t index)
{
  return program->declarations[declaration].first_slot + index;
}
