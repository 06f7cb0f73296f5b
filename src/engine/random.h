/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random values that a seed repeats.
 */
#pragma once

#include <stdint.h>

/* State of the generator number `stream` of a run with `seed`. */
uint64_t random_begin (uint64_t seed, uint64_t stream);

/* The next 64 bits (splitmix64; Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
uint64_t random_next (uint64_t *state);

/* A value from low to high, both included; `low` if high is less.  The bias is below range / 2^64. */
int64_t random_between (uint64_t *state, int64_t low, int64_t high);
