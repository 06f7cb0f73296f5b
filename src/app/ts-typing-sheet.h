/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sheet of paper that is typed on.  It shows what it is told: a key does nothing here, but is told to others.
 *
 * Signal: "typed" (guint: a character, 8 for Backspace, 10 for Enter).
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-typed.h"

G_BEGIN_DECLS

#define TS_TYPE_TYPING_SHEET (ts_typing_sheet_get_type ())
G_DECLARE_FINAL_TYPE (TsTypingSheet, ts_typing_sheet, TS, TYPING_SHEET, GtkTextView)

/* Shows the text that the first n_keys of `keys` (TsTypedKey) make; n_formatted of them have been formatted: they
 * have their final looks, and their slips are marked.  `keys` may be NULL.  Context of all: the main thread. */
void ts_typing_sheet_show (TsTypingSheet *self, const GArray *keys, guint n_keys, guint n_formatted);

/* Words and slips in what has been formatted. */
guint ts_typing_sheet_get_n_words (TsTypingSheet *self);
guint ts_typing_sheet_get_n_slips (TsTypingSheet *self);

G_END_DECLS
