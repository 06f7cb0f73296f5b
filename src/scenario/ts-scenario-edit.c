/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scenario's program as it is shown to be edited, and put back into its file.
 */
#include "config.h"

#include "ts-scenario.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ts-report.h"
#include "ts-scenario-private.h"

#define CDATA_END "]]>"
#define FILE_MARGIN "    "  /* as the catalogue's files have it */

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\r")] == '\0';
}

/* Spaces that all lines but empty ones begin with. */
static gsize
find_margin (char **lines, guint begin, guint end)
{
  gsize margin = G_MAXSIZE;

  for (guint i = begin; i < end; i++)
    if (!is_blank (lines[i]))
      margin = MIN (margin, strspn (lines[i], " "));
  return margin;
}

/* Each line from `begin` to `end` without the margin, with `margin` before it. */
static char *
shift_lines (char **lines, guint begin, guint end, const char *margin)
{
  GString *text = g_string_new (NULL);
  gsize old_margin = find_margin (lines, begin, end);

  for (guint i = begin; i < end; i++)
    {
      if (!is_blank (lines[i]))
        g_string_append_printf (text, "%s%s", margin, lines[i] + old_margin);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static char *
set_margin (const char *program, const char *margin, guint *n_left_out)
{
  g_auto (GStrv) lines = g_strsplit (program, "\n", -1);
  guint begin = 0, end = g_strv_length (lines);

  while (end > 0 && is_blank (lines[end - 1]))
    end--;
  while (begin < end && is_blank (lines[begin]))
    begin++;
  *n_left_out = begin;
  return shift_lines (lines, begin, end, margin);
}

char *
ts_scenario_get_plain_program (TsScenario *self, guint *first_line)
{
  guint n_left_out;
  char *plain;

  g_return_val_if_fail (TS_IS_SCENARIO (self), NULL);
  plain = set_margin (ts_scenario_get_program (self), "", &n_left_out);
  if (first_line != NULL)
    *first_line = ts_scenario_get_program_line (self) + n_left_out;
  return plain;
}

/* The XML around the program would end there. */
static void
check_end_mark (const char *program, GPtrArray *diagnostics)
{
  const char *at = strstr (program, CDATA_END), *line_start = program;
  TsReport report;
  guint line = 1;

  if (at == NULL)
    return;
  for (const char *c = program; c < at; c++)
    if (*c == '\n')
      {
        line++;
        line_start = c + 1;
      }
  ts_report_init (&report, diagnostics, 1);
  ts_report_add (&report, line, (guint) g_utf8_strlen (line_start, at - line_start) + 1,
                 _("“%s” cannot stand in the program of a scenario"), CDATA_END);
}

/* The file of `original` with another program in it. */
static char *
splice (TsScenario *original, const char *program)
{
  const char *source = ts_scenario_get_source (original);
  gsize begin = ts_scenario_get_program_begin (original);
  gsize end = begin + strlen (ts_scenario_get_program (original));
  g_autofree char *shifted = NULL;
  guint n_left_out;

  if (*source != '<')
    return g_strdup (program);
  shifted = set_margin (program, FILE_MARGIN, &n_left_out);
  return g_strdup_printf ("%.*s\n%s  %s", (int) begin, source, shifted, source + end);
}

TsScenario *
ts_scenario_new_with_program (TsScenario *original, const char *program, GPtrArray *diagnostics,
                              GError **error)
{
  g_autoptr (GPtrArray) found = ts_diagnostics_new ();
  g_autoptr (TsScript) script = NULL;
  g_autofree char *source = NULL, *name = NULL;

  g_return_val_if_fail (TS_IS_SCENARIO (original) && program != NULL, NULL);
  script = ts_script_parse (program, 1, found);
  if (script != NULL)
    check_end_mark (program, found);
  if (found->len > 0)
    {
      const TsDiagnostic *first = found->pdata[0];

      g_set_error (error, TS_SCENARIO_ERROR, TS_SCENARIO_ERROR_INVALID,
                   g_str_has_suffix (first->message, "?") ? _("Line %u: %s") : _("Line %u: %s."),
                   first->line, first->message);
      if (diagnostics != NULL)
        g_ptr_array_extend_and_steal (diagnostics, g_steal_pointer (&found));
      return NULL;
    }
  source = splice (original, program);
  name = g_strconcat (ts_scenario_get_id (original), ".scenario", NULL);
  return ts_scenario_new_from_data (source, -1, name, NULL, error);
}
