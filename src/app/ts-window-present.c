/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Slides in place of the window, in full screen.
 */
#include "config.h"

#include "ts-window-private.h"

gboolean
ts_window_is_presenting (TsWindow *self)
{
  return self->present_view != NULL
         && gtk_stack_get_visible_child (self->screens) == GTK_WIDGET (self->present_view);
}

static void
leave (TsWindow *self)
{
  gtk_stack_set_visible_child (self->screens, GTK_WIDGET (self->fold));
  gtk_window_unfullscreen (GTK_WINDOW (self));
  if (self->timeline != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->timeline), GTK_DIR_TAB_FORWARD);
}

static void
enter (TsWindow *self)
{
  if (self->present_view == NULL)
    {
      self->present_view = g_object_new (TS_TYPE_PRESENT_VIEW, NULL);
      gtk_stack_add_child (self->screens, GTK_WIDGET (self->present_view));
      ts_present_view_set_session (self->present_view, self->session);
      g_signal_connect_swapped (self->present_view, "left", G_CALLBACK (leave), self);
    }
  gtk_stack_set_visible_child (self->screens, GTK_WIDGET (self->present_view));
  /* Who has a run before them goes on with it. */
  ts_present_view_show (self->present_view, ts_session_get_recording (self->session) != NULL ? TS_SLIDE_RUN
                                                                                             : TS_SLIDE_QUESTION);
  gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
present_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsWindow *self = TS_WINDOW (widget);

  if (ts_window_is_presenting (self))
    leave (self);
  else if (!ts_window_shows_catalogue (self))
    enter (self);
}

void
ts_window_install_present (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.present", NULL, present_action);
}
