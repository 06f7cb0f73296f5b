/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The card beside the pointer that says what a slice is: the first sentence in bold, the rest below.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TS_TYPE_SLICE_CARD (ts_slice_card_get_type ())
G_DECLARE_FINAL_TYPE (TsSliceCard, ts_slice_card, TS, SLICE_CARD, GtkWidget)

/* Sentences, the first of which ends at the first “.” that two spaces or nothing follows.
 * Context: the main thread. */
void ts_slice_card_set_text (TsSliceCard *self, const char *text);

/* The height of its text, where the usual one is too small to be read. */
void ts_slice_card_set_text_px (TsSliceCard *self, double px);

G_END_DECLS
