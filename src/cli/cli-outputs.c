/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-outputs.h"

#include "cli-report.h"
#include "cli.h"
#include "ts-recording-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define NS_PER_S 1e9
#define LONGEST_S 86400.0

static const char * const appearance_names[TS_N_APPEARANCES + 1] = {
  [TS_APPEARANCE_LIGHT] = "light",
  [TS_APPEARANCE_DARK] = "dark",
  [TS_APPEARANCE_HIGH_CONTRAST] = "high-contrast",
  [TS_APPEARANCE_HIGH_CONTRAST_DARK] = "high-contrast-dark",
};

void
cli_outputs_add_entries (CliOutputs *outputs,
                         GArray *entries,
                         gboolean runs)
{
  const GOptionEntry all[] = {
    { "picture", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &outputs->pictures,
      N_("Paint the run into FILE (.png, .svg or .pdf); may be given several times"), N_("FILE") },
    { "table", 0, 0, G_OPTION_ARG_FILENAME, &outputs->table,
      N_("Write a table of all slices as comma-separated values"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &outputs->json,
      N_("Print one JSON object instead of text"), NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &outputs->dark,
      N_("Paint pictures for a dark page"), NULL },
    { "appearance", 0, 0, G_OPTION_ARG_STRING, &outputs->appearance_name,
      N_("Paint pictures so: light, dark, high-contrast or high-contrast-dark"), N_("NAME") },
    { "from", 0, 0, G_OPTION_ARG_DOUBLE, &outputs->from_s,
      N_("Begin pictures this many seconds after the start of the run"), N_("SECONDS") },
    { "to", 0, 0, G_OPTION_ARG_DOUBLE, &outputs->to_s,
      N_("End pictures there"), N_("SECONDS") },
  };
  const GOptionEntry of_runs[] = {
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &outputs->save,
      N_("Save the recording"), N_("FILE.timeslice") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &outputs->quiet,
      N_("Print nothing but errors, and what --json prints"), NULL },
  };

  if (runs)
    g_array_append_vals (entries, of_runs, G_N_ELEMENTS (of_runs));
  g_array_append_vals (entries, all, G_N_ELEMENTS (all));
}

static gboolean
choose_appearance (CliOutputs *outputs)
{
  g_autofree char *known = NULL;
  g_autofree char *message = NULL;

  outputs->appearance = outputs->dark ? TS_APPEARANCE_DARK : TS_APPEARANCE_LIGHT;
  if (outputs->appearance_name == NULL)
    return TRUE;
  for (guint i = 0; i < TS_N_APPEARANCES; i++)
    if (strcmp (outputs->appearance_name, appearance_names[i]) == 0)
      {
        outputs->appearance = (TsAppearance) i;
        return TRUE;
      }
  known = g_strjoinv (", ", (char **) appearance_names);
  message = g_strdup_printf (_("there is no appearance “%s”; there are %s."),
                             outputs->appearance_name, known);
  cli_complain (message);
  return FALSE;
}

/* Seconds of a window that can be painted: neither before the run nor backwards, and not more than a day. */
static gboolean
check_window (const CliOutputs *outputs)
{
  if (outputs->from_s >= 0 && outputs->from_s < LONGEST_S && outputs->to_s >= 0 && outputs->to_s < LONGEST_S
      && (outputs->to_s == 0 || outputs->to_s > outputs->from_s))
    return TRUE;
  cli_complain (_("--from and --to are seconds after the start of the run, --to the later of the two."));
  return FALSE;
}

/* The part of a recording that is asked for; without --to until its end. */
static void
choose_window (const CliOutputs *outputs,
               TsRecording *recording,
               TsPageOptions *options)
{
  gint64 duration_ns = ts_recording_get_facts (recording)->duration_ns;
  gint64 from_ns = (gint64) (outputs->from_s * NS_PER_S), to_ns = (gint64) (outputs->to_s * NS_PER_S);

  if (from_ns >= duration_ns)
    {
      /* Nothing happened there: the whole run is more use than an empty picture. */
      g_autofree char *text
        = g_strdup_printf (_("the run ended after %.3f s, so there is nothing from %.3f s on; the picture shows all of it."),
                           (double) duration_ns / NS_PER_S, outputs->from_s);

      cli_complain (text);
      return;
    }
  options->begin_ns = from_ns;
  options->end_ns = to_ns > 0 ? MIN (to_ns, duration_ns) : duration_ns;
}

/* The file may not exist yet, but the folder must, and must be writable. */
static gboolean
check_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *message = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    message = g_strdup_printf (_("“%s” is a folder."), path);
  else if (access (folder, W_OK | X_OK) != 0)
    message = g_strdup_printf (_("“%s” cannot be written: %s."), path, g_strerror (errno));
  if (message != NULL)
    cli_complain (message);
  return message == NULL;
}

static gboolean
check_picture (const char *path)
{
  g_autofree char *message = NULL;

  if (g_str_has_suffix (path, ".png") || g_str_has_suffix (path, ".svg")
      || g_str_has_suffix (path, ".pdf"))
    return check_folder (path);
  message = g_strdup_printf (_("“%s” is no picture that can be painted: its name must end in .png, "
                               ".svg or .pdf."),
                             path);
  cli_complain (message);
  return FALSE;
}

gboolean
cli_outputs_check (CliOutputs *outputs)
{
  gboolean good = choose_appearance (outputs) && check_window (outputs);

  for (guint i = 0; outputs->pictures != NULL && outputs->pictures[i] != NULL; i++)
    good = check_picture (outputs->pictures[i]) && good;
  if (outputs->save != NULL)
    good = check_folder (outputs->save) && good;
  if (outputs->table != NULL)
    good = check_folder (outputs->table) && good;
  return good;
}

/* "word.png" → "word-2.png" */
static char *
number_name (const char *path,
             guint number)
{
  const char *base = strrchr (path, '/');
  const char *ending = strrchr (base != NULL ? base : path, '.');
  gsize stem = ending != NULL ? (gsize) (ending - path) : strlen (path);

  if (number == 0)
    return g_strdup (path);
  return g_strdup_printf ("%.*s-%u%s", (int) stem, path, number, path + stem);
}

typedef gboolean (*WriteFile) (const CliOutputs *outputs, TsRecording *recording, const char *path,
                               GError **error);

static gboolean
write_recording (const CliOutputs *outputs,
                 TsRecording *recording,
                 const char *path,
                 GError **error)
{
  return ts_recording_save (recording, path, error);
}

static gboolean
write_picture (const CliOutputs *outputs,
               TsRecording *recording,
               const char *path,
               GError **error)
{
  TsPageOptions options = { .appearance = outputs->appearance };

  if (outputs->from_s > 0 || outputs->to_s > 0)
    choose_window (outputs, recording, &options);
  return ts_page_save (recording, &options, path, error);
}

static gboolean
write_table (const CliOutputs *outputs,
             TsRecording *recording,
             const char *path,
             GError **error)
{
  return ts_recording_save_table (recording, path, error);
}

static gboolean
write_file (const CliOutputs *outputs,
            TsRecording *recording,
            const char *wish,
            guint number,
            WriteFile function)
{
  g_autofree char *path = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  if (wish == NULL)
    return TRUE;
  path = number_name (wish, number);
  if (!function (outputs, recording, path, &error))
    {
      cli_complain (error->message);
      return FALSE;
    }
  said = g_strdup_printf (_("Written: %s\n"), path);
  cli_outputs_say (outputs, said);
  return TRUE;
}

gboolean
cli_outputs_write (const CliOutputs *outputs,
                   TsRecording *recording,
                   guint number)
{
  gboolean good = write_file (outputs, recording, outputs->save, number, write_recording);

  for (guint i = 0; outputs->pictures != NULL && outputs->pictures[i] != NULL; i++)
    good = write_file (outputs, recording, outputs->pictures[i], number, write_picture) && good;
  return write_file (outputs, recording, outputs->table, number, write_table) && good;
}

void
cli_outputs_say (const CliOutputs *outputs,
                 const char *text)
{
  if (outputs->quiet || outputs->json)
    return;
  if (outputs->aside)
    g_printerr ("%s", text);
  else
    g_print ("%s", text);
}

void
cli_outputs_report (const CliOutputs *outputs,
                    TsRecording *recording)
{
  g_autofree char *text = NULL;

  if (outputs->json)
    {
      g_autoptr (CliJson) json = cli_json_new ();

      cli_report_write_json (recording, json, NULL);
      cli_json_print (json);
      return;
    }
  if (outputs->quiet)
    return;
  text = cli_report_print (recording);
  cli_outputs_say (outputs, text);
}

void
cli_outputs_clear (CliOutputs *outputs)
{
  g_free (outputs->save);
  g_strfreev (outputs->pictures);
  g_free (outputs->table);
  g_free (outputs->appearance_name);
}
