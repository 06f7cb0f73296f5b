/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-session-private.h"

#include <glib/gi18n-lib.h>

enum { SIGNAL_CHANGED, SIGNAL_ENDED, SIGNAL_FAILED, SIGNAL_VALUES_CHANGED, N_SIGNALS };

static GParamSpec *properties[TS_SESSION_N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsSession, ts_session, G_TYPE_OBJECT)

void
ts_session_notify (TsSession *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Lets go of the run: what goes on of it is ended with its processes. */
static void
drop_run (TsSession *self)
{
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
}

static void
ts_session_dispose (GObject *object)
{
  TsSession *self = TS_SESSION (object);

  drop_run (self);
  g_clear_object (&self->viewport);
  g_clear_object (&self->scenario);
  g_clear_object (&self->recording);
  ts_session_drop_figures (self);
  g_clear_object (&self->previous);
  g_clear_object (&self->history);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (ts_session_parent_class)->dispose (object);
}

static void
ts_session_finalize (GObject *object)
{
  TsSession *self = TS_SESSION (object);

  g_hash_table_unref (self->values);
  g_hash_table_unref (self->pins);
  g_free (self->problem);
  G_OBJECT_CLASS (ts_session_parent_class)->finalize (object);
}

static void
ts_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  TsSession *self = TS_SESSION (object);

  switch (id)
    {
    case TS_SESSION_PROP_SCENARIO:
      g_value_set_object (value, self->scenario);
      break;
    case TS_SESSION_PROP_WAY:
      g_value_set_uint (value, self->way);
      break;
    case TS_SESSION_PROP_SOURCE:
      g_value_set_uint (value, self->source);
      break;
    case TS_SESSION_PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case TS_SESSION_PROP_RECORDING:
      g_value_set_object (value, self->recording);
      break;
    case TS_SESSION_PROP_PREVIOUS:
      g_value_set_object (value, self->previous);
      break;
    case TS_SESSION_PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case TS_SESSION_PROP_DIRTY:
      g_value_set_boolean (value, self->dirty);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[TS_SESSION_PROP_SCENARIO] = g_param_spec_object ("scenario", NULL, NULL, TS_TYPE_SCENARIO, flags);
  properties[TS_SESSION_PROP_WAY] = g_param_spec_uint ("way", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[TS_SESSION_PROP_SOURCE] = g_param_spec_uint ("source", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[TS_SESSION_PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[TS_SESSION_PROP_RECORDING] = g_param_spec_object ("recording", NULL, NULL, TS_TYPE_RECORDING, flags);
  properties[TS_SESSION_PROP_PREVIOUS] = g_param_spec_object ("previous", NULL, NULL, TS_TYPE_RECORDING, flags);
  properties[TS_SESSION_PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[TS_SESSION_PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, TS_SESSION_N_PROPS, properties);
}

static void
ts_session_class_init (TsSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ts_session_dispose;
  object_class->finalize = ts_session_finalize;
  object_class->get_property = ts_session_get_property;
  install_properties (object_class);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", TS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", TS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_VALUES_CHANGED] = g_signal_new ("values-changed", TS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ts_session_init (TsSession *self)
{
  self->viewport = ts_viewport_new ();
  self->history = g_list_store_new (TS_TYPE_RECORDING);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->pins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

TsSession *
ts_session_new (const TsMachine *machine)
{
  TsSession *self = g_object_new (TS_TYPE_SESSION, NULL);

  self->machine = machine;
  return self;
}

const TsMachine *
ts_session_get_machine (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  return self->machine;
}

TsViewport *
ts_session_get_viewport (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  return self->viewport;
}

static void
set_recordings (TsSession *self, TsRecording *recording, TsRecording *previous)
{
  if (recording != NULL && recording != self->recording)
    ts_session_add_to_history (self, recording);
  if (g_set_object (&self->previous, previous))
    ts_session_notify (self, TS_SESSION_PROP_PREVIOUS);
  if (g_set_object (&self->recording, recording))
    {
      ts_session_drop_figures (self);
      ts_viewport_set_recording (self->viewport, recording);
      ts_session_notify (self, TS_SESSION_PROP_RECORDING);
    }
}

static void
set_state (TsSession *self, TsSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  ts_session_notify (self, TS_SESSION_PROP_STATE);
}

static void
end_run (TsSession *self)
{
  drop_run (self);
  ts_viewport_set_head_ns (self->viewport, 0);
  set_state (self, TS_SESSION_IDLE);
}

static void
adopt_scenario (TsSession *self, TsScenario *scenario, GHashTable *old_values)
{
  g_set_object (&self->scenario, scenario);
  ts_session_reset_values (self, old_values);
  if (old_values == NULL)
    ts_session_recall_way (self);
  else if (!ts_scenario_suits_way (scenario, self->way))
    ts_session_set_way (self, ts_scenario_get_first_way (scenario));
  ts_session_set_problem (self, NULL);
  ts_session_notify (self, TS_SESSION_PROP_SCENARIO);
  g_signal_emit (self, signals[SIGNAL_VALUES_CHANGED], 0);
}

void
ts_session_set_scenario (TsSession *self, TsScenario *scenario)
{
  g_return_if_fail (TS_IS_SESSION (self) && TS_IS_SCENARIO (scenario));
  end_run (self);
  set_recordings (self, NULL, NULL);
  ts_session_set_dirty (self, FALSE);
  g_hash_table_remove_all (self->pins);
  adopt_scenario (self, scenario, NULL);
  ts_session_recall_values (self);
}

void
ts_session_replace_scenario (TsSession *self, TsScenario *edited)
{
  g_autoptr (GHashTable) old = NULL;

  g_return_if_fail (TS_IS_SESSION (self) && TS_IS_SCENARIO (edited));
  old = g_steal_pointer (&self->values);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  adopt_scenario (self, edited, old);
}

TsScenario *
ts_session_get_scenario (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  return self->scenario;
}

void
ts_session_set_problem (TsSession *self, const char *problem)
{
  g_return_if_fail (TS_IS_SESSION (self));
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  ts_session_notify (self, TS_SESSION_PROP_PROBLEM);
}

const char *
ts_session_get_problem (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  return self->problem;
}

/* A key that was taken is seen at once: that is what a run with a keyboard is about. */
static void
on_run_changed (TsRun *run, TsSession *self)
{
  ts_session_drop_figures (self);
  if (!ts_run_is_ended (run) && !ts_run_has_keyboard (run) && !ts_live_pace_is_due (&self->pace))
    return;
  g_object_freeze_notify (G_OBJECT (self->viewport)); /* one notice of each change, one frame for all */
  ts_viewport_set_head_ns (self->viewport, ts_run_is_ended (run) ? 0 : MAX (1, ts_run_get_head_ns (run)));
  ts_viewport_grow (self->viewport);
  g_object_thaw_notify (G_OBJECT (self->viewport));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_run_ended (TsRun *run, TsSession *self)
{
  const char *failure = ts_run_get_failure (run);

  ts_session_drop_figures (self);
  ts_viewport_set_head_ns (self->viewport, 0);
  ts_viewport_grow (self->viewport);
  set_state (self, TS_SESSION_IDLE);
  ts_session_set_dirty (self, TRUE);
  if (failure != NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, failure);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static TsRun *
start_run (TsSession *self, WayId way, guint64 seed, TsTypistChoice typist, GError **error)
{
  g_autoptr (GHashTable) pins = ts_session_get_pins (self);
  g_autoptr (GHashTable) values = ts_session_get_parameters (self);
  g_autoptr (GHashTable) options = ts_session_get_options (self, way);
  const TsRunPlan plan = {
    .scenario = self->scenario, .way = way, .source = self->source, .values = values,
    .options = options, .cores = self->cores, .pins = pins, .seed = seed, .typist = typist,
  };

  if (self->scenario == NULL)
    g_set_error_literal (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS, _("Choose a scenario first."));
  else if (self->problem != NULL)
    g_set_error_literal (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS, self->problem);
  else
    return ts_run_start (&plan, self->machine, error);
  return NULL;
}

TsRun *
ts_session_start_aside (TsSession *self, WayId way, guint64 seed, GError **error)
{
  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  return start_run (self, way, seed, TS_TYPIST_AT_ONCE, error);
}

gboolean
ts_session_run (TsSession *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (TsRun) run = NULL;

  g_return_val_if_fail (TS_IS_SESSION (self), FALSE);
  end_run (self);
  run = start_run (self, self->way, 0, TS_TYPIST_PATIENT, &problem);
  if (run == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, problem->message);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  self->run = g_steal_pointer (&run);
  g_signal_connect (self->run, "changed", G_CALLBACK (on_run_changed), self);
  g_signal_connect (self->run, "ended", G_CALLBACK (on_run_ended), self);
  ts_session_remember (self);
  ts_live_pace_restart (&self->pace);
  /* Whoever is told of the new recording is to see that it goes on, not a run of no length that is over. */
  g_object_freeze_notify (G_OBJECT (self));
  set_recordings (self, ts_run_get_recording (self->run), self->recording);
  ts_viewport_set_head_ns (self->viewport, 1);
  set_state (self, TS_SESSION_RUNNING);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

void
ts_session_pause (TsSession *self)
{
  g_return_if_fail (TS_IS_SESSION (self));
  if (self->state == TS_SESSION_RUNNING)
    {
      ts_run_pause (self->run);
      set_state (self, TS_SESSION_PAUSED);
    }
  else if (self->state == TS_SESSION_PAUSED)
    {
      ts_run_resume (self->run);
      set_state (self, TS_SESSION_RUNNING);
    }
}

void
ts_session_stop (TsSession *self)
{
  g_return_if_fail (TS_IS_SESSION (self));
  if (self->state != TS_SESSION_IDLE)
    ts_run_stop (self->run);
}

TsSessionState
ts_session_get_state (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), TS_SESSION_IDLE);
  return self->state;
}

TsRun *
ts_session_get_run (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  return self->run;
}

/* The settings that the recording was made with become those of the next run. */
static void
adopt_settings (TsSession *self, GPtrArray *settings)
{
  for (guint i = 0; i < settings->len; i++)
    {
      const TsSetting *setting = g_ptr_array_index (settings, i);

      if (g_str_has_prefix (setting->name, TS_SETTING_OF_WAY))
        ts_session_put_value (self, setting->name, setting->value);
      else if (ts_session_find_parameter (self->scenario, setting->name) != NULL)
        ts_session_set_value (self, setting->name, setting->value);
    }
  g_signal_emit (self, signals[SIGNAL_VALUES_CHANGED], 0);
}

static void
adopt_facts (TsSession *self, TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  g_autoptr (TsScenario) scenario = NULL;

  if (*facts->scenario_source != '\0')
    scenario = ts_scenario_new_from_data (facts->scenario_source, -1, facts->scenario_id, NULL, NULL);
  if (scenario == NULL)
    return;
  adopt_scenario (self, scenario, NULL);
  if (ts_way_get (ts_way_find (facts->way)) != NULL)
    ts_session_set_way (self, ts_way_find (facts->way));
  adopt_settings (self, ts_recording_get_settings (recording));
}

void
ts_session_show_recording (TsSession *self, TsRecording *recording)
{
  g_return_if_fail (TS_IS_SESSION (self) && TS_IS_RECORDING (recording));
  end_run (self);
  adopt_facts (self, recording);
  ts_session_set_dirty (self, FALSE);
  set_recordings (self, recording, self->recording);
}

void
ts_session_show_again (TsSession *self, TsRecording *recording)
{
  g_return_if_fail (TS_IS_SESSION (self) && TS_IS_RECORDING (recording) && self->state == TS_SESSION_IDLE);
  if (recording == self->recording)
    return;
  drop_run (self);
  set_recordings (self, recording, self->recording);
  ts_session_set_dirty (self, TRUE);
}

TsRecording *
ts_session_get_recording (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  return self->recording;
}

TsRecording *
ts_session_get_previous (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  return self->previous;
}

gboolean
ts_session_get_dirty (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), FALSE);
  return self->dirty;
}

void
ts_session_set_dirty (TsSession *self, gboolean dirty)
{
  g_return_if_fail (TS_IS_SESSION (self));
  if (self->dirty == (dirty != FALSE))
    return;
  self->dirty = dirty != FALSE;
  ts_session_notify (self, TS_SESSION_PROP_DIRTY);
}
