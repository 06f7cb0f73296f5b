/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The futex(2) calls that the engine uses, for words that lie in memory shared between processes.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* Sleeps while *word is `value`; returns at a wake-up, at a signal, or at once if it is not.  Call it in a loop. */
void futex_wait (_Atomic uint32_t *word, uint32_t value);

/* The same for at most `ns`; false when that time is over. */
bool futex_wait_for (_Atomic uint32_t *word, uint32_t value, uint64_t ns);

/* Wakes up to `most` of those who sleep on `word`. */
void futex_wake (_Atomic uint32_t *word, int most);
