/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-python-start.h"

#include "ts-code.h"
#include "ts-places.h"
#include "ts-python-plan.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

static char *
write_script (const TsRunPlan *plan, const ArenaView *view, TsCodeMap **map, GError **error)
{
  TsCodePlan code_plan = {
    .language = TS_CODE_PYTHON, .way = plan->way, .values = plan->values, .seed = view->arena->seed,
    .title = ts_scenario_get_title (plan->scenario), .program = ts_scenario_get_program (plan->scenario),
  };
  g_autoptr (GError) refusal = NULL;
  char *script = ts_code_write (ts_scenario_get_script (plan->scenario), &code_plan, map, &refusal);

  if (script == NULL)
    g_set_error_literal (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS, refusal->message);
  return script;
}

/* Isolated, without other people's packages, and leaving no compiled files behind. */
static char **
make_command (const TsPython *python, int plan_fd)
{
  g_autofree char *data = ts_places_get_data ();
  GStrvBuilder *builder = g_strv_builder_new ();
  g_autofree char *probe = g_build_filename (data, "python", NULL);
  g_autofree char *descriptor = g_strdup_printf ("%d", plan_fd);
  char **command;

  g_strv_builder_add_many (builder, python->path, "-I", "-S", "-B", probe, descriptor, NULL);
  command = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return command;
}

gboolean
ts_python_start_prepare (TsPythonStart *start, const TsRunPlan *plan, const ArenaView *view, GError **error)
{
  g_autoptr (TsCodeMap) map = NULL;
  g_autofree char *script = NULL;

  if (plan->scenario == NULL || !way_traits[plan->way].is_python)
    return TRUE;
  if (plan->pins != NULL && g_hash_table_size (plan->pins) > 0)
    {
      g_set_error_literal (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS,
                           _("Tasks were bound to cores by hand, which the script does not say: take that back, or choose another "
                             "way to run."));
      return FALSE;
    }
  start->python = ts_python_find (plan->way, error);
  if (start->python == NULL)
    return FALSE;
  script = write_script (plan, view, &map, error);
  if (script == NULL)
    return FALSE;
  start->plan_fd = ts_python_plan_make (view, script, map);
  if (start->plan_fd < 0)
    {
      g_set_error (error, TS_RUN_ERROR, TS_RUN_ERROR_RUNNER,
                   /* Translators: the system's reason */
                   _("The script cannot be handed to Python: %s."), g_strerror (errno));
      return FALSE;
    }
  start->command = make_command (start->python, start->plan_fd);
  return TRUE;
}

void
ts_python_start_clear (TsPythonStart *start)
{
  if (start->command != NULL)
    close (start->plan_fd);
  g_clear_pointer (&start->command, g_strfreev);
}
