/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-run-settings.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

static gboolean
core_exists (const TsMachine *machine, int number)
{
  for (guint i = 0; i < machine->cores->len; i++)
    if (((TsMachineCore *) g_ptr_array_index (machine->cores, i))->number == number)
      return TRUE;
  return FALSE;
}

/* The cores wished for, or all that are allowed. */
static gboolean
choose_cores (const TsRunPlan *plan, const TsMachine *machine, CoreSet *cores, GError **error)
{
  CoreSet allowed;
  char text[512];

  if (!core_set_allowed (&allowed))
    {
      g_set_error (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS,
                   _("The system does not tell which cores may be used: %s."), g_strerror (errno));
      return FALSE;
    }
  core_set_print (&allowed, text, sizeof text);
  for (guint i = 0; i < core_set_count (&plan->cores); i++)
    {
      int core = core_set_at (&plan->cores, i);

      if (core_set_has (&allowed, core))
        continue;
      if (core_exists (machine, core))
        g_set_error (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS,
                     /* Translators: the second is a list such as "0-3,6" */
                     _("Core %d may not be used here; allowed are %s."), core, text);
      else
        g_set_error (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS,
                     _("Core %d does not exist on this machine; allowed are %s."), core, text);
      return FALSE;
    }
  *cores = core_set_count (&plan->cores) > 0 ? plan->cores : allowed;
  return TRUE;
}

/* Tasks that share a thread: the kernel's records know threads only. */
static gboolean
hides_tasks (const TsRunPlan *plan)
{
  return plan->scenario != NULL && (way_traits[plan->way].by_turns || way_traits[plan->way].kind == KIND_COROUTINE);
}

/* A run of a scenario can do without the exact source, unless that is wished for; watch cannot. */
static gboolean
check_source (const TsRunPlan *plan, const TsMachine *machine, GError **error)
{
  if (plan->source == SOURCE_EXACT && plan->scenario != NULL && way_traits[plan->way].is_simulated)
    {
      g_set_error_literal (error, TS_RUN_ERROR, TS_RUN_ERROR_SOURCE,
                           _("A simulated machine tells itself what it does, and the kernel knows nothing of it: leave out --source."));
      return FALSE;
    }
  if (plan->source == SOURCE_EXACT && hides_tasks (plan))
    {
      g_set_error_literal (error, TS_RUN_ERROR, TS_RUN_ERROR_SOURCE,
                           _("The kernel knows nothing of tasks that take turns on one thread: they can only time "
                             "themselves (--source self-timed)."));
      return FALSE;
    }
  if ((plan->scenario != NULL && plan->source != SOURCE_EXACT) || machine->exact)
    return TRUE;
  g_set_error_literal (error, TS_RUN_ERROR, TS_RUN_ERROR_SOURCE, machine->exact_reason);
  return FALSE;
}

static TsCompiled *
compile (const TsRunPlan *plan, const CoreSet *cores, GError **error)
{
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ts_diagnostic_free);
  TsSettings settings = { .values = plan->values, .allowed = *cores, .pins = plan->pins };
  TsCompiled *compiled = ts_script_compile (ts_scenario_get_script (plan->scenario), &settings,
                                            diagnostics);
  const TsDiagnostic *first;

  if (compiled != NULL && way_traits[plan->way].has_interpreter_lock
      && !ts_compiled_add_interpreter_locks (compiled, way_traits[plan->way].kind) && !way_traits[plan->way].is_python)
    {
      g_set_error (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS,
                   _("The program has too many objects for an interpreter lock beside them (%d in all). Remove some, or "
                     "run it another way."),
                   MAX_OBJECTS);
      g_clear_pointer (&compiled, ts_compiled_free);
      return NULL;
    }
  if (compiled != NULL)
    return compiled;
  first = g_ptr_array_index (diagnostics, 0);
  g_set_error (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS,
               /* Translators: the title of a scenario, a line, and a mistake there */
               _("“%s”, line %u: %s."), ts_scenario_get_title (plan->scenario), first->line,
                 first->message);
  return NULL;
}

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* What the recording says about the run before it begins. */
static void
describe_scenario (const TsRunPlan *plan, TsRecording *recording)
{
  TsRunFacts *facts = ts_recording_get_facts (recording);
  const GPtrArray *parameters = ts_script_get_parameters (ts_scenario_get_script (plan->scenario));

  set_text (&facts->scenario_id, ts_scenario_get_id (plan->scenario));
  set_text (&facts->title, ts_scenario_get_title (plan->scenario));
  set_text (&facts->summary, ts_scenario_get_summary (plan->scenario));
  set_text (&facts->scenario_source, ts_scenario_get_source (plan->scenario));
  for (guint i = 0; i < parameters->len; i++)
    {
      const TsParameter *parameter = g_ptr_array_index (parameters, i);
      const gint64 *value = plan->values != NULL
             ? g_hash_table_lookup (plan->values, parameter->name) : NULL;

      ts_recording_add_setting (recording, parameter->name, parameter->label,
                                value != NULL ? *value : parameter->default_value);
    }
}

static void
enter_date (TsRunFacts *facts)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_free (facts->created);
  facts->created = g_date_time_format_iso8601 (now);
}

/* On the simulated machine a list of cores stands for as many virtual ones, unless their number is given otherwise. */
static gboolean
check_virtual_cores (const TsRunPlan *plan, GError **error)
{
  const TsWayOption *option = &ts_way_get (plan->way)->options[OPTION_CORES];
  const gint64 *number = plan->options != NULL ? g_hash_table_lookup (plan->options, option->name) : NULL;
  guint listed = core_set_count (&plan->cores);

  if (listed > option->high)
    {
      g_set_error (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS,
                   _("The simulated machine has %d cores at most, and --cores lists %u."), (int) option->high, listed);
      return FALSE;
    }
  if (listed == 0 || number == NULL || *number == listed)
    return TRUE;
  g_set_error (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS,
               /* Translators: two options of the command line that contradict each other, and their numbers of cores */
               _("--cores lists %u, and --option cores=%d says otherwise: leave one of them out."), listed, (int) *number);
  return FALSE;
}

static gint64
get_option (const TsRunPlan *plan, guint position)
{
  const TsWayOption *option = &ts_way_get (plan->way)->options[position];
  const gint64 *value = plan->options != NULL ? g_hash_table_lookup (plan->options, option->name) : NULL;

  if (value != NULL)
    return CLAMP (*value, option->low, option->high);
  if (way_traits[plan->way].is_simulated && position == OPTION_CORES && core_set_count (&plan->cores) > 0)
    return core_set_count (&plan->cores);
  return option->default_value;
}

/* The options of the way go into the arena, and their names into the recording. */
static gboolean
set_options (const TsRunPlan *plan, gint64 *options, TsRecording *recording, GError **error)
{
  const TsWay *way = ts_way_get (plan->way);
  g_autofree char *refusal = ts_way_refuse (plan->way, ts_scenario_get_script (plan->scenario));

  if (refusal != NULL)
    {
      g_set_error_literal (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS, refusal);
      return FALSE;
    }
  if (way_traits[plan->way].is_simulated && !check_virtual_cores (plan, error))
    return FALSE;
  for (guint i = 0; i < way->n_options; i++)
    {
      g_autofree char *name = g_strconcat (TS_SETTING_OF_WAY, way->options[i].name, NULL);

      options[i] = get_option (plan, i);
      ts_recording_add_setting (recording, name, _(way->options[i].label), options[i]);
    }
  return TRUE;
}

static gboolean
make_arena (const ArenaPlan *plan, ArenaView *view, GError **error)
{
  if (arena_create (view, plan))
    return TRUE;
  g_set_error (error, TS_RUN_ERROR, TS_RUN_ERROR_RUNNER,
               _("The system refuses the memory for a run: %s. Close other programs, or raise the "
                 "limits (ulimit -v, ulimit -n)."),
               g_strerror (errno));
  return FALSE;
}

gboolean
ts_run_settings_apply (const TsRunPlan *plan, const TsMachine *machine, ArenaView *view,
                       TsRecording *recording,
                       GError **error)
{
  g_autoptr (TsCompiled) compiled = NULL;
  TsRunFacts *facts = ts_recording_get_facts (recording);
  ArenaPlan arena_plan = { .way = plan->way, .source_wish = plan->source, .seed = plan->seed };

  if (!check_source (plan, machine, error))
    return FALSE;
  if ((plan->scenario == NULL || !way_traits[plan->way].is_simulated)
      && !choose_cores (plan, machine, &arena_plan.allowed, error))
    return FALSE;
  if (hides_tasks (plan))
    arena_plan.source_wish = SOURCE_SELF_TIMED;
  if (arena_plan.seed == 0)
    arena_plan.seed = g_random_int_range (1, G_MAXINT32);
  enter_date (facts);
  if (plan->scenario == NULL)
    {
      arena_plan.source_wish = SOURCE_EXACT;
      g_free (facts->title);
      facts->title = g_strjoinv (" ", (char **) plan->command);
    }
  else
    {
      describe_scenario (plan, recording);
      if (!set_options (plan, arena_plan.options, recording, error))
        return FALSE;
      if (way_traits[plan->way].is_simulated)
        for (int core = 0; core < arena_plan.options[OPTION_CORES]; core++)
          core_set_add (&arena_plan.allowed, core);
      compiled = compile (plan, &arena_plan.allowed, error);
      if (compiled == NULL)
        return FALSE;
      arena_plan.program = compiled->program;
      arena_plan.totals = compiled->totals;
    }
  return make_arena (&arena_plan, view, error);
}
