/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Internal to the parser: what is checked in a tree before it counts as a script.
 */
#pragma once

#include "ts-evaluate.h"
#include "ts-report.h"
#include "ts-syntax.h"

G_BEGIN_DECLS

/* Ties each name to what it names, and reports names that are unknown, double or of the wrong kind.
 * FALSE if anything was reported. */
gboolean ts_check_names (TsScript *script, TsReport *report);

/* Reports what can be seen from the order of the steps of each task: a lock released that is not
 * held, steps that are never reached. */
void ts_check_order (TsScript *script, TsReport *report);

/* Reports what nobody does: a queue nobody puts into, an event nobody signals, a task nobody
 * starts.  Needs a tree whose names are tied. */
void ts_check_use (TsScript *script, TsReport *report);

/* Reports counts, sizes, times and places in rows that are out of range, as far as they are known
 * in `environment`, whose report gets them.  With settings, a step's time or count below zero is
 * none: it counts as 0 then, as it does in a run. */
void ts_check_ranges (TsScript *script, TsEnvironment *environment);

/* What a name stands for: one of the three. */
typedef struct {
  TsParameter *parameter;
  TsObject *object;
  TsTask *task;
  guint line;
} TsSymbol;

/* Reads the placeholders of a text; `names` is a table name → TsSymbol.  `column` is that of the
 * opening quote. Returns an array of TsTemplatePart. */
GPtrArray *ts_template_parse (const char *text, guint line, guint column, gboolean is_label,
                              GHashTable *names, TsReport *report);

/* Reports that `name` is unknown, with the nearest of the names that `is_meant` lets through as a
 * hint. */
typedef gboolean (*TsSymbolFilter) (const TsSymbol *symbol, guint kinds);
void ts_names_report_unknown (GHashTable *names, TsSymbolFilter is_meant, guint kinds,
                              const char *name, guint line, guint column, TsReport *report);

/* True if `symbol` has a value that can be calculated with or printed. */
gboolean ts_symbol_has_value (const TsSymbol *symbol, guint kinds);

G_END_DECLS
