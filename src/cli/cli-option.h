/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The way to run and its options, from the words of the command line.
 */
#pragma once

#include "ts-scenario.h"

G_BEGIN_DECLS

/* The way called `name`; NULL leaves *way alone.  False after a complaint that names those there are. */
gboolean cli_option_choose_way (const char *name, WayId *way);

/* Enters each "NAME=VALUE" of `settings` (may be NULL) into `options` (string → gint64*, both owned by the table).
 * False after a complaint. */
gboolean cli_option_read_all (WayId way, char **settings, GHashTable *options);

/* The same for a run in all ways that suit `scenario`: each setting must be one of at least one of them. */
gboolean cli_option_check_every (TsScenario *scenario, char **settings);

/* Enters those of `settings` that the way has, which are good. */
void cli_option_read_known (WayId way, char **settings, GHashTable *options);

G_END_DECLS
