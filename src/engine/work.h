/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Work: what `compute` does with the CPU, and how much of it makes a millisecond.
 *
 * One iteration is four independent chains of 64-bit multiply, shift and exclusive or.  They fill the core's
 * integer units (it is throughput that limits them, not latency), so that two SMT siblings really compete, and they
 * touch no memory, so that caches and neighbours change nothing.
 */
#pragma once

#include <stdint.h>

/* Does `iterations` of work that begins with `seed`; the result depends on every iteration.  Context: any thread. */
uint64_t work (uint64_t iterations, uint64_t seed);

/* Iterations that take a millisecond on an idle core of this machine: the fastest of many trials of some ten
 * microseconds, each with one reading of the clock as in computing, after a warm-up that lets the core reach its
 * speed. What disturbs a trial only makes it slower, hence the fastest.  Takes at most 20 ms.  Context: any thread. */
uint64_t work_calibrate (void);

/* Iterations that take `ns`; 0 for ns <= 0, at most INT64_MAX. */
uint64_t work_for (int64_t ns, uint64_t per_ms);
