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

G_END_DECLS
