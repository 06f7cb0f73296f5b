/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-program-pane-private.h"

#include <glib/gi18n-lib.h>

#include "ts-widget.h"

/* Long enough that nobody is told of a mistake in a word that they have not finished. */
enum { CHECK_DELAY_MS = 300 };

/* Faster than that nobody can follow a line with their eyes; with many tasks looking takes longer. */
enum { MARK_INTERVAL_MS = 50, MANY_TASKS = 64, MARK_MANY_INTERVAL_MS = 200 };

G_DEFINE_FINAL_TYPE (TsProgramPane, ts_program_pane, GTK_TYPE_WIDGET)

static void
update_marks (TsProgramPane *self)
{
  TsViewport *viewport;

  if (self->view == NULL || self->session == NULL)
    return;
  viewport = ts_session_get_viewport (self->session);
  ts_program_view_mark (self->view, self->is_recorded ? ts_viewport_get_recording (viewport) : NULL,
                        ts_viewport_get_instant_ns (viewport), self->recorded_first_line);
}

static void
refresh_marks (gpointer widget)
{
  update_marks (widget);
}

static void
on_instant_changed (TsProgramPane *self)
{
  TsRecording *recording = ts_viewport_get_recording (ts_session_get_viewport (self->session));
  gboolean has_many = recording != NULL && ts_recording_get_tasks (recording)->len > MANY_TASKS;

  ts_refresh_queue (&self->marks, has_many ? MARK_MANY_INTERVAL_MS : MARK_INTERVAL_MS);
}

static void
update_status (TsProgramPane *self)
{
  const char *text = "";

  if (self->mistakes != NULL)
    text = _("Has mistakes");
  else if (self->recorded != NULL && !self->is_recorded)
    text = _("Changed since the run");
  else if (self->edit != NULL && ts_program_edit_is_unsaved (self->edit))
    text = _("Edited");
  else if (self->edit != NULL && ts_program_edit_is_changed (self->edit))
    text = _("Edited and saved");
  gtk_label_set_text (self->status, text);
}

static void
update_problem (TsProgramPane *self)
{
  const char *problem = self->mistakes != NULL ? ts_session_get_problem (self->session) : NULL;

  if (problem != NULL)
    gtk_label_set_text (self->problem_label, problem);
  gtk_revealer_set_reveal_child (self->problem, problem != NULL);
  if (self->view != NULL)
    ts_program_view_set_mistakes (self->view, self->mistakes);
}

void
ts_program_pane_update (TsProgramPane *self)
{
  GtkTextBuffer *buffer = self->view != NULL ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)) : NULL;
  gboolean is_changed = self->edit != NULL && ts_program_edit_is_changed (self->edit);

  self->is_recorded = self->edit != NULL && g_strcmp0 (self->edit->text, self->recorded) == 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "program.undo",
                                 buffer != NULL && gtk_text_buffer_get_can_undo (buffer));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "program.redo",
                                 buffer != NULL && gtk_text_buffer_get_can_redo (buffer));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "program.restore", is_changed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "program.save-as", self->edit != NULL && self->mistakes == NULL);
  update_status (self);
  update_problem (self);
  update_marks (self);
}

/* Gives the session the scenario with the text as it is, or says what is wrong with it. */
static void
check (TsProgramPane *self)
{
  g_autoptr (GPtrArray) mistakes = ts_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario = NULL;

  g_clear_handle_id (&self->check_source, g_source_remove);
  g_clear_pointer (&self->mistakes, g_ptr_array_unref);
  scenario = ts_program_edit_make_scenario (self->edit, mistakes, &error);
  if (scenario == NULL)
    {
      self->mistakes = g_steal_pointer (&mistakes);
      ts_session_set_problem (self->session, error->message);
    }
  else
    {
      ts_session_set_problem (self->session, NULL);
      if (g_set_object (&self->applied, scenario))
        ts_session_replace_scenario (self->session, scenario);
    }
  ts_program_pane_update (self);
}

static gboolean
on_check_due (gpointer data)
{
  TsProgramPane *self = data;

  self->check_source = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

/* Replacing all of the text is seen as two changes; only what is still there a moment later counts. */
static void
on_text_changed (TsProgramPane *self)
{
  g_autofree char *text = NULL;

  if (self->edit == NULL)
    return;
  text = ts_program_view_get_text (self->view);
  if (g_str_equal (text, self->edit->text))
    return;
  ts_program_edit_set_text (self->edit, text);
  g_clear_handle_id (&self->check_source, g_source_remove);
  self->check_source = g_timeout_add (CHECK_DELAY_MS, on_check_due, self);
  self->is_recorded = g_strcmp0 (self->edit->text, self->recorded) == 0;
  update_marks (self);
}

void
ts_program_pane_apply (TsProgramPane *self)
{
  g_return_if_fail (TS_IS_PROGRAM_PANE (self));
  if (self->check_source != 0)
    check (self);
}

/* A letter beside the text: its task is what is selected. */
static void
on_task_clicked (TsProgramPane *self, guint task)
{
  ts_viewport_select_lane (ts_session_get_viewport (self->session), (TsLaneId) { TS_LANE_TASK, task });
}

static void
load_text (TsProgramPane *self)
{
  TsProgramEdit *edit = g_steal_pointer (&self->edit);

  if (self->view != NULL)
    ts_program_view_load (self->view, edit != NULL ? edit->text : "");
  self->edit = edit;
}

/* The view is made when it is first needed: it costs more than all the rest of the window. */
static void
make_view (TsProgramPane *self)
{
  GtkTextBuffer *buffer;

  self->view = ts_program_view_new ();
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  load_text (self);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (buffer, "notify::can-undo", G_CALLBACK (ts_program_pane_update), self);
  g_signal_connect_swapped (buffer, "notify::can-redo", G_CALLBACK (ts_program_pane_update), self);
  g_signal_connect_swapped (self->view, "task-clicked", G_CALLBACK (on_task_clicked), self);
}

static void
ts_program_pane_map (GtkWidget *widget)
{
  TsProgramPane *self = TS_PROGRAM_PANE (widget);

  if (self->view == NULL)
    make_view (self);
  GTK_WIDGET_CLASS (ts_program_pane_parent_class)->map (widget);
  ts_program_pane_update (self);
}

/* The edit of a scenario, which is made when it is shown for the first time. */
static TsProgramEdit *
find_edit (TsProgramPane *self, TsScenario *scenario)
{
  const char *source = ts_scenario_get_source (scenario);
  TsProgramEdit *edit = g_hash_table_lookup (self->edits, source);

  if (edit == NULL)
    {
      edit = ts_program_edit_new (scenario);
      g_hash_table_insert (self->edits, g_strdup (source), edit);
    }
  return edit;
}

/* Another scenario was chosen; what was typed into it before is still there. */
static void
on_scenario_changed (TsProgramPane *self)
{
  TsScenario *scenario = ts_session_get_scenario (self->session);

  if (scenario == self->applied)
    return;
  g_clear_handle_id (&self->check_source, g_source_remove);
  g_clear_pointer (&self->mistakes, g_ptr_array_unref);
  g_set_object (&self->applied, scenario);
  self->edit = scenario != NULL ? find_edit (self, scenario) : NULL;
  load_text (self);
  if (self->edit != NULL && ts_program_edit_is_changed (self->edit))
    check (self);
  else
    ts_program_pane_update (self);
}

static void
on_recording_changed (TsProgramPane *self)
{
  TsRecording *recording = ts_viewport_get_recording (ts_session_get_viewport (self->session));

  g_clear_pointer (&self->recorded, g_free);
  if (recording != NULL)
    self->recorded = ts_line_marks_get_program (recording, &self->recorded_first_line);
  ts_program_pane_update (self);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_text_buffer_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (TS_PROGRAM_PANE (widget)->view)));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_text_buffer_redo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (TS_PROGRAM_PANE (widget)->view)));
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsProgramPane *self = TS_PROGRAM_PANE (widget);

  ts_program_view_replace (self->view, self->edit->original_text);
  ts_program_pane_apply (self);
}

static void
save_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsProgramPane *self = TS_PROGRAM_PANE (widget);

  ts_program_pane_apply (self);
  if (self->mistakes == NULL)
    ts_program_pane_save (self, self->edit, NULL, NULL);
}

static void
on_problem_clicked (TsProgramPane *self)
{
  const TsDiagnostic *first;

  if (self->mistakes == NULL)
    return;
  first = self->mistakes->pdata[0];
  ts_program_view_go_to (self->view, first->line, first->column);
}

static void
ts_program_pane_dispose (GObject *object)
{
  TsProgramPane *self = TS_PROGRAM_PANE (object);

  g_clear_handle_id (&self->check_source, g_source_remove);
  ts_refresh_clear (&self->marks);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), self);
  self->view = NULL;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ts_session_get_viewport (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_clear_object (&self->session);
  g_clear_object (&self->applied);
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_PROGRAM_PANE);
  G_OBJECT_CLASS (ts_program_pane_parent_class)->dispose (object);
}

static void
ts_program_pane_finalize (GObject *object)
{
  TsProgramPane *self = TS_PROGRAM_PANE (object);

  g_hash_table_unref (self->edits);
  g_clear_pointer (&self->mistakes, g_ptr_array_unref);
  g_free (self->recorded);
  G_OBJECT_CLASS (ts_program_pane_parent_class)->finalize (object);
}

static void
ts_program_pane_class_init (TsProgramPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_program_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = ts_program_pane_finalize;
  widget_class->map = ts_program_pane_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-program-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TsProgramPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, TsProgramPane, status);
  gtk_widget_class_bind_template_child (widget_class, TsProgramPane, problem);
  gtk_widget_class_bind_template_child (widget_class, TsProgramPane, problem_button);
  gtk_widget_class_bind_template_child (widget_class, TsProgramPane, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, on_problem_clicked);
  gtk_widget_class_install_action (widget_class, "program.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "program.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "program.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "program.save-as", NULL, save_as_action);
}

static void
ts_program_pane_init (TsProgramPane *self)
{
  self->edits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) ts_program_edit_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  ts_refresh_init (&self->marks, GTK_WIDGET (self), refresh_marks);
}

void
ts_program_pane_set_session (TsProgramPane *self, TsSession *session)
{
  TsViewport *viewport = ts_session_get_viewport (session);

  g_return_if_fail (TS_IS_PROGRAM_PANE (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (on_scenario_changed), self);
  g_signal_connect_swapped (viewport, "notify::recording", G_CALLBACK (on_recording_changed), self);
  g_signal_connect_swapped (viewport, "notify::instant-ns", G_CALLBACK (on_instant_changed), self);
  on_scenario_changed (self);
  on_recording_changed (self);
}

TsProgramEdit *
ts_program_pane_find_unsaved (TsProgramPane *self)
{
  GHashTableIter iter;
  gpointer edit;

  g_return_val_if_fail (TS_IS_PROGRAM_PANE (self), NULL);
  if (self->edit != NULL && ts_program_edit_is_unsaved (self->edit))
    return self->edit;
  g_hash_table_iter_init (&iter, self->edits);
  while (g_hash_table_iter_next (&iter, NULL, &edit))
    if (ts_program_edit_is_unsaved (edit))
      return edit;
  return NULL;
}

TsProgramView *
ts_program_pane_get_view (TsProgramPane *self)
{
  g_return_val_if_fail (TS_IS_PROGRAM_PANE (self), NULL);
  return self->view;
}
