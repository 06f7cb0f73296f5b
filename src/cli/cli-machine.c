/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeslice-cli machine: the cores, how they belong together, and how runs can be observed here.
 */
#include "config.h"

#include "cli-json.h"
#include "cli-text.h"
#include "cli.h"
#include "ts-machine.h"
#include "ts-python.h"

#include <glib/gi18n-lib.h>

static const char * const cache_names[] = { "l1_data", "l2", "l3" };

static void
write_siblings (CliJson *json,
                const TsMachine *machine,
                const TsMachineCore *core)
{
  cli_json_begin_array (json, "siblings");
  for (guint i = 0; i < machine->cores->len; i++)
    {
      const TsMachineCore *other = g_ptr_array_index (machine->cores, i);

      if (other != core && other->physical_core == core->physical_core)
        cli_json_integer (json, NULL, other->number);
    }
  cli_json_end_array (json);
}

static void
write_core (CliJson *json,
            const TsMachine *machine,
            const TsMachineCore *core)
{
  cli_json_begin_object (json, NULL);
  cli_json_integer (json, "number", core->number);
  cli_json_integer (json, "physical_core", core->physical_core);
  cli_json_integer (json, "package", core->package);
  cli_json_string (json, "kind", core->kind);
  cli_json_boolean (json, "allowed", core->allowed);
  write_siblings (json, machine, core);
  cli_json_begin_object (json, "caches");
  for (guint i = 0; i < G_N_ELEMENTS (cache_names); i++)
    if (core->cache_bytes[i] > 0)
      {
        cli_json_begin_object (json, cache_names[i]);
        cli_json_integer (json, "bytes", (gint64) core->cache_bytes[i]);
        cli_json_integer (json, "cores", core->cache_shared[i]);
        cli_json_end_object (json);
      }
  cli_json_end_object (json);
  cli_json_end_object (json);
}

static void
write_source (CliJson *json,
              const char *name,
              gboolean available,
              const char *reason)
{
  cli_json_begin_object (json, NULL);
  cli_json_string (json, "name", name);
  cli_json_boolean (json, "available", available);
  cli_json_string (json, "reason", reason);
  cli_json_end_object (json);
}

static void
write_pythons (CliJson *json)
{
  GPtrArray *pythons = ts_python_get_all ();

  cli_json_begin_array (json, "pythons");
  for (guint i = 0; i < pythons->len; i++)
    {
      const TsPython *python = g_ptr_array_index (pythons, i);

      cli_json_begin_object (json, NULL);
      cli_json_string (json, "path", python->path);
      cli_json_string (json, "version", python->version);
      cli_json_boolean (json, "interpreter_lock", python->has_lock);
      cli_json_end_object (json);
    }
  cli_json_end_array (json);
}

static void
print_json (const TsMachine *machine)
{
  g_autoptr (CliJson) json = cli_json_new ();
  char allowed[512];

  cli_json_begin_object (json, NULL);
  cli_json_string (json, "processor", machine->processor);
  cli_json_string (json, "system", machine->system);
  cli_json_integer (json, "physical_cores", machine->n_physical);
  cli_json_string (json, "allowed", core_set_print (&machine->allowed, allowed, sizeof allowed));
  cli_json_begin_array (json, "cores");
  for (guint i = 0; i < machine->cores->len; i++)
    write_core (json, machine, g_ptr_array_index (machine->cores, i));
  cli_json_end_array (json);
  cli_json_begin_array (json, "sources");
  write_source (json, "exact", machine->exact, machine->exact ? "" : machine->exact_reason);
  write_source (json, "self-timed", TRUE, "");
  cli_json_end_array (json);
  write_pythons (json);
  cli_json_end_object (json);
  cli_json_print (json);
}

/* "32 KiB", and with how many others it is shared. */
static char *
describe_cache (const TsMachineCore *core,
                guint level)
{
  g_autofree char *size = NULL;

  if (core->cache_bytes[level] == 0)
    return g_strdup ("–");
  size = g_format_size_full (core->cache_bytes[level], G_FORMAT_SIZE_IEC_UNITS);
  if (core->cache_shared[level] < 2)
    return g_strdup (size);
  /* Translators: a size, and how many cores share a cache of it: "32 MiB for 8" */
  return g_strdup_printf (_("%s for %u"), size, core->cache_shared[level]);
}

static void
add_headings (CliTable *table)
{
  cli_table_add (table, g_strdup (_("Core")));
  cli_table_add (table, g_strdup (_("Physical core")));
  cli_table_add (table, g_strdup (_("Package")));
  cli_table_add (table, g_strdup (_("Kind")));
  cli_table_add (table, g_strdup (_("Allowed")));
  cli_table_add (table, g_strdup (_("L1 data")));
  cli_table_add (table, g_strdup (_("L2")));
  cli_table_add (table, g_strdup (_("L3")));
}

static void
print_pythons (void)
{
  GPtrArray *pythons = ts_python_get_all ();

  for (guint i = 0; i < pythons->len; i++)
    {
      const TsPython *python = g_ptr_array_index (pythons, i);

      if (python->has_lock)
        /* Translators: a version ("3.11.7") and where that Python is */
        g_print (_("Python: %s, %s\n"), python->version, python->path);
      else
        g_print (_("Python without interpreter lock: %s, %s\n"), python->version, python->path);
    }
  if (pythons->len == 0)
    g_print (_("Python: none was found, so the ways to run that need it cannot be used.\n"));
}

static void
print_text (const TsMachine *machine)
{
  g_autofree char *description = ts_machine_describe (machine);
  g_autoptr (CliTable) table = cli_table_new (8, 0);
  g_autofree char *text = NULL;

  add_headings (table);
  for (guint i = 0; i < machine->cores->len; i++)
    {
      const TsMachineCore *core = g_ptr_array_index (machine->cores, i);

      cli_table_add (table, g_strdup_printf ("%u", core->number));
      cli_table_add (table, g_strdup_printf ("%u", core->physical_core));
      cli_table_add (table, g_strdup_printf ("%u", core->package));
      cli_table_add (table, g_strdup (*core->kind != '\0' ? core->kind : "–"));
      cli_table_add (table, g_strdup (core->allowed ? _("yes") : _("no")));
      for (guint level = 0; level < G_N_ELEMENTS (core->cache_bytes); level++)
        cli_table_add (table, describe_cache (core, level));
    }
  text = cli_table_print (table);
  g_print ("%s\n\n%s\n", description, text);
  g_print (_("Exact source: %s\n"), machine->exact ? _("works here.") : machine->exact_reason);
  g_print (_("Self-timed source: %s\n"), _("works everywhere."));
  print_pythons ();
}

int
cli_machine (int n_arguments,
             char **arguments)
{
  static const CliSyntax syntax = { .name = "machine" };
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print one JSON object"), NULL },
    { NULL }
  };
  g_autoptr (TsMachine) machine = NULL;

  if (!cli_parse (&syntax, entries, &n_arguments, &arguments))
    return CLI_USAGE;
  if (n_arguments > 1)
    {
      cli_complain (_("“machine” takes no arguments."));
      return CLI_USAGE;
    }
  machine = ts_machine_new ();
  if (as_json)
    print_json (machine);
  else
    print_text (machine);
  return CLI_OK;
}
