/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The simulated machine, as its recordings show it: no core is idle while a task wants one, whatever the scheduler is, and
 * nothing is lost.
 */
#include "config.h"

#include "make-run.h"
#include "ts-speed-up.h"

#include <string.h>

enum { LIMIT_S = 60, CORES = 3 };

static void
set_option (GHashTable *options, const char *name, gint64 value)
{
  g_hash_table_insert (options, g_strdup (name), g_memdup2 (&value, sizeof value));
}

/* Starts the program on virtual cores that cost nothing to go to. */
static TsRun *
start (const char *program, Scheduler scheduler, gint64 slice_us)
{
  g_autoptr (GHashTable) options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  set_option (options, "cores", CORES);
  set_option (options, "scheduler", scheduler);
  set_option (options, "slice", slice_us);
  set_option (options, "switch-cost", 0);
  set_option (options, "migration-cost", 0);
  return make_run (program, &(TsRunPlan) { .way = WAY_SIMULATED, .options = options, .seed = 5 });
}

static void
finish (TsRun *run)
{
  make_run_wait (run, ts_run_is_ended);
  g_assert_null (ts_run_get_failure (run));
  g_assert_cmpuint (ts_recording_get_facts (ts_run_get_recording (run))->lost, ==, 0);
}

/* How many more run, and how many more are ready, from a time on. */
typedef struct {
  gint64 time_ns;
  int running, ready;
} Change;

static gint
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *one = a, *other = b;

  return one->time_ns < other->time_ns ? -1 : one->time_ns > other->time_ns;
}

static GArray *
list_changes (TsRun *run)
{
  GPtrArray *tasks = ts_recording_get_tasks (ts_run_get_recording (run));
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsLane *lane = ((TsTask *) g_ptr_array_index (tasks, i))->lane;

      for (guint j = 0; j < ts_lane_get_n_slices (lane); j++)
        {
          const TsSlice *slice = ts_lane_get_slice (lane, j);
          int running = slice->state == TS_STATE_RUNNING, ready = slice->state == TS_STATE_READY;
          Change begin = { slice->begin_ns, running, ready }, end = { slice->end_ns, -running, -ready };

          g_array_append_val (changes, begin);
          g_array_append_val (changes, end);
        }
    }
  g_array_sort (changes, compare_changes);
  return changes;
}

/* For no nanosecond. */
static void
assert_no_idle_core (TsRun *run)
{
  g_autoptr (GArray) changes = list_changes (run);
  int running = 0, ready = 0, most = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      if (i > 0 && change->time_ns > change[-1].time_ns)
        {
          g_assert_cmpint (running, <=, CORES);
          if (ready > 0)
            g_assert_cmpint (running, ==, CORES);
          most = MAX (most, ready);
        }
      running += change->running;
      ready += change->ready;
    }
  g_assert_cmpint (most, >, CORES);
}

/* Everything that makes a task ready: its start, the end of a sleep, a lock, a queue, an event; also by one who goes on
 * with small steps for a long time. */
static const char busy_program[] =
  "lock door\nqueue q 4\nevent go\nshared counter hits\n"
  "task Signals\n  sleep 2 ms\n  signal go\n  repeat 20000\n    increment hits\n  compute 3 ms\n"
  "task Waits x 2\n  wait go\n  compute 1 ms\n"
  "task Locks x 4\n  nice index * 3\n  repeat 20\n    lock door\n      compute random 1 to 400 * 1 us\n"
  "    compute random 1 to 900 * 1 us\n"
  "task Naps x 3\n  nice 5\n  repeat 20\n    sleep random 1 to 3000 * 1 us\n    compute random 1 to 2000 * 1 us\n"
  "task Puts\n  repeat 50\n    compute 100 us\n    put q\n"
  "task Gets\n  repeat 50\n    get q\n    compute 100 us\n";

static void
test_no_idle_core (gconstpointer scheduler)
{
  static const gint64 slices_us[] = { 100, 4000 };

  for (gsize i = 0; i < G_N_ELEMENTS (slices_us); i++)
    {
      g_autoptr (TsRun) run = start (busy_program, (Scheduler) GPOINTER_TO_INT (scheduler), slices_us[i]);

      finish (run);
      assert_no_idle_core (run);
    }
}

/* What notes more than a ring holds. */
enum { EACH = 200000 };
static const char noisy_program[] = "task Worker x 2\n  repeat 200000\n    yield\n    step\n";

/* All tasks share one ring.  Nobody looks into it before it is full; then they wait until there is room. */
static void
wait_until_full (TsRun *run)
{
  const ArenaView *view = ts_run_get_view (run);
  Ring *ring = arena_task_ring (view, 0);
  gint64 patience = g_get_monotonic_time () + LIMIT_S * G_USEC_PER_SEC;

  while (atomic_load (&ring->tail) - atomic_load (&ring->head) < view->task_ring_capacity)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, patience);
      g_usleep (1000);
    }
}

static void
test_full_ring (void)
{
  g_autoptr (TsRun) run = start (noisy_program, SCHEDULER_ROUND_ROBIN, 100);

  wait_until_full (run);
  finish (run); /* with nothing lost */
  for (guint i = 1; i <= 2; i++)
    g_assert_cmpuint (((TsTask *) ts_recording_get_tasks (ts_run_get_recording (run))->pdata[i])->progress, ==, EACH);
  g_assert_cmpuint (atomic_load (&arena_task_ring (ts_run_get_view (run), 0)->tail), >, 2 * 2 * EACH);
}

static gboolean
stands_still (TsRun *run)
{
  const ArenaView *view = ts_run_get_view (run);

  for (guint i = 0; i < view->task_count; i++)
    if (atomic_load (&arena_task (view, i)->state) == TASK_FROZEN)
      return TRUE;
  return FALSE;
}

/* Pauses the run while it waits for room, so that it cannot have ended before. */
static void
pause_in_the_middle (TsRun *run)
{
  wait_until_full (run);
  ts_run_pause (run);
  while (atomic_load (&ts_run_get_view (run)->arena->control) != CONTROL_PAUSE)
    g_usleep (1000);
  make_run_wait (run, stands_still);
}

/* A pause stops the machine, and leaves no trace in virtual time: the recording is that of a run without one. */
static void
test_pause (void)
{
  g_autoptr (TsRun) paused = start (noisy_program, SCHEDULER_FAIR, 500);
  g_autoptr (TsRun) plain = start (noisy_program, SCHEDULER_FAIR, 500);
  TsRunFacts *facts = ts_recording_get_facts (ts_run_get_recording (plain));
  g_autofree char *difference = NULL;
  guint64 before;

  pause_in_the_middle (paused);
  before = atomic_load (&ts_run_get_view (paused)->arena->virtual_ns);
  finish (plain);
  g_assert_cmpuint (atomic_load (&ts_run_get_view (paused)->arena->virtual_ns), ==, before);
  g_assert_false (ts_run_is_ended (paused));
  ts_run_resume (paused);
  finish (paused);

  /* What watching took, and when, is real. */
  facts->observer_cpu_ns = ts_recording_get_facts (ts_run_get_recording (paused))->observer_cpu_ns;
  g_free (facts->created);
  facts->created = g_strdup (ts_recording_get_facts (ts_run_get_recording (paused))->created);
  if (!ts_recording_equal (ts_run_get_recording (paused), ts_run_get_recording (plain), &difference))
    g_test_message ("%s", difference);
  g_assert_null (difference);
}

/* Where nothing disturbs, the measured speed-up is what Amdahl's law says of the cores, though more tasks share them. */
static void
test_speed_up (gconstpointer shares)
{
  g_autofree char *program = g_strdup_printf (
      "set serial = 20 from 0 to 100\n"
      "task Alone\n  compute 300 ms\ntask Serial\n  compute serial * 3 ms\n"
      "task Share x %d\n  compute (100 - serial) * 3000 / %d us\n"
      "main\n  start Alone\n  join Alone\n  start Serial\n  join Serial\n  start Share\n  join Share\n",
      GPOINTER_TO_INT (shares), GPOINTER_TO_INT (shares));
  g_autoptr (TsRun) run = start (program, SCHEDULER_FAIR, 4000);
  TsSpeedUp speed_up;

  g_assert_false (ts_speed_up_measure (ts_run_get_recording (run), &speed_up)); /* nobody has ended yet */
  finish (run);
  g_assert_true (ts_speed_up_measure (ts_run_get_recording (run), &speed_up));
  g_assert_cmpuint (speed_up.cores, ==, CORES);
  g_assert_cmpfloat_with_epsilon (speed_up.serial, 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (ts_speed_up_amdahl (0.2, CORES), 1 / (0.2 + 0.8 / CORES), 1e-9);
  g_assert_cmpfloat_with_epsilon (ts_speed_up_gustafson (0.2, CORES), 0.2 + 0.8 * CORES, 1e-9);
  g_assert_cmpfloat_with_epsilon (speed_up.measured, ts_speed_up_amdahl (0.2, CORES), 0.001);
  g_assert_false (speed_up.is_scaled);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/virtual-cores/no-idle-core/first-come", GINT_TO_POINTER (SCHEDULER_FIRST_COME), test_no_idle_core);
  g_test_add_data_func ("/virtual-cores/no-idle-core/round-robin", GINT_TO_POINTER (SCHEDULER_ROUND_ROBIN), test_no_idle_core);
  g_test_add_data_func ("/virtual-cores/no-idle-core/fair", GINT_TO_POINTER (SCHEDULER_FAIR), test_no_idle_core);
  g_test_add_data_func ("/virtual-cores/no-idle-core/priority", GINT_TO_POINTER (SCHEDULER_PRIORITY), test_no_idle_core);
  g_test_add_func ("/virtual-cores/full-ring", test_full_ring);
  g_test_add_data_func ("/virtual-cores/speed-up/as-many-as-cores", GINT_TO_POINTER (CORES), test_speed_up);
  g_test_add_data_func ("/virtual-cores/speed-up/more-than-cores", GINT_TO_POINTER (2 * CORES), test_speed_up);
  g_test_add_func ("/virtual-cores/pause", test_pause);
  return g_test_run ();
}
