/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-order.h"

#include <stdlib.h>

static int
compare (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

void
bench_sort (double *values, size_t count)
{
  qsort (values, count, sizeof *values, compare);
}

double
bench_median (double *values, size_t count)
{
  bench_sort (values, count);
  return values[count / 2];
}
