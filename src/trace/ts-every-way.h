/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One scenario, run in all ways that suit it, and what came of each.
 */
#pragma once

#include "ts-statistics.h"
#include "ts-way.h"

G_BEGIN_DECLS

/* What came of one way; owned by the TsEveryWay. */
typedef struct {
  WayId way;
  TsRecording *recording;   /* NULL: the run could not be started */
  char *problem;            /* why it did not end as it should, a sentence; NULL: it did, and is measured */
  gboolean is_refused;      /* it was not tried at all: `problem` says why */
  TsRunFigures figures;
  gint64 work_ns;           /* what all tasks together computed, slept, read and wrote */
} TsWayResult;

/* Context of all functions: the recordings' owner. */
typedef struct _TsEveryWay TsEveryWay;

TsEveryWay *ts_every_way_new (void);
void ts_every_way_free (TsEveryWay *self);

/* Enters a way: `recording`, which is kept and over, or NULL; `problem` is NULL if all went well. */
void ts_every_way_add (TsEveryWay *self, WayId way, TsRecording *recording, const char *problem);

/* Enters a way in which the scenario cannot be run, and why: a sentence.  To be done after all others. */
void ts_every_way_refuse (TsEveryWay *self, WayId way, const char *reason);

/* How many ways were tried, which are the first ones of all. */
guint ts_every_way_get_n_tried (const TsEveryWay *self);
guint ts_every_way_get_n_results (const TsEveryWay *self);
const TsWayResult *ts_every_way_get_result (const TsEveryWay *self, guint position);

/* How many times as long one task alone would have taken, doing everything one after the other; 0 if the way is not
 * measured.  That time is the same for all ways: the least work that any of them has needed, so that what a way adds
 * of its own speeds nothing up. */
double ts_every_way_get_speed_up (const TsEveryWay *self, guint position);

/* The sentence on what that is; static, translated. */
const char *ts_every_way_explain_speed_up (void);

/* "Fastest: Processes, 1.2 s; 3.4 times as fast as Python threads.": the verdict on all that ran for real.  Ways that
 * may be apart by chance are not told apart.  Translated; free with g_free. */
char *ts_every_way_sentence (const TsEveryWay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsEveryWay, ts_every_way_free)

G_END_DECLS
