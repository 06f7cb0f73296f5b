/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline: overview, ruler, lanes of cores, tasks and objects, legend.
 *
 * Property: presenting (lanes and text large enough for a slide).
 * Actions: "timeline.*", see ts-timeline-actions.c.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_TIMELINE (ts_timeline_get_type ())
G_DECLARE_FINAL_TYPE (TsTimeline, ts_timeline, TS, TIMELINE, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread, as for
 * all functions here. */
void ts_timeline_set_session (TsTimeline *self, TsSession *session);

/* Instead of a session: what is shown when it is not what the window looks at. */
void ts_timeline_set_viewport (TsTimeline *self, TsViewport *viewport);

/* Two timelines above each other: one axis, one zoom, lanes alone (no overview, legend or status). */
void ts_timeline_link (TsTimeline *above, TsTimeline *below);

/* The height of names, for a timeline that is presented. */
void ts_timeline_set_text_px (TsTimeline *self, double px);

void ts_timeline_set_presenting (TsTimeline *self, gboolean presenting);
gboolean ts_timeline_get_presenting (TsTimeline *self);

/* Whether overview and legend are shown, as they are at first; without them the lanes have their room. */
void ts_timeline_set_is_complete (TsTimeline *self, gboolean is_complete);

G_END_DECLS
