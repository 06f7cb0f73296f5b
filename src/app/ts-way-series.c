/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-way-series.h"

#include <glib/gi18n-lib.h>

/* A run in which all wait for each other is given up after a while, and one that does not end by itself, too. */
enum { DEADLOCK_PATIENCE_S = 1, MOST_S = 60 };

struct _TsWaySeries {
  GObject parent_instance;

  TsSession *session;
  TsEveryWay *results;
  char *scenario_id;        /* of what was run */
  GArray *ways;             /* WayId: those that are tried */
  char *refusals[WAY_COUNT]; /* why the others are not, and NULL for those of `ways` */
  guint position;           /* of the way that goes on */
  guint64 seed;             /* random values are the same in all ways, so that the work is */
  TsRun *run;               /* NULL: between two */
  guint next;               /* idle source that begins the next run; 0: none */
  guint limit;              /* source that ends the run; 0: none */
  gint64 deadlocked_since_us; /* 0: it is not */
  gboolean is_going;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (TsWaySeries, ts_way_series, G_TYPE_OBJECT)

static void
drop_run (TsWaySeries *self)
{
  g_clear_handle_id (&self->next, g_source_remove);
  g_clear_handle_id (&self->limit, g_source_remove);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  self->deadlocked_since_us = 0;
}

/* Begins with nothing. */
static void
forget (TsWaySeries *self)
{
  drop_run (self);
  self->is_going = FALSE;
  self->position = 0;
  g_clear_pointer (&self->results, ts_every_way_free);
  self->results = ts_every_way_new ();
  g_array_set_size (self->ways, 0);
  for (guint way = 0; way < WAY_COUNT; way++)
    g_clear_pointer (&self->refusals[way], g_free);
}

/* All that could be tried have been. */
static void
end_series (TsWaySeries *self)
{
  self->is_going = FALSE;
  for (guint way = 0; way < WAY_COUNT; way++)
    if (self->refusals[way] != NULL)
      ts_every_way_refuse (self->results, (WayId) way, self->refusals[way]);
}

static void begin_run (TsWaySeries *self);

static gboolean
on_next (gpointer data)
{
  TsWaySeries *self = data;

  self->next = 0;
  begin_run (self);
  return G_SOURCE_REMOVE;
}

/* The next run begins when this one has told everybody of its end. */
static void
conclude (TsWaySeries *self, TsRecording *recording, const char *problem)
{
  ts_every_way_add (self->results, ts_way_series_get_way (self), recording, problem);
  drop_run (self);
  if (self->position + 1 < self->ways->len)
    {
      self->position++;
      self->next = g_idle_add (on_next, self);
    }
  else
    end_series (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_run_ended (TsRun *run, TsWaySeries *self)
{
  g_autofree char *problem = g_strdup (ts_run_get_failure (run));
  g_autoptr (TsRecording) recording = g_object_ref (ts_run_get_recording (run));

  if (problem == NULL && ts_run_was_stopped (run))
    problem = g_strdup_printf (_("It had not come to its end after %d s, and was stopped."), MOST_S);
  conclude (self, recording, problem);
}

static void
on_run_changed (TsRun *run, TsWaySeries *self)
{
  gint64 now_us = g_get_monotonic_time ();

  if (!ts_run_is_deadlocked (run))
    self->deadlocked_since_us = 0;
  else if (self->deadlocked_since_us == 0)
    self->deadlocked_since_us = now_us;
  else if (now_us - self->deadlocked_since_us > DEADLOCK_PATIENCE_S * G_USEC_PER_SEC)
    ts_run_stop (run);
}

static gboolean
on_limit (gpointer data)
{
  TsWaySeries *self = data;

  self->limit = 0;
  ts_run_stop (self->run);
  return G_SOURCE_REMOVE;
}

static void
begin_run (TsWaySeries *self)
{
  g_autoptr (GError) error = NULL;

  self->run = ts_session_start_aside (self->session, ts_way_series_get_way (self), self->seed, &error);
  if (self->run == NULL)
    {
      conclude (self, NULL, error->message);
      return;
    }
  g_signal_connect (self->run, "changed", G_CALLBACK (on_run_changed), self);
  g_signal_connect (self->run, "ended", G_CALLBACK (on_run_ended), self);
  self->limit = g_timeout_add_seconds (MOST_S, on_limit, self);
  g_signal_emit (self, changed_signal, 0);
}

/* Of the ways that this version has. */
static void
choose_ways (TsWaySeries *self)
{
  for (WayId way = WAY_THREADS; way < WAY_COUNT; way++)
    if (ts_way_get (way) != NULL)
      {
        self->refusals[way] = ts_session_refuse_way (self->session, way);
        if (self->refusals[way] == NULL)
          g_array_append_val (self->ways, way);
      }
}

void
ts_way_series_start (TsWaySeries *self)
{
  g_return_if_fail (TS_IS_WAY_SERIES (self) && ts_session_get_scenario (self->session) != NULL);
  forget (self);
  g_free (self->scenario_id);
  self->scenario_id = g_strdup (ts_scenario_get_id (ts_session_get_scenario (self->session)));
  choose_ways (self);
  self->seed = (guint64) g_random_int_range (1, G_MAXINT32);
  self->is_going = self->ways->len > 0;
  g_signal_emit (self, changed_signal, 0);
  if (self->is_going)
    {
      begin_run (self);
      return;
    }
  end_series (self);
  g_signal_emit (self, changed_signal, 0);
}

void
ts_way_series_cancel (TsWaySeries *self)
{
  g_return_if_fail (TS_IS_WAY_SERIES (self));
  if (!self->is_going)
    return;
  drop_run (self);
  self->is_going = FALSE;
  g_signal_emit (self, changed_signal, 0);
}

gboolean
ts_way_series_is_going (TsWaySeries *self)
{
  g_return_val_if_fail (TS_IS_WAY_SERIES (self), FALSE);
  return self->is_going;
}

guint
ts_way_series_get_n_ways (TsWaySeries *self)
{
  g_return_val_if_fail (TS_IS_WAY_SERIES (self), 0);
  return self->ways->len;
}

WayId
ts_way_series_get_way (TsWaySeries *self)
{
  g_return_val_if_fail (TS_IS_WAY_SERIES (self) && self->position < self->ways->len, WAY_THREADS);
  return g_array_index (self->ways, WayId, self->position);
}

const TsEveryWay *
ts_way_series_get_results (TsWaySeries *self)
{
  g_return_val_if_fail (TS_IS_WAY_SERIES (self), NULL);
  return self->results;
}

/* Somebody runs something: that is what they want now. */
static void
on_state_changed (TsWaySeries *self)
{
  ts_way_series_cancel (self);
}

/* Somebody looks at another scenario, or at this one with another program, of which what there is may still be of use. */
static void
on_scenario_changed (TsWaySeries *self)
{
  ts_way_series_cancel (self);
  if (g_strcmp0 (self->scenario_id, ts_scenario_get_id (ts_session_get_scenario (self->session))) == 0)
    return;
  forget (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
ts_way_series_dispose (GObject *object)
{
  TsWaySeries *self = TS_WAY_SERIES (object);

  drop_run (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->results, ts_every_way_free);
  g_clear_pointer (&self->ways, g_array_unref);
  for (guint way = 0; way < WAY_COUNT; way++)
    g_clear_pointer (&self->refusals[way], g_free);
  g_clear_pointer (&self->scenario_id, g_free);
  G_OBJECT_CLASS (ts_way_series_parent_class)->dispose (object);
}

static void
ts_way_series_class_init (TsWaySeriesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ts_way_series_dispose;
  changed_signal = g_signal_new ("changed", TS_TYPE_WAY_SERIES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ts_way_series_init (TsWaySeries *self)
{
  self->ways = g_array_new (FALSE, FALSE, sizeof (WayId));
  self->results = ts_every_way_new ();
}

TsWaySeries *
ts_way_series_new (TsSession *session)
{
  TsWaySeries *self = g_object_new (TS_TYPE_WAY_SERIES, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (on_state_changed), self);
  g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (on_scenario_changed), self);
  return self;
}
