/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The simulated machine: virtual cores in virtual time.
 *
 * Tasks are executed by the same interpreter as elsewhere, one after the other in order of virtual time, so that two runs
 * with one seed are the same to the nanosecond.  There is one queue of ready tasks for all cores.
 */
#pragma once

#include "cooperative.h"
#include "timer-heap.h"

enum {
  SIMULATED_STEP_NS = 100,       /* each instruction that does not say how long it takes */
  SIMULATED_PAGE_NS = 250,       /* `touch`: each page of 4096 bytes */
};

#define SIMULATED_LIMIT_NS UINT64_C (60000000000) /* of virtual time; a longer run ends with a sentence */

typedef struct {
  uint32_t task;                 /* slot + 1 of who has it, 0: idle */
  bool switching;                /* is not there yet */
  bool prepaid;                  /* its next instruction has been paid for */
  uint64_t since_ns;             /* from then on it runs, and has not been charged */
  uint64_t slice_end_ns;
  uint64_t due_ns;               /* when something happens here; UINT64_MAX: idle */
} SimulatedCore;

typedef struct {
  CoreSet *cores;                /* it may run on; NULL: on all */
  uint64_t compute_ns;           /* still to be computed; 0: it does not compute */
  uint64_t runtime;              /* virtual runtime, in ns at nice 0 */
  int nice;
  uint32_t last_core;            /* + 1, 0: none yet */
  bool aside;                    /* EVENT_ASIDE is noted, EVENT_BACK not yet */
  bool woken;                    /* it is in `woken`, and has no core yet */
} SimulatedTask;

typedef struct {
  uint64_t due_ns;               /* when it presses the next key; UINT64_MAX: never */
  uint32_t next;                 /* in the script */
  uint32_t taken;                /* keys, when it last saw that change … */
  uint64_t taken_ns;             /* … and when that was */
} SimulatedTypist;

typedef struct {
  Engine *engine;
  Scheduler scheduler;
  uint64_t slice_ns, switch_ns, migration_ns;
  uint32_t core_count, idle_count;
  SimulatedCore cores[64];
  SimulatedTask *tasks;          /* one for each slot */
  TimerHeap ready, sleeping;
  SimulatedTypist typist;
  uint64_t sequence;             /* of becoming ready */
  uint64_t least_runtime;        /* of those that want or have a core: where a sleeper begins again */
  uint32_t *woken, woken_count;  /* fair: slots of those who have woken since the last look */
  uint64_t now_ns;

  /* the turn that goes on */
  uint32_t core, turn;           /* whose it is: slot + 1 */
  uint32_t armed;                /* what the task's count down to its next tick began with */
  uint64_t horizon_ns;           /* the next thing to happen elsewhere */
  bool readied;                  /* somebody has become ready since the last look */
  bool kills;                    /* the process of the task is to end … */
  int kill_status;               /* … with this, as wait(2) gives it */
} Simulation;

extern Simulation simulation;    /* of this process, which has one thread for it */

/* simulated-machine.c: lets things happen until the main task has ended; its exit status. */
int simulated_run (Engine *engine);

/* Lets the task count down to the next thing that happens elsewhere. */
void simulated_arm (Task *task);

/* simulated-keyboard.c: whoever types sits down; presses the key that is due, if the hand still goes on. */
void simulated_typist_begin (void);
void simulated_type (void);

/* simulated-scheduler.c: puts a task that wants a core into the queue. */
void simulated_enqueue (Task *task);

/* Gives idle cores to ready tasks, and takes cores from those that have to give way. */
void simulated_dispatch (void);

/* The time slice on core `number` is over: does the task have to give way? */
bool simulated_must_yield (uint32_t number);

/* Takes the task off core `number`; `aside`: it still wants one. */
void simulated_leave (uint32_t number, bool aside);

/* Adds what the task on core `number` has run until now to its virtual runtime. */
void simulated_charge (uint32_t number);

/* The task on core `number`; the state of a task. */
Task *simulated_occupant (uint32_t number);
SimulatedTask *simulated_task (const Task *task);
