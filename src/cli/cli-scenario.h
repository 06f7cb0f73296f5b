/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding scenarios, and saying what is wrong with them as compilers do.
 */
#pragma once

#include "ts-scenario.h"

G_BEGIN_DECLS

/* The scenario of the catalogue with that id, or the one in that file: what holds a "/" or ends
 * in ".scenario" is a file, and so is what is no id but exists.  NULL after a complaint. */
TsScenario *cli_scenario_find (const char *name);

/* The scenario in that file; NULL after every mistake in it has been printed. */
TsScenario *cli_scenario_load (const char *path);

/* Prints "PATH:LINE:COLUMN: error: …" for each TsDiagnostic, to standard error. */
void cli_scenario_print_mistakes (const char *path, const GPtrArray *diagnostics);

G_END_DECLS
