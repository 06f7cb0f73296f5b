/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-transport.h"

#include <glib/gi18n-lib.h>

#include "ts-flow-layout.h"
#include "ts-refresh.h"
#include "ts-widget.h"

enum { SPACING_PX = 6 };

struct _TsTransport {
  GtkWidget parent_instance;

  TsSession *session;
  TsPlayer *player;
  TsRefresh refresh;

  GtkBox *row, *buttons;
  GtkButton *play_button;
  GtkDropDown *speed_choice;
  GtkInscription *position;
  GtkToggleButton *live_button;
};

G_DEFINE_FINAL_TYPE (TsTransport, ts_transport, GTK_TYPE_WIDGET)

static gboolean
follows_a_run (TsTransport *self)
{
  TsViewport *viewport = ts_session_get_viewport (self->session);

  return ts_session_get_state (self->session) != TS_SESSION_IDLE && ts_viewport_get_follows (viewport);
}

/* Milliseconds, with as many decimals as can be told apart in a window so wide. */
static char *
format_ms (gint64 time_ns, gint64 width_ns)
{
  int decimals = 1;

  for (gint64 fine_ns = 100000000; decimals < 4 && width_ns < fine_ns; fine_ns /= 10)
    decimals++;
  return g_strdup_printf ("%'.*f", decimals, (double) time_ns / 1e6);
}

static char *
describe_position (TsTransport *self)
{
  TsViewport *viewport = ts_session_get_viewport (self->session);
  gint64 width_ns = ts_viewport_get_end_ns (viewport) - ts_viewport_get_begin_ns (viewport);
  g_autofree char *instant = format_ms (ts_viewport_get_instant_ns (viewport), width_ns);

  g_autofree char *length = format_ms (ts_viewport_get_length_ns (viewport), width_ns);

  if (ts_session_get_recording (self->session) == NULL)
    return g_strdup ("");
  if (follows_a_run (self))
    return g_strdup_printf (_("%s ms"), instant);
  /* Translators: the instant that is shown and how long the run is: “1288.7 ms of 3206.1 ms” */
  return g_strdup_printf (_("%s ms of %s ms"), instant, length);
}

static void
update_position (gpointer widget)
{
  TsTransport *self = TS_TRANSPORT (widget);
  g_autofree char *text = NULL;

  if (self->session == NULL)
    return;
  text = describe_position (self);
  if (g_strcmp0 (text, gtk_inscription_get_text (self->position)) == 0)
    return;
  gtk_inscription_set_text (self->position, text);
}

/* All of the text, where there is no room for it: asked for when it is wanted, since setting a tooltip with each picture of
 * a live run has GTK lay out the window anew. */
static gboolean
on_position_tooltip (TsTransport *self, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_inscription_get_text (self->position));
  return TRUE;
}

static void
update_play_button (TsTransport *self)
{
  gboolean is_run = follows_a_run (self);
  gboolean goes_on = is_run ? ts_session_get_state (self->session) == TS_SESSION_RUNNING
                            : ts_player_is_playing (self->player);
  const char *tooltip = is_run ? (goes_on ? _("Pause the Run") : _("Go On with the Run"))
                               : (goes_on ? _("Pause the Replay") : _("Play the Recording"));

  gtk_button_set_icon_name (self->play_button,
                            goes_on ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play_button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
}

static void
update_state (TsTransport *self)
{
  gboolean is_live = ts_session_get_state (self->session) != TS_SESSION_IDLE;

  gtk_widget_set_visible (GTK_WIDGET (self->live_button), is_live);
  gtk_toggle_button_set_active (self->live_button, follows_a_run (self));
  update_play_button (self);
  update_position (self);
}

static void
on_instant_changed (TsTransport *self)
{
  ts_refresh_queue (&self->refresh, follows_a_run (self) ? TS_REFRESH_LIVE_MS : TS_REFRESH_REPLAY_MS);
}

static void
on_live_toggled (TsTransport *self)
{
  gboolean active = gtk_toggle_button_get_active (self->live_button);

  if (self->session != NULL && ts_session_get_state (self->session) != TS_SESSION_IDLE)
    ts_viewport_set_follows (ts_session_get_viewport (self->session), active);
}

static void
on_speed_chosen (TsTransport *self)
{
  ts_player_set_speed (self->player, (int) gtk_drop_down_get_selected (self->speed_choice));
}

static void
on_speed_changed (TsTransport *self)
{
  gtk_drop_down_set_selected (self->speed_choice, (guint) ts_player_get_speed (self->player));
}

static void
disconnect_session (TsTransport *self)
{
  if (self->session == NULL)
    return;
  ts_player_set_viewport (self->player, NULL);
  g_signal_handlers_disconnect_by_data (ts_session_get_viewport (self->session), self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
}

static void
ts_transport_dispose (GObject *object)
{
  TsTransport *self = TS_TRANSPORT (object);

  disconnect_session (self);
  ts_refresh_clear (&self->refresh);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_TRANSPORT);
  g_clear_object (&self->player);
  G_OBJECT_CLASS (ts_transport_parent_class)->dispose (object);
}

static void
ts_transport_class_init (TsTransportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_transport_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-transport.ui");
  gtk_widget_class_bind_template_child (widget_class, TsTransport, row);
  gtk_widget_class_bind_template_child (widget_class, TsTransport, buttons);
  gtk_widget_class_bind_template_child (widget_class, TsTransport, play_button);
  gtk_widget_class_bind_template_child (widget_class, TsTransport, speed_choice);
  gtk_widget_class_bind_template_child (widget_class, TsTransport, position);
  gtk_widget_class_bind_template_child (widget_class, TsTransport, live_button);
}

/* Time runs from left to right in every language. */
static void
fix_direction (GtkWidget *box)
{
  gtk_widget_set_direction (box, GTK_TEXT_DIR_LTR);
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gtk_widget_set_direction (child, GTK_TEXT_DIR_LTR);
      gtk_widget_set_direction (gtk_widget_get_first_child (child), GTK_TEXT_DIR_LTR);
    }
}

static void
fill_speeds (TsTransport *self)
{
  guint n_speeds;
  const TsSpeed *speeds = ts_player_get_speeds (&n_speeds);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_speeds; i++)
    gtk_string_list_append (labels, _(speeds[i].label));
  gtk_drop_down_set_model (self->speed_choice, G_LIST_MODEL (labels));
  on_speed_changed (self);
}

static void
ts_transport_init (TsTransport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->row), ts_flow_layout_new (SPACING_PX, SPACING_PX, 0));
  ts_refresh_init (&self->refresh, GTK_WIDGET (self), update_position);
  self->player = ts_player_new (GTK_WIDGET (self));
  fix_direction (GTK_WIDGET (self->buttons));
  fill_speeds (self);
  g_signal_connect_swapped (self->player, "notify::speed", G_CALLBACK (on_speed_changed), self);
  g_signal_connect_swapped (self->player, "notify::playing", G_CALLBACK (update_play_button), self);
  g_signal_connect_swapped (self->speed_choice, "notify::selected", G_CALLBACK (on_speed_chosen), self);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->position), TRUE);
  g_signal_connect_swapped (self->position, "query-tooltip", G_CALLBACK (on_position_tooltip), self);
  g_signal_connect_swapped (self->live_button, "toggled", G_CALLBACK (on_live_toggled), self);
}

void
ts_transport_set_session (TsTransport *self, TsSession *session)
{
  TsViewport *viewport;

  g_return_if_fail (TS_IS_TRANSPORT (self) && TS_IS_SESSION (session));
  if (self->session == session)
    return;
  disconnect_session (self);
  self->session = g_object_ref (session);
  viewport = ts_session_get_viewport (session);
  ts_player_set_viewport (self->player, viewport);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (update_state), self);
  g_signal_connect_swapped (viewport, "notify::follows", G_CALLBACK (update_state), self);
  g_signal_connect_swapped (viewport, "notify::recording", G_CALLBACK (update_state), self);
  g_signal_connect_swapped (viewport, "notify::instant-ns", G_CALLBACK (on_instant_changed), self);
  g_signal_connect_swapped (viewport, "notify::begin-ns", G_CALLBACK (on_instant_changed), self);
  g_signal_connect_swapped (viewport, "notify::end-ns", G_CALLBACK (on_instant_changed), self);
  update_state (self);
}

TsPlayer *
ts_transport_get_player (TsTransport *self)
{
  g_return_val_if_fail (TS_IS_TRANSPORT (self), NULL);
  return self->player;
}

void
ts_transport_play_pause (TsTransport *self)
{
  g_return_if_fail (TS_IS_TRANSPORT (self) && self->session != NULL);
  if (follows_a_run (self))
    ts_session_pause (self->session);
  else if (ts_player_is_playing (self->player))
    ts_player_pause (self->player);
  else
    ts_player_play (self->player);
}
