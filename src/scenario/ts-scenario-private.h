/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Internal to scenarios.
 */
#pragma once

#include "ts-scenario.h"

G_BEGIN_DECLS

/* Where the program's text begins in the source, in bytes. */
gsize ts_scenario_get_program_begin (TsScenario *self);

G_END_DECLS
