/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers are written by hand: printf takes most of the time of a large recording otherwise.
 */
#include "config.h"

#include "ts-output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_BYTES = 256 * 1024, NUMBER_BYTES = 32 };

void
ts_output_init (TsOutput *output, int fd)
{
  *output = (TsOutput) { .fd = fd, .buffer = g_malloc (BUFFER_BYTES) };
}

static void
write_all (TsOutput *output, const char *text, gsize length)
{
  while (length > 0 && output->error == 0)
    {
      ssize_t written = write (output->fd, text, length);

      if (written < 0 && errno != EINTR)
        output->error = errno;
      else if (written > 0)
        {
          text += written;
          length -= (gsize) written;
        }
    }
}

static void
flush (TsOutput *output)
{
  if (output->error == 0 && ts_progress_is_cancelled (output->progress))
    output->error = ECANCELED;
  ts_progress_set (output->progress, output->parts_done, output->parts_all);
  write_all (output, output->buffer, output->used);
  output->used = 0;
}

gboolean
ts_output_finish (TsOutput *output)
{
  flush (output);
  g_clear_pointer (&output->buffer, g_free);
  errno = output->error;
  return output->error == 0;
}

/* Where `length` more bytes may be put. */
static inline char *
reserve (TsOutput *output, gsize length)
{
  if (output->used + length > BUFFER_BYTES)
    flush (output);
  return output->buffer + output->used;
}

void
ts_output_text (TsOutput *output, const char *text, gsize length)
{
  if (length > BUFFER_BYTES)
    {
      flush (output);
      write_all (output, text, length);
      return;
    }
  memcpy (reserve (output, length), text, length);
  output->used += length;
}

/* Puts the digits before `end` and returns where they begin. */
static inline char *
put_digits (char *end, guint64 value)
{
  do
    *--end = (char) ('0' + value % 10);
  while ((value /= 10) > 0);
  return end;
}

void
ts_output_unsigned (TsOutput *output, guint64 value)
{
  char digits[NUMBER_BYTES];
  char *begin = put_digits (digits + NUMBER_BYTES, value);

  ts_output_text (output, begin, (gsize) (digits + NUMBER_BYTES - begin));
}

void
ts_output_integer (TsOutput *output, gint64 value)
{
  if (value < 0)
    ts_output_literal (output, "-");
  ts_output_unsigned (output, value < 0 ? -(guint64) value : (guint64) value);
}

void
ts_output_microseconds (TsOutput *output, gint64 time_ns)
{
  guint64 size = time_ns < 0 ? -(guint64) time_ns : (guint64) time_ns;
  guint64 rest = size % 1000;
  char fraction[4] = { '.', (char) ('0' + rest / 100), (char) ('0' + rest / 10 % 10),
                       (char) ('0' + rest % 10) };

  if (time_ns < 0)
    ts_output_literal (output, "-");
  ts_output_unsigned (output, size / 1000);
  ts_output_text (output, fraction, sizeof fraction);
}

static void
put_escape (TsOutput *output, guchar byte)
{
  static const char hexadecimal[] = "0123456789abcdef";
  char escape[6] = { '\\', 'u', '0', '0', hexadecimal[byte >> 4], hexadecimal[byte & 15] };

  switch (byte)
    {
    case '"':
      ts_output_literal (output, "\\\"");
      break;
    case '\\':
      ts_output_literal (output, "\\\\");
      break;
    case '\n':
      ts_output_literal (output, "\\n");
      break;
    case '\t':
      ts_output_literal (output, "\\t");
      break;
    default:
      ts_output_text (output, escape, sizeof escape);
    }
}

void
ts_output_json_string (TsOutput *output, const char *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  const char *plain = valid != NULL ? valid : text, *p;

  ts_output_literal (output, "\"");
  for (p = plain; *p != '\0'; p++)
    {
      guchar byte = (guchar) *p;

      if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f)
        continue;
      ts_output_text (output, plain, (gsize) (p - plain));
      put_escape (output, byte);
      plain = p + 1;
    }
  ts_output_text (output, plain, (gsize) (p - plain));
  ts_output_literal (output, "\"");
}

void
ts_output_csv_field (TsOutput *output, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      ts_output_text (output, text, strlen (text));
      return;
    }
  ts_output_literal (output, "\"");
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        ts_output_literal (output, "\"");
      ts_output_text (output, p, 1);
    }
  ts_output_literal (output, "\"");
}
