/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exact: the kernel's switches say who runs; the tasks' own events only say why one waits and since when it was ready.
 */
#include "config.h"

#include "ts-collector-private.h"

static void
take_switch_in (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  /* The task will soon say since when it was ready, if it told that it would wait. */
  gboolean hold_back = track->reason != TS_STATE_NONE && ts_state_is_waiting (track->state);

  ts_track_resume (self, track, entry->event.core, entry->time_ns, hold_back);
}

/* The interpreter lock of the process that the task lives in; TS_WHO_NONE: there is none. */
static guint32
get_python_lock (TsCollector *self, const TaskTrack *track)
{
  const Program *program = &self->view->arena->program;
  guint32 process;

  if (self->python_lock == TS_WHO_NONE)
    return TS_WHO_NONE;
  process = atomic_load_explicit (&arena_task (self->view, track->position)->owner, memory_order_relaxed);
  for (guint i = self->python_lock; i < self->objects->len; i++)
    if (program->objects[i].size == process)
      return i;
  return TS_WHO_NONE;
}

/* Whether it waits for one. */
static gboolean
waits_for_python_lock (TsCollector *self, const TaskTrack *track)
{
  return track->state == TS_STATE_WAITING_LOCK && track->who != TS_WHO_NONE && track->who >= self->python_lock;
}

/* TRUE if a task of Python that gives up its core waits for the interpreter lock.  It cannot say so itself: it does not run.
 * But it says before all else that it waits for; and if it has been woken from that and goes to sleep again before it says
 * that it goes on, then it lacks the lock without which it cannot say anything.  (A lock may also have been snatched
 * away by another; then somebody holds it.) */
static gboolean
lacks_python_lock (TsCollector *self, const TaskTrack *track, guint32 lock)
{
  if (lock == TS_WHO_NONE || track->ending)
    return FALSE;
  if (track->reason == TS_STATE_NONE)
    return TRUE;
  if (track->reason == TS_STATE_WAITING_LOCK && track->reason_who < self->objects->len)
    return track->has_waited && !g_array_index (self->objects, ObjectTrack, track->reason_who).open;
  return track->has_waited;
}

static void
take_switch_out (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  guint32 lock;

  if (track->state != TS_STATE_RUNNING && track->resumed_ns == 0)
    return;

  if (entry->event.object == 1)
    {
      track->task->involuntary++;
      ts_track_leave (self, track, entry->time_ns, TS_STATE_READY, TS_WHO_NONE);
      return;
    }
  track->task->voluntary++;
  lock = get_python_lock (self, track);
  if (lacks_python_lock (self, track, lock))
    {
      ts_track_leave (self, track, entry->time_ns, TS_STATE_WAITING_LOCK, lock);
      ts_note_lose_lock (self, lock, track->position, entry->time_ns);
    }
  else if (track->reason != TS_STATE_NONE)
    ts_track_leave (self, track, entry->time_ns, track->reason, track->reason_who);
  else
    ts_track_leave (self, track, entry->time_ns, TS_STATE_WAITING, TS_WHO_NONE);
  track->has_waited = TRUE;
}

static void
take_exit (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  gpointer tid = GUINT_TO_POINTER (event_tid (&entry->event));

  ts_track_end (self, track, entry->time_ns);
  if (g_hash_table_lookup (self->tids, tid) == track)
    g_hash_table_remove (self->tids, tid);
}

void
ts_exact_take_core (TsCollector *self, const Entry *entry)
{
  TaskTrack *track = self->watch ? ts_watch_find (self, entry)
                     : g_hash_table_lookup (self->tids, GUINT_TO_POINTER (event_tid (&entry->event)));

  if (track == NULL)
    return;

  switch (entry->kind)
    {
    case EVENT_FORK:
      ts_track_begin (self, track, entry->time_ns, TS_STATE_READY);
      break;
    case EVENT_SWITCH_IN:
      take_switch_in (self, track, entry);
      break;
    case EVENT_SWITCH_OUT:
      take_switch_out (self, track, entry);
      break;
    case EVENT_EXIT:
      take_exit (self, track, entry);
      break;
    case EVENT_COMM:
      if (self->watch)
        ts_watch_name (self, track, entry);
      break;
    default:
      break;
    }
}

static void
take_wake (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  if (ts_state_is_waiting (track->state) && track->resumed_ns == 0) /* its switch was lost */
    ts_track_resume (self, track, entry->event.core, entry->time_ns, TRUE);
  if (waits_for_python_lock (self, track))
    ts_track_settle (self, track, 0); /* that it could have gone on earlier is what it waited for the lock after */
  else
    ts_track_settle (self, track, (guint64) MAX (entry->event.value, 0));
  track->reason = TS_STATE_NONE;
}

void
ts_exact_take_task (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  switch (entry->kind)
    {
    case EVENT_START:
      if (track->state == TS_STATE_NONE) /* its fork was lost */
        ts_track_resume (self, track, entry->event.core, entry->time_ns, FALSE);
      break;
    case EVENT_WAIT:
      ts_track_settle (self, track, 0);
      ts_collector_read_reason (self, track, &entry->event);
      track->has_waited = FALSE;
      break;
    case EVENT_WAKE:
      take_wake (self, track, entry);
      break;
    case EVENT_END:
      track->ending = TRUE;
      break;
    default:
      break;
    }
}
