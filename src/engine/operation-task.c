/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps that take time, tell something, or have to do with other tasks.
 */
#include "operation.h"

#include "compute.h"
#include "note.h"
#include "object.h"
#include "task.h"
#include "template.h"
#include "tick.h"
#include "way.h"

#include <signal.h>
#include <unistd.h>

void
operate_compute (Task *task, const Instruction *instruction)
{
  task->engine->way->compute (task, value_of (task, instruction));
}

void
operate_native (Task *task, const Instruction *instruction)
{
  task->engine->way->native (task, value_of (task, instruction));
}

void
operate_sleep (Task *task, const Instruction *instruction)
{
  task->engine->way->sleep (task, value_of (task, instruction));
}

void
operate_read (Task *task, const Instruction *instruction)
{
  task->engine->way->read (task, value_of (task, instruction));
}

void
operate_yield (Task *task, const Instruction *instruction)
{
  task->engine->way->yield (task);
}

void
operate_touch (Task *task, const Instruction *instruction)
{
  int64_t bytes = value_of (task, instruction);

  if (task->engine->way->touch != NULL)
    task->engine->way->touch (task, bytes);
  else
    touch (task, bytes);
}

void
operate_step (Task *task, const Instruction *instruction)
{
  _Atomic uint64_t *progress = &task->slot->progress;
  uint64_t done = atomic_load_explicit (progress, memory_order_relaxed) + 1;

  atomic_store_explicit (progress, done, memory_order_relaxed);
  note_progress (task, done);
}

static int64_t
read_value (void *data, uint32_t object)
{
  Task *task = data;

  return object < task->program->object_count ? object_value (task->engine, object) : 0;
}

void
operate_print (Task *task, const Instruction *instruction)
{
  char text[MAX_PRINT + 1];
  TemplateContext context = { .view = &task->engine->view, .slot = task->number, .value_of = read_value, .data = task };
  size_t length;

  tick (task);
  context.core = (int) task->core;
  length = template_expand (&context, task->program->text + instruction->text, text, sizeof text);
  note_text (task, text, length);
}

/* The slots that an OP_START or OP_JOIN is about. */
static uint32_t
slots_of (Task *task, const Instruction *instruction, uint32_t *count)
{
  const Program *program = task->program;
  uint32_t process = atomic_load_explicit (&task->slot->owner, memory_order_relaxed);
  uint32_t first = program_first_slot (program, instruction->object, process);
  int64_t offset;

  *count = program->declarations[instruction->object].copies;
  if ((instruction->flags & INSTRUCTION_ROW) == 0)
    return first;

  offset = pop (task);
  if (offset < 0 || offset >= *count)
    task_fail (task, FAILURE_ROW, offset);
  *count = 1;
  return first + (uint32_t) offset;
}

void
operate_start (Task *task, const Instruction *instruction)
{
  uint32_t count, first = slots_of (task, instruction, &count);

  for (uint32_t i = 0; i < count; i++)
    task->engine->way->start (task, first + i);
}

void
operate_join (Task *task, const Instruction *instruction)
{
  Frame *frame = &task->frame;

  frame->slot = slots_of (task, instruction, &frame->slots_left);
  join_rest (task);
}

void
join_rest (Task *task)
{
  Frame *frame = &task->frame;

  while (frame->slots_left > 0 && task->left == LEFT_NOT)
    {
      frame->slots_left--;
      task->engine->way->join (task, frame->slot++);
    }
}

void
operate_crash (Task *task, const Instruction *instruction)
{
  note_pending (task);
  if (task->engine->way->crash != NULL)
    {
      task->engine->way->crash (task);
      return;
    }

  /* A real SIGSEGV, sent rather than caused: the same end for the process, but defined in C. */
  signal (SIGSEGV, SIG_DFL);
  kill (getpid (), SIGSEGV);
  for (;;)
    pause ();
}

void
operate_exit (Task *task, const Instruction *instruction)
{
  int status = (int) (value_of (task, instruction) & 0xff);

  if (task->engine->way->exit != NULL)
    {
      task->engine->way->exit (task, status);
      return;
    }

  /* Its slot is marked by whoever sees the process end: marked here, it would let the main task go on, and that
   * could end the process first. */
  task_note_end (task, status);
  _exit (status);
}
