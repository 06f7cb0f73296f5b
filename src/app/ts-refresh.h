/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps a widget from being brought up to date more often than it can be read: the first call is answered at
 * once (of a live run: before the next frame), those that come too soon after it together later, and none while the widget
 * is not mapped.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How often figures change while a run goes on, and while a recording is played or the playhead dragged.  Labels whose
 * width changes have the whole window laid out anew, so all of them change together, once a second. */
enum { TS_REFRESH_LIVE_MS = 80, TS_REFRESH_REPLAY_MS = 12, TS_REFRESH_LABEL_MS = 1000 };

typedef void (*TsRefreshFunc) (gpointer widget);

/* A value, all fields private; to be cleared in dispose. */
typedef struct {
  GtkWidget *widget;
  TsRefreshFunc func;
  guint source;
  gint64 last_us, cost_us;
  gboolean is_apart;
} TsRefresh;

/* `func` is called with `widget`, at the latest when it is mapped again.  Context of all: the main thread.
 * interval_ms is the least pause, longer where `func` is slow; 0: at once in any case. */
void ts_refresh_init (TsRefresh *self, GtkWidget *widget, TsRefreshFunc func);
void ts_refresh_queue (TsRefresh *self, guint interval_ms);
/* Of a live run, has it shown in a frame of its own, right after the one with all else.  GTK draws anew what has changed,
 * but no more than thirty places of it (MAX_RECTS_IN_DIFF in gsk/gskcontainernode.c); if there are more, all between them:
 * for widgets in which many small things change. */
void ts_refresh_set_apart (TsRefresh *self);
/* After it, queueing does nothing. */
void ts_refresh_clear (TsRefresh *self);

G_END_DECLS
