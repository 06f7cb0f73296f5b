/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lanes under a real mouse and real keys: their order, their notes and menus, what they tell.
 */
#include "config.h"

#include "app-timeline.h"

static const TsLaneId core = { TS_LANE_CORE, 0 }, task_a = { TS_LANE_TASK, ADAM }, task_b = { TS_LANE_TASK, BAKER };
static const TsLaneId document = { TS_LANE_OBJECT, 0 };

static gboolean
is_b_selected (AppTimeline *fixture)
{
  return ts_lane_id_equal (ts_viewport_get_selection (fixture->viewport)->lane, task_b);
}

static gboolean
is_asking_note (AppTimeline *fixture)
{
  return fixture->timeline->note != NULL && gtk_widget_get_mapped (fixture->timeline->note);
}

static gboolean
has_note (AppTimeline *fixture)
{
  return ts_recording_get_notes (fixture->recording)->len > 0;
}

static gboolean
has_focus_back (AppTimeline *fixture)
{
  return gtk_widget_has_focus (GTK_WIDGET (fixture->timeline->lanes));
}

static void
test_m_writes_a_note (void)
{
  AppTimeline fixture;
  const TsNote *note;

  if (app_timeline_set_up (&fixture, 0))
    {
      app_timeline_select_slice (&fixture, task_a, 1);
      app_hand_key ("m");
      app_timeline_wait (&fixture, is_asking_note);
      app_hand_do ("type --delay 20 \"Why?\"");
      app_hand_key ("Return");
      app_timeline_wait (&fixture, has_note);
      note = ts_recording_get_notes (fixture.recording)->pdata[0];
      g_assert_cmpstr (note->text, ==, "Why?");
      g_assert_cmpstr (note->lane, ==, "task 0");
      g_assert_cmpint (note->begin_ns, ==, 10 * MS);
      g_assert_cmpint (note->end_ns, ==, 20 * MS);
      g_assert_true (ts_session_get_dirty (fixture.window->session));
      app_timeline_wait (&fixture, has_focus_back);
      ts_session_set_dirty (fixture.window->session, FALSE);
    }
  app_timeline_tear_down (&fixture);
}

static gboolean
is_pinned (AppTimeline *fixture)
{
  return ts_timeline_rows_get_pinned (fixture->timeline->rows, document);
}

static gboolean
is_not_pinned (AppTimeline *fixture)
{
  return !is_pinned (fixture);
}

static gboolean
is_hidden (AppTimeline *fixture)
{
  return ts_timeline_rows_find_lane (fixture->timeline->rows, task_b) == NULL;
}

static gboolean
is_b_first (AppTimeline *fixture)
{
  return app_timeline_get_y (fixture, task_b) < app_timeline_get_y (fixture, task_a);
}

static gboolean
is_a_first (AppTimeline *fixture)
{
  return !is_b_first (fixture);
}

static void
test_lanes_are_put_in_order (void)
{
  AppTimeline fixture;

  if (app_timeline_set_up (&fixture, 0))
    {
      ts_viewport_select_lane (fixture.viewport, document);
      app_hand_key ("p");
      app_timeline_wait (&fixture, is_pinned);
      g_assert_cmpfloat (app_timeline_get_y (&fixture, document), <, app_timeline_get_y (&fixture, core));
      g_assert_cmpfloat (ts_timeline_rows_get_sticky_height (fixture.timeline->rows), >, 0);
      app_hand_key ("p");
      app_timeline_wait (&fixture, is_not_pinned);
      ts_viewport_select_lane (fixture.viewport, task_b);
      app_hand_key ("alt+Up");
      app_timeline_wait (&fixture, is_b_first);
      app_hand_key ("alt+Down");
      app_timeline_wait (&fixture, is_a_first);
      app_hand_key ("h");
      app_timeline_wait (&fixture, is_hidden);
      gtk_widget_activate_action (GTK_WIDGET (fixture.timeline->lanes), "timeline.show-hidden", NULL);
      g_assert_false (is_hidden (&fixture));
    }
  app_timeline_tear_down (&fixture);
}

static gboolean
is_folded (AppTimeline *fixture)
{
  return ts_timeline_rows_get_folded (fixture->timeline->rows, TS_LANE_TASK);
}

static gboolean
is_not_folded (AppTimeline *fixture)
{
  return !is_folded (fixture);
}

/* By its heading, and by a key. */
static void
test_groups_fold (void)
{
  AppTimeline fixture;
  const TsTimelineRow *heading = NULL;

  if (app_timeline_set_up (&fixture, 0))
    {
      for (guint i = 0; i < ts_timeline_rows_get_n_rows (fixture.timeline->rows); i++)
        {
          const TsTimelineRow *row = ts_timeline_rows_get_row (fixture.timeline->rows, i);

          if (row->lane.kind == TS_LANE_NONE && row->group == TS_LANE_TASK)
            heading = row;
        }
      g_assert_nonnull (heading);
      app_hand_point (GTK_WIDGET (fixture.timeline->lanes), 30, heading->y_px + heading->height_px / 2);
      app_hand_do ("click 1");
      app_timeline_wait (&fixture, is_folded);
      g_assert_null (ts_timeline_rows_find_lane (fixture.timeline->rows, task_a));
      ts_viewport_select_lane (fixture.viewport, task_a);
      app_hand_key ("Return");
      app_timeline_wait (&fixture, is_not_folded);
    }
  app_timeline_tear_down (&fixture);
}

static gboolean
has_menu (AppTimeline *fixture)
{
  TsLaneArea *lanes = fixture->timeline->lanes;

  return lanes->menu != NULL && gtk_widget_get_mapped (lanes->menu);
}

static gboolean
has_no_menu (AppTimeline *fixture)
{
  return !has_menu (fixture);
}

static void
test_menus (void)
{
  AppTimeline fixture;

  if (app_timeline_set_up (&fixture, 0))
    {
      app_timeline_point (&fixture, task_b, 40 * MS);
      app_hand_do ("click 3");
      app_timeline_wait (&fixture, has_menu);
      g_assert_true (is_b_selected (&fixture));
      app_hand_key ("Escape");
      app_timeline_wait (&fixture, has_no_menu);
      gtk_widget_grab_focus (GTK_WIDGET (fixture.timeline->lanes));
      app_hand_key ("shift+76"); /* F10 by its place: by name, xdotool adds Alt where a keymap has it there, too */
      app_timeline_wait (&fixture, has_menu);
      app_hand_key ("Escape");
      app_timeline_wait (&fixture, has_no_menu);
    }
  app_timeline_tear_down (&fixture);
}

static gboolean
is_b_found (AppTimeline *fixture)
{
  return is_b_selected (fixture) && g_str_equal (gtk_label_get_text (fixture->timeline->find_count), "1 of 2");
}

static gboolean
is_note_found (AppTimeline *fixture)
{
  return ts_viewport_get_selection (fixture->viewport)->begin_ns == 60 * MS
         && g_str_equal (gtk_label_get_text (fixture->timeline->find_count), "2 of 2");
}

static gboolean
has_focus (AppTimeline *fixture)
{
  return gtk_widget_has_focus (GTK_WIDGET (fixture->timeline->lanes));
}

static void
test_finds (void)
{
  AppTimeline fixture;

  if (app_timeline_set_up (&fixture, 0))
    {
      ts_recording_add_note (fixture.recording, 60 * MS, 70 * MS, "task 1", "a good baker");
      app_hand_key ("ctrl+f");
      app_hand_do ("type --delay 20 bAKEr");
      app_timeline_wait (&fixture, is_b_found);
      app_hand_key ("Return");
      app_timeline_wait (&fixture, is_note_found);
      app_hand_key ("Return");
      app_timeline_wait (&fixture, is_b_found);
      app_hand_key ("Escape");
      app_timeline_wait (&fixture, has_focus);
      g_assert_false (gtk_search_bar_get_search_mode (fixture.timeline->find_bar));
    }
  app_timeline_tear_down (&fixture);
}

static gboolean
has_card (AppTimeline *fixture)
{
  return gtk_widget_get_visible (GTK_WIDGET (fixture->timeline->card))
         && app_timeline_finds_text (GTK_WIDGET (fixture->timeline->card), "Adam waits for lock document");
}

static void
test_hover_tells (void)
{
  AppTimeline fixture;

  if (app_timeline_set_up (&fixture, 0))
    {
      app_timeline_point (&fixture, task_a, 14 * MS);
      app_timeline_point (&fixture, task_a, 15 * MS);
      app_timeline_wait (&fixture, has_card);
    }
  app_timeline_tear_down (&fixture);
}

static gboolean
is_larger (AppTimeline *fixture)
{
  return ts_timeline_rows_get_scale (fixture->timeline->rows) > 1.1;
}

static gboolean
is_usual (AppTimeline *fixture)
{
  return ts_timeline_rows_get_scale (fixture->timeline->rows) < 1.1;
}

static void
test_sizes (void)
{
  AppTimeline fixture;

  if (app_timeline_set_up (&fixture, 0))
    {
      app_hand_key ("ctrl+plus");
      app_timeline_wait (&fixture, is_larger);
      app_hand_key ("ctrl+0");
      app_timeline_wait (&fixture, is_usual);
    }
  app_timeline_tear_down (&fixture);
}

#define ADD(name, function) g_test_add_func ("/timeline-lanes/" name, function)

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("m-writes-a-note", test_m_writes_a_note);
  ADD ("lanes-are-put-in-order", test_lanes_are_put_in_order);
  ADD ("groups-fold", test_groups_fold);
  ADD ("finds", test_finds);
  ADD ("menus", test_menus);
  ADD ("hover-tells", test_hover_tells);
  ADD ("sizes", test_sizes);
  return g_test_run ();
}
