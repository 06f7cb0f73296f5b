/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-worker-list.h"

#include "ts-widget.h"

struct _TsWorkerList {
  GtkWidget parent_instance;

  TsSession *session;
};

G_DEFINE_FINAL_TYPE (TsWorkerList, ts_worker_list, GTK_TYPE_WIDGET)

static void
ts_worker_list_dispose (GObject *object)
{
  TsWorkerList *self = TS_WORKER_LIST (object);

  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_WORKER_LIST);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_worker_list_parent_class)->dispose (object);
}

static void
ts_worker_list_class_init (TsWorkerListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_worker_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-worker-list.ui");
}

static void
ts_worker_list_init (TsWorkerList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ts_worker_list_set_session (TsWorkerList *self, TsSession *session)
{
  g_return_if_fail (TS_IS_WORKER_LIST (self));
  g_set_object (&self->session, session);
}
