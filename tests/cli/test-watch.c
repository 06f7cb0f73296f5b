/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any program, recorded through the exact source: its processes and threads, and what becomes of
 * it.
 */
#include "config.h"

#include "cli-test.h"
#include "invariants.h"

#include <string.h>

static gboolean exact;   /* the exact source works on this machine */

static gboolean
skip_without_source (void)
{
  if (!exact)
    g_test_skip ("the exact source is refused here");
  return !exact;
}

/* Workers that compute and wait, and a queue that tells how far they are, as a first course in
 * processes has them. */
static const char pool[] =
  "import os, time\n"
  "from multiprocessing import Process, Queue\n"
  "def worker(index, progress):\n"
  "    for step in range(5):\n"
  "        end = time.process_time() + 0.01\n"
  "        while time.process_time() < end:\n"
  "            pass\n"
  "        time.sleep(0.01)\n"
  "        progress.put((index, os.getpid()))\n"
  "if __name__ == '__main__':\n"
  "    progress = Queue()\n"
  "    workers = [Process(target=worker, args=(index, progress)) for index in range(4)]\n"
  "    for one in workers: one.start()\n"
  "    print(sorted({progress.get()[1] for _ in range(20)}))\n"
  "    for one in workers: one.join()\n";

static void
test_python_pool (void)
{
  g_autofree char *script = cli_test_write_scenario ("pool.py", pool);
  g_autofree char *saved = cli_test_path ("pool.timeslice");
  g_autofree char *line = g_strdup_printf ("watch --save %s -- python3 %s", saved, script);
  g_autoptr (CliResult) result = NULL;
  g_autoptr (TsRecording) recording = NULL;
  g_autofree char *workers = NULL;
  g_autofree char *show = NULL;
  g_autoptr (CliResult) shown = NULL;

  if (skip_without_source ())
    return;
  result = cli_test_expect (0, line);
  recording = open_checked (saved);

  /* Every PID that the script printed is a process of the recording that ran for its 50 ms. */
  show = g_strdup_printf ("show --json %s", saved);
  shown = cli_test_expect (0, show);
  workers = g_strdup_printf ("len(%s) == 4 and all(any(t['pid'] == p and t['tid'] == p and "
                             "t['kind'] == 'process' and "
                             "t['running_s'] > 0.045 for t in j['tasks']) for p in %s)",
                               result->out, result->out);
  cli_test_assert_json (shown->out, workers);
  cli_test_assert_json (shown->out, "j['way'] == 'watch' and j['source'] == 'exact' and "
                                    "any(t['kind'] == 'thread' for t in j['tasks'])");
  cli_test_assert_contains (result->err, "python3");
}

/* Names follow an exec; the shell's child becomes another program. */
static void
test_exec (void)
{
  g_autoptr (CliResult) result = NULL;

  if (skip_without_source ())
    return;
  result = cli_test_expect (0, "watch --json -- sh -c '(exec tail -f /dev/null) & sleep 0.1; kill "
                               "$!'");
  cli_test_assert_json (result->out, "{'sleep', 'tail'} <= {t['name'].split()[0] for t in "
                                     "j['tasks']}");
}

static void
test_exit_status (void)
{
  g_autoptr (CliResult) failed = NULL;
  g_autoptr (CliResult) killed = NULL;
  g_autoptr (CliResult) missing = NULL;
  g_autoptr (CliResult) output = NULL;

  if (skip_without_source ())
    return;
  failed = cli_test_expect (1, "watch -- sh -c 'exit 3'");
  cli_test_assert_contains (failed->err, "The command ended with status 3.");
  killed = cli_test_expect (1, "watch -- sh -c 'kill -9 $$'");
  cli_test_assert_contains (killed->err, "The command was killed by signal 9 (Killed).");
  missing = cli_test_expect (1, "watch -- /nonexistent/command");
  cli_test_assert_contains (missing->err, "The command could not be started: No such file or "
                                          "directory.");
  g_assert_null (strstr (missing->err, "Switches"));   /* no table of a command that never was */
  output = cli_test_expect (0, "watch --quiet -- sh -c 'echo out; echo err >&2'");
  g_assert_cmpstr (output->out, ==, "out\n");
  g_assert_cmpstr (output->err, ==, "err\n");
}

/* A daemon that leaves its session and its parent is still ended with the run. */
static void
test_nothing_left (void)
{
  g_autoptr (CliResult) result = NULL;
  int pid;

  if (skip_without_source ())
    return;
  result = cli_test_expect (0, "watch --quiet -- sh -c 'setsid sleep 600 >/dev/null 2>&1 & echo "
                               "$!'");
  pid = (int) g_ascii_strtoll (result->out, NULL, 10);
  g_assert_cmpint (pid, >, 0);
  g_assert_false (cli_test_is_alive (pid));
}

int
main (int n_arguments,
      char **arguments)
{
  int status;
  g_autoptr (CliResult) machine = NULL;
  g_autofree char *available = NULL;

  g_test_init (&n_arguments, &arguments, NULL);
  machine = cli_test_expect (0, "machine --json");
  available = cli_test_json (machine->out, "j['sources'][0]['available']");
  exact = strcmp (available, "True") == 0;
  g_test_add_func ("/watch/python-pool", test_python_pool);
  g_test_add_func ("/watch/exec", test_exec);
  g_test_add_func ("/watch/exit-status", test_exit_status);
  g_test_add_func ("/watch/nothing-left", test_nothing_left);
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
