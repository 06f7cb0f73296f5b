/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run as a small strip: its cores, on an axis that other strips share.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-recording.h"

G_BEGIN_DECLS

#define TS_TYPE_RUN_PICTURE (ts_run_picture_get_type ())
G_DECLARE_FINAL_TYPE (TsRunPicture, ts_run_picture, TS, RUN_PICTURE, GtkWidget)

/* Context of all: the main thread. */
TsRunPicture *ts_run_picture_new (TsRecording *recording);
void ts_run_picture_set_end_ns (TsRunPicture *self, gint64 end_ns);

G_END_DECLS
