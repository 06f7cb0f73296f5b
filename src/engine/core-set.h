/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A set of cores, as the OS numbers them, without pointers.
 */
#pragma once

#include "run-limits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint64_t words[MAX_CORES / 64];
} CoreSet;

/* All functions: context any thread; a core outside 0 … MAX_CORES - 1 is in no set. */
void core_set_clear (CoreSet *set);
void core_set_add (CoreSet *set, int64_t core);
bool core_set_has (const CoreSet *set, int64_t core);
unsigned int core_set_count (const CoreSet *set);

/* The OS number of the core at `position` (from 0) in ascending order, or -1. */
int core_set_at (const CoreSet *set, int64_t position);

/* True if every core of `part` is in `whole`. */
bool core_set_within (const CoreSet *part, const CoreSet *whole);

/* Writes "0-3,6" to `text`, cut at `size`; returns `text`. */
char *core_set_print (const CoreSet *set, char *text, size_t size);

/* Reads "0-3,6"; false if it is not a list of cores. */
bool core_set_parse (CoreSet *set, const char *text);

/* The cores that the calling thread may use (sched_getaffinity(2)); false and errno on failure. */
bool core_set_allowed (CoreSet *set);

/* Binds thread `tid` (0 = the caller) to `set` and asks the kernel whether it really is; false and errno if not
 * (EINVAL: a core that does not exist or is not allowed). */
bool core_set_bind (const CoreSet *set, int tid);
