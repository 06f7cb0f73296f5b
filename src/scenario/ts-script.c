/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From text to a checked script.
 */
#include "config.h"

#include "ts-checker.h"
#include "ts-parser.h"

#include <string.h>

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
  TsReport report;
  TsScript *script = NULL;

  ts_report_init (&report, diagnostics, first_line);
  if (ts_report_check_text (&report, text, strlen (text)))
    script = parse (text, &report);
  ts_report_sort (&report);
  if (report.mistakes > 0)
    g_clear_pointer (&script, ts_script_unref);
  return script;
}

gboolean
ts_script_has_keyboard (TsScript *script)
{
  for (guint i = 0; i < script->objects->len; i++)
    if (((TsObject *) script->objects->pdata[i])->kind == OBJECT_KEYBOARD)
      return TRUE;
  return FALSE;
}
