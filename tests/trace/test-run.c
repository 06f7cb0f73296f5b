/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs: started, controlled, collected and ended, in each way that they can end.
 */
#include "config.h"

#include "make-run.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static TsMachine *machine;

/* Programs. */
#define SHORT "task Worker x 2\n  repeat 5\n    compute 1 ms\n    step\n"
#define ENDLESS "task Worker x 3\n  forever\n    compute 1 ms\n    step\n"
#define DEADLOCK \
  "lock left\nlock right\nevent first\nevent second\n" \
  "task Ada\n  lock left\n    signal first\n    wait second\n    lock right\n      step\n" \
  "task Ben\n  lock right\n    signal second\n    wait first\n    lock left\n      step\n"

static TsScenario *
make_scenario (const char *program)
{
  g_autoptr (GError) error = NULL;
  TsScenario *scenario = ts_scenario_new_from_data (program, -1, "test.scenario", NULL, &error);

  g_assert_no_error (error);
  return scenario;
}

static TsRun *
start (const char *program,
       WayId way)
{
  return make_run (program, &(TsRunPlan) { .way = way });
}

static void
finish (TsRun *run)
{
  make_run_wait (run, ts_run_is_ended);
}

static const TsTask *
get_task (TsRun *run,
          guint position)
{
  return g_ptr_array_index (ts_recording_get_tasks (ts_run_get_recording (run)), position);
}

static gboolean
works (TsRun *run)
{
  return atomic_load (&arena_task (ts_run_get_view (run), 1)->progress) > 2;
}

static gboolean
both_work (TsRun *run)
{
  return works (run) && atomic_load (&arena_task (ts_run_get_view (run), 2)->progress) > 2;
}

static const TsRunFacts *
get_facts (TsRun *run)
{
  return ts_recording_get_facts (ts_run_get_recording (run));
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gsize
get_memory_kb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "VmRSS:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10);
}

static void
test_ends (gconstpointer way)
{
  g_autoptr (TsRun) run = start (SHORT, (WayId) GPOINTER_TO_UINT (way));

  finish (run);
  g_assert_null (ts_run_get_failure (run));
  g_assert_false (ts_run_was_stopped (run));
  g_assert_cmpint (get_facts (run)->exit_status, ==, 0);
  g_assert_cmpstr (get_facts (run)->failure, ==, "");
  g_assert_cmpuint (ts_recording_get_tasks (ts_run_get_recording (run))->len, ==, 3);
  for (guint i = 1; i <= 2; i++)
    {
      g_assert_cmpuint (get_task (run, i)->progress, ==, 5);
      g_assert_cmpint (get_task (run, i)->ended_ns, >, get_task (run, i)->started_ns);
    }
}

/* Every stretch of computing after the pin has taken effect lies on the core of the pin. */
static void
assert_runs_on (const TsTask *task,
                guint16 core)
{
  gint64 pinned_ns = -1;
  guint n_slices = 0;

  for (guint i = 0; i < task->marks->len && pinned_ns < 0; i++)
    if (g_array_index (task->marks, TsMark, i).kind == TS_MARK_PIN)
      pinned_ns = g_array_index (task->marks, TsMark, i).time_ns;
  g_assert_cmpint (pinned_ns, >=, 0);
  for (guint i = 0; i < ts_lane_get_n_slices (task->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, i);

      if (slice->state != TS_STATE_RUNNING || slice->begin_ns <= pinned_ns)
        continue;
      g_assert_cmpuint (slice->core, ==, core);
      n_slices++;
    }
  g_assert_cmpuint (n_slices, >, 0);
}

static void
test_pins (gconstpointer way)
{
  g_autoptr (TsScenario) scenario = make_scenario ("task Worker x 2\n  repeat 5\n    compute 1 ms\n"
                                                   "    sleep 1 ms\n    step\n");
  g_autoptr (GHashTable) pins = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (TsRun) run = NULL;
  TsRunPlan plan = { .scenario = scenario, .way = (WayId) GPOINTER_TO_UINT (way), .pins = pins };
  CoreSet cores = { 0 };
  int core = core_set_at (&machine->allowed, core_set_count (&machine->allowed) - 1);

  core_set_add (&cores, core);
  g_hash_table_insert (pins, (gpointer) "Worker", &cores);
  run = ts_run_start (&plan, machine, &error);
  g_assert_no_error (error);
  finish (run);
  for (guint i = 1; i <= 2; i++)
    assert_runs_on (get_task (run, i), (guint16) core);
}

static void
on_signal (TsRun *run,
           guint *count)
{
  (*count)++;
}

static void
test_signals (void)
{
  g_autoptr (TsRun) run = start (SHORT, WAY_THREADS);
  guint changed = 0, ended = 0;

  g_signal_connect (run, "changed", G_CALLBACK (on_signal), &changed);
  g_signal_connect (run, "ended", G_CALLBACK (on_signal), &ended);
  finish (run);
  g_assert_cmpuint (changed, >, 0);
  g_assert_cmpuint (ended, ==, 1);
}

static void
test_stop (gconstpointer way)
{
  g_autoptr (TsRun) run = start (ENDLESS, (WayId) GPOINTER_TO_UINT (way));

  make_run_wait (run, works);
  ts_run_stop (run);
  finish (run);
  g_assert_true (ts_run_was_stopped (run));
  g_assert_null (ts_run_get_failure (run));
  g_assert_cmpint (get_facts (run)->exit_status, ==, 0);
}

static void
test_pause (void)
{
  g_autoptr (TsRun) run = start (ENDLESS, WAY_THREADS);
  gint64 head_ns;

  make_run_wait (run, works);
  ts_run_pause (run);
  g_assert_true (ts_run_is_paused (run));
  while (atomic_load (&ts_run_get_view (run)->arena->control) != CONTROL_PAUSE)
    g_main_context_iteration (NULL, TRUE);
  head_ns = ts_run_get_head_ns (run);
  for (guint i = 0; i < 5; i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ts_run_get_head_ns (run), ==, head_ns);

  ts_run_resume (run);
  g_assert_false (ts_run_is_paused (run));
  while (ts_run_get_head_ns (run) == head_ns)
    g_main_context_iteration (NULL, TRUE);
  ts_run_stop (run);
  finish (run);
  g_assert_cmpint (get_facts (run)->paused_ns, >, 0);
}

static void
test_deadlock (void)
{
  g_autoptr (TsRun) run = start (DEADLOCK, WAY_THREADS);

  make_run_wait (run, ts_run_is_deadlocked);
  ts_run_stop (run);
  finish (run);
  g_assert_nonnull (ts_run_get_failure (run));
  g_assert_nonnull (strstr (ts_run_get_failure (run), "deadlock"));
  g_assert_nonnull (strstr (ts_run_get_failure (run), "Ada waits for right, which Ben holds"));
  g_assert_nonnull (strstr (ts_run_get_failure (run), "Ben waits for left, which Ada holds"));
  g_assert_cmpint (get_facts (run)->exit_status, ==, 1);
}

static void
test_killed_worker (void)
{
  g_autoptr (TsRun) run = start (ENDLESS, WAY_PROCESSES);

  make_run_wait (run, both_work);
  kill ((pid_t) atomic_load (&arena_task (ts_run_get_view (run), 2)->pid), SIGKILL);
  while (ts_run_get_failure (run) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (ts_run_get_failure (run),
                                   "Worker 1 was killed by signal 9 (Killed)"));
  ts_run_stop (run);
  finish (run);
  g_assert_true (g_str_has_prefix (get_facts (run)->failure,
                                   "Worker 1 was killed by signal 9 (Killed)"));
  g_assert_cmpint (WTERMSIG (get_task (run, 2)->exit_status), ==, SIGKILL);
}

static void
test_crash (gconstpointer way)
{
  g_autoptr (TsRun) run = start ("task Good\n  sleep 20 ms\n  step\ntask Bad\n  step\n  crash\n",
                                 (WayId) GPOINTER_TO_UINT (way));

  finish (run);
  g_assert_nonnull (ts_run_get_failure (run));
  g_assert_true (g_str_has_prefix (ts_run_get_failure (run), "Bad was killed by signal "));
  g_assert_true (g_str_has_suffix (ts_run_get_failure (run), " at line 6."));
  g_assert_cmpint (get_facts (run)->exit_status, ==, 1);
  if (GPOINTER_TO_UINT (way) == WAY_PROCESSES)
    g_assert_cmpuint (get_task (run, 1)->progress, ==, 1);
}

/* PID of the runner: the only child. */
static int
get_runner (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", getpid ());
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return (int) g_ascii_strtoll (text, NULL, 10);
}

static gboolean
group_is_gone (int group)
{
  return kill (-group, 0) != 0;
}

static void
test_killed_runner (gconstpointer way)
{
  g_autoptr (TsRun) run = start (ENDLESS, (WayId) GPOINTER_TO_UINT (way));
  int group;

  make_run_wait (run, works);
  group = (int) atomic_load (&arena_task (ts_run_get_view (run), 0)->pid);
  kill (get_runner (), SIGKILL);
  finish (run);
  g_assert_nonnull (ts_run_get_failure (run));
  g_assert_nonnull (strstr (ts_run_get_failure (run), "The runner was killed by signal 9"));
  g_assert_cmpuint (get_task (run, 1)->progress, >, 0);
  for (guint i = 0; i < 2000 && !group_is_gone (group); i++)
    g_usleep (5000);
  g_assert_true (group_is_gone (group));
}

/* A run that is let go of while it goes on leaves no process behind. */
static void
test_dispose (gconstpointer way)
{
  TsRun *run = start (ENDLESS, (WayId) GPOINTER_TO_UINT (way));
  int group;

  make_run_wait (run, works);
  group = (int) atomic_load (&arena_task (ts_run_get_view (run), 0)->pid);
  g_object_unref (run);
  g_assert_true (group_is_gone (group));
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
}

static void
run_often (guint n_times)
{
  for (guint i = 0; i < n_times; i++)
    {
      g_autoptr (TsRun) run = start ("task Worker\n  step\n", WAY_PROCESSES);

      finish (run);
      g_assert_null (ts_run_get_failure (run));
    }
}

static void
test_no_leaks (void)
{
  guint descriptors;
  gsize memory_kb;

  run_often (50);
  descriptors = count_descriptors ();
  memory_kb = get_memory_kb ();
  run_often (150);
  g_assert_cmpuint (count_descriptors (), ==, descriptors);
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
  /* One arena that is not unmapped takes more than 100 kB as soon as it is used. */
  g_assert_cmpuint (get_memory_kb (), <, memory_kb + 4096);
}

static void
test_core_that_does_not_exist (void)
{
  g_autoptr (TsScenario) scenario = make_scenario (SHORT);
  g_autoptr (GError) error = NULL;
  TsRunPlan plan = { .scenario = scenario };

  core_set_add (&plan.cores, MAX_CORES - 1);
  g_assert_null (ts_run_start (&plan, machine, &error));
  g_assert_error (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS);
  g_assert_nonnull (strstr (error->message, "Core 1023 does not exist"));
  g_assert_nonnull (strstr (error->message, "allowed are"));
}

static void
test_no_runner (void)
{
  g_autoptr (TsScenario) scenario = make_scenario (SHORT);
  g_autoptr (GError) error = NULL;
  g_autofree char *runner = g_strdup (g_getenv ("TS_RUNNER"));
  TsRunPlan plan = { .scenario = scenario };
  guint descriptors = count_descriptors ();

  g_setenv ("TS_RUNNER", "/nonexistent/runner", TRUE);
  g_assert_null (ts_run_start (&plan, machine, &error));
  g_assert_error (error, TS_RUN_ERROR, TS_RUN_ERROR_RUNNER);
  g_assert_cmpstr (error->message, ==,
                   "The runner “/nonexistent/runner” could not be started: No such file or "
                   "directory.");
  g_assert_cmpuint (count_descriptors (), ==, descriptors);
  g_setenv ("TS_RUNNER", runner, TRUE);
}

/* A program that takes no notice of the arena is no runner. */
static void
test_wrong_runner (void)
{
  g_autofree char *runner = g_strdup (g_getenv ("TS_RUNNER"));
  g_autoptr (TsRun) run = NULL;

  g_setenv ("TS_RUNNER", "/bin/false", TRUE);
  run = start (SHORT, WAY_THREADS);
  g_setenv ("TS_RUNNER", runner, TRUE);
  finish (run);
  g_assert_nonnull (strstr (ts_run_get_failure (run), "The runner ended with status 1"));
}

static void
test_settings (void)
{
  g_autoptr (TsScenario) scenario = make_scenario ("set turns = 3 from 1 to 9 \"Turns\"\n"
                                                   "task Worker\n  repeat turns\n    step\n");
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (TsRun) run = NULL;
  gint64 value = 7;
  TsRunPlan plan = { .scenario = scenario, .values = values, .seed = 4711 };
  const TsSetting *setting;

  g_hash_table_insert (values, (char *) "turns", &value);
  run = ts_run_start (&plan, machine, &error);
  g_assert_no_error (error);
  finish (run);
  setting = g_ptr_array_index (ts_recording_get_settings (ts_run_get_recording (run)), 0);
  g_assert_cmpstr (setting->name, ==, "turns");
  g_assert_cmpint (setting->value, ==, 7);
  g_assert_cmpuint (get_task (run, 1)->progress, ==, 7);
  g_assert_cmpuint (get_facts (run)->seed, ==, 4711);

  value = 10;
  g_assert_null (ts_run_start (&plan, machine, &error));
  g_assert_error (error, TS_RUN_ERROR, TS_RUN_ERROR_SETTINGS);
}

static void
test_failure_names_task_and_line (void)
{
  g_autoptr (TsRun) run = start ("counter nothing\ntask Worker\n  step\n  sleep 1 / nothing ms\n",
                                 WAY_THREADS);

  finish (run);
  g_assert_cmpstr (ts_run_get_failure (run), ==, "Worker, line 4: a division by zero.");
}

int
main (int n_arguments,
      char **arguments)
{
  const gpointer threads = GUINT_TO_POINTER (WAY_THREADS),
    processes = GUINT_TO_POINTER (WAY_PROCESSES);
  int status;

  g_test_init (&n_arguments, &arguments, NULL);
  machine = ts_machine_new ();
  g_test_add_data_func ("/run/ends/threads", threads, test_ends);
  g_test_add_data_func ("/run/ends/processes", processes, test_ends);
  g_test_add_data_func ("/run/pins/threads", threads, test_pins);
  g_test_add_data_func ("/run/pins/processes", processes, test_pins);
  g_test_add_func ("/run/signals", test_signals);
  g_test_add_data_func ("/run/stop/threads", threads, test_stop);
  g_test_add_data_func ("/run/stop/processes", processes, test_stop);
  g_test_add_func ("/run/pause", test_pause);
  g_test_add_func ("/run/deadlock", test_deadlock);
  g_test_add_func ("/run/killed-worker", test_killed_worker);
  g_test_add_data_func ("/run/crash/threads", threads, test_crash);
  g_test_add_data_func ("/run/crash/processes", processes, test_crash);
  g_test_add_data_func ("/run/killed-runner/threads", threads, test_killed_runner);
  g_test_add_data_func ("/run/killed-runner/processes", processes, test_killed_runner);
  g_test_add_data_func ("/run/dispose/threads", threads, test_dispose);
  g_test_add_data_func ("/run/dispose/processes", processes, test_dispose);
  g_test_add_func ("/run/no-leaks", test_no_leaks);
  g_test_add_func ("/run/core-that-does-not-exist", test_core_that_does_not_exist);
  g_test_add_func ("/run/no-runner", test_no_runner);
  g_test_add_func ("/run/wrong-runner", test_wrong_runner);
  g_test_add_func ("/run/settings", test_settings);
  g_test_add_func ("/run/failure-names-task-and-line", test_failure_names_task_and_line);
  status = g_test_run ();
  ts_machine_free (machine);
  return status;
}
