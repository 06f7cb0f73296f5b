/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Replay: speeds, the end, steps, and how it goes together with a live run.
 */
#include "config.h"

#include "app-test.h"

#include "make-recording.h"
#include "ts-events.h"
#include "ts-player.h"
#include "ts-window-private.h"

#define MS G_GINT64_CONSTANT (1000000)

enum { REAL_SPEED = 6 };

typedef struct {
  GtkWidget *window;
  TsViewport *viewport;
  TsPlayer *player;
} Fixture;

static TsRecording *
new_recording (void)
{
  const MakeRecording options = { .n_cores = 2, .n_tasks = 5, .n_slices = 400, .seed = 3 };

  return make_recording (&options);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TsRecording) recording = new_recording ();

  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
  fixture->viewport = ts_viewport_new ();
  ts_viewport_set_recording (fixture->viewport, recording);
  fixture->player = ts_player_new (fixture->window);
  ts_player_set_viewport (fixture->player, fixture->viewport);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->player);
  g_object_unref (fixture->viewport);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static gboolean
has_stopped (gpointer data)
{
  return !ts_player_is_playing (data);
}

static void
test_reaches_the_end (Fixture *fixture, gconstpointer data)
{
  gint64 length_ns = ts_viewport_get_length_ns (fixture->viewport);

  g_assert_cmpint (length_ns, >, 10 * MS);
  ts_player_set_speed (fixture->player, REAL_SPEED);
  ts_player_play (fixture->player);
  g_assert_true (ts_player_is_playing (fixture->player));
  g_assert_cmpint (ts_viewport_get_instant_ns (fixture->viewport), ==, 0);
  app_test_wait (has_stopped, fixture->player);
  g_assert_cmpint (ts_viewport_get_instant_ns (fixture->viewport), ==, length_ns);
}

typedef struct {
  GtkWidget *widget;
  double factor;
  gint64 frame_us, instant_ns;   /* of the last frame */
  guint n_compared;
} Speedometer;

/* From frame to frame the instant moves as far as the screen's clock says. */
static void
on_instant (TsViewport *viewport, GParamSpec *spec, Speedometer *meter)
{
  gint64 frame_us = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (meter->widget));
  gint64 instant_ns = ts_viewport_get_instant_ns (viewport);
  gint64 passed_us = frame_us - meter->frame_us;

  if (meter->frame_us != 0 && passed_us < 200000)
    {
      double expected_ns = (double) passed_us * 1000 * meter->factor;

      g_assert_cmpfloat_with_epsilon ((double) (instant_ns - meter->instant_ns), expected_ns, 2);
      meter->n_compared++;
    }
  meter->frame_us = frame_us;
  meter->instant_ns = instant_ns;
}

static gboolean
has_compared_enough (gpointer data)
{
  return ((Speedometer *) data)->n_compared >= 3;
}

static void
test_speeds (Fixture *fixture, gconstpointer data)
{
  guint n_speeds;
  const TsSpeed *speeds = ts_player_get_speeds (&n_speeds);

  g_assert_cmpfloat (speeds[0].factor, ==, 0.001);
  g_assert_cmpfloat (speeds[n_speeds - 1].factor, ==, 4);
  ts_recording_get_facts (ts_viewport_get_recording (fixture->viewport))->duration_ns = 3600 * 1000 * MS;
  for (guint i = 0; i < n_speeds; i++)
    {
      Speedometer meter = { .widget = fixture->window, .factor = speeds[i].factor };

      ts_viewport_set_instant_ns (fixture->viewport, 0);
      ts_player_set_speed (fixture->player, (int) i);
      ts_player_play (fixture->player);
      g_signal_connect (fixture->viewport, "notify::instant-ns", G_CALLBACK (on_instant), &meter);
      app_test_wait (has_compared_enough, &meter);
      g_signal_handlers_disconnect_by_data (fixture->viewport, &meter);
      ts_player_pause (fixture->player);
    }
  ts_player_set_speed (fixture->player, -3);
  g_assert_cmpint (ts_player_get_speed (fixture->player), ==, 0);
}

static gboolean
is_moving (gpointer data)
{
  return ts_viewport_get_instant_ns (data) > 50 * MS;
}

static void
test_goes_on_from_where_the_playhead_is_put (Fixture *fixture, gconstpointer data)
{
  ts_recording_get_facts (ts_viewport_get_recording (fixture->viewport))->duration_ns = 3600 * 1000 * MS;
  ts_viewport_set_instant_ns (fixture->viewport, 1);
  ts_player_set_speed (fixture->player, 0);
  ts_player_play (fixture->player);
  ts_viewport_set_instant_ns (fixture->viewport, 50 * MS);
  app_test_wait (is_moving, fixture->viewport);
  g_assert_cmpint (ts_viewport_get_instant_ns (fixture->viewport), <, 60 * MS);
}

static void
test_begins_with_what_is_seen (Fixture *fixture, gconstpointer data)
{
  ts_viewport_set_instant_ns (fixture->viewport, 1 * MS);
  ts_viewport_show (fixture->viewport, 5 * MS, 8 * MS);
  ts_player_play (fixture->player);
  g_assert_cmpint (ts_viewport_get_instant_ns (fixture->viewport), ==, 5 * MS);
  ts_player_pause (fixture->player);
  ts_viewport_set_instant_ns (fixture->viewport, 6 * MS);
  ts_player_play (fixture->player);
  g_assert_cmpint (ts_viewport_get_instant_ns (fixture->viewport), ==, 6 * MS);
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  TsRecording *recording = ts_viewport_get_recording (fixture->viewport);
  gint64 time_ns = 0;

  ts_player_seek (fixture->player, 0);
  for (int i = 0; i < 20; i++)
    {
      time_ns = ts_events_next (recording, time_ns);
      ts_player_step (fixture->player, TRUE);
      g_assert_cmpint (ts_viewport_get_instant_ns (fixture->viewport), ==, time_ns);
    }
  ts_player_step (fixture->player, FALSE);
  g_assert_cmpint (ts_viewport_get_instant_ns (fixture->viewport), ==, ts_events_previous (recording, time_ns));
  ts_player_seek (fixture->player, G_MAXINT64);
  ts_player_step (fixture->player, TRUE);
  g_assert_cmpint (ts_viewport_get_instant_ns (fixture->viewport), ==, ts_viewport_get_length_ns (fixture->viewport));
}

static void
test_another_recording_stops_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TsRecording) other = new_recording ();

  ts_player_play (fixture->player);
  ts_viewport_set_recording (fixture->viewport, other);
  g_assert_false (ts_player_is_playing (fixture->player));
  ts_viewport_set_recording (fixture->viewport, NULL);
  ts_player_play (fixture->player);
  ts_player_step (fixture->player, TRUE);
  g_assert_false (ts_player_is_playing (fixture->player));
}

static gboolean
has_slices (gpointer data)
{
  return ts_recording_get_end_ns (ts_session_get_recording (data)) > 0;
}

static gboolean
is_idle (gpointer data)
{
  return ts_session_get_state (data) == TS_SESSION_IDLE;
}

static void
act (TsWindow *window, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

/* While it is followed, play and pause mean the run; looking back, they mean the recording. */
static void
test_live (void)
{
  TsWindow *window = app_test_new_window ();
  TsViewport *viewport = ts_session_get_viewport (window->session);
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task Worker\n  forever\n    compute 1 ms\n    sleep 1 ms\n");
  TsPlayer *player;

  ts_window_show_scenario (window, scenario, TRUE);
  player = ts_transport_get_player (window->transport);
  app_test_wait (has_slices, window->session);
  act (window, "win.play-pause");
  g_assert_cmpint (ts_session_get_state (window->session), ==, TS_SESSION_PAUSED);
  act (window, "win.play-pause");
  g_assert_cmpint (ts_session_get_state (window->session), ==, TS_SESSION_RUNNING);
  act (window, "win.previous-event");
  g_assert_false (ts_viewport_get_follows (viewport));
  act (window, "win.play-pause");
  g_assert_true (ts_player_is_playing (player));
  g_assert_cmpint (ts_session_get_state (window->session), ==, TS_SESSION_RUNNING);
  act (window, "win.live");
  g_assert_true (ts_viewport_get_follows (viewport));
  app_test_wait (has_stopped, player);
  act (window, "win.stop");
  app_test_wait (is_idle, window->session);
  act (window, "win.to-start");
  g_assert_cmpint (ts_viewport_get_instant_ns (viewport), ==, 0);
  app_test_close_window (window);
}

static void
test_actions_need_a_recording (void)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsRecording) recording = new_recording ();
  TsPlayer *player;

  ts_window_show_page (window, "run");
  player = ts_transport_get_player (window->transport);
  act (window, "win.play-pause");
  g_assert_false (ts_player_is_playing (player));
  ts_session_show_recording (window->session, recording);
  ts_window_show_page (window, "run");
  act (window, "win.slower");
  act (window, "win.slower");
  act (window, "win.faster");
  act (window, "win.play-pause");
  g_assert_true (ts_player_is_playing (player));
  act (window, "win.to-end");
  g_assert_false (ts_player_is_playing (player));
  g_assert_cmpint (ts_viewport_get_instant_ns (ts_session_get_viewport (window->session)), ==,
                   ts_recording_get_end_ns (recording));
  app_test_close_window (window);
}

static gboolean
has_shortcut (GtkWidget *widget, const char *key, const char *action)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (key);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller)
          || gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_BUBBLE)
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutAction *bound = gtk_shortcut_get_action (shortcut);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger) && GTK_IS_NAMED_ACTION (bound)
              && g_str_equal (gtk_named_action_get_action_name (GTK_NAMED_ACTION (bound)), action))
            return TRUE;
        }
    }
  return FALSE;
}

/* A space, a comma and a full stop can still be typed: text entries have them before the window. */
static void
test_keys_leave_text_alone (void)
{
  TsWindow *window = app_test_new_window ();
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_auto (GStrv) of_play = gtk_application_get_accels_for_action (application, "win.play-pause");
  g_auto (GStrv) of_run = gtk_application_get_accels_for_action (application, "win.run");

  g_assert_cmpuint (g_strv_length (of_play), ==, 0);
  g_assert_cmpuint (g_strv_length (of_run), >, 0);
  g_assert_true (has_shortcut (GTK_WIDGET (window), "space", "win.play-pause"));
  g_assert_true (has_shortcut (GTK_WIDGET (window), "period", "win.next-event"));
  g_assert_true (has_shortcut (GTK_WIDGET (window), "<Control>Home", "win.to-start"));
  app_test_close_window (window);
}

#define ADD(name, function) \
  g_test_add ("/player/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  ADD ("reaches-the-end", test_reaches_the_end);
  ADD ("speeds", test_speeds);
  ADD ("goes-on-from-where-the-playhead-is-put", test_goes_on_from_where_the_playhead_is_put);
  ADD ("begins-with-what-is-seen", test_begins_with_what_is_seen);
  ADD ("steps", test_steps);
  ADD ("another-recording-stops-it", test_another_recording_stops_it);
  g_test_add_func ("/player/live", test_live);
  g_test_add_func ("/player/actions-need-a-recording", test_actions_need_a_recording);
  g_test_add_func ("/player/keys-leave-text-alone", test_keys_leave_text_alone);
  return g_test_run ();
}
