/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-cli check: all mistakes in scenario files, printed as compilers print theirs.
 */
#include "config.h"

#include "cli-scenario.h"
#include "cli.h"

#include <glib/gi18n-lib.h>

/* Mistakes in the program are looked for, not in this machine: a lesson for the computers at
 * school can be written on a smaller one. */
#define N_CORES_ASSUMED 64

/* What only shows once values are put in: the defaults, and each parameter at its ends. */
static gboolean
check_values (const char *path,
              TsScenario *scenario)
{
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ts_diagnostic_free);
  CoreSet allowed = { 0 };
  gboolean good;

  for (int core = 0; core < N_CORES_ASSUMED; core++)
    core_set_add (&allowed, core);
  good = ts_script_check (ts_scenario_get_script (scenario), &allowed, diagnostics);
  cli_scenario_print_mistakes (path, diagnostics);
  return good;
}

static gboolean
check (const char *path,
       gboolean quiet)
{
  g_autoptr (TsScenario) scenario = cli_scenario_load (path);

  if (scenario == NULL || !check_values (path, scenario))
    return FALSE;
  if (!quiet)
    g_print (_("%s: no mistakes\n"), path);
  return TRUE;
}

int
cli_check (int n_arguments,
           char **arguments)
{
  CliSyntax syntax = {
    .name = "check",
    .usage = _("FILE…"),
    .summary = _("Prints every mistake as FILE:LINE:COLUMN: error: …, "
                 "and exits with 2 if there is one."),
  };
  gboolean quiet = FALSE;
  const GOptionEntry entries[] = {
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet,
      N_("Say nothing about files without mistakes"), NULL },
    { NULL }
  };
  gboolean good = TRUE;

  if (!cli_parse (&syntax, entries, &n_arguments, &arguments))
    return CLI_USAGE;
  if (n_arguments < 2)
    {
      cli_complain (_("“check” needs a file: timeslice-cli check FILE…"));
      return CLI_USAGE;
    }
  for (int i = 1; i < n_arguments; i++)
    good = check (arguments[i], quiet) && good;
  return good ? CLI_OK : CLI_USAGE;
}
