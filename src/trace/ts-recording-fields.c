/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of a recording's fields and the few things that can be done with any field.
 */
#include "config.h"

#include "ts-recording-fields.h"

const Field facts_fields[] = {
  { "scenario", FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, scenario_id) },
  { "title", FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, title) },
  { "summary", FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, summary) },
  { "scenario_source", FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, scenario_source) },
  { "way", FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, way) },
  { "source", FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, source) },
  { "source_reason", FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, source_reason) },
  { "machine", FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, machine) },
  { "created", FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, created) },
  { "failure", FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, failure) },
  { "prediction", FIELD_STRING, G_STRUCT_OFFSET (TsRunFacts, prediction) },
  { "seed", FIELD_UINT64, G_STRUCT_OFFSET (TsRunFacts, seed) },
  { "lost", FIELD_UINT64, G_STRUCT_OFFSET (TsRunFacts, lost) },
  { "start_monotonic_ns", FIELD_INT64, G_STRUCT_OFFSET (TsRunFacts, start_monotonic_ns) },
  { "duration_ns", FIELD_INT64, G_STRUCT_OFFSET (TsRunFacts, duration_ns) },
  { "paused_ns", FIELD_INT64, G_STRUCT_OFFSET (TsRunFacts, paused_ns) },
  { "observer_cpu_ns", FIELD_INT64, G_STRUCT_OFFSET (TsRunFacts, observer_cpu_ns) },
  { "exit_status", FIELD_INT, G_STRUCT_OFFSET (TsRunFacts, exit_status) },
  { NULL }
};

const Field task_fields[] = {
  { "name", FIELD_STRING, G_STRUCT_OFFSET (TsTask, name) },
  { "kind", FIELD_STRING, G_STRUCT_OFFSET (TsTask, kind) },
  { "index", FIELD_UINT32, G_STRUCT_OFFSET (TsTask, index) },
  { "worker", FIELD_BOOLEAN, G_STRUCT_OFFSET (TsTask, worker) },
  { "daemon", FIELD_BOOLEAN, G_STRUCT_OFFSET (TsTask, daemon) },
  { "pid", FIELD_UINT32, G_STRUCT_OFFSET (TsTask, pid) },
  { "tid", FIELD_UINT32, G_STRUCT_OFFSET (TsTask, tid) },
  { "progress", FIELD_UINT64, G_STRUCT_OFFSET (TsTask, progress) },
  { "total", FIELD_INT64, G_STRUCT_OFFSET (TsTask, total) },
  { "started_ns", FIELD_INT64, G_STRUCT_OFFSET (TsTask, started_ns) },
  { "ended_ns", FIELD_INT64, G_STRUCT_OFFSET (TsTask, ended_ns) },
  { "exit_status", FIELD_INT, G_STRUCT_OFFSET (TsTask, exit_status) },
  { "voluntary", FIELD_INT64, G_STRUCT_OFFSET (TsTask, voluntary) },
  { "involuntary", FIELD_INT64, G_STRUCT_OFFSET (TsTask, involuntary) },
  { "dropped", FIELD_UINT64, G_STRUCT_OFFSET (TsTask, dropped) },
  { NULL }
};

G_STATIC_ASSERT (sizeof (TsObjectKind) == sizeof (guint32));

const Field object_fields[] = {
  { "name", FIELD_STRING, G_STRUCT_OFFSET (TsObject, name) },
  { "kind", FIELD_UINT32, G_STRUCT_OFFSET (TsObject, kind) },
  { "shared", FIELD_BOOLEAN, G_STRUCT_OFFSET (TsObject, shared) },
  { "size", FIELD_INT64, G_STRUCT_OFFSET (TsObject, size) },
  { NULL }
};

const Field core_fields[] = {
  { "number", FIELD_UINT16, G_STRUCT_OFFSET (TsCore, number) },
  { "physical_core", FIELD_UINT16, G_STRUCT_OFFSET (TsCore, physical_core) },
  { "package", FIELD_UINT16, G_STRUCT_OFFSET (TsCore, package) },
  { "kind", FIELD_STRING, G_STRUCT_OFFSET (TsCore, kind) },
  { NULL }
};

const Field print_fields[] = {
  { "time_ns", FIELD_INT64, G_STRUCT_OFFSET (TsPrint, time_ns) },
  { "task", FIELD_UINT32, G_STRUCT_OFFSET (TsPrint, task) },
  { "text", FIELD_STRING, G_STRUCT_OFFSET (TsPrint, text) },
  { NULL }
};

const Field note_fields[] = {
  { "begin_ns", FIELD_INT64, G_STRUCT_OFFSET (TsNote, begin_ns) },
  { "end_ns", FIELD_INT64, G_STRUCT_OFFSET (TsNote, end_ns) },
  { "lane", FIELD_STRING, G_STRUCT_OFFSET (TsNote, lane) },
  { "text", FIELD_STRING, G_STRUCT_OFFSET (TsNote, text) },
  { NULL }
};

const Field setting_fields[] = {
  { "name", FIELD_STRING, G_STRUCT_OFFSET (TsSetting, name) },
  { "label", FIELD_STRING, G_STRUCT_OFFSET (TsSetting, label) },
  { "value", FIELD_INT64, G_STRUCT_OFFSET (TsSetting, value) },
  { NULL }
};

void
field_set_integer (const Field *field, gpointer structure, gint64 value)
{
  gpointer place = G_STRUCT_MEMBER_P (structure, field->offset);

  switch (field->type)
    {
    case FIELD_BOOLEAN:
      *(gboolean *) place = value != 0;
      break;
    case FIELD_INT:
      *(int *) place = (int) CLAMP (value, G_MININT, G_MAXINT);
      break;
    case FIELD_UINT16:
      *(guint16 *) place = (guint16) CLAMP (value, 0, G_MAXUINT16);
      break;
    case FIELD_UINT32:
      *(guint32 *) place = (guint32) CLAMP (value, 0, (gint64) G_MAXUINT32);
      break;
    case FIELD_INT64:
    case FIELD_UINT64:
      *(gint64 *) place = value;
      break;
    case FIELD_STRING:
    default:
      g_assert_not_reached ();
    }
}

gint64
field_get_integer (const Field *field, gconstpointer structure)
{
  gconstpointer place = (const char *) structure + field->offset;

  switch (field->type)
    {
    case FIELD_BOOLEAN:
    case FIELD_INT:
      return *(const int *) place;
    case FIELD_UINT16:
      return *(const guint16 *) place;
    case FIELD_UINT32:
      return *(const guint32 *) place;
    case FIELD_INT64:
    case FIELD_UINT64:
      return *(const gint64 *) place;
    case FIELD_STRING:
    default:
      g_assert_not_reached ();
    }
}

char **
field_string (const Field *field, gpointer structure)
{
  return &G_STRUCT_MEMBER (char *, structure, field->offset);
}

static const char *
string_of (const Field *field, gconstpointer structure)
{
  return *(char *const *) (gconstpointer) ((const char *) structure + field->offset);
}

gboolean
field_equal (const Field *field, gconstpointer a, gconstpointer b)
{
  if (field->type == FIELD_STRING)
    return strcmp (string_of (field, a), string_of (field, b)) == 0;
  return field_get_integer (field, a) == field_get_integer (field, b);
}

char *
field_to_text (const Field *field, gconstpointer structure)
{
  if (field->type == FIELD_STRING)
    return g_strdup_printf ("\"%s\"", string_of (field, structure));
  if (field->type == FIELD_UINT64)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) field_get_integer (field, structure));
  return g_strdup_printf ("%" G_GINT64_FORMAT, field_get_integer (field, structure));
}

void
fields_init (const Field *fields, gpointer structure)
{
  for (const Field *field = fields; field->name != NULL; field++)
    if (field->type == FIELD_STRING)
      *field_string (field, structure) = g_strdup ("");
}

void
fields_clear (const Field *fields, gpointer structure)
{
  for (const Field *field = fields; field->name != NULL; field++)
    if (field->type == FIELD_STRING)
      g_clear_pointer (field_string (field, structure), g_free);
}
