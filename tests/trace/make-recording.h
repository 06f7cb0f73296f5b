/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes recordings up for tests and benchmarks: repeatable, of any size, with everything that a
 * recording can hold.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

typedef struct {
  guint n_cores;
  guint n_tasks;        /* more than cores, so that some are ready and none runs twice at a time */
  guint n_slices;       /* on all core lanes together */
  guint64 seed;
  gboolean cores_only;  /* leave tasks and objects without slices and marks */
} MakeRecording;

/* A run in which no core runs two tasks at once and no task runs on two cores: slices of 10 to
 * 500 µs, waits for every reason, ready time, use by other programs, a lock, a queue and a counter,
 * prints, notes and settings.  (transfer full) */
TsRecording *make_recording (const MakeRecording *options);

G_END_DECLS
