/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures of a recording: per task, per core and in all, for a window or the whole run.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

typedef struct {
  gint64 lifetime_ns;            /* from started_ns to ended_ns, else the first slice to the last */
  gint64 state_ns[TS_N_STATES];  /* sum to the lifetime: what no slice tells is TS_STATE_NONE */
  gint64 waiting_ns;             /* all reasons together */
  gint64 voluntary, involuntary; /* as recorded; of a part of the life: as the slices show */
  gint64 migrations;             /* slices begun on another core than the one it ran on before */
  gint64 longest_wait_ns;        /* one stretch without running, ready time included */
  gint64 longest_ready_ns;
  gint64 wake_ups;               /* stretches of ready time that followed waiting */
  gint64 wake_up_latency_ns;     /* median of those, 0 if there are none */
} TsTaskFigures;

typedef struct {
  gint64 busy_ns;                /* by tasks of the run */
  double others_share;           /* by other programs, 0 … 1: average where it is known */
  gint64 switches;               /* slices begun */
} TsCoreFigures;

typedef struct {
  gint64 wall_ns;
  gint64 cpu_ns;                 /* sum of running time of all tasks */
  double busy_cores;             /* cpu / wall */
  guint cores_used;
  gint64 voluntary, involuntary, migrations;
  gint64 ready_ns, waiting_ns;
} TsRunFigures;

typedef struct {
  TsRunFigures run;
  TsTaskFigures *tasks;          /* as ts_recording_get_tasks() */
  guint n_tasks;
  TsCoreFigures *cores;
  guint n_cores;
} TsFigures;

/* Figures of begin_ns … end_ns (slices are cut at the borders).  Context: the recording's owner. */
TsFigures *ts_figures_new (TsRecording *recording, gint64 begin_ns, gint64 end_ns);
void ts_figures_free (TsFigures *figures);

/* What a run is called in a sentence: "Threads", "Processes", or the title of what was watched.  Translated; static, or owned by
 * the recording.  Context: the recording's owner. */
const char *ts_figures_subject (TsRecording *recording);

/* TRUE if no operating system took part: virtual cores in virtual time.  Whatever shows such a recording says so. */
gboolean ts_figures_are_simulated (TsRecording *recording);

/* How a run was observed, and how fine that is (measured in tests/benchmarks): a phrase without a full stop.  Translated; static,
 * or owned by the recording; "" if nothing is known. */
const char *ts_figures_describe_source (TsRecording *recording);

/* "Threads: 4.1 s, 1.9 of 2 cores busy on average.": one plain, translated sentence on a run. */
char *ts_figures_sentence (const TsFigures *figures, TsRecording *recording);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsFigures, ts_figures_free)

G_END_DECLS
