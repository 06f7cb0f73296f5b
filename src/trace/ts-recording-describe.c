/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first half of a .timeslice file: the object that describes the run.
 */
#include "config.h"

#include <string.h>

#include "ts-recording-fields.h"
#include "ts-recording-format.h"
#include "ts-recording-writer.h"

/* As a text: not every JSON reader takes numbers that large. */
static void
put_large (TsOutput *output, guint64 value)
{
  ts_output_literal (output, "\"");
  ts_output_unsigned (output, value);
  ts_output_literal (output, "\"");
}

static void
put_field (TsOutput *output, const TsField *field, gconstpointer structure)
{
  gint64 value;

  if (field->type == TS_FIELD_STRING)
    {
      ts_output_json_string (output, *ts_field_string (field, (gpointer) structure));
      return;
    }
  value = ts_field_get_integer (field, structure);
  if (field->type == TS_FIELD_BOOLEAN && value != 0)
    ts_output_literal (output, "true");
  else if (field->type == TS_FIELD_BOOLEAN)
    ts_output_literal (output, "false");
  else if (field->type == TS_FIELD_UINT64 && value < 0)
    put_large (output, (guint64) value);
  else
    ts_output_integer (output, value);
}

/* {"name":value, …, without the closing brace. */
static void
put_fields (TsOutput *output, const TsField *fields, gconstpointer structure)
{
  for (const TsField *field = fields; field->name != NULL; field++)
    {
      ts_output_text (output, field == fields ? "{" : ",", 1);
      ts_output_literal (output, "\"");
      ts_output_text (output, field->name, strlen (field->name));
      ts_output_literal (output, "\":");
      put_field (output, field, structure);
    }
}

static void
put_slice (TsOutput *output, const TsSlice *slice)
{
  const gint64 numbers[] = { slice->begin_ns, slice->end_ns, slice->who,
                             slice->core,     slice->state,  slice->shade };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      ts_output_text (output, i == 0 ? "[" : ",", 1);
      ts_output_integer (output, numbers[i]);
    }
  ts_output_literal (output, "]");
}

/* The positions in `derived` of slices that `lane` does not have or, `with`, the slices of `lane`
 * that `derived` does not have.  Both are in order of time. */
static void
put_difference (TsOutput *output, const TsLane *derived, const TsLane *lane, gboolean with)
{
  guint n_derived = ts_lane_get_n_slices (derived), n_lane = ts_lane_get_n_slices (lane);
  guint i = 0, j = 0, count = 0;

  while (i < n_derived || j < n_lane)
    {
      const TsSlice *from = i < n_derived ? ts_lane_get_slice (derived, i) : NULL;
      const TsSlice *to = j < n_lane ? ts_lane_get_slice (lane, j) : NULL;
      gboolean skip = to == NULL || (from != NULL && from->begin_ns <= to->begin_ns);

      if (from != NULL && to != NULL && ts_slice_equal (from, to))
        {
          i++;
          j++;
          continue;
        }
      if (skip != with)
        ts_output_text (output, ",", count++ > 0 ? 1 : 0);
      if (skip && !with)
        ts_output_unsigned (output, i);
      else if (!skip && with)
        put_slice (output, to);
      *(skip ? &i : &j) += 1;
    }
}

static void
put_core (TsWriter *writer, guint position)
{
  const TsCore *core = ts_recording_get_cores (writer->recording)->pdata[position];
  const TsLane *derived = writer->derived->pdata[position];

  put_fields (writer->output, ts_core_fields, core);
  ts_output_literal (writer->output, ",\"without\":[");
  put_difference (writer->output, derived, core->lane, FALSE);
  ts_output_literal (writer->output, "],\"with\":[");
  put_difference (writer->output, derived, core->lane, TRUE);
  ts_output_literal (writer->output, "]}");
}

static void
put_task (TsWriter *writer, guint position)
{
  put_fields (writer->output, ts_task_fields,
              ts_recording_get_tasks (writer->recording)->pdata[position]);
  ts_output_literal (writer->output, ",\"track\":");
  ts_output_unsigned (writer->output, writer->tracks[position]);
  ts_output_literal (writer->output, "}");
}

static void
put_object (TsWriter *writer, guint position)
{
  put_fields (writer->output, ts_object_fields,
              ts_recording_get_objects (writer->recording)->pdata[position]);
  ts_output_literal (writer->output, "}");
}

static void
put_setting (TsWriter *writer, guint position)
{
  put_fields (writer->output, ts_setting_fields,
              ts_recording_get_settings (writer->recording)->pdata[position]);
  ts_output_literal (writer->output, "}");
}

static void
put_note (TsWriter *writer, guint position)
{
  put_fields (writer->output, ts_note_fields,
              ts_recording_get_notes (writer->recording)->pdata[position]);
  ts_output_literal (writer->output, "}");
}

/* A list with one element a line. */
static void
put_list (TsWriter *writer, const char *name, guint length,
          void (*put) (TsWriter *writer, guint position))
{
  ts_output_literal (writer->output, ",\n\"");
  ts_output_text (writer->output, name, strlen (name));
  ts_output_literal (writer->output, "\":[");
  for (guint i = 0; i < length; i++)
    {
      ts_output_text (writer->output, ",\n", i == 0 ? 0 : 2);
      put (writer, i);
    }
  ts_output_literal (writer->output, "]");
}

void
ts_writer_put_description (TsWriter *writer)
{
  TsRecording *recording = writer->recording;

  ts_output_literal (writer->output, "\"timeslice\":{\"version\":");
  ts_output_unsigned (writer->output, TS_FORMAT_VERSION);
  ts_output_literal (writer->output, ",\"writer\":\"Timeslice " TS_VERSION "\",\n\"facts\":");
  put_fields (writer->output, ts_facts_fields, ts_recording_get_facts (recording));
  ts_output_literal (writer->output, "}");
  put_list (writer, "settings", ts_recording_get_settings (recording)->len, put_setting);
  put_list (writer, "cores", ts_recording_get_cores (recording)->len, put_core);
  put_list (writer, "tasks", ts_recording_get_tasks (recording)->len, put_task);
  put_list (writer, "objects", ts_recording_get_objects (recording)->len, put_object);
  put_list (writer, "notes", ts_recording_get_notes (recording)->len, put_note);
  ts_output_literal (writer->output, "}");
}
