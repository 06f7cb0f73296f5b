/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-timeline.h"

#include "ts-widget.h"

struct _TsTimeline {
  GtkWidget parent_instance;

  TsSession *session;
};

G_DEFINE_FINAL_TYPE (TsTimeline, ts_timeline, GTK_TYPE_WIDGET)

static void
ts_timeline_dispose (GObject *object)
{
  TsTimeline *self = TS_TIMELINE (object);

  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_TIMELINE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_timeline_parent_class)->dispose (object);
}

static void
ts_timeline_class_init (TsTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_timeline_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-timeline.ui");
}

static void
ts_timeline_init (TsTimeline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ts_timeline_set_session (TsTimeline *self, TsSession *session)
{
  g_return_if_fail (TS_IS_TIMELINE (self));
  g_set_object (&self->session, session);
}
