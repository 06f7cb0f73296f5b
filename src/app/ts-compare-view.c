/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-compare-view.h"

#include "ts-widget.h"

struct _TsCompareView {
  GtkWidget parent_instance;

  TsSession *session;
};

G_DEFINE_FINAL_TYPE (TsCompareView, ts_compare_view, GTK_TYPE_WIDGET)

static void
ts_compare_view_dispose (GObject *object)
{
  TsCompareView *self = TS_COMPARE_VIEW (object);

  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_COMPARE_VIEW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_compare_view_parent_class)->dispose (object);
}

static void
ts_compare_view_class_init (TsCompareViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_compare_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-compare-view.ui");
}

static void
ts_compare_view_init (TsCompareView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ts_compare_view_set_session (TsCompareView *self, TsSession *session)
{
  g_return_if_fail (TS_IS_COMPARE_VIEW (self));
  g_set_object (&self->session, session);
}
