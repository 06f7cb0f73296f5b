/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What runs were made with, from one start of Timeslice to the next.  It is entered when a run starts: a value
 * that was only tried out, or that an opened recording brought along, is not somebody's choice.
 */
#include "config.h"

#include "ts-session-private.h"

#define KEY_SCENARIO "scenario"
#define KEY_WAY "way"
#define KEY_SOURCE "source"
#define KEY_VALUES "values"

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

void
ts_session_remember (TsSession *self)
{
  const char *id;

  if (self->memory == NULL || self->scenario == NULL)
    return;
  id = ts_scenario_get_id (self->scenario);
  g_settings_set_string (self->memory, KEY_SCENARIO, id);
  g_settings_set_string (self->memory, KEY_WAY, way_traits[self->way].name);
  g_settings_set_string (self->memory, KEY_SOURCE, source_names[self->source]);
  remember_values (self, id);
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
    if (ts_session_find_parameter (self->scenario, name) != NULL)
      ts_session_set_value (self, name, value);
}

void
ts_session_set_memory (TsSession *self, GSettings *settings)
{
  g_autofree char *way = g_settings_get_string (settings, KEY_WAY);
  g_autofree char *source = g_settings_get_string (settings, KEY_SOURCE);

  g_return_if_fail (TS_IS_SESSION (self));
  g_set_object (&self->memory, settings);
  if (ts_way_get (ts_way_find (way)) != NULL)
    ts_session_set_way (self, ts_way_find (way));
  ts_session_set_source (self, (SourceId) find_name (source_names, G_N_ELEMENTS (source_names), source));
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
