/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program written out in Python and C, beside the run.
 */
#include "config.h"

#include "app-test.h"

#include "ts-code.h"
#include "ts-window-private.h"

#include <string.h>

#define PROGRAM "set turns = 3 from 1 to 9 \"Turns\"\ntask Worker x 2\n  repeat turns\n    compute 1 ms\n    step\n"

static gboolean
has_text (gpointer pane)
{
  g_autofree char *text = ts_code_pane_get_text (pane);

  return *text != '\0';
}

static gboolean
has_refusal (gpointer pane)
{
  return *ts_code_pane_get_refusal (pane) != '\0' && !has_text (pane);
}

static gboolean
uses_processes (gpointer pane)
{
  g_autofree char *text = ts_code_pane_get_text (pane);

  return strstr (text, "multiprocessing") != NULL;
}

static TsWindow *
open_page (const char *program, const char *page)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) scenario = app_test_new_scenario (program);

  ts_window_show_scenario (window, scenario, FALSE);
  ts_session_set_way (window->session, WAY_THREADS);
  gtk_stack_set_visible_child_name (window->rail_stack, "program");
  gtk_stack_set_visible_child_name (window->code_stack, page);
  return window;
}

/* It is what `timeslice-cli write` gives, for the way that is chosen, and only once it is looked at. */
static void
test_python (void)
{
  TsWindow *window = open_page (PROGRAM, "python");
  g_autofree char *text = NULL;

  app_test_wait (has_text, window->python_pane);
  g_assert_false (has_text (window->c_pane));
  text = ts_code_pane_get_text (window->python_pane);
  g_assert_nonnull (strstr (text, "import threading"));
  ts_session_set_way (window->session, WAY_PROCESSES);
  app_test_wait (uses_processes, window->python_pane);
  app_test_close_window (window);
}

static void
test_c (void)
{
  TsWindow *window = open_page (PROGRAM, "c");
  g_autofree char *text = NULL;

  app_test_wait (has_text, window->c_pane);
  text = ts_code_pane_get_text (window->c_pane);
  g_assert_nonnull (strstr (text, "#include <pthread.h>"));
  app_test_close_window (window);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static gboolean
was_read (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_copy (void)
{
  TsWindow *window = open_page (PROGRAM, "python");
  g_autofree char *text = NULL, *copied = NULL;

  app_test_wait (has_text, window->python_pane);
  text = ts_code_pane_get_text (window->python_pane);
  gtk_widget_activate_action (GTK_WIDGET (window->python_pane), "code.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (window)), NULL, on_read, &copied);
  app_test_wait (was_read, &copied);
  g_assert_cmpstr (copied, ==, text);
  app_test_close_window (window);
}

/* What cannot be written is refused with the same sentence as on the command line. */
static void
test_refusal (void)
{
  TsWindow *window = open_page ("coroutine Worker\n  sleep 1 ms\n", "c");
  g_autofree char *sentence = NULL;

  ts_session_set_way (window->session, WAY_THREADS);
  app_test_wait (has_refusal, window->c_pane);
  sentence = ts_code_refuse (ts_scenario_get_script (ts_session_get_scenario (window->session)), TS_CODE_C, WAY_THREADS);
  g_assert_cmpstr (ts_code_pane_get_refusal (window->c_pane), ==, sentence);
  app_test_close_window (window);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/code-pane/python", test_python);
  g_test_add_func ("/code-pane/c", test_c);
  g_test_add_func ("/code-pane/copy", test_copy);
  g_test_add_func ("/code-pane/refusal", test_refusal);
  return g_test_run ();
}
