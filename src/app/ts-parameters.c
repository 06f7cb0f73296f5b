/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-parameters.h"

#include <glib/gi18n-lib.h>

#include "ts-caption.h"
#include "ts-choice-field.h"
#include "ts-core-map.h"
#include "ts-flow-layout.h"
#include "ts-parameter-field.h"
#include "ts-source-button.h"
#include "ts-widget.h"

enum { FIELD_SPACING_PX = 12, LINE_SPACING_PX = 6, MOST_SLIDERS = 2 };

struct _TsParameters {
  GtkWidget parent_instance;

  TsSession *session;

  GtkBox *row;            /* TsParameterFields, and what comes after them */
  GtkButton *reset_button;
  GtkLabel *note;
  TsSourceButton *source_button;
  GtkMenuButton *cores_button;
  TsCoreMap *core_map;
};

G_DEFINE_FINAL_TYPE (TsParameters, ts_parameters, GTK_TYPE_WIDGET)

static const GPtrArray *
get_parameters (TsParameters *self)
{
  TsScenario *scenario = self->session != NULL ? ts_session_get_scenario (self->session) : NULL;

  return scenario != NULL ? ts_script_get_parameters (ts_scenario_get_script (scenario)) : NULL;
}

/* Of the way, the same as a parameter; NULL: no more.  The name is to be freed. */
static gboolean
get_option (TsParameters *self, guint position, TsParameter *parameter)
{
  const TsWay *way = self->session != NULL && ts_session_get_scenario (self->session) != NULL
                       ? ts_way_get (ts_session_get_way (self->session)) : NULL;
  const TsWayOption *option = way != NULL && position < way->n_options ? &way->options[position] : NULL;

  if (option == NULL)
    return FALSE;
  *parameter = (TsParameter) {
    .name = g_strconcat (TS_SETTING_OF_WAY, option->name, NULL), .label = (char *) _(option->label),
    .low = option->low, .high = option->high, .default_value = option->default_value,
  };
  return TRUE;
}

static gboolean
are_defaults (TsParameters *self)
{
  const GPtrArray *parameters = get_parameters (self);
  gboolean all = TRUE;
  TsParameter option;

  for (guint i = 0; get_option (self, i, &option); i++)
    {
      all &= ts_session_get_value (self->session, option.name) == option.default_value;
      g_free (option.name);
    }

  for (guint i = 0; parameters != NULL && i < parameters->len; i++)
    {
      const TsParameter *parameter = g_ptr_array_index (parameters, i);

      if (ts_session_get_value (self->session, parameter->name) != parameter->default_value)
        return FALSE;
    }
  return all;
}

/* Whether it was the way of the recording and is set otherwise now. */
static gboolean
option_differs (TsParameters *self, TsRecording *recording, const TsSetting *setting)
{
  WayId way = ts_session_get_way (self->session);
  guint position;

  return g_str_has_prefix (setting->name, TS_SETTING_OF_WAY)
         && ts_way_find (ts_recording_get_facts (recording)->way) == way
         && ts_way_find_option (way, setting->name + strlen (TS_SETTING_OF_WAY), &position) != NULL
         && ts_session_get_value (self->session, setting->name) != setting->value;
}

/* Whether the recording that is shown was made with other values than the next run would have. */
static gboolean
differs_from_recording (TsParameters *self)
{
  const GPtrArray *parameters = get_parameters (self);
  TsRecording *recording = self->session != NULL ? ts_session_get_recording (self->session) : NULL;
  GPtrArray *settings = recording != NULL ? ts_recording_get_settings (recording) : NULL;

  for (guint i = 0; settings != NULL && parameters != NULL && i < settings->len; i++)
    {
      const TsSetting *setting = g_ptr_array_index (settings, i);

      if (option_differs (self, recording, setting))
        return TRUE;
      for (guint j = 0; j < parameters->len; j++)
        {
          const TsParameter *parameter = g_ptr_array_index (parameters, j);

          if (g_str_equal (parameter->name, setting->name)
              && ts_session_get_value (self->session, parameter->name) != setting->value)
            return TRUE;
        }
    }
  return FALSE;
}

static void
update_cores (TsParameters *self)
{
  gboolean has_machine = self->session != NULL && ts_session_get_machine (self->session) != NULL;
  g_autofree char *summary = has_machine ? ts_core_map_summarize (self->session) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->cores_button), has_machine);
  if (has_machine)
    gtk_menu_button_set_label (self->cores_button, summary);
}

static void
update (TsParameters *self)
{
  update_cores (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "parameters.reset", !are_defaults (self));
  /* It keeps its place, so that nothing moves under the pointer. */
  gtk_widget_set_opacity (GTK_WIDGET (self->note), differs_from_recording (self) ? 1 : 0);
}

static void
on_values_changed (TsParameters *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->row)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (TS_IS_PARAMETER_FIELD (child))
        ts_parameter_field_update (TS_PARAMETER_FIELD (child));
      else if (TS_IS_CHOICE_FIELD (child))
        ts_choice_field_update (TS_CHOICE_FIELD (child));
    }
  update (self);
}

static void
remove_fields (TsParameters *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->row));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (TS_IS_PARAMETER_FIELD (child) || TS_IS_CHOICE_FIELD (child))
        gtk_box_remove (self->row, child);
      child = next;
    }
}

static GtkWidget *
new_option_field (TsParameters *self, const TsParameter *parameter, guint position)
{
  const TsWayOption *option = &ts_way_get (ts_session_get_way (self->session))->options[position];

  return option->choices != NULL ? ts_choice_field_new (self->session, option)
                                 : ts_parameter_field_new (self->session, parameter, FALSE);
}

/* They stand after the parameters, of which `before` is the last one. */
static guint
add_option_fields (TsParameters *self, GtkWidget *before)
{
  TsParameter option;
  guint n_options = 0;

  for (; get_option (self, n_options, &option); n_options++)
    {
      GtkWidget *field = new_option_field (self, &option, n_options);

      gtk_box_insert_child_after (self->row, field, before);
      before = field;
      g_free (option.name);
    }
  return n_options;
}

static void
on_scenario_changed (TsParameters *self)
{
  const GPtrArray *parameters = get_parameters (self);
  GtkWidget *before = NULL;
  guint n_options;

  remove_fields (self);
  for (guint i = 0; parameters != NULL && i < parameters->len; i++)
    {
      GtkWidget *field = ts_parameter_field_new (self->session, g_ptr_array_index (parameters, i),
                                                 parameters->len <= MOST_SLIDERS);

      gtk_box_insert_child_after (self->row, field, before);
      before = field;
    }
  n_options = add_option_fields (self, before);
  gtk_widget_set_visible (GTK_WIDGET (self->reset_button), n_options > 0 || (parameters != NULL && parameters->len > 0));
  update (self);
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsParameters *self = TS_PARAMETERS (widget);
  const GPtrArray *parameters = get_parameters (self);
  TsParameter option;

  for (guint i = 0; parameters != NULL && i < parameters->len; i++)
    {
      const TsParameter *each = g_ptr_array_index (parameters, i);

      ts_session_set_value (self->session, each->name, each->default_value);
    }
  for (guint i = 0; get_option (self, i, &option); i++)
    {
      ts_session_set_value (self->session, option.name, option.default_value);
      g_free (option.name);
    }
}

static void
ts_parameters_dispose (GObject *object)
{
  TsParameters *self = TS_PARAMETERS (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_PARAMETERS);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_parameters_parent_class)->dispose (object);
}

static void
ts_parameters_class_init (TsParametersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TS_TYPE_CORE_MAP);
  g_type_ensure (TS_TYPE_SOURCE_BUTTON);
  G_OBJECT_CLASS (klass)->dispose = ts_parameters_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-parameters.ui");
  gtk_widget_class_bind_template_child (widget_class, TsParameters, row);
  gtk_widget_class_bind_template_child (widget_class, TsParameters, reset_button);
  gtk_widget_class_bind_template_child (widget_class, TsParameters, note);
  gtk_widget_class_bind_template_child (widget_class, TsParameters, source_button);
  gtk_widget_class_bind_template_child (widget_class, TsParameters, cores_button);
  gtk_widget_class_bind_template_child (widget_class, TsParameters, core_map);
  gtk_widget_class_install_action (widget_class, "parameters.reset", NULL, reset_action);
}

static void
ts_parameters_init (TsParameters *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ts_caption_set (self->note, gtk_label_get_text (self->note));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->row), ts_flow_layout_new (FIELD_SPACING_PX, LINE_SPACING_PX, 0));
  update (self);
}

void
ts_parameters_set_session (TsParameters *self, TsSession *session)
{
  g_return_if_fail (TS_IS_PARAMETERS (self));
  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      remove_fields (self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  ts_source_button_set_session (self->source_button, session);
  ts_core_map_set_session (self->core_map, session);
  if (session != NULL)
    {
      g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (on_scenario_changed), self);
      g_signal_connect_swapped (session, "notify::way", G_CALLBACK (on_scenario_changed), self);
      g_signal_connect_swapped (session, "notify::recording", G_CALLBACK (update), self);
      g_signal_connect_swapped (session, "values-changed", G_CALLBACK (on_values_changed), self);
    }
  on_scenario_changed (self);
}
