/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the halves of ts-sentence share.
 */
#pragma once

#include "ts-sentence.h"

G_BEGIN_DECLS

/* Name of a task or an object, owned by the recording; a translated "another" if it has none such. */
const char *ts_sentence_get_task_name (TsRecording *recording, guint32 task);
const char *ts_sentence_get_object_name (TsRecording *recording, guint32 object);

/* The half for the lanes of tasks. */
char *ts_sentence_of_task (TsRecording *recording, guint task, guint position);
char *ts_sentence_of_task_gap (TsRecording *recording, guint task, gint64 time_ns);

G_END_DECLS
