/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A member of an object in one step.  The events of a recording are little else, and most of
 * reading one was the way into ts_json_next() and out of it: a member that lies whole in the window
 * and needs no second look is taken here, without moving anything; all others take that way.
 */
#include "config.h"

#include "ts-json-private.h"

/* The first byte from `p` on that ends a string or needs a look. */
static inline const char *
skip_plain (const char *p, const char *end)
{
  while (p < end && ts_json_is_plain[(guchar) *p])
    p++;
  return p;
}

static TsJsonToken
next_member_by_steps (TsJson *json, const char **name, gsize *length)
{
  TsJsonToken token = ts_json_next (json);
  const char *end, *text;

  if (token != TS_JSON_KEY)
    return token;
  text = ts_json_peek_text (json, &end);
  g_string_truncate (json->key, 0);
  g_string_append_len (json->key, text, end - text);
  *name = json->key->str;
  *length = json->key->len;
  return ts_json_next (json);
}

/* Takes the `length` bytes at `p`, whose text begins after `skip` of them, as the last token. */
static inline TsJsonToken
take_value (TsJson *json, TsJsonToken token, const char *p, gsize length, gsize skip)
{
  json->token = (gsize) (p - json->window);
  json->token_offset = json->window_offset + json->token;
  json->text_begin = skip;
  json->text_length = length - 2 * skip;
  json->in_window = TRUE;
  json->position = json->token + length;
  json->expect = EXPECT_COMMA;
  return token;
}

TsJsonToken
ts_json_next_member (TsJson *json, const char **name, gsize *length)
{
  const char *p = json->window + json->position, *end = json->window + json->end, *behind;

  if (json->error != NULL || end - p < 2)
    return next_member_by_steps (json, name, length);
  if (json->expect == EXPECT_COMMA && *p == ',')
    p++;
  else if (json->expect != EXPECT_FIRST_KEY)
    return next_member_by_steps (json, name, length);
  behind = *p == '"' ? skip_plain (p + 1, end) : end;
  if (end - behind < 3 || behind[0] != '"' || behind[1] != ':')
    return next_member_by_steps (json, name, length);
  *name = p + 1;
  *length = (gsize) (behind - *name);
  p = behind + 2;
  if (*p == '"')
    {
      behind = skip_plain (p + 1, end);
      if (behind < end && *behind == '"')
        return take_value (json, TS_JSON_STRING, p, (gsize) (behind + 1 - p), 1);
    }
  else if (*p == '{' || *p == '[')
    {
      json->position = (gsize) (p - json->window);
      json->expect = EXPECT_VALUE;
      return ts_json_next (json);
    }
  else
    {
      gsize size = ts_json_match_number (&json->number, p, end);

      if (size > 0 && p + size < end)
        return take_value (json, TS_JSON_NUMBER, p, size, 0);
    }
  return next_member_by_steps (json, name, length);
}
