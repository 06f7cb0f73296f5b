/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs written by hand, as C tables, for tests of the engine.
 */
#pragma once

#include "program.h"

/* Empties `program`; declaration 0, main, begins with the next instruction. */
void script_init (Program *program);

/* Adds an object; its index. */
uint16_t script_object (Program *program, ObjectKind kind, const char *name, int64_t size);

/* The same for a counter that processes share. */
uint16_t script_shared_counter (Program *program, const char *name);

/* Adds a row of `count` objects named NAME[0] …; index of the first. */
uint16_t script_row (Program *program, ObjectKind kind, const char *name, uint32_t count, int64_t size);

/* Adds a task whose program begins with the next instruction; its declaration.  Its slots come after all others. */
uint16_t script_task (Program *program, TaskKind kind, const char *name, uint32_t copies);

/* The same inside the process of declaration `parent`. */
uint16_t script_nested (Program *program, uint16_t parent, TaskKind kind, const char *name, uint32_t copies);

/* Adds an instruction on object (or declaration) `object`; its index. */
int32_t script_emit (Program *program, Operation operation, uint16_t object, int64_t value);

/* The same, with a jump. */
int32_t script_emit_jump (Program *program, Operation operation, int32_t target, int64_t value);

/* Adds OP_REPEAT; script_again() closes it. */
int32_t script_repeat (Program *program, int64_t turns);
void script_again (Program *program, int32_t repeat);

/* The same on a row of `row` objects (or the copies of a declaration), with the offset on the stack. */
int32_t script_emit_row (Program *program, Operation operation, uint16_t object, int32_t row, int64_t value);

/* Adds OP_PRINT of a template. */
void script_print (Program *program, const char *text);

/* Main begins with the next instruction. */
void script_begin_main (Program *program);

/* Starts every declaration that is not nested, and joins it unless it is a daemon; to be called when all are
 * declared. */
void script_run_all (Program *program);

/* Main's usual program: it begins, runs all, and ends. */
void script_main (Program *program);

/* Adds an interpreter lock for the tasks of the process of slot `process`: after all other objects, and after
 * those of the processes before it. */
void script_interpreter_lock (Program *program, int64_t process);

/* Slot of copy `index` of a declaration (nested: of copy 0 of its process). */
uint32_t script_slot (const Program *program, uint16_t declaration, uint32_t index);
