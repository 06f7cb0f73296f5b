/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-transport.h"

#include "ts-widget.h"

struct _TsTransport {
  GtkWidget parent_instance;

  TsSession *session;
};

G_DEFINE_FINAL_TYPE (TsTransport, ts_transport, GTK_TYPE_WIDGET)

static void
ts_transport_dispose (GObject *object)
{
  TsTransport *self = TS_TRANSPORT (object);

  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_TRANSPORT);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_transport_parent_class)->dispose (object);
}

static void
ts_transport_class_init (TsTransportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_transport_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-transport.ui");
}

static void
ts_transport_init (TsTransport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ts_transport_set_session (TsTransport *self, TsSession *session)
{
  g_return_if_fail (TS_IS_TRANSPORT (self));
  g_set_object (&self->session, session);
}
