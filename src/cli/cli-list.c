/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-cli list: the scenarios that there are.  It is called from completions and by other
 * programs, so it looks neither at the machine nor at fonts.
 */
#include "config.h"

#include "cli-json.h"
#include "cli-text.h"
#include "cli.h"
#include "ts-scenario.h"

#include <glib/gi18n-lib.h>

static void
write_parameters (CliJson *json,
                  TsScenario *scenario)
{
  const GPtrArray *parameters = ts_script_get_parameters (ts_scenario_get_script (scenario));

  cli_json_begin_array (json, "parameters");
  for (guint i = 0; i < parameters->len; i++)
    {
      const TsParameter *parameter = g_ptr_array_index (parameters, i);

      cli_json_begin_object (json, NULL);
      cli_json_string (json, "name", parameter->name);
      cli_json_string (json, "label", parameter->label);
      cli_json_integer (json, "default", parameter->default_value);
      cli_json_integer (json, "low", parameter->low);
      cli_json_integer (json, "high", parameter->high);
      cli_json_end_object (json);
    }
  cli_json_end_array (json);
}

static void
write_scenario (CliJson *json,
                TsScenario *scenario)
{
  cli_json_begin_object (json, NULL);
  cli_json_string (json, "id", ts_scenario_get_id (scenario));
  cli_json_string (json, "topic", ts_scenario_get_topic (scenario));
  cli_json_string (json, "title", ts_scenario_get_title (scenario));
  cli_json_string (json, "summary", ts_scenario_get_summary (scenario));
  cli_json_begin_array (json, "ways");
  for (guint way = 0; way < WAY_COUNT; way++)
    if (ts_scenario_suits_way (scenario, (WayId) way))
      cli_json_string (json, NULL, way_traits[way].name);
  cli_json_end_array (json);
  cli_json_string (json, "ends", ts_scenario_end_get_name (ts_scenario_get_end (scenario)));
  write_parameters (json, scenario);
  cli_json_end_object (json);
}

static void
print_json (GListModel *catalogue)
{
  g_autoptr (CliJson) json = cli_json_new ();

  cli_json_begin_array (json, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (catalogue); i++)
    {
      g_autoptr (TsScenario) scenario = g_list_model_get_item (catalogue, i);

      write_scenario (json, scenario);
    }
  cli_json_end_array (json);
  cli_json_print (json);
}

/* "workers=4 (1 … 64)" of each parameter, in one line. */
static char *
describe_parameters (TsScenario *scenario)
{
  const GPtrArray *parameters = ts_script_get_parameters (ts_scenario_get_script (scenario));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parameters->len; i++)
    {
      const TsParameter *parameter = g_ptr_array_index (parameters, i);

      g_string_append_printf (text, "%s%s=%" G_GINT64_FORMAT
                              " (%" G_GINT64_FORMAT " … %" G_GINT64_FORMAT ")",
                              i > 0 ? ", " : "", parameter->name, parameter->default_value,
                              parameter->low, parameter->high);
    }
  return g_string_free (text, FALSE);
}

static void
print_text (GListModel *catalogue)
{
  guint width = 0;

  for (guint i = 0; i < g_list_model_get_n_items (catalogue); i++)
    {
      g_autoptr (TsScenario) scenario = g_list_model_get_item (catalogue, i);

      width = MAX (width, cli_text_width (ts_scenario_get_id (scenario)));
    }
  for (guint i = 0; i < g_list_model_get_n_items (catalogue); i++)
    {
      g_autoptr (TsScenario) scenario = g_list_model_get_item (catalogue, i);
      g_autofree char *parameters = describe_parameters (scenario);
      g_autoptr (GString) line = g_string_new (NULL);

      cli_text_append (line, ts_scenario_get_id (scenario), width, FALSE);
      g_print ("%s  %s. %s\n", line->str, ts_scenario_get_title (scenario),
               ts_scenario_get_summary (scenario));
      if (*parameters != '\0')
        g_print ("%*s  %s\n", (int) width, "", parameters);
    }
}

int
cli_list (int n_arguments,
          char **arguments)
{
  static const CliSyntax syntax = { .name = "list" };
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print one JSON array"), NULL },
    { NULL }
  };
  g_autoptr (GListStore) catalogue = NULL;
  g_autoptr (GError) error = NULL;

  if (!cli_parse (&syntax, entries, &n_arguments, &arguments))
    return CLI_USAGE;
  if (n_arguments > 1)
    {
      cli_complain (_("“list” takes no arguments."));
      return CLI_USAGE;
    }
  catalogue = ts_catalogue_load (&error);
  if (catalogue == NULL)
    {
      cli_complain (error->message);
      return CLI_USAGE;
    }
  if (as_json)
    print_json (G_LIST_MODEL (catalogue));
  else
    print_text (G_LIST_MODEL (catalogue));
  return CLI_OK;
}
