/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the words of the command line to what a run is to be.
 */
#pragma once

#include "ts-run.h"

G_BEGIN_DECLS

/* The options as they were given; NULL: not given. */
typedef struct {
  char *way;
  char *source;
  char *cores;
  char *seed;
  char **values;   /* "NAME=VALUE", of the scenario */
  char **options;  /* the same, of the way */
} CliWishes;

void cli_wishes_clear (CliWishes *wishes);

/* TRUE if all ways that suit the scenario are wanted. */
gboolean cli_wishes_want_every_way (const CliWishes *wishes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliWishes, cli_wishes_clear)

/* Fills in `plan`, whose scenario is set already, and `values` and `options`, which it then borrows (string →
 * gint64*, both owned by the table).  If all ways are wanted, way and options are for the caller to set.  False after a complaint. */
gboolean cli_plan_make (const CliWishes *wishes, GHashTable *values, GHashTable *options, TsRunPlan *plan);

G_END_DECLS
