/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-print-list.h"

#include "ts-time.h"

struct _TsPrintItem {
  GObject parent_instance;

  TsRecording *recording;
  const TsPrint *print;    /* owned by the recording */
};

G_DEFINE_FINAL_TYPE (TsPrintItem, ts_print_item, G_TYPE_OBJECT)

static void
ts_print_item_finalize (GObject *object)
{
  g_object_unref (TS_PRINT_ITEM (object)->recording);
  G_OBJECT_CLASS (ts_print_item_parent_class)->finalize (object);
}

static void
ts_print_item_class_init (TsPrintItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ts_print_item_finalize;
}

static void
ts_print_item_init (TsPrintItem *self)
{
}

const TsPrint *
ts_print_item_get_print (TsPrintItem *self)
{
  g_return_val_if_fail (TS_IS_PRINT_ITEM (self), NULL);
  return self->print;
}

const char *
ts_print_item_get_task_name (TsPrintItem *self)
{
  GPtrArray *tasks;

  g_return_val_if_fail (TS_IS_PRINT_ITEM (self), NULL);
  tasks = ts_recording_get_tasks (self->recording);
  return self->print->task < tasks->len ? ((TsTask *) g_ptr_array_index (tasks, self->print->task))->name : "";
}

char *
ts_print_item_to_text (TsPrintItem *self)
{
  g_autofree char *time = NULL;

  g_return_val_if_fail (TS_IS_PRINT_ITEM (self), NULL);
  time = ts_time_format_instant (self->print->time_ns);
  return g_strdup_printf ("%s\t%s\t%s", time, ts_print_item_get_task_name (self), self->print->text);
}

struct _TsPrintList {
  GObject parent_instance;

  TsRecording *recording;  /* NULL: none */
  GArray *order;           /* guint32: positions among the recording's prints, in order of time */
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TsPrintList, ts_print_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static const TsPrint *
get_print (TsPrintList *self, guint position)
{
  return g_ptr_array_index (ts_recording_get_prints (self->recording), g_array_index (self->order, guint32, position));
}

static GType
get_item_type (GListModel *model)
{
  return TS_TYPE_PRINT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return TS_PRINT_LIST (model)->order->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TsPrintList *self = TS_PRINT_LIST (model);
  TsPrintItem *item;

  if (position >= self->order->len)
    return NULL;
  item = g_object_new (TS_TYPE_PRINT_ITEM, NULL);
  item->recording = g_object_ref (self->recording);
  item->print = get_print (self, position);
  return item;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
ts_print_list_finalize (GObject *object)
{
  TsPrintList *self = TS_PRINT_LIST (object);

  g_clear_object (&self->recording);
  g_array_unref (self->order);
  G_OBJECT_CLASS (ts_print_list_parent_class)->finalize (object);
}

static void
ts_print_list_class_init (TsPrintListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ts_print_list_finalize;
}

static void
ts_print_list_init (TsPrintList *self)
{
  self->order = g_array_new (FALSE, FALSE, sizeof (guint32));
}

TsPrintList *
ts_print_list_new (void)
{
  return g_object_new (TS_TYPE_PRINT_LIST, NULL);
}

void
ts_print_list_set_recording (TsPrintList *self, TsRecording *recording)
{
  guint n_old = self->order->len;

  g_return_if_fail (TS_IS_PRINT_LIST (self));
  if (!g_set_object (&self->recording, recording))
    return;
  g_array_set_size (self->order, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, 0);
  ts_print_list_update (self);
}

guint
ts_print_list_count_until (TsPrintList *self, gint64 time_ns)
{
  guint low = 0, high = self->order->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_print (self, middle)->time_ns <= time_ns)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Tasks are read one after the other, so that lines of one moment may come in any order. */
void
ts_print_list_update (TsPrintList *self)
{
  guint n_old = self->order->len, first_changed = n_old;
  GPtrArray *prints;

  g_return_if_fail (TS_IS_PRINT_LIST (self));
  if (self->recording == NULL)
    return;
  prints = ts_recording_get_prints (self->recording);
  for (guint32 i = n_old; i < prints->len; i++)
    {
      guint position = ts_print_list_count_until (self, ((TsPrint *) g_ptr_array_index (prints, i))->time_ns);

      g_array_insert_val (self->order, position, i);
      first_changed = MIN (first_changed, position);
    }
  if (self->order->len > n_old)
    g_list_model_items_changed (G_LIST_MODEL (self), first_changed, n_old - first_changed,
                                self->order->len - first_changed);
}
