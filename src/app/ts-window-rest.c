/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A minimized window counts as mapped all the same; its content does not, so that nothing in it is brought up to date
 * before it is seen again.
 */
#include "config.h"

#include "ts-window-private.h"

void
ts_window_set_resting (TsWindow *self, gboolean is_resting)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (gtk_widget_get_child_visible (GTK_WIDGET (self->screens)) == !is_resting)
    return;
  if (is_resting)
    g_set_weak_pointer (&self->rested_focus, focus);
  gtk_widget_set_child_visible (GTK_WIDGET (self->screens), !is_resting);
  gtk_widget_queue_resize (GTK_WIDGET (self->screens));
  if (!is_resting && focus == NULL && self->rested_focus != NULL)
    gtk_widget_grab_focus (self->rested_focus);
  if (!is_resting)
    g_clear_weak_pointer (&self->rested_focus);
}

static void
on_state_changed (TsWindow *self, GParamSpec *spec, GdkToplevel *surface)
{
  if (self->session != NULL)
    ts_window_set_resting (self, (gdk_toplevel_get_state (surface) & GDK_TOPLEVEL_STATE_MINIMIZED) != 0);
}

static void
on_realized (TsWindow *self)
{
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (self)), "notify::state", G_CALLBACK (on_state_changed),
                           self, G_CONNECT_SWAPPED);
}

void
ts_window_rest_while_minimized (TsWindow *self)
{
  g_signal_connect (self, "realize", G_CALLBACK (on_realized), NULL);
}
