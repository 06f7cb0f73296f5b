/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deadlock.h"

enum { LOOK_NS = 100000000 };

/* True if a task in this wait goes on only when another one lets it; who waits for a key does not. */
static bool
needs_another (const Program *program, uint32_t waiting_for)
{
  WaitReason reason = waiting_for >> 16;
  uint32_t object = waiting_for & 0xffff;

  return reason >= WAIT_LOCK && reason <= WAIT_TASK
         && (reason != WAIT_QUEUE || object >= program->object_count
             || program->objects[object].kind != OBJECT_KEYBOARD);
}

/* Sum of what all tasks have ever noted, 0 if one of them can go on; `since_ns` becomes the time of the last wait. */
static uint64_t
activity_if_all_wait (const ArenaView *view, uint64_t *since_ns)
{
  uint64_t activity = 0;

  *since_ns = 0;
  for (uint32_t i = 0; i < view->task_count; i++)
    {
      TaskSlot *slot = arena_task (view, i);
      uint32_t state = atomic_load (&slot->state);
      uint64_t ticked_ns = atomic_load (&slot->tick_ns);

      if (state == TASK_NOT_STARTED || state == TASK_ENDED)
        continue;
      if (state != TASK_WAITING || !needs_another (&view->arena->program, atomic_load (&slot->waiting_for)))
        return 0;
      activity += atomic_load (&arena_task_ring (view, i)->tail) + ring_dropped (arena_task_ring (view, i));
      if (ticked_ns > *since_ns)
        *since_ns = ticked_ns;
    }
  return activity;
}

void
deadlock_look (DeadlockWatch *watch, const ArenaView *view, uint64_t now)
{
  uint64_t activity, since_ns;

  if (now - watch->looked_ns < LOOK_NS)
    return;

  activity = activity_if_all_wait (view, &since_ns);
  atomic_store (&view->arena->deadlock_ns, activity != 0 && activity == watch->activity ? since_ns : 0);
  watch->activity = activity;
  watch->looked_ns = now;
}
