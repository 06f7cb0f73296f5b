/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of figures, and of every slice.
 */
#include "config.h"

#include "app-test.h"

#include "ts-speed-up-view.h"
#include "ts-speed-up.h"
#include "ts-window-private.h"

#include <string.h>

#define MS G_GINT64_CONSTANT (1000000)

static void
add_slice (TsLane *lane, gint64 begin_ns, gint64 end_ns, TsState state, guint32 who)
{
  const TsSlice slice = { .begin_ns = begin_ns, .end_ns = end_ns, .state = (guint8) state, .who = who,
                          .core = state == TS_STATE_RUNNING ? 0 : TS_CORE_NONE };

  ts_lane_append (lane, &slice);
}

/* Two tasks on one core: the second runs while the first waits for a lock, and the other way round. */
static TsRecording *
new_recording (guint n_turns)
{
  TsRecording *recording = ts_recording_new ();
  TsCore *core = ts_recording_add_core (recording);
  TsTask *tasks[2];

  ts_set_string (&ts_recording_add_object (recording)->name, "door");
  for (guint i = 0; i < 2; i++)
    {
      tasks[i] = ts_recording_add_task (recording);
      tasks[i]->started_ns = 0;
      tasks[i]->ended_ns = n_turns * 2 * MS;
    }
  ts_set_string (&tasks[0]->name, "First");
  ts_set_string (&tasks[1]->name, "Second");
  for (guint turn = 0; turn < n_turns * 2; turn++)
    for (guint i = 0; i < 2; i++)
      {
        gboolean runs = turn % 2 == i;

        add_slice (tasks[i]->lane, turn * MS, (turn + 1) * MS, runs ? TS_STATE_RUNNING : TS_STATE_WAITING_LOCK, 0);
        if (runs)
          add_slice (core->lane, turn * MS, (turn + 1) * MS, TS_STATE_RUNNING, i);
      }
  ts_recording_get_facts (recording)->duration_ns = n_turns * 2 * MS;
  return recording;
}

static TsSliceItem *
get_item (TsSliceList *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (list), position);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, guint *n_items)
{
  g_assert_cmpuint (position + removed, <=, *n_items);
  *n_items += added - removed;
}

static void
test_slice_list (void)
{
  g_autoptr (TsRecording) recording = new_recording (10);
  g_autoptr (TsSliceList) list = ts_slice_list_new ();
  g_autoptr (TsSliceItem) item = NULL, of_range = NULL;
  g_autofree char *text = NULL;
  guint n_items = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &n_items);
  ts_slice_list_set (list, recording, (TsLaneId) { TS_LANE_NONE, 0 }, 0, G_MAXINT64);
  g_assert_cmpuint (n_items, ==, 40);
  item = get_item (list, 21);
  text = ts_slice_item_to_text (item);
  g_assert_cmpstr (text, ==, "Second\t1.0 ms\t1.00 ms\trunning\tCore 0");
  g_assert_cmpuint (ts_slice_list_find (list, (TsLaneId) { TS_LANE_TASK, 1 }, 1), ==, 21);
  g_assert_cmpuint (ts_slice_list_find (list, (TsLaneId) { TS_LANE_CORE, 0 }, 1), ==, TS_SLICE_LIST_NOWHERE);

  /* A part: what is cut by its borders belongs to it. */
  ts_slice_list_set (list, recording, (TsLaneId) { TS_LANE_TASK, 0 }, 3 * MS + 1, 5 * MS + 1);
  g_assert_cmpuint (n_items, ==, 3);
  of_range = get_item (list, 0);
  g_assert_cmpuint (ts_slice_item_get_position (of_range), ==, 3);
  g_assert_cmpuint (ts_slice_list_find (list, (TsLaneId) { TS_LANE_TASK, 0 }, 2), ==, TS_SLICE_LIST_NOWHERE);
  g_assert_null (get_item (list, 3));
  ts_slice_list_set (list, NULL, (TsLaneId) { TS_LANE_NONE, 0 }, 0, 1);
  g_assert_cmpuint (n_items, ==, 0);
}

/* Lanes grow, and take back what was shown open. */
static void
test_slice_list_grows (void)
{
  g_autoptr (TsRecording) recording = new_recording (2);
  g_autoptr (TsSliceList) list = ts_slice_list_new ();
  g_autoptr (TsSliceItem) item = NULL;
  TsLane *first = ((TsTask *) g_ptr_array_index (ts_recording_get_tasks (recording), 0))->lane;
  guint n_items = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &n_items);
  ts_slice_list_set (list, recording, (TsLaneId) { TS_LANE_NONE, 0 }, 0, G_MAXINT64);
  add_slice (first, 4 * MS, 5 * MS, TS_STATE_RUNNING, 0);
  ts_slice_list_update (list);
  g_assert_cmpuint (n_items, ==, 9);
  item = get_item (list, 4);
  g_assert_cmpint (ts_slice_item_get_slice (item)->begin_ns, ==, 4 * MS);
  ts_lane_cut (first, 2 * MS);
  ts_slice_list_update (list);
  g_assert_cmpuint (n_items, ==, 8);
  add_slice (ts_recording_add_task (recording)->lane, 0, MS, TS_STATE_RUNNING, 0);
  ts_slice_list_update (list);
  g_assert_cmpuint (n_items, ==, 9);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 9);
}

static TsWindow *
new_window (TsRecording *recording)
{
  TsWindow *window = app_test_new_window ();

  if (recording != NULL)
    ts_session_show_recording (window->session, recording);
  ts_window_show_page (window, "run");
  gtk_widget_set_visible (window->rail, TRUE);
  gtk_stack_set_visible_child_name (window->rail_stack, "figures");
  app_test_settle ();
  g_assert_nonnull (ts_figures_pane_get_tasks (window->figures_pane));
  return window;
}

static void
show_slices (TsWindow *window)
{
  GtkWidget *slices = GTK_WIDGET (ts_figures_pane_get_slices (window->figures_pane));

  gtk_stack_set_visible_child (GTK_STACK (gtk_widget_get_parent (slices)), slices);
  app_test_settle ();
}

static void
test_tables (void)
{
  g_autoptr (TsRecording) recording = new_recording (10);
  TsWindow *window = new_window (recording);
  g_autofree char *tasks = ts_figures_table_to_text (ts_figures_pane_get_tasks (window->figures_pane));
  g_autofree char *cores = ts_figures_table_to_text (ts_figures_pane_get_cores (window->figures_pane));

  g_assert_nonnull (strstr (tasks, "\nFirst\t10.0 ms\t0 s\t10.0 ms\t"));
  g_assert_nonnull (strstr (tasks, "\nSecond\t10.0 ms\t0 s\t10.0 ms\t"));
  g_assert_nonnull (strstr (cores, "\nCore 0\t20.0 ms\t100 %\t"));
  app_test_close_window (window);
}

static void
test_range (void)
{
  g_autoptr (TsRecording) recording = new_recording (10);
  TsWindow *window = new_window (recording);
  const TsSelection range = { .slice = -1, .begin_ns = 0, .end_ns = MS };
  g_autofree char *tasks = NULL, *whole = NULL;

  ts_viewport_select (ts_session_get_viewport (window->session), &range);
  tasks = ts_figures_table_to_text (ts_figures_pane_get_tasks (window->figures_pane));
  g_assert_nonnull (strstr (tasks, "\nFirst\t1.00 ms\t0 s\t0 s\t"));
  ts_viewport_clear_selection (ts_session_get_viewport (window->session));
  whole = ts_figures_table_to_text (ts_figures_pane_get_tasks (window->figures_pane));
  g_assert_nonnull (strstr (whole, "\nFirst\t10.0 ms\t"));
  app_test_close_window (window);
}

static void
test_sorting (void)
{
  TsFiguresTable *table = ts_figures_table_new ("Name", (TsFiguresColumn[]) { { "Count", TS_FIGURE_COUNT } }, 1, FALSE);
  GtkColumnView *view = ts_figures_table_get_view (table);
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (view), 1);
  g_autofree char *sorted = NULL, *moved = NULL, *sorted_again = NULL;

  g_object_ref_sink (table);
  ts_figures_table_set_n_rows (table, 3);
  ts_figures_table_set_row (table, 0, "a", (gint64[]) { 2 });
  ts_figures_table_set_row (table, 1, "b", (gint64[]) { 3 });
  ts_figures_table_set_row (table, 2, "c", (gint64[]) { 1 });
  gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
  sorted = ts_figures_table_to_text (table);
  g_assert_cmpstr (sorted, ==, "Name\tCount\nb\t3\na\t2\nc\t1\n");
  ts_figures_table_set_row (table, 2, "c", (gint64[]) { 9 });
  moved = ts_figures_table_to_text (table);
  g_assert_cmpstr (moved, ==, "Name\tCount\nb\t3\na\t2\nc\t9\n");
  ts_figures_table_sort (table);
  sorted_again = ts_figures_table_to_text (table);
  g_assert_cmpstr (sorted_again, ==, "Name\tCount\nc\t9\nb\t3\na\t2\n");
  g_object_unref (table);
}

static void
test_slices_and_timeline_select_each_other (void)
{
  g_autoptr (TsRecording) recording = new_recording (10);
  TsWindow *window = new_window (recording);
  TsViewport *viewport = ts_session_get_viewport (window->session);
  GtkSingleSelection *selection;
  const TsSelection other = { .lane = { TS_LANE_TASK, 1 }, .slice = 7 };

  show_slices (window);
  selection = ts_slice_table_get_selection (ts_figures_pane_get_slices (window->figures_pane));
  gtk_single_selection_set_selected (selection, 4);
  g_assert_cmpint (ts_viewport_get_selection (viewport)->lane.kind, ==, TS_LANE_TASK);
  g_assert_cmpuint (ts_viewport_get_selection (viewport)->lane.index, ==, 0);
  g_assert_cmpint (ts_viewport_get_selection (viewport)->slice, ==, 4);
  g_assert_cmpint (ts_viewport_get_instant_ns (viewport), ==, 4 * MS);
  ts_viewport_select (viewport, &other);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 27);
  ts_viewport_clear_selection (viewport);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, GTK_INVALID_LIST_POSITION);
  app_test_close_window (window);
}

/* A million slices are there at once: that is, without a million objects. */
static void
test_many_slices (void)
{
  g_autoptr (TsRecording) recording = new_recording (250000);
  TsWindow *window = new_window (recording);
  TsSliceList *list;
  const TsSelection last = { .lane = { TS_LANE_TASK, 1 }, .slice = 499999 };
  gint64 begin_us;

  begin_us = g_get_monotonic_time ();
  show_slices (window);
  g_test_message ("shown after %.1f ms", (double) (g_get_monotonic_time () - begin_us) / 1000);
  list = ts_slice_table_get_list (ts_figures_pane_get_slices (window->figures_pane));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1000000);
  ts_viewport_select (ts_session_get_viewport (window->session), &last);
  app_test_settle ();
  g_assert_cmpuint (gtk_single_selection_get_selected (
                        ts_slice_table_get_selection (ts_figures_pane_get_slices (window->figures_pane))), ==, 999999);
  app_test_close_window (window);
}

static gboolean
has_tasks (gpointer data)
{
  g_autofree char *text = ts_figures_table_to_text (data);

  return strstr (text, "\nA\t") != NULL;
}

static void
test_live (void)
{
  TsWindow *window = new_window (NULL);
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task A\n  repeat 20\n    compute 1 ms\n    sleep 5 ms\n");

  show_slices (window);
  ts_session_set_scenario (window->session, scenario);
  app_test_run (window->session);
  app_test_wait (has_tasks, ts_figures_pane_get_tasks (window->figures_pane));
  app_test_close_window (window);
}

/* The title of the first column lies wholly in what is seen of the table. */
static gboolean
shows_first_column (gpointer scroller)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (
      app_test_find_widget (scroller, GTK_TYPE_COLUMN_VIEW)));
  graphene_rect_t place;

  return gtk_widget_get_width (scroller) > 0 && gtk_widget_compute_bounds (title, scroller, &place)
         && place.size.width > 0 && place.origin.x >= 0
         && place.origin.x + place.size.width <= (float) gtk_widget_get_width (scroller);
}

/* From right to left the first column is the right one, and it is the one that is seen. */
static void
test_right_to_left (void)
{
  g_autoptr (TsRecording) recording = new_recording (10);
  GtkWidget *scroller;
  GtkAdjustment *adjustment;
  TsWindow *window;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = new_window (recording);
  scroller = app_test_find_widget (GTK_WIDGET (ts_figures_pane_get_tasks (window->figures_pane)),
                                   GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
  app_test_wait (shows_first_column, scroller);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >, gtk_adjustment_get_page_size (adjustment));
  app_test_close_window (window);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Where a program asks how much faster several cores are, the laws' lines are beside what was measured. */
static void
test_speed_up (void)
{
  g_autoptr (TsScenario) scenario = app_test_new_scenario (
      "set serial = 20 from 0 to 100\n"
      "task Alone\n  compute 30 ms\ntask Serial\n  compute serial * 300 us\n"
      "task Share x 2\n  compute (100 - serial) * 150 us\n"
      "main\n  start Alone\n  join Alone\n  start Serial\n  join Serial\n  start Share\n  join Share\n");
  const TsSelection part = { .slice = -1, .begin_ns = 0, .end_ns = MS };
  TsWindow *window = new_window (NULL);
  GtkWidget *chart = app_test_find_widget (GTK_WIDGET (window->figures_pane), TS_TYPE_SPEED_UP_VIEW);
  GtkWidget *plot = app_test_find_widget (chart, GTK_TYPE_DRAWING_AREA);
  g_autofree char *expected = NULL, *label = NULL;
  TsSpeedUp speed_up;

  g_assert_false (gtk_widget_get_visible (chart));
  ts_session_set_scenario (window->session, scenario);
  ts_session_set_way (window->session, WAY_SIMULATED);
  app_test_run (window->session);
  g_assert_true (gtk_widget_get_visible (chart));
  g_assert_true (ts_speed_up_measure (ts_session_get_recording (window->session), &speed_up));
  expected = g_strdup_printf ("measured: %.2f times as fast; Amdahl’s law, the same work: %.2f; Gustafson’s law, more "
                              "work: %.2f; on %u core%s; to the right: on more",
                              speed_up.measured, 1 / (0.2 + 0.8 / speed_up.cores), 0.2 + 0.8 * speed_up.cores,
                              speed_up.cores, speed_up.cores == 1 ? "" : "s");
  label = gtk_test_accessible_check_property (GTK_ACCESSIBLE (plot), GTK_ACCESSIBLE_PROPERTY_LABEL, expected);
  g_assert_null (label);
  ts_viewport_select (ts_session_get_viewport (window->session), &part);
  g_assert_false (gtk_widget_get_visible (chart));
  app_test_close_window (window);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/figures-pane/slice-list", test_slice_list);
  g_test_add_func ("/figures-pane/slice-list-grows", test_slice_list_grows);
  g_test_add_func ("/figures-pane/tables", test_tables);
  g_test_add_func ("/figures-pane/right-to-left", test_right_to_left);
  g_test_add_func ("/figures-pane/speed-up", test_speed_up);
  g_test_add_func ("/figures-pane/range", test_range);
  g_test_add_func ("/figures-pane/sorting", test_sorting);
  g_test_add_func ("/figures-pane/slices-and-timeline-select-each-other", test_slices_and_timeline_select_each_other);
  g_test_add_func ("/figures-pane/many-slices", test_many_slices);
  g_test_add_func ("/figures-pane/live", test_live);
  return g_test_run ();
}
