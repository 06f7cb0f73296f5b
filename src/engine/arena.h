/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The arena: the one piece of memory that everybody of a run shares (a sealed memfd).  It holds the program, the
 * objects, a slot and a ring for each task, a ring for each core, and the controls.  Whoever opens it checks magic,
 * version and every size against the file before it believes any of them.
 */
#pragma once

#include "core-set.h"
#include "keyboard.h"
#include "program.h"
#include "ring.h"
#include "way-traits.h"

#include <stdatomic.h>

/* Where the time of a simulated run begins: always there, so that two runs are the same. */
#define VIRTUAL_START_NS UINT64_C (1000000000)

enum { MAX_SIMULATED_CORES = 64 };

#define ARENA_MAGIC UINT64_C (0x54696d65736c6963) /* "Timeslic" */
enum { ARENA_VERSION = 4 };

typedef enum {
  SOURCE_AUTOMATIC,  /* only as a wish */
  SOURCE_EXACT,
  SOURCE_SELF_TIMED,
  SOURCE_SIMULATED,  /* never as a wish: nothing is observed, the simulated machine says what it did */
} SourceId;

/* What the tasks are to do now; written by the supervisor, read by every task at each step and compute tick. */
typedef enum {
  CONTROL_RUN,
  CONTROL_PAUSE,
  CONTROL_STOP,
} Control;

typedef enum {
  PHASE_CREATED,
  PHASE_RUNNING,  /* the main task exists */
  PHASE_ENDED,    /* every process of the run is gone and the last event is in its ring */
} Phase;

typedef enum {
  TASK_NOT_STARTED,
  TASK_STARTING,  /* asked for, not yet in its first instruction */
  TASK_READY_OR_RUNNING,
  TASK_WAITING,
  TASK_FROZEN,    /* by a pause */
  TASK_ENDED,
} TaskState;

/* What went wrong, for the layer above to put into a sentence. */
typedef enum {
  FAILURE_NONE,
  FAILURE_INTERNAL,         /* value: errno */
  FAILURE_NO_SUCH_CORE,     /* task, instruction; value: the core */
  FAILURE_CORE_NOT_ALLOWED, /* task, instruction; value: the core */
  FAILURE_NO_CORE_AT,       /* task, instruction; value: the position asked for */
  FAILURE_THREAD_REFUSED,   /* task that could not be started; value: errno */
  FAILURE_FORK_REFUSED,     /* the same */
  FAILURE_TOO_MANY_TASKS,   /* more than MAX_KERNEL_TASKS would live at one time */
  FAILURE_STARTED_TWICE,    /* task, instruction */
  FAILURE_NOT_STARTED,      /* join of a task that was not started */
  FAILURE_ROW,              /* value: the offset, outside the row */
  FAILURE_DIVISION,         /* division by zero */
  FAILURE_NICE_REFUSED,     /* value: the nice value asked for */
  FAILURE_MEMORY,           /* touch: value: bytes asked for */
  FAILURE_DESCRIPTOR,       /* read: value: errno */
  FAILURE_KIND,             /* a task of a kind that this way cannot run */
  FAILURE_NOT_HOLDER,       /* release of a lock by a task that does not hold it */
  FAILURE_COMMAND,          /* watch: the command could not be executed; value: errno */
  FAILURE_SOURCE,           /* the source wished for is refused; value: errno */
  FAILURE_CLOSED,           /* put into a closed queue, or get from one that is closed and empty */
  FAILURE_VIRTUAL_TIME,     /* simulated: it is not over after value ns */
  FAILURE_PROGRAM,          /* an instruction that no compiler writes (values missing, loops too deep, …) */
  FAILURE_SCRIPT,           /* Python gave up the written-out script; text: what it said last */
} FailureCode;

typedef struct {
  _Atomic uint32_t code;    /* FailureCode; the first one wins, the other fields are written before it */
  uint32_t task;
  uint32_t instruction;
  int64_t value;
  _Atomic uint32_t claimed; /* 1: somebody is writing the fields */
  char text[MAX_PRINT];     /* FAILURE_SCRIPT only */
} Failure;

/* One task, as seen from outside.  One cache line pair each, so that neighbours do not disturb each other. */
typedef struct {
  alignas (128) _Atomic uint32_t state; /* TaskState */
  _Atomic uint32_t instruction;   /* program counter */
  _Atomic uint64_t progress;      /* steps done */
  int64_t total;                  /* steps in all, -1 unknown; constant */
  _Atomic uint32_t pid;
  _Atomic uint32_t tid;
  _Atomic uint32_t core;          /* last seen there */
  _Atomic uint32_t waiting_for;   /* reason << 16 | object, while TASK_WAITING */
  _Atomic uint64_t started_ns;
  _Atomic uint64_t ended_ns;
  _Atomic uint64_t tick_ns;       /* last time it noticed that it runs */
  _Atomic int32_t exit_status;    /* as wait(2) gives it; 0 while it lives, and if the supervisor ended it (a stop, or
                                     the end of the run) */
  _Atomic uint32_t owner;         /* slot of the process that it lives in (its own if it is one; 0: main's) */
  _Atomic uint32_t joiners;       /* tasks that wait for its end; `state` is their futex */
  _Atomic uint64_t noting_ns;     /* Python only: what noting has taken of its time, by count and measured cost */
} TaskSlot;

/* An object's state; engine-internal, see object.h. */
typedef struct {
  alignas (64) unsigned char bytes[512];
} ObjectSlot;

typedef struct {
  uint64_t begin_ns;
  _Atomic uint64_t end_ns;        /* 0 while it lasts */
} Pause;

typedef struct {
  uint64_t magic;
  uint32_t version;
  uint32_t header_size;           /* sizeof (Arena) */
  uint64_t size;                  /* of the whole file */
  uint32_t task_count;
  uint32_t core_count;            /* core rings: one for each core that is online, in ascending order */
  uint64_t task_ring_capacity;
  uint64_t core_ring_capacity;
  uint64_t objects_offset, tasks_offset, task_rings_offset, core_rings_offset;

  /* the wish; constant */
  uint32_t way;                   /* WayId */
  uint32_t source_wish;           /* SourceId */
  uint64_t seed;
  int64_t options[MAX_WAY_OPTIONS]; /* of the way */
  CoreSet allowed;                /* cores that the run may use */
  CoreSet online;

  /* what came of it */
  _Atomic uint32_t source;        /* SourceId, valid from PHASE_RUNNING on */
  _Atomic int32_t source_errno;   /* why the exact source was refused, 0 if it was not */
  _Atomic uint32_t phase;         /* Phase */
  _Atomic uint32_t control;       /* Control; also a futex */
  _Atomic uint64_t start_ns;      /* zero of the time axis: just before the main task's first instruction */
  _Atomic uint64_t virtual_ns;    /* simulated: what happened before that time has been noted */
  _Atomic uint64_t end_ns;        /* the last task ended then, or all were stopped: none begins another instruction
                                     after it, though its process may take a while to be gone; 0: not yet */
  _Atomic uint64_t work_per_ms;   /* calibrated iterations in a millisecond; see work.h */
  _Atomic uint32_t alive;         /* tasks that live now */
  _Atomic uint64_t deadlock_ns;   /* since when every living task waits for another; 0: not so */
  _Atomic uint64_t supervisor_cpu_ns; /* CPU time that observing has taken */
  _Atomic int32_t command_status; /* watch: as wait(2) gives it */
  _Atomic uint64_t exact_lost;    /* records lost by the kernel, all cores */
  Failure failure;
  _Atomic uint32_t pause_count;
  Pause pauses[MAX_PAUSES];
  Keyboard keyboard;              /* of the program's OBJECT_KEYBOARD, if it declares one */
  KeyScript key_script;           /* simulated: what is typed into it */
  Program program;
} Arena;

/* What a run is to be. */
typedef struct {
  const Program *program;     /* NULL for watch: an arena without tasks */
  const int64_t *totals;      /* steps of each slot, -1 unknown; NULL: all unknown */
  WayId way;
  SourceId source_wish;
  uint64_t seed;
  int64_t options[MAX_WAY_OPTIONS];
  CoreSet allowed;            /* empty: all that the caller may use */
} ArenaPlan;

/* An open arena: the mapping and the sizes that were checked, which do not lie in shared memory. */
typedef struct {
  Arena *arena;
  size_t size;
  int fd;                     /* close-on-exec; owned */
  WayId way;
  uint32_t task_count, core_count;
  uint64_t task_ring_capacity, core_ring_capacity;
  uint64_t objects_offset, tasks_offset, task_rings_offset, core_rings_offset;
} ArenaView;

/* Makes an arena for `plan`; false and errno (ENOMEM, EMFILE, EINVAL) if that cannot be. Context: any thread. */
bool arena_create (ArenaView *view, const ArenaPlan *plan);

/* Opens the arena behind `fd`, which it owns from then on even on failure; false and errno (EINVAL: not an arena,
 * or one of another version, or sizes that do not fit). */
bool arena_open (ArenaView *view, int fd);

/* The run's own clock: monotonic, or virtual where it is simulated.  Context: anybody. */
uint64_t arena_now (Arena *arena);

/* Lets go of it; accepts a zeroed view.  The memory lives until the last process lets go. */
void arena_close (ArenaView *view);

TaskSlot *arena_task (const ArenaView *view, uint32_t slot);
ObjectSlot *arena_object (const ArenaView *view, uint32_t object);

/* The ring that the task writes into: one for all where they are executed by turns (way_traits), else its own. */
Ring *arena_task_ring (const ArenaView *view, uint32_t slot);
Ring *arena_core_ring (const ArenaView *view, uint32_t position);

/* Records the first failure; later ones are ignored.  Context: any thread of any process of the run. */
void arena_fail (Arena *arena, FailureCode code, uint32_t task, uint32_t instruction, int64_t value);

/* Label of a task ("Worker 2"), cut at `size`; returns `text`. */
char *arena_task_label (const ArenaView *view, uint32_t slot, char *text, size_t size);
