/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table that opens in a spreadsheet: one row for each slice of each lane.
 */
#include "config.h"

#include <string.h>

#include "ts-output.h"
#include "ts-recording-file.h"
#include "ts-save.h"

typedef struct {
  TsRecording *recording;
  TsProgress *progress;
} Saving;

/* A lane and how it reads in a table. */
typedef struct {
  TsRecording *recording;
  TsOutput *output;
  const char *kind, *name;
} Table;

/* `time_ns` in units of 10^digits ns with all its decimals and nothing lost. */
static void
put_decimal (TsOutput *output, gint64 time_ns, guint digits)
{
  guint64 size = time_ns < 0 ? -(guint64) time_ns : (guint64) time_ns;
  guint64 unit = 1;
  char fraction[16];

  for (guint i = 0; i < digits; i++)
    unit *= 10;
  if (time_ns < 0)
    ts_output_literal (output, "-");
  ts_output_unsigned (output, size / unit);
  ts_output_literal (output, ".");
  size %= unit;
  for (guint i = digits; i > 0; i--, size /= 10)
    fraction[i - 1] = (char) ('0' + size % 10);
  ts_output_text (output, fraction, digits);
}

static void
put_task_name (Table *table, guint32 task)
{
  GPtrArray *tasks = ts_recording_get_tasks (table->recording);

  if (task < tasks->len)
    ts_output_csv_field (table->output, ((TsTask *) tasks->pdata[task])->name);
}

/* What the slice is about: the task that runs or holds, what is waited for, the value. */
static void
put_what (Table *table, const TsSlice *slice)
{
  GPtrArray *objects = ts_recording_get_objects (table->recording);
  gboolean of_task = g_str_equal (table->kind, "task");

  if (slice->state == TS_STATE_VALUE)
    ts_output_integer (table->output, (gint32) slice->who);
  else if (slice->state == TS_STATE_OTHERS)
    put_decimal (table->output, slice->who, 3);
  else if (!of_task || slice->state == TS_STATE_WAITING_TASK)
    put_task_name (table, slice->who);
  else if (ts_state_is_waiting (slice->state) && slice->who < objects->len)
    ts_output_csv_field (table->output, ((TsObject *) objects->pdata[slice->who])->name);
}

static void
put_slice (Table *table, const TsSlice *slice)
{
  TsOutput *output = table->output;
  const char *state = ts_state_get_id (slice->state);

  ts_output_text (output, table->kind, strlen (table->kind));
  ts_output_literal (output, ",");
  ts_output_csv_field (output, table->name);
  ts_output_literal (output, ",");
  put_decimal (output, slice->begin_ns, 9);
  ts_output_literal (output, ",");
  put_decimal (output, slice->end_ns, 9);
  ts_output_literal (output, ",");
  put_decimal (output, slice->end_ns - slice->begin_ns, 6);
  ts_output_literal (output, ",");
  ts_output_text (output, state, strlen (state));
  ts_output_literal (output, ",");
  if (slice->core != TS_CORE_NONE)
    ts_output_unsigned (output, slice->core);
  ts_output_literal (output, ",");
  put_what (table, slice);
  ts_output_literal (output, "\r\n");
}

static void
put_lane (Table *table, const char *kind, const char *name, const TsLane *lane)
{
  table->kind = kind;
  table->name = name;
  for (guint i = 0; i < ts_lane_get_n_slices (lane); i++)
    {
      put_slice (table, ts_lane_get_slice (lane, i));
      table->output->parts_done++;
    }
}

/* How many rows there will be. */
static guint64
count_rows (TsRecording *recording)
{
  GPtrArray *cores = ts_recording_get_cores (recording), *tasks = ts_recording_get_tasks (recording);
  GPtrArray *objects = ts_recording_get_objects (recording);
  guint64 count = 0;

  for (guint i = 0; i < cores->len; i++)
    {
      const TsCore *core = cores->pdata[i];

      count += ts_lane_get_n_slices (core->lane) + ts_lane_get_n_slices (core->others);
    }
  for (guint i = 0; i < tasks->len; i++)
    count += ts_lane_get_n_slices (((TsTask *) tasks->pdata[i])->lane);
  for (guint i = 0; i < objects->len; i++)
    count += ts_lane_get_n_slices (((TsObject *) objects->pdata[i])->lane);
  return count;
}

static gboolean
write_table (int fd, gpointer data)
{
  const Saving *saving = data;
  TsRecording *recording = saving->recording;
  GPtrArray *cores = ts_recording_get_cores (recording),
            *tasks = ts_recording_get_tasks (recording);
  GPtrArray *objects = ts_recording_get_objects (recording);
  TsOutput output;
  Table table = { recording, &output, NULL, NULL };

  ts_output_init (&output, fd);
  output.progress = saving->progress;
  output.parts_all = count_rows (recording);
  ts_output_literal (&output, "lane,name,begin_s,end_s,duration_ms,state,core,what\r\n");
  for (guint i = 0; i < cores->len; i++)
    {
      const TsCore *core = cores->pdata[i];
      g_autofree char *name = g_strdup_printf ("%u", core->number);

      put_lane (&table, "core", name, core->lane);
      put_lane (&table, "core", name, core->others);
    }
  for (guint i = 0; i < tasks->len; i++)
    put_lane (&table, "task", ((TsTask *) tasks->pdata[i])->name,
              ((TsTask *) tasks->pdata[i])->lane);
  for (guint i = 0; i < objects->len; i++)
    put_lane (&table, "object", ((TsObject *) objects->pdata[i])->name,
              ((TsObject *) objects->pdata[i])->lane);
  return ts_output_finish (&output);
}

gboolean
ts_recording_save_table (TsRecording *self, const char *path, GError **error)
{
  return ts_recording_save_table_with_progress (self, path, NULL, error);
}

gboolean
ts_recording_save_table_with_progress (TsRecording *self, const char *path, TsProgress *progress,
                                       GError **error)
{
  Saving saving = { self, progress };

  return ts_save (path, write_table, &saving, error);
}
