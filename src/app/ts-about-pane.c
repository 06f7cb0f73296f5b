/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-about-pane.h"

#include "ts-widget.h"

struct _TsAboutPane {
  GtkWidget parent_instance;

  TsSession *session;
};

G_DEFINE_FINAL_TYPE (TsAboutPane, ts_about_pane, GTK_TYPE_WIDGET)

static void
ts_about_pane_dispose (GObject *object)
{
  TsAboutPane *self = TS_ABOUT_PANE (object);

  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_ABOUT_PANE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_about_pane_parent_class)->dispose (object);
}

static void
ts_about_pane_class_init (TsAboutPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_about_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-about-pane.ui");
}

static void
ts_about_pane_init (TsAboutPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ts_about_pane_set_session (TsAboutPane *self, TsSession *session)
{
  g_return_if_fail (TS_IS_ABOUT_PANE (self));
  g_set_object (&self->session, session);
}
