/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tasks that take turns on one thread: what they wait for, in which order they go on, and what they note.  The way here
 * gives turns in order of readiness, and its clock goes on by one at each look.
 */
#include "compute.h"
#include "cooperative.h"
#include "note.h"
#include "object.h"
#include "park.h"
#include "script.h"
#include "tick.h"

#include <glib.h>

static Program program;
static ArenaView view;
static Engine engine;
static GQueue turns = G_QUEUE_INIT;
static GArray *events;      /* all that was noted, in order */
static uint64_t clock_ns;

static void
ready (Task *task)
{
  g_queue_push_tail (&turns, task);
}

static uint64_t
look_at_clock (Task *task)
{
  return tick_at (task, ++clock_ns, 0);
}

static void
compute_nothing (Task *task, int64_t ns)
{
}

static const Way way = {
  .start = cooperative_start, .join = cooperative_join, .compute = compute_nothing, .yield = cooperative_yield,
  .acquire = cooperative_acquire, .release = cooperative_release, .put = cooperative_put, .get = cooperative_get,
  .close = cooperative_close, .wait = cooperative_wait, .signal = cooperative_signal, .arrive = cooperative_arrive,
  .ready = ready, .tick = look_at_clock,
};

/* Begins a run of `program` with its main task. */
static void
begin (void)
{
  ArenaPlan plan = { .program = &program, .way = WAY_LOOP };

  clock_ns = 0;
  g_assert_true (arena_create (&view, &plan));
  g_assert_true (engine_init (&engine, &view, -1));
  engine.way = &way;
  objects_init (&view);
  g_assert_true (cooperative_init (&engine));
  atomic_store (&arena_task (&view, 0)->state, TASK_STARTING);
  ready (cooperative_new_task (&engine, 0));
  events = g_array_new (FALSE, FALSE, sizeof (Event));
}

/* Gives turns until nobody wants one. */
static void
go_on (void)
{
  static Event some[4096];
  Task *task;
  size_t count;

  while ((task = g_queue_pop_head (&turns)) != NULL)
    cooperative_turn (task);
  while ((count = ring_take (arena_task_ring (&view, 0), view.task_ring_capacity, some, G_N_ELEMENTS (some))) > 0)
    g_array_append_vals (events, some, (guint) count);
}

static void
finish (void)
{
  cooperative_finish (&engine);
  arena_close (&view);
  g_array_unref (events);
}

/* What was noted of `kind`: the authors' slots, as "1 2 3". */
static char *
authors_of (EventKind kind)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    if (g_array_index (events, Event, i).kind == kind)
      g_string_append_printf (text, "%s%u", text->len > 0 ? " " : "", g_array_index (events, Event, i).author);
  return g_string_free (text, FALSE);
}

static void
assert_authors (EventKind kind, const char *expected)
{
  g_autofree char *authors = authors_of (kind);

  g_assert_cmpstr (authors, ==, expected);
}

static void
run_all (void)
{
  begin ();
  go_on ();
  g_assert_cmpuint (atomic_load (&arena_task (&view, 0)->state), ==, TASK_ENDED);
  finish ();
}

/* Who waits for a lock first has it first, and nobody overtakes, though the holder asks again at once. */
static void
test_lock (void)
{
  uint16_t lock;
  int32_t repeat;

  script_init (&program);
  lock = script_object (&program, OBJECT_LOCK, "lock", 0);
  script_task (&program, KIND_TASK, "Worker", 3);
  repeat = script_repeat (&program, 2);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_YIELD, 0, 0);
  script_emit (&program, OP_RELEASE, lock, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  begin ();
  go_on ();
  assert_authors (EVENT_HOLD, "1 2 3 1 2 3");
  assert_authors (EVENT_RELEASE, "1 2 3 1 2 3");
  for (guint i = 0; i < events->len; i++)
    if (g_array_index (events, Event, i).kind == EVENT_WAKE && g_array_index (events, Event, i).author != 0)
      g_assert_cmpuint (g_array_index (events, Event, i).task, ==, (g_array_index (events, Event, i).author + 1) % 3 + 1);
  finish ();
}

/* Elements go to getters in order, putters wait while it is full, and a closed queue ends the rest. */
static void
test_queue (void)
{
  uint16_t queue, put, get;
  int32_t repeat, turn, jump;

  script_init (&program);
  queue = script_object (&program, OBJECT_QUEUE, "queue", 2);
  get = script_task (&program, KIND_TASK, "Getter", 2);
  turn = script_emit_jump (&program, OP_GET_OR_JUMP, 0, 0);
  program.instructions[turn].object = queue;
  script_emit (&program, OP_STEP, 0, 0);
  jump = script_emit_jump (&program, OP_JUMP, turn, 0);
  program.instructions[turn].target = jump + 1;
  script_emit (&program, OP_END, 0, 0);
  put = script_task (&program, KIND_TASK, "Putter", 2);
  repeat = script_repeat (&program, 5);
  script_emit (&program, OP_PUT, queue, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_begin_main (&program);
  script_emit (&program, OP_START, get, 0);
  script_emit (&program, OP_START, put, 0);
  script_emit (&program, OP_JOIN, put, 0);
  script_emit (&program, OP_CLOSE, queue, 0);
  script_emit (&program, OP_JOIN, get, 0);
  script_emit (&program, OP_END, 0, 0);

  begin ();
  go_on ();
  g_assert_cmpuint (atomic_load (&arena_task (&view, 0)->state), ==, TASK_ENDED);
  g_assert_cmpuint (atomic_load (&arena_task (&view, 1)->progress) + atomic_load (&arena_task (&view, 2)->progress), ==,
                    10);
  g_assert_cmpuint (atomic_load (&arena_task (&view, 1)->progress), >, 0);
  g_assert_cmpuint (atomic_load (&arena_task (&view, 2)->progress), >, 0);
  for (guint i = 0; i < events->len; i++)
    if (g_array_index (events, Event, i).kind == EVENT_FILL)
      {
        g_assert_cmpint (g_array_index (events, Event, i).value, >=, 0);
        g_assert_cmpint (g_array_index (events, Event, i).value, <=, 2);
      }
  finish ();
}

/* A semaphore lets in as many as it has; a barrier opens with the last, an event for all. */
static void
test_gates (void)
{
  uint16_t semaphore, barrier, event;

  script_init (&program);
  semaphore = script_object (&program, OBJECT_SEMAPHORE, "semaphore", 2);
  barrier = script_object (&program, OBJECT_BARRIER, "barrier", 3);
  event = script_object (&program, OBJECT_EVENT, "event", 0);
  script_task (&program, KIND_TASK, "Worker", 3);
  script_emit (&program, OP_ACQUIRE, semaphore, 0);
  script_emit (&program, OP_YIELD, 0, 0);
  script_emit (&program, OP_RELEASE, semaphore, 0);
  script_emit (&program, OP_ARRIVE, barrier, 0);
  script_emit (&program, OP_WAIT, event, 0);
  script_emit (&program, OP_STEP, 0, 0);
  script_emit (&program, OP_END, 0, 0);
  script_begin_main (&program);
  script_emit (&program, OP_START, 1, 0);
  for (int i = 0; i < 20; i++)
    script_emit (&program, OP_YIELD, 0, 0);
  script_emit (&program, OP_SIGNAL, event, 0);
  script_emit (&program, OP_JOIN, 1, 0);
  script_emit (&program, OP_END, 0, 0);

  begin ();
  go_on ();
  g_assert_cmpuint (atomic_load (&arena_task (&view, 0)->state), ==, TASK_ENDED);
  for (uint32_t i = 1; i <= 3; i++)
    g_assert_cmpuint (atomic_load (&arena_task (&view, i)->progress), ==, 1);
  assert_authors (EVENT_HOLD, "1 2 3");
  finish ();
}

/* A wait that nobody ends leaves the task waiting, and says for what. */
static void
test_for_ever (void)
{
  uint16_t lock;

  script_init (&program);
  lock = script_object (&program, OBJECT_LOCK, "lock", 0);
  script_begin_main (&program);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_END, 0, 0);

  begin ();
  go_on ();
  g_assert_cmpuint (atomic_load (&arena_task (&view, 0)->state), ==, TASK_WAITING);
  g_assert_cmpuint (atomic_load (&arena_task (&view, 0)->waiting_for), ==, (uint32_t) WAIT_LOCK << 16 | lock);
  finish ();
}

static void
test_keyboard (void)
{
  uint16_t keys;

  script_init (&program);
  keys = script_object (&program, OBJECT_KEYBOARD, "keys", 0);
  script_begin_main (&program);
  script_emit (&program, OP_GET, keys, 0);
  script_emit (&program, OP_GET, keys, 0);
  script_emit (&program, OP_END, 0, 0);

  begin ();
  g_assert_true (keyboard_press (&view.arena->keyboard, 'a', 1));
  go_on ();
  g_assert_true (cooperative_keyboard_look (&engine, 1));
  g_assert_true (keyboard_press (&view.arena->keyboard, 'b', 2));
  g_assert_false (cooperative_keyboard_look (&engine, 1));
  go_on ();
  g_assert_cmpuint (atomic_load (&arena_task (&view, 0)->state), ==, TASK_ENDED);
  assert_authors (EVENT_TAKE, "0 0");
  finish ();
}

/* Who is killed leaves its lock and its place in the list to the others. */
static void
test_kill (void)
{
  uint16_t lock;

  script_init (&program);
  lock = script_object (&program, OBJECT_LOCK, "lock", 0);
  script_task (&program, KIND_TASK, "Worker", 3);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_WAIT, script_object (&program, OBJECT_EVENT, "never", 0), 0);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  begin ();
  go_on ();
  cooperative_kill (cooperative_task (&engine, 2), 11, 1000);
  cooperative_kill (cooperative_task (&engine, 1), 11, 1001);
  go_on ();
  assert_authors (EVENT_HOLD, "1 3");
  g_assert_cmpint (atomic_load (&arena_task (&view, 1)->exit_status), ==, 11);
  g_assert_cmpuint (atomic_load (&arena_task (&view, 0)->state), ==, TASK_WAITING);
  finish ();
}

/* Ten thousand tasks wait for one event, in a few megabytes. */
static void
test_many (void)
{
  enum { MANY = 10000 };
  uint16_t event, counter;

  script_init (&program);
  event = script_object (&program, OBJECT_EVENT, "event", 0);
  counter = script_object (&program, OBJECT_COUNTER, "counter", 0);
  script_task (&program, KIND_TASK, "Worker", MANY);
  script_emit (&program, OP_WAIT, event, 0);
  script_emit (&program, OP_INCREMENT, counter, 0);
  script_emit (&program, OP_END, 0, 0);
  script_begin_main (&program);
  script_emit (&program, OP_START, 1, 0);
  script_emit (&program, OP_YIELD, 0, 0);
  script_emit (&program, OP_SIGNAL, event, 0);
  script_emit (&program, OP_JOIN, 1, 0);
  script_emit (&program, OP_END, 0, 0);

  g_assert_cmpuint (MANY * (sizeof (Task) + program.object_count), <, 10 << 20);
  begin ();
  go_on ();
  g_assert_cmpint (atomic_load (&engine.counters[counter]), ==, MANY);
  finish ();
}

/* Tasks that give their turns away go on in turn. */
static void
test_yield (void)
{
  int32_t repeat;

  script_init (&program);
  script_task (&program, KIND_TASK, "Worker", 2);
  repeat = script_repeat (&program, 3);
  script_emit (&program, OP_STEP, 0, 0);
  script_emit (&program, OP_YIELD, 0, 0);
  script_again (&program, repeat);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  begin ();
  go_on ();
  assert_authors (EVENT_STEP, "1 2 1 2 1 2");
  assert_authors (EVENT_JOINED, "0 0");
  finish ();
  run_all ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cooperative/lock", test_lock);
  g_test_add_func ("/cooperative/queue", test_queue);
  g_test_add_func ("/cooperative/gates", test_gates);
  g_test_add_func ("/cooperative/for-ever", test_for_ever);
  g_test_add_func ("/cooperative/keyboard", test_keyboard);
  g_test_add_func ("/cooperative/kill", test_kill);
  g_test_add_func ("/cooperative/many", test_many);
  g_test_add_func ("/cooperative/yield", test_yield);
  return g_test_run ();
}
