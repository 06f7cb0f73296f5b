/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-catalogue-list.h"

#include "ts-widget.h"

struct _TsCatalogueList {
  GtkWidget parent_instance;

  TsSession *session;
};

enum { SIGNAL_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsCatalogueList, ts_catalogue_list, GTK_TYPE_WIDGET)

static void
ts_catalogue_list_dispose (GObject *object)
{
  TsCatalogueList *self = TS_CATALOGUE_LIST (object);

  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_CATALOGUE_LIST);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_catalogue_list_parent_class)->dispose (object);
}

static void
ts_catalogue_list_class_init (TsCatalogueListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_catalogue_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-catalogue-list.ui");
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", TS_TYPE_CATALOGUE_LIST, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, TS_TYPE_SCENARIO);
}

static void
ts_catalogue_list_init (TsCatalogueList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ts_catalogue_list_set_session (TsCatalogueList *self, TsSession *session)
{
  g_return_if_fail (TS_IS_CATALOGUE_LIST (self));
  g_set_object (&self->session, session);
}
