/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reader: a window of the document, and a small machine that knows what may come next.
 */
#include "config.h"

#include "ts-json-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_BYTES = 256 * 1024 };

TsJson *
ts_json_new (const char *data, gsize length)
{
  TsJson *json = g_new0 (TsJson, 1);

  json->fd = -1;
  json->window = data;
  json->end = length;
  json->text = g_string_new (NULL);
  json->key = g_string_new (NULL);
  return json;
}

TsJson *
ts_json_new_for_fd (int fd)
{
  TsJson *json = ts_json_new (NULL, 0);

  json->fd = fd;
  json->capacity = BUFFER_BYTES;
  json->buffer = g_malloc (json->capacity);
  json->window = json->buffer;
  return json;
}

void
ts_json_set_progress (TsJson *json, TsProgress *progress, guint64 size)
{
  json->progress = progress;
  json->size = size;
}

void
ts_json_free (TsJson *json)
{
  if (json == NULL)
    return;
  g_string_free (json->text, TRUE);
  g_string_free (json->key, TRUE);
  g_free (json->buffer);
  g_free (json);
}

TsJsonToken
ts_json_fail (TsJson *json, const char *message)
{
  if (json->error == NULL)
    json->error = message;
  return TS_JSON_ERROR;
}

const char *
ts_json_get_error (TsJson *json)
{
  return json->error;
}

gboolean
ts_json_get_errno (TsJson *json, int *code)
{
  *code = json->error_code;
  return json->error_code != 0;
}

guint64
ts_json_get_offset (TsJson *json)
{
  return json->token_offset;
}

/* read(2), unless nobody wants it any more. */
static ssize_t
read_more (TsJson *json)
{
  ssize_t count;

  ts_progress_set (json->progress, json->window_offset, json->size);
  if (ts_progress_is_cancelled (json->progress))
    {
      errno = ECANCELED;
      return -1;
    }
  do
    count = read (json->fd, json->buffer + json->end, json->capacity - json->end);
  while (count < 0 && errno == EINTR);
  return count;
}

/* Brings more of the file into the window, keeping what begins at the last token: FALSE if there is
 * no more, or reading fails.  A token that fills the window doubles it, so it never exceeds twice
 * the longest one. */
gboolean
ts_json_refill (TsJson *json)
{
  ssize_t count;

  if (json->fd < 0 || json->error != NULL)
    return FALSE;
  memmove (json->buffer, json->buffer + json->token, json->end - json->token);
  json->window_offset += json->token;
  json->end -= json->token;
  json->position -= json->token;
  json->token = 0;
  if (json->end == json->capacity)
    {
      json->capacity *= 2;
      json->buffer = g_realloc (json->buffer, json->capacity);
    }
  json->window = json->buffer;
  count = read_more (json);
  if (count < 0)
    {
      json->error_code = errno;
      ts_json_fail (json, _("it could not be read"));
    }
  if (count > 0)
    json->end += (gsize) count;
  return count > 0;
}

/* The next byte that is not white space, without taking it; -1 at the end. */
static inline int
peek (TsJson *json)
{
  for (;;)
    {
      while (json->position < json->end)
        {
          char byte = json->window[json->position];

          if (byte != ' ' && byte != '\n' && byte != '\r' && byte != '\t')
            return (guchar) byte;
          json->position++;
        }
      json->token = json->position;
      if (!ts_json_refill (json))
        return -1;
    }
}

static TsJsonToken
open_container (TsJson *json, gboolean object)
{
  if (json->depth == TS_JSON_MOST_DEPTH)
    return ts_json_fail (json, _("it is nested too deeply"));
  json->is_object[json->depth++] = object;
  json->position++;
  json->expect = object ? EXPECT_FIRST_KEY : EXPECT_FIRST_ELEMENT;
  return object ? TS_JSON_OBJECT : TS_JSON_ARRAY;
}

static inline void
after_value (TsJson *json)
{
  json->expect = json->depth == 0 ? EXPECT_END : EXPECT_COMMA;
}

static TsJsonToken
close_container (TsJson *json, gboolean object)
{
  if (json->depth == 0 || json->is_object[json->depth - 1] != object)
    return ts_json_fail (json, _("a bracket closes what was not opened"));
  json->depth--;
  json->position++;
  after_value (json);
  return object ? TS_JSON_OBJECT_END : TS_JSON_ARRAY_END;
}

static TsJsonToken
read_word (TsJson *json, const char *word, TsJsonToken token)
{
  gsize length = strlen (word);

  while (json->end - json->position < length)
    if (!ts_json_refill (json))
      return ts_json_fail (json, _("it ends in the middle"));
  if (memcmp (json->window + json->position, word, length) != 0)
    return ts_json_fail (json, _("this is not JSON"));
  json->position += length;
  after_value (json);
  return token;
}

static TsJsonToken
read_value (TsJson *json, int byte)
{
  switch (byte)
    {
    case '{':
      return open_container (json, TRUE);
    case '[':
      return open_container (json, FALSE);
    case '"':
      if (!ts_json_read_string (json))
        return TS_JSON_ERROR;
      after_value (json);
      return TS_JSON_STRING;
    case 't':
      return read_word (json, "true", TS_JSON_TRUE);
    case 'f':
      return read_word (json, "false", TS_JSON_FALSE);
    case 'n':
      return read_word (json, "null", TS_JSON_NULL);
    default:
      if (!ts_json_read_number (json))
        return TS_JSON_ERROR;
      after_value (json);
      return TS_JSON_NUMBER;
    }
}

/* A key and its colon. */
static TsJsonToken
read_key (TsJson *json, int byte)
{
  if (byte != '"')
    return ts_json_fail (json, _("the name of a member is missing"));
  if (!ts_json_read_string (json))
    return TS_JSON_ERROR;
  /* The colon nearly always follows at once; the text must survive a refill if it does not. */
  if (json->position < json->end && json->window[json->position] == ':')
    json->position++;
  else
    {
      ts_json_keep_text (json);
      if (peek (json) != ':')
        return ts_json_fail (json, _("a colon is missing"));
      json->position++;
    }
  json->expect = EXPECT_VALUE;
  return TS_JSON_KEY;
}

static TsJsonToken
read_end (TsJson *json, int byte)
{
  if (byte >= 0)
    return ts_json_fail (json, _("something stands behind its end"));
  return json->error != NULL ? TS_JSON_ERROR : TS_JSON_END;
}

static inline void
begin_token (TsJson *json)
{
  json->token = json->position;
  json->token_offset = json->window_offset + json->position;
}

TsJsonToken
ts_json_next (TsJson *json)
{
  int byte;

  if (json->error != NULL)
    return TS_JSON_ERROR;
  byte = peek (json);
  begin_token (json);
  if (json->expect == EXPECT_END)
    return read_end (json, byte);
  if (json->expect == EXPECT_COMMA && byte == ',')
    {
      json->position++;
      byte = peek (json);
      begin_token (json);
      json->expect = json->is_object[json->depth - 1] ? EXPECT_KEY : EXPECT_VALUE;
    }
  else if (json->expect == EXPECT_COMMA && byte >= 0 && byte != '}' && byte != ']')
    return ts_json_fail (json, _("a comma is missing"));
  if (byte < 0)
    return ts_json_fail (json, _("it ends in the middle"));
  switch (json->expect)
    {
    case EXPECT_KEY:
      return read_key (json, byte);
    case EXPECT_FIRST_KEY:
      return byte == '}' ? close_container (json, TRUE) : read_key (json, byte);
    case EXPECT_FIRST_ELEMENT:
      return byte == ']' ? close_container (json, FALSE) : read_value (json, byte);
    case EXPECT_COMMA:
      return close_container (json, byte == '}');
    case EXPECT_VALUE:
    case EXPECT_END:
    default:
      return read_value (json, byte);
    }
}

gboolean
ts_json_skip (TsJson *json, TsJsonToken token)
{
  guint depth = 0;

  for (;;)
    {
      if (token == TS_JSON_OBJECT || token == TS_JSON_ARRAY)
        depth++;
      else if (token == TS_JSON_OBJECT_END || token == TS_JSON_ARRAY_END)
        depth--;
      else if (token == TS_JSON_ERROR || token == TS_JSON_END)
        return FALSE;
      if (depth == 0 && token != TS_JSON_KEY)
        return TRUE;
      token = ts_json_next (json);
    }
}
