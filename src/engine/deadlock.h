/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Noticing that every living task waits for another one.
 */
#pragma once

#include "arena.h"

typedef struct {
  uint64_t looked_ns;  /* last look */
  uint64_t activity;   /* events of all tasks then; 0: somebody could go on */
} DeadlockWatch;

/* Looks, at most ten times a second, and keeps arena.deadlock_ns up to date: all wait, and have done so without a
 * single event between two looks.  Context: the supervisor. */
void deadlock_look (DeadlockWatch *watch, const ArenaView *view, uint64_t now);
