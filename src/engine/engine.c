/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A process of the run.
 */
#include "engine.h"

#include "interpreter-lock.h"
#include "way.h"

#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST_PREFAULTED = MAX_KERNEL_TASKS + 1 };

/* Maps the first page of each task's ring now, so that starting a thread does not begin with page faults.  (A
 * forked process takes them anyway: page tables of shared memory are not copied.) */
static void
prefault (const ArenaView *view)
{
  for (uint32_t i = 0; i < view->task_count && i < MOST_PREFAULTED; i++)
    {
      atomic_load_explicit (&arena_task (view, i)->state, memory_order_relaxed);
      ring_dropped (arena_task_ring (view, i));
    }
}

bool
engine_init (Engine *engine, const ArenaView *view, int notice_fd)
{
  size_t size = (view->task_count + 1) * sizeof (Seat);

  memset (engine, 0, sizeof *engine);
  engine->view = *view;
  engine->way = way_of (view->way);
  engine->notice_fd = notice_fd;
  engine->pid = (uint32_t) getpid ();
  engine->self_timed = atomic_load (&view->arena->source) == SOURCE_SELF_TIMED;
  for (uint32_t i = 0; i < view->arena->program.object_count; i++)
    atomic_store_explicit (&engine->counters[i], view->arena->program.objects[i].size, memory_order_relaxed);

  interpreter_lock_find (engine);
  if (way_traits[view->way].kind == KIND_THREAD)
    prefault (view);

  /* Zeroed pages that cost nothing until a task is started. */
  engine->seats = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return engine->seats != MAP_FAILED;
}

void
engine_forked (Engine *engine, uint32_t process)
{
  engine->process = process;
  engine->pid = (uint32_t) getpid ();
  interpreter_lock_find (engine);

  /* What the parent has started is not this process's to reap: forget it, by pages that are zero again. */
  madvise (engine->seats, (engine->view.task_count + 1) * sizeof (Seat), MADV_DONTNEED);
}

void
engine_notify (Engine *engine)
{
  eventfd_write (engine->notice_fd, 1); /* refused only if it has been told 2^64 - 2 times already */
}
