/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How well a recording agrees with the truth.
 */
#pragma once

#include "truth-trace.h"
#include "ts-recording.h"

G_BEGIN_DECLS

typedef struct {
  double agreement;       /* share of all core-time in which both say the same task (or none) ran on the core */
  double active;          /* the same, of the core-time in which a task ran by either */
  double ready_found;     /* share of the true ready time that is recorded as ready */
  double states;          /* share of the tasks' lifetimes in which running / ready / waiting agree */
  double true_ready_s;
  gint64 edge_ns;         /* median distance of the edges of running slices that match */
  guint edges;
  guint missed;           /* true running slices of 100 us or more that match none */
  guint slices;           /* true running slices of 100 us or more */
} TruthScore;

/* Compares over the whole run.  The recording must be of this boot and have no pauses. */
TruthScore truth_score (Truth *truth, TsRecording *recording);

G_END_DECLS
