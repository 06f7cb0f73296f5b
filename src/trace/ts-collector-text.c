/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts that are too long for one event and follow it, 16 bytes at a time, in the same ring.
 */
#include "config.h"

#include "ts-collector-private.h"

#include <string.h>

enum { TEXT_BYTES = 16 };

G_STATIC_ASSERT (sizeof (Event) - G_STRUCT_OFFSET (Event, instruction) == TEXT_BYTES);

void
ts_text_clear (TextReader *reader)
{
  if (reader->text != NULL)
    g_string_free (reader->text, TRUE);
  reader->text = NULL;
  reader->left = 0;
}

void
ts_text_expect (TextReader *reader, const Event *event, gint64 bytes)
{
  ts_text_clear (reader);
  reader->event = *event;
  reader->left = (gsize) CLAMP (bytes, 0, MAX_PRINT);
  reader->text = g_string_sized_new (reader->left);
}

char *
ts_text_read (TextReader *reader, const Event *event)
{
  const char *bytes = (const char *) event + G_STRUCT_OFFSET (Event, instruction);
  gsize count = MIN (reader->left, TEXT_BYTES);
  g_autofree char *raw = NULL;

  if (reader->text == NULL)
    return NULL;

  g_string_append_len (reader->text, bytes, (gssize) strnlen (bytes, count));
  reader->left -= count;
  if (reader->left > 0)
    return NULL;

  raw = g_string_free (reader->text, FALSE);
  reader->text = NULL;
  return g_utf8_make_valid (raw, -1);
}
