/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recording as a document: saved, exported, copied.
 *
 * What writes a file reads the recording in a thread.  That is safe as long as nobody changes the recording: these
 * actions rest while a run goes on, and notes cannot be written while something is saved.
 */
#include "config.h"

#include "ts-window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ts-compat.h"
#include "ts-export-window.h"
#include "ts-recording-file.h"

typedef struct _Export Export;
typedef gboolean (*Write) (Export *export, const char *path, TsProgress *progress, GError **error);

/* One file that is asked for and then written. */
struct _Export {
  TsWindow *window;
  TsRecording *recording;
  GFile *file;              /* NULL until it is chosen */
  const char *ending;       /* that a name without one is given */
  Write write;
  gboolean is_document;     /* the recording itself, and not something made of it */
  TsPageOptions options;    /* of a picture */
};

static void
free_export (gpointer data)
{
  Export *export = data;

  g_object_unref (export->window);
  g_object_unref (export->recording);
  g_clear_object (&export->file);
  g_free (export);
}

GFile *
ts_window_get_file (TsRecording *recording)
{
  return g_object_get_data (G_OBJECT (recording), "ts-file");
}

void
ts_window_set_file (TsRecording *recording, GFile *file)
{
  g_object_set_data_full (G_OBJECT (recording), "ts-file", g_object_ref (file), g_object_unref);
}

static gboolean
write_document (Export *export, const char *path, TsProgress *progress, GError **error)
{
  return ts_recording_save_with_progress (export->recording, path, progress, error);
}

static gboolean
write_table (Export *export, const char *path, TsProgress *progress, GError **error)
{
  return ts_recording_save_table_with_progress (export->recording, path, progress, error);
}

static gboolean
write_picture (Export *export, const char *path, TsProgress *progress, GError **error)
{
  return ts_page_save_with_progress (export->recording, &export->options, path, progress, error);
}

static gboolean
work (gpointer data, TsProgress *progress, GError **error)
{
  Export *export = data;
  g_autofree char *path = g_file_get_path (export->file);

  if (path != NULL)
    return export->write (export, path, progress, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       _("Files can only be written on this computer."));
  return FALSE;
}

static char *
get_display_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}

void
ts_window_count_writer (TsWindow *self, int change)
{
  self->n_writers = (guint) ((int) self->n_writers + change);
  if (self->timeline != NULL)
    gtk_widget_action_set_enabled (GTK_WIDGET (self->timeline), "timeline.note", self->n_writers == 0);
}

static void
on_done (gpointer data, const GError *error)
{
  Export *export = data;
  TsWindow *self = export->window;
  g_autofree char *name = get_display_name (export->file);
  g_autofree char *sentence = g_strdup_printf (_("Saved as “%s”"), name);

  if (error == NULL && export->is_document)
    ts_window_set_file (export->recording, export->file);
  if (self->session == NULL)
    return;
  ts_window_count_writer (self, -1);
  self->closes_when_saved = self->closes_when_saved && error == NULL;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      ts_window_show_banner (self, error->message);
      return;
    }
  if (export->is_document)
    ts_window_note_recent (export->file);
  if (export->is_document && ts_session_get_recording (self->session) == export->recording)
    {
      ts_session_set_dirty (self->session, FALSE);
      if (self->closes_when_saved)
        gtk_window_close (GTK_WINDOW (self));
    }
  ts_window_show_toast (self, sentence);
}

static void
start (Export *export)
{
  TsWindow *self = export->window;
  g_autofree char *name = get_display_name (export->file);
  /* Translators: shown beside a progress bar, with the name of a file */
  g_autofree char *title = g_strdup_printf (_("Saving “%s”"), name);

  ts_window_show_banner (self, NULL);
  ts_window_count_writer (self, 1);
  ts_job_start (self->jobs, title, work, on_done, export, free_export);
}

/* The file dialog has asked about the name as it was typed: another one must not replace a file. */
static gboolean
complete_name (Export *export)
{
  g_autofree char *name = g_file_get_basename (export->file);
  g_autofree char *full = g_strconcat (name, export->ending, NULL);
  g_autoptr (GFile) folder = g_file_get_parent (export->file);
  g_autofree char *sentence = NULL;

  if (strchr (name, '.') != NULL)
    return TRUE;
  g_object_unref (export->file);
  export->file = g_file_get_child (folder, full);
  if (!g_file_query_exists (export->file, NULL))
    return TRUE;
  sentence = g_strdup_printf (_("“%s” was not saved: there is a file of that name already."), full);
  ts_window_show_banner (export->window, sentence);
  return FALSE;
}

static void
on_chosen (GFile *file, gpointer data)
{
  Export *export = data;

  if (file != NULL)
    export->file = g_object_ref (file);
  else
    export->window->closes_when_saved = FALSE;
  if (file != NULL && export->window->session != NULL && complete_name (export))
    start (export);
  else
    free_export (export);
}

/* NULL if there is nothing to write, or it still grows. */
static Export *
new_export (TsWindow *self, const char *ending, Write write)
{
  TsRecording *recording = ts_session_get_recording (self->session);
  Export *export;

  if (recording == NULL || ts_session_get_state (self->session) != TS_SESSION_IDLE)
    return NULL;
  export = g_new0 (Export, 1);
  export->window = g_object_ref (self);
  export->recording = g_object_ref (recording);
  export->ending = ending;
  export->write = write;
  return export;
}

/* What a file with the recording could be called: "word.png". */
static char *
propose_name (const Export *export)
{
  const TsRunFacts *facts = ts_recording_get_facts (export->recording);
  GFile *file = ts_window_get_file (export->recording);
  g_autofree char *stem = file != NULL ? get_display_name (file) : NULL;
  /* Translators: a name for files with a recording of nothing in particular */
  const char *usual = *facts->scenario_id != '\0' ? facts->scenario_id : _("recording");
  char *dot = stem != NULL ? strrchr (stem, '.') : NULL;

  if (dot != NULL && dot != stem)
    *dot = '\0';
  return g_strconcat (stem != NULL ? stem : usual, export->ending, NULL);
}

static void
ask (Export *export, const char *title, const TsFileKind *kinds)
{
  g_autofree char *name = propose_name (export);

  ts_compat_save_file (GTK_WINDOW (export->window), title, name, kinds, on_chosen, export);
}

void
ts_window_save_to (TsWindow *self, GFile *file)
{
  Export *export = new_export (self, ".timeslice", write_document);

  if (export == NULL)
    return;
  export->is_document = TRUE;
  export->file = g_object_ref (file);
  start (export);
}

void
ts_window_export_to (TsWindow *self, GFile *file, const TsPageOptions *options)
{
  Export *export = new_export (self, "", options != NULL ? write_picture : write_table);

  if (export == NULL)
    return;
  if (options != NULL)
    export->options = *options;
  export->file = g_object_ref (file);
  start (export);
}

static void
save_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const TsFileKind kinds[] = { { _("Recordings"), { "*.timeslice" } }, { NULL, { NULL } } };
  Export *export = new_export (TS_WINDOW (widget), ".timeslice", write_document);

  if (export == NULL)
    return;
  export->is_document = TRUE;
  ask (export, _("Save the Recording"), kinds);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsWindow *self = TS_WINDOW (widget);
  TsRecording *recording = ts_session_get_recording (self->session);
  GFile *file = recording != NULL ? ts_window_get_file (recording) : NULL;

  if (file != NULL)
    ts_window_save_to (self, file);
  else
    save_as_action (widget, name, parameter);
}

static void
export_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const TsFileKind kinds[] = { { _("Tables"), { "*.csv" } }, { NULL, { NULL } } };
  Export *export = new_export (TS_WINDOW (widget), ".csv", write_table);

  if (export != NULL)
    ask (export, _("Export the Table"), kinds);
}

static void
on_picture_wished (TsRecording *recording, const TsPageOptions *options, const char *ending, gpointer data)
{
  const TsFileKind kinds[] = { { _("Pictures"), { "*.png", "*.svg", "*.pdf" } }, { NULL, { NULL } } };
  Export *export = new_export (data, ending, write_picture);

  if (export == NULL)
    return;
  g_set_object (&export->recording, recording);
  export->options = *options;
  ask (export, _("Export the Picture"), kinds);
}

static void
export_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TsWindow *self = TS_WINDOW (widget);
  TsViewport *viewport = ts_session_get_viewport (self->session);
  TsRecording *recording = ts_session_get_recording (self->session);

  if (recording != NULL && ts_session_get_state (self->session) == TS_SESSION_IDLE)
    ts_export_window_show (GTK_WINDOW (self), recording, ts_viewport_get_begin_ns (viewport),
                           ts_viewport_get_end_ns (viewport), on_picture_wished, self);
}

void
ts_window_update_document (TsWindow *self)
{
  static const char * const actions[] = {
    "win.save", "win.save-as", "win.export-picture", "win.export-table", "win.copy-picture",
  };
  gboolean can_write = ts_session_get_recording (self->session) != NULL && !ts_window_shows_catalogue (self)
                       && ts_session_get_state (self->session) == TS_SESSION_IDLE;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], can_write);
}

void
ts_window_install_document_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "win.save-as", NULL, save_as_action);
  gtk_widget_class_install_action (widget_class, "win.export-picture", NULL, export_picture_action);
  gtk_widget_class_install_action (widget_class, "win.export-table", NULL, export_table_action);
}
