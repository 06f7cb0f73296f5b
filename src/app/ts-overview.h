/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole run in one strip: how many cores were busy, in the colours of the tasks, with a frame
 * round the window that the lanes show.  The frame is dragged, and resized by its edges.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-timeline-rows.h"

G_BEGIN_DECLS

#define TS_TYPE_OVERVIEW (ts_overview_get_type ())
G_DECLARE_FINAL_TYPE (TsOverview, ts_overview, TS, OVERVIEW, GtkWidget)

/* What is shown; kept.  Context: the main thread. */
void ts_overview_set_view (TsOverview *self, TsViewport *viewport, TsTimelineRows *rows);

G_END_DECLS
