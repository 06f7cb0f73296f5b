/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The spelling of the word processor: finds slips of the hand, without a dictionary.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a slip is: characters (not bytes) from the beginning of the text. */
typedef struct {
  guint begin, end;
} TsSlip;

/* All slips of the text, in order: words that are often mistyped, a word twice in a row, three equal letters, a
 * sentence that begins with a small letter.  `n_words` (may be NULL) is set to how many words there are.  Free with
 * g_array_unref.  Context: any thread. */
GArray *ts_slips_find (const gunichar *text, guint length, guint *n_words);

G_END_DECLS
