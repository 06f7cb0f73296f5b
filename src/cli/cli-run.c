/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-cli run: runs a scenario for real, once or several times.
 */
#include "config.h"

#include "cli-drive.h"
#include "cli-every-way.h"
#include "cli-option.h"
#include "cli-outputs.h"
#include "cli-plan.h"
#include "cli-repeat.h"
#include "cli-report.h"
#include "cli-run-all.h"
#include "cli-scenario.h"
#include "cli.h"
#include "ts-python.h"

#include <glib/gi18n-lib.h>

enum { MOST_REPEATS = 10000 };

typedef struct {
  CliWishes wishes;
  CliOutputs outputs;
  int repeat;
  double stop_after_s;
  gboolean all;
} Options;

static void
options_clear (Options *options)
{
  cli_wishes_clear (&options->wishes);
  cli_outputs_clear (&options->outputs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GArray *
make_entries (Options *options)
{
  GArray *entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  const GOptionEntry own[] = {
    { "way", 0, 0, G_OPTION_ARG_STRING, &options->wishes.way,
      N_("Way to run, such as threads or processes, or “all” to compare those that suit the scenario; "
         "“timeslice-cli list --json” has those of each"),
      N_("WAY") },
    { "option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->wishes.options,
      N_("Set an option of the way; may be given several times"), N_("NAME=VALUE") },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->wishes.values,
      N_("Set a parameter of the scenario; may be given several times"), N_("NAME=VALUE") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options->wishes.source,
      N_("How to observe: exact or self-timed (if not given: exact where it works)"),
      N_("SOURCE") },
    { "cores", 0, 0, G_OPTION_ARG_STRING, &options->wishes.cores,
      N_("Use only these cores, such as 0-3,6 (simulated: as many virtual ones)"), N_("LIST") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options->wishes.seed,
      N_("Seed of the random values"), N_("N") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options->all,
      N_("Run all scenarios, as a check of this machine; --way may be “all”, too"), NULL },
    { "repeat", 0, 0, G_OPTION_ARG_INT, &options->repeat,
      N_("Run N times and show the spread; file names get -1, -2, …"), N_("N") },
    { "stop-after", 0, 0, G_OPTION_ARG_DOUBLE, &options->stop_after_s,
      N_("Stop the run after so many seconds"), N_("SECONDS") },
  };

  g_array_append_vals (entries, own, G_N_ELEMENTS (own));
  cli_outputs_add_entries (&options->outputs, entries, TRUE);
  return entries;
}

static gboolean
check_numbers (const Options *options)
{
  g_autofree char *message = NULL;

  if (options->repeat < 1 || options->repeat > MOST_REPEATS)
    message = g_strdup_printf (_("--repeat must be from 1 to %d."), MOST_REPEATS);
  else if (options->repeat > 1 && cli_wishes_want_every_way (&options->wishes))
    message = g_strdup (_("--repeat repeats one way, and cannot be used with “--way all”."));
  else if (!(options->stop_after_s >= 0 && options->stop_after_s <= 1e6))
    message = g_strdup (_("--stop-after must be a number of seconds from 0 to 1000000."));
  if (message != NULL)
    cli_complain (message);
  return message == NULL;
}

/* Several runs go on while the next can start and nobody wants to stop. */
typedef struct {
  const Options *options;
  TsRunPlan *plan;
  TsMachine *machine;
  CliRepeat *repeat;
  TsEveryWay *every; /* NULL: one way only */
  CliJson *json;     /* NULL: text is wanted, or there is only one run */
} Series;

static void
report (const Series *series,
        TsRecording *recording,
        guint number)
{
  if (series->json != NULL)
    cli_report_write_json (recording, series->json, NULL);
  else if (number == 0)
    cli_outputs_report (&series->options->outputs, recording);
}

static const char *
find_problem (TsRun *run)
{
  const char *failure = ts_run_get_failure (run);

  return failure == NULL && ts_run_was_stopped (run) ? _("It was stopped before its end.") : failure;
}

/* `number` is 0 if it is the only one. */
static int
run_once (const Series *series,
          guint number,
          gboolean *go_on)
{
  const Options *options = series->options;
  const CliDriveOptions drive = {
    .silent = options->outputs.quiet,
    .json = options->outputs.json,
    .stop_after_s = options->stop_after_s,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TsRun) run = ts_run_start (series->plan, series->machine, &error);
  int signal_number, status;

  *go_on = FALSE;
  if (run == NULL)
    {
      cli_complain (error->message);
      if (series->every != NULL)
        ts_every_way_add (series->every, series->plan->way, NULL, error->message);
      *go_on = series->every != NULL;
      return g_error_matches (error, TS_RUN_ERROR, TS_RUN_ERROR_RUNNER) ? CLI_FAILED : CLI_USAGE;
    }
  signal_number = cli_drive (run, &drive);
  status = cli_drive_conclude (run, signal_number);
  report (series, ts_run_get_recording (run), number);
  cli_repeat_add (series->repeat, ts_run_get_recording (run));
  if (series->every != NULL)
    ts_every_way_add (series->every, series->plan->way, ts_run_get_recording (run), find_problem (run));
  if (!cli_outputs_write (&options->outputs, ts_run_get_recording (run), number)
      && status == CLI_OK)
    status = CLI_FAILED;
  *go_on = signal_number == 0;
  return status;
}

/* The first status that is not good stands for all. */
static int
run_series (const Series *series)
{
  int status = CLI_OK;
  gboolean go_on = TRUE;

  for (int i = 0; i < series->options->repeat && go_on; i++)
    {
      guint number = series->options->repeat > 1 ? (guint) i + 1 : 0;
      int one = run_once (series, number, &go_on);

      if (status == CLI_OK || one > CLI_SIGNALLED)
        status = one;
    }
  return status;
}

static int
run_repeatedly (Series *series)
{
  g_autoptr (CliJson) json = cli_json_new ();
  g_autofree char *text = NULL;
  int status;

  cli_json_begin_object (json, NULL);
  cli_json_string (json, "version", TS_VERSION);
  cli_json_string (json, "scenario", ts_scenario_get_id (series->plan->scenario));
  cli_json_begin_array (json, "runs");
  series->json = series->options->outputs.json ? json : NULL;
  status = run_series (series);
  cli_json_end_array (json);
  cli_repeat_write_json (series->repeat, json);
  cli_json_end_object (json);

  text = cli_repeat_print (series->repeat);
  cli_outputs_say (&series->options->outputs, text);
  if (series->json != NULL)
    cli_json_print (json);
  return status;
}

/* What cannot be said of all scenarios at once. */
static int
run_all (const Options *options,
         int n_arguments)
{
  const CliOutputs *outputs = &options->outputs;

  if (n_arguments != 1 || options->repeat != 1 || options->wishes.values != NULL || outputs->json
      || outputs->save != NULL || outputs->pictures != NULL || outputs->table != NULL)
    {
      cli_complain (_("“run --all” takes no scenario and no --set, --repeat, --save, --picture, --table or --json."));
      return CLI_USAGE;
    }
  return cli_run_all (&options->wishes, outputs->quiet, options->stop_after_s);
}

/* Ways for which this machine has no Python are not tried; they end the table, with the sentence on why. */
static void
refuse_ways (const Series *series)
{
  for (guint way = 0; way < WAY_COUNT; way++)
    {
      g_autoptr (GError) error = NULL;

      if (ts_scenario_suits_way (series->plan->scenario, (WayId) way) && !ts_python_suffices ((WayId) way, &error))
        ts_every_way_refuse (series->every, (WayId) way, error->message);
    }
}

/* The table is what is wanted, also of ways that fail. */
static int
run_ways (Series *series, GHashTable *way_options)
{
  const TsRunPlan *plan = series->plan;
  int status = CLI_OK;
  gboolean go_on = TRUE;
  guint number = 0;

  for (guint way = 0; way < WAY_COUNT && go_on; way++)
    if (ts_scenario_suits_way (plan->scenario, (WayId) way) && ts_python_suffices ((WayId) way, NULL))
      {
        g_autofree char *heading = g_strdup_printf ("%s\n", ts_way_get_label (way_traits[way].name));
        int one;

        series->plan->way = (WayId) way;
        cli_option_read_known ((WayId) way, series->options->wishes.options, way_options);
        if (series->json == NULL)
          cli_outputs_say (&series->options->outputs, heading);
        one = run_once (series, ++number, &go_on);
        if (status == CLI_OK || one > CLI_SIGNALLED)
          status = one;
      }
  refuse_ways (series);
  return number > 0 ? status : CLI_USAGE;
}

/* Random values are the same in all ways, so that the work is. */
static int
run_every_way (Series *series, GHashTable *way_options)
{
  g_autoptr (TsEveryWay) every = ts_every_way_new ();
  g_autoptr (CliJson) json = cli_json_new ();
  g_autofree char *text = NULL;
  int status;

  if (series->plan->seed == 0)
    series->plan->seed = (guint64) g_random_int_range (1, G_MAXINT32);
  series->every = every;
  series->json = series->options->outputs.json ? json : NULL;
  cli_json_begin_object (json, NULL);
  cli_json_string (json, "version", TS_VERSION);
  cli_json_string (json, "scenario", ts_scenario_get_id (series->plan->scenario));
  cli_json_begin_array (json, "runs");
  status = run_ways (series, way_options);
  cli_json_end_array (json);
  cli_every_way_write_json (every, json);
  cli_json_end_object (json);

  text = cli_every_way_print (every);
  if (series->json != NULL)
    cli_json_print (json);
  else
    cli_outputs_say (&series->options->outputs, text);
  return status;
}

int
cli_run (int n_arguments,
         char **arguments)
{
  CliSyntax syntax = {
    .name = "run",
    .usage = _("SCENARIO|FILE"),
    .summary = _("Runs a scenario for real: “timeslice-cli list” names them; "
                 "a FILE is one of your own."),
  };
  g_auto (Options) options = { .repeat = 1 };
  g_autoptr (GArray) entries = make_entries (&options);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) way_options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (TsScenario) scenario = NULL;
  g_autoptr (TsMachine) machine = NULL;
  g_autoptr (CliRepeat) repeat = cli_repeat_new ();
  TsRunPlan plan = { .scenario = NULL };
  Series series = { .options = &options, .plan = &plan, .repeat = repeat };

  if (!cli_parse (&syntax, (const GOptionEntry *) entries->data, &n_arguments, &arguments)
      || !check_numbers (&options))
    return CLI_USAGE;
  if (options.all)
    return run_all (&options, n_arguments);
  if (n_arguments != 2)
    {
      cli_complain (_("“run” needs one scenario: timeslice-cli run SCENARIO|FILE. "
                      "“timeslice-cli list” names them."));
      return CLI_USAGE;
    }
  scenario = cli_scenario_find (arguments[1]);
  plan.scenario = scenario;
  if (scenario == NULL || !cli_plan_make (&options.wishes, values, way_options, &plan)
      || !cli_outputs_check (&options.outputs))
    return CLI_USAGE;

  machine = ts_machine_new ();
  series.machine = machine;
  if (cli_wishes_want_every_way (&options.wishes))
    return run_every_way (&series, way_options);
  return options.repeat > 1 ? run_repeatedly (&series) : run_series (&series);
}
