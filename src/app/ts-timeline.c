/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-timeline-private.h"

#include <glib/gi18n-lib.h>

#include "ts-sentence.h"
#include "ts-timeline-navigate.h"
#include "ts-widget.h"

enum { PROP_0, PROP_PRESENTING, N_PROPS };

enum { CARD_GAP_PX = 6 };

/* A sentence beside names of lanes that are presented. */
#define CARD_TEXT_SHARE 0.75

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TsTimeline, ts_timeline, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    {
      gtk_label_set_text (label, text);
      gtk_widget_set_tooltip_text (GTK_WIDGET (label), text[0] != '\0' ? text : NULL);
    }
}

static void
update_sentence (TsTimeline *self)
{
  g_autofree char *sentence = ts_timeline_describe_selection (self->viewport);

  set_text (self->sentence, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lanes), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}

static void
update_source (gpointer widget)
{
  TsTimeline *self = TS_TIMELINE (widget);
  TsRecording *recording = self->viewport != NULL ? ts_viewport_get_recording (self->viewport) : NULL;
  g_autofree char *source = recording != NULL ? ts_timeline_describe_source (recording) : g_strdup ("");

  set_text (self->source, source);
}

/* Timeslice's own share changes all the time; who watches is told as soon as that is known. */
static void
queue_source (TsTimeline *self)
{
  gboolean changes_often = ts_viewport_is_live (self->viewport) && *gtk_label_get_text (self->source) != '\0';

  ts_refresh_queue (&self->source_refresh, changes_often ? TS_REFRESH_LABEL_MS : 0);
}

static void
on_recording_changed (TsTimeline *self)
{
  gboolean has_recording = ts_viewport_get_recording (self->viewport) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), !has_recording);
  update_source (self);
  update_sentence (self);
}

/* Beside the pointer, below the lane or, where there is no room, above it. */
static gboolean
on_place_card (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *place, TsTimeline *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (overlay)), height = gtk_widget_get_height (GTK_WIDGET (overlay));
  GtkRequisition size;
  int below, above;

  if (child != GTK_WIDGET (self->card))
    return FALSE;
  gtk_widget_get_preferred_size (child, NULL, &size);
  size.width = MIN (size.width, width);
  below = self->card_place.y + self->card_place.height + CARD_GAP_PX;
  above = self->card_place.y - CARD_GAP_PX - size.height;
  place->width = size.width;
  place->height = size.height;
  place->x = CLAMP (self->card_place.x + 2 * CARD_GAP_PX, 0, MAX (0, width - size.width));
  place->y = below + size.height <= height || above < 0 ? below : above;
  return TRUE;
}

static void
update_card (TsTimeline *self)
{
  TsRecording *recording = ts_viewport_get_recording (self->viewport);
  g_autofree char *text = NULL;
  TsLaneHit hit;

  if (recording != NULL && ts_lane_area_get_hover (self->lanes, &hit, &self->card_place))
    text = hit.slice >= 0 ? ts_sentence_of_slice (recording, hit.row->lane, (guint) hit.slice)
                          : ts_sentence_of_gap (recording, hit.row->lane, hit.time_ns);
  if (text != NULL && text[0] != '\0')
    ts_slice_card_set_text (self->card, text);
  gtk_widget_set_visible (GTK_WIDGET (self->card), text != NULL && text[0] != '\0');
  gtk_widget_queue_allocate (GTK_WIDGET (self->overlay));
}

static gboolean
on_card_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TsTimeline *self = TS_TIMELINE (widget);

  self->card_tick = 0;
  update_card (self);
  return G_SOURCE_REMOVE;
}

static void
refresh_card (gpointer widget)
{
  if (TS_TIMELINE (widget)->viewport != NULL)
    update_card (widget);
}

/* Whether it is a live run that moves, under a pointer that the card shows already. */
static gboolean
rests_on_a_run (TsTimeline *self)
{
  GdkRectangle place;
  TsLaneHit hit;

  return ts_viewport_is_live (self->viewport) && gtk_widget_get_visible (GTK_WIDGET (self->card))
         && ts_lane_area_get_hover (self->lanes, &hit, &place) && gdk_rectangle_equal (&place, &self->card_place);
}

/* The pointer also enters when what lies under it moves, in the midst of a frame that is too late to place a card. */
static void
on_hover_changed (TsTimeline *self)
{
  if (rests_on_a_run (self))
    ts_refresh_queue (&self->card_refresh, TS_REFRESH_LABEL_MS);
  else if (self->card_tick == 0)
    self->card_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_card_frame, NULL, NULL);
}

/* The slice under the pointer may have grown. */
static void
on_grown (TsTimeline *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->card)))
    ts_refresh_queue (&self->card_refresh, ts_viewport_is_live (self->viewport) ? TS_REFRESH_LABEL_MS : 0);
}

/* The desktop's text size is in its resolution: 96 × 1024 is the usual one. */
void
ts_timeline_update_size (TsTimeline *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  ts_timeline_rows_set_scale (self->rows, self->size * (dpi > 0 ? dpi / (96.0 * 1024) : 1));
}

void
ts_timeline_set_viewport (TsTimeline *self, TsViewport *viewport)
{
  g_return_if_fail (TS_IS_TIMELINE (self) && self->viewport == NULL);
  self->viewport = g_object_ref (viewport);
  ts_overview_set_view (self->overview, self->viewport, self->rows);
  ts_ruler_strip_set_view (self->ruler, self->viewport, self->rows);
  ts_lane_area_set_view (self->lanes, self->viewport, self->rows);
  ts_legend_strip_set_view (self->legend, self->rows);
  g_signal_connect_swapped (self->viewport, "notify::recording", G_CALLBACK (on_recording_changed), self);
  g_signal_connect_swapped (self->viewport, "selection-changed", G_CALLBACK (update_sentence), self);
  g_signal_connect_swapped (self->viewport, "grown", G_CALLBACK (on_grown), self);
  on_recording_changed (self);
}

void
ts_timeline_set_session (TsTimeline *self, TsSession *session)
{
  g_return_if_fail (TS_IS_TIMELINE (self) && self->session == NULL);
  self->session = g_object_ref (session);
  ts_timeline_set_viewport (self, ts_session_get_viewport (session));
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (update_source), self);
  /* Which source it is the run tells when it has begun, and what was lost while it goes on. */
  g_signal_connect_swapped (session, "changed", G_CALLBACK (queue_source), self);
}

static void
show_lanes_alone (TsTimeline *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->overview), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->legend), FALSE);
  gtk_widget_set_visible (self->status, FALSE);
}

void
ts_timeline_link (TsTimeline *above, TsTimeline *below)
{
  g_return_if_fail (TS_IS_TIMELINE (above) && above->viewport != NULL);
  g_return_if_fail (TS_IS_TIMELINE (below) && below->viewport != NULL);
  ts_timeline_rows_link (above->rows, below->rows);
  ts_viewport_link (above->viewport, below->viewport);
  show_lanes_alone (above);
  show_lanes_alone (below);
  gtk_widget_set_visible (GTK_WIDGET (below->ruler), FALSE);
}

void
ts_timeline_set_presenting (TsTimeline *self, gboolean presenting)
{
  g_return_if_fail (TS_IS_TIMELINE (self));
  if (ts_timeline_rows_get_presenting (self->rows) == (presenting != FALSE))
    return;
  ts_timeline_rows_set_presenting (self->rows, presenting);
  gtk_widget_set_visible (GTK_WIDGET (self->overview), !presenting);
  gtk_widget_set_visible (self->status, !presenting);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENTING]);
}

void
ts_timeline_set_text_px (TsTimeline *self, double px)
{
  g_return_if_fail (TS_IS_TIMELINE (self) && px > 0);
  ts_slice_card_set_text_px (self->card, px * CARD_TEXT_SHARE);
  ts_timeline_rows_set_scale (self->rows,
                              px * ts_timeline_rows_get_scale (self->rows) / ts_timeline_rows_get_name_px (self->rows));
}

gboolean
ts_timeline_get_presenting (TsTimeline *self)
{
  g_return_val_if_fail (TS_IS_TIMELINE (self), FALSE);
  return ts_timeline_rows_get_presenting (self->rows);
}

static void
ts_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_PRESENTING)
    g_value_set_boolean (value, ts_timeline_get_presenting (TS_TIMELINE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ts_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_PRESENTING)
    ts_timeline_set_presenting (TS_TIMELINE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ts_timeline_dispose (GObject *object)
{
  TsTimeline *self = TS_TIMELINE (object);

  ts_refresh_clear (&self->card_refresh);
  ts_refresh_clear (&self->source_refresh);
  if (self->viewport != NULL)
    g_signal_handlers_disconnect_by_data (self->viewport, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_pointer (&self->note, gtk_widget_unparent);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_TIMELINE);
  g_clear_object (&self->viewport);
  g_clear_object (&self->session);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (ts_timeline_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, TsTimeline, child)
  BIND (find_bar);
  BIND (find_entry);
  BIND (find_count);
  BIND (overview);
  BIND (ruler);
  BIND (overlay);
  BIND (lanes);
  BIND (card);
  BIND (empty_label);
  BIND (legend);
  BIND (status);
  BIND (sentence);
  BIND (source);
#undef BIND
}

static void
ts_timeline_class_init (TsTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TS_TYPE_OVERVIEW);
  g_type_ensure (TS_TYPE_RULER_STRIP);
  g_type_ensure (TS_TYPE_LANE_AREA);
  g_type_ensure (TS_TYPE_SLICE_CARD);
  g_type_ensure (TS_TYPE_LEGEND_STRIP);
  object_class->dispose = ts_timeline_dispose;
  object_class->get_property = ts_timeline_get_property;
  object_class->set_property = ts_timeline_set_property;
  properties[PROP_PRESENTING] = g_param_spec_boolean (
      "presenting", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-timeline.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_place_card);
  gtk_widget_class_bind_template_callback (widget_class, on_hover_changed);
  gtk_widget_class_bind_template_callback (widget_class, ts_timeline_on_find_changed);
  gtk_widget_class_bind_template_callback (widget_class, ts_timeline_on_find_next);
  gtk_widget_class_bind_template_callback (widget_class, ts_timeline_on_find_previous);
  gtk_widget_class_bind_template_callback (widget_class, ts_timeline_on_find_stop);
  ts_timeline_install_actions (widget_class);
}

static void
ts_timeline_init (TsTimeline *self)
{
  self->size = 1;
  self->rows = ts_timeline_rows_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ts_refresh_init (&self->card_refresh, GTK_WIDGET (self), refresh_card);
  ts_refresh_init (&self->source_refresh, GTK_WIDGET (self), update_source);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (ts_timeline_update_size), self, G_CONNECT_SWAPPED);
  ts_timeline_update_size (self);
}

void
ts_timeline_set_is_complete (TsTimeline *self, gboolean is_complete)
{
  g_return_if_fail (TS_IS_TIMELINE (self));
  gtk_widget_set_visible (GTK_WIDGET (self->legend), is_complete);
  gtk_widget_set_visible (GTK_WIDGET (self->overview), is_complete);
}
