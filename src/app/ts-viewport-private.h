/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of TsViewport share.
 */
#pragma once

#include "ts-viewport.h"

G_BEGIN_DECLS

typedef struct { gint64 begin_ns, end_ns; } TsViewportWindow;

struct _TsViewport {
  GObject parent_instance;

  TsRecording *recording;
  gint64 head_ns;          /* > 0: live */
  TsViewportWindow window;
  gboolean shows_all;      /* grows with the run */
  gboolean follows;
  gint64 instant_ns;
  TsSelection selection;
  GArray *undo, *redo;     /* TsViewportWindow */
  guint n_gestures;        /* begun and not yet ended */
  TsViewport *peer;        /* weak; NULL: it is not linked */
  gboolean is_kept;        /* the window before the gesture can be undone already */
};

/* ts-viewport.c.  How long the axis is: a linked viewport may have the longer run. */
gint64 ts_viewport_get_axis_ns (TsViewport *self);
/* The window, moved and shortened so that it lies in the run, or in what is kept free for it while it goes on. */
TsViewportWindow ts_viewport_fit_window (TsViewport *self, TsViewportWindow window);
void ts_viewport_set_window (TsViewport *self, TsViewportWindow window);
/* Moves the playhead of this one alone. */
void ts_viewport_move_instant (TsViewport *self, gint64 instant_ns);

/* ts-viewport-live.c.  The whole run, or a window of the same width in which the head lies. */
void ts_viewport_follow (TsViewport *self);

G_END_DECLS
