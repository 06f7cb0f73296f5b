/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a run is meant to end, as a scenario file says in "ends".
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  TS_SCENARIO_ENDS_WELL,
  TS_SCENARIO_ENDS_IN_DEADLOCK,
  TS_SCENARIO_ENDS_IN_CRASH,
} TsScenarioEnd;

/* "deadlock", "crash", as in files; NULL for TS_SCENARIO_ENDS_WELL.  Context, for both: any thread. */
const char *ts_scenario_end_get_name (TsScenarioEnd end);

/* The end of that name; FALSE, with *end left alone, if there is none. */
gboolean ts_scenario_end_find (const char *name, TsScenarioEnd *end);

G_END_DECLS
