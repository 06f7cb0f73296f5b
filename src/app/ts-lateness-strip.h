/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How late the last keys were: a bar each, from left to right, with a line where a hand begins to feel it.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-typed.h"

G_BEGIN_DECLS

/* From so much on a person notices that the computer does not answer at once (Miller, Response time in man-computer
 * conversational transactions, 1968; Nielsen, Usability Engineering, 1993, chapter 5.5). */
#define TS_LATENESS_FELT_NS G_GINT64_CONSTANT (100000000)

#define TS_TYPE_LATENESS_STRIP (ts_lateness_strip_get_type ())
G_DECLARE_FINAL_TYPE (TsLatenessStrip, ts_lateness_strip, TS, LATENESS_STRIP, GtkWidget)

/* Shows the first n_keys of `keys` (TsTypedKey, may be NULL), which are copied.  Context: the main thread. */
void ts_lateness_strip_show (TsLatenessStrip *self, const GArray *keys, guint n_keys);

G_END_DECLS
