/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Collecting mistakes, and guessing what was meant.
 */
#include "config.h"

#include "ts-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Names longer than this are not compared: nobody mistypes that much. */
enum { LONGEST_NAME = 32 };

void
ts_report_init (TsReport *report, GPtrArray *diagnostics, guint first_line)
{
  report->diagnostics = diagnostics;
  report->first_line = first_line;
  report->mistakes = 0;
}

void
ts_report_add (TsReport *report, guint line, guint column, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (report->diagnostics,
                   ts_diagnostic_new (line + report->first_line - 1, column,
                                      g_strdup_vprintf (format, arguments)));
  va_end (arguments);
  report->mistakes++;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const TsDiagnostic *one = *(const TsDiagnostic * const *) a;
  const TsDiagnostic *other = *(const TsDiagnostic * const *) b;

  if (one->line != other->line)
    return one->line < other->line ? -1 : 1;
  return (one->column > other->column) - (one->column < other->column);
}

/* What was found first at a place stays the first there: GPtrArray's sort is stable. */
static void
sort_from (GPtrArray *diagnostics, guint first)
{
  guint count = diagnostics->len - first;
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (count);

  for (guint i = first; i < diagnostics->len; i++)
    g_ptr_array_add (sorted, diagnostics->pdata[i]);
  g_ptr_array_sort (sorted, compare_places);
  for (guint i = 0; i < count; i++)
    diagnostics->pdata[first + i] = sorted->pdata[i];
}

void
ts_report_sort (TsReport *report)
{
  GPtrArray *diagnostics = report->diagnostics;
  guint kept = diagnostics->len - report->mistakes;

  if (report->mistakes == 0)
    return;
  sort_from (diagnostics, kept);
  for (guint i = kept + 1; i < diagnostics->len; i++)
    if (compare_places (&diagnostics->pdata[kept], &diagnostics->pdata[i]) == 0)
      ts_diagnostic_free (diagnostics->pdata[i]);
    else
      diagnostics->pdata[++kept] = diagnostics->pdata[i];
  /* The places behind the last kept one hold copies: forget them without freeing. */
  for (guint i = kept + 1; i < diagnostics->len; i++)
    diagnostics->pdata[i] = NULL;
  g_ptr_array_set_size (diagnostics, (int) kept + 1);
}

gboolean
ts_report_check_text (TsReport *report, const char *text, gsize length)
{
  const char *line_start = text;
  const char *end;
  guint line = 1;

  if (g_utf8_validate_len (text, length, &end))
    return TRUE;
  for (const char *at = text; at < end; at++)
    if (*at == '\n')
      {
        line++;
        line_start = at + 1;
      }
  ts_report_add (report, line, (guint) g_utf8_strlen (line_start, end - line_start) + 1,
                 _("this is not text in UTF-8"));
  return FALSE;
}

/* Letters to change, leave out, put in or exchange with their neighbour to make one of the other:
 * the optimal string alignment distance (Boytsov 2011, ACM JEA 16, section 2.1). */
static guint
distance (const char *one, const char *other)
{
  guint rows[3][LONGEST_NAME + 1];
  gsize columns = strlen (other);

  for (guint j = 0; j <= columns; j++)
    rows[0][j] = j;
  for (guint i = 1; one[i - 1] != '\0'; i++)
    {
      guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= columns; j++)
        {
          row[j]
              = MIN (above[j - 1] + (one[i - 1] != other[j - 1]), 1 + MIN (above[j], row[j - 1]));
          if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
            row[j] = MIN (row[j], two_above[j - 2] + 1);
        }
    }
  return rows[strlen (one) % 3][columns];
}

const char *
ts_report_nearest (const char *name, const char * const *names, guint count)
{
  gsize length = strlen (name);
  guint least = MIN (length / 3 + 1, 3);
  const char *nearest = NULL;
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (length < 2 || length > LONGEST_NAME)
    return NULL;
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *candidate = g_ascii_strdown (names[i], -1);
      guint far;

      if (strlen (candidate) > LONGEST_NAME)
        continue;
      far = distance (lower, candidate);
      if (far < least || (far == least && nearest == NULL && far < length))
        {
          least = far;
          nearest = names[i];
        }
    }
  return nearest;
}
