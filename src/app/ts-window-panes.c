/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the room is shared, until the user has moved a handle: below the timeline as many rows of workers as there
 * are, if they are few; beside it a rail that its text can be read in.
 */
#include "config.h"

#include "ts-window-private.h"

/* The rows are there, and have a height, after two frames. */
enum { FRAMES_UNTIL_ROWS = 2 };

/* The timeline keeps at least so much of the height; the rail takes so much of the width. */
#define LEAST_TIMELINE 0.5
#define RAIL_SHARE 0.3

/* A sheet to type on has more room than a text beside the run. */
enum { WIDEST_RAIL_PX = 360, WIDEST_SHEET_PX = 520 };

static void
share_height (TsWindow *self)
{
  GtkWidget *below = gtk_paned_get_end_child (self->vertical_paned);
  int height = gtk_widget_get_height (GTK_WIDGET (self->vertical_paned));
  int below_px = gtk_widget_get_height (below), minimum, natural, wished;

  if (height == 0 || (self->below_px != 0 && self->below_px != below_px))
    return;
  gtk_widget_measure (below, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (below), &minimum, &natural, NULL, NULL);
  wished = MAX (minimum, MIN (natural, (int) (height * LEAST_TIMELINE)));
  self->below_px = wished;
  if (wished != below_px)
    gtk_paned_set_position (self->vertical_paned, gtk_paned_get_position (self->vertical_paned) + below_px - wished);
}

/* TRUE if the user has moved the handle between timeline and rail; its own width does not count. */
static gboolean
was_rail_moved (TsWindow *self)
{
  const int handle_px = 16;

  return self->rail_px != 0 && ABS (gtk_widget_get_width (self->rail) - self->rail_px) > handle_px;
}

static void
share_width (TsWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->inner_paned)), minimum;
  gboolean has_sheet = gtk_stack_page_get_visible (self->typing_stack_page);

  if (width == 0 || !gtk_widget_get_visible (self->rail))
    return;
  if (self->rail_px != 0 && (has_sheet == self->rail_has_sheet || was_rail_moved (self)))
    return;
  gtk_widget_measure (self->rail, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  self->rail_has_sheet = has_sheet;
  self->rail_px = MAX (minimum, MIN (has_sheet ? WIDEST_SHEET_PX : WIDEST_RAIL_PX, (int) (width * RAIL_SHARE)));
  gtk_paned_set_position (self->inner_paned, width - self->rail_px);
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TsWindow *self = TS_WINDOW (widget);

  if (++self->frames < FRAMES_UNTIL_ROWS)
    return G_SOURCE_CONTINUE;
  self->panes_tick = 0;
  share_width (self);
  share_height (self);
  /* With another size its scrollbar may come or go, which asks for one more layout.  GTK forgets that for whatever around
   * it has kept its size, and paints that all the same: let all count as changed. */
  gtk_widget_queue_resize (GTK_WIDGET (self->timeline));
  return G_SOURCE_REMOVE;
}

static void
on_recording_changed (TsWindow *self)
{
  self->frames = 0;
  if (self->panes_tick == 0)
    self->panes_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

void
ts_window_connect_panes (TsWindow *self)
{
  g_signal_connect_swapped (self->session, "notify::recording", G_CALLBACK (on_recording_changed), self);
  g_signal_connect_swapped (self->typing_stack_page, "notify::visible", G_CALLBACK (on_recording_changed), self);
  g_signal_connect_swapped (self->vertical_paned, "map", G_CALLBACK (on_recording_changed), self);
}
