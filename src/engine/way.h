/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A way to run: what it means there to compute, to wait, to start and to join.  The interpreter (interpreter.h) is
 * the same for all ways; adding a way is adding one file with such a table, and its row in ways.c.
 */
#pragma once

#include "engine.h"

/* Each is called by the task itself, returns when the task may go on or is parked (park.h), and notes what happened.
 * Failures end the run (task_fail). */
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

  /* Only of ways in which one thread executes the tasks by turns, else NULL. */
  int (*run) (Engine *engine);               /* runs the main task and all others; returns its exit status */
  void (*ready) (Task *task);                /* it may go on: to be given its turn some time (cooperative_turn) */
  Engine *(*fork) (Task *starter, uint32_t slot); /* the process that the task of `slot` shall be, a copy of the
                                                     starter's; NULL: there is one process only */

  /* Only of ways that have no real time and no real cores, else NULL: the real ones then. */
  uint64_t (*tick) (Task *task);             /* as tick() */
  void (*attend) (Task *task);               /* as attend(), and may put the task aside */
  void (*identify) (Task *task, uint32_t *pid, uint32_t *tid);
  void (*make_room) (Task *task, size_t count); /* before so many events are pushed */
  void (*pin) (Task *task);                  /* to the cores in its frame */
  void (*nice) (Task *task, int64_t nice);   /* which is from -20 to 19 */
  void (*touch) (Task *task, int64_t bytes);
  void (*crash) (Task *task);                /* takes its process with it */
  void (*exit) (Task *task, int status);     /* the same */
};

/* The table of way `id`; NULL if there is none. */
const Way *way_of (uint32_t id);

extern const Way way_threads;
extern const Way way_processes;
extern const Way way_gil;
extern const Way way_loop;
extern const Way way_simulated;
