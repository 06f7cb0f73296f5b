/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window with a timeline of known slices, under a real mouse and real keys.
 */
#pragma once

#include "app-hand.h"
#include "app-test.h"
#include "ts-lane-area-private.h"
#include "ts-timeline-private.h"
#include "ts-window-private.h"

G_BEGIN_DECLS

#define MS G_GINT64_CONSTANT (1000000)

/* Positions of the two tasks that do something. */
enum { ADAM, BAKER };

typedef struct {
  TsWindow *window;
  TsTimeline *timeline;
  TsViewport *viewport;
  TsRecording *recording;
} AppTimeline;

/* 100 ms of one core, the tasks Adam and Baker, the lock “document”, and n_more tasks that do nothing.  FALSE, and the
 * test is skipped, if there is no hand to move. */
gboolean app_timeline_set_up (AppTimeline *fixture, guint n_more);
void app_timeline_tear_down (AppTimeline *fixture);

/* Where a time, and the middle of a lane, are in the lanes. */
double app_timeline_get_x (AppTimeline *fixture, gint64 time_ns);
double app_timeline_get_y (AppTimeline *fixture, TsLaneId lane);
void app_timeline_point (AppTimeline *fixture, TsLaneId lane, gint64 time_ns);

void app_timeline_select_slice (AppTimeline *fixture, TsLaneId lane, int slice);

/* Whether a label below the widget holds the text. */
gboolean app_timeline_finds_text (GtkWidget *root, const char *text);

/* What a node of the lanes looks like; and how many bytes of two such pictures are further apart than rounding times to ns
 * explains. */
cairo_surface_t *app_timeline_draw_lanes (TsTimeline *timeline, GskRenderNode *node);
guint app_timeline_count_different (cairo_surface_t *a, cairo_surface_t *b);

typedef gboolean (*AppTimelineCheck) (AppTimeline *fixture);

/* Events come a moment after xdotool has made them. */
#define app_timeline_wait(fixture, check) app_timeline_wait_for (#check, (fixture), (check))
void app_timeline_wait_for (const char *what, AppTimeline *fixture, AppTimelineCheck check);

G_END_DECLS
