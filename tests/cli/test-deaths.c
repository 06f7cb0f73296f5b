/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs that are ended from outside: by signals to timeslice-cli, to its runner, to a worker.
 * Nothing may be left.
 */
#include "config.h"

#include "cli-test.h"
#include "ts-recording-file.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define ENDLESS "task Worker x 3\n  forever\n    compute 1 ms\n    step\n"

/* A timeslice-cli that runs an endless program. */
typedef struct {
  GSubprocess *cli;
  int pid;
  GArray *descendants;  /* the runner first; int */
  guint n_expected;
  char *saved;
} Endless;

/* The runner, the main process, and under Processes its three workers. */
static gboolean
has_started (gpointer data)
{
  Endless *endless = data;

  g_clear_pointer (&endless->descendants, g_array_unref);
  endless->descendants = cli_test_get_descendants (endless->pid);
  return endless->descendants->len >= endless->n_expected;
}

static void
endless_start (Endless *endless,
               const char *way)
{
  g_autofree char *program = cli_test_get_program ();
  g_autofree char *scenario = cli_test_write_scenario ("endless.scenario", ENDLESS);
  g_autoptr (GError) error = NULL;

  endless->saved = cli_test_path ("endless.timeslice");
  endless->cli = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                                   &error,
                                   program, "run", scenario, "--way", way, "--save", endless->saved,
                                     NULL);
  g_assert_no_error (error);
  endless->pid = (int) g_ascii_strtoll (g_subprocess_get_identifier (endless->cli), NULL, 10);
  endless->n_expected = strcmp (way, "processes") == 0 ? 5 : 2;
  cli_test_wait_until (has_started, endless);
}

static gboolean
all_are_gone (gpointer data)
{
  const GArray *pids = data;

  for (guint i = 0; i < pids->len; i++)
    if (cli_test_is_alive (g_array_index (pids, int, i)))
      return FALSE;
  return TRUE;
}

/* Waits for the end and asserts that nobody is left; what was said on standard error goes to
 * `complaint`. Returns the exit status, or minus the signal. */
static int
endless_finish (Endless *endless,
                char **complaint)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_subprocess_communicate_utf8 (endless->cli, NULL, NULL, NULL, complaint, &error);
  g_assert_no_error (error);
  cli_test_wait_until (all_are_gone, endless->descendants);
  status = g_subprocess_get_if_exited (endless->cli) ? g_subprocess_get_exit_status (endless->cli)
                                                     : -g_subprocess_get_term_sig (endless->cli);
  g_clear_object (&endless->cli);
  g_clear_pointer (&endless->descendants, g_array_unref);
  return status;
}

static void
assert_saved (Endless *endless)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsRecording) recording = ts_recording_open (endless->saved, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ts_recording_get_tasks (recording)->len, ==, 4);
  g_clear_pointer (&endless->saved, g_free);
}

/* Stopped in good order, with what was asked for written. */
static void
test_signal (gconstpointer number)
{
  Endless endless = { NULL };
  g_autofree char *complaint = NULL;

  endless_start (&endless, "processes");
  g_subprocess_send_signal (endless.cli, GPOINTER_TO_INT (number));
  g_assert_cmpint (endless_finish (&endless, &complaint), ==, 128 + GPOINTER_TO_INT (number));
  g_assert_cmpstr (complaint, ==, "");
  assert_saved (&endless);
}

static void
test_killed_cli (gconstpointer way)
{
  Endless endless = { NULL };
  g_autofree char *complaint = NULL;

  endless_start (&endless, way);
  g_subprocess_send_signal (endless.cli, SIGKILL);
  g_assert_cmpint (endless_finish (&endless, &complaint), ==, -SIGKILL);
  g_free (endless.saved);
}

static void
test_killed_runner (gconstpointer way)
{
  Endless endless = { NULL };
  g_autofree char *complaint = NULL;

  endless_start (&endless, way);
  kill (g_array_index (endless.descendants, int, 0), SIGKILL);
  g_assert_cmpint (endless_finish (&endless, &complaint), ==, 1);
  cli_test_assert_contains (complaint, "The runner was killed by signal 9 (Killed)");
  assert_saved (&endless);
}

/* The others go on, so the run is stopped afterwards; that a worker was killed is what is said
 * of it. */
static void
test_killed_worker (void)
{
  Endless endless = { NULL };
  g_autofree char *complaint = NULL;

  endless_start (&endless, "processes");
  kill (g_array_index (endless.descendants, int, 4), SIGKILL);
  g_usleep (100000);
  g_subprocess_send_signal (endless.cli, SIGTERM);
  g_assert_cmpint (endless_finish (&endless, &complaint), ==, 128 + SIGTERM);
  cli_test_assert_contains (complaint, "was killed by signal 9 (Killed)");
  assert_saved (&endless);
}

/* A reader who has seen enough, as in "timeslice-cli run … | head". */
static void
test_reader_goes_away (void)
{
  Endless endless = { NULL };
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;

  endless_start (&endless, "threads");
  g_input_stream_close (g_subprocess_get_stdout_pipe (endless.cli), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait (endless.cli, NULL, &error);
  g_assert_no_error (error);
  cli_test_wait_until (all_are_gone, endless.descendants);
  g_assert_cmpint (g_subprocess_get_exit_status (endless.cli), ==, 128 + SIGPIPE);
  assert_saved (&endless);
  g_clear_object (&endless.cli);
  g_array_unref (endless.descendants);
}

int
main (int n_arguments,
      char **arguments)
{
  int status;

  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_data_func ("/deaths/interrupt", GINT_TO_POINTER (SIGINT), test_signal);
  g_test_add_data_func ("/deaths/terminate", GINT_TO_POINTER (SIGTERM), test_signal);
  g_test_add_data_func ("/deaths/hang-up", GINT_TO_POINTER (SIGHUP), test_signal);
  g_test_add_data_func ("/deaths/killed-cli/threads", "threads", test_killed_cli);
  g_test_add_data_func ("/deaths/killed-cli/processes", "processes", test_killed_cli);
  g_test_add_data_func ("/deaths/killed-runner/threads", "threads", test_killed_runner);
  g_test_add_data_func ("/deaths/killed-runner/processes", "processes", test_killed_runner);
  g_test_add_func ("/deaths/killed-worker", test_killed_worker);
  g_test_add_func ("/deaths/reader-goes-away", test_reader_goes_away);
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
