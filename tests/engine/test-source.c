/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which source a run gets, and what each leaves: gaps in the tasks' rings, or switches in the cores'.
 */
#include "exact-source.h"
#include "run.h"
#include "script.h"

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
  g_assert_cmpuint (run_count (&run, 1, EVENT_GAP, NO_OBJECT), >, 0);
  g_assert_cmpuint (run_count (&run, 2, EVENT_GAP, NO_OBJECT), >, 0);
  both = running_ns (&run, 1) + running_ns (&run, 2);
  wall = run.view.arena->end_ns - run.view.arena->start_ns;
  g_assert_cmpuint (both, <=, wall + wall / 20);
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
  run_add_test_of_ways ("source", "automatic", test_automatic);
  return g_test_run ();
}
