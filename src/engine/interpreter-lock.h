/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The interpreter lock: the tasks of one process need it to execute steps, so that one of them does at a time.
 *
 * The protocol is that of CPython 3.11 (Python/ceval_gil.h: take_gil(), drop_gil(), FORCE_SWITCHING; unchanged in
 * Python/ceval_gil.c of 3.12).  Who wants the lock waits for the switch interval.  If the lock has not gone from one
 * to another meanwhile, the waiter asks for it.  The holder notices at its next step or tick, lets go, and waits until
 * another has taken it: else, being on a core already, it would mostly be the first to take it again.
 */
#pragma once

#include "condition.h"
#include "engine.h"

struct InterpreterLock {
  _Atomic uint32_t asked_by;   /* slot of the task that has asked + 1, 0: nobody; written under the guard */
  Guard guard;                 /* of all that follows */
  Condition freed;             /* for those who want it */
  Condition switched;          /* for those who have let go because they were asked */
  uint32_t is_held;
  uint32_t last_holder;        /* slot + 1: who holds it, or held it last */
  uint64_t switches;           /* how often it went to another task */
  uint64_t released_ns;
};

/* Makes it free.  Context: before the first task. */
void interpreter_lock_init (InterpreterLock *lock);

/* Finds the lock of this process, if it has one.  Context: the process's first task, before it begins. */
void interpreter_lock_find (Engine *engine);

/* Waits until the task holds the lock, and lets go of it.  Both do nothing where there is no lock, or nothing to
 * do.  Context, for all from here on: the task itself, without any guard for taking and giving way. */
void interpreter_lock_take (Task *task);
void interpreter_lock_let_go (Task *task);

/* Where another task has asked for it: lets go of it until another has had it. */
void interpreter_lock_give_way (Task *task);
