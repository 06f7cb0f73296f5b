/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-worker.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Numbers above it are shown as a share. */
enum { LONGEST_COUNT = 9999 };

enum { LEAST_NAME = 8, MOST_NAME = 24, LEAST_PROGRESS = 8 };

struct _TsWorker {
  GObject parent_instance;

  guint task;
};

G_DEFINE_FINAL_TYPE (TsWorker, ts_worker, G_TYPE_OBJECT)

static void
ts_worker_class_init (TsWorkerClass *klass)
{
}

static void
ts_worker_init (TsWorker *self)
{
}

guint
ts_worker_get_task (TsWorker *self)
{
  g_return_val_if_fail (TS_IS_WORKER (self), 0);
  return self->task;
}

static gboolean
shows_progress (GPtrArray *tasks)
{
  for (guint i = 0; i < tasks->len; i++)
    if (((TsTask *) g_ptr_array_index (tasks, i))->worker)
      return TRUE;
  return FALSE;
}

void
ts_workers_fill (GListStore *store, TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  gboolean only_workers = shows_progress (tasks);
  g_autoptr (GPtrArray) workers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);

      if (only_workers ? task->worker : !g_str_equal (task->kind, "main"))
        {
          TsWorker *worker = g_object_new (TS_TYPE_WORKER, NULL);

          worker->task = i;
          g_ptr_array_add (workers, worker);
        }
    }
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), workers->pdata, workers->len);
}

void
ts_workers_measure (GListModel *workers, TsRecording *recording, TsWorkerWidths *widths)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  guint n_workers = g_list_model_get_n_items (workers);

  *widths = (TsWorkerWidths) { LEAST_NAME, LEAST_PROGRESS };
  for (guint i = 0; i < n_workers; i++)
    {
      g_autoptr (TsWorker) worker = g_list_model_get_item (workers, i);
      const TsTask *task = g_ptr_array_index (tasks, worker->task);
      g_autofree char *progress = ts_worker_describe_progress (MAX (task->total, 9999), task->total);

      widths->name = MAX (widths->name, (guint) g_utf8_strlen (task->name, -1) + 1);
      widths->progress = MAX (widths->progress, (guint) g_utf8_strlen (progress, -1));
    }
  widths->name = MIN (widths->name, MOST_NAME);
}

char *
ts_worker_describe_progress (guint64 done, gint64 total)
{
  if (total == 0)
    return g_strdup ("");
  if (total < 0)
    return g_strdup_printf (ngettext ("%" PRIu64 " step", "%" PRIu64 " steps", done), done);
  if (total > LONGEST_COUNT)
    return g_strdup_printf (_("%u %%"), (guint) (100 * MIN (done, (guint64) total) / (guint64) total));
  /* Translators: steps done and steps in all: “33 of 60” */
  return g_strdup_printf (_("%u of %u"), (guint) done, (guint) total);
}
