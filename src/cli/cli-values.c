/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-values.h"

#include "cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* Prints the complaint and frees it; FALSE. */
static gboolean
complain (char *message)
{
  cli_complain (message);
  g_free (message);
  return FALSE;
}

static const TsParameter *
find_parameter (TsScenario *scenario,
                const char *name)
{
  const GPtrArray *parameters = ts_script_get_parameters (ts_scenario_get_script (scenario));

  for (guint i = 0; i < parameters->len; i++)
    {
      const TsParameter *parameter = g_ptr_array_index (parameters, i);

      if (strcmp (parameter->name, name) == 0)
        return parameter;
    }
  return NULL;
}

static gboolean
complain_of_parameter (TsScenario *scenario,
                       const char *name)
{
  const GPtrArray *parameters = ts_script_get_parameters (ts_scenario_get_script (scenario));
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < parameters->len; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                            ((const TsParameter *) g_ptr_array_index (parameters, i))->name);
  if (known->len == 0)
    return complain (g_strdup_printf (_("“%s” has no parameters."), ts_scenario_get_id (scenario)));
  return complain (g_strdup_printf (_("“%s” has no parameter “%s”; there are %s."),
                                    ts_scenario_get_id (scenario), name, known->str));
}

/* Enters "NAME=VALUE" into `values`. */
static gboolean
set_value (TsScenario *scenario,
           const char *setting,
           GHashTable *values)
{
  const char *equals = strchr (setting, '=');
  g_autofree char *name = NULL;
  const TsParameter *parameter;
  gint64 value;

  if (equals == NULL)
    return complain (g_strdup_printf (_("“--set %s” needs a value: --set NAME=VALUE."), setting));
  name = g_strndup (setting, (gsize) (equals - setting));
  parameter = find_parameter (scenario, name);
  if (parameter == NULL)
    return complain_of_parameter (scenario, name);
  if (!g_ascii_string_to_signed (equals + 1, 10, parameter->low, parameter->high, &value, NULL))
    return complain (g_strdup_printf (_("%s must be a whole number from %" PRId64 " to %"
                                        PRId64 ", and is “%s”."),
                                      name, parameter->low, parameter->high, equals + 1));
  g_hash_table_replace (values, g_steal_pointer (&name), g_memdup2 (&value, sizeof value));
  return TRUE;
}

gboolean
cli_values_read (TsScenario *scenario,
                 char **settings,
                 GHashTable *values)
{
  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    if (!set_value (scenario, settings[i], values))
      return FALSE;
  return TRUE;
}
