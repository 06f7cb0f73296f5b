/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two runs beside each other in words: what was set differently, and what came of it.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

/* "Threads 4.1 s · Processes 1.2 s · 3.4 times faster": what a second run took, measured by the first.  Runs that are
 * called the same become "First" and "Second".  A difference that may be chance is not called one, and a run that did
 * not end well is not measured.  Translated; free with g_free.  Context of all: the recordings' owner. */
char *ts_comparison_sentence (TsRecording *first, TsRecording *second);

/* TRUE if two times of runs are so near each other that it may be chance; and how many decimals a ratio of two times is
 * told with.  Context: any thread. */
gboolean ts_comparison_is_chance (gint64 first_ns, gint64 second_ns);
int ts_comparison_get_decimals (double ratio);

/* What was set differently: "Way: Threads → Processes · Jobs: 100 → 400"; "Both were set up alike." if nothing was.
 * Translated; free with g_free. */
char *ts_comparison_settings (TsRecording *first, TsRecording *second);

/* The figures that are compared. */
typedef enum {
  TS_COMPARED_WALL,
  TS_COMPARED_CPU,
  TS_COMPARED_BUSY_CORES,   /* in 1/100 */
  TS_COMPARED_RUNNING,      /* of all tasks together, in 1/1000 of their lives, as the next two */
  TS_COMPARED_READY,
  TS_COMPARED_WAITING,
  TS_COMPARED_SWITCHES,
  TS_COMPARED_MIGRATIONS,
  TS_N_COMPARED
} TsCompared;

/* All figures of a run. */
void ts_comparison_measure (TsRecording *recording, gint64 values[TS_N_COMPARED]);

/* What a figure is called ("Wall time"); static. */
const char *ts_compared_get_title (TsCompared figure);

/* A value as people read it, and the difference between two ("+12.0 ms", "−3 %-points"); free with g_free. */
char *ts_compared_format (TsCompared figure, gint64 value);
char *ts_compared_format_difference (TsCompared figure, gint64 first, gint64 second);

G_END_DECLS
