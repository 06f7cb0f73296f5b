/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs by the machine's own Python: what must be true of them, and what happens where there is none.
 */
#include "config.h"

#include "cli-test.h"
#include "invariants.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define ALL_KINDS \
  "lock door\nsemaphore places 2\nqueue jobs 4\nbarrier all 3\nevent ready\ncounter done\nshared counter together\n" \
  "task Boss\n  repeat 12\n    put jobs\n  close jobs\n  signal ready\n  step\n" \
  "task Worker x 3\n" \
  "  repeat get jobs\n    compute 1 ms\n    lock door\n      increment done\n    increment together atomically\n" \
  "  acquire places\n  sleep 2 ms\n  release places\n" \
  "  wait ready\n  arrive all\n  read 1 ms\n  native 2 ms\n  step\n  print \"{task} went\"\n"

static const char *const sources[] = { "self-timed", "automatic" };

static gboolean
has_python (void)
{
  g_autoptr (CliResult) result = cli_test_expect (0, "machine --json");
  g_autofree char *found = cli_test_json (result->out, "any(p['interpreter_lock'] and "
                                          "int(p['version'].split('.')[1]) >= 11 for p in j['pythons'])");

  if (g_str_equal (found, "True"))
    return TRUE;
  g_test_skip ("there is no python3 of version 3.11 or newer");
  return FALSE;
}

static char *
make_line (const char *program, const char *way, const char *source)
{
  g_autofree char *scenario = cli_test_write_scenario ("python.scenario", program);
  g_autofree char *wish = g_str_equal (source, "automatic") ? g_strdup ("") : g_strdup_printf ("--source %s", source);

  return g_strdup_printf ("run %s --way %s %s", scenario, way, wish);
}

static TsRecording *
record (const char *program, const char *way, const char *source)
{
  g_autofree char *line = make_line (program, way, source);
  g_autofree char *file = cli_test_path ("python.timeslice");
  g_autofree char *whole = g_strdup_printf ("%s --quiet --save %s", line, file);
  g_autoptr (CliResult) result = cli_test_expect (0, whole);

  g_assert_cmpstr (result->err, ==, "");
  return open_checked (file);
}

/* All printed lines, in alphabetical order. */
static char *
get_prints (TsRecording *recording)
{
  GPtrArray *prints = ts_recording_get_prints (recording);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < prints->len; i++)
    g_ptr_array_add (lines, ((TsPrint *) g_ptr_array_index (prints, i))->text);
  g_ptr_array_add (lines, NULL);
  cli_test_sort_lines ((char **) lines->pdata);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* How long the task was in a state that `wanted` says. */
static gint64
get_state_ns (const TsTask *task, TsState wanted)
{
  gint64 sum_ns = 0;

  for (guint i = 0; i < ts_lane_get_n_slices (task->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, i);

      if (slice->state == wanted)
        sum_ns += slice->end_ns - slice->begin_ns;
    }
  return sum_ns;
}

/* Every kind of step and object: the same lines as in the way of Timeslice's own, and all bars full. */
static void
test_all_kinds (gconstpointer way)
{
  g_autoptr (TsRecording) own = record (ALL_KINDS, "threads", "automatic");
  g_autofree char *own_prints = get_prints (own);

  if (!has_python ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (TsRecording) recording = record (ALL_KINDS, way, sources[i]);
      g_autofree char *prints = get_prints (recording);

      g_assert_cmpstr (prints, ==, own_prints);
      g_assert_cmpint (find_task (recording, "Worker 2")->progress, ==, 1);
      g_assert_cmpint (get_last_value (recording, "jobs"), ==, 0);
      g_assert_cmpint (get_last_value (recording, "ready"), ==, 1);
      g_assert_nonnull (strstr (ts_recording_get_facts (recording)->machine, "Python 3."));
    }
}

/* Counters are plain variables of the script, seen from outside; processes share those that are shared. */
static void
test_counters (gconstpointer way)
{
  if (!has_python ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (TsRecording) recording = record (ALL_KINDS, way, sources[i]);

      g_assert_cmpint (get_last_value (recording, "together"), ==, 12);
      if (!g_str_equal (way, "python-processes"))
        g_assert_cmpint (get_last_value (recording, "done"), ==, 12);
    }
}

#define TWO_COMPUTE "task Worker x 2\n  repeat 20\n    compute 5 ms\n    step\n"

/* Two threads that compute share one lock, which both hold and wait for. */
static void
test_interpreter_lock (void)
{
  if (!has_python ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (TsRecording) recording = record (TWO_COMPUTE, "python-threads", sources[i]);
      GPtrArray *objects = ts_recording_get_objects (recording);
      const TsObject *lock = g_ptr_array_index (objects, objects->len - 1);
      guint held[3] = { 0, 0, 0 };

      g_assert_cmpint (lock->kind, ==, TS_OBJECT_LOCK);
      for (guint slice = 0; slice < ts_lane_get_n_slices (lock->lane); slice++)
        held[MIN (ts_lane_get_slice (lock->lane, slice)->who, 2)]++;
      g_assert_cmpuint (held[1], >, 0);
      g_assert_cmpuint (held[2], >, 0);
      g_assert_cmpint (get_state_ns (find_task (recording, "Worker 0"), TS_STATE_WAITING_LOCK)
                       + get_state_ns (find_task (recording, "Worker 1"), TS_STATE_WAITING_LOCK), >, 0);
    }
}

/* A process with threads: they compute beside each other, and share a lock and a queue. */
#define THREADED_PROCESS "lock door\nqueue jobs 1\nprocess Editor\n" \
  "  thread Puts\n    sleep 100 ms\n    repeat 10\n      lock door\n        sleep 3 ms\n      put jobs\n" \
  "  thread Gets\n    repeat 10\n      get jobs\n      lock door\n        compute 3 ms\n" \
  "  thread Burns x 2\n    repeat 40\n      compute 5 ms\n" \
  "process Alone\n  compute 5 ms\n"

static const TsObject *
find_object (TsRecording *recording, const char *name, guint32 *position)
{
  GPtrArray *objects = ts_recording_get_objects (recording);

  for (*position = 0; *position < objects->len; ++*position)
    if (g_str_equal (((TsObject *) objects->pdata[*position])->name, name))
      return objects->pdata[*position];
  g_error ("there is no object “%s”", name);
}

/* How long the task waited for the object. */
static gint64
get_wait_ns (TsRecording *recording, const char *task, TsState state, const char *object)
{
  const TsLane *lane = find_task (recording, task)->lane;
  gint64 sum_ns = 0;
  guint32 position;

  find_object (recording, object, &position);
  for (guint i = 0; i < ts_lane_get_n_slices (lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (lane, i);

      if (slice->state == state && slice->who == position)
        sum_ns += slice->end_ns - slice->begin_ns;
    }
  return sum_ns;
}

/* Threads inside a process wait for its own interpreter lock, and for what they share, and it is said which that is; a
 * process without threads has no such lock. */
static void
test_threads_in_process (gconstpointer way)
{
  if (!has_python ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (TsRecording) recording = record (THREADED_PROCESS, way, sources[i]);
      guint32 position;
      const TsLane *held = find_object (recording, "interpreter lock of Editor", &position)->lane;

      g_assert_cmpuint (ts_recording_get_objects (recording)->len, ==, g_str_equal (way, "python-threads") ? 4 : 3);
      g_assert_cmpuint (ts_lane_get_n_slices (held), >, 4);
      g_assert_cmpint (get_wait_ns (recording, "Burns 0", TS_STATE_WAITING_LOCK, "interpreter lock of Editor")
                       + get_wait_ns (recording, "Burns 1", TS_STATE_WAITING_LOCK, "interpreter lock of Editor"), >, 0);
      g_assert_cmpint (get_wait_ns (recording, "Gets", TS_STATE_WAITING_QUEUE, "jobs"), >, 0);
      for (guint burner = 0; burner < 2; burner++)
        {
          const TsTask *task = find_task (recording, burner == 0 ? "Burns 0" : "Burns 1");

          g_assert_cmpint (get_state_ns (task, TS_STATE_WAITING), <, get_state_ns (task, TS_STATE_RUNNING) / 4);
        }
    }
}

/* In an event loop one computes while the other is ready, and both share a thread. */
static void
test_turns (void)
{
  const TsTask *first, *second;
  g_autoptr (TsRecording) recording = NULL;

  if (!has_python ())
    return;
  recording = record (TWO_COMPUTE, "python-asyncio", "automatic");
  first = find_task (recording, "Worker 0");
  second = find_task (recording, "Worker 1");
  g_assert_cmpstr (first->kind, ==, "coroutine");
  g_assert_cmpuint (first->tid, ==, second->tid);
  g_assert_cmpint (first->ended_ns, <=, second->ended_ns);
  for (guint i = 0; i < ts_lane_get_n_slices (second->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (second->lane, i);

      if (slice->state == TS_STATE_RUNNING)
        g_assert_cmpint (slice->begin_ns, >=, first->ended_ns);
    }
}

static void
test_no_exact_coroutines (void)
{
  g_autofree char *line = make_line (TWO_COMPUTE, "python-asyncio", "exact");
  g_autoptr (CliResult) result = cli_test_expect (2, line);

  cli_test_assert_contains (result->err, "tasks that take turns on one thread");
}

static gboolean
has_children (gpointer data)
{
  g_autoptr (GArray) descendants = cli_test_get_descendants (*(int *) data);

  return descendants->len >= 4;  /* recorder or runner, main process, and both workers */
}

static gboolean
is_gone (gpointer data)
{
  GArray *pids = data;

  for (guint i = 0; i < pids->len; i++)
    if (cli_test_is_alive (g_array_index (pids, int, i)))
      return FALSE;
  return TRUE;
}

/* Whoever is killed, nothing goes on. */
static void
test_stop (void)
{
  g_autofree char *scenario = cli_test_write_scenario ("endless.scenario", "task Worker x 2\n  forever\n    compute 1 ms\n    step\n");
  g_autofree char *program = cli_test_get_program ();
  char *command[] = { program, (char *) "run", scenario, (char *) "--way", (char *) "python-processes", (char *) "--quiet", NULL };
  g_autoptr (GArray) pids = NULL;
  g_autoptr (GError) error = NULL;
  GPid pid;

  if (!has_python ())
    return;
  g_spawn_async (NULL, command, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  cli_test_wait_until (has_children, &pid);
  pids = cli_test_get_descendants (pid);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  cli_test_wait_until (is_gone, pids);
}

static void
expect_failure (int status, const char *program, const char *way, const char *sentence)
{
  g_autofree char *line = make_line (program, way, "automatic");
  g_autoptr (CliResult) result = cli_test_expect (status, line);

  cli_test_assert_contains (result->err, sentence);
}

/* What Python said last is in the sentence. */
static void
test_script_error (gconstpointer way)
{
  if (!has_python ())
    return;
  expect_failure (1, "counter none\ntask Bad x 2\n  compute 1 ms\n  sleep 10 / none ms\n  step\n", way,
                  "line 4: Python gave up: ZeroDivisionError");
}

static void
test_crash (gconstpointer way)
{
  if (has_python ())
    expect_failure (1, "task Bad\n  compute 1 ms\n  crash\n", way, "was killed by signal 11");
}

/* It is dead for long, and Python has reaped it, when the main task comes to its end without having joined it. */
static void
test_forgotten_crash (void)
{
  if (has_python ())
    expect_failure (1, "task Bad\n  crash\nmain\n  start Bad\n  sleep 200 ms\n", "python-processes",
                    "was killed by signal 11");
}

static void
hide_python (G_GNUC_UNUSED gpointer data)
{
  g_setenv ("PATH", "/nowhere", TRUE);
}

static void
test_no_python (void)
{
  g_autofree char *python = make_line (TWO_COMPUTE, "python-threads", "automatic");
  g_autofree char *threads = make_line (TWO_COMPUTE, "threads", "automatic");
  g_autoptr (CliResult) refused = cli_test_run (python, hide_python);
  g_autoptr (CliResult) others = cli_test_run (threads, hide_python);
  g_autoptr (CliResult) machine = cli_test_run ("machine", hide_python);

  g_assert_cmpint (refused->status, ==, 2);
  cli_test_assert_contains (refused->err, "No python3 of version 3.11 or newer was found");
  g_assert_cmpint (others->status, ==, 0);
  g_assert_cmpint (machine->status, ==, 0);
  cli_test_assert_contains (machine->out, "Python: none was found");
}

/* Answers what it is asked as a Python without the lock would, and runs everything with the ordinary one. */
#define STAND_IN "#!/bin/sh\nfor word; do\n" \
  "  if [ \"$word\" = -c ]; then printf '%s\\n3.13.99\\nFalse\\n' \"$0\"; exit; fi\ndone\nexec python3 \"$@\"\n"

/* A build without the lock is found by its name, named with its version, and nobody is said to wait for a lock.  (Such a
 * build is in no Debian yet: that its threads compute side by side is not tested here.) */
static void
test_free_threaded (void)
{
  g_autofree char *file = cli_test_path ("python3.14t");
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *saved = cli_test_path ("free.timeslice");
  g_autofree char *line = make_line (TWO_COMPUTE, "python-free-threaded", "automatic");
  g_autofree char *whole = g_strdup_printf ("%s --quiet --save %s", line, saved);
  g_autofree char *path = g_strdup_printf ("%s:%s", folder, g_getenv ("PATH"));
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autoptr (CliResult) result = NULL;
  g_autoptr (TsRecording) recording = NULL;
  g_autoptr (GError) error = NULL;

  if (!has_python ())
    return;
  g_assert_true (g_file_set_contents_full (file, STAND_IN, -1, G_FILE_SET_CONTENTS_NONE, 0755, &error));
  g_setenv ("PATH", path, TRUE);
  result = cli_test_expect (0, whole);
  g_setenv ("PATH", before, TRUE);
  recording = open_checked (saved);
  g_assert_nonnull (strstr (ts_recording_get_facts (recording)->machine, "Python 3.13.99"));
  g_assert_cmpuint (ts_recording_get_objects (recording)->len, ==, 0);
  g_assert_cmpint (find_task (recording, "Worker 0")->progress, ==, 20);
  g_assert_cmpint (find_task (recording, "Worker 1")->progress, ==, 20);
}

int
main (int argc, char **argv)
{
  static const char *const ways[] = { "python-threads", "python-processes", "python-asyncio" };
  int status;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *kinds = g_strconcat ("/cli/python/all-kinds/", ways[i], NULL);
      g_autofree char *counters = g_strconcat ("/cli/python/counters/", ways[i], NULL);
      g_autofree char *error = g_strconcat ("/cli/python/script-error/", ways[i], NULL);
      g_autofree char *crash = g_strconcat ("/cli/python/crash/", ways[i], NULL);

      g_test_add_data_func (kinds, ways[i], test_all_kinds);
      g_test_add_data_func (counters, ways[i], test_counters);
      g_test_add_data_func (error, ways[i], test_script_error);
      g_test_add_data_func (crash, ways[i], test_crash);
    }
  g_test_add_data_func ("/cli/python/threads-in-process/processes", "python-processes", test_threads_in_process);
  g_test_add_data_func ("/cli/python/threads-in-process/threads", "python-threads", test_threads_in_process);
  g_test_add_func ("/cli/python/turns", test_turns);
  g_test_add_func ("/cli/python/no-exact-coroutines", test_no_exact_coroutines);
  g_test_add_func ("/cli/python/stop", test_stop);
  g_test_add_func ("/cli/python/interpreter-lock", test_interpreter_lock);
  g_test_add_func ("/cli/python/forgotten-crash", test_forgotten_crash);
  g_test_add_func ("/cli/python/no-python", test_no_python);
  g_test_add_func ("/cli/python/free-threaded", test_free_threaded);
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
