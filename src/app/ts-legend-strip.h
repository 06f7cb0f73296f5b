/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legend at the foot of the timeline: a sample of each thing that the lanes show, in their own
 * hand.  Breaks into as many lines as the width needs.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-timeline-rows.h"

G_BEGIN_DECLS

#define TS_TYPE_LEGEND_STRIP (ts_legend_strip_get_type ())
G_DECLARE_FINAL_TYPE (TsLegendStrip, ts_legend_strip, TS, LEGEND_STRIP, GtkWidget)

/* What is shown; kept.  Context: the main thread. */
void ts_legend_strip_set_view (TsLegendStrip *self, TsTimelineRows *rows);

G_END_DECLS
