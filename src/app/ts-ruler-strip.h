/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ruler over the lanes: ticks with their times, and the head of the playhead, which a drag moves.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-timeline-rows.h"

G_BEGIN_DECLS

#define TS_TYPE_RULER_STRIP (ts_ruler_strip_get_type ())
G_DECLARE_FINAL_TYPE (TsRulerStrip, ts_ruler_strip, TS, RULER_STRIP, GtkWidget)

/* What is shown; kept.  Context: the main thread. */
void ts_ruler_strip_set_view (TsRulerStrip *self, TsViewport *viewport, TsTimelineRows *rows);

G_END_DECLS
