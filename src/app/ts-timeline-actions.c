/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline.* actions.  The keys are those of the lanes, which know the place of W, A, S and D;
 * see ts-lane-area-keys.c.
 */
#include "config.h"

#include "ts-timeline-private.h"

#include <glib/gi18n-lib.h>

#include "ts-timeline-navigate.h"

static const double zoom_step = 1.5, pan_step = 0.25, size_step = 1.15;

/* What an action does, with a number that tells its two directions apart. */
typedef void (*Act) (TsTimeline *self, int by);

static void
zoom (TsTimeline *self, int by)
{
  ts_viewport_zoom (self->viewport, by > 0 ? zoom_step : 1 / zoom_step, ts_lane_area_get_zoom_centre (self->lanes));
}

static void
pan (TsTimeline *self, int by)
{
  ts_viewport_pan (self->viewport, by * pan_step);
}

static void
show_all (TsTimeline *self, int by)
{
  ts_viewport_show_all (self->viewport);
}

static void
undo_zoom (TsTimeline *self, int by)
{
  if (!(by < 0 ? ts_viewport_undo (self->viewport) : ts_viewport_redo (self->viewport)))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* An action that finds nothing to do says so. */
static void
bell_unless (TsTimeline *self, gboolean done)
{
  if (!done)
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
step_slice (TsTimeline *self, int by)
{
  bell_unless (self, ts_timeline_step_slice (self->viewport, self->rows, by));
}

static void
step_lane (TsTimeline *self, int by)
{
  bell_unless (self, ts_timeline_step_lane (self->viewport, self->rows, by));
}

static void
step_event (TsTimeline *self, int by)
{
  bell_unless (self, ts_timeline_step_event (self->viewport, by));
}

static void
follow_wake (TsTimeline *self, int by)
{
  bell_unless (self, ts_timeline_follow_wake (self->viewport, by));
}

static void
centre (TsTimeline *self, int by)
{
  bell_unless (self, ts_timeline_centre (self->viewport));
}

static void
clear (TsTimeline *self, int by)
{
  ts_viewport_clear_selection (self->viewport);
}

static void
note (TsTimeline *self, int by)
{
  ts_timeline_ask_note (self);
}

static void
find (TsTimeline *self, int by)
{
  ts_timeline_start_find (self);
}

static TsLaneId
get_selected_lane (TsTimeline *self)
{
  return ts_viewport_get_selection (self->viewport)->lane;
}

static void
pin (TsTimeline *self, int by)
{
  TsLaneId lane = get_selected_lane (self);

  ts_timeline_rows_set_pinned (self->rows, lane, !ts_timeline_rows_get_pinned (self->rows, lane));
}

static void
move_lane (TsTimeline *self, int by)
{
  TsLaneId lane = get_selected_lane (self);

  bell_unless (self, lane.kind != TS_LANE_NONE && ts_timeline_rows_move (self->rows, lane, by));
}

static void
hide (TsTimeline *self, int by)
{
  TsLaneId lane = get_selected_lane (self);

  ts_timeline_rows_hide (self->rows, lane);
  ts_viewport_clear_selection (self->viewport);
}

static void
show_hidden (TsTimeline *self, int by)
{
  ts_timeline_rows_show_hidden (self->rows);
}

/* The group of the selected lane; without one, all. */
static void
fold (TsTimeline *self, int by)
{
  TsLaneId lane = get_selected_lane (self);
  TsLaneKind first = lane.kind != TS_LANE_NONE ? lane.kind : TS_LANE_CORE;
  TsLaneKind last = lane.kind != TS_LANE_NONE ? lane.kind : TS_LANE_OBJECT;
  gboolean folded = !ts_timeline_rows_get_folded (self->rows, first);

  for (TsLaneKind group = first; group <= last; group++)
    ts_timeline_rows_set_folded (self->rows, group, folded);
}

static void
resize (TsTimeline *self, int by)
{
  self->size = by == 0 ? 1 : CLAMP (self->size * (by > 0 ? size_step : 1 / size_step), 0.6, 3);
  ts_timeline_update_size (self);
}

static const struct {
  const char *name;
  Act act;
  int by;
} actions[] = {
  { "timeline.zoom-in", zoom, 1 },
  { "timeline.zoom-out", zoom, -1 },
  { "timeline.pan-back", pan, -1 },
  { "timeline.pan-on", pan, 1 },
  { "timeline.show-all", show_all, 0 },
  { "timeline.undo-zoom", undo_zoom, -1 },
  { "timeline.redo-zoom", undo_zoom, 1 },
  { "timeline.previous-slice", step_slice, -1 },
  { "timeline.next-slice", step_slice, 1 },
  { "timeline.previous-lane", step_lane, -1 },
  { "timeline.next-lane", step_lane, 1 },
  { "timeline.previous-event", step_event, -1 },
  { "timeline.next-event", step_event, 1 },
  { "timeline.follow-cause", follow_wake, -1 },
  { "timeline.follow-effect", follow_wake, 1 },
  { "timeline.centre", centre, 0 },
  { "timeline.clear", clear, 0 },
  { "timeline.note", note, 0 },
  { "timeline.find", find, 0 },
  { "timeline.pin", pin, 0 },
  { "timeline.move-up", move_lane, -1 },
  { "timeline.move-down", move_lane, 1 },
  { "timeline.hide", hide, 0 },
  { "timeline.show-hidden", show_hidden, 0 },
  { "timeline.fold", fold, 0 },
  { "timeline.larger", resize, 1 },
  { "timeline.smaller", resize, -1 },
  { "timeline.usual-size", resize, 0 },
};

static void
on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsTimeline *self = TS_TIMELINE (widget);

  if (self->viewport == NULL || ts_viewport_get_recording (self->viewport) == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      actions[i].act (self, actions[i].by);
}

void
ts_timeline_install_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, on_action);
}
