/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of a recording's fields and the few things that can be done with any field.
 */
#include "config.h"

#include "ts-recording-fields.h"

const TsField ts_facts_fields[] = {
  { "scenario", TS_FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, scenario_id) },
  { "title", TS_FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, title) },
  { "summary", TS_FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, summary) },
  { "scenario_source", TS_FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, scenario_source) },
  { "way", TS_FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, way) },
  { "source", TS_FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, source) },
  { "source_reason", TS_FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, source_reason) },
  { "machine", TS_FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, machine) },
  { "created", TS_FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, created) },
  { "failure", TS_FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, failure) },
  { "prediction", TS_FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, prediction) },
  { "seed", TS_FIELD_UINT64, G_STRUCT_OFFSET (TsRunFacts, seed) },
  { "lost", TS_FIELD_UINT64, G_STRUCT_OFFSET (TsRunFacts, lost) },
  { "start_monotonic_ns", TS_FIELD_INT64, G_STRUCT_OFFSET (TsRunFacts, start_monotonic_ns) },
  { "duration_ns", TS_FIELD_INT64, G_STRUCT_OFFSET (TsRunFacts, duration_ns) },
  { "paused_ns", TS_FIELD_INT64, G_STRUCT_OFFSET (TsRunFacts, paused_ns) },
  { "observer_cpu_ns", TS_FIELD_INT64, G_STRUCT_OFFSET (TsRunFacts, observer_cpu_ns) },
  { "exit_status", TS_FIELD_INT, G_STRUCT_OFFSET (TsRunFacts, exit_status) },
  { NULL }
};

const TsField ts_task_fields[] = {
  { "name", TS_FIELD_STRING, G_STRUCT_OFFSET (TsTask, name) },
  { "kind", TS_FIELD_STRING, G_STRUCT_OFFSET (TsTask, kind) },
  { "index", TS_FIELD_UINT32, G_STRUCT_OFFSET (TsTask, index) },
  { "worker", TS_FIELD_BOOLEAN, G_STRUCT_OFFSET (TsTask, worker) },
  { "daemon", TS_FIELD_BOOLEAN, G_STRUCT_OFFSET (TsTask, daemon) },
  { "pid", TS_FIELD_UINT32, G_STRUCT_OFFSET (TsTask, pid) },
  { "tid", TS_FIELD_UINT32, G_STRUCT_OFFSET (TsTask, tid) },
  { "progress", TS_FIELD_UINT64, G_STRUCT_OFFSET (TsTask, progress) },
  { "total", TS_FIELD_INT64, G_STRUCT_OFFSET (TsTask, total) },
  { "started_ns", TS_FIELD_INT64, G_STRUCT_OFFSET (TsTask, started_ns) },
  { "ended_ns", TS_FIELD_INT64, G_STRUCT_OFFSET (TsTask, ended_ns) },
  { "exit_status", TS_FIELD_INT, G_STRUCT_OFFSET (TsTask, exit_status) },
  { "stopped", TS_FIELD_BOOLEAN, G_STRUCT_OFFSET (TsTask, stopped) },
  { "voluntary", TS_FIELD_INT64, G_STRUCT_OFFSET (TsTask, voluntary) },
  { "involuntary", TS_FIELD_INT64, G_STRUCT_OFFSET (TsTask, involuntary) },
  { "dropped", TS_FIELD_UINT64, G_STRUCT_OFFSET (TsTask, dropped) },
  { NULL }
};

G_STATIC_ASSERT (sizeof (TsObjectKind) == sizeof (guint32));

const TsField ts_object_fields[] = {
  { "name", TS_FIELD_STRING, G_STRUCT_OFFSET (TsObject, name) },
  { "kind", TS_FIELD_UINT32, G_STRUCT_OFFSET (TsObject, kind) },
  { "shared", TS_FIELD_BOOLEAN, G_STRUCT_OFFSET (TsObject, shared) },
  { "size", TS_FIELD_INT64, G_STRUCT_OFFSET (TsObject, size) },
  { NULL }
};

const TsField ts_core_fields[] = {
  { "number", TS_FIELD_UINT16, G_STRUCT_OFFSET (TsCore, number) },
  { "physical_core", TS_FIELD_UINT16, G_STRUCT_OFFSET (TsCore, physical_core) },
  { "package", TS_FIELD_UINT16, G_STRUCT_OFFSET (TsCore, package) },
  { "kind", TS_FIELD_STRING, G_STRUCT_OFFSET (TsCore, kind) },
  { NULL }
};

const TsField ts_print_fields[] = {
  { "time_ns", TS_FIELD_INT64, G_STRUCT_OFFSET (TsPrint, time_ns) },
  { "task", TS_FIELD_UINT32, G_STRUCT_OFFSET (TsPrint, task) },
  { "text", TS_FIELD_STRING, G_STRUCT_OFFSET (TsPrint, text) },
  { NULL }
};

const TsField ts_note_fields[] = {
  { "begin_ns", TS_FIELD_INT64, G_STRUCT_OFFSET (TsNote, begin_ns) },
  { "end_ns", TS_FIELD_INT64, G_STRUCT_OFFSET (TsNote, end_ns) },
  { "lane", TS_FIELD_STRING, G_STRUCT_OFFSET (TsNote, lane) },
  { "text", TS_FIELD_STRING, G_STRUCT_OFFSET (TsNote, text) },
  { NULL }
};

const TsField ts_setting_fields[] = {
  { "name", TS_FIELD_STRING, G_STRUCT_OFFSET (TsSetting, name) },
  { "label", TS_FIELD_STRING, G_STRUCT_OFFSET (TsSetting, label) },
  { "value", TS_FIELD_INT64, G_STRUCT_OFFSET (TsSetting, value) },
  { NULL }
};

void
ts_field_set_integer (const TsField *field, gpointer structure, gint64 value)
{
  gpointer place = G_STRUCT_MEMBER_P (structure, field->offset);

  switch (field->type)
    {
    case TS_FIELD_BOOLEAN:
      *(gboolean *) place = value != 0;
      break;
    case TS_FIELD_INT:
      *(int *) place = (int) CLAMP (value, G_MININT, G_MAXINT);
      break;
    case TS_FIELD_UINT16:
      *(guint16 *) place = (guint16) CLAMP (value, 0, G_MAXUINT16);
      break;
    case TS_FIELD_UINT32:
      *(guint32 *) place = (guint32) CLAMP (value, 0, (gint64) G_MAXUINT32);
      break;
    case TS_FIELD_INT64:
    case TS_FIELD_UINT64:
      *(gint64 *) place = value;
      break;
    case TS_FIELD_STRING:
    default:
      g_assert_not_reached ();
    }
}

gint64
ts_field_get_integer (const TsField *field, gconstpointer structure)
{
  gconstpointer place = (const char *) structure + field->offset;

  switch (field->type)
    {
    case TS_FIELD_BOOLEAN:
    case TS_FIELD_INT:
      return *(const int *) place;
    case TS_FIELD_UINT16:
      return *(const guint16 *) place;
    case TS_FIELD_UINT32:
      return *(const guint32 *) place;
    case TS_FIELD_INT64:
    case TS_FIELD_UINT64:
      return *(const gint64 *) place;
    case TS_FIELD_STRING:
    default:
      g_assert_not_reached ();
    }
}

char **
ts_field_string (const TsField *field, gpointer structure)
{
  return &G_STRUCT_MEMBER (char *, structure, field->offset);
}

static const char *
string_of (const TsField *field, gconstpointer structure)
{
  return *(char *const *) (gconstpointer) ((const char *) structure + field->offset);
}

gboolean
ts_field_equal (const TsField *field, gconstpointer a, gconstpointer b)
{
  if (field->type == TS_FIELD_STRING)
    return strcmp (string_of (field, a), string_of (field, b)) == 0;
  return ts_field_get_integer (field, a) == ts_field_get_integer (field, b);
}

char *
ts_field_to_text (const TsField *field, gconstpointer structure)
{
  if (field->type == TS_FIELD_STRING)
    return g_strdup_printf ("\"%s\"", string_of (field, structure));
  if (field->type == TS_FIELD_UINT64)
    return g_strdup_printf ("%" G_GUINT64_FORMAT,
                            (guint64) ts_field_get_integer (field, structure));
  return g_strdup_printf ("%" G_GINT64_FORMAT, ts_field_get_integer (field, structure));
}

void
ts_fields_init (const TsField *fields, gpointer structure)
{
  for (const TsField *field = fields; field->name != NULL; field++)
    if (field->type == TS_FIELD_STRING)
      *ts_field_string (field, structure) = g_strdup ("");
}

void
ts_fields_clear (const TsField *fields, gpointer structure)
{
  for (const TsField *field = fields; field->name != NULL; field++)
    if (field->type == TS_FIELD_STRING)
      g_clear_pointer (ts_field_string (field, structure), g_free);
}
