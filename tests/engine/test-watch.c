/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Watching a command that is not ours, through the exact source.
 */
#include "exact-source.h"
#include "run.h"
#include "runner.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static int refused;

static void
watch (Run *run, const char **command)
{
  ArenaPlan plan = { .source_wish = SOURCE_EXACT };

  run_start_plan (run, &plan, command);
}

static gboolean
skip_if_refused (void)
{
  if (refused != 0)
    g_test_skip ("the kernel refuses the exact source here");
  return refused != 0;
}

static guint
count_core_events (Run *run, EventKind kind)
{
  Event events[256];
  guint count = 0;
  size_t taken;

  for (uint32_t core = 0; core < run->view.core_count; core++)
    while ((taken = ring_take (arena_core_ring (&run->view, core), run->view.core_ring_capacity, events, 256)) > 0)
      for (size_t i = 0; i < taken; i++)
        count += events[i].kind == kind;
  return count;
}

static void
test_status (void)
{
  const char *command[] = { "sh", "-c", "sleep 0.01; exit 7", NULL };
  Run run;

  if (skip_if_refused ())
    return;
  watch (&run, command);
  run_wait (&run);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpuint (run.view.arena->failure.code, ==, FAILURE_NONE);
  g_assert_cmpint (run.view.arena->command_status, ==, 7 << 8);
  g_assert_cmpuint (run.view.arena->source, ==, SOURCE_EXACT);
  g_assert_cmpuint (run.view.arena->start_ns, <, run.view.arena->end_ns);
  g_assert_cmpuint (count_core_events (&run, EVENT_COMM), >, 0);
  run_finish (&run);
}

static void
test_no_such_command (void)
{
  const char *command[] = { "/nonexistent/command", NULL };
  Run run;

  if (skip_if_refused ())
    return;
  watch (&run, command);
  run_wait (&run);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpuint (run.view.arena->failure.code, ==, FAILURE_COMMAND);
  g_assert_cmpint (run.view.arena->failure.value, ==, ENOENT);
  run_finish (&run);
}

/* The command has written its PID to the pipe: it is up. */
static pid_t
read_pid (int pipe)
{
  char text[32] = "";
  gsize used = 0;

  while (used < sizeof text - 1 && strchr (text, '\n') == NULL)
    {
      ssize_t count = read (pipe, text + used, sizeof text - 1 - used);

      g_assert_cmpint (count, >, 0);
      used += (gsize) count;
    }
  return (pid_t) g_ascii_strtoll (text, NULL, 10);
}

static gboolean
is_gone (Run *run, gpointer data)
{
  while (waitpid (GPOINTER_TO_INT (data), NULL, WNOHANG) > 0)
    ;
  return kill (GPOINTER_TO_INT (data), 0) != 0;
}

/* A command that leaves its process group and starts another that does so, too, then never ends. */
static void
start_escaping (Run *run, pid_t *escaped)
{
  g_autofree char *script = NULL;
  const char *command[] = { "sh", "-c", NULL, NULL };
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  script = g_strdup_printf ("setsid sh -c 'echo $$ >&%d; exec sleep 1000' & sleep 1000", ends[1]);
  command[2] = script;
  watch (run, command);
  *escaped = read_pid (ends[0]);
  close (ends[0]);
  close (ends[1]);
}

static void
test_stop_leaves_nothing (void)
{
  pid_t escaped;
  Run run;

  if (skip_if_refused ())
    return;
  start_escaping (&run, &escaped);
  run_send (&run, RUNNER_STOP);
  run_wait (&run);
  g_assert_cmpint (kill (escaped, 0), ==, -1);
  run_finish (&run);
}

/* The runner is killed: the lifeline reaches what the command has started, through exec. */
static void
test_runner_killed (void)
{
  const char *command[] = { "sh", "-c", NULL, NULL };
  g_autofree char *script = NULL;
  pid_t inner;
  int ends[2];
  Run run;

  if (skip_if_refused ())
    return;
  g_assert_cmpint (pipe (ends), ==, 0);
  script = g_strdup_printf ("sh -c 'echo $$ >&%d; exec sleep 1000' & sleep 1000", ends[1]);
  command[2] = script;
  watch (&run, command);
  inner = read_pid (ends[0]);
  g_assert_cmpint (kill (run.runner, SIGKILL), ==, 0);
  run_wait (&run);
  run_wait_until (&run, is_gone, GINT_TO_POINTER (inner));
  close (ends[0]);
  close (ends[1]);
  run_finish (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  prctl (PR_SET_CHILD_SUBREAPER, 1);
  refused = exact_source_probe ();
  g_test_add_func ("/watch/status", test_status);
  g_test_add_func ("/watch/no-such-command", test_no_such_command);
  g_test_add_func ("/watch/stop-leaves-nothing", test_stop_leaves_nothing);
  g_test_add_func ("/watch/runner-killed", test_runner_killed);
  return g_test_run ();
}
