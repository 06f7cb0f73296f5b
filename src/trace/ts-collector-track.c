/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From states to slices.  A task that lives is always in exactly one state, and a core has at most one occupant; each
 * change closes the slice before it, so that the states of a task sum up to its lifetime and no core runs two.
 */
#include "config.h"

#include "ts-collector-private.h"
#include "ts-shade.h"

/* Writes the slice of the present state up to until_ns. */
static void
write_slice (TsCollector *self, TaskTrack *track, guint64 until_ns)
{
  TsSlice slice;

  if (until_ns <= track->since_ns)
    return;

  slice = (TsSlice) {
    .begin_ns = ts_run_clock_map (&self->run_clock, track->since_ns),
    .end_ns = ts_run_clock_map (&self->run_clock, until_ns),
    .who = track->who,
    .core = track->state == TS_STATE_RUNNING ? track->core : TS_CORE_NONE,
    .state = (guint8) track->state,
    .shade = ts_shade_of_state (track->state),
  };
  ts_lane_append (track->task->lane, &slice);
  track->since_ns = until_ns;

  if (track->state == TS_STATE_RUNNING && ts_collector_core (self, track->core) != NULL)
    {
      slice.who = track->position;
      slice.shade = ts_shade_of_task (track->position);
      ts_lane_append (ts_collector_core (self, track->core)->core->lane, &slice);
    }
}

/* Takes back what was written of the present state beyond time_ns. */
static void
take_back (TsCollector *self, TaskTrack *track, guint64 time_ns)
{
  gint64 end_ns = ts_run_clock_map (&self->run_clock, time_ns);

  if (time_ns >= track->since_ns)
    return;

  ts_lane_cut (track->task->lane, end_ns);
  track->since_ns = time_ns;
  if (track->state == TS_STATE_RUNNING && ts_collector_core (self, track->core) != NULL)
    {
      TsLane *lane = ts_collector_core (self, track->core)->core->lane;
      guint n = ts_lane_get_n_slices (lane);

      if (n > 0 && ts_lane_get_slice (lane, n - 1)->who == track->position)
        ts_lane_cut (lane, end_ns);
    }
}

/* Ends the present state at time_ns and begins another one; the time at which it did. */
static guint64
change_state (TsCollector *self, TaskTrack *track, guint64 time_ns, TsState state, guint32 who)
{
  time_ns = MAX (time_ns, track->state_ns);
  take_back (self, track, time_ns);
  write_slice (self, track, time_ns);

  track->state = state;
  track->who = who;
  track->state_ns = track->since_ns = time_ns;
  return time_ns;
}

void
ts_track_begin (TsCollector *self, TaskTrack *track, guint64 time_ns, TsState state)
{
  if (track->state != TS_STATE_NONE || track->ended)
    return;

  track->state = state;
  track->who = TS_WHO_NONE;
  track->state_ns = track->since_ns = time_ns;
  track->task->started_ns = ts_run_clock_map (&self->run_clock, time_ns);
  track->alive_position = self->alive->len;
  g_ptr_array_add (self->alive, track);
}

/* Another task has come onto its core: it must have stopped. */
static void
displace (TsCollector *self, TaskTrack *track, guint64 time_ns)
{
  guint64 stop_ns = track->hole_begin_ns != 0 ? track->hole_begin_ns : time_ns;

  if (track->ending)
    ts_track_end (self, track, stop_ns);
  else
    ts_track_leave (self, track, stop_ns, TS_STATE_READY, TS_WHO_NONE);
}

guint64
ts_track_take_over (TsCollector *self, TaskTrack *track, guint16 number, guint64 time_ns)
{
  CoreTrack *core = ts_collector_core (self, number);
  TaskTrack *before = core != NULL ? core->last : NULL;
  guint64 stop_ns, switch_ns;

  if (before == NULL || before == track || track->state != TS_STATE_READY)
    return time_ns;
  if (core->occupant == before && before->hole_begin_ns != 0)
    ts_track_leave (self, before, before->hole_begin_ns, TS_STATE_READY, TS_WHO_NONE);

  stop_ns = core->free_since_ns;
  if (core->occupant != NULL || before->state != TS_STATE_READY || before->state_ns != stop_ns
      || time_ns <= stop_ns || time_ns - stop_ns >= SHORT_HOLE_NS)
    return time_ns;

  switch_ns = MAX (stop_ns + (time_ns - stop_ns) / 4 * 3, track->state_ns);
  change_state (self, before, stop_ns, TS_STATE_RUNNING, TS_WHO_NONE);
  change_state (self, before, switch_ns, TS_STATE_READY, TS_WHO_NONE);
  core->free_since_ns = switch_ns;
  return switch_ns;
}

void
ts_track_resume (TsCollector *self, TaskTrack *track, guint16 number, guint64 time_ns, gboolean hold_back)
{
  CoreTrack *core = ts_collector_core (self, number);

  if (track->ended)
    return;
  ts_track_begin (self, track, time_ns, TS_STATE_READY);
  if (track->state == TS_STATE_RUNNING || track->resumed_ns != 0)
    ts_track_leave (self, track, time_ns, TS_STATE_READY, TS_WHO_NONE);

  if (core != NULL && core->occupant != NULL)
    displace (self, core->occupant, time_ns);
  if (core != NULL)
    core->occupant = track;
  track->core = number;
  track->resumed_ns = MAX (time_ns, track->state_ns);
  track->doubtful = FALSE;
  if (!hold_back)
    ts_track_settle (self, track, 0);
}

void
ts_track_settle (TsCollector *self, TaskTrack *track, guint64 ready_ns)
{
  guint64 resumed_ns = track->resumed_ns;

  if (resumed_ns == 0)
    return;

  track->resumed_ns = 0;
  if (ready_ns != 0 && ready_ns + (self->simulated ? 1 : SHORT_READY_NS) <= resumed_ns && ts_state_is_waiting (track->state))
    change_state (self, track, ready_ns, TS_STATE_READY, TS_WHO_NONE);
  change_state (self, track, resumed_ns, TS_STATE_RUNNING, TS_WHO_NONE);
}

/* Lets go of the core at time_ns. */
static void
free_core (TsCollector *self, TaskTrack *track, guint64 time_ns)
{
  CoreTrack *core = ts_collector_core (self, track->core);

  if (core != NULL && core->occupant == track)
    {
      core->occupant = NULL;
      core->last = track;
      core->free_since_ns = time_ns;
    }
}

void
ts_track_leave (TsCollector *self, TaskTrack *track, guint64 time_ns, TsState state, guint32 who)
{
  ts_track_settle (self, track, 0);
  if (track->state == TS_STATE_NONE)
    return;

  track->hole_begin_ns = 0;
  track->doubtful = FALSE;
  time_ns = change_state (self, track, time_ns, state, who);
  free_core (self, track, time_ns);
}

void
ts_track_redeem (TsCollector *self, TaskTrack *track)
{
  CoreTrack *core = ts_collector_core (self, track->core);
  guint64 begin_ns = track->state_ns;

  if (track->state != TS_STATE_READY || core == NULL || core->occupant != NULL)
    return;

  begin_ns = MAX (begin_ns, core->free_since_ns);
  change_state (self, track, begin_ns, TS_STATE_RUNNING, TS_WHO_NONE);
  core->occupant = track;
  track->doubtful = FALSE;
}

void
ts_track_end (TsCollector *self, TaskTrack *track, guint64 time_ns)
{
  if (track->state == TS_STATE_NONE)
    return;

  ts_track_leave (self, track, time_ns, TS_STATE_NONE, TS_WHO_NONE);
  track->ended = TRUE;
  track->task->ended_ns = ts_run_clock_map (&self->run_clock, track->since_ns);
  ts_collector_update_task (self, track);

  g_ptr_array_remove_index_fast (self->alive, track->alive_position);
  if (track->alive_position < self->alive->len)
    ((TaskTrack *) g_ptr_array_index (self->alive, track->alive_position))->alive_position = track->alive_position;
}

void
ts_track_advance (TsCollector *self, TaskTrack *track, guint64 until_ns)
{
  if (track->resumed_ns != 0)
    return;
  write_slice (self, track, track->hole_begin_ns != 0 ? MIN (until_ns, track->hole_begin_ns) : until_ns);
}
