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

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = g_file_get_path (data);
  GError *error = NULL;
  TsRecording *recording = NULL;

  if (path == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _("Only files on this computer can be opened."));
  else
    recording = ts_recording_open (path, &error);
  if (recording == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, recording, g_object_unref);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer data)
{
  TsWindow *self = TS_WINDOW (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (TsRecording) recording = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (recording == NULL)
    {
      ts_window_show_banner (self, error->message);
      return;
    }
  ts_window_show_banner (self, NULL);
  ts_session_show_recording (self->session, recording);
  ts_window_show_page (self, "run");
}

static void
open_recording (TsWindow *self, GFile *file)
{
  g_autoptr (GTask) task = NULL;

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, on_opened, NULL);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, open_in_thread);
}

static void
open_scenario (TsWindow *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario = ts_scenario_load (file, NULL, &error);

  if (scenario == NULL)
    ts_window_show_banner (self, error->message);
  else
    ts_window_show_scenario (self, scenario, FALSE);
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
