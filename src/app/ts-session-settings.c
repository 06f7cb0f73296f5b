/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the session's scenario is to be run: values of parameters, way, source, cores.
 */
#include "config.h"

#include "ts-session-private.h"

const TsParameter *
ts_session_find_parameter (TsScenario *scenario, const char *name)
{
  const GPtrArray *parameters;

  if (scenario == NULL)
    return NULL;
  parameters = ts_script_get_parameters (ts_scenario_get_script (scenario));
  for (guint i = 0; i < parameters->len; i++)
    {
      const TsParameter *parameter = g_ptr_array_index (parameters, i);

      if (g_str_equal (parameter->name, name))
        return parameter;
    }
  return NULL;
}

void
ts_session_reset_values (TsSession *self, GHashTable *old)
{
  const GPtrArray *parameters;

  g_hash_table_remove_all (self->values);
  if (self->scenario == NULL)
    return;
  parameters = ts_script_get_parameters (ts_scenario_get_script (self->scenario));
  for (guint i = 0; i < parameters->len; i++)
    {
      const TsParameter *parameter = g_ptr_array_index (parameters, i);
      const gint64 *known = old != NULL ? g_hash_table_lookup (old, parameter->name) : NULL;
      gint64 value = known != NULL ? CLAMP (*known, parameter->low, parameter->high)
                                   : parameter->default_value;

      g_hash_table_insert (self->values, g_strdup (parameter->name), g_memdup2 (&value, sizeof value));
    }
}

void
ts_session_set_value (TsSession *self, const char *name, gint64 value)
{
  const TsParameter *parameter;
  gint64 *slot;

  g_return_if_fail (TS_IS_SESSION (self));
  parameter = ts_session_find_parameter (self->scenario, name);
  g_return_if_fail (parameter != NULL);
  value = CLAMP (value, parameter->low, parameter->high);
  slot = g_hash_table_lookup (self->values, name);
  if (*slot == value)
    return;
  *slot = value;
  g_signal_emit_by_name (self, "values-changed");
}

gint64
ts_session_get_value (TsSession *self, const char *name)
{
  const gint64 *value;

  g_return_val_if_fail (TS_IS_SESSION (self), 0);
  value = g_hash_table_lookup (self->values, name);
  g_return_val_if_fail (value != NULL, 0);
  return *value;
}

void
ts_session_set_way (TsSession *self, WayId way)
{
  g_return_if_fail (TS_IS_SESSION (self));
  if (self->way == way)
    return;
  self->way = way;
  ts_session_notify (self, TS_SESSION_PROP_WAY);
}

WayId
ts_session_get_way (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), WAY_THREADS);
  return self->way;
}

void
ts_session_set_source (TsSession *self, SourceId source)
{
  g_return_if_fail (TS_IS_SESSION (self));
  if (self->source == source)
    return;
  self->source = source;
  ts_session_notify (self, TS_SESSION_PROP_SOURCE);
}

SourceId
ts_session_get_source (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), SOURCE_AUTOMATIC);
  return self->source;
}

void
ts_session_set_cores (TsSession *self, const CoreSet *cores)
{
  g_return_if_fail (TS_IS_SESSION (self));
  self->cores = *cores;
  g_signal_emit_by_name (self, "values-changed");
}

const CoreSet *
ts_session_get_cores (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  return &self->cores;
}
