/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of workers: what its rows say, selection both ways, and a thousand of them.
 */
#include "config.h"

#include "app-test.h"

#include "make-recording.h"
#include "ts-moment.h"
#include "ts-palette.h"
#include "ts-window-private.h"
#include "ts-worker-row.h"

#define MS G_GINT64_CONSTANT (1000000)

static TsRecording *
new_recording (guint n_tasks)
{
  const MakeRecording options = { .n_cores = 2, .n_tasks = n_tasks, .n_slices = 400, .seed = 7 };
  TsRecording *recording = make_recording (&options);
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  for (guint i = 0; i < tasks->len; i++)
    {
      TsTask *task = g_ptr_array_index (tasks, i);

      task->total = MAX (1, (gint64) task->progress) * 2;
    }
  return recording;
}

/* All rows below `widget` that can be seen or not, in no order. */
static void
collect_rows (GtkWidget *widget, GPtrArray *rows)
{
  if (TS_IS_WORKER_ROW (widget))
    g_ptr_array_add (rows, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_rows (child, rows);
}

static GPtrArray *
get_rows (TsWindow *window)
{
  GPtrArray *rows = g_ptr_array_new ();

  collect_rows (GTK_WIDGET (window->worker_list), rows);
  return rows;
}

static gboolean
has_rows (gpointer data)
{
  g_autoptr (GPtrArray) rows = get_rows (data);

  return rows->len > 0 && gtk_widget_get_height (g_ptr_array_index (rows, 0)) > 0;
}

static TsWindow *
new_window_with (TsRecording *recording)
{
  TsWindow *window = app_test_new_window ();

  ts_session_show_recording (window->session, recording);
  ts_window_show_page (window, "run");
  app_test_wait (has_rows, window);
  app_test_settle ();
  return window;
}

/* The row of a task, found by its name. */
static TsWorkerRow *
find_row (TsWindow *window, const char *name)
{
  g_autoptr (GPtrArray) rows = get_rows (window);
  g_autofree char *beginning = g_strdup_printf ("%s, ", name);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *sentence = ts_worker_row_describe (g_ptr_array_index (rows, i));

      if (g_str_has_prefix (sentence, beginning))
        return g_ptr_array_index (rows, i);
    }
  return NULL;
}

typedef struct {
  TsWindow *window;
  TsRecording *recording;
  guint task;
  gint64 time_ns;
} Expected;

static gboolean
row_shows_it (gpointer data)
{
  const Expected *expected = data;
  const TsTask *task = g_ptr_array_index (ts_recording_get_tasks (expected->recording), expected->task);
  TsWorkerRow *row = find_row (expected->window, task->name);
  GtkWidget *bar = row != NULL ? app_test_find_widget (GTK_WIDGET (row), GTK_TYPE_PROGRESS_BAR) : NULL;
  TsMoment moment;
  g_autofree char *sentence = NULL, *state = NULL, *progress = NULL;

  if (row == NULL)
    return FALSE;
  ts_moment_look (&moment, expected->recording, expected->task, expected->time_ns);
  state = ts_moment_describe (&moment, expected->recording);
  progress = g_strdup_printf ("%u of %u", (guint) moment.progress, (guint) moment.total);
  sentence = ts_worker_row_describe (row);
  return strstr (sentence, state) != NULL && strstr (sentence, progress) != NULL
         && gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)) == moment.fraction;
}

/* Waits until the row of that task shows it as it was at time_ns; the list does not hurry. */
static void
assert_shows (TsWindow *window, TsRecording *recording, guint task, gint64 time_ns)
{
  Expected expected = { window, recording, task, time_ns };

  app_test_wait (row_shows_it, &expected);
}

static void
test_rows_show_the_instant (void)
{
  g_autoptr (TsRecording) recording = new_recording (5);
  TsWindow *window = new_window_with (recording);
  TsViewport *viewport = ts_session_get_viewport (window->session);
  gint64 length_ns = ts_viewport_get_length_ns (viewport);

  for (int i = 0; i <= 6; i++)
    {
      ts_viewport_set_instant_ns (viewport, length_ns * i / 6);
      for (guint task = 1; task < 5; task++)
        assert_shows (window, recording, task, length_ns * i / 6);
    }
  g_assert_null (find_row (window, "Worker 1")); /* the main task shows no progress */
  app_test_close_window (window);
}

static void
test_killed (void)
{
  g_autoptr (TsRecording) recording = new_recording (4);
  TsTask *task = g_ptr_array_index (ts_recording_get_tasks (recording), 2);
  TsWindow *window;
  GtkWidget *bar;

  task->exit_status = 9;
  window = new_window_with (recording);
  assert_shows (window, recording, 2, ts_recording_get_end_ns (recording));
  bar = app_test_find_widget (GTK_WIDGET (find_row (window, task->name)), GTK_TYPE_PROGRESS_BAR);
  g_assert_true (gtk_widget_has_css_class (bar, "error"));
  bar = app_test_find_widget (GTK_WIDGET (find_row (window, "Worker 2")), GTK_TYPE_PROGRESS_BAR);
  g_assert_false (gtk_widget_has_css_class (bar, "error"));
  app_test_close_window (window);
}

static void
test_selection_both_ways (void)
{
  g_autoptr (TsRecording) recording = new_recording (6);
  TsWindow *window = new_window_with (recording);
  TsViewport *viewport = ts_session_get_viewport (window->session);
  GtkListView *view = GTK_LIST_VIEW (app_test_find_widget (GTK_WIDGET (window->worker_list), GTK_TYPE_LIST_VIEW));
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (view));
  TsSelection slice = { .lane = { TS_LANE_TASK, 4 }, .slice = 3 };

  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, GTK_INVALID_LIST_POSITION);
  gtk_single_selection_set_selected (selection, 1);
  g_assert_cmpint (ts_viewport_get_selection (viewport)->lane.kind, ==, TS_LANE_TASK);
  g_assert_cmpuint (ts_viewport_get_selection (viewport)->lane.index, ==, 2);

  /* A slice of a task selects its row, and stays selected. */
  ts_viewport_select (viewport, &slice);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 3);
  g_assert_cmpint (ts_viewport_get_selection (viewport)->slice, ==, 3);

  ts_viewport_select_lane (viewport, (TsLaneId) { TS_LANE_CORE, 0 });
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, GTK_INVALID_LIST_POSITION);
  g_assert_cmpint (ts_viewport_get_selection (viewport)->lane.kind, ==, TS_LANE_CORE);
  app_test_close_window (window);
}

static void
test_a_thousand (void)
{
  g_autoptr (TsRecording) many = new_recording (1000), few = new_recording (4);
  TsWindow *window = new_window_with (many);
  TsViewport *viewport = ts_session_get_viewport (window->session);
  g_autoptr (GPtrArray) rows = get_rows (window);

  g_assert_cmpuint (rows->len, <, 300);
  g_assert_null (find_row (window, "Worker 1000"));
  ts_viewport_select_lane (viewport, (TsLaneId) { TS_LANE_TASK, 999 });
  assert_shows (window, many, 999, ts_viewport_get_instant_ns (viewport));
  ts_viewport_set_instant_ns (viewport, 5 * MS);
  assert_shows (window, many, 999, 5 * MS);

  /* A shorter recording while the list is scrolled to its end. */
  ts_session_show_recording (window->session, few);
  assert_shows (window, few, 3, ts_viewport_get_instant_ns (viewport));
  app_test_close_window (window);
}

/* Where there is little room the number is left out, the bar never. */
static void
test_little_room (void)
{
  g_autoptr (TsRecording) recording = new_recording (4);
  TsWindow *window = new_window_with (recording);
  GtkWidget *row = GTK_WIDGET (find_row (window, "Worker 2"));
  GtkWidget *bar = app_test_find_widget (row, GTK_TYPE_PROGRESS_BAR);
  GtkWidget *number = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (gtk_widget_get_first_child (row)));
  int minimum;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (row, minimum, 32, -1, NULL);
  g_assert_false (gtk_widget_get_child_visible (number));
  g_assert_true (gtk_widget_get_child_visible (bar));
  g_assert_cmpint (gtk_widget_get_width (bar), >=, 60);
  gtk_widget_allocate (row, 1200, 32, -1, NULL);
  g_assert_true (gtk_widget_get_child_visible (number));
  app_test_close_window (window);
}

static void
test_progress_in_words (void)
{
  const struct { guint64 done; gint64 total; const char *words; } cases[] = {
    { 33, 60, "33 of 60" }, { 1, -1, "1 step" }, { 12, -1, "12 steps" }, { 0, 0, "" },
    { 11000, 20000, "55 %" }, { 30000, 20000, "100 %" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = ts_worker_describe_progress (cases[i].done, cases[i].total);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static guint
to_byte (double component)
{
  return (guint) (component * 255 + 0.5);
}

/* The style sheet repeats the palette's colours, as bars are GTK's own. */
static void
test_bars_have_the_colours_of_tasks (void)
{
  const TsPalette *palette = ts_palette_get (TS_APPEARANCE_LIGHT);
  g_autoptr (GBytes) style = g_resources_lookup_data (TS_RESOURCES "style.css", 0, NULL);
  const char *text = g_bytes_get_data (style, NULL);

  for (guint i = 0; i < TS_N_SHADES - 1; i++)
    {
      const TsColor *fill = ts_palette_get_task (palette, i), *edge = ts_palette_get_task_edge (palette, i);
      g_autofree char *rule = g_strdup_printf (
          ".ts-task-%u progress { background-color: #%02x%02x%02x; box-shadow: inset 0 0 0 1px #%02x%02x%02x; }", i,
          to_byte (fill->red), to_byte (fill->green), to_byte (fill->blue), to_byte (edge->red),
          to_byte (edge->green), to_byte (edge->blue));

      g_assert_nonnull (g_strstr_len (text, (gssize) g_bytes_get_size (style), rule));
    }
}

static void
test_runs_live (void)
{
  TsWindow *window = app_test_new_window ();
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task Worker x 3\n  repeat 5\n    sleep 2 ms\n    step\n");

  ts_window_show_scenario (window, scenario, FALSE);
  app_test_run (window->session);
  for (guint task = 1; task <= 3; task++)
    assert_shows (window, ts_session_get_recording (window->session), task,
                  ts_viewport_get_instant_ns (ts_session_get_viewport (window->session)));
  app_test_close_window (window);
}

static guint
count_without_text (GtkWidget *widget)
{
  guint n_without = GTK_IS_INSCRIPTION (widget) && gtk_inscription_get_text (GTK_INSCRIPTION (widget)) == NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_without += count_without_text (child);
  return n_without;
}

/* GTK has a critical warning when a screen reader asks for a text that is NULL: what is empty must be "". */
static void
test_screen_readers_find_text (void)
{
  g_autoptr (TsScenario) scenario = app_test_new_scenario ("task Worker\n  sleep 2 ms\n");
  TsWindow *window = app_test_new_window ();

  g_assert_cmpuint (count_without_text (GTK_WIDGET (window)), ==, 0);
  ts_window_show_scenario (window, scenario, FALSE);
  ts_session_set_way (window->session, WAY_LOOP);
  app_test_run (window->session);
  app_test_wait (has_rows, window);
  g_assert_cmpuint (count_without_text (GTK_WIDGET (window)), ==, 0);
  app_test_close_window (window);
}

int
main (int n_arguments, char **arguments)
{
  app_test_init (&n_arguments, &arguments);
  g_test_add_func ("/workers/rows-show-the-instant", test_rows_show_the_instant);
  g_test_add_func ("/workers/killed", test_killed);
  g_test_add_func ("/workers/selection-both-ways", test_selection_both_ways);
  g_test_add_func ("/workers/a-thousand", test_a_thousand);
  g_test_add_func ("/workers/little-room", test_little_room);
  g_test_add_func ("/workers/progress-in-words", test_progress_in_words);
  g_test_add_func ("/workers/bars-have-the-colours-of-tasks", test_bars_have_the_colours_of_tasks);
  g_test_add_func ("/workers/run-live", test_runs_live);
  g_test_add_func ("/workers/screen-readers-find-text", test_screen_readers_find_text);
  return g_test_run ();
}
