/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * THE contract between those who observe a run and those who collect it: one 32-byte record.
 * It crosses processes, so it holds no pointer.
 */
#pragma once

#include <stdint.h>

/* Where a field is not named for a kind, it is 0 (or NO_…). */
typedef enum {
  EVENT_NONE,

  /* Written by a task into its own ring, in order of time.  Where one thread executes all tasks by turns they share a
     ring, and the author says who wrote it. */
  EVENT_START,    /* the task begins; core; value = pid << 32 | tid */
  EVENT_END,      /* the task has ended by itself; core; value = exit status */
  EVENT_LINE,     /* goes on at `instruction` (a step that takes time or touches an object) */
  EVENT_STEP,     /* value = progress: steps done */
  EVENT_GAP,      /* self-timed only: did not run from value (ns) to time_ns; object = core before, core = core now */
  EVENT_WAIT,     /* is about to wait, for a WaitReason (in `task`'s place); object; value = when it will end (ns) where
                     that is known, else 0 */
  EVENT_WAKE,     /* goes on after EVENT_WAIT, on core; value = since when it was ready (ns), 0 if unknown; task = who let
                     it go on, else NO_TASK */
  EVENT_HOLD,     /* now holds object (a lock: value 1; a semaphore: value = how many are left) */
  EVENT_RELEASE,  /* gave object back; value as for EVENT_HOLD */
  EVENT_FILL,     /* object (queue: elements now in it; barrier: arrived; event: 0 or 1) has value */
  EVENT_TAKE,     /* got a key from object (the keyboard): task = its character, value = when it was pressed (ns) */
  EVENT_COUNT,    /* object (counter) has value; noted at most some hundred times a millisecond and task */
  EVENT_STARTED,  /* started task `task` */
  EVENT_JOINED,   /* joined task `task` */
  EVENT_PIN,      /* now bound to value cores, the first of which is core; verified with the kernel */
  EVENT_NICE,     /* value = nice value now */
  EVENT_ASK,      /* has waited for object (an interpreter lock) long enough, and asks task `task` to let go of it */
  EVENT_GIVE_WAY, /* lets go of object because task `task` has asked */
  EVENT_PRINT,    /* value = bytes of text, which follows in EVENT_TEXT records */
  EVENT_TEXT,     /* up to 16 bytes of text from `instruction` on, NUL-padded; belongs to the record before */
  EVENT_ASIDE,    /* turns only: gave its turn away or was put off its core, and still wants it; core; value = 1: was put off */
  EVENT_BACK,     /* turns only: goes on after EVENT_ASIDE, on core */

  /* Written by the supervisor into a core's ring (exact source); core is always set. */
  EVENT_SWITCH_IN,  /* value = pid << 32 | tid */
  EVENT_SWITCH_OUT, /* value as above; object = 1 if it was preempted (still wants the core), else 0 */
  EVENT_FORK,       /* value = pid << 32 | tid of the new one, `task` = tid of its parent */
  EVENT_EXIT,       /* value as EVENT_SWITCH_IN: the kernel gives no last SWITCH_OUT */
  EVENT_COMM,       /* value as EVENT_SWITCH_IN; one EVENT_TEXT with its name follows; object = 1 after exec */
  EVENT_LOST,       /* value = records that the kernel dropped on this core */
  EVENT_DRAINED,    /* ring of core slot 0 only: every record before time_ns, of every core, has been pushed */
} EventKind;

/* In the value of EVENT_HOLD of Python's interpreter lock: it was noticed only now that the task has it. */
enum { HOLD_NOTICED = 2 };

/* Why a task waits; the order is part of the recording format. */
typedef enum {
  WAIT_UNKNOWN,
  WAIT_SLEEP,
  WAIT_IO,
  WAIT_LOCK,
  WAIT_SEMAPHORE,
  WAIT_QUEUE,    /* in get: empty, or in put: full */
  WAIT_BARRIER,
  WAIT_EVENT,
  WAIT_TASK,     /* join */
} WaitReason;

typedef struct {
  uint64_t time_ns;     /* CLOCK_MONOTONIC */
  uint16_t kind;        /* EventKind */
  uint16_t author;      /* slot of the task that wrote it, in a ring that tasks share; else 0 */
  uint16_t core;        /* core at that instant, or NO_CORE */
  uint16_t object;      /* object index, or NO_OBJECT */
  uint32_t instruction; /* index of the instruction that the task is at */
  uint32_t task;        /* another task's slot, a tid, or a WaitReason, as the kind says */
  int64_t value;
} Event;

_Static_assert (sizeof (Event) == 32, "an event is 32 bytes, whatever the compiler");

static inline int64_t
event_identity (uint32_t pid, uint32_t tid)
{
  return (int64_t) (((uint64_t) pid << 32) | tid);
}

static inline uint32_t
event_pid (const Event *event)
{
  return (uint32_t) ((uint64_t) event->value >> 32);
}

static inline uint32_t
event_tid (const Event *event)
{
  return (uint32_t) (uint64_t) event->value;
}
