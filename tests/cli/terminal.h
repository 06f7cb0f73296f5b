/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A tiny terminal: it understands what timeslice-cli sends, and remembers what would stand on the
 * screen.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Terminal Terminal;

/* Called after each frame (at the end of a synchronized update). */
typedef void (*TerminalFrame) (Terminal *terminal, gpointer data);

Terminal *terminal_new (guint n_rows, guint n_columns, TerminalFrame on_frame, gpointer data);
void terminal_free (Terminal *terminal);

/* Takes what was read from the program; asserts that every sequence is one that terminals know. */
void terminal_feed (Terminal *terminal, const char *bytes, gsize length);

/* Text of a row, counted from the first line that was ever written; trailing spaces are left out.
 * NULL below the last.  Owned by the terminal until the next feed. */
const char *terminal_get_row (Terminal *terminal, guint row);
guint terminal_get_n_rows (Terminal *terminal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Terminal, terminal_free)

G_END_DECLS
