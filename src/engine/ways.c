/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All ways to run.
 */
#include "way.h"

static const Way *const ways[] = {
  [WAY_THREADS] = &way_threads,
  [WAY_PROCESSES] = &way_processes,
  [WAY_GIL] = &way_gil,
  [WAY_LOOP] = &way_loop,
  [WAY_SIMULATED] = &way_simulated,
};

const Way *
way_of (uint32_t id)
{
  return id < sizeof ways / sizeof ways[0] ? ways[id] : NULL;
}
