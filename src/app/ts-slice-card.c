/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-slice-card.h"

#include <string.h>

#include "ts-widget.h"

struct _TsSliceCard {
  GtkWidget parent_instance;

  GtkLabel *title, *rest;
};

G_DEFINE_FINAL_TYPE (TsSliceCard, ts_slice_card, GTK_TYPE_WIDGET)

void
ts_slice_card_set_text (TsSliceCard *self, const char *text)
{
  const char *end;
  g_autofree char *title = NULL;

  g_return_if_fail (TS_IS_SLICE_CARD (self));
  end = strstr (text, ".  ");
  if (end == NULL)
    end = strstr (text, ". ");
  title = end != NULL ? g_strndup (text, (gsize) (end - text) + 1) : g_strdup (text);
  gtk_label_set_text (self->title, title);
  text = end != NULL ? end + 1 + strspn (end + 1, " ") : "";
  gtk_label_set_text (self->rest, text);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), text[0] != '\0');
}

void
ts_slice_card_set_text_px (TsSliceCard *self, double px)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  g_return_if_fail (TS_IS_SLICE_CARD (self) && px > 0);
  pango_attr_list_insert (attributes, pango_attr_size_new_absolute ((int) (px * PANGO_SCALE)));
  gtk_label_set_attributes (self->title, attributes);
  gtk_label_set_attributes (self->rest, attributes);
}

static void
ts_slice_card_dispose (GObject *object)
{
  ts_widget_dispose_children (GTK_WIDGET (object), TS_TYPE_SLICE_CARD);
  G_OBJECT_CLASS (ts_slice_card_parent_class)->dispose (object);
}

static void
ts_slice_card_class_init (TsSliceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_slice_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "slicecard");
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-slice-card.ui");
  gtk_widget_class_bind_template_child (widget_class, TsSliceCard, title);
  gtk_widget_class_bind_template_child (widget_class, TsSliceCard, rest);
}

static void
ts_slice_card_init (TsSliceCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
