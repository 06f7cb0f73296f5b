/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figures of the whole recording.  Several places show some of them, and to count them is to walk through all slices.
 */
#include "config.h"

#include "ts-session-private.h"

void
ts_session_drop_figures (TsSession *self)
{
  g_clear_pointer (&self->figures, ts_figures_free);
}

const TsFigures *
ts_session_get_figures (TsSession *self)
{
  gint64 length_ns;

  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  if (self->recording == NULL)
    return NULL;
  length_ns = ts_viewport_get_length_ns (self->viewport);
  if (self->figures != NULL && self->figures->run.wall_ns != length_ns)
    ts_session_drop_figures (self);
  if (self->figures == NULL)
    self->figures = ts_figures_new (self->recording, 0, length_ns);
  return self->figures;
}
