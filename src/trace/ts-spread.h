/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far runs of the same thing lie apart.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint n;
  gint64 low, median, high;   /* all 0 if n is */
} TsSpread;

/* Of values (gint64), which keep their order. */
TsSpread ts_spread_measure (const GArray *values);

/* "10 runs: median 3.05 s, from 2.98 s to 3.40 s.", of times in ns: translated.  Free with g_free. */
char *ts_spread_sentence (const TsSpread *spread);

G_END_DECLS
