/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"

#include <math.h>
#include <stdio.h>

struct _CliJson {
  GString *text;
  guint depth;
  gboolean first;   /* nothing stands yet in the object or array that was begun last */
};

CliJson *
cli_json_new (void)
{
  CliJson *json = g_new0 (CliJson, 1);

  json->text = g_string_new (NULL);
  json->first = TRUE;
  return json;
}

void
cli_json_free (CliJson *json)
{
  g_string_free (json->text, TRUE);
  g_free (json);
}

static void
append_string (GString *text,
               const char *string)
{
  g_autofree char *valid = g_utf8_make_valid (string, -1);

  g_string_append_c (text, '"');
  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (text, "\\%c", *p);
    else if ((guchar) *p < 0x20 || *p == 0x7f)
      g_string_append_printf (text, "\\u%04x", (guint) *p);
    else
      g_string_append_c (text, *p);
  g_string_append_c (text, '"');
}

static void
new_line (CliJson *json)
{
  g_string_append_printf (json->text, "\n%*s", (int) json->depth * 2, "");
}

/* Comma, line and name: all that stands before a value. */
static void
begin_value (CliJson *json,
             const char *name)
{
  if (!json->first)
    g_string_append_c (json->text, ',');
  if (json->depth > 0)
    new_line (json);
  json->first = FALSE;
  if (name == NULL)
    return;
  append_string (json->text, name);
  g_string_append (json->text, ": ");
}

static void
begin (CliJson *json,
       const char *name,
       char bracket)
{
  begin_value (json, name);
  g_string_append_c (json->text, bracket);
  json->depth++;
  json->first = TRUE;
}

static void
end (CliJson *json,
     char bracket)
{
  g_assert (json->depth > 0);
  json->depth--;
  if (!json->first)
    new_line (json);
  g_string_append_c (json->text, bracket);
  json->first = FALSE;
}

void
cli_json_begin_object (CliJson *json,
                       const char *name)
{
  begin (json, name, '{');
}

void
cli_json_end_object (CliJson *json)
{
  end (json, '}');
}

void
cli_json_begin_array (CliJson *json,
                      const char *name)
{
  begin (json, name, '[');
}

void
cli_json_end_array (CliJson *json)
{
  end (json, ']');
}

void
cli_json_string (CliJson *json,
                 const char *name,
                 const char *text)
{
  if (text == NULL)
    {
      cli_json_null (json, name);
      return;
    }
  begin_value (json, name);
  append_string (json->text, text);
}

void
cli_json_integer (CliJson *json,
                  const char *name,
                  gint64 value)
{
  begin_value (json, name);
  g_string_append_printf (json->text, "%" G_GINT64_FORMAT, value);
}

void
cli_json_boolean (CliJson *json,
                  const char *name,
                  gboolean value)
{
  begin_value (json, name);
  g_string_append (json->text, value ? "true" : "false");
}

void
cli_json_null (CliJson *json,
               const char *name)
{
  begin_value (json, name);
  g_string_append (json->text, "null");
}

void
cli_json_number (CliJson *json,
                 const char *name,
                 double value,
                 guint decimals)
{
  char format[16], number[400];   /* the largest double has 309 digits */

  if (!isfinite (value))
    {
      cli_json_null (json, name);
      return;
    }
  g_snprintf (format, sizeof format, "%%.%uf", decimals);
  begin_value (json, name);
  g_string_append (json->text, g_ascii_formatd (number, sizeof number, format, value));
}

void
cli_json_seconds (CliJson *json,
                  const char *name,
                  gint64 time_ns)
{
  guint64 size_ns = time_ns < 0 ? -(guint64) time_ns : (guint64) time_ns;

  begin_value (json, name);
  g_string_append_printf (json->text, "%s%" G_GUINT64_FORMAT ".%09" G_GUINT64_FORMAT,
                          time_ns < 0 ? "-" : "", size_ns / 1000000000, size_ns % 1000000000);
}

void
cli_json_print (CliJson *json)
{
  g_assert (json->depth == 0);
  g_string_append_c (json->text, '\n');
  fwrite (json->text->str, 1, json->text->len, stdout);
}
