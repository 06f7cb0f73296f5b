/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-refresh.h"

/* At most a twentieth of the thread's time goes into it, whatever it costs: that grows with the run.  What is due in a
 * moment is done now, in one frame with all else. */
enum { LEAST_PAUSE = 20, SLACK_US = 40 * 1000 };

/* A live run changes again soon, and what is due then is shown in one frame with all else; if it does not, all the same. */
enum { LIVE_PATIENCE_MS = 400 };

/* So much later is shown what is shown apart: another frame, but nobody sees it. */
enum { APART_MS = 20 };

static void
refresh (TsRefresh *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (!gtk_widget_get_mapped (self->widget))
    return;
  self->last_us = g_get_monotonic_time ();
  self->func (self->widget);
  self->cost_us = g_get_monotonic_time () - self->last_us;
}

void
ts_refresh_init (TsRefresh *self, GtkWidget *widget, TsRefreshFunc func)
{
  *self = (TsRefresh) { .widget = widget, .func = func };
  g_signal_connect_swapped (widget, "map", G_CALLBACK (refresh), self);
}

static gboolean
on_due (gpointer data)
{
  refresh (data);
  return G_SOURCE_REMOVE;
}

/* Once for all that a change of the run is told by, and before the next frame; or after it. */
static void
refresh_soon (TsRefresh *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->is_apart)
    self->source = g_timeout_add (APART_MS, on_due, self);
  else
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_due, self, NULL);
}

void
ts_refresh_set_apart (TsRefresh *self)
{
  self->is_apart = TRUE;
}

void
ts_refresh_queue (TsRefresh *self, guint interval_ms)
{
  gint64 pause_us = interval_ms == 0 ? 0 : MAX ((gint64) interval_ms * 1000, self->cost_us * LEAST_PAUSE);
  gint64 left_us = self->last_us + pause_us - g_get_monotonic_time ();
  gboolean is_due = left_us <= MIN (SLACK_US, pause_us / 4);

  if (self->widget == NULL || !gtk_widget_get_mapped (self->widget) || (self->source != 0 && !is_due))
    return;
  if (is_due && interval_ms < TS_REFRESH_LIVE_MS)
    refresh (self);
  else if (is_due)
    refresh_soon (self);
  else
    self->source = g_timeout_add ((guint) (left_us / 1000) + (interval_ms < TS_REFRESH_LIVE_MS ? 1 : LIVE_PATIENCE_MS),
                                  on_due, self);
}

void
ts_refresh_clear (TsRefresh *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->widget != NULL)
    g_signal_handlers_disconnect_by_data (self->widget, self);
  self->widget = NULL;
}
