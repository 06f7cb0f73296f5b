/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ts-diagnostic.h"

TsDiagnostic *
ts_diagnostic_new (guint line, guint column, char *message)
{
  TsDiagnostic *diagnostic = g_new0 (TsDiagnostic, 1);

  diagnostic->line = line;
  diagnostic->column = column;
  diagnostic->message = message;
  return diagnostic;
}

void
ts_diagnostic_free (TsDiagnostic *diagnostic)
{
  if (diagnostic == NULL)
    return;
  g_free (diagnostic->message);
  g_free (diagnostic);
}

GPtrArray *
ts_diagnostics_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ts_diagnostic_free);
}
