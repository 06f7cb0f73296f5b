/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recording as a document: saved, exported, copied, and what is said when that fails.
 */
#include "config.h"

#include "app-test.h"

#include "ts-window-private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

#include "ts-export-window.h"
#include "ts-question.h"
#include "ts-recording-file.h"

typedef struct {
  TsWindow *window;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task Worker x 2\n  repeat 20\n    step\n  print \"done\"\n");

  fixture->window = app_test_new_window ();
  fixture->folder = g_dir_make_tmp ("timeslice-document-XXXXXX", NULL);
  ts_window_show_scenario (fixture->window, scenario, FALSE);
  app_test_run (fixture->window->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  app_test_close_window (fixture->window);
}

static gboolean
is_quiet (gpointer data)
{
  return gtk_widget_get_first_child (GTK_WIDGET (((TsWindow *) data)->jobs)) == NULL;
}

static GFile *
get_file (Fixture *fixture, const char *name)
{
  return g_file_new_build_filename (fixture->folder, name, NULL);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

static const char *
get_banner (TsWindow *window)
{
  return gtk_revealer_get_reveal_child (window->banner) ? gtk_label_get_text (window->banner_label) : NULL;
}

/* TRUE once GTK has written the list of recent files, which it does a while after it has changed. */
static gboolean
recent_files_are_written (gpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, data) != NULL;
}

/* What is saved opens as it was, and Save then knows the file. */
static void
test_saves (Fixture *fixture, gconstpointer data)
{
  TsSession *session = fixture->window->session;
  g_autoptr (GFile) file = get_file (fixture, "a.timeslice");
  g_autofree char *difference = NULL;
  TsRecording *recording = ts_session_get_recording (session);
  g_autoptr (TsRecording) opened = NULL;

  g_assert_true (ts_session_get_dirty (session));
  g_assert_null (ts_window_get_file (recording));
  ts_window_save_to (fixture->window, file);
  app_test_wait (is_quiet, fixture->window);
  g_assert_null (get_banner (fixture->window));
  g_assert_false (ts_session_get_dirty (session));
  g_assert_true (ts_window_get_file (recording) == file);
  opened = ts_recording_open (g_file_peek_path (file), NULL);
  g_assert_nonnull (opened);
  g_assert_true (ts_recording_equal (recording, opened, &difference));

  ts_session_set_dirty (session, TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.save", NULL));
  app_test_wait (is_quiet, fixture->window);
  g_assert_false (ts_session_get_dirty (session));
  g_assert_cmpuint (count_files (fixture), ==, 1);
  app_test_wait (recent_files_are_written, (gpointer) "a.timeslice");
}

/* A file that may not grow is a disk that is full, as the kernel tells it. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (fixture, "full.timeslice");
  struct rlimit usual, small;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &usual), ==, 0);
  small = usual;
  small.rlim_cur = 512;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  ts_window_save_to (fixture->window, file);
  app_test_wait (is_quiet, fixture->window);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &usual), ==, 0);

  g_assert_nonnull (get_banner (fixture->window));
  g_assert_nonnull (strstr (get_banner (fixture->window), "full.timeslice"));
  g_assert_cmpuint (count_files (fixture), ==, 0);
  g_assert_true (ts_session_get_dirty (fixture->window->session));
  g_assert_null (ts_window_get_file (ts_session_get_recording (fixture->window->session)));
}

/* The window may be closed meanwhile: what was begun is ended. */
static void
test_closed_while_saving (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (fixture, "late.timeslice");
  TsRecording *recording = g_object_ref (ts_session_get_recording (fixture->window->session));

  ts_window_save_to (fixture->window, file);
  app_test_close_window (fixture->window);
  while (ts_window_get_file (recording) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_query_exists (file, NULL));
  g_object_unref (recording);
  fixture->window = app_test_new_window ();
}

static gboolean
has_picture (gpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (data));

  return gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_TEXTURE);
}

static void
test_copies (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.copy-picture", NULL));
  app_test_wait (has_picture, fixture->window);
  app_test_wait (is_quiet, fixture->window);
  g_assert_cmpuint (fixture->window->n_writers, ==, 0);
}

static gboolean
is_open (gpointer data)
{
  TsWindow *window = data;

  return is_quiet (window) && ts_session_get_recording (window->session) != NULL;
}

static void
test_opens_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (fixture, "b.timeslice");
  TsWindow *second = app_test_new_window ();

  ts_window_save_to (fixture->window, file);
  app_test_wait (is_quiet, fixture->window);
  ts_window_open_file (second, file);
  app_test_wait (is_open, second);
  g_assert_true (g_file_equal (ts_window_get_file (ts_session_get_recording (second->session)), file));
  g_assert_false (ts_session_get_dirty (second->session));
  app_test_close_window (second);
}

/* Another program's trace may tell of no cores, and of nobody who watched: then nothing is said of them. */
static void
test_opens_what_tells_of_no_cores (Fixture *fixture, gconstpointer data)
{
  static const char trace[] = "{\"traceEvents\":[{\"ph\":\"X\",\"name\":\"work\",\"ts\":0,\"dur\":500000,\"pid\":1,\"tid\":1}]}";
  g_autoptr (GFile) file = get_file (fixture, "foreign.timeslice");
  TsWindow *window = app_test_new_window ();

  g_assert_true (g_file_set_contents (g_file_peek_path (file), trace, -1, NULL));
  ts_window_open_file (window, file);
  app_test_wait (is_open, window);
  g_assert_cmpstr (adw_window_title_get_subtitle (window->title), ==, "0.5 s");
  app_test_close_window (window);
}

static void
assert_begins (GFile *file, const char *begin)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_load_contents (file, NULL, &contents, &length, NULL, NULL));
  g_assert_cmpuint (length, >, 100);
  g_assert_cmpmem (contents, strlen (begin), begin, strlen (begin));
}

static void
test_exports (Fixture *fixture, gconstpointer data)
{
  const TsPageOptions options = { .appearance = TS_APPEARANCE_LIGHT };
  const struct { const char *name, *begin; gboolean is_picture; } cases[] = {
    { "a.png", "\x89PNG", TRUE }, { "a.svg", "<?xml", TRUE }, { "a.pdf", "%PDF", TRUE }, { "a.csv", "lane,name", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) file = get_file (fixture, cases[i].name);

      ts_window_export_to (fixture->window, file, cases[i].is_picture ? &options : NULL);
      app_test_wait (is_quiet, fixture->window);
      g_assert_null (get_banner (fixture->window));
      assert_begins (file, cases[i].begin);
    }
  /* What was made of the recording is not the recording. */
  g_assert_true (ts_session_get_dirty (fixture->window->session));
  g_assert_null (ts_window_get_file (ts_session_get_recording (fixture->window->session)));
}

static void
on_wished (TsRecording *recording, const TsPageOptions *options, const char *ending, gpointer data)
{
  *(TsPageOptions *) data = *options;
  g_assert_cmpstr (ending, ==, ".png");
}

static void
test_asks_for_a_picture (Fixture *fixture, gconstpointer data)
{
  TsPageOptions wished = { .width_px = 0 };
  TsExportWindow *window = ts_export_window_show (
      GTK_WINDOW (fixture->window), ts_session_get_recording (fixture->window->session), 10, 1000, on_wished, &wished);

  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "export.export", NULL));
  g_assert_cmpfloat (wished.width_px, >, 0);
  g_assert_cmpint (wished.begin_ns, ==, 0);
  g_assert_cmpint (wished.end_ns, ==, 0);
}

static GtkDropTarget *
find_drop_target (TsWindow *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

static void
drop (TsWindow *window, GFile *file)
{
  GSList *files = g_slist_append (NULL, file);
  GValue value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (find_drop_target (window), "drop", &value, 0.0, 0.0, &is_taken);
  g_assert_true (is_taken);
  g_value_unset (&value);
  g_slist_free (files);
}

/* A broken file is told of, and what was shown stays; a whole one comes in its place. */
static void
test_takes_what_is_dropped (Fixture *fixture, gconstpointer data)
{
  TsSession *session = fixture->window->session;
  TsRecording *shown = ts_session_get_recording (session);
  g_autoptr (GFile) broken = get_file (fixture, "broken.timeslice"), whole = get_file (fixture, "whole.timeslice");

  g_assert_true (g_file_set_contents (g_file_peek_path (broken), "{ \"timeslice\": { \"version\"", -1, NULL));
  drop (fixture->window, broken);
  app_test_wait (is_quiet, fixture->window);
  g_assert_nonnull (get_banner (fixture->window));
  g_assert_true (ts_session_get_recording (session) == shown);

  ts_window_save_to (fixture->window, whole);
  app_test_wait (is_quiet, fixture->window);
  drop (fixture->window, whole);
  app_test_wait (is_quiet, fixture->window);
  g_assert_null (get_banner (fixture->window));
  g_assert_true (ts_session_get_recording (session) != shown);
}

/* What nobody wants any more leaves nothing behind. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  TsRecording *recording = ts_session_get_recording (fixture->window->session);
  g_autoptr (GFile) file = get_file (fixture, "c.timeslice");
  g_autoptr (GError) error = NULL;
  TsProgress progress = { 0 };

  g_assert_true (ts_recording_save_with_progress (recording, g_file_peek_path (file), &progress, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (ts_progress_get (&progress), ==, 1);
  ts_progress_cancel (&progress);
  g_assert_null (ts_recording_open_with_progress (g_file_peek_path (file), &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (g_file_peek_path (file)), ==, 0);
  g_assert_false (ts_recording_save_with_progress (recording, g_file_peek_path (file), &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (ts_recording_save_table_with_progress (recording, g_file_peek_path (file), &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static TsQuestion *
find_question (TsWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (all, i);

      if (TS_IS_QUESTION (one) && gtk_window_get_transient_for (one) == GTK_WINDOW (window))
        return TS_QUESTION (one);
    }
  return NULL;
}

/* A run is cheap, and what somebody wrote on it is not. */
static void
test_asks_about_notes (Fixture *fixture, gconstpointer data)
{
  TsWindow *window = fixture->window;
  TsRecording *recording = ts_session_get_recording (window->session);
  g_autoptr (GFile) file = get_file (fixture, "notes.timeslice");

  ts_recording_add_note (recording, 0, 10, "", "Look here");
  gtk_window_close (GTK_WINDOW (window));
  g_assert_nonnull (find_question (window));
  ts_question_answer (find_question (window), TS_ANSWER_CANCEL);
  g_assert_nonnull (window->session);

  /* With a file that is known nothing more is asked, and then the window goes. */
  ts_window_set_file (recording, file);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  ts_question_answer (find_question (window), TS_ANSWER_SAVE);
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_query_exists (file, NULL));
  fixture->window = app_test_new_window ();
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
#define ADD(path, test) g_test_add ("/document/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("saves", test_saves);
  ADD ("full-disk", test_full_disk);
  ADD ("closed-while-saving", test_closed_while_saving);
  ADD ("copies", test_copies);
  ADD ("opens-again", test_opens_again);
  ADD ("opens-what-tells-of-no-cores", test_opens_what_tells_of_no_cores);
  ADD ("exports", test_exports);
  ADD ("asks-for-a-picture", test_asks_for_a_picture);
  ADD ("takes-what-is-dropped", test_takes_what_is_dropped);
  ADD ("cancelled", test_cancelled);
  ADD ("asks-about-notes", test_asks_about_notes);
  return g_test_run ();
}
