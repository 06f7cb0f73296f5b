/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program pane: lines of tasks, editing, mistakes, saving.
 */
#include "config.h"

#include "app-test.h"

#include <glib/gstdio.h>

#include "ts-program-pane.h"
#include "ts-window-private.h"

#define PROGRAM "task Worker x 2\n  repeat 3\n    compute 1 ms\n    step\n"
#define FILE_OF(program) \
  "<scenario id=\"mine\" topic=\"threads\">\n  <title>Mine</title>\n  <summary>S</summary>\n" \
  "  <program><![CDATA[\n" program "  ]]></program>\n</scenario>\n"

static TsWindow *
new_window (const char *data)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) scenario = app_test_new_scenario (data);

  ts_window_show_scenario (window, scenario, FALSE);
  gtk_widget_set_visible (window->rail, TRUE);
  gtk_stack_set_visible_child_name (window->rail_stack, "program");
  app_test_settle ();
  g_assert_nonnull (ts_program_pane_get_view (window->program_pane));
  return window;
}

static void
type (TsWindow *window, const char *text)
{
  ts_program_view_replace (ts_program_pane_get_view (window->program_pane), text);
}

static char *
get_text (TsWindow *window)
{
  return ts_program_view_get_text (ts_program_pane_get_view (window->program_pane));
}

static gboolean
has_problem (gpointer data)
{
  return ts_session_get_problem (data) != NULL;
}

static gboolean
has_no_problem (gpointer data)
{
  return ts_session_get_problem (data) == NULL;
}

static void
test_shows_without_margin (void)
{
  TsWindow *window = new_window (FILE_OF ("\n    task A\n      step\n"));
  g_autofree char *text = get_text (window);

  g_assert_cmpstr (text, ==, "task A\n  step\n");
  app_test_close_window (window);
}

static void
test_colours_words (void)
{
  TsWindow *window = new_window (PROGRAM);
  GtkTextView *view = GTK_TEXT_VIEW (ts_program_pane_get_view (window->program_pane));
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (view));
  GtkSourceLanguage *language = gtk_source_buffer_get_language (buffer);
  GtkTextIter begin, end;

  g_assert_nonnull (language);
  g_assert_cmpstr (gtk_source_language_get_id (language), ==, "timeslice");
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &begin, &end);
  gtk_source_buffer_ensure_highlight (buffer, &begin, &end);
  g_assert_true (gtk_text_iter_starts_tag (&begin, NULL));
  app_test_close_window (window);
}

/* What the marks say is what the recording says, wherever the file's text begins. */
static void
test_marks_lines (void)
{
  TsWindow *window = new_window (FILE_OF ("\n\n    task A\n      repeat 4\n        sleep 5 ms\n"));
  TsViewport *viewport = ts_session_get_viewport (window->session);
  GArray *marks = ts_program_view_get_marks (ts_program_pane_get_view (window->program_pane));
  const TsTask *task;
  const TsSlice *sleep = NULL;

  app_test_run (window->session);
  task = g_ptr_array_index (ts_recording_get_tasks (ts_session_get_recording (window->session)), 1);
  for (guint i = 0; i < ts_lane_get_n_slices (task->lane) && sleep == NULL; i++)
    if (ts_lane_get_slice (task->lane, i)->state == TS_STATE_WAITING_SLEEP)
      sleep = ts_lane_get_slice (task->lane, i);
  g_assert_nonnull (sleep);
  ts_viewport_set_instant_ns (viewport, (sleep->begin_ns + sleep->end_ns) / 2);
  while (marks->len == 0 || g_array_index (marks, TsLineMark, marks->len - 1).line != 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_array_index (marks, TsLineMark, marks->len - 1).task, ==, 1);
  ts_viewport_set_instant_ns (viewport, ts_viewport_get_length_ns (viewport));
  while (marks->len > 0)
    g_main_context_iteration (NULL, TRUE);
  app_test_close_window (window);
}

static void
test_marks_are_sorted (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  g_autoptr (GArray) marks = ts_line_marks_new ();
  const guint lines[] = { 7, 5, 7 };
  g_autofree char *names = NULL;
  guint n_marks;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      TsTask *task = ts_recording_add_task (recording);
      const TsMark mark = { .time_ns = 0, .value = lines[i], .kind = TS_MARK_LINE };

      task->started_ns = 0;
      ts_set_string (&task->name, i == 2 ? "Other" : "One");
      g_array_append_val (task->marks, mark);
    }
  g_assert_true (ts_line_marks_update (marks, recording, 10, 3));
  g_assert_false (ts_line_marks_update (marks, recording, 11, 3));
  g_assert_cmpuint (marks->len, ==, 3);
  g_assert_cmpuint (ts_line_marks_find (marks, 5, &n_marks), ==, 1);
  g_assert_cmpuint (n_marks, ==, 2);
  names = ts_line_marks_describe (marks, 5, recording);
  g_assert_cmpstr (names, ==, "One, Other");
}

static void
test_mistakes (void)
{
  TsWindow *window = new_window (PROGRAM);

  type (window, "task Worker\n  stepp\n");
  app_test_wait (has_problem, window->session);
  g_assert_cmpstr (ts_session_get_problem (window->session), ==,
                   "Line 2: “stepp” is no step; did you mean “step”?");
  g_assert_false (ts_session_run (window->session, NULL));
  type (window, "task Worker\n  step\n");
  app_test_wait (has_no_problem, window->session);
  app_test_close_window (window);
}

/* Run does not wait until the text has been checked. */
static void
test_runs_the_edited_text (void)
{
  TsWindow *window = new_window (FILE_OF ("    " "task Worker\n      step\n"));
  TsRecording *recording;
  g_autofree char *program = NULL;
  guint first_line;

  type (window, "task Changed x 3\n  step\n");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  recording = ts_session_get_recording (window->session);
  g_assert_cmpuint (ts_recording_get_tasks (recording)->len, ==, 4);
  program = ts_line_marks_get_program (recording, &first_line);
  g_assert_cmpstr (program, ==, "task Changed x 3\n  step\n");
  g_assert_cmpstr (ts_recording_get_facts (recording)->title, ==, "Mine");
  app_test_close_window (window);
}

static void
test_restores_the_original (void)
{
  TsWindow *window = new_window (PROGRAM);
  TsScenario *original = ts_session_get_scenario (window->session);
  g_autofree char *text = NULL, *undone = NULL;

  type (window, "task Other\n  step\n");
  ts_program_pane_apply (window->program_pane);
  g_assert_true (ts_session_get_scenario (window->session) != original);
  gtk_widget_activate_action (GTK_WIDGET (window->program_pane), "program.restore", NULL);
  text = get_text (window);
  g_assert_cmpstr (text, ==, PROGRAM);
  g_assert_true (ts_session_get_scenario (window->session) == original);
  gtk_widget_activate_action (GTK_WIDGET (window->program_pane), "program.undo", NULL);
  undone = get_text (window);
  g_assert_cmpstr (undone, ==, "task Other\n  step\n");
  app_test_close_window (window);
}

/* Looking at another scenario loses nothing. */
static void
test_keeps_edits_of_other_scenarios (void)
{
  TsWindow *window = new_window (PROGRAM);
  g_autoptr (TsScenario) first = g_object_ref (ts_session_get_scenario (window->session));
  g_autoptr (TsScenario) second = app_test_new_scenario ("task Second\n  step\n");
  g_autofree char *text = NULL, *again = NULL;

  type (window, "task Other\n  step\n");
  ts_window_show_scenario (window, second, FALSE);
  text = get_text (window);
  g_assert_cmpstr (text, ==, "task Second\n  step\n");
  g_assert_nonnull (ts_program_pane_find_unsaved (window->program_pane));
  ts_window_show_scenario (window, first, FALSE);
  again = get_text (window);
  g_assert_cmpstr (again, ==, "task Other\n  step\n");
  g_assert_true (ts_session_get_scenario (window->session) != first);
  app_test_close_window (window);
}

typedef struct {
  gboolean is_called, is_saved;
} Answer;

static void
on_saved (gboolean is_saved, gpointer data)
{
  *(Answer *) data = (Answer) { TRUE, is_saved };
}

static gboolean
is_answered (gpointer data)
{
  return ((Answer *) data)->is_called;
}

static void
test_saves (void)
{
  TsWindow *window = new_window (FILE_OF (PROGRAM));
  g_autofree char *folder = g_dir_make_tmp ("timeslice-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "edited.scenario", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) impossible = g_file_new_for_path ("/proc/edited.scenario");
  g_autoptr (TsScenario) loaded = NULL;
  TsProgramEdit *edit;
  Answer answer = { 0 };

  type (window, "task Saved\n  step\n");
  ts_program_pane_apply (window->program_pane);
  edit = ts_program_pane_find_unsaved (window->program_pane);
  ts_program_pane_save_to (window->program_pane, edit, impossible, on_saved, &answer);
  app_test_wait (is_answered, &answer);
  g_assert_false (answer.is_saved);
  g_assert_true (gtk_revealer_get_reveal_child (window->banner));

  answer = (Answer) { 0 };
  ts_program_pane_save_to (window->program_pane, edit, file, on_saved, &answer);
  app_test_wait (is_answered, &answer);
  g_assert_true (answer.is_saved);
  g_assert_null (ts_program_pane_find_unsaved (window->program_pane));
  loaded = ts_scenario_load (file, NULL, NULL);
  g_assert_cmpstr (ts_scenario_get_title (loaded), ==, "Mine");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  app_test_close_window (window);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/program-pane/shows-without-margin", test_shows_without_margin);
  g_test_add_func ("/program-pane/colours-words", test_colours_words);
  g_test_add_func ("/program-pane/marks-lines", test_marks_lines);
  g_test_add_func ("/program-pane/marks-are-sorted", test_marks_are_sorted);
  g_test_add_func ("/program-pane/mistakes", test_mistakes);
  g_test_add_func ("/program-pane/runs-the-edited-text", test_runs_the_edited_text);
  g_test_add_func ("/program-pane/restores-the-original", test_restores_the_original);
  g_test_add_func ("/program-pane/keeps-edits-of-other-scenarios", test_keeps_edits_of_other_scenarios);
  g_test_add_func ("/program-pane/saves", test_saves);
  return g_test_run ();
}
