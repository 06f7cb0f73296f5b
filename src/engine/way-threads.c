/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Threads: one process, one pthread for each task.
 */
#include "compute.h"
#include "object.h"
#include "start.h"
#include "wait.h"

static void
start (Task *task, uint32_t slot)
{
  start_kernel_task (task, slot, KIND_THREAD);
}

const Way way_threads = {
  .start = start,
  .join = join_kernel_task,
  .compute = compute,
  .native = compute,
  .sleep = wait_sleep,
  .read = wait_read,
  .yield = wait_yield,
  .acquire = object_acquire,
  .release = object_release,
  .put = object_put,
  .get = object_get,
  .close = object_close,
  .wait = object_wait,
  .signal = object_signal,
  .arrive = object_arrive,
};
