/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Flow: jumps, branches and loops.
 */
#include "operation.h"

#include "task.h"

void
operate_jump (Task *task, const Instruction *instruction)
{
  task->frame.next = (uint32_t) instruction->target;
}

static bool
compare (Comparison comparison, int64_t left, int64_t right)
{
  switch (comparison)
    {
    case COMPARE_LESS:
      return left < right;
    case COMPARE_LESS_EQUAL:
      return left <= right;
    case COMPARE_EQUAL:
      return left == right;
    case COMPARE_UNEQUAL:
      return left != right;
    case COMPARE_GREATER_EQUAL:
      return left >= right;
    case COMPARE_GREATER:
      return left > right;
    default: /* program_check() has refused it */
      return false;
    }
}

void
operate_branch (Task *task, const Instruction *instruction)
{
  int64_t right = pop (task), left = pop (task);

  if (!compare ((Comparison) instruction->value, left, right))
    task->frame.next = (uint32_t) instruction->target;
}

/* Forgets the loops that the task has jumped out of. */
static void
leave_loops (Frame *frame)
{
  while (frame->loop_count > 0)
    {
      const Loop *loop = &frame->loops[frame->loop_count - 1];

      if (frame->at >= loop->begin && frame->at < loop->end)
        return;
      frame->loop_count--;
    }
}

void
operate_repeat (Task *task, const Instruction *instruction)
{
  Frame *frame = &task->frame;
  int64_t turns = value_of (task, instruction);

  leave_loops (frame);
  if (turns <= 0)
    {
      frame->next = (uint32_t) instruction->target;
      return;
    }
  if (frame->loop_count == MAX_LOOPS)
    task_fail (task, FAILURE_PROGRAM, 0);
  frame->loops[frame->loop_count++] = (Loop) { frame->at + 1, (uint32_t) instruction->target, turns };
}

void
operate_again (Task *task, const Instruction *instruction)
{
  Frame *frame = &task->frame;
  Loop *loop;

  leave_loops (frame);
  if (frame->loop_count == 0)
    task_fail (task, FAILURE_PROGRAM, 0);

  loop = &frame->loops[frame->loop_count - 1];
  if (--loop->turns_left > 0)
    frame->next = (uint32_t) instruction->target;
  else
    frame->loop_count--;
}

void
operate_end (Task *task, const Instruction *instruction)
{
  task->left = LEFT_ENDED;
}
