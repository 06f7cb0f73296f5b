/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs the session's scenario in every way that suits it, one after the other, and keeps what came of it, and why the
 * other ways were not tried.  The session itself stays as it is; when it begins a run of its own, the series is over;
 * when it goes on to another scenario, what came of it is forgotten, too.
 *
 * Signal: "changed" (a way has begun or ended, or all have).
 */
#pragma once

#include "ts-every-way.h"
#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_WAY_SERIES (ts_way_series_get_type ())
G_DECLARE_FINAL_TYPE (TsWaySeries, ts_way_series, TS, WAY_SERIES, GObject)

/* Context of all: the main thread. */
TsWaySeries *ts_way_series_new (TsSession *session);

/* Forgets what there was and begins with the first way.  The session must have a scenario. */
void ts_way_series_start (TsWaySeries *self);
/* Ends the run that goes on, which does not count, and begins no other. */
void ts_way_series_cancel (TsWaySeries *self);
gboolean ts_way_series_is_going (TsWaySeries *self);

/* How many ways are tried in all, and the one that goes on. */
guint ts_way_series_get_n_ways (TsWaySeries *self);
WayId ts_way_series_get_way (TsWaySeries *self);

/* What there is so far; owned by `self`, until the next start or the next scenario. */
const TsEveryWay *ts_way_series_get_results (TsWaySeries *self);

G_END_DECLS
