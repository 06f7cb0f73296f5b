/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Saving an edited program as a scenario of its own.
 */
#include "config.h"

#include "ts-program-pane-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ts-compat.h"
#include "ts-window.h"

typedef struct {
  TsProgramPane *pane;   /* keeps the edit alive */
  TsProgramEdit *edit;
  char *text;            /* of the program, as it is saved */
  char *source;          /* the file's */
  TsProgramSaved saved;  /* may be NULL */
  gpointer data;
} Saving;

static void
finish (Saving *saving, gboolean is_saved)
{
  if (saving->saved != NULL)
    saving->saved (is_saved, saving->data);
  g_object_unref (saving->pane);
  g_free (saving->text);
  g_free (saving->source);
  g_free (saving);
}

static void
tell_failure (Saving *saving, GFile *file, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (saving->pane));
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *sentence
      = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
            ? g_strdup_printf (_("“%s” could not be saved: the disk is full. What was there before is still there."), name)
            : g_strdup_printf (_("“%s” could not be saved: %s"), name, error->message);

  if (TS_IS_WINDOW (root))
    ts_window_show_banner (TS_WINDOW (root), sentence);
}

static void
tell_success (Saving *saving, GFile *file)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (saving->pane));
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *sentence = g_strdup_printf (_("Saved as “%s”"), display);

  if (TS_IS_WINDOW (root))
    ts_window_show_toast (TS_WINDOW (root), sentence);
}

static void
on_written (GObject *object, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  GFile *file = G_FILE (object);
  g_autoptr (GError) error = NULL;
  gboolean is_saved = g_file_replace_contents_finish (file, result, NULL, &error);

  if (!is_saved)
    tell_failure (saving, file, error);
  else
    {
      g_free (saving->edit->kept_text);
      saving->edit->kept_text = g_strdup (saving->text);
      tell_success (saving, file);
      ts_program_pane_update (saving->pane);
    }
  finish (saving, is_saved);
}

/* NULL, which nobody is asked to save, if the text has mistakes. */
static Saving *
new_saving (TsProgramPane *self, TsProgramEdit *edit, TsProgramSaved saved, gpointer data)
{
  g_autoptr (TsScenario) scenario = ts_program_edit_make_scenario (edit, NULL, NULL);
  Saving *saving;

  if (scenario == NULL)
    return NULL;
  saving = g_new (Saving, 1);
  *saving = (Saving) { g_object_ref (self), edit, g_strdup (edit->text),
                       g_strdup (ts_scenario_get_source (scenario)), saved, data };
  return saving;
}

static void
write_file (Saving *saving, GFile *file)
{
  g_file_replace_contents_async (file, saving->source, strlen (saving->source), NULL, FALSE,
                                 G_FILE_CREATE_NONE, NULL, on_written, saving);
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  if (file != NULL)
    write_file (data, file);
  else
    finish (data, FALSE);
}

void
ts_program_pane_save (TsProgramPane *self, TsProgramEdit *edit, TsProgramSaved saved, gpointer data)
{
  const TsFileKind kinds[] = {
    { _("Scenarios"), { "*.scenario" } },
    { NULL, { NULL } },
  };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *stem = NULL, *name = NULL;
  Saving *saving;

  g_return_if_fail (TS_IS_PROGRAM_PANE (self) && edit != NULL);
  saving = new_saving (self, edit, saved, data);
  if (saving == NULL)
    {
      if (saved != NULL)
        saved (FALSE, data);
      return;
    }
  /* Translators: the proposed name of a file, without the ending: “word” becomes “my-word” */
  stem = g_strdup_printf (_("my-%s"), ts_scenario_get_id (edit->original));
  name = g_strconcat (stem, ".scenario", NULL);
  ts_compat_save_file (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Save the Edited Scenario"),
                       name, kinds, on_file_chosen, saving);
}

void
ts_program_pane_save_to (TsProgramPane *self, TsProgramEdit *edit, GFile *file, TsProgramSaved saved,
                         gpointer data)
{
  Saving *saving;

  g_return_if_fail (TS_IS_PROGRAM_PANE (self) && edit != NULL && G_IS_FILE (file));
  saving = new_saving (self, edit, saved, data);
  if (saving != NULL)
    write_file (saving, file);
  else if (saved != NULL)
    saved (FALSE, data);
}
