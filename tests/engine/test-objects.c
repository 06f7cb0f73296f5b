/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What tasks share, in both ways: each object does what its kind promises, and says so in events.
 */
#include "clock.h"
#include "note.h"
#include "run.h"
#include "script.h"

enum { US = 1000, MS = 1000000 };

static Program program;

static WayId
way_of_test (gconstpointer data)
{
  return (WayId) GPOINTER_TO_INT (data);
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  uint64_t left = ((const Event *) a)->time_ns, right = ((const Event *) b)->time_ns;

  return left < right ? -1 : left > right;
}

/* All events of the run on `object`, in order of time. */
static GArray *
events_on (Run *run, uint16_t object)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Event));

  for (uint32_t i = 0; i < run->view.task_count; i++)
    for (guint k = 0; k < run->events[i]->len; k++)
      {
        Event *event = &g_array_index (run->events[i], Event, k);

        if (event->object == object && event->kind != EVENT_GAP)
          g_array_append_val (all, *event);
      }
  g_array_sort (all, by_time);
  return all;
}

/* Ends the program with a main that runs all and then prints. */
static void
print_at_end (const char *template)
{
  script_begin_main (&program);
  script_run_all (&program);
  script_print (&program, template);
  script_emit (&program, OP_END, 0, 0);
}

static void
assert_printed (Run *run, const char *expected)
{
  g_autofree char *printed = run_printed (run, 0);

  g_assert_cmpstr (printed, ==, expected);
}

/* A counter under a lock loses nothing, and the lock is never held twice. */
static void
test_lock (gconstpointer data)
{
  enum { WORKERS = 4, TURNS = 300 };
  uint16_t lock, counter;
  GArray *events;
  int32_t repeat;
  int held = 0;
  Run run;

  script_init (&program);
  lock = script_object (&program, OBJECT_LOCK, "lock", 0);
  counter = script_shared_counter (&program, "sum");
  script_task (&program, KIND_TASK, "Worker", WORKERS);
  repeat = script_repeat (&program, TURNS);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_LOAD, counter, 0);
  script_emit (&program, OP_COMPUTE, 0, 2 * US);
  script_emit (&program, OP_ADD_ONE, 0, 1);
  script_emit (&program, OP_STORE, counter, 0);
  script_emit (&program, OP_RELEASE, lock, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  print_at_end ("\001o0001");

  run_to_end (&run, &program, way_of_test (data));
  assert_printed (&run, "1200\n");

  events = events_on (&run, lock);
  g_assert_cmpuint (events->len, >, 0);
  for (guint i = 0; i < events->len; i++)
    {
      held += g_array_index (events, Event, i).kind == EVENT_HOLD;
      held -= g_array_index (events, Event, i).kind == EVENT_RELEASE;
      g_assert_cmpint (held, >=, 0);
      g_assert_cmpint (held, <=, 1);
    }
  g_array_unref (events);
  run_finish (&run);
}

/* Two holders at a time, never three: a counter of those inside says so. */
static void
test_semaphore (gconstpointer data)
{
  uint16_t semaphore, worker;
  GArray *events;
  int32_t repeat;
  Run run;

  script_init (&program);
  semaphore = script_object (&program, OBJECT_SEMAPHORE, "seats", 2);
  worker = script_task (&program, KIND_TASK, "Guest", 4);
  repeat = script_repeat (&program, 10);
  script_emit (&program, OP_ACQUIRE, semaphore, 0);
  script_emit (&program, OP_SLEEP, 0, 300 * US);
  script_emit (&program, OP_RELEASE, semaphore, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_to_end (&run, &program, way_of_test (data));
  events = events_on (&run, semaphore);
  for (guint i = 0; i < events->len; i++)
    if (g_array_index (events, Event, i).kind == EVENT_HOLD)
      {
        g_assert_cmpint (g_array_index (events, Event, i).value, >=, 0);
        g_assert_cmpint (g_array_index (events, Event, i).value, <=, 1);
      }
  g_array_unref (events);
  for (uint32_t i = 0; i < 4; i++)
    {
      g_assert_cmpuint (run_count (&run, script_slot (&program, worker, i), EVENT_HOLD, semaphore), ==, 10);
      g_assert_cmpuint (run_count (&run, script_slot (&program, worker, i), EVENT_RELEASE, semaphore), ==, 10);
    }
  run_finish (&run);
}

/* Two putters and two getters: the fill goes up and down by one and stays within the capacity. */
static void
test_queue (gconstpointer data)
{
  enum { CAPACITY = 3, EACH = 100 };
  uint16_t queue;
  GArray *events;
  int32_t repeat;
  int64_t fill = 0;
  Run run;

  script_init (&program);
  queue = script_object (&program, OBJECT_QUEUE, "keys", CAPACITY);
  script_task (&program, KIND_TASK, "Putter", 2);
  repeat = script_repeat (&program, EACH);
  script_emit (&program, OP_PUT, queue, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_TASK, "Getter", 2);
  repeat = script_repeat (&program, EACH);
  script_emit (&program, OP_GET, queue, 0);
  script_emit (&program, OP_COMPUTE, 0, 20 * US);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_to_end (&run, &program, way_of_test (data));
  events = events_on (&run, queue);
  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = &g_array_index (events, Event, i);

      if (event->kind != EVENT_FILL)
        continue;
      g_assert_cmpint (ABS (event->value - fill), ==, 1);
      g_assert_cmpint (event->value, >=, 0);
      g_assert_cmpint (event->value, <=, CAPACITY);
      fill = event->value;
    }
  g_assert_cmpint (fill, ==, 0);
  g_array_unref (events);
  run_finish (&run);
}

/* Workers take jobs until the queue is closed and empty, then leave their loop. */
static void
test_closed_queue (gconstpointer data)
{
  enum { JOBS = 50 };
  uint16_t queue, worker;
  uint64_t done = 0;
  int32_t repeat, get;
  Run run;

  script_init (&program);
  queue = script_object (&program, OBJECT_QUEUE, "jobs", 4);
  worker = script_task (&program, KIND_TASK, "Worker", 3);
  get = script_emit (&program, OP_GET_OR_JUMP, queue, 0);
  script_emit (&program, OP_STEP, 0, 0);
  script_emit_jump (&program, OP_JUMP, get, 0);
  program.instructions[get].target = script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_TASK, "Boss", 1);
  repeat = script_repeat (&program, JOBS);
  script_emit (&program, OP_PUT, queue, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_CLOSE, queue, 0);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_to_end (&run, &program, way_of_test (data));
  for (uint32_t i = 0; i < 3; i++)
    done += arena_task (&run.view, script_slot (&program, worker, i))->progress;
  g_assert_cmpuint (done, ==, JOBS);
  run_finish (&run);
}

static void
test_put_into_closed_queue (gconstpointer data)
{
  uint16_t queue;
  Run run;

  script_init (&program);
  queue = script_object (&program, OBJECT_QUEUE, "jobs", 4);
  script_emit (&program, OP_CLOSE, queue, 0);
  script_emit (&program, OP_PUT, queue, 0);
  script_emit (&program, OP_END, 0, 0);

  run_start (&run, &program, way_of_test (data));
  run_wait (&run);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpuint (run.view.arena->failure.code, ==, FAILURE_CLOSED);
  g_assert_cmpuint (run.view.arena->failure.task, ==, 0);
  g_assert_cmpuint (run.view.arena->failure.instruction, ==, 1);
  g_assert_cmpuint (run.view.arena->phase, ==, PHASE_ENDED);
  run_finish (&run);
}

/* No task is a round ahead: each prints the sum of all before it arrives, in rounds. */
static void
test_barrier (gconstpointer data)
{
  enum { PARTIES = 3, ROUNDS = 20 };
  uint16_t barrier, worker;
  GArray *events;
  int32_t repeat;
  Run run;

  script_init (&program);
  barrier = script_object (&program, OBJECT_BARRIER, "line", PARTIES);
  worker = script_task (&program, KIND_TASK, "Runner", PARTIES);
  repeat = script_repeat (&program, ROUNDS);
  script_emit (&program, OP_COMPUTE, 0, 50 * US);
  script_emit (&program, OP_ARRIVE, barrier, 0);
  script_emit (&program, OP_STEP, 0, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_to_end (&run, &program, way_of_test (data));
  events = events_on (&run, barrier);
  for (guint i = 0, fills = 0; i < events->len; i++)
    {
      const Event *event = &g_array_index (events, Event, i);

      if (event->kind == EVENT_FILL) /* 1, 2, 3, 0, 1, 2, 3, 0 … */
        g_assert_cmpint (event->value, ==, ++fills % (PARTIES + 1));
    }
  g_array_unref (events);
  for (uint32_t i = 0; i < PARTIES; i++)
    g_assert_cmpuint (arena_task (&run.view, script_slot (&program, worker, i))->progress, ==, ROUNDS);
  run_finish (&run);
}

/* True if the task in slot 1 waits for the event. */
static gboolean
waits_for_event (Run *run, gpointer data)
{
  return run_waits_for (run, 1, WAIT_EVENT);
}

/* Who waits for an event goes on after the signal, thanks to the signaller, and says since when it could. */
static void
test_event (gconstpointer data)
{
  uint16_t event, keyboard, waiter, signaller;
  const Event *wait, *wake, *fill;
  Run run;

  script_init (&program);
  event = script_object (&program, OBJECT_EVENT, "go", 0);
  keyboard = script_object (&program, OBJECT_KEYBOARD, "keys", 0);
  waiter = script_task (&program, KIND_TASK, "Waiter", 1);
  script_emit (&program, OP_WAIT, event, 0);
  script_emit (&program, OP_WAIT, event, 0); /* stays signalled: no second wait */
  script_emit (&program, OP_END, 0, 0);
  signaller = script_task (&program, KIND_TASK, "Signaller", 1);
  script_emit (&program, OP_GET, keyboard, 0); /* the test presses it when the other one waits */
  script_emit (&program, OP_SIGNAL, event, 0);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_start (&run, &program, way_of_test (data));
  run_wait_until (&run, waits_for_event, NULL);
  g_assert_true (keyboard_press (&run.view.arena->keyboard, 'g', now_ns ()));
  run_wait (&run);
  g_assert_cmpuint (run.view.arena->failure.code, ==, FAILURE_NONE);
  wait = run_first_wait (&run, script_slot (&program, waiter, 0), WAIT_EVENT, &wake);
  fill = run_last (&run, script_slot (&program, signaller, 0), EVENT_FILL);
  g_assert_nonnull (fill);
  g_assert_cmpuint (run_count (&run, script_slot (&program, waiter, 0), EVENT_WAIT, event), ==, 1);
  g_assert_cmpuint (wait->object, ==, event);
  g_assert_cmpuint (wake->task, ==, script_slot (&program, signaller, 0));
  g_assert_cmpint (wake->value, >, wait->time_ns);
  g_assert_cmpint (wake->value, <=, wake->time_ns);
  g_assert_cmpint (fill->value, ==, 1);
  run_finish (&run);
}

/* As many as a task may note in the time that it took; tasks that take turns share what all may. */
static guint
most_notes (Run *run, uint32_t slot, WayId way)
{
  enum { AT_END = 2 };
  GArray *events = run->events[slot];
  uint64_t begin = g_array_index (events, Event, 0).time_ns;
  uint64_t lasted_ms = (g_array_index (events, Event, events->len - 1).time_ns - begin) / 1000000 + 1;

  return (guint) (NOTES_AT_MOST + NOTES_PER_MS * lasted_ms) * (way_traits[way].by_turns ? NOTES_OF_TURNS : 1) + AT_END;
}

/* A plain counter belongs to its process; a shared one to all. */
static void
test_counters (gconstpointer data)
{
  uint16_t own, shared;
  int32_t repeat;
  Run run;

  script_init (&program);
  own = script_object (&program, OBJECT_COUNTER, "own", 10);
  shared = script_shared_counter (&program, "shared");
  script_task (&program, KIND_TASK, "Worker", 4);
  repeat = script_repeat (&program, 5000);
  script_emit (&program, OP_INCREMENT_ATOMICALLY, shared, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_INCREMENT_ATOMICALLY, own, 0);
  script_emit (&program, OP_END, 0, 0);
  print_at_end ("\001o0000 \001o0001");

  run_to_end (&run, &program, way_of_test (data));
  assert_printed (&run, way_of_test (data) != WAY_PROCESSES ? "14 20000\n" : "10 20000\n");

  /* However many events were left out: the last value is there, noted again at the end. */
  g_assert_cmpuint (run_count (&run, 1, EVENT_COUNT, own), >=, 1);
  g_assert_cmpuint (run_count (&run, 1, EVENT_COUNT, own), <=, 2);
  g_assert_cmpuint (run_count (&run, 1, EVENT_COUNT, shared), >, 0);
  g_assert_cmpuint (run_count (&run, 1, EVENT_COUNT, shared), <=, most_notes (&run, 1, way_of_test (data)));
  run_finish (&run);
}

int
main (int argc, char **argv)
{
  const struct { const char *name; GTestDataFunc function; } tests[] = {
    { "lock", test_lock },
    { "semaphore", test_semaphore },
    { "queue", test_queue },
    { "closed-queue", test_closed_queue },
    { "put-into-closed-queue", test_put_into_closed_queue },
    { "barrier", test_barrier },
    { "event", test_event },
    { "counters", test_counters },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    run_add_test_of_ways ("objects", tests[i].name, tests[i].function);
  return g_test_run ();
}
