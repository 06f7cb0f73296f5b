/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interpreter.h"

#include "note.h"
#include "operation.h"
#include "random.h"
#include "tick.h"

#include <string.h>

typedef struct {
  Operate operate;
  bool is_step;   /* takes time or touches an object: its line is noted */
} Row;

static const Row rows[] = {
  [OP_PUSH] = { operate_push, false },
  [OP_INDEX] = { operate_index, false },
  [OP_CORE_AT] = { operate_core_at, false },
  [OP_RANDOM] = { operate_random, false },
  [OP_VALUE_OF] = { operate_value_of, false },
  [OP_ADD] = { operate_arithmetic, false },
  [OP_SUBTRACT] = { operate_arithmetic, false },
  [OP_MULTIPLY] = { operate_arithmetic, false },
  [OP_DIVIDE] = { operate_arithmetic, false },
  [OP_REMAINDER] = { operate_arithmetic, false },
  [OP_JUMP] = { operate_jump, false },
  [OP_BRANCH] = { operate_branch, false },
  [OP_REPEAT] = { operate_repeat, false },
  [OP_AGAIN] = { operate_again, false },
  [OP_END] = { operate_end, false },
  [OP_COMPUTE] = { operate_compute, true },
  [OP_NATIVE] = { operate_native, true },
  [OP_SLEEP] = { operate_sleep, true },
  [OP_READ] = { operate_read, true },
  [OP_ACQUIRE] = { operate_acquire, true },
  [OP_RELEASE] = { operate_release, true },
  [OP_PUT] = { operate_put, true },
  [OP_GET] = { operate_get, true },
  [OP_WAIT] = { operate_wait, true },
  [OP_SIGNAL] = { operate_signal, true },
  [OP_ARRIVE] = { operate_arrive, true },
  [OP_LOAD] = { operate_load, true },
  [OP_ADD_ONE] = { operate_add_one, true },
  [OP_STORE] = { operate_store, true },
  [OP_INCREMENT] = { operate_increment, true },
  [OP_INCREMENT_ATOMICALLY] = { operate_increment_atomically, true },
  [OP_STEP] = { operate_step, false },
  [OP_PRINT] = { operate_print, true },
  [OP_START] = { operate_start, true },
  [OP_JOIN] = { operate_join, true },
  [OP_CORES_CLEAR] = { operate_cores_clear, false },
  [OP_CORES_ADD] = { operate_cores_add, false },
  [OP_CORES_ADD_RANGE] = { operate_cores_add_range, false },
  [OP_PIN] = { operate_pin, true },
  [OP_NICE] = { operate_nice, true },
  [OP_YIELD] = { operate_yield, true },
  [OP_TOUCH] = { operate_touch, true },
  [OP_CRASH] = { operate_crash, true },
  [OP_EXIT] = { operate_exit, true },
  [OP_CLOSE] = { operate_close, true },
  [OP_GET_OR_JUMP] = { operate_get_or_jump, true },
};

void
frame_init (Frame *frame, const Program *program, uint32_t slot, uint64_t seed)
{
  memset (frame, 0, sizeof *frame);
  frame->at = (uint32_t) program->declarations[program_declaration_of (program, slot)].entry;
  frame->random = random_begin (seed, slot);
}

/* Completes the operation in which the task was left; false if it is left again. */
static bool
take_up (Task *task)
{
  Frame *frame = &task->frame;
  Left left = task->left;

  task->left = LEFT_NOT;
  if (left == LEFT_ASIDE)
    return true;

  frame->next = frame->at + 1;
  complete_operation (task, &task->program->instructions[frame->at]);
  if (task->left != LEFT_NOT)
    return false;
  frame->at = frame->next;
  return true;
}

void
interpret (Task *task)
{
  const Instruction *instructions = task->program->instructions;
  const _Atomic uint32_t *control = &task->arena->control;
  Frame *frame = &task->frame;

  if (task->left != LEFT_NOT && !take_up (task))
    return;
  for (;;)
    {
      const Instruction *instruction = &instructions[frame->at];
      const Row *row = &rows[instruction->operation];

      frame->next = frame->at + 1;
      atomic_store_explicit (&task->slot->instruction, frame->at, memory_order_relaxed);
      if (--task->steps_to_tick == 0
          || atomic_load_explicit (control, memory_order_relaxed) != CONTROL_RUN
          || atomic_load_explicit (task->asked_by, memory_order_relaxed) != 0)
        {
          attend (task);
          if (task->left != LEFT_NOT)
            return;
        }
      if (row->is_step)
        note_line (task);

      row->operate (task, instruction);
      if (task->left != LEFT_NOT)
        return;
      frame->at = frame->next;
    }
}
