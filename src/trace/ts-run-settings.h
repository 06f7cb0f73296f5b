/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From what a run is to be to an arena that holds it: cores and parameters are checked, the program
 * is compiled.
 */
#pragma once

#include "ts-run.h"

G_BEGIN_DECLS

/* Makes the arena of `plan` on `machine` and enters into the recording's facts and settings what
 * is known before the run. False with TS_RUN_ERROR_SETTINGS or TS_RUN_ERROR_SOURCE and a
 * sentence if it cannot be run so, or TS_RUN_ERROR_RUNNER if the system refuses the memory.
 * Context: any thread. */
gboolean ts_run_settings_apply (const TsRunPlan *plan, const TsMachine *machine, ArenaView *view,
                                TsRecording *recording, GError **error);

G_END_DECLS
