/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Strings and numbers of JSON.
 */
#include "config.h"

#include "ts-json-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Longer than any number that is meant. */
enum { MOST_NUMBER_BYTES = 1024 };

void
ts_json_keep_text (TsJson *json)
{
  if (!json->in_window)
    return;
  g_string_truncate (json->text, 0);
  g_string_append_len (json->text, json->window + json->token + json->text_begin,
                       (gssize) json->text_length);
  json->in_window = FALSE;
}

const char *
ts_json_get_text (TsJson *json, gsize *length)
{
  ts_json_keep_text (json);
  if (length != NULL)
    *length = json->text->len;
  return json->text->str;
}

const char *
ts_json_peek_text (TsJson *json, const char **end)
{
  const char *text =
    json->in_window ? json->window + json->token + json->text_begin : json->text->str;

  *end = text + (json->in_window ? json->text_length : json->text->len);
  return text;
}

/* Takes four hexadecimal digits at `p`; -1 if they are none. */
static int
read_hexadecimal (const char *p)
{
  int value = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* Unescapes the \u at `p`, which may be the first of two that make one character; returns what
 * follows, NULL if it is malformed.  Halves without their other half, and U+0000, which ends a
 * string in C, become U+FFFD. */
static const char *
unescape_unicode (GString *text, const char *p, const char *end)
{
  int high = end - p >= 6 ? read_hexadecimal (p + 2) : -1;
  int low;

  if (high < 0)
    return NULL;
  p += 6;
  if (high >= 0xd800 && high < 0xdc00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u')
    {
      low = read_hexadecimal (p + 2);
      if (low >= 0xdc00 && low < 0xe000)
        {
          g_string_append_unichar (text, 0x10000 + ((gunichar) (high - 0xd800) << 10)
                                           + (gunichar) (low - 0xdc00));
          return p + 6;
        }
    }
  g_string_append_unichar (text, high == 0 || (high >= 0xd800 && high < 0xe000) ? 0xfffd
                                                                                : (gunichar) high);
  return p;
}

static const char *
unescape_one (GString *text, const char *p, const char *end)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (end - p < 2)
    return NULL;
  if (p[1] == 'u')
    return unescape_unicode (text, p, end);
  found = p[1] != '\0' ? strchr (from, p[1]) : NULL;
  if (found == NULL)
    return NULL;
  g_string_append_c (text, to[found - from]);
  return p + 2;
}

static gboolean
unescape (TsJson *json, const char *p, const char *end)
{
  g_string_truncate (json->text, 0);
  while (p < end)
    {
      const char *escape = memchr (p, '\\', (gsize) (end - p));

      g_string_append_len (json->text, p, (escape != NULL ? escape : end) - p);
      p = escape == NULL ? end : unescape_one (json->text, escape, end);
      if (p == NULL)
        {
          ts_json_fail (json, _("a text has an escape that does not exist"));
          return FALSE;
        }
    }
  json->in_window = FALSE;
  return TRUE;
}

const guint8 ts_json_is_plain[256] = {
  [0x20 ... 0x21] = 1, [0x23 ... 0x5b] = 1, [0x5d ... 0x7f] = 1,
};

gboolean
ts_json_read_string (TsJson *json)
{
  gsize at = json->position + 1 - json->token;
  gboolean escaped = FALSE, ascii = TRUE;
  const char *begin;

  for (;; at++)
    {
      guchar byte;

      while (json->token + at < json->end && ts_json_is_plain[(guchar) json->window[json->token + at]])
        at++;
      if (json->token + at >= json->end)
        {
          if (!ts_json_refill (json))
            return ts_json_fail (json, _("it ends in the middle of a text")), FALSE;
          at--;
          continue;
        }
      byte = (guchar) json->window[json->token + at];
      if (byte == '"')
        break;
      if (byte < 0x20)
        return ts_json_fail (json, _("a text holds a control character")), FALSE;
      if (byte >= 0x80)
        ascii = FALSE;
      else
        {
          escaped = TRUE;
          at++;
        }
    }
  begin = json->window + json->token + 1;
  json->text_begin = 1;
  json->text_length = at - 1;
  json->in_window = TRUE;
  json->position = json->token + at + 1;
  if (!ascii && !g_utf8_validate_len (begin, json->text_length, NULL))
    return ts_json_fail (json, _("a text is not UTF-8")), FALSE;
  return !escaped || unescape (json, begin, begin + json->text_length);
}

static inline gboolean
is_digit (char byte)
{
  return byte >= '0' && byte <= '9';
}

/* Takes digits into the number, while it is one that fits; returns what follows them. */
static inline const char *
match_digits (TsJsonNumber *number, const char *p, const char *end)
{
  const char *begin = p;
  guint64 digits = number->digits;

  for (; p < end && is_digit (*p); p++)
    digits = digits * 10 + (guint) (*p - '0');
  number->digits = digits;
  number->n_digits += (guint) MIN (p - begin, G_MAXINT16);
  return p;
}

gsize
ts_json_match_number (TsJsonNumber *number, const char *p, const char *end)
{
  const char *begin = p, *digits;

  *number = (TsJsonNumber) { 0 };
  p += p < end && *p == '-';
  digits = p;
  p = match_digits (number, p, end);
  if (p == digits || (*digits == '0' && p - digits > 1))
    return 0;
  if (p < end && *p == '.')
    {
      digits = ++p;
      p = match_digits (number, p, end);
      number->n_decimals = (guint) MIN (p - digits, G_MAXINT16);
      if (p == digits)
        return 0;
    }
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      p++;
      p += p < end && (*p == '-' || *p == '+');
      number->has_exponent = TRUE;
      for (digits = p; p < end && is_digit (*p);)
        p++;
      if (p == digits)
        return 0;
    }
  return (gsize) (p - begin);
}

gboolean
ts_json_read_number (TsJson *json)
{
  gsize length, left;

  /* A number ends where something else begins, so what follows must be in the window; what is none
   * may become one with the rest of it. */
  do
    {
      length = ts_json_match_number (&json->number, json->window + json->position,
                                     json->window + json->end);
      left = json->end - json->position;
    }
  while ((length == 0 ? left < MOST_NUMBER_BYTES : length == left) && ts_json_refill (json));
  if (length == 0)
    return ts_json_fail (json, _("this is not JSON")), FALSE;
  json->text_begin = json->position - json->token;
  json->text_length = length;
  json->in_window = TRUE;
  json->position += length;
  return TRUE;
}

/* Takes the sign, then the digits before a dot; `p` is moved behind them. FALSE if they do not
 * fit. */
static gboolean
take_digits (const char **p, const char *end, guint64 *value)
{
  const char *begin = *p;

  for (*value = 0; *p < end && is_digit (**p); (*p)++)
    {
      guint digit = (guint) (**p - '0');

      /* 18 digits always fit. */
      if (*p - begin >= 18 && *value > (G_MAXUINT64 - digit) / 10)
        return FALSE;
      *value = *value * 10 + digit;
    }
  return TRUE;
}

gboolean
ts_json_get_unsigned (TsJson *json, guint64 *value)
{
  const char *end, *p = ts_json_peek_text (json, &end);

  return take_digits (&p, end, value) && p == end;
}

/* Whether all of the number is in its digits: 18 always fit. */
static inline gboolean
is_exact (const TsJsonNumber *number)
{
  return number->n_digits <= 18 && !number->has_exponent;
}

gboolean
ts_json_get_integer (TsJson *json, gint64 *value)
{
  const char *end, *p = ts_json_peek_text (json, &end);
  gboolean negative = *p == '-';
  guint64 size;

  if (is_exact (&json->number) && json->number.n_decimals == 0)
    {
      *value = negative ? -(gint64) json->number.digits : (gint64) json->number.digits;
      return TRUE;
    }
  p += negative;
  if (!take_digits (&p, end, &size) || p != end || size > (guint64) G_MAXINT64 + negative)
    return FALSE;
  *value = negative ? (gint64) -size : (gint64) size;
  return TRUE;
}

gboolean
ts_json_get_thousandths (TsJson *json, gint64 most, gint64 *value)
{
  const char *end, *p = ts_json_peek_text (json, &end);
  gboolean negative = *p == '-';
  guint64 size;
  guint decimals = 0;
  double rounded;

  if (is_exact (&json->number) && json->number.n_decimals == 3
      && json->number.digits <= (guint64) most)
    {
      *value = negative ? -(gint64) json->number.digits : (gint64) json->number.digits;
      return TRUE;
    }
  p += negative;
  if (!take_digits (&p, end, &size))
    return FALSE;
  if (p < end && *p == '.' && end - p <= 4)
    for (p++; p < end && is_digit (*p) && size < G_MAXUINT64 / 10 - 1; p++, decimals++)
      size = size * 10 + (guint) (*p - '0');
  if (p < end)
    {
      rounded = round (g_ascii_strtod (ts_json_get_text (json, NULL), NULL) * 1000);
      if (!(fabs (rounded) <= (double) most))
        return FALSE;
      *value = (gint64) rounded;
      return TRUE;
    }
  for (; decimals < 3; decimals++)
    {
      if (size > (guint64) most)
        return FALSE;
      size *= 10;
    }
  if (size > (guint64) most)
    return FALSE;
  *value = negative ? -(gint64) size : (gint64) size;
  return TRUE;
}
