/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of figures that can be sorted by every column and copied: a row for each task or core.
 *
 * Signal: "picked" (the row's position before sorting): the user has chosen it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  TS_FIGURE_TIME,      /* in ns */
  TS_FIGURE_COUNT,
  TS_FIGURE_SHARE,     /* in 1/1000 */
  TS_FIGURE_HUNDREDTHS, /* a number with two decimals, in 1/100 */
} TsFigureKind;

typedef struct {
  const char *title;   /* to be translated; static */
  TsFigureKind kind;
} TsFiguresColumn;

enum { TS_FIGURES_MOST_COLUMNS = 8 };

#define TS_TYPE_FIGURES_TABLE (ts_figures_table_get_type ())
G_DECLARE_FINAL_TYPE (TsFiguresTable, ts_figures_table, TS, FIGURES_TABLE, GtkWidget)

/* `name_title` heads the names; the columns are copied, their titles static.  `has_badges`: the rows are tasks, and
 * show their letters.  Context of all: the main thread. */
TsFiguresTable *ts_figures_table_new (const char *name_title, const TsFiguresColumn *columns, guint n_columns,
                                      gboolean has_badges);

/* So many rows; those that were there stay as they are. */
void ts_figures_table_set_n_rows (TsFiguresTable *self, guint n_rows);
/* What a row says; shown at once, in its old place until ts_figures_table_sort(). */
void ts_figures_table_set_row (TsFiguresTable *self, guint row, const char *name, const gint64 *values);
/* Sorts again by the column that the user has chosen: while a run goes on rows do not move. */
void ts_figures_table_sort (TsFiguresTable *self);

/* Shows that this row is chosen, without "picked"; G_MAXUINT: none. */
void ts_figures_table_select (TsFiguresTable *self, guint row);

/* All rows as they are shown, with tabs between the columns; free with g_free. */
char *ts_figures_table_to_text (TsFiguresTable *self);

GtkColumnView *ts_figures_table_get_view (TsFiguresTable *self);

G_END_DECLS
