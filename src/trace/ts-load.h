/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Load by others: what each core does beside the run, from /proc/stat (proc_stat(5)).
 *
 * The kernel counts a core's time in hundredths of a second, so windows are at least a quarter of a second long and the
 * share of others in each is good to some per cent.
 */
#pragma once

#include "ts-recording.h"
#include "ts-run-clock.h"

G_BEGIN_DECLS

typedef struct _TsLoad TsLoad;

/* Time that each core has been busy since the machine was started, in the kernel's ticks, by number; -1: no such core. */
typedef struct {
  gint64 busy[MAX_CORES];
} TsLoadCounts;

TsLoad *ts_load_new (void);
void ts_load_free (TsLoad *load);

/* Reads /proc/stat if that is due at now_ns (monotonic), or if `last`.  Context: the load's owner, often. */
void ts_load_sample (TsLoad *load, guint64 now_ns, gboolean last);

/* Appends to the cores' lanes of others' use what is known for the windows that end at or before until_ns (up to where
 * the lanes of the cores are complete): busy less what the run itself used, never below 0. */
void ts_load_write (TsLoad *load, TsRecording *recording, const TsRunClock *clock,
                    guint64 until_ns);

/* Reads the text of /proc/stat. */
void ts_load_parse (const char *text, TsLoadCounts *counts);

G_END_DECLS
