/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scenario in every way, in place of the timeline; from a run that was opened there a button leads back.
 */
#include "config.h"

#include "ts-window-private.h"

#define PAGE "every-way"

static gboolean
is_shown (TsWindow *self)
{
  return self->middle != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->middle), PAGE) == 0;
}

static TsWaySeries *
get_series (TsWindow *self)
{
  return ts_every_way_view_get_series (self->every_way_view);
}

static gboolean
has_something (TsWindow *self)
{
  return ts_way_series_is_going (get_series (self))
         || ts_every_way_get_n_results (ts_way_series_get_results (get_series (self))) > 0;
}

static void
update_way_back (TsWindow *self)
{
  gboolean can_go_back = self->every_way_view != NULL && has_something (self) && !is_shown (self)
                         && !ts_window_shows_catalogue (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-every-way", can_go_back);
}

static void
on_chosen (TsWindow *self, TsRecording *recording)
{
  if (ts_session_get_state (self->session) != TS_SESSION_IDLE)
    return;
  ts_session_show_again (self->session, recording);
  ts_session_set_way (self->session, ts_way_find (ts_recording_get_facts (recording)->way));
  gtk_stack_set_visible_child_name (self->middle, "one");
  /* The lanes are not there yet; keys such as a space are to reach the run, and the first Tab leads to the way back. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

/* Another run is to be seen itself. */
static void
on_recording_changed (TsWindow *self)
{
  if (is_shown (self))
    gtk_stack_set_visible_child_name (self->middle, "one");
}

/* With another scenario there is nothing to be seen here any more. */
static void
on_series_changed (TsWindow *self)
{
  gboolean is_going = ts_way_series_is_going (get_series (self));

  if (is_shown (self) && !has_something (self))
    gtk_stack_set_visible_child_name (self->middle, "one");
  update_way_back (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.stop",
                                 is_going || ts_session_get_state (self->session) != TS_SESSION_IDLE);
}

static void
make_view (TsWindow *self)
{
  self->every_way_view = g_object_new (TS_TYPE_EVERY_WAY_VIEW, NULL);
  gtk_stack_add_named (self->middle, GTK_WIDGET (self->every_way_view), PAGE);
  g_signal_connect_swapped (self->middle, "notify::visible-child", G_CALLBACK (update_way_back), self);
  ts_every_way_view_set_session (self->every_way_view, self->session);
  g_signal_connect_swapped (self->every_way_view, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_object (get_series (self), "changed", G_CALLBACK (on_series_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->session, "notify::recording", G_CALLBACK (on_recording_changed), self);
}

static void
show_view (TsWindow *self)
{
  ts_window_set_comparing (self, FALSE);
  ts_window_close_side (self);
  gtk_stack_set_visible_child_name (self->middle, PAGE);
}

static void
show_every_way_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsWindow *self = TS_WINDOW (widget);

  show_view (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->every_way_view));
}

static void
run_every_way_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsWindow *self = TS_WINDOW (widget);

  ts_window_show_banner (self, NULL);
  ts_program_pane_apply (self->program_pane);
  if (ts_session_get_problem (self->session) != NULL)
    return;
  if (self->every_way_view == NULL)
    make_view (self);
  ts_way_series_start (get_series (self));
  show_view (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->every_way_view));
}

void
ts_window_install_every_way (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.run-every-way", NULL, run_every_way_action);
  gtk_widget_class_install_action (widget_class, "win.show-every-way", NULL, show_every_way_action);
}

void
ts_window_connect_every_way (TsWindow *self)
{
  g_signal_connect_swapped (self->pages, "notify::visible-child", G_CALLBACK (update_way_back), self);
  update_way_back (self);
}

void
ts_window_stop_every_way (TsWindow *self)
{
  if (self->every_way_view != NULL)
    ts_way_series_cancel (get_series (self));
}
