/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What each operation does: functions that execute one instruction of a task.
 */
#pragma once

#include "engine.h"

typedef void (*Operate) (Task *task, const Instruction *instruction);

/* Put and take a value; a program that has none or too many fails the run. */
void push (Task *task, int64_t value);
int64_t pop (Task *task);

/* The instruction's value, taken from the stack if it says so. */
int64_t value_of (Task *task, const Instruction *instruction);

/* The instruction's object, for a row of `row` the one at the offset on the stack.  To be called after value_of(). */
uint32_t object_of (Task *task, const Instruction *instruction, int64_t row);

/* park.c: completes an operation in which the task was parked. */
void complete_operation (Task *task, const Instruction *instruction);

/* operation-value.c */
void operate_push (Task *task, const Instruction *instruction);
void operate_index (Task *task, const Instruction *instruction);
void operate_core_at (Task *task, const Instruction *instruction);
void operate_random (Task *task, const Instruction *instruction);
void operate_value_of (Task *task, const Instruction *instruction);
void operate_arithmetic (Task *task, const Instruction *instruction);

/* operation-flow.c */
void operate_jump (Task *task, const Instruction *instruction);
void operate_branch (Task *task, const Instruction *instruction);
void operate_repeat (Task *task, const Instruction *instruction);
void operate_again (Task *task, const Instruction *instruction);
void operate_end (Task *task, const Instruction *instruction);

/* operation-object.c */
void operate_acquire (Task *task, const Instruction *instruction);
void operate_release (Task *task, const Instruction *instruction);
void operate_put (Task *task, const Instruction *instruction);
void operate_get (Task *task, const Instruction *instruction);
void operate_get_or_jump (Task *task, const Instruction *instruction);
void operate_close (Task *task, const Instruction *instruction);
void operate_wait (Task *task, const Instruction *instruction);
void operate_signal (Task *task, const Instruction *instruction);
void operate_arrive (Task *task, const Instruction *instruction);
void operate_load (Task *task, const Instruction *instruction);
void operate_add_one (Task *task, const Instruction *instruction);
void operate_store (Task *task, const Instruction *instruction);
void operate_increment (Task *task, const Instruction *instruction);
void operate_increment_atomically (Task *task, const Instruction *instruction);

/* operation-task.c */
void operate_compute (Task *task, const Instruction *instruction);
void operate_native (Task *task, const Instruction *instruction);
void operate_sleep (Task *task, const Instruction *instruction);
void operate_read (Task *task, const Instruction *instruction);
void operate_yield (Task *task, const Instruction *instruction);
void operate_touch (Task *task, const Instruction *instruction);
void operate_step (Task *task, const Instruction *instruction);
void operate_print (Task *task, const Instruction *instruction);
void operate_start (Task *task, const Instruction *instruction);
void operate_join (Task *task, const Instruction *instruction);
void join_rest (Task *task);  /* of the slots that an OP_JOIN is about */
void operate_crash (Task *task, const Instruction *instruction);
void operate_exit (Task *task, const Instruction *instruction);

/* operation-core.c */
void operate_cores_clear (Task *task, const Instruction *instruction);
void operate_cores_add (Task *task, const Instruction *instruction);
void operate_cores_add_range (Task *task, const Instruction *instruction);
void operate_pin (Task *task, const Instruction *instruction);
void operate_nice (Task *task, const Instruction *instruction);
