/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A compiled program: fixed-size tables without pointers, so that it can lie in shared memory.
 * Parameters have been put in and constants folded by the compiler (src/scenario).
 */
#pragma once

#include "run-limits.h"

#include <stdint.h>

/* What an instruction does.  "pops" means from the frame's stack of values.  Where a step has a value (a time in
 * ns, a count, …) it is `value`, or popped if INSTRUCTION_VALUE_ON_STACK is set.  Where it has an object (or a task
 * declaration, for START and JOIN), that is `object`, plus a popped offset if INSTRUCTION_ROW is set (below
 * 0 or `target` and above: the run fails).  If both are on the stack, the offset was pushed first. */
typedef enum {
  /* values */
  OP_PUSH,             /* pushes value */
  OP_INDEX,            /* pushes the index of this task among its copies, from 0 */
  OP_CORE_AT,          /* pops a position, pushes the OS number of the allowed core there (fails if there is none) */
  OP_RANDOM,           /* pops high, low; pushes a random value low … high from the task's own generator */
  OP_VALUE_OF,         /* pushes the value of object: counter, elements of a queue, left of a semaphore, … */
  OP_ADD, OP_SUBTRACT, OP_MULTIPLY, OP_DIVIDE, OP_REMAINDER, /* pop right, left; push; division by 0 fails */

  /* flow */
  OP_JUMP,             /* goes on at target */
  OP_BRANCH,           /* pops right, left; unless they compare as value (a Comparison) says, goes on at target */
  OP_REPEAT,           /* opens a loop of (value) turns; at once on to target if it is <= 0 */
  OP_AGAIN,            /* ends a turn: back to target (the instruction after OP_REPEAT) while turns are left */
  OP_END,              /* the task ends, exit status 0 */

  /* steps */
  OP_COMPUTE, OP_NATIVE, OP_SLEEP, OP_READ, /* value: ns */
  OP_ACQUIRE, OP_RELEASE,                   /* lock or semaphore */
  OP_PUT, OP_GET,                           /* queue; OP_GET: keyboard, too */
  OP_WAIT, OP_SIGNAL,                       /* event; once signalled it stays so, and waiting for it goes straight on */
  OP_ARRIVE,                                /* barrier; opens again for the next round */
  OP_LOAD, OP_ADD_ONE, OP_STORE,            /* counter; OP_ADD_ONE adds value to the task's register */
  OP_INCREMENT, OP_INCREMENT_ATOMICALLY,    /* counter */
  OP_STEP,
  OP_PRINT,                                 /* text: template, see below */
  OP_START, OP_JOIN,                        /* object: task declaration; without INSTRUCTION_ROW all its copies */
  OP_CORES_CLEAR,                           /* empties the frame's set of cores */
  OP_CORES_ADD,                             /* adds core (value) to it */
  OP_CORES_ADD_RANGE,                       /* pops high, low; adds them all */
  OP_PIN,                                   /* binds the task to that set */
  OP_NICE,                                  /* value */
  OP_YIELD,
  OP_TOUCH,                                 /* value: bytes */
  OP_CRASH,
  OP_EXIT,                                  /* value: status; ends the whole process */
  OP_CLOSE,                                 /* queue: nothing more will be put into it; wakes all who wait in it */
  OP_GET_OR_JUMP,                           /* queue: as OP_GET, but once it is closed and empty goes on at target;
                                               with INSTRUCTION_ROW, value says how many the row has */
} Operation;

typedef enum {
  COMPARE_LESS, COMPARE_LESS_EQUAL, COMPARE_EQUAL, COMPARE_UNEQUAL, COMPARE_GREATER_EQUAL, COMPARE_GREATER,
} Comparison;

enum {
  INSTRUCTION_VALUE_ON_STACK = 1 << 0,
  INSTRUCTION_ROW            = 1 << 1,
};

typedef struct {
  uint8_t operation; /* Operation */
  uint8_t flags;     /* INSTRUCTION_… */
  uint16_t object;   /* object, or task declaration for OP_START and OP_JOIN; for rows the first of the row */
  int32_t target;    /* instruction index; for INSTRUCTION_ROW: how many the row has
                        (but see OP_GET_OR_JUMP) */
  int64_t value;
  uint32_t line;     /* source line in the program text, from 1; 0 for what the compiler added */
  uint32_t text;     /* offset into text, 0 for none */
} Instruction;

_Static_assert (sizeof (Instruction) == 24, "instructions are of one size");

typedef enum {
  OBJECT_LOCK, OBJECT_SEMAPHORE, OBJECT_QUEUE, OBJECT_BARRIER, OBJECT_EVENT, OBJECT_COUNTER,
  OBJECT_KEYBOARD,  /* at most one; its keys lie in the arena */
} ObjectKind;

typedef struct {
  uint32_t kind;    /* ObjectKind */
  uint32_t shared;  /* counter: 1 = one for all processes; other kinds are always shared */
  int64_t size;     /* semaphore: initial; queue: capacity; barrier: parties; counter: initial value */
  uint32_t name;    /* offset into text: "keys", and "fork[2]" for an element of a row */
  uint32_t line;
} ObjectDeclaration;

typedef enum {
  KIND_TASK,      /* as the way says: a thread, a process, … */
  KIND_THREAD,
  KIND_PROCESS,
  KIND_COROUTINE,
} TaskKind;

/* One header.  Its copies take slots first_slot … first_slot + copies - 1; a declaration inside a process takes
 * `copies` slots for each copy of that process, those of process copy 0 first. */
typedef struct {
  uint32_t kind;        /* TaskKind; declaration 0 is main, slot 0, KIND_TASK */
  uint32_t name;        /* offset into text */
  uint32_t label;       /* offset into text of a label template, 0: "Name" or, with copies > 1, "Name index" */
  uint32_t copies;
  uint32_t daemon;      /* 1: nobody waits for its end */
  uint32_t first_slot;
  int32_t parent;       /* declaration of the process that holds it, or -1 */
  int32_t entry;        /* its first instruction */
  uint32_t line;
  uint32_t worker;      /* 1 if its steps are counted, so that it shows a bar */
} TaskDeclaration;

/* In templates (printed text and labels) the byte 0x01 begins a placeholder, and one letter says which:
 *   t  label of the task         n  its index          p  PID        i  TID
 *   c  core it runs on; in a label: the allowed core at position index
 *   a  tasks alive now, main included
 *   o  followed by four hexadecimal digits: value of that object (as OP_VALUE_OF) */
#define TEMPLATE_MARK '\001'

typedef struct {
  uint32_t instruction_count;
  uint32_t object_count;
  uint32_t declaration_count;
  uint32_t task_count;       /* slots, main included */
  uint32_t text_size;
  uint32_t interpreter_lock; /* 1 + the first of the objects (OBJECT_LOCK, the last ones there are) that stand for locks
                                which tasks need to execute steps at all; their `size` is the slot of the process whose
                                tasks share it; 0: there are none */
  Instruction instructions[MAX_INSTRUCTIONS];
  ObjectDeclaration objects[MAX_OBJECTS];
  TaskDeclaration declarations[MAX_DECLARATIONS];
  char text[MAX_TEXT];       /* text[0] is NUL, so that offset 0 is the empty string */
} Program;

/* The declaration that slot belongs to (context: any thread; slot < task_count). */
uint32_t program_declaration_of (const Program *program, uint32_t slot);

/* Index of a slot among the copies of its declaration (within its process copy, for nested ones). */
uint32_t program_index_of (const Program *program, uint32_t slot);

/* First slot of declaration as seen from `parent_slot` (the slot of the process copy that holds it; ignored for
 * declarations that are not nested). */
uint32_t program_first_slot (const Program *program, uint32_t declaration, uint32_t parent_slot);
