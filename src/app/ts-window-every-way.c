/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scenario in every way, in place of the timeline.
 */
#include "config.h"

#include "ts-window-private.h"

#define PAGE "every-way"

static void
on_chosen (TsWindow *self, TsRecording *recording)
{
  if (ts_session_get_state (self->session) != TS_SESSION_IDLE)
    return;
  ts_session_show_again (self->session, recording);
  ts_session_set_way (self->session, ts_way_find (ts_recording_get_facts (recording)->way));
  gtk_stack_set_visible_child_name (self->middle, "one");
}

/* Another run, or another scenario, is to be seen itself. */
static void
on_recording_changed (TsWindow *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->middle), PAGE) == 0)
    gtk_stack_set_visible_child_name (self->middle, "one");
}

static void
on_series_changed (TsWindow *self)
{
  gboolean is_going = ts_way_series_is_going (ts_every_way_view_get_series (self->every_way_view));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.stop",
                                 is_going || ts_session_get_state (self->session) != TS_SESSION_IDLE);
}

static void
make_view (TsWindow *self)
{
  self->every_way_view = g_object_new (TS_TYPE_EVERY_WAY_VIEW, NULL);
  gtk_stack_add_named (self->middle, GTK_WIDGET (self->every_way_view), PAGE);
  ts_every_way_view_set_session (self->every_way_view, self->session);
  g_signal_connect_swapped (self->every_way_view, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_object (ts_every_way_view_get_series (self->every_way_view), "changed",
                           G_CALLBACK (on_series_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->session, "notify::recording", G_CALLBACK (on_recording_changed), self);
}

static void
run_every_way_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsWindow *self = TS_WINDOW (widget);

  ts_window_show_banner (self, NULL);
  ts_program_pane_apply (self->program_pane);
  if (ts_session_get_problem (self->session) != NULL)
    return;
  ts_window_set_comparing (self, FALSE);
  if (self->every_way_view == NULL)
    make_view (self);
  gtk_stack_set_visible_child_name (self->middle, PAGE);
  ts_way_series_start (ts_every_way_view_get_series (self->every_way_view));
  gtk_widget_grab_focus (GTK_WIDGET (self->every_way_view));
}

void
ts_window_install_every_way (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.run-every-way", NULL, run_every_way_action);
}

void
ts_window_stop_every_way (TsWindow *self)
{
  if (self->every_way_view != NULL)
    ts_way_series_cancel (ts_every_way_view_get_series (self->every_way_view));
}
