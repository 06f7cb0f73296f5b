/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ts-scenario-end.h"

static const char * const names[] = {
  [TS_SCENARIO_ENDS_IN_DEADLOCK] = "deadlock",
  [TS_SCENARIO_ENDS_IN_CRASH] = "crash",
};

const char *
ts_scenario_end_get_name (TsScenarioEnd end)
{
  return end < G_N_ELEMENTS (names) ? names[end] : NULL;
}

gboolean
ts_scenario_end_find (const char *name, TsScenarioEnd *end)
{
  for (guint i = TS_SCENARIO_ENDS_IN_DEADLOCK; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      {
        *end = (TsScenarioEnd) i;
        return TRUE;
      }
  return FALSE;
}
