/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the parser, checker and compiler put the mistakes that they find.
 */
#pragma once

#include "ts-diagnostic.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *diagnostics;  /* TsDiagnostic; borrowed */
  guint first_line;        /* line of the file on which the program text begins */
  guint mistakes;          /* reported here so far */
} TsReport;

void ts_report_init (TsReport *report, GPtrArray *diagnostics, guint first_line);

/* Reports a mistake at `line` (of the program text) and `column`. */
void ts_report_add (TsReport *report, guint line, guint column, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* Puts what was reported in order of place; what others had put into the array before stays in
 * front.  Of several mistakes at one place only the first is kept: the others follow from it. */
void ts_report_sort (TsReport *report);

/* Reports the first byte of `text` that is not UTF-8, or is NUL; FALSE if there is one. */
gboolean ts_report_check_text (TsReport *report, const char *text, gsize length);

/* The one of `names` that is most like `name`, or NULL if none is like it. */
const char *ts_report_nearest (const char *name, const char * const *names, guint count);

G_END_DECLS
