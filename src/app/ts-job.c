/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-job.h"

#include "ts-widget.h"

enum { PATIENCE_MS = 500, LOOK_MS = 100 };

struct _TsJob {
  GtkWidget parent_instance;

  TsProgress progress;
  TsJobWork work;
  TsJobDone done;
  gpointer data;
  GDestroyNotify free_data;
  guint source;            /* first waits, then looks at the progress */

  GtkLabel *title;
  GtkProgressBar *bar;
  GtkButton *cancel;
};

G_DEFINE_FINAL_TYPE (TsJob, ts_job, GTK_TYPE_WIDGET)

static gboolean
on_look (gpointer data)
{
  TsJob *self = data;
  double share = ts_progress_get (&self->progress);

  if (self->bar == NULL)
    {
      self->source = 0;
      return G_SOURCE_REMOVE;
    }
  /* Before the first word of it, nothing is known. */
  if (share > 0)
    gtk_progress_bar_set_fraction (self->bar, share);
  else
    gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_patience_over (gpointer data)
{
  TsJob *self = data;

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  self->source = g_timeout_add (LOOK_MS, on_look, self);
  return G_SOURCE_REMOVE;
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ts_job_cancel (TS_JOB (widget));
}

static void
ts_job_dispose (GObject *object)
{
  ts_widget_dispose_children (GTK_WIDGET (object), TS_TYPE_JOB);
  G_OBJECT_CLASS (ts_job_parent_class)->dispose (object);
}

static void
ts_job_class_init (TsJobClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ts_job_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TS_RESOURCES "ts-job.ui");
  gtk_widget_class_bind_template_child (widget_class, TsJob, title);
  gtk_widget_class_bind_template_child (widget_class, TsJob, bar);
  gtk_widget_class_bind_template_child (widget_class, TsJob, cancel);
  gtk_widget_class_install_action (widget_class, "job.cancel", NULL, cancel_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "job");
}

static void
ts_job_init (TsJob *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  TsJob *self = source;
  GError *error = NULL;

  if (self->work (self->data, &self->progress, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_worked (GObject *object, GAsyncResult *result, gpointer data)
{
  TsJob *self = TS_JOB (object);
  g_autoptr (GError) error = NULL;
  GtkWidget *shelf = gtk_widget_get_parent (GTK_WIDGET (self));

  g_task_propagate_boolean (G_TASK (result), &error);
  g_clear_handle_id (&self->source, g_source_remove);
  if (shelf != NULL)
    gtk_box_remove (GTK_BOX (shelf), GTK_WIDGET (self));
  self->done (self->data, error);
  self->free_data (self->data);
  self->data = NULL;
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

TsJob *
ts_job_start (GtkBox *shelf, const char *title, TsJobWork work, TsJobDone done, gpointer data,
              GDestroyNotify free_data)
{
  TsJob *self = g_object_new (TS_TYPE_JOB, "visible", FALSE, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_worked, NULL);

  self->work = work;
  self->done = done;
  self->data = data;
  self->free_data = free_data;
  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (shelf, GTK_WIDGET (self));
  self->source = g_timeout_add (PATIENCE_MS, on_patience_over, self);
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  g_task_run_in_thread (task, work_in_thread);
  return self;
}

void
ts_job_cancel (TsJob *self)
{
  g_return_if_fail (TS_IS_JOB (self));
  ts_progress_cancel (&self->progress);
  if (self->cancel != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), FALSE);
}
