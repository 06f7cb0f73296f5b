/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-time.h"

#include <glib/gi18n-lib.h>

/* `value` with three digits, as far as its decimals reach. */
static char *
print_value (double value, const char *unit)
{
  int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;

  return g_strdup_printf ("%.*f %s", decimals, value, unit);
}

char *
ts_time_format (gint64 time_ns)
{
  if (time_ns >= G_GINT64_CONSTANT (999500000))
    return print_value ((double) time_ns / 1e9, _("s"));
  if (time_ns >= 999500)
    return print_value ((double) time_ns / 1e6, _("ms"));
  if (time_ns > 0)
    return print_value ((double) time_ns / 1e3, _("µs"));
  return g_strdup_printf ("0 %s", _("s"));
}

char *
ts_time_format_instant (gint64 time_ns)
{
  return g_strdup_printf ("%.1f %s", (double) time_ns / 1e6, _("ms"));
}
