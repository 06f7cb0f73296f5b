/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Out of the rings.  What lies in the arena was written by processes that may have crashed or gone astray: times are
 * kept in order within a ring and never in the future, and nothing is used as an index before it is checked.
 */
#include "config.h"

#include "ts-collector-private.h"

enum { EVENTS_AT_A_TIME = 256 };

guint64
ts_collector_now (TsCollector *self)
{
  return self->simulated ? arena_now (self->view->arena) : self->clock ();
}

/* A time that may be believed: not before the event before it and not in the future. */
static guint64
sane_time (TsCollector *self, guint64 time_ns, guint64 last_ns)
{
  /* Virtual time may run ahead of the look at it by any amount. */
  if (!self->simulated)
    time_ns = MIN (time_ns, self->now_ns + SETTLING_NS);
  time_ns = MAX (time_ns, last_ns);
  self->newest_ns = MAX (self->newest_ns, time_ns);
  return time_ns;
}

/* Adds what was newly dropped to the count; the new count of the ring. */
static guint64
count_dropped (TsCollector *self, Ring *ring, guint64 before)
{
  guint64 dropped = MAX (ring_dropped (ring), before);

  self->lost += dropped - before;
  return dropped;
}

static void
read_fork (TsCollector *self, const Event *event, guint64 time_ns)
{
  gpointer tid = GUINT_TO_POINTER (event_tid (event));
  TaskTrack *track = g_hash_table_lookup (self->tids, tid);

  if (track == NULL || track->started_ns < time_ns)
    g_hash_table_insert (self->unmatched, tid, g_memdup2 (&time_ns, sizeof time_ns));
}

static void
read_core_event (TsCollector *self, CoreReader *reader, const Event *event)
{
  char *name;

  if (event->kind == EVENT_DRAINED)
    {
      self->drained_ns = MAX (self->drained_ns, MIN (event->time_ns, self->now_ns));
      return;
    }
  if (event->kind == EVENT_TEXT)
    {
      name = ts_text_read (&reader->text, event);
      if (name != NULL)
        ts_stream_add (self, NULL, EVENT_COMM, reader->last_ns, &reader->text.event, name);
      return;
    }

  reader->last_ns = sane_time (self, event->time_ns, reader->last_ns);
  if (event->kind == EVENT_COMM)
    {
      ts_text_expect (&reader->text, event, 16);
      return;
    }
  if (event->kind == EVENT_FORK && !self->watch)
    read_fork (self, event, reader->last_ns);
  ts_stream_add (self, NULL, event->kind, reader->last_ns, event, NULL);
}

/* A gap is where the task stopped and where it went on: two entries, each in its own place in time. */
static void
read_gap (TsCollector *self, TaskTrack *track, const Event *event)
{
  guint64 end_ns = sane_time (self, event->time_ns, track->last_ns);
  guint64 begin_ns = CLAMP ((guint64) event->value, track->last_ns, end_ns);
  Event stop = *event;

  stop.value = event->object == event->core ? (gint64) end_ns : 0;
  ts_stream_add (self, track, ENTRY_STOP, begin_ns, &stop, NULL);
  ts_stream_add (self, track, ENTRY_GO, end_ns, event, NULL);
}

static void
read_start (TsCollector *self, TaskTrack *track, const Event *event)
{
  gpointer tid = GUINT_TO_POINTER (event_tid (event));

  track->started_ns = track->last_ns;
  track->task->pid = event_pid (event);
  track->task->tid = event_tid (event);
  g_hash_table_insert (self->tids, tid, track);
  g_hash_table_remove (self->unmatched, tid);
}

static void
read_task_event (TsCollector *self, TaskTrack *track, const Event *event)
{
  char *text = NULL;
  guint32 kind = event->kind;

  if (kind == EVENT_TEXT)
    {
      text = ts_text_read (&track->reader, event);
      if (text != NULL)
        ts_stream_add (self, track, EVENT_PRINT, track->last_ns, &track->reader.event, text);
      return;
    }
  if (kind == EVENT_GAP && !self->exact)
    read_gap (self, track, event);

  track->last_ns = sane_time (self, event->time_ns, track->last_ns);
  if (kind == EVENT_WAIT || kind == EVENT_END || kind == EVENT_ASIDE)
    track->runs = FALSE;
  else if (kind == EVENT_START || kind == EVENT_WAKE || kind == EVENT_GAP || kind == EVENT_BACK)
    track->runs = TRUE;
  track->assumed = FALSE;
  track->end_read = track->end_read || kind == EVENT_END;
  if (kind == EVENT_START)
    read_start (self, track, event);

  if (kind == EVENT_PRINT)
    ts_text_expect (&track->reader, event, event->value);
  else if (kind != EVENT_GAP && kind < EVENT_SWITCH_IN)
    ts_stream_add (self, track, kind, track->last_ns, event, NULL);
}

static void
read_core_ring (TsCollector *self, guint position)
{
  CoreReader *reader = &self->readers[position];
  Ring *ring = arena_core_ring (self->view, position);
  guint64 left = self->view->core_ring_capacity;
  Event events[EVENTS_AT_A_TIME];
  gsize count;

  do
    {
      count = ring_take (ring, self->view->core_ring_capacity, events, EVENTS_AT_A_TIME);
      for (gsize i = 0; i < count; i++)
        read_core_event (self, reader, &events[i]);
      left -= MIN (left, count);
    }
  while (count == EVENTS_AT_A_TIME && left > 0);
  reader->dropped = count_dropped (self, ring, reader->dropped);
}

/* Reads the ring of `track`; NULL: the one that all tasks share, in which each event names its author. */
static guint64
read_task_ring (TsCollector *self, Ring *ring, TaskTrack *track, guint64 dropped)
{
  guint64 left = self->view->task_ring_capacity;
  Event events[EVENTS_AT_A_TIME];
  gsize count;

  do
    {
      count = ring_take (ring, self->view->task_ring_capacity, events, EVENTS_AT_A_TIME);
      for (gsize i = 0; i < count; i++)
        if (track != NULL)
          read_task_event (self, track, &events[i]);
        else if (events[i].author < self->tasks->len)
          read_task_event (self, g_ptr_array_index (self->tasks, events[i].author), &events[i]);
      left -= MIN (left, count);
    }
  while (count == EVENTS_AT_A_TIME && left > 0);
  return count_dropped (self, ring, dropped);
}

static void
read_own_ring (TsCollector *self, TaskTrack *track)
{
  Ring *ring = arena_task_ring (self->view, track->position);

  track->dropped = read_task_ring (self, ring, track, track->dropped);
  track->task->dropped = track->dropped;
}

/* Self-timed: up to when the task's own word is complete.  A running task reports all the time; one that has not for
 * long has been put aside, or runs on a stretch without a report, which will be known afterwards. */
static guint64
known_until (TsCollector *self, TaskTrack *track, guint64 tick_ns)
{
  Event event = { .core = NO_CORE, .object = NO_OBJECT };
  guint64 known_ns = MAX (MIN (tick_ns, self->now_ns), track->last_ns);

  if (!track->runs)
    return G_MAXUINT64;
  if (track->assumed && known_ns > track->assumed_ns)
    {
      track->assumed = FALSE;
      ts_stream_add (self, track, ENTRY_REDEEM, track->assumed_ns, &event, NULL);
    }
  if (known_ns + LATEST_NS >= self->now_ns)
    return known_ns;

  if (!track->assumed)
    {
      track->assumed = TRUE;
      track->assumed_ns = known_ns;
      ts_stream_add (self, track, ENTRY_ASSUME_STOP, known_ns, &event, NULL);
    }
  return G_MAXUINT64;
}

/* Reads one task; until when its word is complete. */
static guint64
read_task (TsCollector *self, TaskTrack *track)
{
  TaskSlot *slot = arena_task (self->view, track->position);
  gboolean ended = atomic_load_explicit (&slot->state, memory_order_acquire) == TASK_ENDED;
  /* Before its ring is read: what it noticed until then is in the ring. */
  guint64 tick_ns = atomic_load_explicit (&slot->tick_ns, memory_order_acquire);
  Event event = { .core = NO_CORE, .object = NO_OBJECT };

  if (!self->by_turns)
    read_own_ring (self, track);
  if (track->end_read)
    return G_MAXUINT64;

  /* The slot says so on two readings, and no word of it: it was killed. */
  if (ended && track->seen_ended)
    {
      guint64 ended_ns = atomic_load_explicit (&slot->ended_ns, memory_order_relaxed);

      track->end_read = TRUE;
      track->task->stopped = TRUE;
      if (!self->exact)
        ts_stream_add (self, track, ENTRY_GONE, sane_time (self, ended_ns, track->last_ns), &event, NULL);
      return G_MAXUINT64;
    }
  track->seen_ended = ended;
  return self->exact || self->simulated ? G_MAXUINT64 : known_until (self, track, tick_ns);
}

/* Exact: as far as the kernel's records go, and not beyond the birth of a task that has not said which one it is. */
static guint64
exact_until (TsCollector *self)
{
  guint64 until_ns = self->drained_ns;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->unmatched);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      guint64 fork_ns = *(guint64 *) value;

      if (fork_ns + LATEST_NS < self->drained_ns)
        g_hash_table_iter_remove (&iter);
      else
        until_ns = MIN (until_ns, fork_ns);
    }
  return until_ns;
}

/* The keys that were pressed since the last reading: by this very process, so that all are there. */
static void
read_keys (TsCollector *self)
{
  Keyboard *keyboard = &self->view->arena->keyboard;
  guint32 pressed = atomic_load (&keyboard->pressed);
  Event event = { .core = NO_CORE, .object = NO_OBJECT };

  if (pressed - self->keys_read > MAX_KEYS)
    self->keys_read = pressed - MAX_KEYS;
  for (; self->keys_read != pressed; self->keys_read++)
    {
      Key *key = &keyboard->keys[self->keys_read % MAX_KEYS];
      guint64 pressed_ns = atomic_load_explicit (&key->pressed_ns, memory_order_relaxed);

      self->last_key_ns = sane_time (self, pressed_ns, self->last_key_ns);
      ts_stream_add (self, NULL, ENTRY_KEY, self->last_key_ns, &event, NULL);
    }
}

guint64
ts_collector_read (TsCollector *self)
{
  guint64 until_ns;

  self->now_ns = ts_collector_now (self);
  until_ns = self->simulated ? self->now_ns : self->now_ns - SETTLING_NS;

  /* The kernel's records first: the tasks' reasons for all that they tell are then in the tasks' rings. */
  for (guint i = 0; i < self->view->core_count; i++)
    read_core_ring (self, i);

  if (self->by_turns && self->tasks->len > 0)
    self->shared_dropped = read_task_ring (self, arena_task_ring (self->view, 0), NULL, self->shared_dropped);
  for (guint i = 0; i < self->slots->len; )
    {
      TaskTrack *track = g_ptr_array_index (self->tasks, g_array_index (self->slots, guint32, i));
      TaskSlot *slot = arena_task (self->view, track->position);
      guint64 task_until_ns = G_MAXUINT64;

      if (atomic_load_explicit (&slot->state, memory_order_acquire) != TASK_NOT_STARTED)
        task_until_ns = read_task (self, track);
      until_ns = MIN (until_ns, task_until_ns); /* the macro reads its arguments twice */
      if (track->end_read)
        g_array_remove_index_fast (self->slots, i);
      else
        i++;
    }
  if (self->keyboard != G_MAXUINT)
    read_keys (self);
  return self->exact ? exact_until (self) : until_ns;
}
