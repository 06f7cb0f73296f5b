/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From text to a checked script.
 */
#include "config.h"

#include "ts-checker.h"
#include "ts-parser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reports the first byte that is not UTF-8. */
static void
report_encoding (TsReport *report, const char *text, const char *end)
{
  guint line = 1;
  const char *line_start = text;

  for (const char *at = text; at < end; at++)
    if (*at == '\n')
      {
        line++;
        line_start = at + 1;
      }
  ts_report_add (report, line, (guint) g_utf8_strlen (line_start, end - line_start) + 1,
                 _("this is not UTF-8 text"));
}

static TsScript *
parse (const char *text, TsReport *report)
{
  TsEnvironment nothing = { .index = -1, .report = report };
  TsScript *script = ts_parser_run (text, report);
  gboolean names_known = ts_check_names (script, report);

  ts_check_order (script, report);
  if (names_known)
    ts_check_ranges (script, &nothing);
  /* What was not understood may be what is missed: so look only when nothing else is wrong. */
  if (report->mistakes == 0)
    ts_check_use (script, report);
  return script;
}

TsScript *
ts_script_parse (const char *text, guint first_line, GPtrArray *diagnostics)
{
  const char *end;
  TsReport report;
  TsScript *script = NULL;

  ts_report_init (&report, diagnostics, first_line);
  if (!g_utf8_validate (text, -1, &end))
    report_encoding (&report, text, end);
  else
    script = parse (text, &report);
  ts_report_sort (&report);
  if (report.mistakes > 0)
    g_clear_pointer (&script, ts_script_unref);
  return script;
}
