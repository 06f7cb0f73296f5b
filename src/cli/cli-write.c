/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-cli write: a scenario's program in Python or C, to read, to change and to take home.
 */
#include "config.h"

#include "cli-scenario.h"
#include "cli-values.h"
#include "cli.h"
#include "ts-code.h"
#include "ts-way.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* The code runs on whatever machine it is taken to, so that the cores of this one do not count. */
#define N_CORES_ASSUMED 64

/* The options as they were given; NULL: not given. */
typedef struct {
  char *language;
  char *way;
  char *seed;
  char **values;
} WriteWishes;

static void
write_wishes_clear (WriteWishes *wishes)
{
  g_free (wishes->language);
  g_free (wishes->way);
  g_free (wishes->seed);
  g_strfreev (wishes->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WriteWishes, write_wishes_clear)

static gboolean
choose_language (const char *name,
                 TsCodeLanguage *language)
{
  g_autofree char *message = NULL;

  if (name != NULL && ts_code_language_find (name, language))
    return TRUE;
  if (name == NULL)
    cli_complain (_("“write” needs a language: --as python, or --as c."));
  else
    {
      /* Translators: an option, what was given for it, and what may be given */
      message = g_strdup_printf (_("%s “%s” is not known; there are %s."), "--as", name, "python, c");
      cli_complain (message);
    }
  return FALSE;
}

/* All ways have a name here, also those that this computer cannot run in. */
static gboolean
choose_way (const char *name,
            TsScenario *scenario,
            TsCodePlan *plan)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *refusal = NULL;
  g_autofree char *message = NULL;

  if (name == NULL)
    {
      plan->way = ts_scenario_get_first_way (scenario);
      refusal = ts_code_refuse (ts_scenario_get_script (scenario), plan->language, plan->way);
      if (refusal != NULL)
        plan->way = WAY_THREADS;
      return TRUE;
    }
  plan->way = ts_way_find (name);
  if (plan->way < WAY_COUNT)
    return TRUE;
  for (guint i = 0; i < WAY_COUNT; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", way_traits[i].name);
  message = g_strdup_printf (_("%s “%s” is not known; there are %s."), "--way", name, known->str);
  cli_complain (message);
  return FALSE;
}

static gboolean
choose_seed (const char *text,
             guint64 *seed)
{
  g_autofree char *message = NULL;

  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, seed, NULL))
    return TRUE;
  message = g_strdup_printf (_("the seed must be a whole number from 1 to %" PRId64 ", and is “%s”."),
                             G_MAXINT64, text);
  cli_complain (message);
  return FALSE;
}

/* Some values fit each by itself, but not together. */
static gboolean
check_values (const char *name,
              TsScenario *scenario,
              GHashTable *values)
{
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ts_diagnostic_free);
  g_autoptr (TsCompiled) compiled = NULL;
  TsSettings settings = { .values = values };

  for (int core = 0; core < N_CORES_ASSUMED; core++)
    core_set_add (&settings.allowed, core);
  compiled = ts_script_compile (ts_scenario_get_script (scenario), &settings, diagnostics);
  cli_scenario_print_mistakes (name, diagnostics);
  return compiled != NULL;
}

static int
write_code (TsScenario *scenario,
            const TsCodePlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = ts_code_write (ts_scenario_get_script (scenario), plan, NULL, &error);

  if (code == NULL)
    {
      cli_complain (error->message);
      return CLI_USAGE;
    }
  g_print ("%s", code);
  return CLI_OK;
}

/* What is to be written of the scenario called `name`. */
static int
write_scenario (const char *name,
                const WriteWishes *wishes)
{
  g_autoptr (TsScenario) scenario = NULL;
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *program = NULL;
  TsCodePlan plan = { .seed = 1, .values = values };

  if (!choose_language (wishes->language, &plan.language) || !choose_seed (wishes->seed, &plan.seed))
    return CLI_USAGE;
  scenario = cli_scenario_find (name);
  if (scenario == NULL || !choose_way (wishes->way, scenario, &plan)
      || !cli_values_read (scenario, wishes->values, values) || !check_values (name, scenario, values))
    return CLI_USAGE;
  plan.title = ts_scenario_get_title (scenario);
  plan.summary = ts_scenario_get_summary (scenario);
  plan.program = ts_scenario_get_program (scenario);
  return write_code (scenario, &plan);
}

int
cli_write (int n_arguments,
           char **arguments)
{
  CliSyntax syntax = {
    .name = "write",
    .usage = _("SCENARIO|FILE"),
    .summary = _("Writes a scenario out as a program in another language, to standard output."),
  };
  g_auto (WriteWishes) wishes = { NULL };
  const GOptionEntry entries[] = {
    /* Translators: the name of a value in the help of an option */
    { "as", 0, 0, G_OPTION_ARG_STRING, &wishes.language, N_("The language: python or c"), N_("LANGUAGE") },
    { "way", 0, 0, G_OPTION_ARG_STRING, &wishes.way, N_("What a task becomes: threads, processes, loop…"), N_("WAY") },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wishes.values, N_("Give a parameter another value"), N_("NAME=VALUE") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &wishes.seed, N_("The seed of random numbers"), N_("N") },
    { NULL }
  };

  if (!cli_parse (&syntax, entries, &n_arguments, &arguments))
    return CLI_USAGE;
  if (n_arguments != 2)
    {
      cli_complain (_("“write” needs one scenario: timeslice-cli write SCENARIO --as python"));
      return CLI_USAGE;
    }
  return write_scenario (arguments[1], &wishes);
}
