/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real runs for tests, on the machine that there is.
 */
#pragma once

#include "ts-run.h"

G_BEGIN_DECLS

/* Starts `program` as `plan` says, whose scenario is NULL; asserts that it can be.  (transfer full) */
TsRun *make_run (const char *program, const TsRunPlan *plan);

/* Iterates the main context until `condition` holds; fails the test if that takes more than a minute. */
void make_run_wait (TsRun *run, gboolean (*condition) (TsRun *run));

G_END_DECLS
