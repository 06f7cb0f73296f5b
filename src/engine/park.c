/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "park.h"

#include "operation.h"
#include "task.h"
#include "wait.h"
#include "way.h"

void
park (Task *task, Resume resume)
{
  task->left = LEFT_PARKED;
  task->resume = resume;
}

void
park_in_wait (Task *task, WaitReason reason, uint32_t object, uint64_t until_ns, Resume resume)
{
  wait_begin (task, reason, object, until_ns);
  task->waits = true;
  task->granted = false;
  task->object = object;
  park (task, resume);
}

void
unpark (Task *task, uint64_t ready_ns, uint32_t by)
{
  task->ready_ns = ready_ns;
  task->ready_by = by;
  task->engine->way->ready (task);
}

void
complete_operation (Task *task, const Instruction *instruction)
{
  Resume resume = task->resume;
  Outcome outcome;

  if (task->waits)
    wait_end (task, task->ready_ns, task->ready_by);
  task->waits = false;
  task->resume = NULL;
  outcome = resume != NULL ? resume (task) : OUTCOME_DONE;
  if (task->left != LEFT_NOT)
    return;

  if (instruction->operation == OP_JOIN)
    join_rest (task);
  else if (outcome == OUTCOME_CLOSED && instruction->operation == OP_GET_OR_JUMP)
    task->frame.next = (uint32_t) instruction->target;
  else if (outcome == OUTCOME_CLOSED)
    task_fail (task, FAILURE_CLOSED, task->object);
}
