/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The JSON reader: tokens, texts, numbers, and that it does not matter where its window on the file
 * ends.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "ts-json-private.h"

/* How a document is read: each token by itself, or members of objects in one step. */
typedef TsJsonToken (*Next) (TsJson *json, GString *said);

static void
say_text (GString *said, const char *text, gsize length)
{
  g_string_append_printf (said, "(%.*s)", (int) length, text);
}

static TsJsonToken
next_token (TsJson *json, GString *said)
{
  TsJsonToken token = ts_json_next (json);
  const char *end, *text;

  if (token != TS_JSON_KEY)
    return token;
  text = ts_json_peek_text (json, &end);
  g_string_append (said, "key");
  say_text (said, text, (gsize) (end - text));
  return ts_json_next (json);
}

static TsJsonToken
next_member (TsJson *json, GString *said)
{
  gboolean in_object = json->depth > 0 && json->is_object[json->depth - 1];
  const char *name = NULL;
  gsize length = 0;
  TsJsonToken token =
    in_object ? ts_json_next_member (json, &name, &length) : ts_json_next (json);

  if (name != NULL)
    {
      g_string_append (said, "key");
      say_text (said, name, length);
    }
  return token;
}

/* All that the reader says of a document, as one text. */
static char *
read_all (TsJson *json, Next next)
{
  static const char *const words[] = { "end", "{", "}", "[", "]", "key", "text", "number",
                                       "true", "false", "null", "error" };
  GString *said = g_string_new (NULL);
  TsJsonToken token;

  do
    {
      token = next (json, said);
      g_string_append_printf (said, "%s@%" G_GUINT64_FORMAT, words[token],
                              ts_json_get_offset (json));
      if (token == TS_JSON_STRING || token == TS_JSON_NUMBER)
        {
          const char *end, *text = ts_json_peek_text (json, &end);

          say_text (said, text, (gsize) (end - text));
        }
      g_string_append_c (said, ' ');
    }
  while (token != TS_JSON_END && token != TS_JSON_ERROR);
  return g_string_free (said, FALSE);
}

static const char *const documents[] = {
  "{\"key\" : \"text\", \"\\u00fc\\n\":[-12.5e+3,0,true,false,null,{}, "
  "[]],\n\t\"ü漢🧵\":\"\\ud83e\\uddf5\"}",
  "[1234567890123456789,0.125,-0,\"a rather long text that fits into no small window at all\"]",
  "[1.5.2]",
  "[tru]",
  "[\"\\ud83e\"]",
  "{\"a\"  :1 ,\"b\":2}",
  "[1e]",
  "[truefalse]",
  "  7  ",
  "[1",
  "{\"a\":",
  "{\"a\":1,\"b\":\"x\",\"c\":{\"d\":-1.5},\"e\":[],\"f\":true,\"\\u0067\":\"\\n\"}",
  "{\"a\":1 ,\"b\": 2,\n\"c\" :{}, \"ü\":\"ü\"}",
  "{\"a\":1.5.2}",
  "{\"a\":1,}",
  "{,\"a\":1}",
  "{\"a\":1\"b\":2}",
  "{\"a\":\"\t\"}",
  "{\"a\":01}",
  "{\"a\"}",
  "{\"a\":12",
};

static void
test_any_window (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "timeslice-json-XXXXXX", NULL);
  int fd = g_mkstemp (path);

  g_unlink (path);
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      gsize length = strlen (documents[i]);
      g_autoptr (TsJson) whole = ts_json_new (documents[i], length);
      g_autofree char *expected = read_all (whole, next_token);

      g_assert_cmpint (ftruncate (fd, 0), ==, 0);
      g_assert_cmpint (pwrite (fd, documents[i], length, 0), ==, length);
      for (gsize capacity = 1; capacity < 70; capacity++)
        {
          g_autoptr (TsJson) json = ts_json_new_for_fd (fd);
          g_autofree char *said = NULL;

          lseek (fd, 0, SEEK_SET);
          json->capacity = capacity;
          said = read_all (json, capacity % 2 == 0 ? next_token : next_member);
          g_assert_cmpstr (said, ==, expected);
        }
    }
  close (fd);
}

/* A member in one step says what two steps say, and the mistakes too. */
static void
test_members (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (TsJson) steps = ts_json_new (documents[i], strlen (documents[i]));
      g_autoptr (TsJson) members = ts_json_new (documents[i], strlen (documents[i]));
      g_autofree char *expected = read_all (steps, next_token);
      g_autofree char *said = read_all (members, next_member);

      g_assert_cmpstr (said, ==, expected);
      g_assert_cmpstr (ts_json_get_error (members), ==, ts_json_get_error (steps));
    }
}

static void
test_tokens (void)
{
  g_autoptr (TsJson) json = ts_json_new (documents[0], strlen (documents[0]));
  g_autofree char *said = read_all (json, next_token);

  g_assert_cmpstr (
    said, ==,
    "{@0 key(key)text@9(text) key(ü\n)[@28 number@29(-12.5e+3) number@38(0) true@40 "
    "false@45 null@51 {@56 }@57 [@60 ]@61 ]@62 key(ü漢🧵)text@78(🧵) }@92 end@93 ");
}

static TsJson *
read_number (const char *text)
{
  TsJson *json = ts_json_new (text, strlen (text));

  g_assert_cmpint (ts_json_next (json), ==, TS_JSON_NUMBER);
  return json;
}

static void
test_integers (void)
{
  static const struct {
    const char *text;
    gboolean fits, fits_unsigned;
    gint64 value;
  } cases[] = {
    { "0", TRUE, TRUE, 0 },
    { "-1", TRUE, FALSE, -1 },
    { "9223372036854775807", TRUE, TRUE, G_MAXINT64 },
    { "-9223372036854775808", TRUE, FALSE, G_MININT64 },
    { "9223372036854775808", FALSE, TRUE, 0 },
    { "-9223372036854775809", FALSE, FALSE, 0 },
    { "18446744073709551615", FALSE, TRUE, 0 },
    { "18446744073709551616", FALSE, FALSE, 0 },
    { "1.0", FALSE, FALSE, 0 },
    { "1e3", FALSE, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TsJson) json = read_number (cases[i].text);
      guint64 large;
      gint64 value;

      g_assert_cmpint (ts_json_get_integer (json, &value), ==, cases[i].fits);
      if (cases[i].fits)
        g_assert_cmpint (value, ==, cases[i].value);
      g_assert_cmpint (ts_json_get_unsigned (json, &large), ==, cases[i].fits_unsigned);
      if (cases[i].fits_unsigned)
        g_assert_cmpuint (large, ==, g_ascii_strtoull (cases[i].text, NULL, 10));
    }
}

static void
test_thousandths (void)
{
  static const struct {
    const char *text;
    gint64 value;   /* 0: beyond */
  } cases[] = {
    { "0.001", 1 },
    { "-0.001", -1 },
    { "123456789012345.678", 123456789012345678 },
    { "1000000000000000", 1000000000000000000 },
    { "1000000000000000.001", 0 },
    { "-1000000000000000.0001", -1000000000000000000 },
    { "1.5", 1500 },
    { "2.0004", 2000 },
    { "2.0006", 2001 },
    { "1.5e3", 1500000 },
    { "1e-3", 1 },
    { "1e300", 0 },
    { "99999999999999999999", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TsJson) json = read_number (cases[i].text);
      gint64 value = 0;
      gboolean fits =
        ts_json_get_thousandths (json, G_GINT64_CONSTANT (1000000000000000000), &value);

      g_assert_cmpint (fits, ==, cases[i].value != 0);
      if (fits)
        g_assert_cmpint (value, ==, cases[i].value);
    }
}

static void
test_skip (void)
{
  const char *text = "[{\"a\":[1,{\"b\":[]}],\"c\":2},3]";
  g_autoptr (TsJson) json = ts_json_new (text, strlen (text));

  g_assert_cmpint (ts_json_next (json), ==, TS_JSON_ARRAY);
  g_assert_true (ts_json_skip (json, ts_json_next (json)));
  g_assert_cmpint (ts_json_next (json), ==, TS_JSON_NUMBER);
  g_assert_true (ts_json_skip (json, TS_JSON_NUMBER));
  g_assert_cmpint (ts_json_next (json), ==, TS_JSON_ARRAY_END);
  g_assert_cmpint (ts_json_next (json), ==, TS_JSON_END);
  g_assert_cmpint (ts_json_next (json), ==, TS_JSON_END);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/any-window", test_any_window);
  g_test_add_func ("/json/members", test_members);
  g_test_add_func ("/json/tokens", test_tokens);
  g_test_add_func ("/json/integers", test_integers);
  g_test_add_func ("/json/thousandths", test_thousandths);
  g_test_add_func ("/json/skip", test_skip);
  return g_test_run ();
}
