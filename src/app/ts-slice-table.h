/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every slice as a row of a table: what the timeline shows, for those who would rather read it.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"
#include "ts-slice-list.h"

G_BEGIN_DECLS

#define TS_TYPE_SLICE_TABLE (ts_slice_table_get_type ())
G_DECLARE_FINAL_TYPE (TsSliceTable, ts_slice_table, TS, SLICE_TABLE, GtkWidget)

/* Shows what the session's viewport shows, and selects in it.  Context of all: the main thread. */
TsSliceTable *ts_slice_table_new (TsSession *session);

/* Takes in what has come, or another recording or range. */
void ts_slice_table_refresh (TsSliceTable *self);

/* The rows with tabs between the columns, as many as can be pasted somewhere; free with g_free. */
char *ts_slice_table_to_text (TsSliceTable *self);

TsSliceList *ts_slice_table_get_list (TsSliceTable *self);       /* (transfer none) */
GtkSingleSelection *ts_slice_table_get_selection (TsSliceTable *self); /* (transfer none) */

G_END_DECLS
