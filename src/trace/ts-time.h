/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Times in words, as sentences and tables show them.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long: "1.24 s", "83.0 ms", "45.0 µs", "0 s": three digits, translated.  Free with g_free.
 * Context: any thread, as for all functions here. */
char *ts_time_format (gint64 time_ns);

/* When, counted from the beginning of the run: "1292.3 ms".  Free with g_free. */
char *ts_time_format_instant (gint64 time_ns);

G_END_DECLS
