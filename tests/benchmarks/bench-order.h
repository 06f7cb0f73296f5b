/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What benchmarks say of what they measured.
 */
#pragma once

#include <stddef.h>

/* Puts values into ascending order. */
void bench_sort (double *values, size_t count);

/* The one in the middle; sorts them. */
double bench_median (double *values, size_t count);
