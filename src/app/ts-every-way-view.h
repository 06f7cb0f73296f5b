/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One scenario in all ways: the runs above each other on one axis, a table, and a sentence on who was fastest.
 *
 * Signal: "chosen" (a TsRecording that is to be looked at).
 */
#pragma once

#include "ts-figures-table.h"
#include "ts-way-series.h"

G_BEGIN_DECLS

#define TS_TYPE_EVERY_WAY_VIEW (ts_every_way_view_get_type ())
G_DECLARE_FINAL_TYPE (TsEveryWayView, ts_every_way_view, TS, EVERY_WAY_VIEW, GtkWidget)

/* To be called once.  Context of all: the main thread. */
void ts_every_way_view_set_session (TsEveryWayView *self, TsSession *session);
TsWaySeries *ts_every_way_view_get_series (TsEveryWayView *self);

/* What it says; (transfer none). */
const char *ts_every_way_view_get_sentence (TsEveryWayView *self);
TsFiguresTable *ts_every_way_view_get_table (TsEveryWayView *self);

G_END_DECLS
