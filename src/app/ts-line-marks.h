/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which task is at which line of a program text at one instant.
 */
#pragma once

#include "ts-scenario.h"
#include "ts-recording.h"

G_BEGIN_DECLS

typedef struct {
  guint line;  /* of the text that is shown, from 1 */
  guint task;  /* position among the recording's tasks */
} TsLineMark;

/* The program that a recording was made with, as it is shown; NULL if it holds none.  `first_line`
 * becomes the line of the recorded program that is the first one shown.  Free with g_free. */
char *ts_line_marks_get_program (TsRecording *recording, guint *first_line);

/* An empty array of TsLineMark. */
GArray *ts_line_marks_new (void);

/* Fills `marks` with the tasks that live at `time_ns`, in order of line, then of task; TRUE if that
 * is not what was in there.  Context: the recording's owner. */
gboolean ts_line_marks_update (GArray *marks, TsRecording *recording, gint64 time_ns, guint first_line);

/* Position of the first mark of `line`; `n_marks` becomes how many there are. */
guint ts_line_marks_find (GArray *marks, guint line, guint *n_marks);

/* "Formatting, Interface": the tasks of that line, "" if there are none.  Free with g_free. */
char *ts_line_marks_describe (GArray *marks, guint line, TsRecording *recording);

/* How many tasks one line can have at most, if each of them is at a line of its own program. */
guint ts_line_marks_guess_most (TsRecording *recording);

G_END_DECLS
