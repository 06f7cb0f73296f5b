/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keyboard: every key is taken once and in order, whoever takes it, and waiting for one is no deadlock.
 */
#include "clock.h"
#include "run.h"
#include "runner.h"
#include "script.h"

enum { TAKERS = 3, EACH = 200, KEYS = TAKERS * EACH };

static Program program;

static WayId
way_of_test (gconstpointer data)
{
  return (WayId) GPOINTER_TO_INT (data);
}

/* `takers` tasks, each of which takes `each` keys. */
static void
make_program (uint32_t takers, int64_t each)
{
  uint16_t keyboard;
  int32_t repeat;

  script_init (&program);
  keyboard = script_object (&program, OBJECT_KEYBOARD, "keys", 0);
  script_task (&program, KIND_TASK, "Taker", takers);
  repeat = script_repeat (&program, each);
  script_emit (&program, OP_GET, keyboard, 0);
  script_emit (&program, OP_STEP, 0, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
}

static void
press (Run *run, uint32_t character)
{
  g_assert_true (keyboard_press (&run->view.arena->keyboard, character, now_ns ()));
}

static gboolean
waits (Run *run, gpointer data)
{
  return run_waits_for (run, 1, WAIT_QUEUE);
}

static gboolean
has_taken (Run *run, gpointer count)
{
  return run->view.arena->keyboard.taken == GPOINTER_TO_UINT (count);
}

/* The characters that task `slot` has taken; each no earlier than it was pressed. */
static GArray *
list_taken (Run *run, uint32_t slot)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (uint32_t));

  for (guint i = 0; i < run->events[slot]->len; i++)
    {
      const Event *event = &g_array_index (run->events[slot], Event, i);

      if (event->kind != EVENT_TAKE)
        continue;
      g_assert_cmpuint (event->time_ns, >=, (uint64_t) event->value);
      g_array_append_val (taken, event->task);
    }
  return taken;
}

static void
test_each_once (gconstpointer data)
{
  gboolean seen[KEYS] = { FALSE };
  Run run;

  make_program (TAKERS, EACH);
  run_start (&run, &program, way_of_test (data));
  for (uint32_t i = 0; i < KEYS; i++)
    {
      press (&run, i);
      if (i % 50 == 0)
        g_usleep (2000);
    }
  run_wait (&run);
  for (uint32_t slot = 1; slot <= TAKERS; slot++)
    {
      GArray *taken = list_taken (&run, slot);

      g_assert_cmpuint (taken->len, ==, EACH);
      for (guint i = 0; i < taken->len; i++)
        {
          uint32_t key = g_array_index (taken, uint32_t, i);

          g_assert_cmpuint (key, <, KEYS);
          g_assert_false (seen[key]);
          g_assert_true (i == 0 || key > g_array_index (taken, uint32_t, i - 1));
          seen[key] = TRUE;
        }
      g_array_unref (taken);
    }
  g_assert_cmpuint (keyboard_left (&run.view.arena->keyboard), ==, 0);
  run_finish (&run);
}

/* Who waits for a key is woken by it, and ready since it was pressed. */
static void
test_wakes (gconstpointer data)
{
  const Event *wake, *take;
  Run run;

  make_program (1, 1);
  run_start (&run, &program, way_of_test (data));
  run_wait_until (&run, waits, NULL);
  g_usleep (2000);
  press (&run, 'a');
  run_wait (&run);
  run_first_wait (&run, 1, WAIT_QUEUE, &wake);
  take = run_last (&run, 1, EVENT_TAKE);
  g_assert_cmpuint (take->task, ==, 'a');
  g_assert_cmpint (wake->value, ==, take->value);
  g_assert_cmpuint (wake->task, ==, NO_TASK);
  run_finish (&run);
}

/* All tasks wait, but not for one another. */
static void
test_no_deadlock (gconstpointer data)
{
  Run run;

  make_program (2, 1);
  run_start (&run, &program, way_of_test (data));
  run_wait_until (&run, waits, NULL);
  for (int i = 0; i < 50; i++)
    {
      g_usleep (10000);
      g_assert_cmpuint (run.view.arena->deadlock_ns, ==, 0);
    }
  run_send (&run, RUNNER_STOP);
  run_wait (&run);
  run_finish (&run);
}

static gboolean
is_paused (Run *run, gpointer data)
{
  return run->view.arena->control == CONTROL_PAUSE;
}

/* Keys that are pressed during a pause have their effect behind it. */
static void
test_pause (gconstpointer data)
{
  Run run;

  make_program (1, 3);
  run_start (&run, &program, way_of_test (data));
  run_wait_until (&run, waits, NULL);
  run_send (&run, RUNNER_PAUSE);
  run_wait_until (&run, is_paused, NULL);
  for (uint32_t i = 0; i < 3; i++)
    press (&run, 'a' + i);
  g_usleep (30000);
  g_assert_cmpuint (run.view.arena->keyboard.taken, ==, 0);
  run_send (&run, RUNNER_RESUME);
  run_wait (&run);
  g_assert_true (has_taken (&run, GUINT_TO_POINTER (3)));
  run_finish (&run);
}

/* As many as there is room for, again and again. */
static void
test_full (void)
{
  static Keyboard keyboard;
  uint32_t character;
  uint64_t pressed_ns;

  for (uint32_t round = 0; round < 3; round++)
    {
      for (uint32_t i = 0; i < MAX_KEYS; i++)
        g_assert_true (keyboard_press (&keyboard, i, i + 1));
      g_assert_false (keyboard_press (&keyboard, 'x', 1));
      g_assert_cmpuint (keyboard_left (&keyboard), ==, MAX_KEYS);
      for (uint32_t i = 0; i < MAX_KEYS; i++)
        {
          g_assert_true (keyboard_take (&keyboard, &character, &pressed_ns));
          g_assert_cmpuint (character, ==, i);
          g_assert_cmpuint (pressed_ns, ==, i + 1);
        }
      g_assert_false (keyboard_take (&keyboard, &character, &pressed_ns));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  run_add_test_of_ways ("keyboard", "each-once", test_each_once);
  run_add_test_of_ways ("keyboard", "wakes", test_wakes);
  run_add_test_of_ways ("keyboard", "no-deadlock", test_no_deadlock);
  run_add_test_of_ways ("keyboard", "pause", test_pause);
  g_test_add_func ("/keyboard/full", test_full);
  return g_test_run ();
}
