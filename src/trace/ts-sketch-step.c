/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What each operation means in a sketch.  A step that cannot go on leaves its task where it is and is tried again
 * when something has happened to the object.
 */
#include "config.h"

#include "ts-evaluate.h"
#include "ts-sketch-private.h"

#include "random.h"

/* Of instructions that take no time; more than that is a program which only ever turns round. */
enum { MOST_STEPS = 20000 };

static void
push (Sketch *sketch, SketchTask *task, gint64 value)
{
  if (task->n_values < MAX_STACK)
    task->values[task->n_values++] = value;
  else
    sketch->is_broken = TRUE;
}

static gint64
pop (Sketch *sketch, SketchTask *task)
{
  if (task->n_values > 0)
    return task->values[--task->n_values];
  sketch->is_broken = TRUE;
  return 0;
}

static gint64
value_of (Sketch *sketch, SketchTask *task, const Instruction *instruction)
{
  return (instruction->flags & INSTRUCTION_VALUE_ON_STACK) != 0 ? pop (sketch, task) : instruction->value;
}

/* The object, of a row of `row` the one whose place is on the stack. */
static guint32
object_of (Sketch *sketch, SketchTask *task, const Instruction *instruction, gint64 row)
{
  gint64 offset;

  if ((instruction->flags & INSTRUCTION_ROW) == 0)
    return instruction->object;
  offset = pop (sketch, task);
  if (offset >= 0 && offset < row)
    return instruction->object + (guint32) offset;
  sketch->is_broken = TRUE;
  return instruction->object;
}

static void
wait_for (Sketch *sketch, SketchTask *task, TsState reason, guint32 object)
{
  task->reason = reason;
  task->object = object;
  ts_sketch_set_status (sketch, (guint32) (task - sketch->tasks), SKETCH_WAITING);
}

static void
wait_until (Sketch *sketch, SketchTask *task, TsState reason, gint64 length_ns)
{
  if (length_ns <= 0)
    return;
  task->wake_ns = sketch->now_ns + length_ns;
  wait_for (sketch, task, reason, NO_OBJECT);
}

static gint64
calculate (Sketch *sketch, Operation operation, gint64 left, gint64 right)
{
  guint64 a = (guint64) left, b = (guint64) right;

  if (operation == OP_ADD)
    return (gint64) (a + b);
  if (operation == OP_SUBTRACT)
    return (gint64) (a - b);
  if (operation == OP_MULTIPLY)
    return (gint64) (a * b);
  if (right == 0 || right == -1)
    {
      sketch->is_broken |= right == 0;
      return operation == OP_DIVIDE ? (gint64) (0 - a) : 0;
    }
  return operation == OP_DIVIDE ? left / right : left % right;
}

static gint64
read_object (Sketch *sketch, guint32 object)
{
  gboolean is_keyboard = sketch->program->objects[object].kind == OBJECT_KEYBOARD;

  return sketch->objects[object].value + (is_keyboard ? ts_sketch_count_keys (sketch) : 0);
}

static void
do_value (Sketch *sketch, SketchTask *task, const Instruction *instruction)
{
  CoreSet all = { { 0 } };
  gint64 right, left;

  switch (instruction->operation)
    {
    case OP_PUSH:
      push (sketch, task, instruction->value);
      break;
    case OP_INDEX:
      push (sketch, task, program_index_of (sketch->program, (guint32) (task - sketch->tasks)));
      break;
    case OP_CORE_AT:
      for (guint core = 0; core < sketch->n_cores; core++)
        core_set_add (&all, core);
      push (sketch, task, core_set_at (&all, pop (sketch, task)));
      break;
    case OP_RANDOM:
      right = pop (sketch, task);
      left = pop (sketch, task);
      push (sketch, task, random_between (&task->random, left, right));
      break;
    case OP_VALUE_OF:
      push (sketch, task, read_object (sketch, object_of (sketch, task, instruction, instruction->target)));
      break;
    default:
      right = pop (sketch, task);
      left = pop (sketch, task);
      push (sketch, task, calculate (sketch, instruction->operation, left, right));
    }
}

/* Forgets the loops that the task has jumped out of. */
static void
leave_loops (SketchTask *task)
{
  while (task->n_loops > 0 && (task->at < task->loops[task->n_loops - 1].begin
                               || task->at >= task->loops[task->n_loops - 1].end))
    task->n_loops--;
}

static void
do_repeat (Sketch *sketch, SketchTask *task, const Instruction *instruction)
{
  gint64 turns = value_of (sketch, task, instruction);

  leave_loops (task);
  if (turns <= 0)
    task->next = (guint32) instruction->target;
  else if (task->n_loops < MAX_LOOPS)
    task->loops[task->n_loops++] = (SketchLoop) { task->at + 1, (guint32) instruction->target, turns };
  else
    sketch->is_broken = TRUE;
}

static void
do_flow (Sketch *sketch, SketchTask *task, const Instruction *instruction)
{
  gint64 right, left;

  if (instruction->operation == OP_JUMP)
    task->next = (guint32) instruction->target;
  else if (instruction->operation == OP_REPEAT)
    do_repeat (sketch, task, instruction);
  else if (instruction->operation == OP_AGAIN)
    {
      leave_loops (task);
      if (task->n_loops > 0 && --task->loops[task->n_loops - 1].turns_left > 0)
        task->next = (guint32) instruction->target;
      else if (task->n_loops > 0)
        task->n_loops--;
    }
  else
    {
      right = pop (sketch, task);
      left = pop (sketch, task);
      if (!ts_compare ((Comparison) instruction->value, left, right))
        task->next = (guint32) instruction->target;
    }
}

static void
do_arrive (Sketch *sketch, SketchTask *task, guint32 number)
{
  SketchObject *barrier = &sketch->objects[number];

  if (task->has_arrived && task->round != barrier->round)
    {
      task->has_arrived = FALSE;
      return;
    }
  if (!task->has_arrived && ++barrier->value >= sketch->program->objects[number].size)
    {
      barrier->value = 0;
      barrier->round++;
      ts_sketch_wake (sketch, TS_STATE_WAITING_BARRIER, number, TRUE);
      return;
    }
  task->has_arrived = TRUE;
  task->round = barrier->round;
  wait_for (sketch, task, TS_STATE_WAITING_BARRIER, number);
}

static void
do_acquire (Sketch *sketch, SketchTask *task, guint32 number, gboolean is_release)
{
  SketchObject *object = &sketch->objects[number];
  gboolean is_lock = sketch->program->objects[number].kind == OBJECT_LOCK;
  TsState reason = is_lock ? TS_STATE_WAITING_LOCK : TS_STATE_WAITING_SEMAPHORE;

  if (is_release)
    {
      object->value++;
      ts_sketch_wake (sketch, reason, number, FALSE);
    }
  else if (object->value > 0)
    object->value--;
  else
    wait_for (sketch, task, reason, number);
}

/* What is put, taken and closed: queues and the keyboard. */
static void
do_queue (Sketch *sketch, SketchTask *task, const Instruction *instruction, guint32 number)
{
  SketchObject *queue = &sketch->objects[number];
  gboolean is_put = instruction->operation == OP_PUT;

  if (instruction->operation == OP_CLOSE)
    {
      queue->is_closed = TRUE;
      ts_sketch_wake (sketch, TS_STATE_WAITING_QUEUE, number, TRUE);
    }
  else if (is_put ? queue->value < sketch->program->objects[number].size : read_object (sketch, number) > 0)
    {
      queue->value += is_put ? 1 : -1;
      ts_sketch_wake (sketch, TS_STATE_WAITING_QUEUE, number, TRUE);
    }
  else if (!is_put && queue->is_closed)
    task->next = instruction->operation == OP_GET_OR_JUMP ? (guint32) instruction->target : task->next;
  else
    wait_for (sketch, task, TS_STATE_WAITING_QUEUE, number);
}

static void
do_object (Sketch *sketch, SketchTask *task, const Instruction *instruction)
{
  gint64 row = instruction->operation == OP_GET_OR_JUMP ? instruction->value : instruction->target;
  guint32 number = object_of (sketch, task, instruction, row);
  SketchObject *object = &sketch->objects[number];

  switch (instruction->operation)
    {
    case OP_ACQUIRE:
    case OP_RELEASE:
      do_acquire (sketch, task, number, instruction->operation == OP_RELEASE);
      break;
    case OP_WAIT:
      if (object->value == 0)
        wait_for (sketch, task, TS_STATE_WAITING_EVENT, number);
      break;
    case OP_SIGNAL:
      object->value = 1;
      ts_sketch_wake (sketch, TS_STATE_WAITING_EVENT, number, TRUE);
      break;
    case OP_ARRIVE:
      do_arrive (sketch, task, number);
      break;
    case OP_LOAD:
      task->loaded = object->value;
      break;
    case OP_STORE:
      object->value = task->loaded;
      break;
    case OP_INCREMENT:
    case OP_INCREMENT_ATOMICALLY:
      object->value++;
      break;
    default:
      do_queue (sketch, task, instruction, number);
    }
}

static void
start_one (Sketch *sketch, SketchTask *task, guint32 slot)
{
  SketchTask *child = &sketch->tasks[slot];
  const TaskDeclaration *declaration =
    &sketch->program->declarations[program_declaration_of (sketch->program, slot)];

  if (child->status != SKETCH_UNBORN)
    return;
  child->at = (guint32) declaration->entry;
  child->owner = declaration->parent >= 0 ? task->owner : slot;
  child->random = random_begin (1, slot);
  child->since_ns = sketch->now_ns;
  ts_sketch_set_status (sketch, slot, SKETCH_READY);
}

static void
do_task (Sketch *sketch, SketchTask *task, const Instruction *instruction)
{
  guint32 first = program_first_slot (sketch->program, instruction->object, task->owner);
  guint32 count = sketch->program->declarations[instruction->object].copies;

  if ((instruction->flags & INSTRUCTION_ROW) != 0)
    {
      gint64 offset = pop (sketch, task);

      sketch->is_broken |= offset < 0 || offset >= count;
      first += sketch->is_broken ? 0 : (guint32) offset;
      count = 1;
    }
  for (guint32 slot = first; slot < first + count && slot < sketch->program->task_count; slot++)
    if (instruction->operation == OP_START)
      start_one (sketch, task, slot);
    else if (sketch->tasks[slot].status != SKETCH_ENDED)
      {
        wait_for (sketch, task, TS_STATE_WAITING_TASK, slot);
        return;
      }
}

/* Who is bound to another core leaves its own at once. */
static void
do_pin (Sketch *sketch, SketchTask *task)
{
  task->cores = task->chosen;
  if (!core_set_has (&task->cores, task->core))
    ts_sketch_set_status (sketch, (guint32) (task - sketch->tasks), SKETCH_READY);
}

static void
do_cores (Sketch *sketch, SketchTask *task, const Instruction *instruction)
{
  gint64 high, low;

  if (instruction->operation == OP_CORES_CLEAR)
    core_set_clear (&task->chosen);
  else if (instruction->operation == OP_CORES_ADD)
    core_set_add (&task->chosen, value_of (sketch, task, instruction));
  else if (instruction->operation == OP_PIN)
    do_pin (sketch, task);
  else
    {
      high = MIN (pop (sketch, task), MAX_CORES - 1);
      low = MAX (pop (sketch, task), 0);
      for (gint64 core = low; core <= high; core++)
        core_set_add (&task->chosen, core);
    }
}

static void
do_time (Sketch *sketch, SketchTask *task, const Instruction *instruction)
{
  gint64 value = value_of (sketch, task, instruction);

  if (instruction->operation == OP_SLEEP)
    wait_until (sketch, task, TS_STATE_WAITING_SLEEP, value);
  else if (instruction->operation == OP_READ)
    wait_until (sketch, task, TS_STATE_WAITING_IO, value);
  else if (instruction->operation == OP_COMPUTE || instruction->operation == OP_NATIVE)
    task->left_ns = MAX (0, value);
  else if (instruction->operation == OP_ADD_ONE)
    task->loaded = (gint64) ((guint64) task->loaded + (guint64) value);
  else if (instruction->operation == OP_EXIT)
    ts_sketch_set_status (sketch, (guint32) (task - sketch->tasks), SKETCH_ENDED);
}

static void
do_one (Sketch *sketch, SketchTask *task, const Instruction *instruction)
{
  Operation operation = instruction->operation;

  if (operation <= OP_REMAINDER)
    do_value (sketch, task, instruction);
  else if (operation == OP_END || operation == OP_CRASH)
    ts_sketch_set_status (sketch, (guint32) (task - sketch->tasks), SKETCH_ENDED);
  else if (operation < OP_END)
    do_flow (sketch, task, instruction);
  else if (operation == OP_START || operation == OP_JOIN)
    do_task (sketch, task, instruction);
  else if (operation >= OP_CORES_CLEAR && operation <= OP_PIN)
    do_cores (sketch, task, instruction);
  else if (operation == OP_COMPUTE || operation == OP_NATIVE || operation == OP_SLEEP || operation == OP_READ
           || operation == OP_ADD_ONE || operation == OP_EXIT || operation == OP_NICE || operation == OP_TOUCH)
    do_time (sketch, task, instruction);
  else if (operation != OP_STEP && operation != OP_PRINT && operation != OP_YIELD)
    do_object (sketch, task, instruction);
}

gboolean
ts_sketch_step (Sketch *sketch, guint32 slot)
{
  SketchTask *task = &sketch->tasks[slot];

  for (guint steps = 0; steps < MOST_STEPS && !sketch->is_broken; steps++)
    {
      const Instruction *instruction = &sketch->program->instructions[task->at];
      guint n_values = task->n_values;
      gboolean is_timed;

      task->next = task->at + 1;
      do_one (sketch, task, instruction);
      is_timed = task->wake_ns != G_MAXINT64;
      if (task->status == SKETCH_WAITING && !is_timed)
        {
          task->n_values = n_values;   /* the same step again, with the same values */
          return TRUE;
        }
      task->at = task->next;
      if (task->status != SKETCH_RUNNING || task->left_ns > 0)
        return TRUE;
    }
  return FALSE;
}
