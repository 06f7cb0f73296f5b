/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The word processor's page: what was typed at an instant, slips, and a person who types into a run.
 */
#include "config.h"

#include "app-test.h"

#include <string.h>

#include "ts-slips.h"
#include "ts-typing-sheet.h"
#include "ts-window-private.h"

#define MS G_GINT64_CONSTANT (1000000)

#define PROGRAM "keyboard keys\ntask Input\n  repeat 6\n    get keys\n    step\n"

static void
add_mark (TsTask *task, gint64 time_ns, TsMarkKind kind, gint64 value, guint32 detail)
{
  const TsMark mark = { time_ns, value, detail, kind };

  g_array_append_val (task->marks, mark);
}

static void
add_slice (TsTask *task, gint64 begin_ns, gint64 end_ns, TsState state)
{
  const TsSlice slice = { begin_ns, end_ns, TS_WHO_NONE, TS_CORE_NONE, (guint8) state, 0 };

  ts_lane_append (task->lane, &slice);
}

static TsTask *
add_task (TsRecording *recording, const char *name)
{
  TsTask *task = ts_recording_add_task (recording);

  ts_set_string (&task->name, name);
  return task;
}

/* "ab", taken at 20 and 40 ms, "b" taken back at 60 ms, "c" at 80 ms; formatted at 30, 70 and 90 ms; saved from 45 to
 * 65 ms, and from 85 ms until the end. */
static TsRecording *
new_recording (void)
{
  static const gunichar characters[] = { 'a', 'b', TS_KEY_BACKSPACE, 'c' };
  TsRecording *recording = ts_recording_new ();
  TsTask *input = add_task (recording, "Input"), *formatting = add_task (recording, "Formatting");
  TsTask *saving = add_task (recording, "Saving");

  ts_recording_get_facts (recording)->duration_ns = 100 * MS;
  ts_recording_add_object (recording)->kind = TS_OBJECT_KEYBOARD;
  for (guint i = 0; i < G_N_ELEMENTS (characters); i++)
    add_mark (input, (20 * i + 20) * MS, TS_MARK_TAKEN, (18 * i + 10) * MS, characters[i]);
  add_mark (formatting, 30 * MS, TS_MARK_PROGRESS, 1, 0);
  add_mark (formatting, 70 * MS, TS_MARK_PROGRESS, 3, 0);
  add_mark (formatting, 90 * MS, TS_MARK_PROGRESS, 4, 0);
  add_slice (input, 0, 100 * MS, TS_STATE_WAITING_QUEUE);
  add_slice (saving, 0, 45 * MS, TS_STATE_WAITING_SLEEP);
  add_slice (saving, 45 * MS, 65 * MS, TS_STATE_WAITING_IO);
  add_slice (saving, 65 * MS, 85 * MS, TS_STATE_WAITING_SLEEP);
  add_slice (saving, 85 * MS, 100 * MS, TS_STATE_WAITING_IO);
  return recording;
}

static void
test_at_an_instant (void)
{
  const struct { gint64 time_ms; guint taken, formatted, saved; gboolean is_saving; } cases[] = {
    { 0, 0, 0, 0, FALSE },  { 20, 1, 0, 0, FALSE }, { 35, 1, 1, 0, FALSE }, { 50, 2, 1, 0, TRUE },
    { 65, 3, 1, 2, FALSE }, { 80, 4, 3, 2, FALSE }, { 95, 4, 4, 2, TRUE },  { 100, 4, 4, 2, TRUE },
  };
  g_autoptr (TsRecording) recording = new_recording ();
  g_autoptr (TsTyped) typed = ts_typed_new (recording);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time_ns = cases[i].time_ms * MS;

      g_assert_cmpuint (ts_typed_count_taken (typed, time_ns), ==, cases[i].taken);
      g_assert_cmpuint (ts_typed_count_formatted (typed, time_ns), ==, cases[i].formatted);
      g_assert_cmpuint (ts_typed_count_saved (typed, time_ns), ==, cases[i].saved);
      g_assert_cmpint (ts_typed_is_saving (typed, time_ns), ==, cases[i].is_saving);
    }
}

static void
test_lateness (void)
{
  g_autoptr (TsRecording) recording = new_recording ();
  g_autoptr (TsTyped) typed = ts_typed_new (recording);
  TsLateness lateness;

  ts_typed_get_lateness (typed, 0, &lateness);
  g_assert_cmpuint (lateness.n_keys, ==, 0);
  ts_typed_get_lateness (typed, 4, &lateness);   /* 10, 12, 14 and 16 ms */
  g_assert_cmpint (lateness.last_ns, ==, 16 * MS);
  g_assert_cmpint (lateness.median_ns, ==, 13 * MS);
  g_assert_cmpint (lateness.worst_ns, ==, 16 * MS);
  add_mark (ts_recording_get_tasks (recording)->pdata[1], 95 * MS, TS_MARK_TAKEN, 94 * MS, 'd');
  ts_typed_update (typed);
  ts_typed_get_lateness (typed, 5, &lateness);
  g_assert_cmpint (lateness.last_ns, ==, 1 * MS);
  g_assert_cmpint (lateness.median_ns, ==, 12 * MS);
}

/* Texts with their slips in brackets. */
static void
test_slips (void)
{
  const char *cases[] = {
    "", "A sheet of paper.", "Find [teh] slip.", "The [the] word.", "It is [sooo] late.", "One. [two] three.",
    "Don't say it's 1000 or 2, 2.", "Die. Die Katze.", "[small] letters", "Word, word.", "It's [it's]", "[Adn] so!",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) pieces = g_strsplit_set (cases[i], "[]", -1);
      g_autofree char *plain = g_strjoinv ("", pieces);
      glong length;
      g_autofree gunichar *text = g_utf8_to_ucs4_fast (plain, -1, &length);
      g_autoptr (GArray) slips = ts_slips_find (text, (guint) length, NULL);

      g_test_message ("“%s”", cases[i]);
      g_assert_cmpuint (slips->len, ==, g_strv_length (pieces) / 2);
      if (slips->len > 0)
        {
          const TsSlip *slip = &g_array_index (slips, TsSlip, 0);

          g_assert_cmpuint (slip->begin, ==, strlen (pieces[0]));
          g_assert_cmpuint (slip->end - slip->begin, ==, strlen (pieces[1]));
        }
    }
}

static TsWindow *
new_window (TsScenario *scenario)
{
  TsWindow *window = app_test_new_window ();

  ts_window_show_scenario (window, scenario, FALSE);
  gtk_widget_set_visible (window->rail, TRUE);
  app_test_settle ();
  return window;
}

static GtkWidget *
get_sheet (TsWindow *window)
{
  return app_test_find_widget (GTK_WIDGET (window->typing_page), TS_TYPE_TYPING_SHEET);
}

static char *
get_text (TsWindow *window)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_sheet (window)));
  GtkTextIter begin, end;

  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  return gtk_text_buffer_get_text (buffer, &begin, &end, TRUE);
}

/* The key as the sheet gets it when it has the focus; TRUE if it took it. */
static gboolean
press (TsWindow *window, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (get_sheet (window));
  gboolean taken = FALSE;

  for (guint i = 0; !taken && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &taken);
    }
  return taken;
}

typedef struct {
  TsWindow *window;
  const char *text;
} Wish;

static gboolean
has_text (gpointer data)
{
  const Wish *wish = data;
  g_autofree char *text = get_text (wish->window);

  return g_str_equal (text, wish->text);
}

static void
wait_for_text (TsWindow *window, const char *text)
{
  Wish wish = { window, text };

  app_test_wait (has_text, &wish);
}

static gboolean
is_running (gpointer data)
{
  return atomic_load (&ts_run_get_view (ts_session_get_run (data))->arena->phase) == PHASE_RUNNING;
}

static gboolean
is_idle (gpointer data)
{
  return ts_session_get_state (data) == TS_SESSION_IDLE;
}

static void
test_there_with_a_keyboard (void)
{
  g_autoptr (TsScenario) with = app_test_new_scenario (PROGRAM), without = app_test_new_scenario ("task A\n  step\n");
  TsWindow *window = new_window (with);

  g_assert_true (gtk_stack_page_get_visible (window->typing_stack_page));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->rail_stack), ==, "typing");
  ts_window_show_scenario (window, without, FALSE);
  g_assert_false (gtk_stack_page_get_visible (window->typing_stack_page));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->rail_stack), ==, "about");
  app_test_close_window (window);
}

static void
test_types_into_a_run (void)
{
  g_autoptr (TsScenario) scenario = app_test_new_scenario (PROGRAM);
  TsWindow *window = new_window (scenario);
  g_autofree char *then = NULL;
  GPtrArray *tasks;

  /* The first letter starts the run. */
  g_assert_true (press (window, GDK_KEY_a, 0));
  g_assert_cmpint (ts_session_get_state (window->session), ==, TS_SESSION_RUNNING);
  wait_for_text (window, "a");
  g_assert_true (press (window, GDK_KEY_space, 0));
  g_assert_true (press (window, GDK_KEY_B, GDK_SHIFT_MASK));
  wait_for_text (window, "a B");
  g_assert_cmpint (ts_session_get_state (window->session), ==, TS_SESSION_RUNNING);
  g_assert_true (press (window, GDK_KEY_BackSpace, 0));
  wait_for_text (window, "a ");
  g_assert_true (press (window, GDK_KEY_Return, 0));
  g_assert_true (press (window, GDK_KEY_odiaeresis, 0));
  wait_for_text (window, "a \nö");
  app_test_wait (is_idle, window->session);

  tasks = ts_recording_get_tasks (ts_session_get_recording (window->session));
  ts_viewport_set_instant_ns (ts_session_get_viewport (window->session), 0);
  wait_for_text (window, "");
  ts_viewport_set_instant_ns (ts_session_get_viewport (window->session),
                              ((TsTask *) tasks->pdata[tasks->len - 1])->ended_ns);
  wait_for_text (window, "a \nö");
  app_test_close_window (window);
}

/* What moves about, and shortcuts, are not for the sheet. */
static void
test_leaves_shortcuts_alone (void)
{
  g_autoptr (TsScenario) scenario = app_test_new_scenario (PROGRAM);
  TsWindow *window = new_window (scenario);

  g_assert_false (press (window, GDK_KEY_r, GDK_CONTROL_MASK));
  g_assert_false (press (window, GDK_KEY_Home, GDK_ALT_MASK));
  g_assert_false (press (window, GDK_KEY_Tab, 0));
  g_assert_false (press (window, GDK_KEY_F5, 0));
  g_assert_cmpint (ts_session_get_state (window->session), ==, TS_SESSION_IDLE);
  app_test_close_window (window);
}

static void
test_waits_while_paused (void)
{
  g_autoptr (TsScenario) scenario = app_test_new_scenario (PROGRAM);
  TsWindow *window = new_window (scenario);
  TsRun *run;

  g_assert_true (ts_session_run (window->session, NULL));
  app_test_wait (is_running, window->session);
  ts_session_pause (window->session);
  run = ts_session_get_run (window->session);
  g_assert_true (press (window, GDK_KEY_x, 0));
  g_assert_cmpuint (keyboard_left (&ts_run_get_view (run)->arena->keyboard), ==, 1);
  ts_session_pause (window->session);
  wait_for_text (window, "x");
  ts_session_stop (window->session);
  app_test_wait (is_idle, window->session);
  /* The run is over: nothing is typed any more, and nothing starts. */
  g_assert_true (press (window, GDK_KEY_y, 0));
  g_assert_cmpint (ts_session_get_state (window->session), ==, TS_SESSION_IDLE);
  app_test_close_window (window);
}

static void
test_closes_while_typing (void)
{
  g_autoptr (TsScenario) scenario = app_test_new_scenario (PROGRAM);
  TsWindow *window = new_window (scenario);

  g_assert_true (press (window, GDK_KEY_a, 0));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/typing-page/at-an-instant", test_at_an_instant);
  g_test_add_func ("/typing-page/lateness", test_lateness);
  g_test_add_func ("/typing-page/slips", test_slips);
  g_test_add_func ("/typing-page/there-with-a-keyboard", test_there_with_a_keyboard);
  g_test_add_func ("/typing-page/types-into-a-run", test_types_into_a_run);
  g_test_add_func ("/typing-page/leaves-shortcuts-alone", test_leaves_shortcuts_alone);
  g_test_add_func ("/typing-page/waits-while-paused", test_waits_while_paused);
  g_test_add_func ("/typing-page/closes-while-typing", test_closes_while_typing);
  return g_test_run ();
}
