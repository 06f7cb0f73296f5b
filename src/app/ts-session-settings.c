/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the session's scenario is to be run: values of parameters, way, source, cores.
 */
#include "config.h"

#include "ts-session-private.h"

#include "ts-python.h"

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

/* What a value may be, and what it is at first. */
typedef struct {
  gint64 low, high, default_value;
} Range;

static gboolean
find_range (TsSession *self, const char *name, Range *range)
{
  const TsParameter *parameter = ts_session_find_parameter (self->scenario, name);
  const TsWayOption *option = NULL;
  guint position;

  if (parameter != NULL)
    *range = (Range) { parameter->low, parameter->high, parameter->default_value };
  else if (g_str_has_prefix (name, TS_SETTING_OF_WAY))
    option = ts_way_find_option (self->way, name + strlen (TS_SETTING_OF_WAY), &position);
  if (option != NULL)
    *range = (Range) { option->low, option->high, option->default_value };
  return parameter != NULL || option != NULL;
}

/* What was set of ways is kept with any program. */
static void
keep_options (TsSession *self, GHashTable *old)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (g_str_has_prefix (name, TS_SETTING_OF_WAY))
      ts_session_put_value (self, name, *(gint64 *) value);
}

void
ts_session_put_value (TsSession *self, const char *name, gint64 value)
{
  g_hash_table_insert (self->values, g_strdup (name), g_memdup2 (&value, sizeof value));
}

void
ts_session_reset_values (TsSession *self, GHashTable *old)
{
  const GPtrArray *parameters;

  g_hash_table_remove_all (self->values);
  if (self->scenario == NULL)
    return;
  if (old != NULL)
    keep_options (self, old);
  parameters = ts_script_get_parameters (ts_scenario_get_script (self->scenario));
  for (guint i = 0; i < parameters->len; i++)
    {
      const TsParameter *parameter = g_ptr_array_index (parameters, i);
      const gint64 *known = old != NULL ? g_hash_table_lookup (old, parameter->name) : NULL;

      ts_session_put_value (self, parameter->name, known != NULL ? CLAMP (*known, parameter->low, parameter->high)
                                                                 : parameter->default_value);
    }
}

void
ts_session_set_value (TsSession *self, const char *name, gint64 value)
{
  Range range = { 0 };
  gboolean is_known = find_range (self, name, &range);

  g_return_if_fail (is_known);
  value = CLAMP (value, range.low, range.high);
  if (ts_session_get_value (self, name) == value)
    return;
  ts_session_put_value (self, name, value);
  g_signal_emit_by_name (self, "values-changed");
}

gint64
ts_session_get_value (TsSession *self, const char *name)
{
  const gint64 *value;
  Range range = { 0 };
  gboolean is_known = find_range (self, name, &range);

  g_return_val_if_fail (is_known, 0);
  value = g_hash_table_lookup (self->values, name);
  return value != NULL ? CLAMP (*value, range.low, range.high) : range.default_value;
}

GHashTable *
ts_session_get_parameters (TsSession *self)
{
  GHashTable *parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!g_str_has_prefix (name, TS_SETTING_OF_WAY))
      g_hash_table_insert (parameters, g_strdup (name), g_memdup2 (value, sizeof (gint64)));
  return parameters;
}

GHashTable *
ts_session_get_options (TsSession *self, WayId id)
{
  GHashTable *options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const TsWay *way = ts_way_get (id);

  for (guint i = 0; way != NULL && i < way->n_options; i++)
    {
      const TsWayOption *option = &way->options[i];
      g_autofree char *name = g_strconcat (TS_SETTING_OF_WAY, option->name, NULL);
      const gint64 *value = g_hash_table_lookup (self->values, name);

      if (value != NULL)
        g_hash_table_insert (options, g_strdup (option->name), g_memdup2 (value, sizeof *value));
    }
  return options;
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

char *
ts_session_refuse_way (TsSession *self, WayId way)
{
  g_autoptr (GError) error = NULL;
  char *refusal = NULL;

  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  if (self->scenario != NULL)
    refusal = ts_scenario_refuse_way (self->scenario, way);
  if (refusal == NULL && !ts_python_suffices (way, &error))
    refusal = g_strdup (error->message);
  return refusal;
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
