/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Watching the processes of a run, so that a death is noticed that the process itself could not tell.
 */
#pragma once

#include "arena.h"

typedef struct {
  const ArenaView *view;
  int epoll;
  int *descriptors;        /* pidfd of each slot's process, 0: not watched */
} ProcessWatch;

/* Watches through `epoll`, whose events carry the slot's number; false and errno (ENOMEM). */
bool process_watch_init (ProcessWatch *watch, const ArenaView *view, int epoll);
void process_watch_finish (ProcessWatch *watch);

/* Begins to watch processes that were started since the last call. */
void process_watch_look (ProcessWatch *watch);

/* The descriptor of `slot` has become readable: its process has died. */
void process_watch_died (ProcessWatch *watch, uint32_t slot);
