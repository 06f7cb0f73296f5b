/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-player.h"

#include <glib/gi18n-lib.h>

#include "ts-events.h"

/* A frame that took longer (the window was hidden) counts as so long. */
enum { LONGEST_FRAME_US = 250000 };

enum { DEFAULT_SPEED = 4 };

struct _TsPlayer {
  GObject parent_instance;

  GtkWidget *widget;
  TsViewport *viewport;
  int speed;
  guint tick;             /* 0: does not play */
  gint64 frame_us;        /* time of the last frame; 0: none yet */
  gint64 shown_ns;        /* the instant that the player has set last */
  double position_ns;     /* the same with what is less than a nanosecond */
};

enum { PROP_0, PROP_PLAYING, PROP_SPEED, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TsPlayer, ts_player, G_TYPE_OBJECT)

static const TsSpeed speeds[] = {
  /* Translators: how fast a recording is replayed, as a factor */
  { 0.001, N_("× 1/1000") },
  { 1.0 / 300, N_("× 1/300") },
  { 0.01, N_("× 1/100") },
  { 1.0 / 30, N_("× 1/30") },
  { 0.1, N_("× 1/10") },
  { 1.0 / 3, N_("× 1/3") },
  { 1, N_("× 1") },
  { 2, N_("× 2") },
  { 4, N_("× 4") },
};

const TsSpeed *
ts_player_get_speeds (guint *count)
{
  *count = G_N_ELEMENTS (speeds);
  return speeds;
}

static void
ts_player_dispose (GObject *object)
{
  TsPlayer *self = TS_PLAYER (object);

  ts_player_set_viewport (self, NULL);
  G_OBJECT_CLASS (ts_player_parent_class)->dispose (object);
}

static void
ts_player_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  TsPlayer *self = TS_PLAYER (object);

  if (id == PROP_PLAYING)
    g_value_set_boolean (value, self->tick != 0);
  else if (id == PROP_SPEED)
    g_value_set_int (value, self->speed);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ts_player_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_SPEED)
    ts_player_set_speed (TS_PLAYER (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ts_player_class_init (TsPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ts_player_dispose;
  object_class->get_property = ts_player_get_property;
  object_class->set_property = ts_player_set_property;

  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPEED] = g_param_spec_int ("speed", NULL, NULL, 0, G_N_ELEMENTS (speeds) - 1, DEFAULT_SPEED,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ts_player_init (TsPlayer *self)
{
  self->speed = DEFAULT_SPEED;
}

TsPlayer *
ts_player_new (GtkWidget *widget)
{
  TsPlayer *self = g_object_new (TS_TYPE_PLAYER, NULL);

  self->widget = widget;
  return self;
}

void
ts_player_set_viewport (TsPlayer *self, TsViewport *viewport)
{
  g_return_if_fail (TS_IS_PLAYER (self));
  if (self->viewport == viewport)
    return;
  ts_player_pause (self);
  if (self->viewport != NULL)
    g_signal_handlers_disconnect_by_data (self->viewport, self);
  g_set_object (&self->viewport, viewport);
  if (viewport != NULL)
    g_signal_connect_swapped (viewport, "notify::recording", G_CALLBACK (ts_player_pause), self);
}

static void
arrive (TsPlayer *self, gint64 length_ns)
{
  if (ts_viewport_is_live (self->viewport))
    ts_viewport_set_follows (self->viewport, TRUE);
  else
    ts_viewport_carry (self->viewport, length_ns);
  ts_player_pause (self);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TsPlayer *self = data;
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  gint64 passed_us = self->frame_us != 0 ? CLAMP (now_us - self->frame_us, 0, LONGEST_FRAME_US) : 0;
  gint64 instant_ns = ts_viewport_get_instant_ns (self->viewport);
  gint64 length_ns = ts_viewport_get_length_ns (self->viewport);

  self->frame_us = now_us;
  if (instant_ns != self->shown_ns) /* somebody has moved the playhead */
    self->position_ns = (double) instant_ns;
  self->position_ns += (double) passed_us * 1000 * speeds[self->speed].factor;
  self->shown_ns = (gint64) self->position_ns;
  if (ts_viewport_is_live (self->viewport) && ts_viewport_get_follows (self->viewport))
    ts_player_pause (self);
  else if (self->shown_ns >= length_ns)
    arrive (self, length_ns);
  else
    ts_viewport_carry (self->viewport, self->shown_ns);
  return self->tick != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Where to begin: at the playhead if it can be seen and something comes after it. */
static gint64
choose_begin (TsPlayer *self)
{
  gint64 instant_ns = ts_viewport_get_instant_ns (self->viewport);
  gint64 begin_ns = ts_viewport_get_begin_ns (self->viewport);

  if (instant_ns < begin_ns || instant_ns > ts_viewport_get_end_ns (self->viewport)
      || instant_ns >= ts_viewport_get_length_ns (self->viewport))
    return begin_ns;
  return instant_ns;
}

void
ts_player_play (TsPlayer *self)
{
  g_return_if_fail (TS_IS_PLAYER (self));
  if (self->tick != 0 || self->viewport == NULL || ts_viewport_get_recording (self->viewport) == NULL)
    return;
  ts_player_seek (self, choose_begin (self));
  self->shown_ns = ts_viewport_get_instant_ns (self->viewport);
  self->position_ns = (double) self->shown_ns;
  self->frame_us = 0;
  self->tick = gtk_widget_add_tick_callback (self->widget, on_tick, self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

void
ts_player_pause (TsPlayer *self)
{
  g_return_if_fail (TS_IS_PLAYER (self));
  if (self->tick == 0)
    return;
  gtk_widget_remove_tick_callback (self->widget, self->tick);
  self->tick = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

gboolean
ts_player_is_playing (TsPlayer *self)
{
  g_return_val_if_fail (TS_IS_PLAYER (self), FALSE);
  return self->tick != 0;
}

void
ts_player_set_speed (TsPlayer *self, int speed)
{
  g_return_if_fail (TS_IS_PLAYER (self));
  speed = CLAMP (speed, 0, (int) G_N_ELEMENTS (speeds) - 1);
  if (self->speed == speed)
    return;
  self->speed = speed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
}

int
ts_player_get_speed (TsPlayer *self)
{
  g_return_val_if_fail (TS_IS_PLAYER (self), 0);
  return self->speed;
}

void
ts_player_seek (TsPlayer *self, gint64 instant_ns)
{
  g_return_if_fail (TS_IS_PLAYER (self));
  if (self->viewport == NULL || ts_viewport_get_recording (self->viewport) == NULL)
    return;
  if (ts_viewport_is_live (self->viewport))
    ts_viewport_set_follows (self->viewport, FALSE);
  ts_viewport_set_instant_ns (self->viewport, instant_ns);
  ts_viewport_reveal (self->viewport, ts_viewport_get_instant_ns (self->viewport));
}

void
ts_player_step (TsPlayer *self, gboolean forward)
{
  gint64 event_ns, length_ns;
  TsRecording *recording;

  g_return_if_fail (TS_IS_PLAYER (self));
  recording = self->viewport != NULL ? ts_viewport_get_recording (self->viewport) : NULL;
  if (recording == NULL)
    return;
  ts_player_pause (self);
  length_ns = ts_viewport_get_length_ns (self->viewport);
  event_ns = forward ? ts_events_next (recording, ts_viewport_get_instant_ns (self->viewport))
                     : ts_events_previous (recording, ts_viewport_get_instant_ns (self->viewport));
  if (event_ns < 0)
    event_ns = forward ? length_ns : 0;
  ts_player_seek (self, event_ns);
}
