/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-run-all.h"

#include "cli-drive.h"
#include "cli-option.h"
#include "cli-text.h"
#include "cli.h"
#include "ts-python.h"
#include "ts-statistics.h"

#include <glib/gi18n-lib.h>
#include <sys/wait.h>

/* Nothing in the curriculum lasts so long: what does has got stuck. */
enum { LONGEST_S = 60 };

enum { COLUMNS = 6 };

typedef struct {
  const CliWishes *wishes;
  TsMachine *machine;
  CliDriveOptions drive;
  CliTable *table;
  GString *sentences;   /* one for each run that was refused or has failed */
  gboolean left_out[WAY_COUNT]; /* there is no Python for it here */
  guint n_refused, n_failed;
  gboolean quiet;
  int signal_number;
} Round;

/* Parameters that make a run about a third as long as its author meant it to be. */
static GHashTable *
reduce (TsScenario *scenario)
{
  const GPtrArray *parameters = ts_script_get_parameters (ts_scenario_get_script (scenario));
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < parameters->len; i++)
    {
      const TsParameter *parameter = g_ptr_array_index (parameters, i);
      gint64 value = MAX (parameter->low, parameter->default_value / 3);

      g_hash_table_insert (values, g_strdup (parameter->name), g_memdup2 (&value, sizeof value));
    }
  return values;
}

static gboolean
has_crashed (TsRun *run)
{
  GPtrArray *tasks = ts_recording_get_tasks (ts_run_get_recording (run));

  for (guint i = 0; i < tasks->len; i++)
    if (WIFSIGNALED (((TsTask *) g_ptr_array_index (tasks, i))->exit_status))
      return TRUE;
  return FALSE;
}

/* Why the run did not end as its scenario is meant to, as a sentence; NULL if it did. */
static char *
find_fault (TsRun *run, TsScenario *scenario)
{
  const char *failure = ts_run_get_failure (run);
  TsScenarioEnd end = ts_scenario_get_end (scenario);
  gboolean as_meant = failure == NULL;

  if (end == TS_SCENARIO_ENDS_IN_DEADLOCK)
    as_meant = failure != NULL && atomic_load (&ts_run_get_view (run)->arena->deadlock_ns) != 0;
  else if (end == TS_SCENARIO_ENDS_IN_CRASH)
    as_meant = failure != NULL && has_crashed (run);
  if (!as_meant && failure != NULL)
    return g_strdup (failure);
  if (failure == NULL && ts_run_was_stopped (run))
    return g_strdup (_("It was stopped before it had ended."));
  /* Translators: %s is “deadlock” or “crash” */
  return as_meant ? NULL : g_strdup_printf (_("It should have ended in a %s, and did not."), ts_scenario_end_get_name (end));
}

static void
add_row (Round *round, TsScenario *scenario, WayId way, const char *result, TsRecording *recording)
{
  g_autoptr (TsFigures) figures = NULL;

  if (recording != NULL)
    figures = ts_figures_new (recording, 0, ts_recording_get_facts (recording)->duration_ns);
  cli_table_add (round->table, g_strdup (ts_scenario_get_id (scenario)));
  cli_table_add (round->table, g_strdup (way_traits[way].name));
  cli_table_add (round->table, figures == NULL ? g_strdup ("–")
                                               : g_strdup_printf ("%.2f", (double) figures->run.wall_ns / 1e9));
  cli_table_add (round->table, figures == NULL ? g_strdup ("–")
                                               : g_strdup_printf ("%.2f", (double) figures->run.cpu_ns / 1e9));
  cli_table_add (round->table, figures == NULL ? g_strdup ("–") : g_strdup_printf ("%.2f", figures->run.busy_cores));
  cli_table_add (round->table, g_strdup (result));
}

static void
say (Round *round, TsScenario *scenario, WayId way, const char *sentence)
{
  g_string_append_printf (round->sentences, "%s, %s: %s\n", ts_scenario_get_id (scenario), way_traits[way].name, sentence);
}

static void
refuse (Round *round, TsScenario *scenario, WayId way, const char *sentence)
{
  round->n_refused++;
  add_row (round, scenario, way, _("refused"), NULL);
  say (round, scenario, way, sentence);
}

static void
judge (Round *round, TsScenario *scenario, WayId way, TsRun *run)
{
  g_autofree char *fault = find_fault (run, scenario);

  add_row (round, scenario, way, fault == NULL ? _("ok") : _("failed"), ts_run_get_recording (run));
  if (fault == NULL)
    return;
  round->n_failed++;
  say (round, scenario, way, fault);
}

/* Starts the run and waits for its end. */
static void
run_plan (Round *round, const TsRunPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsRun) run = ts_run_start (plan, round->machine, &error);

  if (run == NULL && !g_error_matches (error, TS_RUN_ERROR, TS_RUN_ERROR_RUNNER))
    {
      refuse (round, plan->scenario, plan->way, error->message);
      return;
    }
  if (run == NULL)
    {
      round->n_failed++;
      add_row (round, plan->scenario, plan->way, _("failed"), NULL);
      say (round, plan->scenario, plan->way, error->message);
      return;
    }
  round->signal_number = cli_drive (run, &round->drive);
  if (round->signal_number == 0)
    judge (round, plan->scenario, plan->way, run);
}

/* A way for which this machine has no Python is no matter of a scenario: it is said once, below the table. */
static gboolean
leave_out (Round *round, WayId way)
{
  round->left_out[way] = !ts_python_suffices (way, NULL);
  return round->left_out[way];
}

static void
print_left_out (const Round *round)
{
  for (guint way = 0; way < WAY_COUNT; way++)
    {
      g_autoptr (GError) error = NULL;

      if (round->left_out[way] && !ts_python_suffices ((WayId) way, &error))
        /* Translators: a way to run, as on the command line, and why it was not tried */
        g_print (_("%s, left out: %s\n"), way_traits[way].name, error->message);
    }
}

/* FALSE after a complaint about what holds for all runs. */
static gboolean
run_one (Round *round, TsScenario *scenario, WayId way)
{
  g_autoptr (GHashTable) values = reduce (scenario);
  g_autoptr (GHashTable) options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *refusal = ts_scenario_refuse_way (scenario, way);
  CliWishes wishes = *round->wishes;
  TsRunPlan plan = { .scenario = scenario };

  wishes.way = (char *) way_traits[way].name;
  if (!cli_plan_make (&wishes, values, options, &plan))
    return FALSE;
  if (!round->quiet)
    g_printerr ("%s, %s …\n", ts_scenario_get_id (scenario), wishes.way);
  if (refusal != NULL)
    refuse (round, scenario, way, refusal);
  else
    run_plan (round, &plan);
  return TRUE;
}

/* The scenario in each way that is wished for. */
static gboolean
run_scenario (Round *round, TsScenario *scenario)
{
  const char *name = round->wishes->way;
  gboolean all = g_strcmp0 (name, "all") == 0;
  WayId one = ts_scenario_get_first_way (scenario);

  if (!all && name != NULL)
    one = ts_way_find (name);
  for (guint way = 0; way < WAY_COUNT && round->signal_number == 0; way++)
    if ((all ? ts_scenario_suits_way (scenario, (WayId) way) : way == one) && !leave_out (round, (WayId) way))
      if (!run_one (round, scenario, (WayId) way))
        return FALSE;
  return TRUE;
}

static void
add_headings (CliTable *table)
{
  cli_table_add (table, g_strdup (_("Scenario")));
  cli_table_add (table, g_strdup (_("Way")));
  /* Translators: the time from the beginning of a run to its end, in seconds */
  cli_table_add (table, g_strdup (_("Wall s")));
  /* Translators: the time on all cores, in seconds */
  cli_table_add (table, g_strdup (_("CPU s")));
  cli_table_add (table, g_strdup (_("Busy cores")));
  cli_table_add (table, g_strdup (_("Result")));
}

static void
print_outcome (const Round *round)
{
  g_autofree char *table = cli_table_print (round->table);
  guint n_runs = round->table->cells->len / COLUMNS - 1;

  g_print ("%s\n%s", table, round->sentences->str);
  print_left_out (round);
  g_print (ngettext ("%u run, with parameters at about a third: ", "%u runs, with parameters at about a third: ", n_runs),
           n_runs);
  /* Translators: this follows “12 runs, with parameters at about a third: ” */
  g_print (_("%u refused, %u failed.\n"), round->n_refused, round->n_failed);
}

int
cli_run_all (const CliWishes *wishes, gboolean quiet, double stop_after_s)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListStore) catalogue = ts_catalogue_load (&error);
  g_autoptr (TsMachine) machine = ts_machine_new ();
  g_autoptr (CliTable) table = cli_table_new (COLUMNS, 2);
  g_autoptr (GString) sentences = g_string_new (NULL);
  WayId way = WAY_THREADS;
  Round round = {
    .wishes = wishes, .machine = machine, .table = table, .sentences = sentences, .quiet = quiet,
    .drive = { .silent = TRUE, .stop_after_s = stop_after_s > 0 ? stop_after_s : LONGEST_S },
  };

  if (g_strcmp0 (wishes->way, "all") != 0 && !cli_option_choose_way (wishes->way, &way))
    return CLI_USAGE;
  if (catalogue == NULL)
    {
      cli_complain (error->message);
      return CLI_FAILED;
    }
  add_headings (table);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogue)) && round.signal_number == 0; i++)
    {
      g_autoptr (TsScenario) scenario = g_list_model_get_item (G_LIST_MODEL (catalogue), i);

      if (!run_scenario (&round, scenario))
        return CLI_USAGE;
    }
  print_outcome (&round);
  if (round.signal_number != 0)
    return CLI_SIGNALLED + round.signal_number;
  return round.n_failed > 0 ? CLI_FAILED : CLI_OK;
}
