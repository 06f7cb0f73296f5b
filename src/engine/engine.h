/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a process of the run knows (Engine) and what one of its tasks knows (Task).  Both are private memory: a forked
 * process has a copy of its own.
 */
#pragma once

#include "arena.h"

#include <pthread.h>

typedef struct Engine Engine;
typedef struct Task Task;
typedef struct Way Way;
typedef struct Cooperative Cooperative;
typedef struct InterpreterLock InterpreterLock;

/* What this process knows of a task that it has started. */
typedef struct {
  Engine *engine;
  uint32_t slot;
  pthread_t thread;
  _Atomic bool to_reap;   /* still to be joined (a thread) or waited for (a process), once and by this process */
} Seat;

/* How much of what happens without waiting may still be noted, see note.h. */
typedef struct {
  uint32_t left;
  uint32_t per_ms, most;
  uint64_t filled_ns;
} Allowance;

struct Engine {
  ArenaView view;
  const Way *way;
  int notice_fd;            /* eventfd: the supervisor is to look at the slots */
  uint32_t process;         /* slot of the task that this process is */
  uint32_t pid;
  bool self_timed;
  Seat *seats;              /* one for each slot */
  Allowance allowance;      /* of tasks that take turns */
  Cooperative *cooperative; /* where tasks take turns on one thread, else NULL */
  InterpreterLock *interpreter_lock;  /* of this process; NULL: there is none */
  uint32_t interpreter_object;        /* its number */
  _Atomic int64_t counters[MAX_OBJECTS]; /* those that are not shared */
};

/* A repeat that is under way: the instructions from begin to before end. */
typedef struct {
  uint32_t begin, end;
  int64_t turns_left;
} Loop;

/* Where a task is in its program.  Nothing of it lies on the C stack, so that a task can be left and taken up
 * again. */
typedef struct {
  uint32_t at, next;        /* this instruction and the one after it */
  uint32_t value_count, loop_count;
  int64_t values[MAX_STACK];
  Loop loops[MAX_LOOPS];
  int64_t loaded;           /* the task's register: what OP_LOAD read */
  CoreSet cores;            /* for OP_PIN */
  uint64_t random;          /* state of its generator */
  uint32_t slot, slots_left; /* still to be joined by OP_JOIN */
} Frame;

/* What becomes of an operation that cannot just go on. */
typedef enum {
  OUTCOME_DONE,
  OUTCOME_CLOSED,  /* a queue that is closed (and, for get, empty) */
} Outcome;

/* Completes an operation that was left half done; may leave it again. */
typedef Outcome (*Resume) (Task *task);

/* Why the interpreter has left a task. */
typedef enum {
  LEFT_NOT,
  LEFT_PARKED,     /* inside an operation, see park.h */
  LEFT_ASIDE,      /* before an instruction: it goes on as soon as it is let */
  LEFT_ENDED,
} Left;

struct Task {
  Engine *engine;
  Arena *arena;
  const Program *program;
  TaskSlot *slot;
  Ring *ring;
  uint32_t number;          /* its slot */
  uint32_t index;           /* among the copies of its declaration */
  Left left;
  bool holds_interpreter;   /* the interpreter lock of its process */
  const _Atomic uint32_t *asked_by; /* of that lock; something that is always 0 where there is none */
  Frame frame;

  /* ticking, see tick.h */
  uint64_t last_ns;         /* last time it noticed that it runs */
  uint32_t core;            /* where that was */
  uint32_t steps_to_tick;
  long put_aside;           /* how often the kernel had taken its core when it last asked */

  /* noting, see note.h */
  Allowance *allowance;     /* its own, or one for all tasks that take turns */
  Allowance own_allowance;
  bool back_pending;        /* has its turn back, which is not noted yet */
  bool progress_pending;
  uint64_t pending[MAX_OBJECTS / 64];    /* objects whose last value is not noted yet */
  uint8_t *held;                         /* for each object: noted holds that are not released yet */

  /* parking, see park.h */
  Resume resume;            /* completes the operation; NULL: it is complete */
  bool waits;               /* EVENT_WAIT is noted, EVENT_WAKE not yet */
  bool granted;             /* what it waits for is reserved for it */
  uint32_t object;          /* that the operation is on */
  uint32_t ready_by;        /* who has let it go on … */
  uint64_t ready_ns;        /* … and when */
  uint32_t next_waiter;     /* slot of the next in the list that it waits in */
  uint32_t next_ready;      /* free for the way */

  int timer;                /* descriptor that `read` waits on; -1: none yet */
  void *memory;             /* what `touch` has asked for */
  size_t memory_size;
  uint64_t work;            /* result of its computing, so that the compiler cannot leave it out */
};

/* Makes this process the main one of the run; false and errno (ENOMEM). */
bool engine_init (Engine *engine, const ArenaView *view, int notice_fd);

/* Makes this process, just forked, the one of task `process`. */
void engine_forked (Engine *engine, uint32_t process);

/* Asks the supervisor to look at the slots and at the failure.  Context: any thread. */
void engine_notify (Engine *engine);
