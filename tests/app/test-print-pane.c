/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The printed lines: in order of time, with the instant, copied.
 */
#include "config.h"

#include "app-test.h"

#include "ts-print-list.h"
#include "ts-window-private.h"

#define MS G_GINT64_CONSTANT (1000000)

static TsRecording *
new_recording (void)
{
  TsRecording *recording = ts_recording_new ();
  TsTask *task = ts_recording_add_task (recording);

  ts_set_string (&task->name, "Talker");
  ts_recording_get_facts (recording)->duration_ns = 100 * MS;
  ts_recording_add_print (recording, 10 * MS, 0, "one");
  ts_recording_add_print (recording, 30 * MS, 0, "three");
  ts_recording_add_print (recording, 20 * MS, 0, "two");
  return recording;
}

static char *
get_line (TsPrintList *list, guint position)
{
  g_autoptr (TsPrintItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return ts_print_item_to_text (item);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, guint *n_items)
{
  *n_items += added - removed;
  g_assert_cmpuint (*n_items, ==, g_list_model_get_n_items (model));
}

static void
test_in_order_of_time (void)
{
  g_autoptr (TsRecording) recording = new_recording ();
  g_autoptr (TsPrintList) list = ts_print_list_new ();
  g_autofree char *second = NULL, *late = NULL;
  guint n_items = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &n_items);
  ts_print_list_set_recording (list, recording);
  second = get_line (list, 1);
  g_assert_cmpstr (second, ==, "20.0 ms\tTalker\ttwo");
  ts_recording_add_print (recording, 15 * MS, 0, "late");
  ts_print_list_update (list);
  late = get_line (list, 1);
  g_assert_cmpstr (late, ==, "15.0 ms\tTalker\tlate");
  g_assert_cmpuint (n_items, ==, 4);
  g_assert_cmpuint (ts_print_list_count_until (list, 15 * MS), ==, 2);
  ts_print_list_set_recording (list, NULL);
  g_assert_cmpuint (n_items, ==, 0);
}

static TsWindow *
new_window (TsRecording *recording)
{
  TsWindow *window = app_test_new_window ();

  ts_session_show_recording (window->session, recording);
  ts_window_show_page (window, "run");
  gtk_widget_set_visible (window->rail, TRUE);
  gtk_stack_set_visible_child_name (window->rail_stack, "prints");
  app_test_settle ();
  return window;
}

static GtkSelectionModel *
get_model (TsWindow *window)
{
  GtkWidget *list = app_test_find_widget (GTK_WIDGET (window->print_pane), GTK_TYPE_LIST_VIEW);

  return gtk_list_view_get_model (GTK_LIST_VIEW (list));
}

static void
test_picking_a_line_moves_the_instant (void)
{
  g_autoptr (TsRecording) recording = new_recording ();
  TsWindow *window = new_window (recording);
  TsViewport *viewport = ts_session_get_viewport (window->session);

  gtk_selection_model_select_item (get_model (window), 1, TRUE);
  g_assert_cmpint (ts_viewport_get_instant_ns (viewport), ==, 20 * MS);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_model (window))), ==, 3);
  app_test_close_window (window);
}

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static gboolean
has_text (gpointer data)
{
  return *(char **) data != NULL;
}

static char *
copy (TsWindow *window)
{
  GtkWidget *pane = GTK_WIDGET (window->print_pane);
  char *text = NULL;

  gtk_widget_activate_action (pane, "prints.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (pane), NULL, on_text, &text);
  app_test_wait (has_text, &text);
  return text;
}

static void
test_copies (void)
{
  g_autoptr (TsRecording) recording = new_recording ();
  TsWindow *window = new_window (recording);
  g_autofree char *all = copy (window), *some = NULL;

  g_assert_cmpstr (all, ==, "10.0 ms\tTalker\tone\n20.0 ms\tTalker\ttwo\n30.0 ms\tTalker\tthree\n");
  gtk_selection_model_select_item (get_model (window), 2, TRUE);
  some = copy (window);
  g_assert_cmpstr (some, ==, "30.0 ms\tTalker\tthree\n");
  app_test_close_window (window);
}

static gboolean
has_lines (gpointer data)
{
  return g_list_model_get_n_items (data) == 5;
}

static void
test_live (void)
{
  g_autoptr (TsRecording) recording = new_recording ();
  TsWindow *window = new_window (recording);
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task A\n  repeat 5\n    print \"{index}\"\n    sleep 2 ms\n");

  ts_session_set_scenario (window->session, scenario);
  app_test_run (window->session);
  app_test_wait (has_lines, G_LIST_MODEL (get_model (window)));
  app_test_close_window (window);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/print-pane/in-order-of-time", test_in_order_of_time);
  g_test_add_func ("/print-pane/picking-a-line-moves-the-instant", test_picking_a_line_moves_the_instant);
  g_test_add_func ("/print-pane/copies", test_copies);
  g_test_add_func ("/print-pane/live", test_live);
  return g_test_run ();
}
