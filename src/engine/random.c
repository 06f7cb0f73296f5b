/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random.h"

uint64_t
random_begin (uint64_t seed, uint64_t stream)
{
  uint64_t state = seed;

  state = random_next (&state) ^ stream;
  return random_next (&state);
}

uint64_t
random_next (uint64_t *state)
{
  uint64_t bits = *state += UINT64_C (0x9e3779b97f4a7c15);

  bits = (bits ^ (bits >> 30)) * UINT64_C (0xbf58476d1ce4e5b9);
  bits = (bits ^ (bits >> 27)) * UINT64_C (0x94d049bb133111eb);
  return bits ^ (bits >> 31);
}

int64_t
random_between (uint64_t *state, int64_t low, int64_t high)
{
  uint64_t range = (uint64_t) high - (uint64_t) low + 1;
  uint64_t bits = random_next (state);

  if (high < low)
    return low;
  return (int64_t) ((uint64_t) low + (range == 0 ? bits : bits % range));
}
