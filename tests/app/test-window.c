/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window as a whole: pages, actions, files.
 */
#include "config.h"

#include "app-test.h"

#include "ts-window-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static void
test_opens_on_the_catalogue (void)
{
  TsWindow *window = app_test_new_window ();

  g_assert_true (ts_window_is_empty (window));
  g_assert_false (gtk_widget_get_mapped (window->run_buttons));
  app_test_close_window (window);
}

static gboolean
shows_menu (gpointer button)
{
  GtkPopover *menu = gtk_menu_button_get_popover (button);

  return menu != NULL && gtk_widget_get_mapped (GTK_WIDGET (menu));
}

/* It is made when it is opened, and then once only. */
static void
test_opens_the_main_menu (void)
{
  TsWindow *window = app_test_new_window ();
  GtkPopover *menu;

  g_assert_null (gtk_menu_button_get_popover (window->menu_button));
  gtk_menu_button_popup (window->menu_button);
  app_test_wait (shows_menu, window->menu_button);
  menu = gtk_menu_button_get_popover (window->menu_button);
  g_assert_true (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (menu)) == window->main_menu);
  gtk_menu_button_popdown (window->menu_button);
  gtk_menu_button_popup (window->menu_button);
  app_test_wait (shows_menu, window->menu_button);
  g_assert_true (gtk_menu_button_get_popover (window->menu_button) == menu);
  gtk_menu_button_popdown (window->menu_button);
  app_test_close_window (window);
}

static gboolean
is_idle (gpointer data)
{
  return ts_session_get_state (data) == TS_SESSION_IDLE;
}

static void
test_runs_a_scenario (void)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task Worker\n  repeat 3\n    step\n");

  ts_window_show_scenario (window, scenario, TRUE);
  g_assert_cmpint (ts_session_get_state (window->session), ==, TS_SESSION_RUNNING);
  app_test_wait (is_idle, window->session);
  g_assert_false (ts_window_is_empty (window));
  g_assert_cmpuint (ts_recording_get_tasks (ts_session_get_recording (window->session))->len, ==, 2);
  app_test_close_window (window);
}

static gboolean
has_banner (gpointer data)
{
  return gtk_revealer_get_reveal_child (((TsWindow *) data)->banner);
}

static void
test_says_what_is_wrong_with_a_file (void)
{
  TsWindow *window = app_test_new_window ();
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "timeslice-broken-XXXXXX.timeslice", NULL);
  int fd = g_mkstemp_full (path, O_RDWR, 0600);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_cmpint (write (fd, "{ \"nonsense\": ", 14), ==, 14);
  close (fd);
  ts_window_open_file (window, file);
  app_test_wait (has_banner, window);
  g_assert_cmpstr (gtk_label_get_text (window->banner_label), !=, "");
  g_assert_true (ts_window_is_empty (window));
  g_assert_cmpint (unlink (path), ==, 0);
  app_test_close_window (window);
}

typedef struct {
  TsWindow *window;
  guint width;   /* of TsFoldRoom */
} Room;

static gboolean
has_room (gpointer data)
{
  Room *room = data;

  return (ts_fold_get_room (room->window->fold) & TS_FOLD_WIDTH_MASK) == room->width;
}

/* A window of that size that shows a scenario. */
static TsWindow *
new_window (int width, int height, TsFoldRoom room)
{
  TsWindow *window = ts_window_new (app_test_get_application ());
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task Worker\n  step\n");
  Room wanted = { window, room };

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  ts_window_show_scenario (window, scenario, FALSE);
  app_test_wait (has_room, &wanted);
  return window;
}

static void
assert_visible (TsWindow *window, gboolean list, gboolean middle, gboolean rail)
{
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (window->catalogue_list)), ==, list);
  g_assert_cmpint (gtk_widget_get_visible (window->middle_box), ==, middle);
  g_assert_cmpint (gtk_widget_get_visible (window->rail), ==, rail);
}

static void
toggle (TsWindow *window, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

/* What there is no room for is a button away, and what was wished for with more room is not forgotten. */
static void
test_folds (void)
{
  TsWindow *window = new_window (1300, 700, TS_FOLD_WIDE);

  assert_visible (window, TRUE, TRUE, TRUE);
  g_assert_true (gtk_widget_is_ancestor (window->run_buttons, GTK_WIDGET (window->header_bar)));
  toggle (window, "win.rail");
  assert_visible (window, TRUE, TRUE, FALSE);
  toggle (window, "win.rail");
  app_test_close_window (window);

  window = new_window (900, 600, TS_FOLD_MEDIUM);
  assert_visible (window, FALSE, TRUE, TRUE);
  toggle (window, "win.sidebar");
  assert_visible (window, TRUE, TRUE, FALSE);
  toggle (window, "win.sidebar");
  assert_visible (window, FALSE, TRUE, TRUE);
  app_test_close_window (window);

  window = new_window (400, 600, TS_FOLD_NARROW);
  assert_visible (window, FALSE, TRUE, FALSE);
  g_assert_true (gtk_widget_is_ancestor (window->run_buttons, window->bottom_bar));
  toggle (window, "win.rail");
  assert_visible (window, FALSE, FALSE, TRUE);
  toggle (window, "win.rail");
  assert_visible (window, FALSE, TRUE, FALSE);
  app_test_close_window (window);

  window = new_window (1300, 700, TS_FOLD_WIDE);
  assert_visible (window, TRUE, TRUE, TRUE);
  app_test_close_window (window);
}

static void
assert_fits (TsWindow *window)
{
  GtkWidget *content = gtk_widget_get_first_child (GTK_WIDGET (window->fold));
  int width, height;

  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, <=, 300);
}

/* In the smallest window nothing is cut, and what has no room is to be found elsewhere. */
static void
test_fits_the_smallest (void)
{
  TsWindow *window = new_window (360, 300, TS_FOLD_NARROW);

  g_assert_cmpuint (ts_fold_get_room (window->fold) & TS_FOLD_SHORT, !=, 0);
  app_test_run (window->session);
  app_test_run (window->session);
  assert_fits (window);
  g_assert_false (gtk_widget_get_mapped (window->compare_slot));
  toggle (window, "win.rail");
  assert_fits (window);
  g_assert_true (gtk_widget_is_ancestor (GTK_WIDGET (window->parameters), GTK_WIDGET (window->about_pane)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-catalogue", NULL);
  assert_fits (window);
  app_test_close_window (window);
  window = new_window (1300, 700, TS_FOLD_WIDE);
  g_assert_true (gtk_widget_is_ancestor (GTK_WIDGET (window->parameters), window->middle_box));
  app_test_close_window (window);
}

typedef struct {
  TsWindow *window;
  gboolean is_mapped;
} Rest;

static gboolean
is_as_wished (gpointer data)
{
  Rest *rest = data;

  return gtk_widget_get_mapped (GTK_WIDGET (rest->window->timeline)) == rest->is_mapped;
}

/* While nobody can see the window nothing in it waits to be brought up to date, and all is when it is seen again. */
static void
test_rests (void)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) scenario = app_test_find_scenario ("worker-pool");
  Rest rest = { window, TRUE };
  g_autofree char *before = NULL;

  ts_window_show_scenario (window, scenario, FALSE);
  app_test_wait (is_as_wished, &rest);
  ts_session_set_value (window->session, "jobs", 4);
  ts_window_set_resting (window, TRUE);
  rest.is_mapped = FALSE;
  app_test_wait (is_as_wished, &rest);
  before = g_strdup (adw_window_title_get_subtitle (window->title));
  g_signal_emit_by_name (window->session, "changed");
  g_assert_cmpuint (window->title_refresh.source, ==, 0);
  g_assert_true (ts_session_run (window->session, NULL));
  app_test_wait (is_idle, window->session);
  g_assert_cmpuint (window->title_refresh.source, ==, 0);
  ts_window_set_resting (window, FALSE);
  rest.is_mapped = TRUE;
  app_test_wait (is_as_wished, &rest);
  g_assert_cmpstr (adw_window_title_get_subtitle (window->title), !=, before);
  ts_session_set_dirty (window->session, FALSE);
  app_test_close_window (window);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/window/opens-on-the-catalogue", test_opens_on_the_catalogue);
  g_test_add_func ("/window/opens-the-main-menu", test_opens_the_main_menu);
  g_test_add_func ("/window/runs-a-scenario", test_runs_a_scenario);
  g_test_add_func ("/window/says-what-is-wrong-with-a-file", test_says_what_is_wrong_with_a_file);
  g_test_add_func ("/window/folds", test_folds);
  g_test_add_func ("/window/fits-the-smallest", test_fits_the_smallest);
  g_test_add_func ("/window/rests-while-nobody-sees-it", test_rests);
  return g_test_run ();
}
