/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Going from slice to slice, event to event and task to task with the selection and the playhead.
 */
#pragma once

#include "ts-timeline-rows.h"

G_BEGIN_DECLS

/* Selects the next slice (by > 0) or the one before of the selected lane, or, if there is no
 * selected slice, the one at the instant that is shown; moves the window to it.  FALSE if there is
 * none.  Context of all: the main thread. */
gboolean ts_timeline_step_slice (TsViewport *viewport, TsTimelineRows *rows, int by);

/* Selects the lane below (by > 0) or above, and its slice at the time of the selected one. */
gboolean ts_timeline_step_lane (TsViewport *viewport, TsTimelineRows *rows, int by);

/* Moves the playhead to where the next slice (by > 0) or the one before begins: of the selected
 * lane, else of any task. */
gboolean ts_timeline_step_event (TsViewport *viewport, int by);

/* Selects the slice in which another task let the selected one go on (by < 0), or that it let go on
 * (by > 0).  FALSE if nobody is known. */
gboolean ts_timeline_follow_wake (TsViewport *viewport, int by);

/* Shows the selection in the middle; if it is there already, as large as fits. */
gboolean ts_timeline_centre (TsViewport *viewport);

/* What is selected, as a time: the range, or the slice; FALSE if there is none. */
gboolean ts_timeline_get_selected_time (TsViewport *viewport, gint64 *begin_ns, gint64 *end_ns);

/* What the selected slice (or what lies at the instant, if only a lane is selected) says, "" if
 * nothing is selected.  Free with g_free. */
char *ts_timeline_describe_selection (TsViewport *viewport);

/* "Observed by the kernel, edges ±4 µs · 0 records lost": how the recording was made; "" if nothing tells.
 * Free with g_free. */
char *ts_timeline_describe_source (TsRecording *recording);

G_END_DECLS
