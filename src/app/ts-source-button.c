/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-source-button.h"

#include <glib/gi18n-lib.h>

#include "ts-statistics.h"
#include "ts-widget.h"

enum { N_SOURCES = SOURCE_SELF_TIMED + 1 };

struct _TsSourceButton {
  GtkWidget parent_instance;

  TsSession *session;
  gboolean is_updating;

  GtkMenuButton *button;
  GtkCheckButton *automatic, *exact, *self_timed;
  GtkLabel *refusal;
};

G_DEFINE_FINAL_TYPE (TsSourceButton, ts_source_button, GTK_TYPE_WIDGET)

static GtkCheckButton *
get_choice (TsSourceButton *self, SourceId source)
{
  return (GtkCheckButton *[N_SOURCES]) { self->automatic, self->exact, self->self_timed }[source];
}

/* What the wish comes to on this machine. */
static gboolean
is_exact (TsSourceButton *self)
{
  return ts_session_get_source (self->session) != SOURCE_SELF_TIMED
         && ts_session_get_machine (self->session)->exact;
}

/* The figures are those of research and of `./run benchmarks`: see DESIGN, "Who ran where". */
static const char *
describe (gboolean exact)
{
  return exact ? _("The kernel itself tells who ran where, to within 1 to 4 µs.")
               : _("The tasks look at the clock while they compute: to within 5 µs where a task waits, and about 40 µs "
                   "where it was put aside.");
}

static gboolean
is_simulated (TsSourceButton *self)
{
  TsRecording *recording = ts_session_get_recording (self->session);

  return recording != NULL ? ts_figures_are_simulated (recording)
                           : way_traits[ts_session_get_way (self->session)].is_simulated;
}

static void
show_words (TsSourceButton *self, const char *label, const char *tip)
{
  gtk_menu_button_set_label (self->button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tip, -1);
}

/* The words on what is shown: the recording if there is one, else what the next run will be. */
static void
update_words (TsSourceButton *self)
{
  TsRecording *recording = ts_session_get_recording (self->session);
  const char *source = recording != NULL ? ts_recording_get_facts (recording)->source : "";
  /* A run that has just begun has not told yet. */
  gboolean exact = *source != '\0' ? g_str_equal (source, "exact") : is_exact (self);
  const char *next = recording != NULL && exact != is_exact (self) ? _("The next run will be observed otherwise.") : "";
  g_autofree char *tip = g_strdup_printf ("%s%s%s", describe (exact), *next != '\0' ? "\n" : "", next);

  if (is_simulated (self))
    show_words (self, C_("source", "Simulated"),
                _("Virtual cores in virtual time: no operating system takes part, and each run is the same."));
  else
    show_words (self, exact ? C_("source", "Exact") : C_("source", "Self-timed"), tip);
}

static void
update (TsSourceButton *self)
{
  const TsMachine *machine = self->session != NULL ? ts_session_get_machine (self->session) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), machine != NULL);
  if (machine == NULL)
    return;
  self->is_updating = TRUE;
  gtk_check_button_set_active (get_choice (self, ts_session_get_source (self->session)), TRUE);
  self->is_updating = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->exact), machine->exact);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), !machine->exact);
  gtk_label_set_text (self->refusal, machine->exact_reason);
  update_words (self);
}

static void
on_toggled (TsSourceButton *self, GtkCheckButton *choice)
{
  if (self->is_updating || self->session == NULL || !gtk_check_button_get_active (choice))
    return;
  for (guint source = 0; source < N_SOURCES; source++)
    if (get_choice (self, (SourceId) source) == choice)
      ts_session_set_source (self->session, (SourceId) source);
}

static void
ts_source_button_dispose (GObject *object)
{
  TsSourceButton *self = TS_SOURCE_BUTTON (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_SOURCE_BUTTON);
  G_OBJECT_CLASS (ts_source_button_parent_class)->dispose (object);
}

static void
ts_source_button_class_init (TsSourceButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_source_button_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-source-button.ui");
  gtk_widget_class_bind_template_child (widget_class, TsSourceButton, button);
  gtk_widget_class_bind_template_child (widget_class, TsSourceButton, automatic);
  gtk_widget_class_bind_template_child (widget_class, TsSourceButton, exact);
  gtk_widget_class_bind_template_child (widget_class, TsSourceButton, self_timed);
  gtk_widget_class_bind_template_child (widget_class, TsSourceButton, refusal);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
ts_source_button_init (TsSourceButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ts_source_button_set_session (TsSourceButton *self, TsSession *session)
{
  g_return_if_fail (TS_IS_SOURCE_BUTTON (self));
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_swapped (session, "notify::source", G_CALLBACK (update), self);
      g_signal_connect_swapped (session, "notify::way", G_CALLBACK (update), self);
      g_signal_connect_swapped (session, "notify::recording", G_CALLBACK (update), self);
      g_signal_connect_swapped (session, "notify::state", G_CALLBACK (update), self);
    }
  update (self);
}
