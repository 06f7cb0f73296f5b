/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The machine as a map: sockets, physical cores, the cores in them; which of them a run may use, and which tasks
 * are bound to them.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_CORE_MAP (ts_core_map_get_type ())
G_DECLARE_FINAL_TYPE (TsCoreMap, ts_core_map, TS, CORE_MAP, GtkWidget)

/* The session that is shown and acted on, which the widget keeps; may be NULL.  Context of all: the main thread. */
void ts_core_map_set_session (TsCoreMap *self, TsSession *session);

/* "2 of 4 cores", and how many tasks are bound; free with g_free. */
char *ts_core_map_summarize (TsSession *session);

G_END_DECLS
