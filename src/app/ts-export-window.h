/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a picture of a recording is to be like, with a look at it.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-painter.h"

G_BEGIN_DECLS

#define TS_TYPE_EXPORT_WINDOW (ts_export_window_get_type ())
G_DECLARE_FINAL_TYPE (TsExportWindow, ts_export_window, TS, EXPORT_WINDOW, GtkWindow)

/* Called when Export was pressed, with how to paint and the ending of the file's name (".svg", static); not called if
 * the window was closed otherwise. */
typedef void (*TsExportChosen) (TsRecording *recording, const TsPageOptions *options, const char *ending,
                                gpointer data);

/* Shows the window over `parent`, which waits.  The recording must not change meanwhile.  `begin_ns` and `end_ns` are
 * the part that is seen now.  `data` must live as long as `parent`.  (transfer none).  Context: the main thread. */
TsExportWindow *ts_export_window_show (GtkWindow *parent, TsRecording *recording, gint64 begin_ns, gint64 end_ns,
                                       TsExportChosen chosen, gpointer data);

G_END_DECLS
