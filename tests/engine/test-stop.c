/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stopping a crowd.  The kernel takes a while to dissolve a thousand processes, in which sleepers wake
 * and get a core: none of them may begin another instruction, and that time is not part of the run.
 */
#include "clock.h"
#include "run.h"
#include "runner.h"
#include "script.h"

enum {
  MOST_SLEEPERS = 1000,
  SLEEP_NS = 100000000, /* shorter than the kernel takes, and all can be started meanwhile */
};

static Program program;

/* Of those who need one lock to go on, so many as it can serve also under the thread sanitizer. */
static guint
count_sleepers (WayId way)
{
  return way_traits[way].has_interpreter_lock ? 200 : MOST_SLEEPERS;
}

static gboolean
all_make_steps (Run *run, gpointer data)
{
  for (uint32_t i = 1; i < run->view.task_count; i++)
    if (arena_task (&run->view, i)->progress == 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_stopped (Run *run, gpointer data)
{
  return run->view.arena->end_ns != 0;
}

static void
start_sleepers (Run *run, WayId way)
{
  int32_t begin;

  script_init (&program);
  script_task (&program, KIND_TASK, "Sleeper", count_sleepers (way));
  begin = script_emit (&program, OP_SLEEP, 0, SLEEP_NS);
  script_emit (&program, OP_STEP, 0, 0);
  script_emit_jump (&program, OP_JUMP, begin, 0);
  script_main (&program);
  run_start (run, &program, way);
  run_wait_until (run, all_make_steps, NULL);
}

/* How many notes of the task, on lines begun and steps made, are later than the end of the run. */
static guint
count_late_notes (Run *run, uint32_t slot)
{
  guint count = 0;

  for (guint i = 0; i < run->events[slot]->len; i++)
    {
      const Event *event = &g_array_index (run->events[slot], Event, i);

      if (event->kind == EVENT_LINE || event->kind == EVENT_STEP)
        count += event->time_ns > run->view.arena->end_ns;
    }
  return count;
}

static void
test_nothing_goes_on (gconstpointer data)
{
  g_autofree uint64_t *progress = g_new0 (uint64_t, MOST_SLEEPERS + 1);
  guint late_notes = 0, late_steps = 0;
  uint64_t sent_ns;
  Run run;

  start_sleepers (&run, (WayId) GPOINTER_TO_INT (data));
  sent_ns = (uint64_t) g_get_monotonic_time () * 1000;
  run_send (&run, RUNNER_STOP);
  while (!is_stopped (&run, NULL))
    g_usleep (100);
  for (uint32_t i = 1; i < run.view.task_count; i++)
    progress[i] = arena_task (&run.view, i)->progress;
  run_wait (&run);

  g_assert_cmpuint (run.view.arena->phase, ==, PHASE_ENDED);
  g_assert_cmpuint (run.view.arena->end_ns, >=, sent_ns);
  for (uint32_t i = 1; i < run.view.task_count; i++)
    {
      TaskSlot *slot = arena_task (&run.view, i);

      late_notes += count_late_notes (&run, i);
      late_steps += slot->progress != progress[i];
      g_assert_cmpuint (slot->state, ==, TASK_ENDED);
      g_assert_cmpuint (slot->ended_ns, <=, run.view.arena->end_ns);
    }

  /* A task may have been put off its core between looking at the control word and noting its line. */
  g_test_message ("%u notes and %u steps after the stop", late_notes, late_steps);
  g_assert_cmpuint (late_notes, <=, 2 * run.view.core_count);
  g_assert_cmpuint (late_steps, <=, run.view.core_count);
  run_finish (&run);
}

static gboolean
all_are_frozen (Run *run, gpointer data)
{
  return run_stands_still (run);
}

/* The control word alone, before anybody is killed, keeps every task from its next instruction. */
static void
test_word_is_enough (gconstpointer data)
{
  static const struct { const char *name; Operation operation; } kinds[] = {
    { "Computing", OP_COMPUTE }, { "Sleeping", OP_SLEEP }, { "Reading", OP_READ },
  };
  uint64_t progress = 0, later = 0;
  guint late_notes = 0;
  Run run;

  script_init (&program);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int32_t begin;

      script_task (&program, KIND_TASK, kinds[i].name, 4);
      begin = script_emit (&program, kinds[i].operation, 0, 1000000);
      script_emit (&program, OP_STEP, 0, 0);
      script_emit_jump (&program, OP_JUMP, begin, 0);
    }
  script_main (&program);
  run_start (&run, &program, (WayId) GPOINTER_TO_INT (data));
  run_wait_until (&run, all_make_steps, NULL);

  run.view.arena->control = CONTROL_STOP;
  run.view.arena->end_ns = now_ns ();
  run_wait_until (&run, all_are_frozen, NULL);
  for (uint32_t i = 1; i < run.view.task_count; i++)
    progress += arena_task (&run.view, i)->progress;
  g_usleep (30000); /* long enough for each to make ten steps */
  run_drain (&run);
  for (uint32_t i = 1; i < run.view.task_count; i++)
    {
      later += arena_task (&run.view, i)->progress;
      late_notes += count_late_notes (&run, i);
    }
  g_assert_cmpuint (later, ==, progress);
  g_assert_cmpuint (late_notes, <=, 2 * run.view.core_count);

  run_send (&run, RUNNER_STOP);
  run_wait (&run);
  run_finish (&run);
}

static gboolean
main_has_ended (Run *run, gpointer data)
{
  return arena_task (&run->view, 0)->state == TASK_ENDED;
}

/* Ends by itself: with the last task, not when the last process is gone. */
static void
test_ends_with_last_task (gconstpointer data)
{
  uint64_t last_ns = 0;
  Run run;

  script_init (&program);
  script_task (&program, KIND_TASK, "Worker", 3);
  script_emit (&program, OP_SLEEP, 0, SLEEP_NS);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
  run_start (&run, &program, (WayId) GPOINTER_TO_INT (data));
  run_wait_until (&run, main_has_ended, NULL);
  run_wait (&run);
  for (uint32_t i = 0; i < run.view.task_count; i++)
    last_ns = MAX (last_ns, arena_task (&run.view, i)->ended_ns);
  g_assert_cmpuint (run.view.arena->end_ns, ==, last_ns);
  run_finish (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  run_add_test_of_ways ("stop", "nothing-goes-on", test_nothing_goes_on);
  run_add_test_of_ways ("stop", "word-is-enough", test_word_is_enough);
  run_add_test_of_ways ("stop", "ends-with-last-task", test_ends_with_last_task);
  return g_test_run ();
}
