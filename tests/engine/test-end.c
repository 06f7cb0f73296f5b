/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How runs end: stopped in each kind of hang, killed from outside, crashed, refused by the kernel.  After each of
 * them nothing is left (run_finish asserts it).
 */
#include "clock.h"
#include "run.h"
#include "runner.h"
#include "script.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define MS INT64_C (1000000)
#define HOUR (3600 * 1000 * MS)

static Program program;

static WayId
way_of_test (gconstpointer data)
{
  return (WayId) GPOINTER_TO_INT (data);
}

static gboolean
all_are_waiting (Run *run, gpointer data)
{
  for (uint32_t i = 0; i < run->view.task_count; i++)
    if (arena_task (&run->view, i)->state != TASK_WAITING)
      return FALSE;
  return TRUE;
}

static gboolean
workers_make_steps (Run *run, gpointer data)
{
  for (uint32_t i = 1; i < run->view.task_count; i++)
    if (arena_task (&run->view, i)->progress < 3)
      return FALSE;
  return TRUE;
}

static gboolean
is_deadlocked (Run *run, gpointer data)
{
  return run->view.arena->deadlock_ns != 0;
}

static gboolean
run_is_gone (Run *run, gpointer data)
{
  return !group_is_alive (GPOINTER_TO_INT (data));
}

/* Starts the program, waits until `hangs`, stops it. */
static void
stop_when (WayId way, gboolean (*hangs) (Run *run, gpointer data))
{
  Run run;

  run_start (&run, &program, way);
  run_wait_until (&run, hangs, NULL);
  run_send (&run, RUNNER_STOP);
  run_wait (&run);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpuint (run.view.arena->phase, ==, PHASE_ENDED);
  g_assert_cmpuint (run.view.arena->alive, ==, 0);
  for (uint32_t i = 0; i < run.view.task_count; i++)
    {
      g_assert_cmpuint (arena_task (&run.view, i)->state, ==, TASK_ENDED);
      g_assert_cmpint (arena_task (&run.view, i)->exit_status, ==, 0);
    }
  run_finish (&run);
}

/* Two tasks, two locks, in the wrong order; each has one when it wants the other. */
static void
make_deadlock (void)
{
  uint16_t both;

  script_init (&program);
  script_row (&program, OBJECT_LOCK, "lock", 2, 0);
  both = script_object (&program, OBJECT_BARRIER, "both", 2);
  for (uint16_t i = 0; i < 2; i++)
    {
      script_task (&program, KIND_TASK, i == 0 ? "A" : "B", 1);
      script_emit (&program, OP_ACQUIRE, i, 0);
      script_emit (&program, OP_ARRIVE, both, 0);
      script_emit (&program, OP_ACQUIRE, 1 - i, 0);
      script_emit (&program, OP_END, 0, 0);
    }
  script_main (&program);
}

static void
test_stop_deadlock (gconstpointer data)
{
  make_deadlock ();
  stop_when (way_of_test (data), is_deadlocked);
}

/* A lock that its holder wants again, as a plain pthread mutex has it: nothing goes on. */
static void
test_stop_own_lock (gconstpointer data)
{
  uint16_t lock;

  script_init (&program);
  lock = script_object (&program, OBJECT_LOCK, "lock", 0);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_END, 0, 0);
  stop_when (way_of_test (data), is_deadlocked);
}

static void
make_forever (Operation operation, int64_t value)
{
  int32_t begin;

  script_init (&program);
  script_task (&program, KIND_TASK, "Worker", 2);
  begin = script_emit (&program, operation, 0, value);
  script_emit (&program, OP_STEP, 0, 0);
  script_emit_jump (&program, OP_JUMP, begin, 0);
  script_main (&program);
}

static void
test_stop_forever (gconstpointer data)
{
  make_forever (OP_ADD_ONE, 1);
  stop_when (way_of_test (data), workers_make_steps);
}

static void
test_stop_forever_computing (gconstpointer data)
{
  make_forever (OP_COMPUTE, MS);
  stop_when (way_of_test (data), workers_make_steps);
}

static void
test_stop_sleepers (gconstpointer data)
{
  script_init (&program);
  script_task (&program, KIND_TASK, "Sleeper", way_of_test (data) != WAY_PROCESSES ? 1000 : 200);
  script_emit (&program, OP_SLEEP, 0, HOUR);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);
  stop_when (way_of_test (data), all_are_waiting);
}

/* One task in each kind of wait that ends only by another task, or not for a long time. */
static void
test_stop_every_wait (gconstpointer data)
{
  uint16_t semaphore, queue, full, barrier, event;

  script_init (&program);
  semaphore = script_object (&program, OBJECT_SEMAPHORE, "semaphore", 0);
  queue = script_object (&program, OBJECT_QUEUE, "queue", 1);
  full = script_object (&program, OBJECT_QUEUE, "full", 0);
  barrier = script_object (&program, OBJECT_BARRIER, "barrier", 2);
  event = script_object (&program, OBJECT_EVENT, "event", 0);
  const struct { Operation operation; uint16_t object; int64_t value; } waits[] = {
    { OP_ACQUIRE, semaphore, 0 }, { OP_GET, queue, 0 }, { OP_PUT, full, 0 },
    { OP_ARRIVE, barrier, 0 }, { OP_WAIT, event, 0 }, { OP_READ, 0, HOUR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      script_task (&program, KIND_TASK, "Waiter", 1);
      script_emit (&program, waits[i].operation, waits[i].object, waits[i].value);
      script_emit (&program, OP_END, 0, 0);
    }
  script_main (&program);
  stop_when (way_of_test (data), all_are_waiting);
}

static void
test_stop_while_paused (gconstpointer data)
{
  Run run;

  make_forever (OP_COMPUTE, MS);
  run_start (&run, &program, way_of_test (data));
  run_wait_until (&run, workers_make_steps, NULL);
  run_send (&run, RUNNER_PAUSE);
  run_send (&run, RUNNER_STOP);
  run_wait (&run);
  g_assert_cmpuint (run.view.arena->pause_count, ==, 1);
  g_assert_cmpuint (run.view.arena->pauses[0].end_ns, >=, run.view.arena->pauses[0].begin_ns);
  run_finish (&run);
}

/* The starter lets go of the control socket, as it does when it dies. */
static void
test_starter_gone (gconstpointer data)
{
  Run run;

  make_forever (OP_COMPUTE, MS);
  run_start (&run, &program, way_of_test (data));
  run_wait_until (&run, workers_make_steps, NULL);
  close (run.control);
  run.control = -1;
  run_wait (&run);
  g_assert_cmpuint (run.view.arena->phase, ==, PHASE_ENDED);
  run_finish (&run);
}

/* The starter is killed: the runner goes with it (PR_SET_PDEATHSIG, or the end of the socket), and so does the run. */
static void
test_starter_killed (gconstpointer data)
{
  ArenaPlan plan = { .program = &program, .way = way_of_test (data), .source_wish = SOURCE_SELF_TIMED };
  ArenaView view;
  pid_t starter;
  Run run;

  make_forever (OP_COMPUTE, MS);
  g_assert_true (arena_create (&view, &plan));
  starter = fork ();
  if (starter == 0)
    {
      run_start_arena (&run, &view, NULL);
      for (;;)
        pause ();
    }

  run_attach (&run, &view);
  run_wait_until (&run, workers_make_steps, NULL);
  g_assert_cmpint (kill (starter, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (starter, NULL, 0), ==, starter);
  run_wait_until (&run, run_is_gone, GINT_TO_POINTER (run_group (&run)));
  run_finish (&run);
}

/* The runner is killed: the kernel kills the run by the lifeline. */
static void
test_runner_killed (gconstpointer data)
{
  pid_t group;
  Run run;

  make_forever (OP_COMPUTE, MS);
  run_start (&run, &program, way_of_test (data));
  run_wait_until (&run, workers_make_steps, NULL);
  group = run_group (&run);
  g_assert_cmpint (kill (run.runner, SIGKILL), ==, 0);
  run_wait (&run);
  g_assert_true (WIFSIGNALED (run.status));
  run_wait_until (&run, run_is_gone, GINT_TO_POINTER (group));
  g_assert_cmpuint (run.view.arena->phase, ==, PHASE_RUNNING);
  run_finish (&run);
}

/* A worker process is killed from outside: the others go on, and the run tells how it ended. */
static void
test_worker_killed (void)
{
  uint16_t victim, lock, held;
  Run run;

  script_init (&program);
  lock = script_object (&program, OBJECT_LOCK, "lock", 0);
  held = script_object (&program, OBJECT_EVENT, "held", 0);
  victim = script_task (&program, KIND_PROCESS, "Victim", 1);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_SIGNAL, held, 0);
  script_emit (&program, OP_SLEEP, 0, HOUR);
  script_emit (&program, OP_END, 0, 0);
  script_task (&program, KIND_PROCESS, "Heir", 1);
  script_emit (&program, OP_WAIT, held, 0);
  script_emit (&program, OP_ACQUIRE, lock, 0);
  script_emit (&program, OP_STEP, 0, 0);
  script_emit (&program, OP_RELEASE, lock, 0);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_start (&run, &program, WAY_PROCESSES);
  run_wait_until (&run, all_are_waiting, NULL);
  g_assert_cmpint (kill ((pid_t) arena_task (&run.view, victim)->pid, SIGKILL), ==, 0);
  run_wait (&run);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpuint (run.view.arena->failure.code, ==, FAILURE_NONE);
  g_assert_cmpint (arena_task (&run.view, 1)->exit_status, ==, SIGKILL);
  g_assert_cmpint (arena_task (&run.view, 2)->exit_status, ==, 0);
  g_assert_cmpuint (arena_task (&run.view, 2)->progress, ==, 1);
  run_finish (&run);
}

static gboolean
first_has_died (Run *run, gpointer data)
{
  return arena_task (&run->view, 1)->state == TASK_ENDED;
}

/* The same while nobody joins it yet: the supervisor notices, and with the process its thread has ended. */
static void
test_unjoined_worker_killed (void)
{
  uint16_t victim, inner;
  TaskSlot *thread;
  Run run;

  script_init (&program);
  victim = script_task (&program, KIND_PROCESS, "Victim", 1);
  inner = script_nested (&program, victim, KIND_THREAD, "Thread", 1);
  script_emit (&program, OP_SLEEP, 0, HOUR);
  script_emit (&program, OP_END, 0, 0);
  program.declarations[victim].entry = (int32_t) program.instruction_count;
  script_emit (&program, OP_START, inner, 0);
  script_emit (&program, OP_SLEEP, 0, HOUR);
  script_emit (&program, OP_END, 0, 0);
  script_begin_main (&program);
  script_emit (&program, OP_START, victim, 0);
  script_emit (&program, OP_SLEEP, 0, HOUR);
  script_emit (&program, OP_END, 0, 0);

  run_start (&run, &program, WAY_THREADS);
  run_wait_until (&run, all_are_waiting, NULL);
  g_assert_cmpint (kill ((pid_t) arena_task (&run.view, victim)->pid, SIGKILL), ==, 0);
  run_wait_until (&run, first_has_died, NULL);
  run_send (&run, RUNNER_STOP);
  run_wait (&run);
  thread = arena_task (&run.view, script_slot (&program, inner, 0));
  g_assert_cmpint (arena_task (&run.view, 1)->exit_status, ==, SIGKILL);
  g_assert_cmpint (thread->exit_status, ==, SIGKILL);
  g_assert_cmpint (arena_task (&run.view, 0)->exit_status, ==, 0);
  run_finish (&run);
}

/* A crash takes down its process, and only that: all threads, but one of the processes. */
static void
test_crash (gconstpointer data)
{
  bool threads = way_of_test (data) != WAY_PROCESSES;
  uint16_t meet, keyboard;
  Run run;

  script_init (&program);
  meet = script_object (&program, OBJECT_BARRIER, "meet", 2);
  keyboard = script_object (&program, OBJECT_KEYBOARD, "keys", 0);
  script_task (&program, KIND_TASK, "Crasher", 1);
  script_emit (&program, OP_ARRIVE, meet, 0);
  script_emit (&program, OP_CRASH, 0, 0);
  script_task (&program, KIND_TASK, "Bystander", 1);
  script_emit (&program, OP_ARRIVE, meet, 0);
  script_emit (&program, OP_GET, keyboard, 0); /* pressed when the crash is over */
  script_emit (&program, OP_STEP, 0, 0);
  script_emit (&program, OP_END, 0, 0);
  script_main (&program);

  run_start (&run, &program, way_of_test (data));
  run_wait_until (&run, first_has_died, NULL);
  g_assert_true (keyboard_press (&run.view.arena->keyboard, 'g', now_ns ()));
  run_wait (&run);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpuint (run.view.arena->failure.code, ==, FAILURE_NONE);
  g_assert_cmpuint (run.view.arena->phase, ==, PHASE_ENDED);
  g_assert_cmpint (arena_task (&run.view, 1)->exit_status, ==, SIGSEGV);
  g_assert_cmpint (arena_task (&run.view, 2)->exit_status, ==, threads ? SIGSEGV : 0);
  g_assert_cmpuint (arena_task (&run.view, 2)->progress, ==, threads ? 0 : 1);
  g_assert_cmpint (arena_task (&run.view, 0)->exit_status, ==, threads ? SIGSEGV : 0);
  g_assert_cmpuint (run_count (&run, 1, EVENT_END, NO_OBJECT), ==, 0);
  run_finish (&run);
}

/* exit ends the whole process, with its status. */
static void
test_exit (gconstpointer data)
{
  bool threads = way_of_test (data) != WAY_PROCESSES;
  Run run;

  script_init (&program);
  script_task (&program, KIND_TASK, "Leaver", 1);
  script_emit (&program, OP_EXIT, 0, 3);
  script_main (&program);

  run_start (&run, &program, way_of_test (data));
  run_wait (&run);
  g_assert_cmpint (arena_task (&run.view, 1)->exit_status, ==, 3 << 8);
  g_assert_cmpint (run_last (&run, 1, EVENT_END)->value, ==, 3);
  g_assert_cmpint (arena_task (&run.view, 0)->exit_status, ==, threads ? 3 << 8 : 0);
  run_finish (&run);
}

static void
assert_fails (WayId way, FailureCode code, uint32_t task, int64_t value)
{
  Failure *failure;
  Run run;

  run_start (&run, &program, way);
  run_wait (&run);
  failure = &run.view.arena->failure;
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpuint (failure->code, ==, code);
  g_assert_cmpuint (failure->task, ==, task);
  g_assert_cmpint (failure->value, ==, value);
  g_assert_cmpuint (run.view.arena->phase, ==, PHASE_ENDED);
  run_finish (&run);
}

/* Mistakes that only the run can find. */
static void
test_failures (gconstpointer data)
{
  const struct { Operation operation; int64_t value; FailureCode code; int64_t told; } steps[] = {
    { OP_CORES_ADD, MAX_CORES - 1, FAILURE_NO_SUCH_CORE, MAX_CORES - 1 },
    { OP_NICE, 99, FAILURE_NICE_REFUSED, 99 },
    { OP_TOUCH, INT64_C (1) << 60, FAILURE_MEMORY, INT64_C (1) << 60 },
    { OP_RELEASE, 0, FAILURE_NOT_HOLDER, 0 },
    { OP_CORE_AT, 0, FAILURE_NO_CORE_AT, 5000 },
    { OP_DIVIDE, 0, FAILURE_DIVISION, 0 },
    { OP_AGAIN, 0, FAILURE_PROGRAM, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      script_init (&program);
      script_object (&program, OBJECT_LOCK, "lock", 0);
      script_task (&program, KIND_TASK, "Worker", 1);
      script_emit (&program, OP_PUSH, 0, 5000);
      if (steps[i].operation == OP_DIVIDE)
        script_emit (&program, OP_PUSH, 0, 0);
      script_emit (&program, steps[i].operation, 0, steps[i].value);
      script_emit (&program, OP_END, 0, 0);
      script_main (&program);
      assert_fails (way_of_test (data), steps[i].code, 1, steps[i].told);
    }
}

static void
test_bad_starts (gconstpointer data)
{
  uint16_t worker;

  for (int i = 0; i < 4; i++)
    {
      script_init (&program);
      worker = script_task (&program, i == 3 ? KIND_COROUTINE : KIND_TASK, "Worker", 2);
      script_emit (&program, OP_END, 0, 0);
      script_begin_main (&program);
      script_emit (&program, OP_PUSH, 0, i == 2 ? 2 : 1);
      script_emit_row (&program, OP_START, worker, 2, 0);
      script_emit (&program, i == 0 ? OP_START : OP_JOIN, worker, 0);
      script_emit (&program, OP_END, 0, 0);
      assert_fails (way_of_test (data),
                    i == 0 ? FAILURE_STARTED_TWICE : i == 1 ? FAILURE_NOT_STARTED
                    : i == 2 ? FAILURE_ROW : FAILURE_KIND,
                    i == 0 ? 2 : i == 1 ? 1 : i == 2 ? 0 : 2,
                    i == 2 ? 2 : i == 3 ? KIND_COROUTINE : 0);
    }
}

int
main (int argc, char **argv)
{
  const struct { const char *name; GTestDataFunc function; } tests[] = {
    { "stop-deadlock", test_stop_deadlock },
    { "stop-own-lock", test_stop_own_lock },
    { "stop-forever", test_stop_forever },
    { "stop-forever-computing", test_stop_forever_computing },
    { "stop-sleepers", test_stop_sleepers },
    { "stop-every-wait", test_stop_every_wait },
    { "stop-while-paused", test_stop_while_paused },
    { "starter-gone", test_starter_gone },
    { "starter-killed", test_starter_killed },
    { "runner-killed", test_runner_killed },
    { "crash", test_crash },
    { "exit", test_exit },
    { "failures", test_failures },
    { "bad-starts", test_bad_starts },
  };

  g_test_init (&argc, &argv, NULL);
  prctl (PR_SET_CHILD_SUBREAPER, 1); /* orphans of a killed runner are left to this process */
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    run_add_test_of_ways ("end", tests[i].name, tests[i].function);
  g_test_add_func ("/end/worker-killed", test_worker_killed);
  g_test_add_func ("/end/unjoined-worker-killed", test_unjoined_worker_killed);
  return g_test_run ();
}
