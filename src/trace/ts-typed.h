/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was typed into a run whose program declares a keyboard: every key that a task took, and how far
 * its tasks had come with the text at an instant (data/scenarios/LANGUAGE.md says which task does what).
 */
#pragma once

#include "ts-recording.h"

G_BEGIN_DECLS

#define TS_KEY_BACKSPACE 8
#define TS_KEY_ENTER 10

typedef struct {
  gint64 pressed_ns, taken_ns;
  gunichar character;
  guint task;         /* that took it */
} TsTypedKey;

/* How late keys were: from being pressed until a task had them. */
typedef struct {
  guint n_keys;
  gint64 last_ns, median_ns, worst_ns;
} TsLateness;

typedef struct _TsTyped TsTyped;

/* Keeps the recording.  Context of all: the recording's owner. */
TsTyped *ts_typed_new (TsRecording *recording);
void ts_typed_free (TsTyped *self);

/* True if there is a keyboard to type at. */
gboolean ts_typed_has_keyboard (TsRecording *recording);

/* Reads what the recording has got since the last time. */
void ts_typed_update (TsTyped *self);

/* All keys that were taken, in that order; borrowed. */
const GArray *ts_typed_get_keys (TsTyped *self);

/* How many of them had been taken, formatted and saved at time_ns; and whether they were being saved. */
guint ts_typed_count_taken (TsTyped *self, gint64 time_ns);
guint ts_typed_count_formatted (TsTyped *self, gint64 time_ns);
guint ts_typed_count_saved (TsTyped *self, gint64 time_ns);
gboolean ts_typed_is_saving (TsTyped *self, gint64 time_ns);

/* Of the first n_keys keys. */
void ts_typed_get_lateness (TsTyped *self, guint n_keys, TsLateness *lateness);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsTyped, ts_typed_free)

G_END_DECLS
