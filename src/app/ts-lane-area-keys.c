/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys of the lanes when they have the focus.  What they do are the timeline.* actions.
 */
#include "config.h"

#include "ts-lane-area-private.h"

#include <glib/gi18n-lib.h>

#include "ts-timeline-keys.h"

#define CONTROL GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK

static const TsTimelineKey keys[] = {
  { "timeline.previous-slice", N_("Previous slice of the lane"), { { GDK_KEY_Left, 0 } } },
  { "timeline.next-slice", N_("Next slice of the lane"), { { GDK_KEY_Right, 0 } } },
  { "timeline.previous-lane", N_("Lane above"), { { GDK_KEY_Up, 0 } } },
  { "timeline.next-lane", N_("Lane below"), { { GDK_KEY_Down, 0 } } },
  { "timeline.previous-event", N_("Playhead to the event before"), { { GDK_KEY_comma, 0 } } },
  { "timeline.next-event", N_("Playhead to the next event"), { { GDK_KEY_period, 0 } } },
  { "timeline.follow-cause", N_("To the task that let the selected one go on"), { { GDK_KEY_bracketleft, 0 } } },
  { "timeline.follow-effect", N_("To the task that the selected one let go on"), { { GDK_KEY_bracketright, 0 } } },
  { "timeline.zoom-in", N_("Zoom in"), { { GDK_KEY_plus, 0 }, { GDK_KEY_equal, 0 }, { GDK_KEY_KP_Add, 0 } } },
  { "timeline.zoom-out", N_("Zoom out"), { { GDK_KEY_minus, 0 }, { GDK_KEY_KP_Subtract, 0 } } },
  { "timeline.pan-back", N_("Back in time"), { { GDK_KEY_Left, CONTROL } } },
  { "timeline.pan-on", N_("On in time"), { { GDK_KEY_Right, CONTROL } } },
  { "timeline.show-all", N_("Whole run"), { { GDK_KEY_Home, 0 }, { GDK_KEY_KP_Home, 0 } } },
  { "timeline.centre", N_("Centre the selection; again: as large as fits"), { { GDK_KEY_f, 0 } } },
  { "timeline.undo-zoom", N_("Undo the zoom"), { { GDK_KEY_z, CONTROL } } },
  { "timeline.redo-zoom", N_("Redo the zoom"), { { GDK_KEY_z, CONTROL | SHIFT } } },
  { "timeline.find", N_("Find a lane, a note or a printed line"), { { GDK_KEY_f, CONTROL } } },
  { "timeline.note", N_("Write a note"), { { GDK_KEY_m, 0 } } },
  { "timeline.fold", N_("Fold the group of the lane"), { { GDK_KEY_Return, 0 }, { GDK_KEY_KP_Enter, 0 } } },
  { "timeline.pin", N_("Pin the lane to the top"), { { GDK_KEY_p, 0 } } },
  { "timeline.move-up", N_("Move the lane up"), { { GDK_KEY_Up, GDK_ALT_MASK } } },
  { "timeline.move-down", N_("Move the lane down"), { { GDK_KEY_Down, GDK_ALT_MASK } } },
  { "timeline.hide", N_("Hide the lane"), { { GDK_KEY_h, 0 } } },
  { "timeline.larger", N_("Larger lanes and text"), { { GDK_KEY_plus, CONTROL }, { GDK_KEY_equal, CONTROL }, { GDK_KEY_KP_Add, CONTROL } } },
  { "timeline.smaller", N_("Smaller lanes and text"), { { GDK_KEY_minus, CONTROL }, { GDK_KEY_KP_Subtract, CONTROL } } },
  { "timeline.usual-size", N_("Usual size"), { { GDK_KEY_0, CONTROL }, { GDK_KEY_KP_0, CONTROL } } },
  { "timeline.clear", N_("Select nothing"), { { GDK_KEY_Escape, 0 } } },
};

const TsTimelineKey *
ts_timeline_keys_get (guint *count)
{
  *count = G_N_ELEMENTS (keys);
  return keys;
}

/* The menu of the selected lane, where its name is. */
static gboolean
on_menu_key (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  TsLaneArea *self = TS_LANE_AREA (widget);
  const TsTimelineRow *row;

  if (self->viewport == NULL)
    return FALSE;
  row = ts_timeline_rows_find_lane (self->rows, ts_viewport_get_selection (self->viewport)->lane);
  ts_lane_area_show_menu (self, 20, row != NULL ? ts_lane_area_get_row_y (self, row) + row->height_px / 2 : 4);
  return TRUE;
}

void
ts_lane_area_install_keys (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    for (guint k = 0; k < TS_TIMELINE_MOST_KEYS && keys[i].keys[k].value != 0; k++)
      gtk_widget_class_add_binding_action (widget_class, keys[i].keys[k].value, keys[i].keys[k].modifiers,
                                           keys[i].action, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
}
