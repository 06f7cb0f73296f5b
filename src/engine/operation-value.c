/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values: the stack, and what is computed on it.
 */
#include "operation.h"

#include "object.h"
#include "random.h"
#include "task.h"

void
push (Task *task, int64_t value)
{
  Frame *frame = &task->frame;

  if (frame->value_count == MAX_STACK)
    task_fail (task, FAILURE_PROGRAM, 0);
  frame->values[frame->value_count++] = value;
}

int64_t
pop (Task *task)
{
  Frame *frame = &task->frame;

  if (frame->value_count == 0)
    task_fail (task, FAILURE_PROGRAM, 0);
  return frame->values[--frame->value_count];
}

int64_t
value_of (Task *task, const Instruction *instruction)
{
  return (instruction->flags & INSTRUCTION_VALUE_ON_STACK) != 0 ? pop (task) : instruction->value;
}

uint32_t
object_of (Task *task, const Instruction *instruction, int64_t row)
{
  int64_t offset;

  if ((instruction->flags & INSTRUCTION_ROW) == 0)
    return instruction->object;

  offset = pop (task);
  if (offset < 0 || offset >= row)
    task_fail (task, FAILURE_ROW, offset);
  return instruction->object + (uint32_t) offset;
}

void
operate_push (Task *task, const Instruction *instruction)
{
  push (task, instruction->value);
}

void
operate_index (Task *task, const Instruction *instruction)
{
  push (task, task->index);
}

void
operate_core_at (Task *task, const Instruction *instruction)
{
  int64_t position = pop (task);
  int core = core_set_at (&task->arena->allowed, position);

  if (core < 0)
    task_fail (task, FAILURE_NO_CORE_AT, position);
  push (task, core);
}

void
operate_random (Task *task, const Instruction *instruction)
{
  int64_t high = pop (task), low = pop (task);

  push (task, random_between (&task->frame.random, low, high));
}

void
operate_value_of (Task *task, const Instruction *instruction)
{
  push (task, object_value (task->engine, object_of (task, instruction, instruction->target)));
}

/* Arithmetic wraps around at 64 bits, as the unsigned types of C do, instead of being undefined. */
static int64_t
calculate (Task *task, Operation operation, int64_t left, int64_t right)
{
  uint64_t a = (uint64_t) left, b = (uint64_t) right;

  if (operation == OP_ADD)
    return (int64_t) (a + b);
  if (operation == OP_SUBTRACT)
    return (int64_t) (a - b);
  if (operation == OP_MULTIPLY)
    return (int64_t) (a * b);

  if (right == 0)
    task_fail (task, FAILURE_DIVISION, 0);
  if (right == -1) /* INT64_MIN / -1 would trap */
    return operation == OP_DIVIDE ? (int64_t) (0 - a) : 0;
  return operation == OP_DIVIDE ? left / right : left % right;
}

void
operate_arithmetic (Task *task, const Instruction *instruction)
{
  int64_t right = pop (task), left = pop (task);

  push (task, calculate (task, instruction->operation, left, right));
}
