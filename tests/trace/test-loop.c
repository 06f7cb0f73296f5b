/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The event loop, as its recordings show it: turns that never overlap, tasks that lose theirs only where they wait, and
 * every object that there is.
 */
#include "config.h"

#include "make-run.h"

#include <string.h>

static gboolean
is_over (TsRun *run)
{
  return ts_run_is_ended (run) || ts_run_is_deadlocked (run);
}

/* A run that can go no further is stopped. */
static TsRun *
run_until_ended (const char *program)
{
  TsRun *run = make_run (program, &(TsRunPlan) { .way = WAY_LOOP });

  make_run_wait (run, is_over);
  ts_run_stop (run);
  make_run_wait (run, ts_run_is_ended);
  return run;
}

static TsTask *
get_task (TsRun *run, guint position)
{
  return g_ptr_array_index (ts_recording_get_tasks (ts_run_get_recording (run)), position);
}

static gint
compare_slices (gconstpointer a, gconstpointer b)
{
  const TsSlice *one = a, *other = b;

  return one->begin_ns < other->begin_ns ? -1 : one->begin_ns > other->begin_ns;
}

/* There is one thread, so no two tasks run at one time. */
static void
assert_turns (TsRun *run)
{
  g_autoptr (GArray) running = g_array_new (FALSE, FALSE, sizeof (TsSlice));
  GPtrArray *tasks = ts_recording_get_tasks (ts_run_get_recording (run));

  for (guint i = 0; i < tasks->len; i++)
    {
      TsLane *lane = get_task (run, i)->lane;

      g_assert_cmpuint (get_task (run, i)->tid, ==, get_task (run, 0)->tid);
      for (guint j = 0; j < ts_lane_get_n_slices (lane); j++)
        if (ts_lane_get_slice (lane, j)->state == TS_STATE_RUNNING)
          g_array_append_vals (running, ts_lane_get_slice (lane, j), 1);
    }
  g_array_sort (running, compare_slices);
  g_assert_cmpuint (running->len, >, tasks->len);
  for (guint i = 1; i < running->len; i++)
    g_assert_cmpint (g_array_index (running, TsSlice, i).begin_ns, >=,
                     g_array_index (running, TsSlice, i - 1).end_ns);
}

static gint64
sum_of_state (const TsTask *task, TsState state)
{
  gint64 sum_ns = 0;

  for (guint i = 0; i < ts_lane_get_n_slices (task->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, i);

      if (slice->state == state)
        sum_ns += slice->end_ns - slice->begin_ns;
    }
  return sum_ns;
}

static void
assert_prints (TsRun *run, const char *expected)
{
  GPtrArray *prints = ts_recording_get_prints (ts_run_get_recording (run));
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < prints->len; i++)
    g_string_append_printf (all, "%s\n", ((TsPrint *) prints->pdata[i])->text);
  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_objects (void)
{
  g_autoptr (TsRun) run = run_until_ended (
    "queue q 2\nlock door\nsemaphore seats 1\ncounter hits\nbarrier all 3\nevent go\n"
    "task Worker x 3\n  arrive all\n  repeat 5\n    lock door\n      increment hits\n      sleep 1 ms\n    acquire seats\n"
    "    sleep 100 us\n    release seats\n    put q\n    step\n  signal go\n"
    "task Reader\n  repeat 15\n    get q\n    read 1 ms\n    step\n  wait go\n  print \"{task}: {hits}\"\n");
  TsObject *door = g_ptr_array_index (ts_recording_get_objects (ts_run_get_recording (run)), 1);

  g_assert_null (ts_run_get_failure (run));
  assert_turns (run);
  assert_prints (run, "Reader: 15\n");
  g_assert_cmpuint (ts_recording_get_facts (ts_run_get_recording (run))->lost, ==, 0);
  for (guint i = 1; i <= 4; i++)
    g_assert_cmpint ((gint64) get_task (run, i)->progress, ==, get_task (run, i)->total);
  g_assert_cmpuint (ts_lane_get_n_slices (door->lane), ==, 15);
  for (guint i = 1; i < 15; i++)
    g_assert_cmpint (ts_lane_get_slice (door->lane, i)->begin_ns, >=, ts_lane_get_slice (door->lane, i - 1)->end_ns);
}

/* A queue that is closed, a row of locks, joins in main, tasks that are given their turn back. */
static void
test_pool (void)
{
  g_autoptr (TsRun) run = run_until_ended (
    "queue jobs 4\ncounter sum\n"
    "task Worker x 3 steps 20\n  repeat get jobs\n    compute 100 us\n    yield\n    increment sum\n    step\n"
    "main\n  start Worker\n  repeat 20\n    put jobs\n  close jobs\n  join Worker\n  print \"{sum}\"\n");

  g_assert_null (ts_run_get_failure (run));
  assert_turns (run);
  assert_prints (run, "20\n");
}

/* Who computes keeps its turn: the sleeper is ready long before it can go on. */
static void
test_computing_blocks (void)
{
  g_autoptr (TsRun) run = run_until_ended (
    "task Sleeper\n  repeat 3\n    sleep 1 ms\n    step\ntask Busy\n  repeat 4\n    compute 20 ms\n    step\n");
  const TsTask *sleeper = get_task (run, 1), *busy = get_task (run, 2);

  assert_turns (run);
  g_assert_cmpint (sum_of_state (sleeper, TS_STATE_READY), >, 10 * 1000 * 1000);
  /* It never waits, so it has one turn, from its first step to its last. */
  g_assert_cmpint (busy->voluntary, ==, 0);
  for (guint i = 0; i < ts_lane_get_n_slices (sleeper->lane); i++)
    if (ts_lane_get_slice (sleeper->lane, i)->state == TS_STATE_RUNNING)
      g_assert_true (ts_lane_get_slice (sleeper->lane, i)->end_ns <= busy->started_ns + 1000000
                     || ts_lane_get_slice (sleeper->lane, i)->begin_ns >= busy->ended_ns - 1000000);
}

static void
test_many (void)
{
  g_autoptr (TsRun) run = run_until_ended ("counter n\ntask Sleeper x 4000\n  sleep 50 ms\n  increment n\n"
                                           "main\n  start Sleeper\n  join Sleeper\n  print \"{n}\"\n");

  g_assert_null (ts_run_get_failure (run));
  assert_prints (run, "4000\n");
  g_assert_cmpuint (ts_recording_get_facts (ts_run_get_recording (run))->lost, ==, 0);
}

static void
test_deadlock (void)
{
  g_autoptr (TsRun) run = run_until_ended (
    "lock left\nlock right\n"
    "task Ada\n  lock left\n    sleep 10 ms\n    lock right\n      step\n"
    "task Ben\n  lock right\n    sleep 10 ms\n    lock left\n      step\n");

  g_assert_nonnull (ts_run_get_failure (run));
  g_assert_nonnull (strstr (ts_run_get_failure (run), "deadlock"));
  g_assert_nonnull (strstr (ts_run_get_failure (run), "Ada"));
}

/* A key comes by way of memory, and the loop hears of it. */
static void
test_keyboard (void)
{
  g_autoptr (TsRun) run = run_until_ended ("keyboard keys\ntask Input\n  repeat 3\n    get keys\n    step\n");

  g_assert_null (ts_run_get_failure (run));
  g_assert_cmpuint (get_task (run, 1)->progress, ==, 3);
}

static void
test_refused (void)
{
  g_autoptr (TsMachine) machine = ts_machine_new ();
  static const char *const programs[][2] = {
    { "task A on core[0]\n  step\n",
      "“A” is bound to cores, but all coroutines of an event loop share one thread." },
    { "process A\n  step\n", "“A” is a process, and an event loop has one process only." },
    { "task A\n  nice 5\n", "“A” is to be more modest than others, but all coroutines of an event loop share one thread." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autoptr (TsScenario) scenario = ts_scenario_new_from_data (programs[i][0], -1, "f", NULL, NULL);
      TsRunPlan plan = { .scenario = scenario, .way = WAY_LOOP };
      g_autoptr (GError) error = NULL;
      g_autoptr (TsRun) run = ts_run_start (&plan, machine, &error);

      g_assert_null (run);
      g_assert_error (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS);
      g_assert_cmpstr (error->message, ==, programs[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/loop/objects", test_objects);
  g_test_add_func ("/loop/pool", test_pool);
  g_test_add_func ("/loop/computing-blocks", test_computing_blocks);
  g_test_add_func ("/loop/many", test_many);
  g_test_add_func ("/loop/deadlock", test_deadlock);
  g_test_add_func ("/loop/keyboard", test_keyboard);
  g_test_add_func ("/loop/refused", test_refused);
  return g_test_run ();
}
