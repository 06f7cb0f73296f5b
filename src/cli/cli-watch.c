/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-cli watch: records any program, with all the threads and processes that it starts.
 */
#include "config.h"

#include "cli-drive.h"
#include "cli-outputs.h"
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/wait.h>

/* How the command itself ended decides, unless a signal ended the watching. */
static int
conclude (TsRun *run,
          int signal_number)
{
  int status = cli_drive_conclude (run, signal_number);
  int command = atomic_load (&ts_run_get_view (run)->arena->command_status);

  if (status != CLI_OK || ts_run_was_stopped (run) || command == 0)
    return status;
  if (WIFEXITED (command))
    g_printerr (_("The command ended with status %d.\n"), WEXITSTATUS (command));
  else
    g_printerr (_("The command was killed by signal %d (%s).\n"), WTERMSIG (command),
                g_strsignal (WTERMSIG (command)));
  return CLI_FAILED;
}

/* A command that could not be executed leaves nothing to report. */
static gboolean
was_started (TsRun *run)
{
  return atomic_load (&ts_run_get_view (run)->arena->failure.code) != FAILURE_COMMAND;
}

static int
watch (const CliOutputs *outputs,
       double stop_after_s,
       char **command)
{
  const CliDriveOptions drive = { .silent = TRUE, .stop_after_s = stop_after_s };
  TsRunPlan plan = { .command = (const char * const *) command, .source = SOURCE_EXACT };
  g_autoptr (TsMachine) machine = ts_machine_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TsRun) run = ts_run_start (&plan, machine, &error);
  int status;

  if (run == NULL)
    {
      cli_complain (error->message);
      return g_error_matches (error, TS_RUN_ERROR, TS_RUN_ERROR_RUNNER) ? CLI_FAILED : CLI_USAGE;
    }
  status = conclude (run, cli_drive (run, &drive));
  if (!was_started (run))
    return status;
  cli_outputs_report (outputs, ts_run_get_recording (run));
  if (!cli_outputs_write (outputs, ts_run_get_recording (run), 0) && status == CLI_OK)
    status = CLI_FAILED;
  return status;
}

int
cli_watch (int n_arguments,
           char **arguments)
{
  CliSyntax syntax = {
    .name = "watch",
    .usage = _("-- COMMAND [ARGUMENT…]"),
    .summary = _("Runs a command and records all its threads and processes through the exact "
                 "source."),
    .strict = TRUE,
  };
  g_auto (CliOutputs) outputs = { .aside = TRUE };
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  double stop_after_s = 0;
  const GOptionEntry own[] = {
    { "stop-after", 0, 0, G_OPTION_ARG_DOUBLE, &stop_after_s,
      N_("Stop the command after so many seconds"), N_("SECONDS") },
  };
  char **command;

  g_array_append_vals (entries, own, G_N_ELEMENTS (own));
  cli_outputs_add_entries (&outputs, entries, TRUE);
  if (!cli_parse (&syntax, (const GOptionEntry *) entries->data, &n_arguments, &arguments))
    return CLI_USAGE;
  command = arguments + 1;
  if (command[0] != NULL && strcmp (command[0], "--") == 0)
    command++;
  if (command[0] == NULL)
    {
      cli_complain (_("“watch” needs a command: timeslice-cli watch -- COMMAND [ARGUMENT…]"));
      return CLI_USAGE;
    }
  return cli_outputs_check (&outputs) ? watch (&outputs, stop_after_s, command) : CLI_USAGE;
}
