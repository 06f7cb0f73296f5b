/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-typist.h"

#include <glib/gi18n-lib.h>

/* Milliseconds from key to key: some 100 on average, as of somebody who types well (inter-key
 * intervals of 60 to 150 ms; Salthouse, Perceptual, cognitive, and motoric aspects of transcription
 * typing, 1986), with pauses for thought behind sentences. */
enum {
  QUICKEST_MS = 55,
  SPREAD_MS = 45,     /* twice, so that the middle is the most likely */
  SAME_KEY_MS = 20,   /* a finger that is there already is faster by so much */
  WORD_MS = 40,
  SENTENCE_MS = 260,
};

/* Stands for Backspace in the text, as control characters are not for translators to handle. */
#define ERASE 0x232B    /* ⌫ */

static const char *
get_text (void)
{
  /* Translators: what the scripted typist types into the word processor.  ⌫ is Backspace.  Keep
   * the slips ("teh", one letter taken back): the page is to mark them.  */
  return _("Letters\nA letter is seen as soon as teh input thread takes it. Formatting comm⌫es later, "
           "and saving later still. Neither of them holds up the hand that types.\n");
}

void
ts_typist_init (TsTypist *typist, guint64 seed)
{
  *typist = (TsTypist) { .next = get_text (), .last = '\n', .random = seed };
}

/* 0 … below `range` - 1 (a linear congruential generator; Knuth, The Art of Computer Programming 2,
 * 3.3.4). */
static guint
throw (TsTypist *typist, guint range)
{
  typist->random = typist->random * G_GUINT64_CONSTANT (6364136223846793005)
                   + G_GUINT64_CONSTANT (1442695040888963407);
  return (guint) (typist->random >> 33) % range;
}

gunichar
ts_typist_next (TsTypist *typist, guint *delay_ms)
{
  gunichar last = typist->last, next;
  guint delay = QUICKEST_MS + throw (typist, SPREAD_MS) + throw (typist, SPREAD_MS);

  if (*typist->next == '\0')
    typist->next = get_text ();
  next = g_utf8_get_char (typist->next);
  typist->next = g_utf8_next_char (typist->next);
  if (next == ERASE)
    next = '\b';

  if (next == last)
    delay -= SAME_KEY_MS;
  if (last == ' ')
    delay += throw (typist, WORD_MS);
  else if (last == '.' || last == '\n')
    delay += throw (typist, SENTENCE_MS);
  typist->last = next;
  *delay_ms = delay;
  return next;
}
