/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-typing-page.h"

#include "ts-widget.h"

struct _TsTypingPage {
  GtkWidget parent_instance;

  TsSession *session;
};

G_DEFINE_FINAL_TYPE (TsTypingPage, ts_typing_page, GTK_TYPE_WIDGET)

static void
ts_typing_page_dispose (GObject *object)
{
  TsTypingPage *self = TS_TYPING_PAGE (object);

  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_TYPING_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_typing_page_parent_class)->dispose (object);
}

static void
ts_typing_page_class_init (TsTypingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_typing_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-typing-page.ui");
}

static void
ts_typing_page_init (TsTypingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ts_typing_page_set_session (TsTypingPage *self, TsSession *session)
{
  g_return_if_fail (TS_IS_TYPING_PAGE (self));
  g_set_object (&self->session, session);
}
