/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The second half of a .timeslice file: the events, one a line.
 */
#include "config.h"

#include "ts-recording-writer.h"

#include <string.h>

#include "ts-recording-format.h"
#include "ts-shade.h"

guint32
ts_writer_pid (const TsTask *task)
{
  return task->pid != 0 ? task->pid : TS_FORMAT_NO_PID;
}

/* ,"name":number */
static void
put_number (TsOutput *output, const char *name, gint64 value)
{
  ts_output_literal (output, ",\"");
  ts_output_text (output, name, strlen (name));
  ts_output_literal (output, "\":");
  ts_output_integer (output, value);
}

/* A name as viewers are to show it: without control characters, as Perfetto gives up on a whole
 * file over a \u in an event's own members (in its arguments it does not). */
static char *
plain_name (const char *name)
{
  char *plain = g_strdup (name);

  for (char *p = plain; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  return plain;
}

/* Ends the line before and begins an event: {"ph":"X","name":"…" */
static void
begin_event (TsOutput *output, char phase, const char *name)
{
  char head[] = ",\n{\"ph\":\"?\",\"name\":";

  head[sizeof ",\n{\"ph\":\"" - 1] = phase;
  ts_output_text (output, head, sizeof head - 1);
  ts_output_json_string (output, name);
}

static void
put_times (TsOutput *output, gint64 begin_ns, gint64 end_ns)
{
  ts_output_literal (output, ",\"ts\":");
  ts_output_microseconds (output, begin_ns);
  if (end_ns <= begin_ns)
    return;
  ts_output_literal (output, ",\"dur\":");
  ts_output_microseconds (output, end_ns - begin_ns);
}

static void
put_track (TsOutput *output, guint32 pid, guint32 tid)
{
  put_number (output, "pid", pid);
  put_number (output, "tid", tid);
}

/* The name of an argument, after opening the arguments if this is the first. */
static void
put_argument (TsOutput *output, const char *name, gboolean *open)
{
  if (*open)
    ts_output_literal (output, ",\"");
  else
    ts_output_literal (output, ",\"args\":{\"");
  *open = TRUE;
  ts_output_text (output, name, strlen (name));
  ts_output_literal (output, "\":");
}

/* What the slice is beyond the usual, as further arguments. */
static void
put_unusual (TsOutput *output, const TsSlice *slice, const TsSlice *usual, gboolean *open)
{
  if (slice->state != usual->state)
    {
      put_argument (output, "r", open);
      ts_output_json_string (output, ts_state_get_id (slice->state));
    }
  if (slice->who != usual->who)
    {
      put_argument (output, "w", open);
      ts_output_unsigned (output, slice->who);
    }
  if (slice->core != usual->core)
    {
      put_argument (output, "c", open);
      ts_output_unsigned (output, slice->core);
    }
  if (slice->shade != usual->shade)
    {
      put_argument (output, "h", open);
      ts_output_unsigned (output, slice->shade);
    }
}

static void
put_name (TsWriter *writer, const char *event, guint32 pid, guint32 tid, const char *name,
          guint sort_index)
{
  TsOutput *output = writer->output;
  const char *sort_event = tid == 0 ? "process_sort_index" : "thread_sort_index";

  begin_event (output, 'M', event);
  put_track (output, pid, tid);
  ts_output_literal (output, ",\"args\":{\"name\":");
  ts_output_json_string (output, name);
  ts_output_literal (output, "}}");
  begin_event (output, 'M', sort_event);
  put_track (output, pid, tid);
  ts_output_literal (output, ",\"args\":{\"sort_index\":");
  ts_output_unsigned (output, sort_index);
  ts_output_literal (output, "}}");
}

static void
put_names (TsWriter *writer)
{
  GPtrArray *tasks = ts_recording_get_tasks (writer->recording);
  GPtrArray *objects = ts_recording_get_objects (writer->recording);
  const char *title = ts_recording_get_facts (writer->recording)->title;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = tasks->pdata[i];
      guint32 pid = ts_writer_pid (task);

      if (g_hash_table_add (seen, GUINT_TO_POINTER (pid)))
        put_name (writer, "process_name", pid, 0, i == 0 && *title != '\0' ? title : task->name, i);
      put_name (writer, "thread_name", pid, writer->tracks[i], task->name, i);
    }
  put_name (writer, "process_name", TS_FORMAT_OTHERS_PID, 0, "Other programs", tasks->len + 1);
  for (guint i = 0; i < objects->len; i++)
    {
      const TsObject *object = objects->pdata[i];

      if (object->kind == TS_OBJECT_LOCK)
        put_name (writer, "thread_name", TS_FORMAT_OBJECTS_PID, TS_FORMAT_FIRST_OBJECT + i,
                  object->name, i);
    }
}

/* Perfetto's name for what a slice of a task shows, and in `usual` what the reader makes of it. */
static const char *
perfetto_state (const TsSlice *slice, const TsSlice *previous, TsSlice *usual)
{
  gboolean put_aside = previous != NULL && previous->state == TS_STATE_RUNNING;

  usual->core = TS_CORE_NONE;
  usual->state = slice->state;
  ts_format_usual_task_slice (usual);
  if (slice->state == TS_STATE_RUNNING)
    return "Running";
  if (slice->state == TS_STATE_READY)
    return put_aside ? "R+" : "R";
  if (slice->state == TS_STATE_WAITING_IO)
    return "D";
  usual->state = TS_STATE_WAITING;
  return "S";
}

static void
put_task_slice (TsWriter *writer, guint number, const TsSlice *slice, const TsSlice *previous,
                gboolean clipped)
{
  const TsTask *task = ts_recording_get_tasks (writer->recording)->pdata[number];
  TsOutput *output = writer->output;
  gboolean open = FALSE;
  TsSlice usual;
  const char *name = perfetto_state (slice, previous, &usual);

  ts_output_literal (output, ",\n{\"ph\":\"T\",\"cat\":\"thread_state\",\"name\":\"");
  ts_output_text (output, name, strlen (name));
  ts_output_literal (output, "\"");
  put_times (output, slice->begin_ns, slice->end_ns);
  put_track (output, ts_writer_pid (task), writer->tracks[number]);
  if (usual.state == TS_STATE_RUNNING && slice->core != TS_CORE_NONE && !clipped)
    {
      put_argument (output, "cpu", &open);
      ts_output_unsigned (output, slice->core);
      usual.core = slice->core;
    }
  put_unusual (output, slice, &usual, &open);
  ts_output_text (output, "}}", open ? 2 : 1);
}

static void
put_progress (TsWriter *writer, guint number, const TsMark *mark, const char *plain)
{
  const TsTask *task = ts_recording_get_tasks (writer->recording)->pdata[number];
  TsOutput *output = writer->output;

  begin_event (output, 'C', plain);
  put_times (output, mark->time_ns, mark->time_ns);
  put_track (output, ts_writer_pid (task), writer->tracks[number]);
  put_number (output, "task", number);
  if (mark->detail != 0)
    put_number (output, "detail", mark->detail);
  ts_output_literal (output, ",\"args\":{\"steps\":");
  ts_output_integer (output, mark->value);
  ts_output_literal (output, "}}");
}

static void
put_mark (TsWriter *writer, guint number, const TsMark *mark)
{
  const TsTask *task = ts_recording_get_tasks (writer->recording)->pdata[number];
  const char *id = ts_mark_kind_get_id (mark->kind);
  TsOutput *output = writer->output;

  begin_event (output, 'i', id);
  ts_output_literal (output, ",\"s\":\"t\",\"cat\":\"mark\"");
  put_times (output, mark->time_ns, mark->time_ns);
  put_track (output, ts_writer_pid (task), writer->tracks[number]);
  if (mark->detail != 0)
    put_number (output, "detail", mark->detail);
  ts_output_literal (output, ",\"args\":{\"value\":");
  ts_output_integer (output, mark->value);
  ts_output_literal (output, "}}");
}

static void
put_task_events (TsWriter *writer, guint number)
{
  const TsTask *task = ts_recording_get_tasks (writer->recording)->pdata[number];
  const GArray *clipped = writer->clipped->pdata[number];
  g_autofree char *plain = plain_name (task->name);
  const TsSlice *previous = NULL;
  guint next = 0;

  for (guint i = 0; i < ts_lane_get_n_slices (task->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, i);
      gboolean is_clipped =
        clipped != NULL && next < clipped->len && g_array_index (clipped, guint32, next) == i;

      put_task_slice (writer, number, slice, previous, is_clipped);
      next += is_clipped;
      previous = slice;
      writer->output->parts_done++;
    }
  for (guint i = 0; i < task->marks->len; i++)
    {
      const TsMark *mark = &g_array_index (task->marks, TsMark, i);

      writer->output->parts_done++;
      if (mark->kind == TS_MARK_PROGRESS)
        put_progress (writer, number, mark, plain);
      else
        put_mark (writer, number, mark);
    }
}

static void
put_held (TsWriter *writer, guint number, const TsSlice *slice)
{
  const TsObject *object = ts_recording_get_objects (writer->recording)->pdata[number];
  GPtrArray *tasks = ts_recording_get_tasks (writer->recording);
  g_autofree char *holder =
    plain_name (slice->who < tasks->len ? ((TsTask *) tasks->pdata[slice->who])->name : "");
  TsOutput *output = writer->output;
  TsSlice usual = *slice;
  gboolean open = TRUE;

  ts_format_usual_object_slice (&usual, object);
  begin_event (output, 'X', holder);
  ts_output_literal (output, ",\"cat\":\"object\"");
  put_times (output, slice->begin_ns, slice->end_ns);
  put_track (output, TS_FORMAT_OBJECTS_PID, TS_FORMAT_FIRST_OBJECT + number);
  put_number (output, "object", number);
  ts_output_literal (output, ",\"args\":{\"who\":");
  ts_output_unsigned (output, slice->who);
  put_unusual (output, slice, &usual, &open);
  ts_output_literal (output, "}}");
}

/* One value of a counter that viewers draw as steps; what is not usual of it stands beside its
 * arguments, each of which would be one more counter to them. */
static void
put_value (TsWriter *writer, const char *name, guint32 pid, const char *key, guint number,
           const TsSlice *slice, const TsSlice *usual)
{
  gboolean open = TRUE;

  begin_event (writer->output, 'C', name);
  put_times (writer->output, slice->begin_ns, slice->end_ns);
  put_number (writer->output, "pid", pid);
  put_number (writer->output, key, number);
  put_unusual (writer->output, slice, usual, &open);
  ts_output_literal (writer->output, ",\"args\":{\"value\":");
  ts_output_integer (writer->output, (gint32) slice->who);
  ts_output_literal (writer->output, "}}");
}

/* The value has come to an end at time_ns, for viewers. */
static void
put_value_end (TsWriter *writer, const char *name, guint32 pid, gint64 time_ns)
{
  begin_event (writer->output, 'C', name);
  put_times (writer->output, time_ns, time_ns);
  put_number (writer->output, "pid", pid);
  ts_output_literal (writer->output, ",\"args\":{\"value\":0}}");
}

static gboolean
ends_here (const TsLane *lane, guint position)
{
  return position + 1 == ts_lane_get_n_slices (lane)
         || ts_lane_get_slice (lane, position + 1)->begin_ns
              > ts_lane_get_slice (lane, position)->end_ns;
}

static void
put_object_events (TsWriter *writer, guint number)
{
  const TsObject *object = ts_recording_get_objects (writer->recording)->pdata[number];
  g_autofree char *name = plain_name (object->name);

  for (guint i = 0; i < ts_lane_get_n_slices (object->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (object->lane, i);
      TsSlice usual = *slice;

      writer->output->parts_done++;
      if (object->kind == TS_OBJECT_LOCK)
        {
          put_held (writer, number, slice);
          continue;
        }
      ts_format_usual_object_slice (&usual, object);
      put_value (writer, name, TS_FORMAT_OBJECTS_PID, "object", number, slice, &usual);
      if (ends_here (object->lane, i))
        put_value_end (writer, name, TS_FORMAT_OBJECTS_PID, slice->end_ns);
    }
}

static void
put_core_events (TsWriter *writer, guint number)
{
  const TsCore *core = ts_recording_get_cores (writer->recording)->pdata[number];
  g_autofree char *name = g_strdup_printf ("Other programs on core %u, in 1/1000", core->number);

  for (guint i = 0; i < ts_lane_get_n_slices (core->others); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (core->others, i);
      TsSlice usual = { .who = slice->who, .core = TS_CORE_NONE, .state = TS_STATE_OTHERS };

      put_value (writer, name, TS_FORMAT_OTHERS_PID, "core", number, slice, &usual);
      if (ends_here (core->others, i))
        put_value_end (writer, name, TS_FORMAT_OTHERS_PID, slice->end_ns);
    }
}

static void
put_print (TsWriter *writer, const TsPrint *print)
{
  GPtrArray *tasks = ts_recording_get_tasks (writer->recording);
  TsOutput *output = writer->output;

  begin_event (output, 'i', "print");
  ts_output_literal (output, ",\"s\":\"t\",\"cat\":\"print\"");
  put_times (output, print->time_ns, print->time_ns);
  if (print->task < tasks->len)
    put_track (output, ts_writer_pid (tasks->pdata[print->task]), writer->tracks[print->task]);
  else
    put_track (output, TS_FORMAT_OBJECTS_PID, TS_FORMAT_OBJECTS_PID);
  put_number (output, "task", print->task);
  ts_output_literal (output, ",\"args\":{\"text\":");
  ts_output_json_string (output, print->text);
  ts_output_literal (output, "}}");
}

void
ts_writer_put_events (TsWriter *writer)
{
  GPtrArray *prints = ts_recording_get_prints (writer->recording);

  /* The first event is always there, so that each one after it can begin with a comma. */
  ts_output_literal (writer->output,
                     "\"traceEvents\":[\n{\"ph\":\"M\",\"name\":\"process_name\",\"pid\":");
  ts_output_unsigned (writer->output, TS_FORMAT_OBJECTS_PID);
  ts_output_literal (writer->output, ",\"tid\":0,\"args\":{\"name\":\"Objects\"}}");
  put_names (writer);
  for (guint i = 0; i < ts_recording_get_tasks (writer->recording)->len; i++)
    put_task_events (writer, i);
  for (guint i = 0; i < ts_recording_get_objects (writer->recording)->len; i++)
    put_object_events (writer, i);
  for (guint i = 0; i < ts_recording_get_cores (writer->recording)->len; i++)
    put_core_events (writer, i);
  for (guint i = 0; i < prints->len; i++)
    put_print (writer, prints->pdata[i]);
  ts_output_literal (writer->output, "\n]");
}
