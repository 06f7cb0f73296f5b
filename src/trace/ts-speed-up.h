/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much faster several cores were than one where a part of the work could not be shared, and what the laws say to that.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

typedef struct {
  double serial;      /* share of the work that cannot be shared, 0 … 1 */
  guint cores;        /* that shared the rest */
  double measured;    /* speed-up */
  gboolean is_scaled; /* the work grew with the cores (Gustafson), and was not the same (Amdahl) */
} TsSpeedUp;

/* Reads it off a complete recording of a program that says so by its names: a task "Alone" does everything; then "Serial"
 * does the part of which the parameter "serial" is the per cent, and tasks "Share" the rest.  FALSE if it is none.
 * Context: the recording's owner. */
gboolean ts_speed_up_measure (TsRecording *recording, TsSpeedUp *speed_up);

/* By how much so many cores are faster at most: the same work (Amdahl, Validity of the Single Processor Approach to
 * Achieving Large Scale Computing Capabilities, 1967); work that grows with them (Gustafson, Reevaluating Amdahl's Law,
 * 1988).  Context: any thread. */
double ts_speed_up_amdahl (double serial, double cores);
double ts_speed_up_gustafson (double serial, double cores);

G_END_DECLS
