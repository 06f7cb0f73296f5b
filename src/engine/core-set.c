/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sets of cores: words of bits, their text form, and the kernel's affinity calls.
 */
#include "core-set.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

_Static_assert (MAX_CORES <= CPU_SETSIZE, "every core of a set fits into the kernel's cpu_set_t");

static bool
is_core (int64_t core)
{
  return core >= 0 && core < MAX_CORES;
}

void
core_set_clear (CoreSet *set)
{
  memset (set, 0, sizeof *set);
}

void
core_set_add (CoreSet *set, int64_t core)
{
  if (is_core (core))
    set->words[core / 64] |= UINT64_C (1) << (core % 64);
}

bool
core_set_has (const CoreSet *set, int64_t core)
{
  return is_core (core) && (set->words[core / 64] >> (core % 64) & 1) != 0;
}

unsigned int
core_set_count (const CoreSet *set)
{
  unsigned int count = 0;

  for (unsigned int i = 0; i < MAX_CORES / 64; i++)
    count += (unsigned int) __builtin_popcountll (set->words[i]);
  return count;
}

int
core_set_at (const CoreSet *set, int64_t position)
{
  if (position < 0)
    return -1;

  for (int core = 0; core < MAX_CORES; core++)
    if (core_set_has (set, core) && position-- == 0)
      return core;
  return -1;
}

bool
core_set_within (const CoreSet *part, const CoreSet *whole)
{
  for (unsigned int i = 0; i < MAX_CORES / 64; i++)
    if ((part->words[i] & ~whole->words[i]) != 0)
      return false;
  return true;
}

/* The last core of the unbroken run that begins at `first`. */
static int
end_of_range (const CoreSet *set, int first)
{
  int last = first;

  while (core_set_has (set, last + 1))
    last++;
  return last;
}

char *
core_set_print (const CoreSet *set, char *text, size_t size)
{
  size_t used = 0;

  if (size > 0)
    text[0] = '\0';

  for (int first = 0; first < MAX_CORES && used < size; first++)
    {
      int last, written;

      if (!core_set_has (set, first))
        continue;

      last = end_of_range (set, first);
      written = first == last
                ? snprintf (text + used, size - used, "%s%d", used > 0 ? "," : "", first)
                : snprintf (text + used, size - used, "%s%d-%d", used > 0 ? "," : "", first, last);
      used += (size_t) written;
      first = last;
    }

  return text;
}

/* Reads a core's number at *text and moves past it; -1 if none stands there or it is too large. */
static int
read_core (const char **text)
{
  int core = 0;

  if (**text < '0' || **text > '9')
    return -1;

  for (; **text >= '0' && **text <= '9'; (*text)++)
    {
      core = core * 10 + (**text - '0');
      if (core >= MAX_CORES)
        return -1;
    }
  return core;
}

/* Reads "3" or "0-3" at *text, adds it to `set` and moves past it. */
static bool
read_range (CoreSet *set, const char **text)
{
  int first = read_core (text), last = first;

  if (**text == '-')
    {
      (*text)++;
      last = read_core (text);
    }
  if (first < 0 || last < first)
    return false;

  for (int core = first; core <= last; core++)
    core_set_add (set, core);
  return true;
}

bool
core_set_parse (CoreSet *set, const char *text)
{
  core_set_clear (set);

  while (read_range (set, &text))
    {
      if (*text == '\0')
        return true;
      if (*text++ != ',')
        break;
    }

  core_set_clear (set);
  return false;
}

static void
from_kernel (CoreSet *set, const cpu_set_t *cpus)
{
  core_set_clear (set);
  for (int core = 0; core < MAX_CORES; core++)
    if (CPU_ISSET (core, cpus))
      core_set_add (set, core);
}

static void
to_kernel (const CoreSet *set, cpu_set_t *cpus)
{
  CPU_ZERO (cpus);
  for (int core = 0; core < MAX_CORES; core++)
    if (core_set_has (set, core))
      CPU_SET (core, cpus);
}

bool
core_set_allowed (CoreSet *set)
{
  cpu_set_t cpus;

  if (sched_getaffinity (0, sizeof cpus, &cpus) != 0)
    return false;
  from_kernel (set, &cpus);
  return true;
}

bool
core_set_bind (const CoreSet *set, int tid)
{
  cpu_set_t before, wish, real;

  to_kernel (set, &wish);
  if (sched_getaffinity (tid, sizeof before, &before) != 0
      || sched_setaffinity (tid, sizeof wish, &wish) != 0
      || sched_getaffinity (tid, sizeof real, &real) != 0)
    return false;

  if (CPU_EQUAL (&real, &wish))
    return true;

  /* The kernel leaves out cores that the cpuset forbids without a word: that is not what was asked for. */
  sched_setaffinity (tid, sizeof before, &before);
  errno = EINVAL;
  return false;
}
