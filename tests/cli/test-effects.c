/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The effect that a scenario exists for, computed from the recording of a real run: cores, threads, their tools,
 * processes, binding.
 */
#include "config.h"

#include "cli-test.h"
#include "effects.h"

#include <string.h>

static const char * const both[] = { "threads", "processes" };

/* All share one core: each was ready while another had it. */
static void
test_one_core (void)
{
  g_autoptr (TsRecording) recording = effects_record ("one-core", "threads", "--set tasks=3 --set work=5", 0);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Worker %u", i);
      const TsTask *task = find_task (recording, name);

      effects_assert_core (task, effects_core (recording, 0));
      g_assert_cmpint (effects_sum_ns (task, TS_STATE_READY), >, 0);
    }
}

static void
test_more_tasks_than_cores (void)
{
  g_autoptr (TsRecording) recording = effects_record ("more-tasks-than-cores", "threads", "--set work=3", 0);
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  gint64 ready_ns = 0;

  g_assert_cmpuint (tasks->len, ==, 1 + effects_n_cores (recording) + 2);
  for (guint i = 1; i < tasks->len; i++)
    ready_ns += effects_sum_ns (g_ptr_array_index (tasks, i), TS_STATE_READY);
  g_assert_cmpint (ready_ns, >, 0);
}

/* The lines of the course's script, but for the IDs and their order. */
static void
test_named_threads (void)
{
  static const char * const lines[] = {
    "ID of process running main program: N\n", "Main thread name: MainThread\n", "Task N assigned to thread: tN\n",
    "ID of process running task N: N\n", "The number of alive threads is N\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (TsRecording) recording = effects_record ("named-threads", both[i], "", 0);
      g_autofree char *prints = effects_prints (recording, TRUE);
      gboolean same = find_task (recording, "t1")->pid == find_task (recording, "t2")->pid;

      for (gsize line = 0; line < G_N_ELEMENTS (lines); line++)
        cli_test_assert_contains (prints, lines[line]);
      g_assert_cmpuint (ts_recording_get_prints (recording)->len, ==, 7);
      g_assert_cmpint (same, ==, i == 0);
    }
}

/* Threads count in one memory, processes each in its own. */
static void
test_memory (void)
{
  g_autoptr (TsRecording) shared = effects_record ("shared-memory", "threads", "--set rounds=4 --set work=2", 0);
  g_autoptr (TsRecording) apart = effects_record ("shared-memory", "processes", "--set rounds=4 --set work=2", 0);
  g_autoptr (TsRecording) own = effects_record ("own-memory", "processes", "--set first=100 --set rounds=5", 0);
  g_autofree char *prints = effects_prints (own, FALSE);

  effects_assert_printed (shared, "In the end the main task finds 8");
  effects_assert_printed (apart, "In the end the main task finds 0");
  g_assert_true (g_regex_match_simple ("The main task with PID [0-9]+ sees 100 and 115\n", prints, 0, 0));
  g_assert_true (g_regex_match_simple ("Child 2 with PID [0-9]+ sees 105 and 1", prints, 0, 0));
}

/* A daemon is ended with the others, who come to their own end. */
static void
test_daemons (void)
{
  static const char * const daemons[][2] = { { "daemon-threads", "Clock" }, { "daemon-processes", "Tidier" } };

  for (gsize i = 0; i < G_N_ELEMENTS (daemons); i++)
    {
      g_autoptr (TsRecording) recording = effects_record (daemons[i][0], both[i], "--set parts=5", 0);
      GPtrArray *tasks = ts_recording_get_tasks (recording);

      for (guint n = 0; n < tasks->len; n++)
        {
          const TsTask *task = g_ptr_array_index (tasks, n);

          g_assert_cmpint (task->stopped, ==, g_str_equal (task->name, daemons[i][1]));
          g_assert_cmpint (task->daemon, ==, task->stopped);
        }
    }
}

/* Single threads of one process keep to the cores that they are bound to. */
static void
test_bound_threads (void)
{
  g_autoptr (TsRecording) recording = effects_record ("bound-threads", "threads", "--set work=3", 0);

  effects_assert_core (find_task (recording, "Bound 0"), effects_core (recording, 0));
  effects_assert_core (find_task (recording, "Bound 1"), effects_core (recording, 0));
  g_assert_cmpuint (find_task (recording, "Bound 0")->pid, ==, find_task (recording, "Mover")->pid);
  assert_invariants (recording);   /* each binding of Mover holds until its next one */
}

/* The tools: there is room for so many, and the others wait. */
static void
test_tools (void)
{
  g_autoptr (TsRecording) park = effects_record ("semaphore", "threads", "--set cars=5 --set places=2", 0);
  g_autoptr (TsRecording) walk = effects_record ("barrier", "threads", "--set walkers=3 --set more=20", 0);
  g_autoptr (TsRecording) settings = effects_record ("event", "threads", "--set reading=800", 0);
  g_autoptr (TsRecording) bakery = effects_record ("queue", "threads", "--set baking=2 --set selling=8", 0);
  const TsObject *places = effects_object (park, "free");
  gint64 waited_ns = 0;

  for (guint i = 0; i < ts_lane_get_n_slices (places->lane); i++)
    g_assert_cmpint ((gint32) ts_lane_get_slice (places->lane, i)->who, <=, 2);
  for (guint i = 1; i <= 5; i++)
    waited_ns += effects_sum_ns (g_ptr_array_index (ts_recording_get_tasks (park), i), TS_STATE_WAITING_SEMAPHORE);
  g_assert_cmpint (waited_ns, >, 0);
  g_assert_cmpint (effects_sum_ns (find_task (walk, "Walker 0"), TS_STATE_WAITING_BARRIER), >, 0);
  g_assert_cmpint (effects_sum_ns (find_task (settings, "Waiter 0"), TS_STATE_WAITING_EVENT), >, 0);
  g_assert_cmpint (effects_sum_ns (find_task (settings, "Late"), TS_STATE_WAITING_EVENT), ==, 0);
  g_assert_cmpint (effects_sum_ns (find_task (bakery, "Baker"), TS_STATE_WAITING_QUEUE), >, 0);
  g_assert_cmpuint (find_task (bakery, "Seller")->progress, ==, 30);
}

/* A full bar and a PID of its own for each worker. */
static void
test_progress_bars (void)
{
  g_autoptr (TsRecording) recording =
    effects_record ("progress-bars", "processes", "--set workers=4 --set steps_each=5", 0);
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  g_assert_cmpuint (tasks->len, ==, 5);
  for (guint i = 1; i < tasks->len; i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i), *before = g_ptr_array_index (tasks, i - 1);

      g_assert_cmpuint (task->progress, ==, 5);
      g_assert_cmpuint (task->pid, ==, task->tid);
      g_assert_cmpuint (task->pid, !=, before->pid);
    }
}

/* As processes only the faulty one dies; as threads all do. */
static void
test_crash (void)
{
  g_autoptr (TsRecording) apart = effects_record ("crash-inside", "processes", "--set before=2 --set parts=20", 1);
  g_autoptr (TsRecording) together = effects_record ("crash-inside", "threads", "--set before=2 --set parts=200", 1);

  g_assert_cmpuint (find_task (apart, "Faulty")->progress, ==, 2);
  g_assert_cmpuint (find_task (apart, "Player")->progress, ==, 20);
  g_assert_cmpuint (find_task (apart, "Printer")->progress, ==, 20);
  g_assert_cmpuint (find_task (together, "Player")->progress, <, 200);
  g_assert_cmpuint (find_task (together, "Printer")->progress, <, 200);
}

/* The children are over before the main task has joined them, and no longer alive. */
static void
test_zombies (void)
{
  g_autoptr (TsRecording) recording = effects_record ("zombies", "processes", "--set children=3", 0);
  const TsPrint *told = NULL;
  GPtrArray *prints = ts_recording_get_prints (recording);

  for (guint i = 0; i < prints->len; i++)
    if (g_str_has_prefix (((TsPrint *) g_ptr_array_index (prints, i))->text, "alive, the main task included: "))
      told = g_ptr_array_index (prints, i);
  g_assert_nonnull (told);
  for (guint i = 1; i <= 3; i++)
    if (((TsTask *) g_ptr_array_index (ts_recording_get_tasks (recording), i))->ended_ns > told->time_ns)
      {
        g_test_message ("a child was not done in time: %s", told->text);
        return;
      }
  g_assert_cmpstr (told->text, ==, "alive, the main task included: 1");
}

/* So many bars as there are cores to bind to, and a line for each that is missing. */
static void
test_pinned (void)
{
  g_autoptr (TsRecording) four = effects_record ("pinned-four", "processes", "--set pause=5", 0);
  g_autoptr (TsRecording) crowd = effects_record ("all-on-one-core", "processes", "--set work=2", 0);
  g_autoptr (TsRecording) mixed = effects_record ("thread-and-process", "processes", "--set parts_a=5 --set parts_b=5", 0);
  guint n_there = MIN (effects_n_cores (four), 4);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("Core %u", i);

      g_assert_cmpuint (find_task (four, name)->progress, ==, i < n_there ? 50 : 0);
      g_assert_cmpint (find_task (four, name)->total, ==, 50);
    }
  g_assert_cmpuint (ts_recording_get_prints (four)->len, ==, 4 - n_there);
  for (guint i = 1; i < ts_recording_get_tasks (crowd)->len; i++)
    effects_assert_core (g_ptr_array_index (ts_recording_get_tasks (crowd), i), effects_core (crowd, 0));
  effects_assert_core (find_task (mixed, "Here"), effects_core (mixed, 0));
  effects_assert_core (find_task (mixed, "B"), effects_core (mixed, 0));
  g_assert_cmpuint (find_task (mixed, "Here")->pid, ==, find_task (mixed, "A")->pid);
  g_assert_cmpuint (find_task (mixed, "Here")->pid, !=, find_task (mixed, "B")->pid);
}

int
main (int n_arguments, char **arguments)
{
  int status;

  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/effects/one-core", test_one_core);
  g_test_add_func ("/effects/more-tasks-than-cores", test_more_tasks_than_cores);
  g_test_add_func ("/effects/named-threads", test_named_threads);
  g_test_add_func ("/effects/memory", test_memory);
  g_test_add_func ("/effects/daemons", test_daemons);
  g_test_add_func ("/effects/bound-threads", test_bound_threads);
  g_test_add_func ("/effects/tools", test_tools);
  g_test_add_func ("/effects/progress-bars", test_progress_bars);
  g_test_add_func ("/effects/crash", test_crash);
  g_test_add_func ("/effects/zombies", test_zombies);
  g_test_add_func ("/effects/pinned", test_pinned);
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
