/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The way to run and its options, from the words of the command line.
 */
#pragma once

#include "ts-way.h"

G_BEGIN_DECLS

/* The way called `name`; NULL leaves *way alone.  False after a complaint that names those there are. */
gboolean cli_option_choose_way (const char *name, WayId *way);

/* Enters each "NAME=VALUE" of `settings` (may be NULL) into `options` (string → gint64*, both owned by the table).
 * False after a complaint. */
gboolean cli_option_read_all (WayId way, char **settings, GHashTable *options);

G_END_DECLS
