/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The .timeslice document: Trace Event JSON that Perfetto shows with true CPU lanes, plus one
 * metadata object.
 */
#pragma once

#include <gio/gio.h>

#include "ts-progress.h"
#include "ts-recording.h"

G_BEGIN_DECLS

#define TS_RECORDING_ERROR (ts_recording_error_quark ())
GQuark ts_recording_error_quark (void);

typedef enum {
  TS_RECORDING_ERROR_FORMAT, /* not JSON, or not a trace; the message says what and at which byte */
  TS_RECORDING_ERROR_VERSION, /* written by a later Timeslice */
  TS_RECORDING_ERROR_EMPTY,   /* nothing in it that can be shown */
} TsRecordingError;

/* Saves atomically: either the whole new file stands at `path` or what was there before (G_IO_ERROR
 * on a full disk, no rights, …).  Context: any thread that owns the recording. */
gboolean ts_recording_save (TsRecording *self, const char *path, GError **error);

/* Opens a .timeslice, or a foreign Trace Event file with "T" or "X" events as far as it can be
 * shown.  Checks everything, trusts nothing.  Context: any thread. */
TsRecording *ts_recording_open (const char *path, GError **error);

/* The same from memory. */
TsRecording *ts_recording_parse (const char *data, gsize length, GError **error);

/* Writes the table that `--table` and the figures pane show: one row per slice and lane,
 * comma-separated, RFC 4180, with a row of names first: lane (core, task, object), name (a core's
 * number), begin_s, end_s, duration_ms, state (its id), core, what (the task that runs or holds;
 * what is waited for; a value; the share used by others). Saved as atomically. */
gboolean ts_recording_save_table (TsRecording *self, const char *path, GError **error);

/* The same three for large recordings: they tell how far they are and end with G_IO_ERROR_CANCELLED when
 * that is wished, leaving what there was.  `progress` may be NULL. */
gboolean ts_recording_save_with_progress (TsRecording *self, const char *path, TsProgress *progress,
                                          GError **error);
gboolean ts_recording_save_table_with_progress (TsRecording *self, const char *path,
                                                TsProgress *progress, GError **error);
TsRecording *ts_recording_open_with_progress (const char *path, TsProgress *progress, GError **error);

G_END_DECLS
