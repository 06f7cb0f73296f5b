/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "way-traits.h"

const WayTraits way_traits[WAY_COUNT] = {
  [WAY_THREADS] = { "threads", KIND_THREAD, false, false, false, false },
  [WAY_PROCESSES] = { "processes", KIND_PROCESS, false, false, false, false },
  [WAY_GIL] = { "gil", KIND_THREAD, false, true, false, false },
  [WAY_LOOP] = { "loop", KIND_COROUTINE, false, false, false, true },
  [WAY_PYTHON_THREADS] = { "python-threads", KIND_THREAD, true, true, false, false },
  [WAY_PYTHON_PROCESSES] = { "python-processes", KIND_PROCESS, true, true, false, false },
  [WAY_PYTHON_ASYNCIO] = { "python-asyncio", KIND_COROUTINE, true, false, false, false },
  [WAY_PYTHON_FREE_THREADED] = { "python-free-threaded", KIND_THREAD, true, false, false, false },
  [WAY_SIMULATED] = { "simulated", KIND_THREAD, false, false, true, true },
};
