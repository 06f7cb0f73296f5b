/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The visible window of time: zoom, pan, undo, following a live run.
 */
#include "config.h"

#include "app-test.h"

#define MS G_GINT64_CONSTANT (1000000)

static TsViewport *
new_viewport (gint64 length_ns)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  TsViewport *viewport = ts_viewport_new ();

  ts_recording_get_facts (recording)->duration_ns = length_ns;
  ts_viewport_set_recording (viewport, recording);
  return viewport;
}

static void
assert_window (TsViewport *viewport, gint64 begin_ns, gint64 end_ns)
{
  g_assert_cmpint (ts_viewport_get_begin_ns (viewport), ==, begin_ns);
  g_assert_cmpint (ts_viewport_get_end_ns (viewport), ==, end_ns);
}

static void
test_zoom_keeps_the_point (void)
{
  g_autoptr (TsViewport) viewport = new_viewport (1000 * MS);

  assert_window (viewport, 0, 1000 * MS);
  ts_viewport_zoom (viewport, 2, 200 * MS);
  assert_window (viewport, 100 * MS, 600 * MS);
  ts_viewport_zoom (viewport, 0.001, 200 * MS);
  assert_window (viewport, 0, 1000 * MS);
  for (int i = 0; i < 60; i++)
    ts_viewport_zoom (viewport, 2, 500 * MS);
  g_assert_cmpint (ts_viewport_get_end_ns (viewport) - ts_viewport_get_begin_ns (viewport), ==,
                   TS_VIEWPORT_LEAST_NS);
}

static void
test_pan_stays_in_the_run (void)
{
  g_autoptr (TsViewport) viewport = new_viewport (1000 * MS);

  ts_viewport_show (viewport, 100 * MS, 200 * MS);
  ts_viewport_pan (viewport, 0.5);
  assert_window (viewport, 150 * MS, 250 * MS);
  ts_viewport_pan (viewport, -10);
  assert_window (viewport, 0, 100 * MS);
  ts_viewport_pan (viewport, 100);
  assert_window (viewport, 900 * MS, 1000 * MS);
}

static void
test_undo (void)
{
  g_autoptr (TsViewport) viewport = new_viewport (1000 * MS);

  g_assert_false (ts_viewport_undo (viewport));
  ts_viewport_show (viewport, 100 * MS, 200 * MS);
  ts_viewport_show (viewport, 150 * MS, 160 * MS);
  g_assert_true (ts_viewport_undo (viewport));
  assert_window (viewport, 100 * MS, 200 * MS);
  g_assert_true (ts_viewport_undo (viewport));
  assert_window (viewport, 0, 1000 * MS);
  g_assert_true (ts_viewport_redo (viewport));
  assert_window (viewport, 100 * MS, 200 * MS);
}

static void
test_carrying (void)
{
  g_autoptr (TsViewport) viewport = new_viewport (1000 * MS);

  ts_viewport_show (viewport, 100 * MS, 200 * MS);
  ts_viewport_set_instant_ns (viewport, 120 * MS);
  ts_viewport_carry (viewport, 170 * MS);
  assert_window (viewport, 100 * MS, 200 * MS);
  ts_viewport_carry (viewport, 180 * MS);
  assert_window (viewport, 105 * MS, 205 * MS);
  /* What lies in the last quarter already keeps its place. */
  ts_viewport_set_instant_ns (viewport, 200 * MS);
  ts_viewport_carry (viewport, 201 * MS);
  assert_window (viewport, 106 * MS, 206 * MS);
  ts_viewport_carry (viewport, 1000 * MS);
  assert_window (viewport, 900 * MS, 1000 * MS);
  ts_viewport_carry (viewport, 0);
  assert_window (viewport, 0, 100 * MS);
  g_assert_cmpint (ts_viewport_get_instant_ns (viewport), ==, 0);
}

static void
grow_to (TsViewport *viewport, gint64 head_ns)
{
  ts_viewport_set_head_ns (viewport, head_ns);
  ts_viewport_grow (viewport);
}

/* Live, the axis of a whole run stands still until the run has reached its end. */
static void
test_live_stands_still (void)
{
  g_autoptr (TsViewport) viewport = new_viewport (0);

  grow_to (viewport, 100 * MS);
  assert_window (viewport, 0, 1000 * MS);
  grow_to (viewport, 999 * MS);
  assert_window (viewport, 0, 1000 * MS);
  grow_to (viewport, 1200 * MS);
  assert_window (viewport, 0, 1800 * MS);
  g_assert_cmpint (ts_viewport_get_instant_ns (viewport), ==, 1200 * MS);
  ts_viewport_set_head_ns (viewport, 0);
  ts_recording_get_facts (ts_viewport_get_recording (viewport))->duration_ns = 1210 * MS;
  ts_viewport_grow (viewport);
  assert_window (viewport, 0, 1210 * MS);
}

static void
test_live_keeps_the_width (void)
{
  g_autoptr (TsViewport) viewport = new_viewport (0);

  grow_to (viewport, 500 * MS);
  assert_window (viewport, 0, 1000 * MS);
  ts_viewport_zoom (viewport, 5, 500 * MS);
  assert_window (viewport, 400 * MS, 600 * MS);
  g_assert_true (ts_viewport_get_follows (viewport));
  grow_to (viewport, 540 * MS);
  assert_window (viewport, 400 * MS, 600 * MS);
  grow_to (viewport, 640 * MS);
  assert_window (viewport, 540 * MS, 740 * MS);
  grow_to (viewport, 2000 * MS);
  assert_window (viewport, 1800 * MS, 2000 * MS);
  g_assert_cmpint (ts_viewport_get_instant_ns (viewport), ==, 2000 * MS);
  ts_viewport_show_all (viewport);
  assert_window (viewport, 0, 3000 * MS);
}

static void
test_looking_back_stops_following (void)
{
  g_autoptr (TsViewport) viewport = new_viewport (0);

  grow_to (viewport, 500 * MS);
  ts_viewport_show (viewport, 100 * MS, 200 * MS);
  g_assert_false (ts_viewport_get_follows (viewport));
  grow_to (viewport, 600 * MS);
  assert_window (viewport, 100 * MS, 200 * MS);
  ts_viewport_set_follows (viewport, TRUE);
  assert_window (viewport, 500 * MS, 600 * MS);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/viewport/zoom-keeps-the-point", test_zoom_keeps_the_point);
  g_test_add_func ("/viewport/pan-stays-in-the-run", test_pan_stays_in_the_run);
  g_test_add_func ("/viewport/undo", test_undo);
  g_test_add_func ("/viewport/carrying", test_carrying);
  g_test_add_func ("/viewport/live-stands-still", test_live_stands_still);
  g_test_add_func ("/viewport/live-keeps-the-width", test_live_keeps_the_width);
  g_test_add_func ("/viewport/looking-back-stops-following", test_looking_back_stops_following);
  return g_test_run ();
}
