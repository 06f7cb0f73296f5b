/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Before a window closes: edits that no file holds are asked about, one after the other.  Recordings are cheap: a
 * run makes another one, and so nobody is asked about them, unless they hold notes, which somebody wrote.
 */
#include "config.h"

#include "ts-window-private.h"

#include <glib/gi18n-lib.h>

#include "ts-question.h"

typedef struct {
  TsWindow *window;
  TsProgramEdit *edit;   /* lives as long as the window's pane */
} Closing;

static void
free_closing (Closing *closing)
{
  g_object_unref (closing->window);
  g_free (closing);
}

/* The question is over: the window may close, unless there is another one. */
static void
go_on (Closing *closing)
{
  if (closing->window->session != NULL)
    gtk_window_close (GTK_WINDOW (closing->window));
  free_closing (closing);
}

static void
on_saved (gboolean is_saved, gpointer data)
{
  if (is_saved)
    go_on (data);
  else
    free_closing (data);
}

static void
on_answered (TsAnswer answer, gpointer data)
{
  Closing *closing = data;

  closing->window->is_asking = FALSE;
  if (closing->window->session == NULL || answer == TS_ANSWER_CANCEL)
    free_closing (closing);
  else if (answer == TS_ANSWER_SAVE)
    ts_program_pane_save (closing->window->program_pane, closing->edit, on_saved, closing);
  else
    {
      ts_program_edit_keep (closing->edit);
      go_on (closing);
    }
}

static void
ask (TsWindow *self, TsProgramEdit *edit)
{
  g_autoptr (TsScenario) scenario = ts_program_edit_make_scenario (edit, NULL, NULL);
  g_autofree char *sentence = g_strdup_printf (
      scenario != NULL ? _("Your changes to the program of “%s” are in no file yet.")
                       : _("Your changes to the program of “%s” are in no file yet. As long as it has mistakes it "
                           "cannot be saved as a scenario."),
      ts_scenario_get_title (edit->original));
  Closing *closing = g_new (Closing, 1);

  *closing = (Closing) { g_object_ref (self), edit };
  self->is_asking = TRUE;
  ts_question_ask (GTK_WINDOW (self), _("Keep the Edited Program?"), sentence, _("_Discard"),
                   scenario != NULL ? _("_Save…") : NULL, on_answered, closing);
}

static gboolean
has_unsaved_notes (TsWindow *self)
{
  TsRecording *recording = ts_session_get_recording (self->session);

  return recording != NULL && ts_session_get_dirty (self->session) && ts_recording_get_notes (recording)->len > 0
         && ts_session_get_state (self->session) == TS_SESSION_IDLE;
}

static void
on_notes_answered (TsAnswer answer, gpointer data)
{
  g_autoptr (TsWindow) self = data;

  self->is_asking = FALSE;
  if (self->session == NULL || answer == TS_ANSWER_CANCEL)
    return;
  if (answer == TS_ANSWER_SAVE)
    {
      ts_window_show_page (self, "run");
      self->closes_when_saved = TRUE;
      gtk_widget_activate_action (GTK_WIDGET (self), "win.save", NULL);
      return;
    }
  ts_session_set_dirty (self->session, FALSE);
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_about_notes (TsWindow *self)
{
  self->is_asking = TRUE;
  ts_question_ask (GTK_WINDOW (self), _("Keep Your Notes?"),
                   _("What you wrote on this run is in no file yet. It is saved with the recording."), _("_Discard"),
                   _("_Save…"), on_notes_answered, g_object_ref (self));
}

gboolean
ts_window_close_request (TsWindow *self)
{
  gboolean has_program = self->session != NULL && self->program_pane != NULL;
  TsProgramEdit *edit = has_program ? ts_program_pane_find_unsaved (self->program_pane) : NULL;

  if (edit == NULL && (self->session == NULL || !has_unsaved_notes (self)))
    return GDK_EVENT_PROPAGATE;
  if (!self->is_asking && edit != NULL)
    ask (self, edit);
  else if (!self->is_asking)
    ask_about_notes (self);
  return GDK_EVENT_STOP;
}
