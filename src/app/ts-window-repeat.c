/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several runs, one after the other, in place of the timeline.
 */
#include "config.h"

#include "ts-window-private.h"

static void
on_chosen (TsWindow *self, TsRecording *recording)
{
  if (ts_session_get_state (self->session) == TS_SESSION_IDLE)
    ts_session_show_again (self->session, recording);
  gtk_stack_set_visible_child_name (self->middle, "one");
}

/* Another run, or another scenario, is to be seen itself. */
static void
on_recording_changed (TsWindow *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->middle), "repeat") == 0
      && !ts_repeat_is_going (ts_repeat_view_get_repeat (self->repeat_view)))
    gtk_stack_set_visible_child_name (self->middle, "one");
}

static void
make_view (TsWindow *self)
{
  self->repeat_view = g_object_new (TS_TYPE_REPEAT_VIEW, NULL);
  gtk_stack_add_named (self->middle, GTK_WIDGET (self->repeat_view), "repeat");
  ts_repeat_view_set_session (self->repeat_view, self->session);
  g_signal_connect_swapped (self->repeat_view, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (self->session, "notify::recording", G_CALLBACK (on_recording_changed), self);
}

static void
run_repeatedly_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsWindow *self = TS_WINDOW (widget);
  TsApplication *application = TS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  int count = g_settings_get_int (ts_application_get_settings (application), "repeats");

  ts_window_show_banner (self, NULL);
  ts_program_pane_apply (self->program_pane);
  ts_window_set_comparing (self, FALSE);
  if (self->repeat_view == NULL)
    make_view (self);
  gtk_stack_set_visible_child_name (self->middle, "repeat");
  ts_repeat_start (ts_repeat_view_get_repeat (self->repeat_view), (guint) count);
}

void
ts_window_install_repeat (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.run-repeatedly", NULL, run_repeatedly_action);
}
