/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window looks at: the recording, the visible part of its time, the instant that bars,
 * program and lanes show, and what is selected.  Every view of a window shares one; whoever changes
 * it is not asked who listens.
 *
 * Properties (all notify): recording, begin-ns, end-ns, instant-ns, follows.
 * Signals: "selection-changed", "grown" (the recording has new slices: at most once a frame).
 */
#pragma once

#include "ts-lane-id.h"

G_BEGIN_DECLS

#define TS_TYPE_VIEWPORT (ts_viewport_get_type ())
G_DECLARE_FINAL_TYPE (TsViewport, ts_viewport, TS, VIEWPORT, GObject)

/* The shortest window that can be seen. */
#define TS_VIEWPORT_LEAST_NS 100

/* What is selected: a lane (kind TS_LANE_NONE: none), a slice of it (position, -1: none), and a
 * range of time (empty: none).  A value. */
typedef struct {
  TsLaneId lane;
  int slice;
  gint64 begin_ns, end_ns;
} TsSelection;

/* Context of all: the main thread. */
TsViewport *ts_viewport_new (void);

/* The recording that is shown; NULL: none.  Another one resets window, instant and selection. */
void ts_viewport_set_recording (TsViewport *self, TsRecording *recording);
TsRecording *ts_viewport_get_recording (TsViewport *self);  /* (transfer none) (nullable) */

/* How long the run is so far: the end of all that can be shown, at least 1. */
gint64 ts_viewport_get_length_ns (TsViewport *self);
/* The head of a live run; 0 when the run is over and the recording tells. */
void ts_viewport_set_head_ns (TsViewport *self, gint64 head_ns);
gboolean ts_viewport_is_live (TsViewport *self);

/* From now on both show the same window of time, which is as long as the longer of their runs at most, undo the same
 * steps, and have their playheads at the same time; recordings and selections stay their own.  Once for each. */
void ts_viewport_link (TsViewport *self, TsViewport *other);

/* The visible window; what does not fit is moved into the run and shortened. */
void ts_viewport_show (TsViewport *self, gint64 begin_ns, gint64 end_ns);
gint64 ts_viewport_get_begin_ns (TsViewport *self);
gint64 ts_viewport_get_end_ns (TsViewport *self);
void ts_viewport_show_all (TsViewport *self);
/* Zooms by `factor` (> 1: nearer) so that `about_ns` stays where it is. */
void ts_viewport_zoom (TsViewport *self, double factor, gint64 about_ns);
/* Moves by a share of the window's width (> 0: later). */
void ts_viewport_pan (TsViewport *self, double share);
/* Moves just as far as needed for time_ns to be seen. */
void ts_viewport_reveal (TsViewport *self, gint64 time_ns);
/* For playing: sets the instant, and from the last quarter of the window on takes the window along; no step of
 * undo. */
void ts_viewport_carry (TsViewport *self, gint64 instant_ns);
/* Goes back to the window before the last zoom or jump; FALSE if there is none. */
gboolean ts_viewport_undo (TsViewport *self);
gboolean ts_viewport_redo (TsViewport *self);

/* What happens between the two (the steps of a drag, of a pinch) is undone at once; may be nested. */
void ts_viewport_begin_gesture (TsViewport *self);
void ts_viewport_end_gesture (TsViewport *self);

/* Live: the window keeps its width, or shows the whole run if it did, and room that the run has yet to fill; it stands
 * still until that is full. */
void ts_viewport_set_follows (TsViewport *self, gboolean follows);
gboolean ts_viewport_get_follows (TsViewport *self);

/* The instant that is shown: the head of a live run that is followed, else the playhead. */
void ts_viewport_set_instant_ns (TsViewport *self, gint64 instant_ns);
gint64 ts_viewport_get_instant_ns (TsViewport *self);

void ts_viewport_select (TsViewport *self, const TsSelection *selection);
const TsSelection *ts_viewport_get_selection (TsViewport *self);
void ts_viewport_select_lane (TsViewport *self, TsLaneId lane);
void ts_viewport_clear_selection (TsViewport *self);

/* The recording has grown: emits "grown", moves on what follows. */
void ts_viewport_grow (TsViewport *self);

G_END_DECLS
