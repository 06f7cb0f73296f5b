/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What came of a scenario that was run in all ways, as a table or as JSON.
 */
#pragma once

#include "cli-json.h"
#include "ts-every-way.h"

G_BEGIN_DECLS

/* The name that stands for all ways that suit the scenario. */
#define CLI_EVERY_WAY "all"

/* The table, the verdict and what the columns mean; free with g_free. */
char *cli_every_way_print (const TsEveryWay *every);

/* The members "ways" (an array) and "verdict" of the object that was begun. */
void cli_every_way_write_json (const TsEveryWay *every, CliJson *json);

G_END_DECLS
