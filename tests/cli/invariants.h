/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must be true of every recording, whatever was run and however it was observed.
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

/* The recording in `path`, asserting that it opens and that the invariants hold; (transfer full). */
TsRecording *open_checked (const char *path);

/* Asserts that each task's slices fill its lifetime without a hole, that no core runs two tasks
 * at once, that a task which is bound to a core runs nowhere else, that no object is filled
 * above its size, and that what ended by itself is complete. */
void assert_invariants (TsRecording *recording);

/* The task of that name; asserts that there is one. */
TsTask *find_task (TsRecording *recording, const char *name);

/* The last value of the object of that name (the elements of a queue, the value of a counter). */
gint32 get_last_value (TsRecording *recording, const char *name);

G_END_DECLS
