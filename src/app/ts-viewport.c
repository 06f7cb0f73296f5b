/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-viewport-private.h"

enum { MOST_UNDO = 100 };

/* How much of a live run is seen at first, before the user has chosen. */
#define FIRST_WINDOW_NS G_GINT64_CONSTANT (4000000000)

enum {
  PROP_0,
  PROP_RECORDING,
  PROP_BEGIN_NS,
  PROP_END_NS,
  PROP_INSTANT_NS,
  PROP_FOLLOWS,
  N_PROPS
};

enum { SIGNAL_SELECTION_CHANGED, SIGNAL_GROWN, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsViewport, ts_viewport, G_TYPE_OBJECT)

static void
ts_viewport_finalize (GObject *object)
{
  TsViewport *self = TS_VIEWPORT (object);

  if (self->peer != NULL)
    g_clear_weak_pointer (&self->peer->peer);
  g_clear_weak_pointer (&self->peer);
  g_clear_object (&self->recording);
  g_array_unref (self->undo);
  g_array_unref (self->redo);
  G_OBJECT_CLASS (ts_viewport_parent_class)->finalize (object);
}

static void
ts_viewport_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  TsViewport *self = TS_VIEWPORT (object);

  switch (id)
    {
    case PROP_RECORDING:
      g_value_set_object (value, self->recording);
      break;
    case PROP_BEGIN_NS:
      g_value_set_int64 (value, self->window.begin_ns);
      break;
    case PROP_END_NS:
      g_value_set_int64 (value, self->window.end_ns);
      break;
    case PROP_INSTANT_NS:
      g_value_set_int64 (value, self->instant_ns);
      break;
    case PROP_FOLLOWS:
      g_value_set_boolean (value, self->follows);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ts_viewport_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  TsViewport *self = TS_VIEWPORT (object);

  if (id == PROP_RECORDING)
    ts_viewport_set_recording (self, g_value_get_object (value));
  else if (id == PROP_FOLLOWS)
    ts_viewport_set_follows (self, g_value_get_boolean (value));
  else if (id == PROP_INSTANT_NS)
    ts_viewport_set_instant_ns (self, g_value_get_int64 (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static GParamSpec *
new_time_property (const char *name, GParamFlags flags)
{
  return g_param_spec_int64 (name, NULL, NULL, 0, G_MAXINT64, 0,
                             flags | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
ts_viewport_class_init (TsViewportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = ts_viewport_finalize;
  object_class->get_property = ts_viewport_get_property;
  object_class->set_property = ts_viewport_set_property;

  properties[PROP_RECORDING] = g_param_spec_object ("recording", NULL, NULL, TS_TYPE_RECORDING, flags);
  properties[PROP_BEGIN_NS] = new_time_property ("begin-ns", G_PARAM_READABLE);
  properties[PROP_END_NS] = new_time_property ("end-ns", G_PARAM_READABLE);
  properties[PROP_INSTANT_NS] = new_time_property ("instant-ns", G_PARAM_READWRITE);
  properties[PROP_FOLLOWS] = g_param_spec_boolean ("follows", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", TS_TYPE_VIEWPORT, G_SIGNAL_RUN_LAST,
                                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_GROWN] = g_signal_new ("grown", TS_TYPE_VIEWPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
}

static void
ts_viewport_init (TsViewport *self)
{
  self->window.end_ns = FIRST_WINDOW_NS;
  self->follows = TRUE;
  self->shows_all = TRUE;
  self->selection.slice = -1;
  self->undo = g_array_new (FALSE, FALSE, sizeof (TsViewportWindow));
  self->redo = g_array_new (FALSE, FALSE, sizeof (TsViewportWindow));
}

TsViewport *
ts_viewport_new (void)
{
  return g_object_new (TS_TYPE_VIEWPORT, NULL);
}

TsRecording *
ts_viewport_get_recording (TsViewport *self)
{
  g_return_val_if_fail (TS_IS_VIEWPORT (self), NULL);
  return self->recording;
}

gint64
ts_viewport_get_length_ns (TsViewport *self)
{
  gint64 length_ns = self->head_ns;

  g_return_val_if_fail (TS_IS_VIEWPORT (self), 1);
  if (self->recording != NULL && self->head_ns == 0)
    length_ns = MAX (ts_recording_get_end_ns (self->recording),
                     ts_recording_get_facts (self->recording)->duration_ns);
  return MAX (length_ns, 1);
}

gboolean
ts_viewport_is_live (TsViewport *self)
{
  g_return_val_if_fail (TS_IS_VIEWPORT (self), FALSE);
  return self->head_ns > 0;
}

/* How long the axis is: a linked viewport may have the longer run. */
gint64
ts_viewport_get_axis_ns (TsViewport *self)
{
  gint64 length_ns = ts_viewport_get_length_ns (self);

  return self->peer != NULL ? MAX (length_ns, ts_viewport_get_length_ns (self->peer)) : length_ns;
}

/* The window, moved and shortened so that it lies in the run, or in what is kept free for it while it goes on. */
TsViewportWindow
ts_viewport_fit_window (TsViewport *self, TsViewportWindow window)
{
  gint64 free_ns = self->head_ns > 0 && self->follows ? self->window.end_ns : 0;
  gint64 length_ns = MAX (MAX (ts_viewport_get_axis_ns (self), free_ns), TS_VIEWPORT_LEAST_NS);
  gint64 width_ns = CLAMP (window.end_ns - window.begin_ns, TS_VIEWPORT_LEAST_NS, length_ns);

  window.begin_ns = CLAMP (window.begin_ns, 0, length_ns - width_ns);
  window.end_ns = window.begin_ns + width_ns;
  return window;
}

static gboolean
is_same (TsViewportWindow a, TsViewportWindow b)
{
  return a.begin_ns == b.begin_ns && a.end_ns == b.end_ns;
}

void
ts_viewport_set_window (TsViewport *self, TsViewportWindow window)
{
  if (window.begin_ns != self->window.begin_ns)
    {
      self->window.begin_ns = window.begin_ns;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BEGIN_NS]);
    }
  if (window.end_ns != self->window.end_ns)
    {
      self->window.end_ns = window.end_ns;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_END_NS]);
    }
  if (self->peer != NULL && !is_same (self->peer->window, window))
    ts_viewport_set_window (self->peer, window);
}

static void
set_shows_all (TsViewport *self, gboolean shows_all)
{
  self->shows_all = shows_all;
  if (self->peer != NULL)
    self->peer->shows_all = shows_all;
}

static gboolean
covers_all (TsViewport *self, TsViewportWindow window)
{
  return window.begin_ns <= 0 && window.end_ns >= ts_viewport_get_axis_ns (self);
}

static void
keep_for_undo (TsViewport *self)
{
  if (self->n_gestures > 0 && self->is_kept)
    return;
  if (self->undo->len == MOST_UNDO)
    g_array_remove_index (self->undo, 0);
  g_array_append_val (self->undo, self->window);
  g_array_set_size (self->redo, 0);
  self->is_kept = TRUE;
}

/* A window that the user has chosen: can be undone, and what lies in the past stops following. */
static void
choose_window (TsViewport *self, TsViewportWindow window)
{
  window = ts_viewport_fit_window (self, window);
  if (is_same (window, self->window))
    return;
  keep_for_undo (self);
  set_shows_all (self, covers_all (self, window));
  if (self->head_ns > 0 && window.end_ns < MIN (self->head_ns, self->window.end_ns))
    ts_viewport_set_follows (self, FALSE);
  ts_viewport_set_window (self, window);
}

void
ts_viewport_show (TsViewport *self, gint64 begin_ns, gint64 end_ns)
{
  g_return_if_fail (TS_IS_VIEWPORT (self));
  choose_window (self, (TsViewportWindow) { begin_ns, end_ns });
}

void
ts_viewport_show_all (TsViewport *self)
{
  g_return_if_fail (TS_IS_VIEWPORT (self));
  choose_window (self, (TsViewportWindow) { 0, ts_viewport_get_axis_ns (self) });
  set_shows_all (self, TRUE);
  if (self->head_ns > 0 && self->follows)
    ts_viewport_follow (self);
}

void
ts_viewport_zoom (TsViewport *self, double factor, gint64 about_ns)
{
  TsViewportWindow window;

  g_return_if_fail (TS_IS_VIEWPORT (self) && factor > 0);
  window = self->window;
  window.begin_ns = about_ns - (gint64) ((double) (about_ns - window.begin_ns) / factor);
  window.end_ns = about_ns + (gint64) ((double) (window.end_ns - about_ns) / factor);
  choose_window (self, window);
}

void
ts_viewport_pan (TsViewport *self, double share)
{
  gint64 by_ns;

  g_return_if_fail (TS_IS_VIEWPORT (self));
  by_ns = (gint64) (share * (double) (self->window.end_ns - self->window.begin_ns));
  choose_window (self, (TsViewportWindow) { self->window.begin_ns + by_ns, self->window.end_ns + by_ns });
}

void
ts_viewport_reveal (TsViewport *self, gint64 time_ns)
{
  gint64 width_ns, margin_ns;

  g_return_if_fail (TS_IS_VIEWPORT (self));
  width_ns = self->window.end_ns - self->window.begin_ns;
  margin_ns = width_ns / 10;
  if (time_ns < self->window.begin_ns)
    ts_viewport_set_window (self, ts_viewport_fit_window (self, (TsViewportWindow) { time_ns - margin_ns, time_ns - margin_ns + width_ns }));
  else if (time_ns >= self->window.end_ns)
    ts_viewport_set_window (self, ts_viewport_fit_window (self, (TsViewportWindow) { time_ns + margin_ns - width_ns, time_ns + margin_ns }));
}

void
ts_viewport_carry (TsViewport *self, gint64 instant_ns)
{
  gint64 width_ns, before_ns, most_ns, begin_ns;

  g_return_if_fail (TS_IS_VIEWPORT (self));
  width_ns = self->window.end_ns - self->window.begin_ns;
  before_ns = self->instant_ns - self->window.begin_ns;
  begin_ns = self->window.begin_ns;
  /* It stays where it is in the window if it already was in the last quarter. */
  most_ns = before_ns <= width_ns ? MAX (before_ns, width_ns / 4 * 3) : width_ns / 4 * 3;
  ts_viewport_set_instant_ns (self, instant_ns);
  if (self->instant_ns < begin_ns)
    begin_ns = self->instant_ns - width_ns / 4;
  else
    begin_ns = MAX (begin_ns, self->instant_ns - most_ns);
  ts_viewport_set_window (self, ts_viewport_fit_window (self, (TsViewportWindow) { begin_ns, begin_ns + width_ns }));
}

/* Moves the present window on to `to` and takes the last one of `from`. */
static gboolean
step_back (TsViewport *self, GArray *from, GArray *to)
{
  TsViewportWindow window;

  if (from->len == 0)
    return FALSE;
  window = g_array_index (from, TsViewportWindow, from->len - 1);
  g_array_set_size (from, from->len - 1);
  g_array_append_val (to, self->window);
  window = ts_viewport_fit_window (self, window);
  set_shows_all (self, covers_all (self, window));
  ts_viewport_set_window (self, window);
  return TRUE;
}

gboolean
ts_viewport_undo (TsViewport *self)
{
  g_return_val_if_fail (TS_IS_VIEWPORT (self), FALSE);
  return step_back (self, self->undo, self->redo);
}

gboolean
ts_viewport_redo (TsViewport *self)
{
  g_return_val_if_fail (TS_IS_VIEWPORT (self), FALSE);
  return step_back (self, self->redo, self->undo);
}

void
ts_viewport_begin_gesture (TsViewport *self)
{
  g_return_if_fail (TS_IS_VIEWPORT (self));
  if (self->n_gestures++ == 0)
    self->is_kept = FALSE;
}

void
ts_viewport_end_gesture (TsViewport *self)
{
  g_return_if_fail (TS_IS_VIEWPORT (self) && self->n_gestures > 0);
  self->n_gestures--;
}

gint64
ts_viewport_get_begin_ns (TsViewport *self)
{
  g_return_val_if_fail (TS_IS_VIEWPORT (self), 0);
  return self->window.begin_ns;
}

gint64
ts_viewport_get_end_ns (TsViewport *self)
{
  g_return_val_if_fail (TS_IS_VIEWPORT (self), 1);
  return self->window.end_ns;
}

void
ts_viewport_move_instant (TsViewport *self, gint64 instant_ns)
{
  instant_ns = CLAMP (instant_ns, 0, ts_viewport_get_length_ns (self));
  if (instant_ns == self->instant_ns)
    return;
  self->instant_ns = instant_ns;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSTANT_NS]);
}

void
ts_viewport_set_instant_ns (TsViewport *self, gint64 instant_ns)
{
  g_return_if_fail (TS_IS_VIEWPORT (self));
  ts_viewport_move_instant (self, instant_ns);
  if (self->peer != NULL)
    ts_viewport_move_instant (self->peer, instant_ns);
}

gint64
ts_viewport_get_instant_ns (TsViewport *self)
{
  g_return_val_if_fail (TS_IS_VIEWPORT (self), 0);
  return self->instant_ns;
}

void
ts_viewport_set_recording (TsViewport *self, TsRecording *recording)
{
  g_return_if_fail (TS_IS_VIEWPORT (self));
  if (!g_set_object (&self->recording, recording))
    return;
  self->head_ns = 0;
  g_array_set_size (self->undo, 0);
  g_array_set_size (self->redo, 0);
  set_shows_all (self, TRUE);
  self->selection = (TsSelection) { .slice = -1 };
  g_object_freeze_notify (G_OBJECT (self));
  ts_viewport_set_follows (self, TRUE);
  ts_viewport_follow (self);
  ts_viewport_move_instant (self, ts_viewport_get_length_ns (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORDING]);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

void
ts_viewport_link (TsViewport *self, TsViewport *other)
{
  g_return_if_fail (TS_IS_VIEWPORT (self) && self->peer == NULL && TS_IS_VIEWPORT (other) && other->peer == NULL);
  g_set_weak_pointer (&self->peer, other);
  g_set_weak_pointer (&other->peer, self);
  g_array_unref (other->undo);
  g_array_unref (other->redo);
  other->undo = g_array_ref (self->undo);
  other->redo = g_array_ref (self->redo);
  set_shows_all (self, TRUE);
  ts_viewport_follow (self);
}
