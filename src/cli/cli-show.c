/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-cli show: what is in a recording that was saved.
 */
#include "config.h"

#include "cli-outputs.h"
#include "cli-text.h"
#include "cli.h"
#include "ts-recording-file.h"

#include <glib/gi18n-lib.h>

static void
print_title (const CliOutputs *outputs,
             TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  g_autofree char *title = cli_text_clean (facts->title != NULL ? facts->title : "");
  g_autofree char *text = NULL;

  text = g_strdup_printf ("%s\n%s\n\n", title, facts->machine != NULL ? facts->machine : "");
  cli_outputs_say (outputs, text);
}

static void
print_failure (const CliOutputs *outputs,
               TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  g_autofree char *text = NULL;

  if (facts->failure == NULL || *facts->failure == '\0')
    return;
  text = g_strdup_printf ("%s\n", facts->failure);
  cli_outputs_say (outputs, text);
}

int
cli_show (int n_arguments,
          char **arguments)
{
  CliSyntax syntax = {
    .name = "show",
    .usage = _("FILE.timeslice"),
    .summary = _("Shows a recording, or another program's trace in the Trace Event Format."),
  };
  g_auto (CliOutputs) outputs = { .save = NULL };
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autoptr (TsRecording) recording = NULL;
  g_autoptr (GError) error = NULL;

  cli_outputs_add_entries (&outputs, entries, FALSE);
  if (!cli_parse (&syntax, (const GOptionEntry *) entries->data, &n_arguments, &arguments))
    return CLI_USAGE;
  if (n_arguments != 2)
    {
      cli_complain (_("“show” needs one recording: timeslice-cli show FILE.timeslice"));
      return CLI_USAGE;
    }
  if (!cli_outputs_check (&outputs))
    return CLI_USAGE;
  recording = ts_recording_open (arguments[1], &error);
  if (recording == NULL)
    {
      cli_complain (error->message);
      return CLI_USAGE;
    }
  print_title (&outputs, recording);
  cli_outputs_report (&outputs, recording);
  print_failure (&outputs, recording);
  return cli_outputs_write (&outputs, recording, 0) ? CLI_OK : CLI_FAILED;
}
