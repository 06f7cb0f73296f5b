/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline: overview, ruler, lanes of cores, tasks and objects, legend.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_TIMELINE (ts_timeline_get_type ())
G_DECLARE_FINAL_TYPE (TsTimeline, ts_timeline, TS, TIMELINE, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread. */
void ts_timeline_set_session (TsTimeline *self, TsSession *session);

G_END_DECLS
