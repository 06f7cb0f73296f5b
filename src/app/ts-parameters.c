/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-parameters.h"

#include "ts-widget.h"

struct _TsParameters {
  GtkWidget parent_instance;

  TsSession *session;
};

G_DEFINE_FINAL_TYPE (TsParameters, ts_parameters, GTK_TYPE_WIDGET)

static void
ts_parameters_dispose (GObject *object)
{
  TsParameters *self = TS_PARAMETERS (object);

  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_PARAMETERS);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_parameters_parent_class)->dispose (object);
}

static void
ts_parameters_class_init (TsParametersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_parameters_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-parameters.ui");
}

static void
ts_parameters_init (TsParameters *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ts_parameters_set_session (TsParameters *self, TsSession *session)
{
  g_return_if_fail (TS_IS_PARAMETERS (self));
  g_set_object (&self->session, session);
}
