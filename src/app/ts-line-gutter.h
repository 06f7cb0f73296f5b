/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beside the lines of a program: the letters of the tasks that are there.
 *
 * Signal: "task-clicked" (position of the task).
 */
#pragma once

#include <gtksourceview/gtksource.h>

#include "ts-line-marks.h"
#include "ts-palette.h"

G_BEGIN_DECLS

#define TS_TYPE_LINE_GUTTER (ts_line_gutter_get_type ())
G_DECLARE_FINAL_TYPE (TsLineGutter, ts_line_gutter, TS, LINE_GUTTER, GtkSourceGutterRenderer)

/* Keeps `marks`, which whoever owns them changes, and then calls gtk_widget_queue_draw().
 * Context of all: the main thread. */
TsLineGutter *ts_line_gutter_new (GArray *marks);

/* Room for this many letters (1 … 3) beside each other; lines with more tasks end in a "+4". */
void ts_line_gutter_set_capacity (TsLineGutter *self, guint capacity);

G_END_DECLS
