/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the kernel or the user refuses: threads, processes, descriptors, cores, the exact source.
 */
#include "lonely.h"
#include "run.h"
#include "runner.h"
#include "script.h"

#include <errno.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MS INT64_C (1000000)

static Program program;

/* Sets a limit in this process, which the runner inherits, and gives the one before. */
static struct rlimit
limit_to (int resource, rlim_t value)
{
  struct rlimit before, limit;

  g_assert_cmpint (getrlimit (resource, &before), ==, 0);
  limit = (struct rlimit) { value, before.rlim_max };
  g_assert_cmpint (setrlimit (resource, &limit), ==, 0);
  return before;
}

static void
make_many (TaskKind kind, uint32_t count)
{
  script_init (&program);
  script_task (&program, kind, "Worker", count);
  script_emit (&program, OP_SLEEP, 0, 3600 * 1000 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
}

static void
assert_failed (Run *run, FailureCode code, int64_t value)
{
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (run->view.arena->failure.code, ==, code);
  g_assert_cmpint (run->view.arena->failure.value, ==, value);
  g_assert_cmpuint (run->view.arena->phase, ==, PHASE_ENDED);
}

/* Address space for some stacks, but not for a thousand. */
static void
test_thread_refused (void)
{
  struct rlimit before;
  Run run;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  g_test_skip ("a sanitizer needs more address space than the limit leaves");
  return;
#endif
  make_many (KIND_THREAD, 1000);
  before = limit_to (RLIMIT_AS, 120 * 1024 * 1024);
  run_start (&run, &program, WAY_THREADS);
  g_assert_cmpint (setrlimit (RLIMIT_AS, &before), ==, 0);
  run_wait (&run);
  assert_failed (&run, FAILURE_THREAD_REFUSED, EAGAIN);
  g_assert_cmpuint (run.view.arena->failure.task, >, 1);
  g_assert_cmpuint (run.view.arena->failure.task, <=, 1000);
  run_finish (&run);
}

/* As another user, who may have but a few processes: root is above RLIMIT_NPROC. */
static void
run_as_nobody (const Program *wanted, rlim_t processes, Run *run)
{
  ArenaPlan plan = { .program = wanted, .way = WAY_PROCESSES, .source_wish = SOURCE_SELF_TIMED };
  ArenaView view;
  uid_t nobody = 65534 - 77; /* nobody else on this machine has processes under that number */

  g_assert_true (arena_create (&view, &plan));
  run_attach (run, &view);
  run->runner = fork ();
  if (run->runner == 0)
    {
      Run inner;

      if (!become_lonely (nobody))
        _exit (3);
      limit_to (RLIMIT_NPROC, processes);
      run_start_arena (&inner, &view, NULL);
      run_wait (&inner);
      _exit (WEXITSTATUS (inner.status));
    }
}

static void
test_fork_refused (void)
{
  Run run;

  if (getuid () != 0)
    {
      g_test_skip ("only root can become a user without processes");
      return;
    }
  make_many (KIND_PROCESS, 50);
  run_as_nobody (&program, 20, &run);
  run_wait (&run);
  assert_failed (&run, FAILURE_FORK_REFUSED, EAGAIN);
  g_assert_cmpuint (run.view.arena->failure.task, >, 1);
  g_assert_cmpuint (run.view.arena->failure.task, <, 20);
  run_finish (&run);
}

/* One task more than may live at a time. */
static void
test_too_many_tasks (void)
{
  Run run;

  make_many (KIND_THREAD, MAX_KERNEL_TASKS + 1);
  run_start (&run, &program, WAY_THREADS);
  run_wait (&run);
  assert_failed (&run, FAILURE_TOO_MANY_TASKS, 0);
  g_assert_cmpuint (run.view.arena->failure.task, ==, MAX_KERNEL_TASKS + 1);
  run_finish (&run);
}

static gboolean
all_are_waiting (Run *run, gpointer data)
{
  for (uint32_t i = 0; i < run->view.task_count; i++)
    if (arena_task (&run->view, i)->state != TASK_WAITING)
      return FALSE;
  return TRUE;
}

/* So many as are promised.  (A thousand processes with a sanitizer in each are more than a small machine can bear.) */
static void
test_most_tasks (gconstpointer data)
{
  uint32_t count = MAX_KERNEL_TASKS;
  Run run;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  count = 100;
#endif
  make_many (KIND_TASK, count);
  run_start (&run, &program, (WayId) GPOINTER_TO_INT (data));
  run_wait_until (&run, all_are_waiting, NULL);
  g_assert_cmpuint (run.view.arena->alive, ==, count + 1);
  run_send (&run, RUNNER_STOP);
  run_wait (&run);
  g_assert_cmpuint (run.view.arena->failure.code, ==, FAILURE_NONE);
  run_finish (&run);
}

/* More readers than descriptors. */
static void
test_descriptor_refused (void)
{
  struct rlimit before, little = { 32, 32 };
  pid_t starter;
  int status;

  script_init (&program);
  script_task (&program, KIND_THREAD, "Reader", 40);
  script_emit (&program, OP_READ, 0, 3600 * 1000 * MS);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  /* In a process of its own, since the hard limit cannot be raised again by everybody. */
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  starter = fork ();
  if (starter == 0)
    {
      Run run;

      g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &little), ==, 0);
      run_start (&run, &program, WAY_THREADS);
      run_wait (&run);
      assert_failed (&run, FAILURE_DESCRIPTOR, EMFILE);
      run_finish (&run);
      _exit (0);
    }
  g_assert_cmpint (waitpid (starter, &status, 0), ==, starter);
  g_assert_cmpint (status, ==, 0);
}

/* Cores that the run may not use, and those that do not exist. */
static void
test_cores_refused (void)
{
  ArenaPlan plan = { .program = &program, .way = WAY_THREADS, .source_wish = SOURCE_SELF_TIMED };
  Run run;

  make_many (KIND_THREAD, 1);
  core_set_add (&plan.allowed, MAX_CORES - 2);
  run_start_plan (&run, &plan, NULL);
  run_wait (&run);
  assert_failed (&run, FAILURE_NO_SUCH_CORE, MAX_CORES - 2);
  run_finish (&run);
}

/* The user has given the runner one core (taskset): the run stays there, and no other can be pinned to. */
static void
test_one_core_allowed (gconstpointer data)
{
  cpu_set_t before, one;
  CoreSet allowed;
  Run run;
  int core, other;

  g_assert_true (core_set_allowed (&allowed));
  core = core_set_at (&allowed, 0);
  other = core_set_at (&allowed, 1);
  script_init (&program);
  script_task (&program, KIND_TASK, "Worker", 3);
  script_emit (&program, OP_COMPUTE, 0, 5 * MS);
  if (other >= 0)
    {
      script_emit (&program, OP_CORES_ADD, 0, other);
      script_emit (&program, OP_PIN, 0, 0);
    }
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  g_assert_cmpint (sched_getaffinity (0, sizeof before, &before), ==, 0);
  CPU_ZERO (&one);
  CPU_SET (core, &one);
  g_assert_cmpint (sched_setaffinity (0, sizeof one, &one), ==, 0);
  run_start (&run, &program, (WayId) GPOINTER_TO_INT (data));
  g_assert_cmpint (sched_setaffinity (0, sizeof before, &before), ==, 0);
  run_wait (&run);

  if (other >= 0)
    assert_failed (&run, FAILURE_CORE_NOT_ALLOWED, other);
  for (uint32_t i = 0; i < run.view.task_count; i++)
    for (guint k = 0; k < run.events[i]->len; k++)
      g_assert_cmpint (g_array_index (run.events[i], Event, k).core, ==, core);
  run_finish (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refused/thread", test_thread_refused);
  g_test_add_func ("/refused/fork", test_fork_refused);
  g_test_add_func ("/refused/too-many-tasks", test_too_many_tasks);
  g_test_add_func ("/refused/descriptor", test_descriptor_refused);
  g_test_add_func ("/refused/cores", test_cores_refused);
  run_add_test_of_ways ("refused", "one-core-allowed", test_one_core_allowed);
  run_add_test_of_ways ("refused", "most-tasks", test_most_tasks);
  return g_test_run ();
}
