/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Watching any program: its processes and threads become tasks as the kernel tells of them.
 */
#include "config.h"

#include "ts-collector-private.h"

static TaskTrack *
add_task (TsCollector *self, const Entry *entry)
{
  guint32 pid = event_pid (&entry->event), tid = event_tid (&entry->event);
  TaskTrack *parent = g_hash_table_lookup (self->tids, GUINT_TO_POINTER (entry->event.task));
  TsTask *task = ts_recording_add_task (self->recording);
  TaskTrack *track = ts_collector_add_track (self, task);

  task->pid = pid;
  task->tid = tid;
  task->total = -1;
  task->index = track->position;
  g_free (task->name);
  task->name = entry->kind == EVENT_FORK && parent != NULL ? g_strdup (parent->task->name)
               : g_strdup_printf ("%u", tid);
  g_free (task->kind);
  task->kind = g_strdup (pid == tid ? "process" : "thread");
  g_hash_table_insert (self->tids, GUINT_TO_POINTER (tid), track);
  return track;
}

TaskTrack *
ts_watch_find (TsCollector *self, const Entry *entry)
{
  guint32 tid = event_tid (&entry->event);
  TaskTrack *track = g_hash_table_lookup (self->tids, GUINT_TO_POINTER (tid));

  if (entry->kind == EVENT_LOST || tid == 0 || tid == G_MAXUINT32)
    return NULL;
  if (entry->kind == EVENT_FORK)
    {
      if (self->supervisor_tid == 0)
        self->supervisor_tid = entry->event.task;
      return add_task (self, entry); /* a number that is used again is another task */
    }

  /* One whose birth was lost is known by its first switch; what runs before the first fork is the supervisor. */
  if (track == NULL && entry->kind != EVENT_EXIT && self->supervisor_tid != 0 && tid != self->supervisor_tid)
    track = add_task (self, entry);
  return track;
}

void
ts_watch_name (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  if (entry->text == NULL || entry->text[0] == '\0')
    return;

  g_free (track->task->name);
  track->task->name = g_strdup (entry->text);
  ts_note_add_name (self, track->task, entry);
}
