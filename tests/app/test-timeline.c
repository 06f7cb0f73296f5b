/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline under a real mouse and real keys: what DESIGN promises of each.
 */
#include "config.h"

#include "app-timeline.h"

static const TsLaneId core = { TS_LANE_CORE, 0 }, task_a = { TS_LANE_TASK, ADAM }, task_b = { TS_LANE_TASK, BAKER };

static gint64
get_width_ns (AppTimeline *fixture)
{
  return ts_viewport_get_end_ns (fixture->viewport) - ts_viewport_get_begin_ns (fixture->viewport);
}

/* Until it lies there to a pixel. */
static gboolean
lies_at (AppTimeline *fixture, gint64 time_ns, double x)
{
  return ABS (app_timeline_get_x (fixture, time_ns) - x) < 1.5;
}

static gboolean
is_zoomed (AppTimeline *fixture)
{
  return get_width_ns (fixture) < 99 * MS;
}

/* But for what zooming to and fro rounds off. */
static gboolean
is_whole (AppTimeline *fixture)
{
  return ts_viewport_get_begin_ns (fixture->viewport) < MS / 100
         && ts_viewport_get_end_ns (fixture->viewport) > 100 * MS - MS / 100;
}

static gboolean
is_scrolled (AppTimeline *fixture)
{
  return ts_lane_area_get_scroll (fixture->timeline->lanes) > 0;
}

static void
test_wheel_scrolls_lanes (void)
{
  AppTimeline fixture;
  gint64 begin_ns, end_ns;

  if (app_timeline_set_up (&fixture, 60))
    {
      begin_ns = ts_viewport_get_begin_ns (fixture.viewport);
      end_ns = ts_viewport_get_end_ns (fixture.viewport);
      app_timeline_point (&fixture, task_a, 50 * MS);
      app_hand_do ("click 5");
      app_timeline_wait (&fixture, is_scrolled);
      g_assert_cmpint (ts_viewport_get_begin_ns (fixture.viewport), ==, begin_ns);
      g_assert_cmpint (ts_viewport_get_end_ns (fixture.viewport), ==, end_ns);
    }
  app_timeline_tear_down (&fixture);
}

static gboolean
is_later (AppTimeline *fixture)
{
  return ts_viewport_get_begin_ns (fixture->viewport) > 30 * MS;
}

static gboolean
is_earlier (AppTimeline *fixture)
{
  return ts_viewport_get_begin_ns (fixture->viewport) < 30 * MS;
}

static void
test_shift_wheel_pans (void)
{
  AppTimeline fixture;

  if (app_timeline_set_up (&fixture, 60))
    {
      ts_viewport_show (fixture.viewport, 30 * MS, 50 * MS);
      app_timeline_point (&fixture, task_a, 40 * MS);
      app_hand_do ("keydown shift click 5 keyup shift");
      app_timeline_wait (&fixture, is_later);
      app_hand_do ("keydown shift click --repeat 2 4 keyup shift");
      app_timeline_wait (&fixture, is_earlier);
      g_assert_cmpint (get_width_ns (&fixture), ==, 20 * MS);
      g_assert_cmpfloat (ts_lane_area_get_scroll (fixture.timeline->lanes), ==, 0);
    }
  app_timeline_tear_down (&fixture);
}

static void
test_control_wheel_zooms_at_pointer (void)
{
  AppTimeline fixture;
  gint64 begin_ns, end_ns;
  double x;

  if (app_timeline_set_up (&fixture, 0))
    {
      begin_ns = ts_viewport_get_begin_ns (fixture.viewport);
      end_ns = ts_viewport_get_end_ns (fixture.viewport);
      app_timeline_point (&fixture, task_a, 30 * MS);
      x = app_timeline_get_x (&fixture, 30 * MS);
      app_hand_do ("keydown ctrl click --repeat 4 --delay 20 4 keyup ctrl");
      app_timeline_wait (&fixture, is_zoomed);
      g_assert_true (lies_at (&fixture, 30 * MS, x));
      /* The steps are one. */
      app_hand_key ("ctrl+z");
      app_timeline_wait (&fixture, is_whole);
      g_assert_cmpint (ts_viewport_get_begin_ns (fixture.viewport), ==, begin_ns);
      g_assert_cmpint (ts_viewport_get_end_ns (fixture.viewport), ==, end_ns);
      app_hand_key ("ctrl+shift+z");
      app_timeline_wait (&fixture, is_zoomed);
    }
  app_timeline_tear_down (&fixture);
}

static void
test_keys_zoom_and_pan (void)
{
  AppTimeline fixture;

  if (app_timeline_set_up (&fixture, 0))
    {
      app_hand_key ("w");
      app_timeline_wait (&fixture, is_zoomed);
      app_hand_key ("Home");
      app_timeline_wait (&fixture, is_whole);
      app_hand_key ("plus");
      app_timeline_wait (&fixture, is_zoomed);
      app_hand_key ("minus");
      app_timeline_wait (&fixture, is_whole);
      ts_viewport_show (fixture.viewport, 30 * MS, 50 * MS);
      app_hand_key ("d");
      app_timeline_wait (&fixture, is_later);
      app_hand_do ("key a a");
      app_timeline_wait (&fixture, is_earlier);
      app_hand_do ("key ctrl+Right ctrl+Right");
      app_timeline_wait (&fixture, is_later);
      g_assert_cmpint (get_width_ns (&fixture), ==, 20 * MS);
      app_hand_do ("key s s s s s");
      app_timeline_wait (&fixture, is_whole);
    }
  app_timeline_tear_down (&fixture);
}

static gboolean
has_selection (AppTimeline *fixture)
{
  return ts_viewport_get_selection (fixture->viewport)->lane.kind != TS_LANE_NONE;
}

static gboolean
has_none (AppTimeline *fixture)
{
  return !has_selection (fixture);
}

static void
assert_selected (AppTimeline *fixture, TsLaneId lane, int slice)
{
  const TsSelection *selection = ts_viewport_get_selection (fixture->viewport);

  g_assert_cmpint (selection->lane.kind, ==, lane.kind);
  g_assert_cmpuint (selection->lane.index, ==, lane.index);
  g_assert_cmpint (selection->slice, ==, slice);
}

static gboolean
is_waiting_selected (AppTimeline *fixture)
{
  return ts_viewport_get_selection (fixture->viewport)->slice == 1
         && ts_lane_id_equal (ts_viewport_get_selection (fixture->viewport)->lane, task_a);
}

static gboolean
is_b_selected (AppTimeline *fixture)
{
  return ts_lane_id_equal (ts_viewport_get_selection (fixture->viewport)->lane, task_b);
}

static gboolean
is_core_selected (AppTimeline *fixture)
{
  return ts_lane_id_equal (ts_viewport_get_selection (fixture->viewport)->lane, core);
}

/* Slice by slice, lane by lane; the lanes say what is there. */
static void
test_arrows (void)
{
  AppTimeline fixture;
  const char *sentence;

  if (app_timeline_set_up (&fixture, 0))
    {
      app_timeline_select_slice (&fixture, task_a, 0);
      app_hand_key ("Right");
      app_timeline_wait (&fixture, is_waiting_selected);
      sentence = gtk_label_get_text (fixture.timeline->sentence);
      g_assert_nonnull (strstr (sentence, "Adam waits for lock document"));
      gtk_test_accessible_assert_property (fixture.timeline->lanes, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence);
      app_hand_key ("Down");
      app_timeline_wait (&fixture, is_b_selected);
      assert_selected (&fixture, task_b, 1);
      app_hand_do ("key Up Up");
      app_timeline_wait (&fixture, is_core_selected);
      assert_selected (&fixture, core, 1);
      app_hand_key ("Escape");
      app_timeline_wait (&fixture, has_none);
      g_assert_cmpstr (gtk_label_get_text (fixture.timeline->sentence), ==, "");
    }
  app_timeline_tear_down (&fixture);
}

static gboolean
is_a_selected (AppTimeline *fixture)
{
  return ts_viewport_get_selection (fixture->viewport)->slice == 2
         && ts_lane_id_equal (ts_viewport_get_selection (fixture->viewport)->lane, task_a);
}

/* Who let Adam go on, and whom Baker let go on. */
static void
test_brackets_follow (void)
{
  AppTimeline fixture;

  if (app_timeline_set_up (&fixture, 0))
    {
      app_timeline_select_slice (&fixture, task_a, 2);
      app_hand_key ("bracketleft");
      app_timeline_wait (&fixture, is_b_selected);
      assert_selected (&fixture, task_b, 1);
      app_hand_key ("bracketright");
      app_timeline_wait (&fixture, is_a_selected);
    }
  app_timeline_tear_down (&fixture);
}

static gboolean
is_selection_large (AppTimeline *fixture)
{
  return get_width_ns (fixture) <= 40 * MS;
}

static gboolean
is_in_the_middle (AppTimeline *fixture)
{
  gint64 middle_ns = ts_viewport_get_begin_ns (fixture->viewport) + get_width_ns (fixture) / 2;

  return ABS (middle_ns - 30 * MS) <= MS;
}

static void
test_f_centres_then_fits (void)
{
  AppTimeline fixture;

  if (app_timeline_set_up (&fixture, 0))
    {
      ts_viewport_show (fixture.viewport, 20 * MS, 80 * MS);
      app_timeline_select_slice (&fixture, task_a, 2);
      app_hand_key ("f");
      app_timeline_wait (&fixture, is_in_the_middle);
      g_assert_cmpint (get_width_ns (&fixture), ==, 60 * MS);
      app_hand_key ("f");
      app_timeline_wait (&fixture, is_selection_large);
      g_assert_true (is_in_the_middle (&fixture));
    }
  app_timeline_tear_down (&fixture);
}

static void
test_clicks (void)
{
  AppTimeline fixture;
  GtkWidget *ruler;

  if (app_timeline_set_up (&fixture, 0))
    {
      app_timeline_point (&fixture, task_a, 30 * MS);
      app_hand_do ("click --repeat 2 --delay 40 1");
      app_timeline_wait (&fixture, is_zoomed);
      g_assert_cmpint (ts_viewport_get_begin_ns (fixture.viewport), >, 10 * MS);
      g_assert_cmpint (ts_viewport_get_begin_ns (fixture.viewport), <=, 20 * MS);
      g_assert_cmpint (ts_viewport_get_end_ns (fixture.viewport), >=, 40 * MS);
      g_assert_cmpint (ts_viewport_get_end_ns (fixture.viewport), <, 50 * MS);
      ruler = GTK_WIDGET (fixture.timeline->ruler);
      app_hand_point (ruler, app_timeline_get_x (&fixture, 30 * MS), gtk_widget_get_height (ruler) / 2.0);
      app_hand_do ("click --repeat 2 --delay 40 1");
      app_timeline_wait (&fixture, is_whole);
      app_timeline_point (&fixture, task_b, 40 * MS);
      app_hand_do ("click 1");
      app_timeline_wait (&fixture, is_b_selected);
      assert_selected (&fixture, task_b, 2);
    }
  app_timeline_tear_down (&fixture);
}

static void
drag (AppTimeline *fixture, gint64 begin_ns, gint64 end_ns, int button)
{
  TsLaneArea *lanes = fixture->timeline->lanes;
  double from = app_timeline_get_x (fixture, begin_ns), to = app_timeline_get_x (fixture, end_ns), y = app_timeline_get_y (fixture, task_a);

  app_hand_point (GTK_WIDGET (lanes), from, y);
  app_hand_do ("mousedown %d", button);
  for (int i = 1; i <= 4; i++)
    app_hand_point (GTK_WIDGET (lanes), from + (to - from) * i / 4, y);
  app_hand_do ("mouseup %d", button);
}

static gboolean
has_range (AppTimeline *fixture)
{
  const TsSelection *selection = ts_viewport_get_selection (fixture->viewport);

  return ABS (selection->begin_ns - 20 * MS) < MS / 2 && ABS (selection->end_ns - 70 * MS) < MS / 2;
}

static gboolean
reads_figures (AppTimeline *fixture)
{
  return app_timeline_finds_text (GTK_WIDGET (fixture->window->figures_pane), "Selected: ");
}

static void
test_drags (void)
{
  AppTimeline fixture;

  if (app_timeline_set_up (&fixture, 0))
    {
      gtk_widget_set_visible (fixture.window->rail, TRUE);
      gtk_stack_set_visible_child_name (fixture.window->rail_stack, "figures");
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture.window));
      drag (&fixture, 20 * MS, 70 * MS, 1);
      app_timeline_wait (&fixture, has_range);
      app_timeline_wait (&fixture, reads_figures);
      g_assert_nonnull (strstr (gtk_label_get_text (fixture.timeline->sentence), ", from "));
      ts_viewport_show (fixture.viewport, 40 * MS, 60 * MS);
      drag (&fixture, 45 * MS, 57 * MS, 2);
      app_timeline_wait (&fixture, is_earlier);
      g_assert_cmpint (get_width_ns (&fixture), ==, 20 * MS);
      g_assert_true (has_range (&fixture));
    }
  app_timeline_tear_down (&fixture);
}

#define ADD(name, function) g_test_add_func ("/timeline/" name, function)

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("wheel-scrolls-lanes", test_wheel_scrolls_lanes);
  ADD ("shift-wheel-pans", test_shift_wheel_pans);
  ADD ("control-wheel-zooms-at-pointer", test_control_wheel_zooms_at_pointer);
  ADD ("keys-zoom-and-pan", test_keys_zoom_and_pan);
  ADD ("arrows", test_arrows);
  ADD ("brackets-follow", test_brackets_follow);
  ADD ("f-centres-then-fits", test_f_centres_then_fits);
  ADD ("clicks", test_clicks);
  ADD ("drags", test_drags);
  return g_test_run ();
}
