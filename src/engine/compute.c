/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute.h"

#include "task.h"
#include "tick.h"
#include "work.h"

#include <sys/mman.h>

enum {
  PAGE = 4096,
  PAGES_PER_TICK = 16,
};

void
compute (Task *task, int64_t ns)
{
  uint64_t per_ms = atomic_load_explicit (&task->arena->work_per_ms, memory_order_relaxed);
  uint64_t left = work_for (ns, per_ms), quantum = work_for (QUANTUM_NS, per_ms);

  while (left > 0)
    {
      uint64_t part = left < quantum || quantum == 0 ? left : quantum;

      task->work = work (part, task->work);
      left -= part;
      attend (task);
    }
}

static bool
ask_for (Task *task, size_t bytes)
{
  void *memory = mmap (NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (memory == MAP_FAILED)
    return false;
  if (task->memory != NULL)
    munmap (task->memory, task->memory_size);
  task->memory = memory;
  task->memory_size = bytes;
  return true;
}

void
touch (Task *task, int64_t bytes)
{
  volatile unsigned char *memory;

  if (bytes <= 0)
    return;
  if ((size_t) bytes > task->memory_size && !ask_for (task, (size_t) bytes))
    task_fail (task, FAILURE_MEMORY, bytes);

  memory = task->memory;
  for (size_t page = 0; page < (size_t) bytes / PAGE; page++)
    {
      memory[page * PAGE]++;
      if (page % PAGES_PER_TICK == PAGES_PER_TICK - 1)
        attend (task);
    }
}
