/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-repeat.h"

struct _TsRepeat {
  GObject parent_instance;

  TsSession *session;
  GPtrArray *recordings;    /* TsRecording */
  TsRecording *current;     /* of the run that goes on; not owned */
  guint count;
  guint next;               /* idle source that begins the next run; 0: none */
  gboolean is_going, is_starting;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (TsRepeat, ts_repeat, G_TYPE_OBJECT)

static void
finish (TsRepeat *self)
{
  g_clear_handle_id (&self->next, g_source_remove);
  self->current = NULL;
  self->is_going = FALSE;
  g_signal_emit (self, changed_signal, 0);
}

static void
begin_run (TsRepeat *self)
{
  self->is_starting = TRUE;
  if (ts_session_run (self->session, NULL))
    self->current = ts_session_get_recording (self->session);
  self->is_starting = FALSE;
  if (self->current == NULL)
    finish (self);   /* the session has told why */
}

static gboolean
on_next (gpointer data)
{
  TsRepeat *self = data;

  self->next = 0;
  begin_run (self);
  return G_SOURCE_REMOVE;
}

/* The next run begins when the session has told everybody of the end of this one. */
static void
on_ended (TsRepeat *self)
{
  if (!self->is_going || self->current == NULL)
    return;
  g_ptr_array_add (self->recordings, g_object_ref (self->current));
  self->current = NULL;
  if (self->recordings->len >= self->count)
    {
      finish (self);
      return;
    }
  self->next = g_idle_add (on_next, self);
  g_signal_emit (self, changed_signal, 0);
}

/* Somebody else runs or opens something: that is what they want now. */
static void
on_recording_changed (TsRepeat *self)
{
  if (self->is_going && !self->is_starting)
    finish (self);
}

void
ts_repeat_start (TsRepeat *self, guint count)
{
  g_return_if_fail (TS_IS_REPEAT (self) && count > 0);
  g_clear_handle_id (&self->next, g_source_remove);
  g_ptr_array_set_size (self->recordings, 0);
  self->current = NULL;
  self->count = count;
  self->is_going = TRUE;
  begin_run (self);
  if (self->is_going)
    g_signal_emit (self, changed_signal, 0);
}

void
ts_repeat_cancel (TsRepeat *self)
{
  g_return_if_fail (TS_IS_REPEAT (self));
  if (!self->is_going)
    return;
  finish (self);
  ts_session_stop (self->session);
}

gboolean
ts_repeat_is_going (TsRepeat *self)
{
  g_return_val_if_fail (TS_IS_REPEAT (self), FALSE);
  return self->is_going;
}

guint
ts_repeat_get_count (TsRepeat *self)
{
  g_return_val_if_fail (TS_IS_REPEAT (self), 0);
  return self->count;
}

GPtrArray *
ts_repeat_get_recordings (TsRepeat *self)
{
  g_return_val_if_fail (TS_IS_REPEAT (self), NULL);
  return self->recordings;
}

static void
ts_repeat_dispose (GObject *object)
{
  TsRepeat *self = TS_REPEAT (object);

  g_clear_handle_id (&self->next, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->recordings, g_ptr_array_unref);
  G_OBJECT_CLASS (ts_repeat_parent_class)->dispose (object);
}

static void
ts_repeat_class_init (TsRepeatClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ts_repeat_dispose;
  changed_signal = g_signal_new ("changed", TS_TYPE_REPEAT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ts_repeat_init (TsRepeat *self)
{
  self->recordings = g_ptr_array_new_with_free_func (g_object_unref);
}

TsRepeat *
ts_repeat_new (TsSession *session)
{
  TsRepeat *self = g_object_new (TS_TYPE_REPEAT, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "ended", G_CALLBACK (on_ended), self);
  g_signal_connect_swapped (session, "notify::recording", G_CALLBACK (on_recording_changed), self);
  return self;
}
