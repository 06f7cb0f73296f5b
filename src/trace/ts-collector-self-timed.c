/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Self-timed: the tasks say themselves when they ran, from their own readings of the clock and the core.
 */
#include "config.h"

#include "ts-collector-private.h"

/* It did not run from here on.  A short hole on the same core is mostly a timer tick, and it is let pass unless
 * another task comes onto the core meanwhile (ts_track_resume() then puts this one aside where the hole began). */
static void
take_stop (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  guint64 until_ns = (guint64) entry->event.value;

  ts_track_redeem (self, track);
  if (track->state != TS_STATE_RUNNING)
    return;

  if (until_ns != 0 && until_ns - entry->time_ns < SHORT_HOLE_NS)
    track->hole_begin_ns = entry->time_ns;
  else
    ts_track_leave (self, track, entry->time_ns, TS_STATE_READY, TS_WHO_NONE);
}

/* It was ready and runs again.  Where tasks take turns their own word is exact. */
static void
resume (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  guint64 time_ns = self->by_turns ? entry->time_ns
                                   : ts_track_take_over (self, track, entry->event.core, entry->time_ns);

  ts_track_resume (self, track, entry->event.core, time_ns, FALSE);
}

static void
take_go (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  gboolean let_pass = track->hole_begin_ns != 0 && track->core == entry->event.core;

  track->hole_begin_ns = 0;
  if (let_pass || ts_state_is_waiting (track->state))
    return;

  track->task->involuntary++;
  resume (self, track, entry);
}

static void
take_wait (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  ts_track_redeem (self, track);
  ts_collector_read_reason (self, track, &entry->event);
  track->task->voluntary++;
  ts_track_leave (self, track, entry->time_ns, track->reason, track->reason_who);
}

static void
take_wake (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  track->reason = TS_STATE_NONE;
  if (!ts_state_is_waiting (track->state))
    return;

  ts_track_resume (self, track, entry->event.core, entry->time_ns, TRUE);
  ts_track_settle (self, track, (guint64) MAX (entry->event.value, 0));
}

/* It gave its turn away, or was put off its core. */
static void
take_aside (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  ts_track_redeem (self, track);
  if (entry->event.value != 0)
    track->task->involuntary++;
  else
    track->task->voluntary++;
  ts_track_leave (self, track, entry->time_ns, TS_STATE_READY, TS_WHO_NONE);
}

/* Its parent has started it: from now on it wants a core. */
static void
take_started (TsCollector *self, const Entry *entry)
{
  if (entry->event.task < self->tasks->len)
    ts_track_begin (self, g_ptr_array_index (self->tasks, entry->event.task), entry->time_ns, TS_STATE_READY);
}

static void
assume_stop (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  if (track->state != TS_STATE_RUNNING)
    return;
  ts_track_leave (self, track, entry->time_ns, TS_STATE_READY, TS_WHO_NONE);
  track->doubtful = TRUE;
}

void
ts_self_timed_take (TsCollector *self, TaskTrack *track, const Entry *entry)
{
  switch (entry->kind)
    {
    case EVENT_START:
      resume (self, track, entry);
      break;
    case EVENT_STARTED:
      take_started (self, entry);
      break;
    case ENTRY_STOP:
      take_stop (self, track, entry);
      break;
    case ENTRY_GO:
      take_go (self, track, entry);
      break;
    case ENTRY_ASSUME_STOP:
      assume_stop (self, track, entry);
      break;
    case ENTRY_REDEEM:
      if (track->doubtful)
        ts_track_redeem (self, track);
      break;
    case EVENT_ASIDE:
      take_aside (self, track, entry);
      break;
    case EVENT_BACK:
      resume (self, track, entry);
      break;
    case EVENT_WAIT:
      take_wait (self, track, entry);
      break;
    case EVENT_WAKE:
      take_wake (self, track, entry);
      break;
    case EVENT_END:
      ts_track_redeem (self, track);
      ts_track_end (self, track, entry->time_ns);
      break;
    case ENTRY_GONE:
      ts_track_end (self, track, track->state == TS_STATE_RUNNING ? track->last_ns : entry->time_ns);
      break;
    default:
      break;
    }
}
