/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recordings that a window has made or opened, to be compared with each other.
 */
#include "config.h"

#include "ts-session-private.h"

/* Two are always kept, however large they are. */
enum { MOST_RECORDINGS = 20, LEAST_RECORDINGS = 2 };

#define MOST_SLICES 4000000

/* What a recording costs in memory is about what its slices do. */
static gsize
count_slices (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording), *cores = ts_recording_get_cores (recording);
  gsize n_slices = 0;

  for (guint i = 0; i < tasks->len; i++)
    n_slices += ts_lane_get_n_slices (((TsTask *) g_ptr_array_index (tasks, i))->lane);
  for (guint i = 0; i < cores->len; i++)
    n_slices += ts_lane_get_n_slices (((TsCore *) g_ptr_array_index (cores, i))->lane);
  return n_slices;
}

static guint
count_kept (TsSession *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->history)), n_kept = 0;
  gsize n_slices = 0;

  for (; n_kept < MIN (n_items, MOST_RECORDINGS); n_kept++)
    {
      g_autoptr (TsRecording) recording = g_list_model_get_item (G_LIST_MODEL (self->history), n_kept);

      n_slices += count_slices (recording);
      if (n_slices > MOST_SLICES && n_kept >= LEAST_RECORDINGS)
        break;
    }
  return n_kept;
}

void
ts_session_add_to_history (TsSession *self, TsRecording *recording)
{
  guint n_items, n_kept;

  if (g_list_store_find (self->history, recording, NULL))
    return;
  g_object_set_data (G_OBJECT (recording), "ts-number", GUINT_TO_POINTER (++self->n_recordings));
  g_list_store_insert (self->history, 0, recording);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->history));
  n_kept = count_kept (self);
  g_list_store_splice (self->history, n_kept, n_items - n_kept, NULL, 0);
}

GListModel *
ts_session_get_history (TsSession *self)
{
  g_return_val_if_fail (TS_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->history);
}

guint
ts_session_get_number (TsSession *self, TsRecording *recording)
{
  g_return_val_if_fail (TS_IS_SESSION (self), 0);
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (recording), "ts-number"));
}
