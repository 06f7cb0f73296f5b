/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What runs were made with, from one start of Timeslice to the next.  It is entered when a run starts: a value
 * that was only tried out, or that an opened recording brought along, is not somebody's choice.
 */
#include "config.h"

#include "ts-session-private.h"

/* More than the longest list of cores needs: "0,2,4,…" */
enum { CORES_SIZE = MAX_CORES * 6 };

#define KEY_SCENARIO "scenario"
#define KEY_WAYS "ways"
#define KEY_SOURCE "source"
#define KEY_VALUES "values"
#define KEY_CORES "cores"

/* As the schema and recordings name them. */
static const char *const source_names[] = {
  [SOURCE_AUTOMATIC] = "automatic", [SOURCE_EXACT] = "exact", [SOURCE_SELF_TIMED] = "self-timed",
};

static guint
find_name (const char *const *names, guint n_names, const char *name)
{
  guint position = 0;

  while (position < n_names && !g_str_equal (names[position], name))
    position++;
  return position < n_names ? position : 0;
}

static GVariant *
describe_values (TsSession *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer name, value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sx}"));
  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&builder, "{sx}", name, *(gint64 *) value);
  return g_variant_builder_end (&builder);
}

static void
remember_values (TsSession *self, const char *id)
{
  g_autoptr (GVariant) known = g_settings_get_value (self->memory, KEY_VALUES);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other;
  GVariant *values;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sa{sx}}"));
  g_variant_iter_init (&iter, known);
  while (g_variant_iter_loop (&iter, "{&s@a{sx}}", &other, &values))
    if (!g_str_equal (other, id))
      g_variant_builder_add (&builder, "{s@a{sx}}", other, values);
  g_variant_builder_add (&builder, "{s@a{sx}}", id, describe_values (self));
  g_settings_set_value (self->memory, KEY_VALUES, g_variant_builder_end (&builder));
}

static void
remember_way (TsSession *self, const char *id)
{
  g_autoptr (GVariant) known = g_settings_get_value (self->memory, KEY_WAYS);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other, *way;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, known);
  while (g_variant_iter_next (&iter, "{&s&s}", &other, &way))
    if (!g_str_equal (other, id))
      g_variant_builder_add (&builder, "{ss}", other, way);
  g_variant_builder_add (&builder, "{ss}", id, way_traits[self->way].name);
  g_settings_set_value (self->memory, KEY_WAYS, g_variant_builder_end (&builder));
}

/* All cores are "". */
static void
remember_cores (TsSession *self)
{
  char list[CORES_SIZE] = "";

  if (core_set_count (&self->cores) > 0)
    core_set_print (&self->cores, list, sizeof list);
  g_settings_set_string (self->memory, KEY_CORES, list);
}

void
ts_session_remember (TsSession *self)
{
  const char *id;

  if (self->memory == NULL || self->scenario == NULL)
    return;
  id = ts_scenario_get_id (self->scenario);
  g_settings_set_string (self->memory, KEY_SCENARIO, id);
  g_settings_set_string (self->memory, KEY_SOURCE, source_names[self->source]);
  remember_way (self, id);
  remember_values (self, id);
  remember_cores (self);
}

void
ts_session_recall_way (TsSession *self)
{
  WayId way = ts_scenario_get_first_way (self->scenario);

  if (self->memory != NULL)
    {
      g_autoptr (GVariant) known = g_settings_get_value (self->memory, KEY_WAYS);
      const char *name = NULL;

      if (g_variant_lookup (known, ts_scenario_get_id (self->scenario), "&s", &name)
          && ts_scenario_suits_way (self->scenario, ts_way_find (name)))
        way = ts_way_find (name);
    }
  ts_session_set_way (self, way);
}

void
ts_session_recall_values (TsSession *self)
{
  g_autoptr (GVariant) known = NULL;
  g_autoptr (GVariant) values = NULL;
  GVariantIter iter;
  const char *name;
  gint64 value;

  if (self->memory == NULL || self->scenario == NULL)
    return;
  known = g_settings_get_value (self->memory, KEY_VALUES);
  values = g_variant_lookup_value (known, ts_scenario_get_id (self->scenario), G_VARIANT_TYPE ("a{sx}"));
  if (values == NULL)
    return;
  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&sx}", &name, &value))
    {
      if (g_str_has_prefix (name, TS_SETTING_OF_WAY))
        ts_session_put_value (self, name, value);
      else if (ts_session_find_parameter (self->scenario, name) != NULL)
        ts_session_set_value (self, name, value);
    }
  g_signal_emit_by_name (self, "values-changed");
}

/* Those of another machine, or that are kept from us now, are nobody's choice here. */
static void
recall_cores (TsSession *self)
{
  g_autofree char *list = g_settings_get_string (self->memory, KEY_CORES);
  CoreSet cores;

  if (*list != '\0' && core_set_parse (&cores, list) && self->machine != NULL
      && core_set_within (&cores, &self->machine->allowed))
    ts_session_set_cores (self, &cores);
}

void
ts_session_set_memory (TsSession *self, GSettings *settings)
{
  g_autofree char *source = g_settings_get_string (settings, KEY_SOURCE);

  g_return_if_fail (TS_IS_SESSION (self));
  g_set_object (&self->memory, settings);
  ts_session_set_source (self, (SourceId) find_name (source_names, G_N_ELEMENTS (source_names), source));
  recall_cores (self);
  if (self->scenario != NULL)
    ts_session_recall_way (self);
  ts_session_recall_values (self);
}

char *
ts_session_get_last_id (TsSession *self)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  if (self->memory == NULL)
    return NULL;
  id = g_settings_get_string (self->memory, KEY_SCENARIO);
  return *id != '\0' ? g_steal_pointer (&id) : NULL;
}
