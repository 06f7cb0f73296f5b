/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening files in a window.
 */
#include "config.h"

#include "ts-window-private.h"

#include <glib/gi18n-lib.h>

#include "ts-recording-file.h"

static gboolean
is_scenario (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_str_has_suffix (name, ".scenario");
}

/* For file dialogs and the desktop. */
void
ts_window_note_recent (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

typedef struct {
  TsWindow *window;
  GFile *file;
  TsRecording *recording;   /* NULL until it is read */
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_object_unref (opening->window);
  g_object_unref (opening->file);
  g_clear_object (&opening->recording);
  g_free (opening);
}

static gboolean
read_recording (gpointer data, TsProgress *progress, GError **error)
{
  Opening *opening = data;
  g_autofree char *path = g_file_get_path (opening->file);

  if (path == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _("Only files on this computer can be opened."));
  else
    opening->recording = ts_recording_open_with_progress (path, progress, error);
  if (opening->recording != NULL && ts_progress_is_cancelled (progress))
    {
      g_clear_object (&opening->recording);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    }
  return opening->recording != NULL;
}

/* Saving must not replace what another program has written: it holds more than we show. */
static gboolean
is_own (TsRecording *recording)
{
  return *ts_recording_get_facts (recording)->created != '\0';
}

static void
on_read (gpointer data, const GError *error)
{
  Opening *opening = data;
  TsWindow *self = opening->window;

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_weak_pointer (&self->opening);
  if (error != NULL)
    {
      ts_window_show_banner (self, error->message);
      return;
    }
  if (is_own (opening->recording))
    ts_window_set_file (opening->recording, opening->file);
  ts_window_note_recent (opening->file);
  ts_window_show_banner (self, NULL);
  ts_session_show_recording (self->session, opening->recording);
  ts_window_show_page (self, "run");
}

static void
open_recording (TsWindow *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file), *display = g_filename_display_name (name);
  /* Translators: shown beside a progress bar, with the name of a file */
  g_autofree char *title = g_strdup_printf (_("Opening “%s”"), display);
  Opening *opening = g_new (Opening, 1);

  *opening = (Opening) { g_object_ref (self), g_object_ref (file), NULL };
  if (self->opening != NULL)
    ts_job_cancel (self->opening);
  g_set_weak_pointer (&self->opening, ts_job_start (self->jobs, title, read_recording, on_read, opening, free_opening));
}

static void
open_scenario (TsWindow *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario = ts_scenario_load (file, NULL, &error);

  if (scenario == NULL)
    ts_window_show_banner (self, error->message);
  else
    {
      ts_window_note_recent (file);
      ts_window_show_scenario (self, scenario, FALSE);
    }
}

/* The first file comes here, and each further one into a window of its own. */
static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, TsWindow *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;
  ts_window_open_file (self, files->data);
  for (GSList *node = files->next; node != NULL; node = node->next)
    {
      GFile *file = node->data;

      g_application_open (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), &file, 1, "");
    }
  return TRUE;
}

void
ts_window_accept_files (TsWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* Before the widgets below, of which those with text would take the name. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
ts_window_open_file (TsWindow *self, GFile *file)
{
  g_return_if_fail (TS_IS_WINDOW (self) && G_IS_FILE (file));
  if (is_scenario (file))
    open_scenario (self, file);
  else
    open_recording (self, file);
}
