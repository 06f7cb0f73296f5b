/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scenario: the object that everybody above this layer holds.
 */
#include "config.h"

#include "ts-scenario.h"

#include "ts-report.h"
#include "ts-scenario-private.h"
#include "ts-scenario-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TsScenario
{
  GObject parent_instance;

  TsScenarioFields fields;
  TsScript *script;
  char *source;
};

G_DEFINE_FINAL_TYPE (TsScenario, ts_scenario, G_TYPE_OBJECT)
G_DEFINE_QUARK (ts-scenario-error-quark, ts_scenario_error)

static void
ts_scenario_finalize (GObject *object)
{
  TsScenario *self = TS_SCENARIO (object);

  ts_scenario_fields_clear (&self->fields);
  g_clear_pointer (&self->script, ts_script_unref);
  g_free (self->source);
  G_OBJECT_CLASS (ts_scenario_parent_class)->finalize (object);
}

static void
ts_scenario_class_init (TsScenarioClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ts_scenario_finalize;
}

static void
ts_scenario_init (TsScenario *self)
{
}

/* "folder/first-try.scenario" → "first-try" */
static char *
find_stem (const char *name)
{
  char *stem = g_path_get_basename (name);
  char *dot = strrchr (stem, '.');

  if (dot != NULL && dot != stem)
    *dot = '\0';
  return stem;
}

/* A program text without any XML around it. */
static void
fill_bare (TsScenario *self, const char *name)
{
  self->fields.id = find_stem (name);
  self->fields.title = g_strdup (self->fields.id);
  self->fields.topic = g_strdup ("");
  self->fields.summary = g_strdup ("");
  self->fields.look = g_strdup ("");
  self->fields.program = g_strdup (self->source);
  self->fields.program_line = 1;
}

/* Reads self->source; FALSE if it has mistakes. */
static gboolean
fill (TsScenario *self, gsize length, const char *name, GPtrArray *diagnostics)
{
  gboolean good = TRUE;
  TsReport report;

  ts_report_init (&report, diagnostics, 1);
  if (!ts_report_check_text (&report, self->source, length))
    return FALSE;
  if (*self->source == '<')
    good = ts_scenario_read (&self->fields, self->source, (gssize) length, diagnostics);
  else
    fill_bare (self, name);
  if (self->fields.program != NULL)
    self->script = ts_script_parse (self->fields.program, self->fields.program_line, diagnostics);
  return good && self->script != NULL;
}

static void
set_error (GError **error, const char *name, GPtrArray *diagnostics)
{
  const TsDiagnostic *first = diagnostics->pdata[0];

  g_set_error (error, TS_SCENARIO_ERROR, TS_SCENARIO_ERROR_INVALID, _("%s:%u:%u: error: %s"),
               name, first->line, first->column, first->message);
}

/* Hands the mistakes over to who wants them. */
static void
append_all (GPtrArray *diagnostics, GPtrArray *found)
{
  if (diagnostics != NULL)
    g_ptr_array_extend_and_steal (diagnostics, g_ptr_array_ref (found));
}

TsScenario *
ts_scenario_new_from_data (const char *data, gssize length, const char *name,
                           GPtrArray *diagnostics, GError **error)
{
  g_autoptr (TsScenario) self = g_object_new (TS_TYPE_SCENARIO, NULL);
  g_autoptr (GPtrArray) found = ts_diagnostics_new ();
  gsize size = length >= 0 ? (gsize) length : strlen (data);

  self->source = g_strndup (data, size);
  if (fill (self, size, name, found))
    return g_steal_pointer (&self);
  set_error (error, name, found);
  append_all (diagnostics, found);
  return NULL;
}

TsScenario *
ts_scenario_load (GFile *file, GPtrArray *diagnostics, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *name = g_file_get_parse_name (file);
  gsize length;

  if (!g_file_load_contents (file, NULL, &data, &length, NULL, error))
    return NULL;
  return ts_scenario_new_from_data (data, (gssize) length, name, diagnostics, error);
}

gboolean
ts_scenario_check (GFile *file, const CoreSet *allowed, GPtrArray *diagnostics, GError **error)
{
  g_autoptr (TsScenario) self = ts_scenario_load (file, diagnostics, error);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr (GPtrArray) found = ts_diagnostics_new ();

  if (self == NULL)
    return FALSE;
  if (ts_script_check (self->script, allowed, found))
    return TRUE;
  set_error (error, name, found);
  append_all (diagnostics, found);
  return FALSE;
}

/* An empty text is not to be looked up: its translation is the catalogue's header. */
static const char *
translate (const char *text)
{
  return *text != '\0' ? g_dgettext (GETTEXT_PACKAGE, text) : text;
}

const char *
ts_scenario_get_id (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), NULL);
  return self->fields.id;
}

const char *
ts_scenario_get_topic (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), NULL);
  return self->fields.topic;
}

int
ts_scenario_get_order (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), 0);
  return self->fields.order;
}

const char *
ts_scenario_get_title (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), NULL);
  return translate (self->fields.title);
}

const char *
ts_scenario_get_summary (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), NULL);
  return translate (self->fields.summary);
}

const char *
ts_scenario_get_look (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), NULL);
  return translate (self->fields.look);
}

const char *
ts_scenario_get_program (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), NULL);
  return self->fields.program;
}

guint
ts_scenario_get_program_line (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), 0);
  return self->fields.program_line;
}

gsize
ts_scenario_get_program_begin (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), 0);
  return self->fields.program_begin;
}

const char *
ts_scenario_get_source (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), NULL);
  return self->source;
}

TsScenarioEnd
ts_scenario_get_end (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), TS_SCENARIO_ENDS_WELL);
  return self->fields.end;
}

/* True if the file names that way, or none at all. */
static gboolean
names_way (TsScenario *self, WayId way)
{
  const GArray *ways = self->fields.ways;

  for (guint i = 0; ways != NULL && i < ways->len; i++)
    if (g_array_index (ways, WayId, i) == way)
      return TRUE;
  return ways == NULL || ways->len == 0;
}

char *
ts_scenario_refuse_way (TsScenario *self, WayId way)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), NULL);

  if (!names_way (self, way))
    /* Translators: the title of a scenario, and a way to run, such as “Processes” */
    return g_strdup_printf (_("“%s” makes no sense in the way “%s”."), ts_scenario_get_title (self),
                            ts_way_get_label (way_traits[way].name));
  return ts_way_refuse (way, self->script);
}

gboolean
ts_scenario_suits_way (TsScenario *self, WayId way)
{
  g_autofree char *refusal = ts_scenario_refuse_way (self, way);

  return refusal == NULL;
}

WayId
ts_scenario_get_first_way (TsScenario *self)
{
  const GArray *ways;

  g_return_val_if_fail (TS_IS_SCENARIO (self), WAY_THREADS);
  ways = self->fields.ways;
  for (guint i = 0; ways != NULL && i < ways->len; i++)
    if (ts_scenario_suits_way (self, g_array_index (ways, WayId, i)))
      return g_array_index (ways, WayId, i);
  for (guint way = 0; way < WAY_COUNT; way++)
    if (ts_scenario_suits_way (self, (WayId) way))
      return (WayId) way;
  return WAY_THREADS;
}

TsScript *
ts_scenario_get_script (TsScenario *self)
{
  g_return_val_if_fail (TS_IS_SCENARIO (self), NULL);
  return self->script;
}
