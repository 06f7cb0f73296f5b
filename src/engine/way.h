/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A way to run: what it means there to compute, to wait, to start and to join.  The interpreter (interpreter.h) is
 * the same for all ways; adding a way is adding one file with such a table, and its row in ways.c.
 */
#pragma once

#include "engine.h"

/* What becomes of an operation that can find nothing to go on with. */
typedef enum {
  OUTCOME_DONE,
  OUTCOME_CLOSED,  /* a queue that is closed (and, for get, empty) */
} Outcome;

/* Each is called by the task itself, returns when the task may go on, and notes what happened.  Failures end the
 * run (task_fail). */
struct Way {
  void (*start) (Task *task, uint32_t slot);
  void (*join) (Task *task, uint32_t slot);
  void (*compute) (Task *task, int64_t ns);  /* CPU work that takes ns on an idle core */
  void (*native) (Task *task, int64_t ns);   /* the same outside any interpreter lock */
  void (*sleep) (Task *task, int64_t ns);
  void (*read) (Task *task, int64_t ns);     /* blocking I/O that takes ns */
  void (*yield) (Task *task);
  void (*acquire) (Task *task, uint32_t object);
  void (*release) (Task *task, uint32_t object);
  Outcome (*put) (Task *task, uint32_t object);
  Outcome (*get) (Task *task, uint32_t object);
  void (*close) (Task *task, uint32_t object);
  void (*wait) (Task *task, uint32_t object);
  void (*signal) (Task *task, uint32_t object);
  void (*arrive) (Task *task, uint32_t object);
};

/* The table of way `id`; NULL if there is none. */
const Way *way_of (uint32_t id);

extern const Way way_threads;
extern const Way way_processes;
