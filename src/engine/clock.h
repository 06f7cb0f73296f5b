/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one clock of a run.
 */
#pragma once

#include <stdint.h>

/* Nanoseconds of CLOCK_MONOTONIC: the same clock in every process and in perf records.
 * Context: any thread, async-signal-safe. */
uint64_t now_ns (void);
