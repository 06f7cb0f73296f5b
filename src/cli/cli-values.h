/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values of parameters, from the words of the command line.
 */
#pragma once

#include "ts-scenario.h"

G_BEGIN_DECLS

/* Enters each "NAME=VALUE" of `settings` (may be NULL) into `values` (string → gint64*, both owned by the table), if it
 * is a parameter of the scenario and within its range.  False after a complaint. */
gboolean cli_values_read (TsScenario *scenario, char **settings, GHashTable *values);

G_END_DECLS
