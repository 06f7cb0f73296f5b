/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "make-run.h"

enum { LIMIT_S = 60 };

static gboolean
on_limit (gpointer data)
{
  g_error ("not within %d s", LIMIT_S);
  return G_SOURCE_REMOVE;
}

/* Runs borrow it, so it stays until the end. */
static const TsMachine *
get_machine (void)
{
  static TsMachine *machine;

  if (machine == NULL)
    machine = ts_machine_new ();
  return machine;
}

TsRun *
make_run (const char *program, const TsRunPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario = ts_scenario_new_from_data (program, -1, "test.scenario", NULL, &error);
  TsRunPlan whole = *plan;
  TsRun *run;

  g_assert_no_error (error);
  whole.scenario = scenario;
  run = ts_run_start (&whole, get_machine (), &error);
  g_assert_no_error (error);
  return run;
}

void
make_run_wait (TsRun *run, gboolean (*condition) (TsRun *run))
{
  guint limit = g_timeout_add_seconds (LIMIT_S, on_limit, NULL);

  while (!condition (run))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}
