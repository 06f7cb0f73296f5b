/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-catalogue-view.h"

#include "ts-widget.h"

struct _TsCatalogueView {
  GtkWidget parent_instance;

  TsSession *session;
};

enum { SIGNAL_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TsCatalogueView, ts_catalogue_view, GTK_TYPE_WIDGET)

static void
ts_catalogue_view_dispose (GObject *object)
{
  TsCatalogueView *self = TS_CATALOGUE_VIEW (object);

  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_CATALOGUE_VIEW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_catalogue_view_parent_class)->dispose (object);
}

static void
ts_catalogue_view_class_init (TsCatalogueViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_catalogue_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-catalogue-view.ui");
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", TS_TYPE_CATALOGUE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, TS_TYPE_SCENARIO);
}

static void
ts_catalogue_view_init (TsCatalogueView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ts_catalogue_view_set_session (TsCatalogueView *self, TsSession *session)
{
  g_return_if_fail (TS_IS_CATALOGUE_VIEW (self));
  g_set_object (&self->session, session);
}
