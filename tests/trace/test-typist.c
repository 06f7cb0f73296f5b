/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The scripted typist, and runs that somebody types into.
 */
#include "config.h"

#include "make-run.h"
#include "ts-typist.h"

#define PROGRAM "keyboard keys\ntask Input\n  repeat 5\n    get keys\n    step\n"

static void
test_rhythm (void)
{
  TsTypist one, same, other;
  guint total_ms = 0, differ = 0, erased = 0;

  ts_typist_init (&one, 1);
  ts_typist_init (&same, 1);
  ts_typist_init (&other, 2);
  for (guint i = 0; i < 1000; i++)
    {
      guint delay, same_delay, other_delay;
      gunichar key = ts_typist_next (&one, &delay);

      g_assert_cmpuint (key, ==, ts_typist_next (&same, &same_delay));
      g_assert_cmpuint (key, ==, ts_typist_next (&other, &other_delay));
      g_assert_cmpuint (delay, ==, same_delay);
      g_assert_cmpuint (delay, >=, 30);
      g_assert_cmpuint (delay, <=, 600);
      g_assert_cmpuint (key, !=, 0x232B);    /* what stands for Backspace in the text */
      erased += key == '\b';
      differ += delay != other_delay;
      total_ms += delay;
    }
  g_assert_cmpuint (differ, >, 900);
  g_assert_cmpuint (erased, >, 3);
  g_assert_cmpuint (total_ms, >, 80 * 1000);
  g_assert_cmpuint (total_ms, <, 140 * 1000);
}

static TsRun *
start (const char *program, WayId way, TsTypistChoice typist)
{
  return make_run (program, &(TsRunPlan) { .way = way, .typist = typist, .seed = 7 });
}

static void
finish (TsRun *run)
{
  make_run_wait (run, ts_run_is_ended);
}

/* What Input has taken, as a text. */
static char *
read_taken (TsRun *run)
{
  const TsTask *input = ts_recording_get_tasks (ts_run_get_recording (run))->pdata[1];
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < input->marks->len; i++)
    {
      const TsMark *mark = &g_array_index (input->marks, TsMark, i);

      if (mark->kind != TS_MARK_TAKEN)
        continue;
      g_assert_cmpint (mark->value, <=, mark->time_ns);
      g_string_append_unichar (text, mark->detail);
    }
  return g_string_free (text, FALSE);
}

/* The fill of the keyboard goes up by keys and down by takes. */
static void
assert_keyboard_lane (TsRun *run)
{
  const TsObject *keys = ts_recording_get_objects (ts_run_get_recording (run))->pdata[0];
  guint n_slices = ts_lane_get_n_slices (keys->lane);

  g_assert_cmpint (keys->kind, ==, TS_OBJECT_KEYBOARD);
  g_assert_cmpuint (n_slices, >, 1);
  for (guint i = 1; i < n_slices; i++)
    {
      gint64 before = ts_lane_get_slice (keys->lane, i - 1)->who;
      gint64 value = ts_lane_get_slice (keys->lane, i)->who;

      g_assert_cmpint (ABS (value - before), <=, 5);
      g_assert_cmpint (value, <=, 5);
    }
}

static void
test_script (gconstpointer way)
{
  g_autoptr (TsRun) run = start (PROGRAM, GPOINTER_TO_UINT (way), TS_TYPIST_AT_ONCE);
  g_autofree char *taken = NULL;

  finish (run);
  taken = read_taken (run);
  g_assert_cmpstr (taken, ==, "Lette");
  g_assert_null (ts_run_get_failure (run));
  assert_keyboard_lane (run);
}

static void
test_person (gconstpointer way)
{
  g_autoptr (TsRun) run = start (PROGRAM, GPOINTER_TO_UINT (way), TS_TYPIST_PATIENT);
  g_autofree char *taken = NULL;

  g_assert_true (ts_run_has_keyboard (run));
  for (const char *p = "añ€𝄞!"; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (ts_run_type (run, g_utf8_get_char (p)));
  g_assert_false (ts_run_is_typed_by_script (run));
  finish (run);
  taken = read_taken (run);
  g_assert_cmpstr (taken, ==, "añ€𝄞!");
  g_assert_false (ts_run_type (run, 'x'));
}

static gboolean
types (TsRun *run)
{
  return ts_run_is_typed_by_script (run);
}

/* As soon as a person types, the script lets the keyboard go. */
static void
test_interruption (void)
{
  g_autoptr (TsRun) run = start (PROGRAM, WAY_THREADS, TS_TYPIST_AT_ONCE);
  g_autofree char *taken = NULL;

  while (!types (run))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 5; i++)
    g_assert_true (ts_run_type (run, 'x'));
  g_assert_false (types (run));
  finish (run);
  taken = read_taken (run);
  g_assert_true (g_str_has_suffix (taken, "xxxx"));
}

/* In virtual time the script types to the nanosecond as its rhythm says, and no person can. */
static void
test_simulated (void)
{
  g_autoptr (TsRun) run = start (PROGRAM, WAY_SIMULATED, TS_TYPIST_PATIENT);
  g_autofree char *taken = NULL;
  const TsTask *input;
  TsTypist typist;
  gint64 pressed_ns = 0;

  g_assert_false (ts_run_type (run, 'x'));
  finish (run);
  taken = read_taken (run);
  g_assert_cmpstr (taken, ==, "Lette");
  assert_keyboard_lane (run);

  ts_typist_init (&typist, 7);
  input = ts_recording_get_tasks (ts_run_get_recording (run))->pdata[1];
  for (guint i = 0; i < input->marks->len; i++)
    {
      const TsMark *mark = &g_array_index (input->marks, TsMark, i);
      guint delay_ms;

      if (mark->kind != TS_MARK_TAKEN)
        continue;
      ts_typist_next (&typist, &delay_ms);
      pressed_ns += delay_ms * G_GINT64_CONSTANT (1000000);
      g_assert_cmpint (mark->value, ==, pressed_ns);
    }
}

/* Who never looks at the keyboard stops even a script, and a program that waits for something else is at its end. */
static void
test_simulated_idle (void)
{
  g_autoptr (TsRun) run = start ("keyboard keys\nsemaphore none 0\ntask Input\n  sleep 5 s\n  get keys\n"
                                 "  print \"{keys}\"\n  acquire none\n  release none\n", WAY_SIMULATED, TS_TYPIST_AT_ONCE);
  GPtrArray *prints = ts_recording_get_prints (ts_run_get_recording (run));

  make_run_wait (run, ts_run_is_deadlocked);
  ts_run_stop (run);
  finish (run);
  g_assert_cmpuint (prints->len, ==, 1);
  /* 0.7 s of typing, and not 5. */
  g_assert_cmpint (g_ascii_strtoll (((TsPrint *) prints->pdata[0])->text, NULL, 10), <, 20);
}

static void
test_no_keyboard (void)
{
  g_autoptr (TsRun) run = start ("task A\n  compute 1 ms\n", WAY_THREADS, TS_TYPIST_AT_ONCE);

  g_assert_false (ts_run_has_keyboard (run));
  g_assert_false (ts_run_type (run, 'x'));
  finish (run);
}

int
main (int n_arguments, char **arguments)
{
  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/typist/rhythm", test_rhythm);
  g_test_add_data_func ("/typist/script/threads", GUINT_TO_POINTER (WAY_THREADS), test_script);
  g_test_add_data_func ("/typist/script/processes", GUINT_TO_POINTER (WAY_PROCESSES), test_script);
  g_test_add_data_func ("/typist/person/threads", GUINT_TO_POINTER (WAY_THREADS), test_person);
  g_test_add_data_func ("/typist/person/processes", GUINT_TO_POINTER (WAY_PROCESSES), test_person);
  g_test_add_func ("/typist/interruption", test_interruption);
  g_test_add_func ("/typist/simulated", test_simulated);
  g_test_add_func ("/typist/simulated-idle", test_simulated_idle);
  g_test_add_func ("/typist/no-keyboard", test_no_keyboard);
  return g_test_run ();
}
