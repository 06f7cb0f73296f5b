/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-choice-field.h"

#include <glib/gi18n-lib.h>

#include "ts-caption.h"
#include "ts-widget.h"

struct _TsChoiceField {
  GtkWidget parent_instance;

  TsSession *session;      /* borrowed: who shows the field keeps it; NULL while it is made */
  char *name;              /* of the setting, as in recordings */
  gboolean is_updating;

  GtkLabel *caption;
  GtkDropDown *choice;
  GtkStringList *names;
};

G_DEFINE_FINAL_TYPE (TsChoiceField, ts_choice_field, GTK_TYPE_WIDGET)

static void
on_chosen (TsChoiceField *self)
{
  if (self->session != NULL && !self->is_updating)
    ts_session_set_value (self->session, self->name, gtk_drop_down_get_selected (self->choice));
}

static void
ts_choice_field_dispose (GObject *object)
{
  TS_CHOICE_FIELD (object)->session = NULL;
  ts_widget_dispose_children (GTK_WIDGET (object), TS_TYPE_CHOICE_FIELD);
  G_OBJECT_CLASS (ts_choice_field_parent_class)->dispose (object);
}

static void
ts_choice_field_finalize (GObject *object)
{
  g_free (TS_CHOICE_FIELD (object)->name);
  G_OBJECT_CLASS (ts_choice_field_parent_class)->finalize (object);
}

static void
ts_choice_field_class_init (TsChoiceFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_choice_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = ts_choice_field_finalize;
  gtk_widget_class_set_css_name (widget_class, "parameter");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-choice-field.ui");
  gtk_widget_class_bind_template_child (widget_class, TsChoiceField, caption);
  gtk_widget_class_bind_template_child (widget_class, TsChoiceField, choice);
  gtk_widget_class_bind_template_child (widget_class, TsChoiceField, names);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
}

static void
ts_choice_field_init (TsChoiceField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ts_choice_field_new (TsSession *session, const TsWayOption *option)
{
  TsChoiceField *self = g_object_new (TS_TYPE_CHOICE_FIELD, NULL);
  const char *const *labels = option->labels != NULL ? option->labels : option->choices;

  self->name = g_strconcat (TS_SETTING_OF_WAY, option->name, NULL);
  for (guint i = 0; labels[i] != NULL; i++)
    gtk_string_list_append (self->names, _(labels[i]));
  ts_caption_set (self->caption, _(option->label));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _(option->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _(option->label), -1);
  self->session = session;
  ts_choice_field_update (self);
  return GTK_WIDGET (self);
}

void
ts_choice_field_update (TsChoiceField *self)
{
  g_return_if_fail (TS_IS_CHOICE_FIELD (self));
  self->is_updating = TRUE;
  gtk_drop_down_set_selected (self->choice, (guint) ts_session_get_value (self->session, self->name));
  self->is_updating = FALSE;
}
