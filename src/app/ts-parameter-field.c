/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-parameter-field.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "ts-caption.h"
#include "ts-widget.h"

struct _TsParameterField {
  GtkWidget parent_instance;

  TsSession *session;      /* borrowed: who shows the field keeps it */
  char *name, *label;
  gint64 low, high;
  GtkAdjustment *adjustment;
  gboolean is_updating;

  GtkStack *words;         /* the label, or what a bad value should be */
  GtkLabel *caption, *range;
  GtkSpinButton *number;
  GtkScale *slider;
};

G_DEFINE_FINAL_TYPE (TsParameterField, ts_parameter_field, GTK_TYPE_WIDGET)

static void
on_value_changed (TsParameterField *self)
{
  if (!self->is_updating)
    ts_session_set_value (self->session, self->name, (gint64) gtk_adjustment_get_value (self->adjustment));
}

/* Whether `text` is a value that the parameter can take. */
static gboolean
is_good (TsParameterField *self, const char *text)
{
  char *end = NULL;
  g_autofree char *word = g_strstrip (g_strdup (text));
  gint64 value = g_ascii_strtoll (word, &end, 10);

  return *word != '\0' && *end == '\0' && value >= self->low && value <= self->high;
}

static void
on_text_changed (TsParameterField *self)
{
  gboolean good = is_good (self, gtk_editable_get_text (GTK_EDITABLE (self->number)));

  gtk_stack_set_visible_child (self->words, GTK_WIDGET (good ? self->caption : self->range));
  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
ts_parameter_field_dispose (GObject *object)
{
  TsParameterField *self = TS_PARAMETER_FIELD (object);

  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_PARAMETER_FIELD);
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->adjustment);
  G_OBJECT_CLASS (ts_parameter_field_parent_class)->dispose (object);
}

static void
ts_parameter_field_finalize (GObject *object)
{
  TsParameterField *self = TS_PARAMETER_FIELD (object);

  g_free (self->name);
  g_free (self->label);
  G_OBJECT_CLASS (ts_parameter_field_parent_class)->finalize (object);
}

static void
ts_parameter_field_class_init (TsParameterFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_parameter_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = ts_parameter_field_finalize;
  gtk_widget_class_set_css_name (widget_class, "parameter");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-parameter-field.ui");
  gtk_widget_class_bind_template_child (widget_class, TsParameterField, words);
  gtk_widget_class_bind_template_child (widget_class, TsParameterField, caption);
  gtk_widget_class_bind_template_child (widget_class, TsParameterField, range);
  gtk_widget_class_bind_template_child (widget_class, TsParameterField, number);
  gtk_widget_class_bind_template_child (widget_class, TsParameterField, slider);
}

static void
ts_parameter_field_init (TsParameterField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_range (TsParameterField *self, const TsParameter *parameter)
{
  g_autofree char *range = g_strdup_printf (_("From %" PRId64 " to %" PRId64), self->low, self->high);
  /* Translators: the label of a parameter, its range, and what it is at first */
  g_autofree char *tip = g_strdup_printf (_("%s\n%s; at first %" PRId64), self->label, range,
                                          parameter->default_value);
  double page = MAX (1, (double) ((self->high - self->low) / 10));

  self->adjustment = g_object_ref_sink (gtk_adjustment_new ((double) ts_session_get_value (self->session, self->name),
                                                            (double) self->low, (double) self->high, 1, page, 0));
  gtk_spin_button_set_adjustment (self->number, self->adjustment);
  gtk_range_set_adjustment (GTK_RANGE (self->slider), self->adjustment);
  ts_caption_set (self->caption, self->label);
  ts_caption_set (self->range, range);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip);
}

GtkWidget *
ts_parameter_field_new (TsSession *session, const TsParameter *parameter, gboolean has_slider)
{
  TsParameterField *self = g_object_new (TS_TYPE_PARAMETER_FIELD, NULL);
  g_autofree char *widest = g_strdup_printf ("%" G_GINT64_FORMAT, parameter->high);

  self->session = session;
  self->name = g_strdup (parameter->name);
  self->label = g_strdup (*parameter->label != '\0' ? parameter->label : parameter->name);
  self->low = parameter->low;
  self->high = parameter->high;
  set_range (self, parameter);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), (int) MAX (3, strlen (widest)));
  gtk_widget_set_visible (GTK_WIDGET (self->slider), has_slider);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
  on_text_changed (self);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (on_value_changed), self);
  g_signal_connect_swapped (self->number, "changed", G_CALLBACK (on_text_changed), self);
  return GTK_WIDGET (self);
}

void
ts_parameter_field_update (TsParameterField *self)
{
  g_return_if_fail (TS_IS_PARAMETER_FIELD (self));
  self->is_updating = TRUE;
  gtk_adjustment_set_value (self->adjustment, (double) ts_session_get_value (self->session, self->name));
  self->is_updating = FALSE;
}
