/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading the object that describes the run.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ts-recording-fields.h"
#include "ts-recording-format.h"
#include "ts-recording-reader.h"

/* Reads one value into `structure`. */
typedef gboolean (*TakeMember) (TsReader *reader, const char *name, TsJsonToken token,
                                gpointer structure);

static gboolean
fail_number (TsReader *reader)
{
  return ts_reader_fail (reader,
                         _("the description has a number that is not whole, or out of range"));
}

static gboolean
fail_slice (TsReader *reader)
{
  return ts_reader_fail (reader, _("a core's lane has a slice that is not one"));
}

static const TsField *
find_field (const TsField *fields, const char *name)
{
  for (const TsField *field = fields; field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field;
  return NULL;
}

static gboolean
take_unsigned (TsReader *reader, const TsField *field, TsJsonToken token, gpointer structure)
{
  guint64 value = 0;

  if (token == TS_JSON_STRING
        ? !g_ascii_string_to_unsigned (ts_json_get_text (reader->json, NULL), 10, 0, G_MAXUINT64,
                                       &value, NULL)
        : token != TS_JSON_NUMBER || !ts_json_get_unsigned (reader->json, &value))
    return fail_number (reader);
  ts_field_set_integer (field, structure, (gint64) value);
  return TRUE;
}

static gboolean
take_field (TsReader *reader, const TsField *field, TsJsonToken token, gpointer structure)
{
  gint64 value = token == TS_JSON_TRUE;

  if (field->type == TS_FIELD_STRING)
    {
      if (token != TS_JSON_STRING)
        return ts_reader_fail (reader,
                               _("the description has something else where a text belongs"));
      ts_set_string (ts_field_string (field, structure), ts_json_get_text (reader->json, NULL));
      return TRUE;
    }
  if (field->type == TS_FIELD_UINT64)
    return take_unsigned (reader, field, token, structure);
  if (field->type == TS_FIELD_BOOLEAN
      ? token != TS_JSON_TRUE && token != TS_JSON_FALSE
      : token != TS_JSON_NUMBER || !ts_json_get_integer (reader->json, &value))
    return fail_number (reader);
  ts_field_set_integer (field, structure, value);
  if (ts_field_get_integer (field, structure) != value)
    return fail_number (reader);
  return TRUE;
}

/* Reads an object's members into `structure`; those that are no field go to `take_other`. */
static gboolean
take_fields (TsReader *reader, TsJsonToken token, const TsField *fields, gpointer structure,
             TakeMember take_other)
{
  guint64 seen = 0;

  if (token != TS_JSON_OBJECT)
    return ts_reader_fail (reader, _("the description has something else where an object belongs"));
  while ((token = ts_json_next (reader->json)) == TS_JSON_KEY)
    {
      g_autofree char *name = g_strdup (ts_json_get_text (reader->json, NULL));
      const TsField *field = find_field (fields, name);
      guint64 bit = field != NULL ? G_GUINT64_CONSTANT (1) << (field - fields) : 0;

      if ((seen & bit) != 0)
        return ts_reader_fail (reader, _("the description has the same member twice"));
      seen |= bit;
      token = ts_json_next (reader->json);
      if (field != NULL ? !take_field (reader, field, token, structure)
                        : take_other != NULL ? !take_other (reader, name, token, structure)
                                             : !ts_json_skip (reader->json, token))
        return FALSE;
    }
  return token == TS_JSON_OBJECT_END;
}

static gboolean
take_integers (TsReader *reader, TsJsonToken token, gint64 *values, guint n_values)
{
  guint count = 0;

  if (token != TS_JSON_ARRAY)
    return ts_reader_fail (reader, _("a core's lane has something else where a list belongs"));
  while ((token = ts_json_next (reader->json)) == TS_JSON_NUMBER && count < n_values)
    if (!ts_json_get_integer (reader->json, &values[count++]))
      return fail_number (reader);
  return (count == n_values && token == TS_JSON_ARRAY_END)
    || fail_slice (reader);
}

static gboolean
take_positions (TsReader *reader, TsJsonToken token, GArray *positions)
{
  while ((token = ts_json_next (reader->json)) == TS_JSON_NUMBER)
    {
      gint64 value;
      guint32 position;

      if (!ts_json_get_integer (reader->json, &value) || value < 0 || value > G_MAXUINT32)
        return fail_number (reader);
      position = (guint32) value;
      if (positions->len > 0 && g_array_index (positions, guint32, positions->len - 1) >= position)
        return ts_reader_fail (reader, _("a core leaves out slices that do not exist"));
      g_array_append_val (positions, position);
    }
  return token == TS_JSON_ARRAY_END || fail_slice (reader);
}

static gboolean
take_slices (TsReader *reader, TsJsonToken token, GArray *slices)
{
  while ((token = ts_json_next (reader->json)) == TS_JSON_ARRAY)
    {
      gint64 v[6];
      TsSlice slice;

      if (!take_integers (reader, token, v, G_N_ELEMENTS (v)))
        return FALSE;
      if (v[0] < -TS_FORMAT_MOST_NS || v[1] > TS_FORMAT_MOST_NS || v[1] <= v[0] || v[2] < 0
          || v[2] > G_MAXUINT32 || v[3] < 0 || v[3] > G_MAXUINT16 || v[4] < 0 || v[4] >= TS_N_STATES
          || v[5] < 0 || v[5] >= TS_N_SHADES)
        return fail_slice (reader);
      slice = (TsSlice) { v[0], v[1], (guint32) v[2], (guint16) v[3], (guint8) v[4],
                          (guint8) v[5] };
      g_array_append_val (slices, slice);
    }
  return token == TS_JSON_ARRAY_END || fail_slice (reader);
}

static gboolean
take_core_member (TsReader *reader, const char *name, TsJsonToken token, gpointer structure)
{
  guint position = ts_recording_get_cores (reader->recording)->len - 1;
  GArray *without = reader->without->pdata[position], *with = reader->with->pdata[position];

  if (token == TS_JSON_ARRAY && g_str_equal (name, "without") && without->len == 0)
    return take_positions (reader, token, without);
  if (token == TS_JSON_ARRAY && g_str_equal (name, "with") && with->len == 0)
    return take_slices (reader, token, with);
  return ts_json_skip (reader->json, token);
}

static gboolean
take_core (TsReader *reader, TsJsonToken token)
{
  TsCore *core = ts_recording_add_core (reader->recording);

  g_ptr_array_add (reader->without, g_array_new (FALSE, FALSE, sizeof (guint32)));
  g_ptr_array_add (reader->with, g_array_new (FALSE, FALSE, sizeof (TsSlice)));
  return take_fields (reader, token, ts_core_fields, core, take_core_member);
}

static gboolean
take_task_member (TsReader *reader, const char *name, TsJsonToken token, gpointer structure)
{
  guint number = ts_recording_get_tasks (reader->recording)->len;
  gint64 track;

  if (!g_str_equal (name, "track"))
    return ts_json_skip (reader->json, token);
  if (token != TS_JSON_NUMBER || !ts_json_get_integer (reader->json, &track) || track < 0
      || track > G_MAXUINT32)
    return fail_number (reader);
  return g_hash_table_insert (reader->tracks, GUINT_TO_POINTER ((guint) track),
                              GUINT_TO_POINTER (number))
         || ts_reader_fail (reader, _("two tasks have the same track"));
}

static gboolean
take_task (TsReader *reader, TsJsonToken token)
{
  return take_fields (reader, token, ts_task_fields, ts_recording_add_task (reader->recording),
                      take_task_member);
}

static gboolean
take_object (TsReader *reader, TsJsonToken token)
{
  TsObject *object = ts_recording_add_object (reader->recording);

  return take_fields (reader, token, ts_object_fields, object, NULL)
         && (object->kind <= TS_OBJECT_KEYBOARD
             || ts_reader_fail (reader, _("an object is of a kind that does not exist")));
}

static gboolean
take_note (TsReader *reader, TsJsonToken token)
{
  GPtrArray *notes = ts_recording_get_notes (reader->recording);

  ts_recording_add_note (reader->recording, 0, 0, "", "");
  return take_fields (reader, token, ts_note_fields, notes->pdata[notes->len - 1], NULL);
}

static gboolean
take_setting (TsReader *reader, TsJsonToken token)
{
  GPtrArray *settings = ts_recording_get_settings (reader->recording);

  ts_recording_add_setting (reader->recording, "", "", 0);
  return take_fields (reader, token, ts_setting_fields, settings->pdata[settings->len - 1], NULL);
}

static gboolean
take_facts (TsReader *reader, TsJsonToken token)
{
  return take_fields (reader, token, ts_facts_fields, ts_recording_get_facts (reader->recording),
                      NULL);
}

static gboolean
take_list (TsReader *reader, TsJsonToken token,
           gboolean (*take_element) (TsReader *reader, TsJsonToken token))
{
  if (token != TS_JSON_ARRAY)
    return ts_reader_fail (reader, _("the description has something else where a list belongs"));
  while ((token = ts_json_next (reader->json)) != TS_JSON_ARRAY_END)
    if (!take_element (reader, token))
      return FALSE;
  return TRUE;
}

static gboolean
take_version (TsReader *reader, TsJsonToken token)
{
  gint64 version;

  if (token != TS_JSON_NUMBER || !ts_json_get_integer (reader->json, &version) || version < 1)
    return ts_reader_fail (reader, _("the description has no version"));
  reader->version = version;
  return version <= TS_FORMAT_VERSION || ts_reader_fail (reader, _("a later version wrote it"));
}

static const struct {
  const char *name;
  gboolean (*take) (TsReader *reader, TsJsonToken token);
  gboolean (*take_element) (TsReader *reader, TsJsonToken token);
} members[] = {
  { "version", take_version, NULL },
  { "facts", take_facts, NULL },
  { "settings", NULL, take_setting },
  { "cores", NULL, take_core },
  { "tasks", NULL, take_task },
  { "objects", NULL, take_object },
  { "notes", NULL, take_note },
};

static gboolean
take_member (TsReader *reader, const char *name, TsJsonToken token, gpointer seen)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (name, members[i].name))
      {
        if ((*(guint *) seen & (1u << i)) != 0)
          return ts_reader_fail (reader, _("the description has the same member twice"));
        *(guint *) seen |= 1u << i;
        return members[i].take != NULL ? members[i].take (reader, token)
                                       : take_list (reader, token, members[i].take_element);
      }
  return ts_json_skip (reader->json, token);
}

gboolean
ts_reader_take_description (TsReader *reader, TsJsonToken token)
{
  static const TsField no_fields[] = { { NULL } };
  guint seen = 0;

  if (reader->own)
    return ts_reader_fail (reader, _("it has two descriptions"));
  reader->own = TRUE;
  return take_fields (reader, token, no_fields, &seen, take_member)
    && (reader->version > 0 || ts_reader_fail (reader, _("the description has no version")));
}
