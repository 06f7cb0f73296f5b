/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which source a run gets, and what each leaves: gaps in the tasks' rings, or switches in the cores'.
 */
#include "clock.h"
#include "exact-source.h"
#include "run.h"
#include "runner.h"
#include "script.h"
#include "tick.h"

#include <signal.h>

#define MS INT64_C (1000000)

static Program program;

/* Two tasks that compute on one core, so that they must take turns. */
static void
make_rivals (void)
{
  CoreSet allowed;

  g_assert_true (core_set_allowed (&allowed));
  script_init (&program);
  script_task (&program, KIND_TASK, "Rival", 2);
  script_emit (&program, OP_CORES_ADD, 0, core_set_at (&allowed, 0));
  script_emit (&program, OP_PIN, 0, 0);
  script_emit (&program, OP_COMPUTE, 0, 40 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
}

/* What is left of a task's life without its gaps. */
static uint64_t
running_ns (Run *run, uint32_t slot)
{
  uint64_t running = arena_task (&run->view, slot)->ended_ns - arena_task (&run->view, slot)->started_ns;

  uint64_t waits_since = 0;

  for (guint i = 0; i < run->events[slot]->len; i++)
    {
      const Event *event = &g_array_index (run->events[slot], Event, i);

      /* For an interpreter lock it waits, too. */
      if (event->kind == EVENT_WAIT)
        waits_since = event->time_ns;
      else if (event->kind == EVENT_WAKE)
        running -= event->time_ns - waits_since;
      if (event->kind != EVENT_GAP)
        continue;
      g_assert_cmpint (event->value, <=, event->time_ns);
      running -= event->time_ns - (uint64_t) event->value;
    }
  return running;
}

/* One core cannot run two tasks: without their gaps both together fit into the run (with 5 % for holes too short to
 * be noted). */
static void
test_self_timed (gconstpointer data)
{
  uint64_t both, wall;
  Run run;

  make_rivals ();
  run_to_end (&run, &program, (WayId) GPOINTER_TO_INT (data));
  g_assert_cmpuint (run.view.arena->source, ==, SOURCE_SELF_TIMED);
  g_assert_cmpint (run.view.arena->source_errno, ==, 0);
  if (GPOINTER_TO_INT (data) != WAY_GIL) /* there they wait for the lock instead */
    {
      g_assert_cmpuint (run_count (&run, 1, EVENT_GAP, NO_OBJECT), >, 0);
      g_assert_cmpuint (run_count (&run, 2, EVENT_GAP, NO_OBJECT), >, 0);
    }
  both = running_ns (&run, 1) + running_ns (&run, 2);
  wall = run.view.arena->end_ns - run.view.arena->start_ns;
  g_assert_cmpuint (both, <=, wall + wall / 20);
  run_finish (&run);
}

/* Gaps of `slot` that are at least so long. */
static guint
count_gaps (Run *run, uint32_t slot, int64_t least_ns)
{
  guint count = 0;

  for (guint i = 0; i < run->events[slot]->len; i++)
    {
      const Event *event = &g_array_index (run->events[slot], Event, i);

      count += event->kind == EVENT_GAP && (int64_t) event->time_ns - event->value >= least_ns;
    }
  return count;
}

/* How often the kernel says that it has taken the task's core away. */
static guint
count_put_aside (Run *run, uint32_t slot)
{
  const TaskSlot *task = arena_task (&run->view, slot);
  g_autofree char *path = g_strdup_printf ("/proc/%u/task/%u/status", task->pid, task->tid), *text = NULL;
  const char *number;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  number = strstr (text, "nonvoluntary_ctxt_switches:");
  g_assert_nonnull (number);
  return (guint) g_ascii_strtoull (strchr (number, ':') + 1, NULL, 10);
}

static gboolean
waits_for_key (Run *run, gpointer data)
{
  return run_waits_for (run, 1, WAIT_QUEUE);
}

/* Interrupts make holes, too, but a task that has kept its core does not say that it has not run. */
static void
test_interrupts (gconstpointer data)
{
  uint16_t keyboard;
  guint put_aside;
  Run run;

  script_init (&program);
  keyboard = script_object (&program, OBJECT_KEYBOARD, "keys", 0);
  script_task (&program, KIND_TASK, "Computing", 1);
  script_emit (&program, OP_COMPUTE, 0, 200 * MS);
  script_emit (&program, OP_GET, keyboard, 0); /* while it waits, its numbers can be read */
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_start (&run, &program, (WayId) GPOINTER_TO_INT (data));
  run_wait_until (&run, waits_for_key, NULL);
  put_aside = count_put_aside (&run, 1);
  g_assert_true (keyboard_press (&run.view.arena->keyboard, 'g', now_ns ()));
  run_wait (&run);
  g_assert_cmpuint (count_gaps (&run, 1, 0) - count_gaps (&run, 1, LONGEST_INTERRUPT_NS), <=, put_aside);
  run_finish (&run);
}

static gboolean
has_stepped (Run *run, gpointer count)
{
  return arena_task (&run->view, 1)->progress >= GPOINTER_TO_UINT (count);
}

/* Who is stopped by a signal does not run, though the kernel does not count that. */
static void
test_stopped (gconstpointer data)
{
  int32_t begin;
  guint before;
  Run run;

  script_init (&program);
  script_task (&program, KIND_TASK, "Computing", 1);
  begin = script_emit (&program, OP_COMPUTE, 0, MS);
  script_emit (&program, OP_STEP, 0, 0);
  script_emit_jump (&program, OP_JUMP, begin, 0);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_start (&run, &program, (WayId) GPOINTER_TO_INT (data));
  run_wait_until (&run, has_stepped, GUINT_TO_POINTER (3));
  before = count_gaps (&run, 1, LONGEST_INTERRUPT_NS);
  g_assert_cmpint (kill ((pid_t) arena_task (&run.view, 1)->pid, SIGSTOP), ==, 0);
  g_usleep (2 * LONGEST_INTERRUPT_NS / 1000);
  g_assert_cmpint (kill ((pid_t) arena_task (&run.view, 1)->pid, SIGCONT), ==, 0);
  run_wait_until (&run, has_stepped, GUINT_TO_POINTER (arena_task (&run.view, 1)->progress + 3));
  run_send (&run, RUNNER_STOP);
  run_wait (&run);
  g_assert_cmpuint (count_gaps (&run, 1, LONGEST_INTERRUPT_NS), >, before);
  run_finish (&run);
}

static guint
count_switches (Run *run)
{
  Event events[256];
  guint count = 0;
  size_t taken;

  for (uint32_t core = 0; core < run->view.core_count; core++)
    while ((taken = ring_take (arena_core_ring (&run->view, core), run->view.core_ring_capacity, events, 256)) > 0)
      for (size_t i = 0; i < taken; i++)
        for (uint32_t slot = 1; slot <= 2; slot++)
          count += events[i].kind == EVENT_SWITCH_IN && event_tid (&events[i]) == arena_task (&run->view, slot)->tid;
  return count;
}

/* The kernel's rings come out of memory that all processes of a user share (perf_event_mlock_kb): what it grants at one
 * moment it may refuse at the next, while other tests run. */
static bool
run_automatic (Run *run, WayId way)
{
  ArenaPlan plan = { .program = &program, .way = way, .source_wish = SOURCE_AUTOMATIC };
  bool before = exact_source_probe () == 0;

  run_start_plan (run, &plan, NULL);
  run_wait (run);
  return before == (exact_source_probe () == 0) && before == (run->view.arena->source == SOURCE_EXACT);
}

static void
test_automatic (gconstpointer data)
{
  guint tries = 1;
  bool exact;
  Run run;

  make_rivals ();
  for (; !run_automatic (&run, (WayId) GPOINTER_TO_INT (data)); tries++)
    {
      g_assert_cmpuint (tries, <, 20);
      run_finish (&run);
    }
  exact = run.view.arena->source == SOURCE_EXACT;
  g_assert_cmpuint (run.view.arena->failure.code, ==, FAILURE_NONE);
  g_assert_true (exact || run.view.arena->source == SOURCE_SELF_TIMED);
  g_assert_cmpint (run.view.arena->source_errno != 0, ==, !exact);
  if (exact)
    {
      g_assert_cmpuint (run_count (&run, 1, EVENT_GAP, NO_OBJECT), ==, 0);
      g_assert_cmpuint (count_switches (&run), >=, 2);
    }
  run_finish (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  run_add_test_of_ways ("source", "self-timed", test_self_timed);
  run_add_test_of_ways ("source", "interrupts", test_interrupts);
  run_add_test_of_ways ("source", "stopped", test_stopped);
  run_add_test_of_ways ("source", "automatic", test_automatic);
  return g_test_run ();
}
