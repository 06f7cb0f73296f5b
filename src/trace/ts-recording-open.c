/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening a recording: the outermost structure of the file, and what is said when it is not one.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ts-recording-reader.h"

G_DEFINE_QUARK (ts-recording-error-quark, ts_recording_error)

static void
unref_array (gpointer array)
{
  g_array_unref (array);
}

static void
reader_init (TsReader *reader, TsJson *json)
{
  *reader = (TsReader) { .json = json, .recording = ts_recording_new () };
  reader->event.name = g_string_new (NULL);
  reader->event.category = g_string_new (NULL);
  reader->event.state = g_string_new (NULL);
  reader->event.text = g_string_new (NULL);
  reader->tracks = g_hash_table_new (NULL, NULL);
  reader->without = g_ptr_array_new_with_free_func (unref_array);
  reader->with = g_ptr_array_new_with_free_func (unref_array);
}

static void
reader_clear (TsReader *reader)
{
  g_clear_object (&reader->recording);
  g_string_free (reader->event.name, TRUE);
  g_string_free (reader->event.category, TRUE);
  g_string_free (reader->event.state, TRUE);
  g_string_free (reader->event.text, TRUE);
  g_hash_table_unref (reader->tracks);
  g_ptr_array_unref (reader->without);
  g_ptr_array_unref (reader->with);
  g_clear_pointer (&reader->threads, g_hash_table_unref);
  g_clear_pointer (&reader->processes, g_hash_table_unref);
}

/* The events, after their list has begun. */
static gboolean
take_events (TsReader *reader)
{
  TsJsonToken token;

  while ((token = ts_json_next (reader->json)) == TS_JSON_OBJECT)
    {
      if (!ts_reader_take_event (reader))
        return FALSE;
      if (!reader->own)
        ts_reader_add_foreign_event (reader);
      else if (!ts_reader_add_event (reader))
        return FALSE;
    }
  return token == TS_JSON_ARRAY_END || ts_reader_fail (reader, _("an event is not an object"));
}

/* The members of the outermost object. */
static gboolean
take_document (TsReader *reader)
{
  gboolean events = FALSE;
  TsJsonToken token;

  while ((token = ts_json_next (reader->json)) == TS_JSON_KEY)
    {
      g_autofree char *name = g_strdup (ts_json_get_text (reader->json, NULL));
      gboolean fine;

      token = ts_json_next (reader->json);
      if (g_str_equal (name, "timeslice") && !events)
        fine = ts_reader_take_description (reader, token);
      else if (g_str_equal (name, "traceEvents") && token == TS_JSON_ARRAY && !events)
        {
          fine = take_events (reader);
          events = TRUE;
        }
      else if (g_str_equal (name, "timeslice") || g_str_equal (name, "traceEvents"))
        fine = ts_reader_fail (reader, _("its parts are not in the order description, events"));
      else
        fine = ts_json_skip (reader->json, token);
      if (!fine)
        return FALSE;
    }
  return token == TS_JSON_OBJECT_END && (events || ts_reader_fail (reader, _("it has no events")));
}

static gboolean
take_everything (TsReader *reader)
{
  TsJsonToken token = ts_json_next (reader->json);

  if (token == TS_JSON_ERROR)
    return FALSE;
  if (token == TS_JSON_ARRAY ? !take_events (reader)
                             : token != TS_JSON_OBJECT || !take_document (reader))
    return ts_reader_fail (reader, _("this is not a trace"));
  if (ts_json_next (reader->json) != TS_JSON_END)
    return FALSE;
  if (reader->own)
    return ts_reader_finish (reader);
  ts_reader_finish_foreign (reader);
  return TRUE;
}

static void
set_error (TsReader *reader, const char *name, GError **error)
{
  int code;

  if (ts_json_get_errno (reader->json, &code))
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” could not be read: %s."),
                 name, g_strerror (code));
  else if (reader->version > 1)
    g_set_error (error, TS_RECORDING_ERROR, TS_RECORDING_ERROR_VERSION,
                 _("“%s” was written by a later Timeslice. Please open it with that one."), name);
  else
    /* Translators: the number counts bytes from the begin of the file; what follows it is a part of
     * a sentence such as “a comma is missing”. */
    g_set_error (
      error, TS_RECORDING_ERROR, TS_RECORDING_ERROR_FORMAT,
      _("“%s” is not a recording that can be opened: at byte %" PRIu64 ", %s."), name,
      ts_json_get_offset (reader->json), ts_json_get_error (reader->json));
}

/* Reads the whole document; `name` is for messages. */
static TsRecording *
read_document (TsJson *json, const char *name, GError **error)
{
  TsRecording *recording = NULL;
  TsReader reader;

  reader_init (&reader, json);
  if (!take_everything (&reader))
    set_error (&reader, name, error);
  else if (!reader.own && ts_recording_get_tasks (reader.recording)->len == 0)
    g_set_error (error, TS_RECORDING_ERROR, TS_RECORDING_ERROR_EMPTY,
                 _("“%s” holds nothing that can be shown: no slice of any thread."), name);
  else
    recording = g_steal_pointer (&reader.recording);
  if (recording != NULL && !reader.own)
    ts_set_string (&ts_recording_get_facts (recording)->title, name);
  reader_clear (&reader);
  return recording;
}

static void
set_progress (TsJson *json, int fd, TsProgress *progress)
{
  struct stat status;

  if (progress != NULL && fstat (fd, &status) == 0)
    ts_json_set_progress (json, progress, (guint64) MAX (status.st_size, 0));
}

TsRecording *
ts_recording_open (const char *path, GError **error)
{
  return ts_recording_open_with_progress (path, NULL, error);
}

TsRecording *
ts_recording_open_with_progress (const char *path, TsProgress *progress, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (TsJson) json = NULL;
  TsRecording *recording;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _("“%s” could not be opened: %s."), name, g_strerror (errno));
      return NULL;
    }
  json = ts_json_new_for_fd (fd);
  set_progress (json, fd, progress);
  recording = read_document (json, name, error);
  close (fd);
  return recording;
}

TsRecording *
ts_recording_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (TsJson) json = ts_json_new (data, length);

  return read_document (json, _("recording"), error);
}
