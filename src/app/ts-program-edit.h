/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scenario's program as a learner changes it.  The scenario itself is never changed.
 */
#pragma once

#include "ts-scenario.h"

G_BEGIN_DECLS

typedef struct {
  TsScenario *original;
  char *original_text;     /* its program as it is shown */
  char *text;              /* as it is now */
  char *kept_text;         /* as it was saved, or was to be forgotten; NULL: never */
} TsProgramEdit;

/* Of a scenario that is not changed yet.  Context of all: one thread. */
TsProgramEdit *ts_program_edit_new (TsScenario *original);
void ts_program_edit_free (TsProgramEdit *edit);

void ts_program_edit_set_text (TsProgramEdit *edit, const char *text);

/* TRUE if the text is not the original's. */
gboolean ts_program_edit_is_changed (const TsProgramEdit *edit);
/* TRUE if closing the window would lose something. */
gboolean ts_program_edit_is_unsaved (const TsProgramEdit *edit);
/* What there is now has been saved, or may be lost. */
void ts_program_edit_keep (TsProgramEdit *edit);

/* The scenario with the text as it is now: the original if nothing is changed; (transfer full).
 * Errors as ts_scenario_new_with_program(). */
TsScenario *ts_program_edit_make_scenario (const TsProgramEdit *edit, GPtrArray *diagnostics, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsProgramEdit, ts_program_edit_free)

G_END_DECLS
