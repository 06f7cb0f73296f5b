/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-scenario.h"

#include "cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
cli_scenario_print_mistakes (const char *path,
                             const GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const TsDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_printerr ("%s:%u:%u: %s: %s\n", path, diagnostic->line, diagnostic->column,
                  /* Translators: as compilers say: "FILE:LINE:COLUMN: error: …" */
                  _("error"), diagnostic->message);
    }
}

TsScenario *
cli_scenario_load (const char *path)
{
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ts_diagnostic_free);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  TsScenario *scenario = ts_scenario_load (file, diagnostics, &error);

  if (scenario != NULL)
    return scenario;
  if (diagnostics->len == 0)
    cli_complain (error->message);
  cli_scenario_print_mistakes (path, diagnostics);
  return NULL;
}

TsScenario *
cli_scenario_find (const char *name)
{
  g_autoptr (GError) error = NULL;
  TsScenario *scenario;

  if (strchr (name, '/') != NULL || g_str_has_suffix (name, ".scenario"))
    return cli_scenario_load (name);
  scenario = ts_catalogue_find (name, &error);
  if (scenario == NULL && g_file_test (name, G_FILE_TEST_IS_REGULAR))
    return cli_scenario_load (name);
  if (scenario == NULL)
    cli_complain (error->message);
  return scenario;
}
