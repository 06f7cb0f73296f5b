/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scripted typist: types a fixed text, again and again, in the rhythm of a human hand.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A value; the same seed types the same rhythm. */
typedef struct {
  const char *next;     /* in the text, which is static */
  gunichar last;
  guint64 random;
} TsTypist;

void ts_typist_init (TsTypist *typist, guint64 seed);

/* The next key (8: Backspace, 10: Enter), and how many milliseconds the hand takes to get there. */
gunichar ts_typist_next (TsTypist *typist, guint *delay_ms);

G_END_DECLS
