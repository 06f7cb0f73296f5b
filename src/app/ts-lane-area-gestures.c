/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mouse, touchpad and touch on the lanes.  What a key can do as well is an action of TsTimeline.
 */
#include "config.h"

#include "ts-lane-area-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { CLICK_PX = 4, GESTURE_END_MS = 400 };

static const double zoom_per_step = 1.25, pan_per_step = 0.1;

/* Evdev's codes of the keys W, A, S, D of a US keyboard, plus 8, as X11 and Wayland give them: the
 * same places on every layout. */
enum { KEY_W = 25, KEY_A = 38, KEY_S = 39, KEY_D = 40 };

static gboolean
on_zoom_over (gpointer data)
{
  TsLaneArea *self = data;

  self->zoom_source = 0;
  ts_viewport_end_gesture (self->viewport);
  return G_SOURCE_REMOVE;
}

/* Steps of a wheel that follow each other closely are one zoom, to be undone at once. */
static void
join_steps (TsLaneArea *self)
{
  if (self->zoom_source != 0)
    g_source_remove (self->zoom_source);
  else
    ts_viewport_begin_gesture (self->viewport);
  self->zoom_source = g_timeout_add (GESTURE_END_MS, on_zoom_over, self);
}

static void
on_scroll_begin (TsLaneArea *self)
{
  self->in_scroll = TRUE;
  self->scroll_axis = -1;
}

static void
on_scroll_end (TsLaneArea *self)
{
  self->in_scroll = FALSE;
}

/* Along time or over lanes: a swipe keeps to the one that it began with. */
static GtkOrientation
choose_axis (TsLaneArea *self, double dx, double dy)
{
  GtkOrientation axis = fabs (dx) > fabs (dy) ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;

  if (!self->in_scroll)
    return axis;
  if (self->scroll_axis < 0)
    self->scroll_axis = (int) axis;
  return (GtkOrientation) self->scroll_axis;
}

static gboolean
on_scroll (TsLaneArea *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  double amount = dx != 0 ? dx : dy;

  if (self->viewport == NULL)
    return FALSE;
  if (state & GDK_CONTROL_MASK)
    {
      join_steps (self);
      ts_viewport_zoom (self->viewport, pow (zoom_per_step, -amount), ts_lane_area_get_zoom_centre (self));
      return TRUE;
    }
  if (!(state & GDK_SHIFT_MASK) && choose_axis (self, dx, dy) == GTK_ORIENTATION_VERTICAL)
    return FALSE;   /* the scrolled window moves the lanes */
  join_steps (self);
  ts_viewport_pan (self->viewport, amount * pan_per_step);
  return TRUE;
}

static void
on_pinch_begin (TsLaneArea *self)
{
  self->pinch_scale = 1;
  ts_viewport_begin_gesture (self->viewport);
}

static void
on_pinch (TsLaneArea *self, double scale, GtkGestureZoom *pinch)
{
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (pinch), &x, &y) || scale <= 0)
    return;
  ts_viewport_zoom (self->viewport, scale / self->pinch_scale, ts_axis_to_ns (&self->axis, x));
  self->pinch_scale = scale;
}

static void
on_pinch_end (TsLaneArea *self)
{
  ts_viewport_end_gesture (self->viewport);
}

static void
on_motion (TsLaneArea *self, double x, double y)
{
  if (self->viewport != NULL)
    ts_lane_area_set_pointer (self, TRUE, x, y);
}

static void
on_leave (TsLaneArea *self)
{
  if (self->viewport != NULL)
    ts_lane_area_set_pointer (self, FALSE, 0, 0);
}

static void
select_hit (TsLaneArea *self, const TsLaneHit *hit)
{
  TsSelection selection = { .slice = -1 };

  if (hit->row != NULL)
    selection.lane = hit->row->lane;
  selection.slice = hit->slice;
  ts_viewport_select (self->viewport, &selection);
}

static void
zoom_to_slice (TsLaneArea *self, const TsLaneHit *hit)
{
  const TsLane *lane;
  const TsSlice *slice;
  gint64 margin_ns;

  if (hit->row == NULL || hit->slice < 0)
    return;
  lane = ts_lane_id_get_lane (hit->row->lane, ts_timeline_rows_get_recording (self->rows));
  slice = ts_lane_get_slice (lane, (guint) hit->slice);
  margin_ns = MAX ((slice->end_ns - slice->begin_ns) / 4, TS_VIEWPORT_LEAST_NS);
  ts_viewport_show (self->viewport, slice->begin_ns - margin_ns, slice->end_ns + margin_ns);
}

static void
on_pressed (TsLaneArea *self, int n_press, double x, double y)
{
  TsLaneHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->viewport == NULL || n_press != 2)
    return;
  hit = ts_lane_area_pick (self, x, y);
  zoom_to_slice (self, &hit);
}

static void
on_released (TsLaneArea *self, int n_press, double x, double y)
{
  TsLaneHit hit;

  if (self->viewport == NULL || n_press != 1)
    return;
  hit = ts_lane_area_pick (self, x, y);
  if (hit.row != NULL && hit.row->lane.kind == TS_LANE_NONE)
    ts_timeline_rows_set_folded (self->rows, hit.row->group,
                                 !ts_timeline_rows_get_folded (self->rows, hit.row->group));
  else
    select_hit (self, &hit);
}

static void
on_drag_begin (TsLaneArea *self, double x, double y)
{
  self->drag = TS_DRAG_NONE;
  self->drag_x = x;
  self->drag_y = y;
}

/* What a drag does is known when it has gone far enough to be no click. */
static void
start_drag (TsLaneArea *self, GtkGestureDrag *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  TsLaneHit hit = ts_lane_area_pick (self, self->drag_x, self->drag_y);
  gboolean pans = button == GDK_BUTTON_MIDDLE || (state & GDK_SHIFT_MASK);

  if (hit.on_name && !pans)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->drag = pans ? TS_DRAG_PAN : TS_DRAG_RANGE;
  self->drag_ns = hit.time_ns;
  self->pan_begin_ns = self->axis.begin_ns;
  self->pan_width_ns = self->axis.end_ns - self->axis.begin_ns;
  if (pans)
    ts_viewport_begin_gesture (self->viewport);
  ts_lane_area_set_pointer (self, FALSE, 0, 0);
}

static void
drag_range (TsLaneArea *self, double x)
{
  gint64 time_ns = ts_axis_to_ns (&self->axis, CLAMP (x, self->axis.x_px, self->axis.x_px + self->axis.width_px));
  const TsSelection *old = ts_viewport_get_selection (self->viewport);
  TsSelection selection = { old->lane, -1, MIN (time_ns, self->drag_ns), MAX (time_ns, self->drag_ns) };

  ts_viewport_select (self->viewport, &selection);
}

static void
drag_pan (TsLaneArea *self, double dx)
{
  gint64 begin_ns = self->pan_begin_ns - (gint64) (dx / self->axis.width_px * (double) self->pan_width_ns);

  ts_viewport_show (self->viewport, begin_ns, begin_ns + self->pan_width_ns);
}

static void
on_drag_update (TsLaneArea *self, double dx, double dy, GtkGestureDrag *gesture)
{
  if (self->viewport == NULL)
    return;
  if (self->drag == TS_DRAG_NONE && hypot (dx, dy) > CLICK_PX)
    start_drag (self, gesture);
  if (self->drag == TS_DRAG_RANGE)
    drag_range (self, self->drag_x + dx);
  else if (self->drag == TS_DRAG_PAN)
    drag_pan (self, dx);
}

static void
on_drag_end (TsLaneArea *self)
{
  if (self->drag == TS_DRAG_PAN)
    ts_viewport_end_gesture (self->viewport);
  self->drag = TS_DRAG_NONE;
}

static GMenuModel *
make_menu (TsLaneArea *self, TsLaneId lane)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();

  if (lane.kind != TS_LANE_NONE)
    {
      g_autoptr (GMenu) one = g_menu_new ();
      gboolean is_pinned = ts_timeline_rows_get_pinned (self->rows, lane);

      g_menu_append (one, is_pinned ? _("Un_pin") : _("_Pin to Top"), "timeline.pin");
      g_menu_append (one, _("Move _Up"), "timeline.move-up");
      g_menu_append (one, _("Move _Down"), "timeline.move-down");
      g_menu_append (one, _("_Hide"), "timeline.hide");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (one));
    }
  g_menu_append (all, _("Add a _Note…"), "timeline.note");
  g_menu_append (all, _("Show Hidden _Lanes"), "timeline.show-hidden");
  g_menu_append (all, _("Show the _Whole Run"), "timeline.show-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  return G_MENU_MODEL (menu);
}

void
ts_lane_area_show_menu (TsLaneArea *self, double x, double y)
{
  TsLaneHit hit = ts_lane_area_pick (self, x, y);
  g_autoptr (GMenuModel) model = NULL;

  if (hit.row != NULL && hit.row->lane.kind != TS_LANE_NONE
      && !ts_lane_id_equal (hit.row->lane, ts_viewport_get_selection (self->viewport)->lane))
    select_hit (self, &hit);
  model = make_menu (self, hit.row != NULL ? hit.row->lane : (TsLaneId) { TS_LANE_NONE, 0 });
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_menu_pressed (TsLaneArea *self, int n_press, double x, double y)
{
  if (self->viewport != NULL)
    ts_lane_area_show_menu (self, x, y);
}

static gboolean
on_key (TsLaneArea *self, guint key, guint code, GdkModifierType state)
{
  const char *action = code == KEY_W   ? "timeline.zoom-in"
                       : code == KEY_S ? "timeline.zoom-out"
                       : code == KEY_A ? "timeline.pan-back"
                       : code == KEY_D ? "timeline.pan-on"
                                       : NULL;

  if (action == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)))
    return FALSE;
  return gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static void
add_pointer (TsLaneArea *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (scroll, "scroll-begin", G_CALLBACK (on_scroll_begin), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect_swapped (scroll, "scroll-end", G_CALLBACK (on_scroll_end), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  g_signal_connect_swapped (pinch, "end", G_CALLBACK (on_pinch_end), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

void
ts_lane_area_add_gestures (TsLaneArea *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new (), *menu = gtk_gesture_click_new ();

  add_pointer (self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect_swapped (menu, "pressed", G_CALLBACK (on_menu_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
}

void
ts_lane_area_drop_gestures (TsLaneArea *self)
{
  if (self->zoom_source != 0)
    ts_viewport_end_gesture (self->viewport);
  g_clear_handle_id (&self->zoom_source, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
}
