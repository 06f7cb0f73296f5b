/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text in columns: widths, cutting and padding as a terminal counts them, and tables.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Columns that a UTF-8 text takes in a terminal. */
guint cli_text_width (const char *text);

/* The text cut to at most `width` columns, with "…" in the place of what is missing. */
char *cli_text_cut (const char *text, guint width);

/* Appends `text`, cut and filled up with spaces to exactly `width` columns. */
void cli_text_append (GString *line, const char *text, guint width, gboolean right);

/* Valid UTF-8 on one line: what a terminal might take for a command is replaced by "�". */
char *cli_text_clean (const char *text);

/* Rows of cells that are printed in aligned columns; the first row is the heading. */
typedef struct {
  GPtrArray *cells;   /* char *, row by row */
  guint n_columns;
  guint n_left;       /* so many columns from the left are aligned left, the others right */
} CliTable;

CliTable *cli_table_new (guint n_columns, guint n_left);
void cli_table_free (CliTable *table);
/* Takes ownership of `cell`. */
void cli_table_add (CliTable *table, char *cell);
char *cli_table_print (const CliTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTable, cli_table_free)

G_END_DECLS
