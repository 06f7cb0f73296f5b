/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-about-pane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ts-refresh.h"
#include "ts-statistics.h"
#include "ts-timeline-navigate.h"
#include "ts-widget.h"

struct _TsAboutPane {
  GtkWidget parent_instance;

  TsSession *session;
  TsRefresh refresh;

  GtkLabel *title, *summary, *look;
  GtkBox *slot;
  GtkWidget *look_box, *parameters_box, *run_box;
  GtkListBox *parameters;
  GtkLabel *sentence, *failure, *source, *machine;
};

G_DEFINE_FINAL_TYPE (TsAboutPane, ts_about_pane, GTK_TYPE_WIDGET)

/* Nothing is laid out anew for a text that is there already. */
static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static const char *
get_label (const TsParameter *parameter)
{
  gboolean has_label = parameter->label != NULL && *parameter->label != '\0';

  return has_label ? g_dgettext (GETTEXT_PACKAGE, parameter->label) : parameter->name;
}

static GtkWidget *
new_parameter_row (const TsParameter *parameter)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (get_label (parameter), -1);
  g_autofree char *low = g_strdup_printf ("%" G_GINT64_FORMAT, parameter->low);
  g_autofree char *high = g_strdup_printf ("%" G_GINT64_FORMAT, parameter->high);
  g_autofree char *usual = g_strdup_printf ("%" G_GINT64_FORMAT, parameter->default_value);
  /* Translators: a number that can be changed: its name in the program, its least and greatest value, and its value
   * as long as nobody changes it */
  g_autofree char *range = g_strdup_printf (_("“%s” in the program: %s to %s, %s unless you change it"),
                                            parameter->name, low, high, usual);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), range);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
show_parameters (TsAboutPane *self, TsScenario *scenario)
{
  const GPtrArray *parameters = ts_script_get_parameters (ts_scenario_get_script (scenario));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->parameters))) != NULL)
    gtk_list_box_remove (self->parameters, row);
  for (guint i = 0; i < parameters->len; i++)
    gtk_list_box_append (self->parameters, new_parameter_row (g_ptr_array_index (parameters, i)));
  gtk_widget_set_visible (self->parameters_box, parameters->len > 0);
}

static void
show_words (TsAboutPane *self, const char *title, const char *summary, const char *look)
{
  set_text (self->title, title);
  set_text (self->summary, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), *summary != '\0');
  set_text (self->look, look);
  gtk_widget_set_visible (self->look_box, *look != '\0');
}

/* The scenario, or what a recording says of it. */
static void
on_scenario_changed (TsAboutPane *self)
{
  TsScenario *scenario = ts_session_get_scenario (self->session);
  TsRecording *recording = ts_session_get_recording (self->session);

  if (scenario != NULL)
    {
      show_words (self, ts_scenario_get_title (scenario), ts_scenario_get_summary (scenario),
                  ts_scenario_get_look (scenario));
      show_parameters (self, scenario);
    }
  else if (recording != NULL)
    {
      show_words (self, ts_recording_get_facts (recording)->title, ts_recording_get_facts (recording)->summary, "");
      gtk_widget_set_visible (self->parameters_box, FALSE);
    }
}

static void
show_run (TsAboutPane *self, TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  g_autofree char *sentence = ts_figures_sentence (ts_session_get_figures (self->session), recording);
  g_autofree char *source = ts_timeline_describe_source (recording);

  set_text (self->sentence, sentence);
  set_text (self->failure, facts->failure);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), *facts->failure != '\0');
  set_text (self->source, source);
  set_text (self->machine, facts->machine);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->source), *facts->source_reason != '\0' ? facts->source_reason : NULL);
}

/* What is said of a run that goes on would be old before it is read. */
static void
refresh (gpointer widget)
{
  TsAboutPane *self = widget;
  TsRecording *recording = ts_session_get_recording (self->session);
  gboolean is_over = recording != NULL && !ts_viewport_is_live (ts_session_get_viewport (self->session));

  gtk_widget_set_visible (self->run_box, is_over);
  if (is_over)
    show_run (self, recording);
}

static void
on_changed (TsAboutPane *self)
{
  ts_refresh_queue (&self->refresh, 0);
}

static void
on_recording_changed (TsAboutPane *self)
{
  if (ts_session_get_scenario (self->session) == NULL)
    on_scenario_changed (self);
  on_changed (self);
}

static void
ts_about_pane_dispose (GObject *object)
{
  TsAboutPane *self = TS_ABOUT_PANE (object);

  ts_refresh_clear (&self->refresh);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
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
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, TsAboutPane, child)
  BIND (title);
  BIND (summary);
  BIND (look);
  BIND (slot);
  BIND (look_box);
  BIND (parameters_box);
  BIND (parameters);
  BIND (run_box);
  BIND (sentence);
  BIND (failure);
  BIND (source);
  BIND (machine);
#undef BIND
}

static void
ts_about_pane_init (TsAboutPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ts_refresh_init (&self->refresh, GTK_WIDGET (self), refresh);
}

void
ts_about_pane_set_session (TsAboutPane *self, TsSession *session)
{
  g_return_if_fail (TS_IS_ABOUT_PANE (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (on_scenario_changed), self);
  g_signal_connect_swapped (session, "notify::recording", G_CALLBACK (on_recording_changed), self);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (on_changed), self);
  on_scenario_changed (self);
}

GtkBox *
ts_about_pane_get_slot (TsAboutPane *self)
{
  g_return_val_if_fail (TS_IS_ABOUT_PANE (self), NULL);
  return self->slot;
}
