/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-figures-pane.h"

#include <glib/gi18n-lib.h>

#include "ts-refresh.h"
#include "ts-speed-up-view.h"
#include "ts-statistics.h"
#include "ts-time.h"
#include "ts-widget.h"

/* Figures are read, not watched; and a long run must not be gone through so often that the window shows in it. */
enum { INTERVAL_MS = 250 };

struct _TsFiguresPane {
  GtkWidget parent_instance;

  TsSession *session;
  TsRefresh refresh;
  TsFiguresTable *tasks, *cores;   /* NULL until the pane is seen, as the next */
  TsSliceTable *slices;

  GtkStack *stack, *tables;
  GtkLabel *sentence, *scope;
  TsSpeedUpView *speed_up;
};

G_DEFINE_FINAL_TYPE (TsFiguresPane, ts_figures_pane, GTK_TYPE_WIDGET)

static const TsFiguresColumn task_columns[] = {
  /* Translators: titles of the table of tasks; the first three and the last two are times */
  { N_("Running"), TS_FIGURE_TIME },
  { N_("Ready"), TS_FIGURE_TIME },
  { N_("Waiting"), TS_FIGURE_TIME },
  /* Translators: how often a task gave its core up because it had to wait */
  { N_("Own switches"), TS_FIGURE_COUNT },
  /* Translators: how often a task was put aside though it wanted to go on */
  { N_("Forced switches"), TS_FIGURE_COUNT },
  /* Translators: how often a task went on on another core than before */
  { N_("Moves"), TS_FIGURE_COUNT },
  { N_("Longest wait"), TS_FIGURE_TIME },
  /* Translators: how long a task waits for a core when it has been woken up, usually */
  { N_("Wake-up"), TS_FIGURE_TIME },
};

static const TsFiguresColumn core_columns[] = {
  /* Translators: titles of the table of cores: time that tasks of the run had it, and the share of the time */
  { N_("Busy"), TS_FIGURE_TIME },
  { N_("Share"), TS_FIGURE_SHARE },
  /* Translators: share of the time that other programs had the core */
  { N_("Other programs"), TS_FIGURE_SHARE },
  /* Translators: how often a task began to run on the core */
  { N_("Slices"), TS_FIGURE_COUNT },
};

static TsViewport *
get_viewport (TsFiguresPane *self)
{
  return ts_session_get_viewport (self->session);
}

static gboolean
has_range (TsFiguresPane *self)
{
  const TsSelection *selection = ts_viewport_get_selection (get_viewport (self));

  return selection->end_ns > selection->begin_ns;
}

static void
show_tasks (TsFiguresPane *self, TsRecording *recording, const TsFigures *figures)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  ts_figures_table_set_n_rows (self->tasks, figures->n_tasks);
  for (guint i = 0; i < figures->n_tasks; i++)
    {
      const TsTaskFigures *task = &figures->tasks[i];
      const gint64 values[] = {
        task->state_ns[TS_STATE_RUNNING], task->state_ns[TS_STATE_READY], task->waiting_ns, task->voluntary,
        task->involuntary, task->migrations, task->longest_wait_ns,
        task->wake_ups > 0 ? task->wake_up_latency_ns : -1,
      };

      ts_figures_table_set_row (self->tasks, i, ((TsTask *) g_ptr_array_index (tasks, i))->name, values);
    }
}

static void
show_cores (TsFiguresPane *self, TsRecording *recording, const TsFigures *figures)
{
  gint64 wall_ns = MAX (figures->run.wall_ns, 1);

  ts_figures_table_set_n_rows (self->cores, figures->n_cores);
  for (guint i = 0; i < figures->n_cores; i++)
    {
      const TsCoreFigures *core = &figures->cores[i];
      g_autofree char *name = ts_lane_id_get_name ((TsLaneId) { TS_LANE_CORE, i }, recording);
      const gint64 values[] = {
        core->busy_ns, (gint64) ((double) core->busy_ns * 1000 / (double) wall_ns + 0.5),
        (gint64) (core->others_share * 1000 + 0.5), core->switches,
      };

      ts_figures_table_set_row (self->cores, i, name, values);
    }
}

static void
set_label (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
show_scope (TsFiguresPane *self)
{
  const TsSelection *selection = ts_viewport_get_selection (get_viewport (self));
  g_autofree char *begin = ts_time_format_instant (selection->begin_ns);
  g_autofree char *end = ts_time_format_instant (selection->end_ns);
  /* Translators: from when to when: “Selected: 12.0 ms to 34.5 ms” */
  g_autofree char *range = g_strdup_printf (_("Selected: %s to %s"), begin, end);

  set_label (self->scope, has_range (self) ? range : _("The whole run"));
}

static void
show_figures (TsFiguresPane *self, TsRecording *recording)
{
  const TsSelection *selection = ts_viewport_get_selection (get_viewport (self));
  gboolean is_part = has_range (self);
  g_autoptr (TsFigures) part = is_part ? ts_figures_new (recording, selection->begin_ns, selection->end_ns) : NULL;
  const TsFigures *figures = is_part ? part : ts_session_get_figures (self->session);
  g_autofree char *sentence = ts_figures_sentence (figures, recording);

  set_label (self->sentence, sentence);
  show_tasks (self, recording, figures);
  show_cores (self, recording, figures);
  ts_speed_up_view_show (self->speed_up, is_part || ts_viewport_is_live (get_viewport (self)) ? NULL : recording);
  if (!ts_viewport_is_live (get_viewport (self)))
    {
      ts_figures_table_sort (self->tasks);
      ts_figures_table_sort (self->cores);
    }
}

static void
refresh (gpointer widget)
{
  TsFiguresPane *self = widget;
  TsRecording *recording = ts_viewport_get_recording (get_viewport (self));

  if (self->tasks == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, recording != NULL ? "figures" : "empty");
  if (recording == NULL)
    return;
  show_scope (self);
  show_figures (self, recording);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->slices)))
    ts_slice_table_refresh (self->slices);
}

static void
on_changed (TsFiguresPane *self)
{
  ts_refresh_queue (&self->refresh, ts_viewport_is_live (get_viewport (self)) ? INTERVAL_MS : 0);
}

/* A lane is picked: the range of time stays as it is. */
static void
pick (TsFiguresPane *self, TsLaneId lane)
{
  TsSelection selection = *ts_viewport_get_selection (get_viewport (self));

  selection.lane = lane;
  selection.slice = -1;
  ts_viewport_select (get_viewport (self), &selection);
}

static void
on_task_picked (TsFiguresPane *self, guint task)
{
  pick (self, (TsLaneId) { TS_LANE_TASK, task });
}

static void
on_core_picked (TsFiguresPane *self, guint core)
{
  pick (self, (TsLaneId) { TS_LANE_CORE, core });
}

static void
follow_selection (TsFiguresPane *self)
{
  TsLaneId lane = ts_viewport_get_selection (get_viewport (self))->lane;

  ts_figures_table_select (self->tasks, lane.kind == TS_LANE_TASK ? lane.index : G_MAXUINT);
  ts_figures_table_select (self->cores, lane.kind == TS_LANE_CORE ? lane.index : G_MAXUINT);
}

static void
on_selection_changed (TsFiguresPane *self)
{
  on_changed (self);
  if (self->tasks != NULL)
    follow_selection (self);
}

static void
name_table (TsFiguresTable *table, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (ts_figures_table_get_view (table)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Tables cost time to make, which a window that does not show them need not spend. */
static void
make_tables (TsFiguresPane *self)
{
  self->tasks = ts_figures_table_new (_("Task"), task_columns, G_N_ELEMENTS (task_columns), TRUE);
  self->cores = ts_figures_table_new (_("Core"), core_columns, G_N_ELEMENTS (core_columns), FALSE);
  self->slices = ts_slice_table_new (self->session);
  name_table (self->tasks, _("Figures of the tasks"));
  name_table (self->cores, _("Figures of the cores"));
  gtk_stack_add_titled (self->tables, GTK_WIDGET (self->tasks), "tasks", _("Tasks"));
  gtk_stack_add_titled (self->tables, GTK_WIDGET (self->cores), "cores", _("Cores"));
  /* Translators: the title of a table with a row for every stretch of time */
  gtk_stack_add_titled (self->tables, GTK_WIDGET (self->slices), "slices", _("Every Slice"));
  g_signal_connect_swapped (self->tasks, "picked", G_CALLBACK (on_task_picked), self);
  g_signal_connect_swapped (self->cores, "picked", G_CALLBACK (on_core_picked), self);
}

static void
ts_figures_pane_map (GtkWidget *widget)
{
  TsFiguresPane *self = TS_FIGURES_PANE (widget);

  if (self->tasks == NULL)
    make_tables (self);
  GTK_WIDGET_CLASS (ts_figures_pane_parent_class)->map (widget);
  follow_selection (self);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsFiguresPane *self = TS_FIGURES_PANE (widget);
  GtkWidget *table = gtk_stack_get_visible_child (self->tables);
  g_autofree char *text = table == GTK_WIDGET (self->slices)
                              ? ts_slice_table_to_text (self->slices)
                              : ts_figures_table_to_text (TS_FIGURES_TABLE (table));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
ts_figures_pane_dispose (GObject *object)
{
  TsFiguresPane *self = TS_FIGURES_PANE (object);

  ts_refresh_clear (&self->refresh);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (get_viewport (self), self);
  self->tasks = self->cores = NULL;
  self->slices = NULL;
  ts_widget_dispose_children (GTK_WIDGET (self), TS_TYPE_FIGURES_PANE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ts_figures_pane_parent_class)->dispose (object);
}

static void
ts_figures_pane_class_init (TsFiguresPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TS_TYPE_SPEED_UP_VIEW);
  G_OBJECT_CLASS (klass)->dispose = ts_figures_pane_dispose;
  widget_class->map = ts_figures_pane_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-figures-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TsFiguresPane, stack);
  gtk_widget_class_bind_template_child (widget_class, TsFiguresPane, tables);
  gtk_widget_class_bind_template_child (widget_class, TsFiguresPane, sentence);
  gtk_widget_class_bind_template_child (widget_class, TsFiguresPane, scope);
  gtk_widget_class_bind_template_child (widget_class, TsFiguresPane, speed_up);
  gtk_widget_class_install_action (widget_class, "figures.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "figures.copy", NULL);
}

static void
ts_figures_pane_init (TsFiguresPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ts_refresh_init (&self->refresh, GTK_WIDGET (self), refresh);
}

void
ts_figures_pane_set_session (TsFiguresPane *self, TsSession *session)
{
  TsViewport *viewport = ts_session_get_viewport (session);

  g_return_if_fail (TS_IS_FIGURES_PANE (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (viewport, "notify::recording", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (viewport, "grown", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (viewport, "selection-changed", G_CALLBACK (on_selection_changed), self);
  on_changed (self);
}

TsFiguresTable *
ts_figures_pane_get_tasks (TsFiguresPane *self)
{
  g_return_val_if_fail (TS_IS_FIGURES_PANE (self), NULL);
  return self->tasks;
}

TsFiguresTable *
ts_figures_pane_get_cores (TsFiguresPane *self)
{
  g_return_val_if_fail (TS_IS_FIGURES_PANE (self), NULL);
  return self->cores;
}

TsSliceTable *
ts_figures_pane_get_slices (TsFiguresPane *self)
{
  g_return_val_if_fail (TS_IS_FIGURES_PANE (self), NULL);
  return self->slices;
}
