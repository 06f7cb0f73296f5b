/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figures of two runs and their difference: a column for each figure.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-recording.h"

G_BEGIN_DECLS

#define TS_TYPE_COMPARE_TABLE (ts_compare_table_get_type ())
G_DECLARE_FINAL_TYPE (TsCompareTable, ts_compare_table, TS, COMPARE_TABLE, GtkWidget)

/* NULL: that run has no figures (yet).  Context: the main thread. */
void ts_compare_table_show (TsCompareTable *self, TsRecording *first, TsRecording *second);

/* What stands there, lines of cells with tabs between them.  Free with g_free. */
char *ts_compare_table_to_text (TsCompareTable *self);

G_END_DECLS
