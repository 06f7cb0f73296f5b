/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One mistake in a program or scenario file, with its place.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint line;     /* from 1, in the file that was read */
  guint column;   /* from 1, in characters */
  char *message;  /* translated, one sentence, no full stop: "expected a number after “repeat”" */
} TsDiagnostic;

/* Takes ownership of message. Context: any thread. */
TsDiagnostic *ts_diagnostic_new (guint line, guint column, char *message);

/* Accepts NULL. */
void ts_diagnostic_free (TsDiagnostic *diagnostic);

/* An empty array that owns the diagnostics put into it. */
GPtrArray *ts_diagnostics_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsDiagnostic, ts_diagnostic_free)

G_END_DECLS
