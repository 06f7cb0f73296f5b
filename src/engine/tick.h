/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ticking: how a task notices that it runs, where, and that it did not run for a while.
 *
 * With the self-timed source this is all there is: a task that reads the clock every few microseconds finds a hole between
 * two readings, and asks the kernel whether it was put off its core in it.
 */
#pragma once

#include "engine.h"

enum {
  QUANTUM_NS = 10000,     /* of computing between two ticks */
  HOLE_NS = 30000,        /* a longer hole than this and a quantum is looked into */
  LONGEST_INTERRUPT_NS = 50000000, /* a longer hole is none in which it had its core */
  STEPS_PER_TICK = 256,   /* simple steps between two ticks: some microseconds */
};

/* Begins ticking on the core where the task is now.  Context, for all here: the task itself. */
void tick_begin (Task *task);

/* Reads clock and core, notes a gap since the last tick if there was one (self-timed source), and returns the time. */
uint64_t tick (Task *task);

/* For ways that have a clock of their own (Way.tick): sets what tick() would have read, and returns `now`. */
uint64_t tick_at (Task *task, uint64_t now, uint32_t core);

/* Tick, then stay frozen while the run is paused, and give way to who has asked for the interpreter lock. */
void attend (Task *task);

/* Stays frozen while the run is paused. */
void stay_frozen (Task *task);

/* Goes on after a stretch in which the task is known not to have run (a wait): no gap is noted for it. */
uint64_t tick_after_wait (Task *task);
