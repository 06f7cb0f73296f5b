/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Saving a recording: finds out what must be known beforehand, then has both halves written.
 */
#include "config.h"

#include "ts-core-lanes.h"
#include "ts-recording-file.h"
#include "ts-recording-format.h"
#include "ts-recording-writer.h"
#include "ts-save.h"

static void
note_clipped (guint32 task, guint32 position, gpointer data)
{
  GPtrArray *clipped = data;

  if (clipped->pdata[task] == NULL)
    clipped->pdata[task] = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (clipped->pdata[task], position);
}

static void
free_clipped (gpointer positions)
{
  if (positions != NULL)
    g_array_unref (positions);
}

/* Each task needs a TID that no other has: those that never ran have none, and TIDs are used
 * again. */
static guint32 *
choose_tracks (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint32 *tracks = g_new0 (guint32, tasks->len + 1);
  guint32 next = TS_FORMAT_FIRST_TRACK;

  for (guint i = 0; i < tasks->len; i++)
    {
      guint32 tid = ((TsTask *) tasks->pdata[i])->tid;

      if (tid != 0 && tid < TS_FORMAT_OBJECTS_PID
          && g_hash_table_add (taken, GUINT_TO_POINTER (tid)))
        tracks[i] = tid;
    }
  for (guint i = 0; i < tasks->len; i++)
    while (tracks[i] == 0)
      {
        if (g_hash_table_add (taken, GUINT_TO_POINTER (next)))
          tracks[i] = next;
        next++;
      }
  return tracks;
}

/* How many slices and marks there are to write. */
static guint64
count_parts (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording), *objects = ts_recording_get_objects (recording);
  guint64 count = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = tasks->pdata[i];

      count += ts_lane_get_n_slices (task->lane) + task->marks->len;
    }
  for (guint i = 0; i < objects->len; i++)
    count += ts_lane_get_n_slices (((TsObject *) objects->pdata[i])->lane);
  return count;
}

typedef struct {
  TsRecording *recording;
  TsProgress *progress;
} Saving;

static gboolean
write_recording (int fd, gpointer data)
{
  const Saving *saving = data;
  TsRecording *recording = saving->recording;
  TsOutput output;
  g_autoptr (GPtrArray) clipped = g_ptr_array_new_with_free_func (free_clipped);
  g_autofree guint32 *tracks = choose_tracks (recording);
  g_autoptr (GPtrArray) derived = NULL;
  TsWriter writer = { recording, &output, tracks, clipped, NULL };

  g_ptr_array_set_size (clipped, (gint) ts_recording_get_tasks (recording)->len);
  derived = ts_core_lanes_derive (recording, note_clipped, clipped);
  writer.derived = derived;
  ts_output_init (&output, fd);
  output.progress = saving->progress;
  output.parts_all = count_parts (recording);
  ts_output_literal (&output, "{");
  ts_writer_put_description (&writer);
  ts_output_literal (&output, ",\n");
  ts_writer_put_events (&writer);
  ts_output_literal (&output, "}\n");
  return ts_output_finish (&output);
}

gboolean
ts_recording_save (TsRecording *self, const char *path, GError **error)
{
  return ts_recording_save_with_progress (self, path, NULL, error);
}

gboolean
ts_recording_save_with_progress (TsRecording *self, const char *path, TsProgress *progress, GError **error)
{
  Saving saving = { self, progress };

  return ts_save (path, write_recording, &saving, error);
}
