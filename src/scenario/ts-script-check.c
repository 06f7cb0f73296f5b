/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compiles a script with its defaults and at the ends of each parameter, to find what only some
 * settings bring up.
 */
#include "config.h"

#include "ts-script.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

typedef struct {
  TsScript *script;
  TsSettings settings;
  GPtrArray *diagnostics;  /* what was found so far */
  guint before;            /* how many were in there when this began */
} Check;

static gboolean
is_found (Check *check, const TsDiagnostic *diagnostic)
{
  for (guint i = check->before; i < check->diagnostics->len; i++)
    {
      const TsDiagnostic *other = check->diagnostics->pdata[i];

      if (other->line == diagnostic->line && other->column == diagnostic->column)
        return TRUE;
    }
  return FALSE;
}

/* Compiles once; `parameter` is the one that is not at its default, or NULL. */
static void
try (Check *check, const TsParameter *parameter, gint64 value)
{
  g_autoptr (GPtrArray) found = ts_diagnostics_new ();
  TsCompiled *compiled = ts_script_compile (check->script, &check->settings, found);

  g_clear_pointer (&compiled, ts_compiled_free);
  for (guint i = 0; i < found->len; i++)
    {
      const TsDiagnostic *diagnostic = found->pdata[i];
      g_autofree char *message = g_strdup (diagnostic->message);

      if (is_found (check, diagnostic))
        continue;
      if (parameter != NULL)
        {
          g_free (message);
          message = g_strdup_printf (_("with “%s” at %" PRId64 ": %s"), parameter->name,
                                     value, diagnostic->message);
        }
      g_ptr_array_add (check->diagnostics, ts_diagnostic_new (diagnostic->line, diagnostic->column,
                                                              g_steal_pointer (&message)));
    }
}

static void
try_value (Check *check, const TsParameter *parameter, gint64 value)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (values, parameter->name, &value);
  check->settings.values = values;
  try (check, parameter, value);
  check->settings.values = NULL;
}

gboolean
ts_script_check (TsScript *script, const CoreSet *allowed, GPtrArray *diagnostics)
{
  const GPtrArray *parameters = ts_script_get_parameters (script);
  Check check = { .script = script, .diagnostics = diagnostics, .before = diagnostics->len };

  if (allowed != NULL)
    check.settings.allowed = *allowed;
  try (&check, NULL, 0);
  for (guint i = 0; i < parameters->len; i++)
    {
      const TsParameter *parameter = parameters->pdata[i];

      try_value (&check, parameter, parameter->low);
      try_value (&check, parameter, parameter->high);
    }
  return diagnostics->len == check.before;
}
