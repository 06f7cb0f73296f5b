/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ways to run, as everybody has to know them: those who run, those who collect and those who show.
 */
#pragma once

#include "program.h"

#include <stdbool.h>

/* The numbers lie in arenas only; files and options have the names. */
typedef enum {
  WAY_THREADS,
  WAY_PROCESSES,
  WAY_GIL,                   /* threads that must hold one lock to execute steps, as CPython's do */
  WAY_LOOP,                  /* an event loop: coroutines that take turns on one thread */
  WAY_PYTHON_THREADS,        /* written out and run by the machine's python3 */
  WAY_PYTHON_PROCESSES,
  WAY_PYTHON_ASYNCIO,
  WAY_PYTHON_FREE_THREADED,  /* by a python3 without the lock */
  WAY_SIMULATED,             /* virtual cores in virtual time; no operating system takes part */
  WAY_COUNT,
} WayId;

typedef struct {
  const char *name;          /* "python-threads": in files, on the command line */
  TaskKind kind;             /* what a "task" becomes: KIND_THREAD, KIND_PROCESS or KIND_COROUTINE */
  bool is_python;
  bool has_interpreter_lock; /* tasks of one process share a lock that the program does not name */
  bool is_simulated;
  bool by_turns;             /* one thread of ours executes all tasks: they share one ring */
} WayTraits;

/* One row for each WayId.  Context: any thread. */
extern const WayTraits way_traits[WAY_COUNT];

/* A way may have options of its own ("cores" of the simulated machine), which are numbers; src/scenario/ts-way.c names
 * them.  These are their positions. */
enum { MAX_WAY_OPTIONS = 8 };

enum { OPTION_SWITCH_INTERVAL_US = 0 };  /* of the ways with an interpreter lock */

enum {                                   /* of WAY_SIMULATED */
  OPTION_CORES = 0,
  OPTION_SCHEDULER,                      /* a Scheduler */
  OPTION_SLICE_US,
  OPTION_SWITCH_US,                      /* what a switch costs */
  OPTION_MIGRATION_US,                   /* what going to another core costs */
};

typedef enum {
  SCHEDULER_FIRST_COME,
  SCHEDULER_ROUND_ROBIN,
  SCHEDULER_FAIR,                        /* least virtual runtime first, weighted */
  SCHEDULER_PRIORITY,
} Scheduler;
