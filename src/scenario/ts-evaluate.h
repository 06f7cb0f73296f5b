/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a value comes to, as far as that is known before a run.
 */
#pragma once

#include "ts-report.h"
#include "ts-syntax.h"

G_BEGIN_DECLS

/* What is known.  Before compiling, that is only what is written out in the text. */
typedef struct {
  const TsSettings *settings;  /* parameters and cores; NULL: not known yet */
  gint64 index;                /* of the task among its copies; -1: not known */
  gboolean index_used;         /* set when a value was asked for that depends on it */
  TsReport *report;            /* gets what cannot be calculated; may be NULL */
} TsEnvironment;

/* TRUE and the value if it is known.  Context: any thread. */
gboolean ts_evaluate (const TsExpression *expression, TsEnvironment *environment, gint64 *value);

/* The value of a parameter under these settings. */
gint64 ts_settings_get (const TsSettings *settings, const TsParameter *parameter);

/* True if `left` compares with `right` in that way. */
gboolean ts_compare (Comparison comparison, gint64 left, gint64 right);

G_END_DECLS
