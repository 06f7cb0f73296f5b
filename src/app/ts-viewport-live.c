/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window of time that follows a run while it goes on.
 */
#include "config.h"

#include "ts-viewport-private.h"

/* The shortest axis of a live run of which all is seen: it stands still until the run has reached its end. */
#define LEAST_LIVE_NS G_GINT64_CONSTANT (1000000000)

/* Live, the axis stands still, so that what is there can be read and only what is new needs to be drawn.  When the run
 * reaches its end, the axis of a whole run gets half as long again; a window of the user's width moves on by half, or,
 * if the run leaps further than that each time, to where all of it is filled. */
static void
follow_live (TsViewport *self)
{
  gint64 width_ns = self->window.end_ns - self->window.begin_ns;
  gint64 leap_ns = self->head_ns - self->window.end_ns;
  gint64 end_ns = self->head_ns + (leap_ns < width_ns / 2 ? width_ns / 2 : 0);

  if (leap_ns < 0 && (!self->shows_all || self->window.begin_ns == 0))
    return;
  if (self->shows_all)
    ts_viewport_set_window (self, (TsViewportWindow) { 0, MAX (self->head_ns + self->head_ns / 2, LEAST_LIVE_NS) });
  else
    ts_viewport_set_window (self, (TsViewportWindow) { end_ns - width_ns, end_ns });
}

/* The whole run, or a window of the same width in which the head lies. */
void
ts_viewport_follow (TsViewport *self)
{
  if (self->head_ns > 0)
    follow_live (self);
  else if (self->shows_all)
    ts_viewport_set_window (self, (TsViewportWindow) { 0, MAX (ts_viewport_get_axis_ns (self), TS_VIEWPORT_LEAST_NS) });
  else
    ts_viewport_set_window (self, ts_viewport_fit_window (self, self->window));
}

void
ts_viewport_set_follows (TsViewport *self, gboolean follows)
{
  g_return_if_fail (TS_IS_VIEWPORT (self));
  follows = follows != FALSE;
  if (self->follows == follows)
    return;
  self->follows = follows;
  if (follows && self->head_ns > 0)
    {
      ts_viewport_follow (self);
      ts_viewport_set_instant_ns (self, self->head_ns);
    }
  g_object_notify (G_OBJECT (self), "follows");
}

gboolean
ts_viewport_get_follows (TsViewport *self)
{
  g_return_val_if_fail (TS_IS_VIEWPORT (self), FALSE);
  return self->follows;
}

void
ts_viewport_set_head_ns (TsViewport *self, gint64 head_ns)
{
  g_return_if_fail (TS_IS_VIEWPORT (self) && head_ns >= 0);
  self->head_ns = head_ns;
}

void
ts_viewport_grow (TsViewport *self)
{
  g_return_if_fail (TS_IS_VIEWPORT (self));
  if (self->follows)
    {
      ts_viewport_follow (self);
      ts_viewport_move_instant (self, ts_viewport_get_length_ns (self));
    }
  g_signal_emit_by_name (self, "grown");
}
