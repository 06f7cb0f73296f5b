/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work.h"

#include "clock.h"

enum {
  WARM_UP_NS = 4000000,
  TRIALS_NS = 10000000,
  TRIAL_NS = 10000,
  FIRST_TRIAL = 2000, /* iterations */
};

/* Not inlined: calibration and computing must run the same machine code. */
__attribute__ ((noinline)) uint64_t
work (uint64_t iterations, uint64_t seed)
{
  /* Odd multipliers of splitmix64 and PCG; any with well-mixed bits would do. */
  uint64_t a = seed, b = seed ^ 1, c = seed ^ 2, d = seed ^ 3;

  for (uint64_t i = 0; i < iterations; i++)
    {
      a = (a ^ (a >> 31)) * UINT64_C (0xbf58476d1ce4e5b9);
      b = (b ^ (b >> 30)) * UINT64_C (0x94d049bb133111eb);
      c = (c ^ (c >> 29)) * UINT64_C (0x5851f42d4c957f2d);
      d = (d ^ (d >> 28)) * UINT64_C (0xda942042e4dd58b5);
    }
  return a ^ b ^ c ^ d;
}

static uint64_t
trial_ns (uint64_t iterations, uint64_t *seed)
{
  uint64_t start = now_ns ();

  *seed = work (iterations, *seed);
  return now_ns () - start;
}

/* Iterations for a trial of about TRIAL_NS, found while warming up. */
static uint64_t
warm_up (uint64_t *seed)
{
  uint64_t end = now_ns () + WARM_UP_NS, iterations = FIRST_TRIAL;

  while (now_ns () < end)
    {
      uint64_t took = trial_ns (iterations, seed);

      if (took < TRIAL_NS)
        iterations += iterations / 8 + 1;
      else if (took < 10 * TRIAL_NS) /* longer: something came between */
        iterations = iterations * TRIAL_NS / took + 1;
    }
  return iterations;
}

uint64_t
work_calibrate (void)
{
  uint64_t seed = 1, least = UINT64_MAX;
  uint64_t iterations = warm_up (&seed), end = now_ns () + TRIALS_NS;

  while (now_ns () < end)
    {
      uint64_t took = trial_ns (iterations, &seed);

      if (took > 0 && took < least)
        least = took;
    }
  return iterations * 1000000 / least + (seed == 0); /* the result must be used */
}

uint64_t
work_for (int64_t ns, uint64_t per_ms)
{
  unsigned __int128 iterations;

  if (ns <= 0)
    return 0;
  iterations = (unsigned __int128) ns * per_ms / 1000000;
  return iterations > INT64_MAX ? INT64_MAX : (uint64_t) iterations;
}
