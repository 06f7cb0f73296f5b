/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Noting: how a task writes events into its ring.
 *
 * What a task does without waiting (steps, lines, counters, locks that were free) can happen millions of times a
 * second.  It is noted from an allowance that fills with time; when that is used up the events are left out, and
 * the last values are noted as soon as the task waits or ends.  Waits and wake-ups are always noted.
 */
#pragma once

#include "engine.h"

enum {
  NOTES_PER_MS = 40,   /* how fast the allowance fills */
  NOTES_AT_MOST = 1024, /* and how much it holds: a first burst is seen event by event */
  NOTES_OF_TURNS = 10,  /* tasks that take turns have so many times that, all together */
};

/* Pushes an event of this task, at its present instruction.  Context, for all here: the task itself. */
void note_push (Task *task, Event *event);

/* Pushes an event with the time and core of the last tick; where `kind` names no object or other task, these are
 * NO_OBJECT and NO_TASK. */
void note (Task *task, EventKind kind, uint32_t object, uint32_t other, int64_t value);

/* Fills an allowance of `times` what one task has.  Context: anybody. */
void allowance_init (Allowance *allowance, uint32_t times, uint64_t now);

/* Notes that the task has its turn back, if that is still to be done.  A turn that is given away at once need not be noted
 * at all, so it is put off to the first event or tick. */
void note_back (Task *task);

/* Fills the allowance for the time since the last call. */
void note_refill (Task *task, uint64_t now);

/* Takes `count` from the allowance, if there is that much. */
bool note_allowed (Task *task, uint32_t count);

/* "It goes on at this instruction." */
void note_line (Task *task);

/* The task has made a step. */
void note_progress (Task *task, uint64_t progress);

/* Object now has `value`; kind: EVENT_FILL or EVENT_COUNT. */
void note_value (Task *task, EventKind kind, uint32_t object, int64_t value);

/* Notes the last values that were left out. */
void note_pending (Task *task);

/* Notes a printed line of up to MAX_PRINT bytes. */
void note_text (Task *task, const char *text, size_t length);
