/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of a table of figures.  Signal: "changed".
 */
#pragma once

#include "ts-figures-table.h"

G_BEGIN_DECLS

#define TS_TYPE_FIGURES_ROW (ts_figures_row_get_type ())
G_DECLARE_FINAL_TYPE (TsFiguresRow, ts_figures_row, TS, FIGURES_ROW, GObject)

TsFiguresRow *ts_figures_row_new (guint position);
guint ts_figures_row_get_position (TsFiguresRow *self);
const char *ts_figures_row_get_name (TsFiguresRow *self);
gint64 ts_figures_row_get_value (TsFiguresRow *self, guint column);

/* Emits "changed" if it is another name or value. */
void ts_figures_row_set (TsFiguresRow *self, const char *name, const gint64 *values, guint n_values);

/* A value in words: "1.24 s", "17", "45 %", "–" if it is negative: not known; free with g_free. */
char *ts_figures_format (gint64 value, TsFigureKind kind);

G_END_DECLS
