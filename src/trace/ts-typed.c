/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-typed.h"

struct _TsTyped {
  TsRecording *recording;
  GArray *keys;       /* TsTypedKey */
  GArray *n_read;     /* guint for each task: marks of it that were looked at */
};

TsTyped *
ts_typed_new (TsRecording *recording)
{
  TsTyped *self = g_new0 (TsTyped, 1);

  self->recording = g_object_ref (recording);
  self->keys = g_array_new (FALSE, FALSE, sizeof (TsTypedKey));
  self->n_read = g_array_new (FALSE, TRUE, sizeof (guint));
  ts_typed_update (self);
  return self;
}

void
ts_typed_free (TsTyped *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->recording);
  g_array_unref (self->keys);
  g_array_unref (self->n_read);
  g_free (self);
}

gboolean
ts_typed_has_keyboard (TsRecording *recording)
{
  GPtrArray *objects = ts_recording_get_objects (recording);

  for (guint i = 0; i < objects->len; i++)
    if (((TsObject *) objects->pdata[i])->kind == TS_OBJECT_KEYBOARD)
      return TRUE;
  return FALSE;
}

/* Nearly always behind the last one; tasks that take in turn are read one after the other. */
static void
insert_key (GArray *keys, const TsTypedKey *key)
{
  guint position = keys->len;

  while (position > 0 && g_array_index (keys, TsTypedKey, position - 1).taken_ns > key->taken_ns)
    position--;
  g_array_insert_val (keys, position, *key);
}

static void
read_task (TsTyped *self, guint position)
{
  const TsTask *task = ts_recording_get_tasks (self->recording)->pdata[position];
  guint *n_read = &g_array_index (self->n_read, guint, position);

  for (; *n_read < task->marks->len; (*n_read)++)
    {
      const TsMark *mark = &g_array_index (task->marks, TsMark, *n_read);
      const TsTypedKey key = { mark->value, mark->time_ns, mark->detail, position };

      if (mark->kind == TS_MARK_TAKEN)
        insert_key (self->keys, &key);
    }
}

void
ts_typed_update (TsTyped *self)
{
  guint n_tasks = ts_recording_get_tasks (self->recording)->len;

  if (self->n_read->len < n_tasks)
    g_array_set_size (self->n_read, n_tasks);
  for (guint i = 0; i < n_tasks; i++)
    read_task (self, i);
}

const GArray *
ts_typed_get_keys (TsTyped *self)
{
  return self->keys;
}

guint
ts_typed_count_taken (TsTyped *self, gint64 time_ns)
{
  guint low = 0, high = self->keys->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->keys, TsTypedKey, middle).taken_ns <= time_ns)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The task of that name; in its place the one that gets the keys. */
static const TsTask *
find_task (TsTyped *self, const char *name)
{
  GPtrArray *tasks = ts_recording_get_tasks (self->recording);

  for (guint i = 0; i < tasks->len; i++)
    if (g_strcmp0 (((TsTask *) tasks->pdata[i])->name, name) == 0)
      return tasks->pdata[i];
  return self->keys->len == 0 ? NULL : tasks->pdata[g_array_index (self->keys, TsTypedKey, 0).task];
}

guint
ts_typed_count_formatted (TsTyped *self, gint64 time_ns)
{
  const TsTask *task = find_task (self, "Formatting");
  gint64 n_steps = task == NULL ? 0 : ts_task_value_at (task, TS_MARK_PROGRESS, time_ns, 0);

  return (guint) CLAMP (n_steps, 0, (gint64) ts_typed_count_taken (self, time_ns));
}

/* The newest read that the task had begun by time_ns, and if `ended` also ended; NULL: none.  The last slice of a lane
 * is open: the task was in it when the run was over, or still is. */
static const TsSlice *
find_save (TsTyped *self, gint64 time_ns, gboolean ended)
{
  const TsTask *task = find_task (self, "Saving");
  guint n_slices = task == NULL ? 0 : ts_lane_get_n_slices (task->lane);
  guint position = n_slices == 0 ? 0 : MIN (ts_lane_find (task->lane, time_ns) + 1, n_slices);

  while (position-- > 0)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, position);

      if (slice->state == TS_STATE_WAITING_IO && slice->begin_ns <= time_ns
          && (!ended || (slice->end_ns <= time_ns && position + 1 < n_slices)))
        return slice;
    }
  return NULL;
}

/* Whether the newest save goes on. */
static gboolean
is_open (TsTyped *self, const TsSlice *save, gint64 time_ns)
{
  return save != NULL && save != find_save (self, time_ns, TRUE);
}

guint
ts_typed_count_saved (TsTyped *self, gint64 time_ns)
{
  const TsSlice *save = find_save (self, time_ns, TRUE);

  return save == NULL ? 0 : ts_typed_count_taken (self, save->begin_ns);
}

gboolean
ts_typed_is_saving (TsTyped *self, gint64 time_ns)
{
  const TsSlice *save = find_save (self, time_ns, FALSE);

  return is_open (self, save, time_ns);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 *left = a, *right = b;

  return (*left > *right) - (*left < *right);
}

void
ts_typed_get_lateness (TsTyped *self, guint n_keys, TsLateness *lateness)
{
  guint n = MIN (n_keys, self->keys->len);
  g_autofree gint64 *late_ns = g_new (gint64, MAX (n, 1));

  *lateness = (TsLateness) { .n_keys = n };
  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      const TsTypedKey *key = &g_array_index (self->keys, TsTypedKey, i);

      late_ns[i] = MAX (key->taken_ns - key->pressed_ns, 0);
    }
  lateness->last_ns = late_ns[n - 1];
  qsort (late_ns, n, sizeof *late_ns, compare_times);
  lateness->median_ns = n % 2 == 1 ? late_ns[n / 2] : late_ns[n / 2 - 1] / 2 + late_ns[n / 2] / 2;
  lateness->worst_ns = late_ns[n - 1];
}
