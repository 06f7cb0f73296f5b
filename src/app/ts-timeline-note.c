/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a note on a slice, a range or the instant that is shown.
 */
#include "config.h"

#include "ts-timeline-private.h"

#include <glib/gi18n-lib.h>

#include "ts-timeline-navigate.h"

static void
add_note (TsTimeline *self, const char *text)
{
  TsRecording *recording = ts_viewport_get_recording (self->viewport);
  const TsSelection *selection = ts_viewport_get_selection (self->viewport);
  gint64 begin_ns, end_ns;
  g_autofree char *lane = NULL;

  if (recording == NULL || text[0] == '\0')
    return;
  if (!ts_timeline_get_selected_time (self->viewport, &begin_ns, &end_ns))
    begin_ns = end_ns = ts_viewport_get_instant_ns (self->viewport);
  lane = ts_lane_id_to_string (selection->lane, recording);
  ts_recording_add_note (recording, begin_ns, end_ns, lane, text);
  if (self->session != NULL)
    ts_session_set_dirty (self->session, TRUE);
  ts_viewport_grow (self->viewport);
}

static void
on_activate (GtkEntry *entry, TsTimeline *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  add_note (self, text);
  gtk_popover_popdown (GTK_POPOVER (self->note));
}

static void
on_closed (TsTimeline *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->lanes));
}

/* In the middle of what the note is about, on the ruler, as far as it is seen. */
static void
point_to_selection (TsTimeline *self)
{
  gint64 begin_ns, end_ns;
  TsAxis axis;
  int x;

  if (!ts_timeline_get_selected_time (self->viewport, &begin_ns, &end_ns))
    begin_ns = end_ns = ts_viewport_get_instant_ns (self->viewport);
  ts_lane_area_get_axis (self->lanes, &axis);
  begin_ns += (end_ns - begin_ns) / 2;
  x = (int) ts_axis_to_px (&axis, CLAMP (begin_ns, axis.begin_ns, axis.end_ns));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->note),
                               &(GdkRectangle) { x, 0, 1, gtk_widget_get_height (GTK_WIDGET (self->ruler)) });
}

void
ts_timeline_ask_note (TsTimeline *self)
{
  GtkWidget *entry = gtk_entry_new ();

  g_clear_pointer (&self->note, gtk_widget_unparent);
  self->note = gtk_popover_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("A note on what is selected"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 30);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Note"), -1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (self->note, "closed", G_CALLBACK (on_closed), self);
  gtk_popover_set_child (GTK_POPOVER (self->note), entry);
  gtk_widget_set_parent (self->note, GTK_WIDGET (self->ruler));
  point_to_selection (self);
  gtk_popover_popup (GTK_POPOVER (self->note));
}
