/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Presenting: slides, their keys' actions, sizes that can be read from the last row.
 */
#include "config.h"

#include "app-test.h"

#include "ts-timeline-private.h"
#include "ts-window-private.h"

static gboolean
has_text_size (gpointer data)
{
  return ts_present_view_get_text_px (data) > 0;
}

static TsWindow *
new_presentation (TsScenario *scenario, gboolean and_run)
{
  TsWindow *window = app_test_new_window ();

  ts_window_show_scenario (window, scenario, FALSE);
  if (and_run)
    app_test_run (ts_window_get_session (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.present", NULL);
  g_assert_true (ts_window_is_presenting (window));
  app_test_wait (has_text_size, window->present_view);
  return window;
}

static void
test_slides (void)
{
  g_autoptr (TsScenario) scenario = app_test_find_scenario ("word");
  TsWindow *window = new_presentation (scenario, FALSE);
  TsPresentView *view = window->present_view;

  g_assert_cmpint (ts_present_view_get_slide (view), ==, TS_SLIDE_QUESTION);
  for (TsSlide slide = 0; slide < TS_N_SLIDES; slide++)
    {
      ts_present_view_show (view, slide);
      g_assert_cmpint (ts_present_view_get_slide (view), ==, slide);
      app_test_settle ();
    }
  ts_present_view_set_blank (view, TRUE);
  g_assert_true (ts_present_view_get_blank (view));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.present", NULL);
  g_assert_false (ts_window_is_presenting (window));
  app_test_close_window (window);
}

/* With a run, presenting goes on with it; another one is shown there too, and the window can go meanwhile. */
static void
test_run (void)
{
  g_autoptr (TsScenario) scenario = app_test_find_scenario ("worker-pool");
  TsWindow *window = new_presentation (scenario, TRUE);
  TsTimeline *timeline = TS_TIMELINE (app_test_find_widget (GTK_WIDGET (window->present_view), TS_TYPE_TIMELINE));

  g_assert_cmpint (ts_present_view_get_slide (window->present_view), ==, TS_SLIDE_RUN);
  g_assert_true (ts_timeline_get_presenting (timeline));
  g_assert_cmpfloat (ts_present_view_get_text_px (window->present_view), >=, 14);
  app_test_run (ts_window_get_session (window));
  ts_present_view_show (window->present_view, TS_SLIDE_FIGURES);
  app_test_settle ();
  g_assert_true (ts_session_run (ts_window_get_session (window), NULL));
  ts_session_set_dirty (ts_window_get_session (window), FALSE);
  app_test_close_window (window);
}

static gboolean
has_margins (gpointer slide)
{
  return gtk_widget_get_margin_start (slide) > 0;
}

/* All that is drawn grows with the screen: names, and letters and strokes within lanes. */
static void
test_grows_with_the_screen (void)
{
  g_autoptr (TsScenario) scenario = app_test_find_scenario ("worker-pool");
  TsWindow *window = new_presentation (scenario, TRUE);
  TsTimeline *timeline = TS_TIMELINE (app_test_find_widget (GTK_WIDGET (window->present_view), TS_TYPE_TIMELINE));
  GtkWidget *slide = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (window->present_view), TS_TYPE_PRESENT_VIEW,
                                                                "question_slide"));
  double text_px = ts_present_view_get_text_px (window->present_view), lens[2];
  const double sizes_px[] = { 48, 96 };  /* 24 pt on 1920×1080 and on 3840×2160 */

  app_test_wait (has_margins, slide);
  g_assert_cmpint (gtk_widget_get_margin_start (slide), ==, (int) (1.5 * text_px));
  for (gsize i = 0; i < G_N_ELEMENTS (sizes_px); i++)
    {
      ts_timeline_set_text_px (timeline, sizes_px[i]);
      g_assert_cmpfloat_with_epsilon (ts_timeline_rows_get_name_px (timeline->rows), sizes_px[i], 0.01);
      lens[i] = ts_timeline_rows_get_magnification (timeline->rows);
    }
  g_assert_cmpfloat (lens[0], >, 1);
  g_assert_cmpfloat_with_epsilon (lens[1], 2 * lens[0], 0.01);
  g_assert_cmpfloat (ts_timeline_rows_get_magnification (window->timeline->rows), ==, 1);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/present/slides", test_slides);
  g_test_add_func ("/app/present/run", test_run);
  g_test_add_func ("/app/present/grows-with-the-screen", test_grows_with_the_screen);
  return g_test_run ();
}
