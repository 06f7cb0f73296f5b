/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is shown beside and below each other in a window of that size.
 *
 * Where there is no room for a side, its button shows it all the same: in place of the list's neighbours when one
 * thing fits only, and until the user goes on.  What the user wishes where there is room is remembered.
 */
#include "config.h"

#include "ts-window-private.h"

static const char *
get_key (TsWindow *self, GtkWidget *side)
{
  return side == self->rail ? "rail-visible" : "sidebar-visible";
}

static GSettings *
get_settings (TsWindow *self)
{
  return ts_application_get_settings (TS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

static gboolean
has_room (TsWindow *self, GtkWidget *side)
{
  guint width = ts_fold_get_room (self->fold) & TS_FOLD_WIDTH_MASK;

  return width == TS_FOLD_WIDE || (width == TS_FOLD_MEDIUM && side == self->rail);
}

static gboolean
is_shown (TsWindow *self, GtkWidget *side)
{
  if (has_room (self, side) && self->opened == NULL)
    return g_settings_get_boolean (get_settings (self), get_key (self, side));
  return self->opened == side;
}

/* The buttons of a run stand in the header, or below everything where the header has no room for them. */
static void
place_run_buttons (TsWindow *self, gboolean is_narrow)
{
  gboolean is_below = gtk_widget_get_parent (self->run_buttons) == self->bottom_bar;

  if (is_narrow == is_below)
    return;
  g_object_ref (self->run_buttons);
  if (is_narrow)
    {
      adw_header_bar_remove (self->header_bar, self->run_buttons);
      gtk_box_append (GTK_BOX (self->bottom_bar), self->run_buttons);
    }
  else
    {
      gtk_box_remove (GTK_BOX (self->bottom_bar), self->run_buttons);
      adw_header_bar_pack_start (self->header_bar, self->run_buttons);
    }
  g_object_unref (self->run_buttons);
}

/* Parameters stand above the timeline, or, where little can stand below each other, in the summary, which scrolls. */
static void
place_parameters (TsWindow *self, gboolean is_short)
{
  GtkWidget *parameters = GTK_WIDGET (self->parameters);
  GtkBox *slot = ts_about_pane_get_slot (self->about_pane);

  if (is_short == (gtk_widget_get_parent (parameters) == GTK_WIDGET (slot)))
    return;
  g_object_ref (parameters);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (parameters)), parameters);
  if (is_short)
    gtk_box_append (slot, parameters);
  else
    gtk_box_prepend (GTK_BOX (self->middle_box), parameters);
  gtk_widget_set_hexpand (parameters, is_short);
  gtk_widget_set_visible (GTK_WIDGET (slot), is_short);
  g_object_unref (parameters);
}

static void
apply_to_run_page (TsWindow *self, gboolean is_narrow, gboolean is_short)
{
  gtk_widget_set_visible (GTK_WIDGET (self->catalogue_list), is_shown (self, GTK_WIDGET (self->catalogue_list)));
  gtk_widget_set_visible (self->rail, is_shown (self, self->rail));
  gtk_widget_set_visible (self->middle_box, !is_narrow || self->opened == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->worker_list), !is_short);
  place_parameters (self, is_short);
  ts_timeline_set_is_complete (self->timeline, !is_short);
}

void
ts_window_update_fold (TsWindow *self)
{
  TsFoldRoom room = ts_fold_get_room (self->fold);
  gboolean is_narrow = (room & TS_FOLD_WIDTH_MASK) == TS_FOLD_NARROW;

  if (self->timeline != NULL)
    apply_to_run_page (self, is_narrow, (room & TS_FOLD_SHORT) != 0);
  /* The first screen is a list of scenarios too. */
  gtk_widget_set_visible (self->sidebar_button, !is_narrow && !ts_window_shows_catalogue (self));
  gtk_widget_set_visible (self->bottom_bar, is_narrow && !ts_window_shows_catalogue (self));
  gtk_widget_set_visible (self->compare_slot, !is_narrow);
  place_run_buttons (self, is_narrow);
}

static void
on_room_changed (TsWindow *self)
{
  self->opened = NULL;
  ts_window_update_fold (self);
}

void
ts_window_toggle_side (TsWindow *self, GtkWidget *side)
{
  if (has_room (self, side) && self->opened == NULL)
    g_settings_set_boolean (get_settings (self), get_key (self, side), !is_shown (self, side));
  else
    self->opened = self->opened == side ? NULL : side;
  ts_window_update_fold (self);
}

void
ts_window_close_side (TsWindow *self)
{
  self->opened = NULL;
  ts_window_update_fold (self);
}

void
ts_window_connect_fold (TsWindow *self, GSettings *settings)
{
  g_signal_connect_object (settings, "changed::sidebar-visible", G_CALLBACK (ts_window_update_fold), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::rail-visible", G_CALLBACK (ts_window_update_fold), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->fold, "notify::room", G_CALLBACK (on_room_changed), self);
  g_signal_connect_swapped (self->pages, "notify::visible-child", G_CALLBACK (ts_window_update_fold), self);
  ts_window_update_fold (self);
}
