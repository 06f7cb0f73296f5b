/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-spread.h"

#include <glib/gi18n-lib.h>

#include "ts-time.h"

static int
compare_values (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

TsSpread
ts_spread_measure (const GArray *values)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = values->len;

  if (n == 0)
    return (TsSpread) { 0, 0, 0, 0 };
  g_array_append_vals (sorted, values->data, n);
  g_array_sort (sorted, compare_values);
  return (TsSpread) {
    .n = n,
    .low = g_array_index (sorted, gint64, 0),
    .median = (g_array_index (sorted, gint64, (n - 1) / 2) + g_array_index (sorted, gint64, n / 2)) / 2,
    .high = g_array_index (sorted, gint64, n - 1),
  };
}

char *
ts_spread_sentence (const TsSpread *spread)
{
  g_autofree char *low = ts_time_format (spread->low), *high = ts_time_format (spread->high);
  g_autofree char *median = ts_time_format (spread->median);

  return g_strdup_printf (ngettext ("%u run: median %s, from %s to %s.", "%u runs: median %s, from %s to %s.", spread->n),
                          spread->n, median, low, high);
}
