/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The printed lines of a recording, in order of time, as a list model whose items are made when they are seen.
 */
#pragma once

#include <gio/gio.h>

#include "ts-recording.h"

G_BEGIN_DECLS

/* One line: of whom, when, what. */
#define TS_TYPE_PRINT_ITEM (ts_print_item_get_type ())
G_DECLARE_FINAL_TYPE (TsPrintItem, ts_print_item, TS, PRINT_ITEM, GObject)

const TsPrint *ts_print_item_get_print (TsPrintItem *self);
const char *ts_print_item_get_task_name (TsPrintItem *self);
/* As it is copied: "12.3 ms", the task and the text, with tabs between them; free with g_free. */
char *ts_print_item_to_text (TsPrintItem *self);

#define TS_TYPE_PRINT_LIST (ts_print_list_get_type ())
G_DECLARE_FINAL_TYPE (TsPrintList, ts_print_list, TS, PRINT_LIST, GObject)

/* Context of all: the recording's owner. */
TsPrintList *ts_print_list_new (void);
void ts_print_list_set_recording (TsPrintList *self, TsRecording *recording); /* NULL: empty */

/* Takes in what has been printed since. */
void ts_print_list_update (TsPrintList *self);

/* How many lines were printed at or before time_ns. */
guint ts_print_list_count_until (TsPrintList *self, gint64 time_ns);

G_END_DECLS
