/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The win.* actions that go through the time of the recording.
 */
#include "config.h"

#include "ts-window-private.h"

static const char * const actions[] = {
  "win.play-pause", "win.to-start", "win.to-end", "win.previous-event", "win.next-event",
};

static void
play_pause_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_window_need_run_page (TS_WINDOW (widget));
  ts_transport_play_pause (TS_WINDOW (widget)->transport);
}

static TsPlayer *
get_player (GtkWidget *widget)
{
  ts_window_need_run_page (TS_WINDOW (widget));
  return ts_transport_get_player (TS_WINDOW (widget)->transport);
}

static void
to_start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_player_seek (get_player (widget), 0);
}

/* The end of a run that goes on is its head. */
static void
to_end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsViewport *viewport = ts_session_get_viewport (TS_WINDOW (widget)->session);

  ts_player_pause (get_player (widget));
  if (ts_viewport_is_live (viewport))
    ts_viewport_set_follows (viewport, TRUE);
  else
    ts_player_seek (get_player (widget), ts_viewport_get_length_ns (viewport));
}

static void
previous_event_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_player_step (get_player (widget), FALSE);
}

static void
next_event_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_player_step (get_player (widget), TRUE);
}

static void
slower_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_player_set_speed (get_player (widget), ts_player_get_speed (get_player (widget)) - 1);
}

static void
faster_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_player_set_speed (get_player (widget), ts_player_get_speed (get_player (widget)) + 1);
}

static void
live_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_viewport_set_follows (ts_session_get_viewport (TS_WINDOW (widget)->session), TRUE);
}

static void
on_recording_changed (TsWindow *self)
{
  gboolean has_recording = ts_session_get_recording (self->session) != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], has_recording);
}

static void
on_state_changed (TsWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.live",
                                 ts_session_get_state (self->session) != TS_SESSION_IDLE);
}

void
ts_window_connect_replay (TsWindow *self)
{
  g_signal_connect_swapped (self->session, "notify::recording", G_CALLBACK (on_recording_changed), self);
  g_signal_connect_swapped (self->session, "notify::state", G_CALLBACK (on_state_changed), self);
  on_recording_changed (self);
  on_state_changed (self);
}

void
ts_window_install_replay_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.play-pause", NULL, play_pause_action);
  gtk_widget_class_install_action (widget_class, "win.to-start", NULL, to_start_action);
  gtk_widget_class_install_action (widget_class, "win.to-end", NULL, to_end_action);
  gtk_widget_class_install_action (widget_class, "win.previous-event", NULL, previous_event_action);
  gtk_widget_class_install_action (widget_class, "win.next-event", NULL, next_event_action);
  gtk_widget_class_install_action (widget_class, "win.slower", NULL, slower_action);
  gtk_widget_class_install_action (widget_class, "win.faster", NULL, faster_action);
  gtk_widget_class_install_action (widget_class, "win.live", NULL, live_action);
}
