/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * run --all: what counts as ok, refused and failed, on a folder of a few scenarios.
 */
#include "config.h"

#include "cli-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define WORKS "task Worker x 2\n  repeat count\n    compute 1 ms\n    step\n"
#define STICKS                                                                                                        \
  "lock left\nlock right\nbarrier both 2\n"                                                                          \
  "task Ada\n  lock left\n    arrive both\n    lock right\n      step\n"                                             \
  "task Ben\n  lock right\n    arrive both\n    lock left\n      step\n"
#define CRASHES "task Bad\n  compute 1 ms\n  crash\n"

static void
add_scenario (const char *folder, const char *id, const char *attributes, const char *program)
{
  g_autofree char *name = g_strdup_printf ("%s.scenario", id);
  g_autofree char *path = g_build_filename (folder, "scenarios", name, NULL);
  g_autofree char *text = g_strdup_printf (
    "<scenario id=\"%s\" topic=\"cores\" %s><title>T</title><summary>S</summary><program><![CDATA[\n"
    "set count = 9 from 1 to 99\n%s]]></program></scenario>", id, attributes, program);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
make_folder (void)
{
  char *folder = g_dir_make_tmp ("timeslice-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "scenarios", NULL);

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autofree char *inner = g_build_filename (folder, "scenarios", NULL);
  g_autoptr (GDir) directory = g_dir_open (inner, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (inner, name, NULL);

      g_unlink (path);
    }
  g_rmdir (inner);
  g_rmdir (folder);
}

/* Calls `test` with a folder of its own as the catalogue. */
static void
with_folder (gconstpointer test)
{
  g_autofree char *before = g_strdup (g_getenv ("TS_DATA_DIR"));
  g_autofree char *folder = make_folder ();

  g_setenv ("TS_DATA_DIR", folder, TRUE);
  ((void (*) (const char *)) test) (folder);
  g_setenv ("TS_DATA_DIR", before, TRUE);
  remove_folder (folder);
}

static void
assert_row (const CliResult *result, const char *scenario, const char *way, const char *outcome)
{
  g_autofree char *pattern = g_strdup_printf ("^%s +%s .* %s$", scenario, way, outcome);

  if (!g_regex_match_simple (pattern, result->out, G_REGEX_MULTILINE, 0))
    g_test_message ("%s\n%s", pattern, result->out);
  g_assert_true (g_regex_match_simple (pattern, result->out, G_REGEX_MULTILINE, 0));
}

/* Each ends as it is meant to. */
static void
end_as_meant (const char *folder)
{
  g_autoptr (CliResult) result = NULL;

  add_scenario (folder, "works", "", WORKS);
  add_scenario (folder, "sticks", "ends=\"deadlock\"", STICKS);
  add_scenario (folder, "crashes", "ways=\"processes\" ends=\"crash\"", CRASHES);
  result = cli_test_expect (0, "run --all --quiet");
  g_assert_cmpstr (result->err, ==, "");
  assert_row (result, "works", "threads", "ok");
  assert_row (result, "sticks", "threads", "ok");
  assert_row (result, "crashes", "processes", "ok");
  cli_test_assert_contains (result->out, "3 runs, with parameters at about a third: 0 refused, 0 failed.\n");
}

/* What ends otherwise has failed, and the exit status says so. */
static void
end_otherwise (const char *folder)
{
  g_autoptr (CliResult) result = NULL;

  add_scenario (folder, "works", "ends=\"deadlock\"", WORKS);
  add_scenario (folder, "crashes", "", CRASHES);
  add_scenario (folder, "sticks", "ends=\"crash\"", STICKS);
  result = cli_test_expect (1, "run --all");
  assert_row (result, "works", "threads", "failed");
  assert_row (result, "crashes", "threads", "failed");
  assert_row (result, "sticks", "threads", "failed");
  cli_test_assert_contains (result->out, "works, threads: It should have ended in a deadlock, and did not.\n");
  cli_test_assert_contains (result->out, "crashes, threads: Bad was killed by signal");
  cli_test_assert_contains (result->out, "sticks, threads: Every task waits for another: deadlock.");
  cli_test_assert_contains (result->err, "works, threads …\n");
}

/* A way that a scenario does not have is refused with a sentence, which is no failure. */
static void
refuse_way (const char *folder)
{
  g_autoptr (CliResult) one = NULL, all = NULL;

  add_scenario (folder, "apart", "ways=\"processes\"", WORKS);
  add_scenario (folder, "works", "ways=\"threads processes\"", WORKS);
  one = cli_test_expect (0, "run --all --quiet --way threads");
  all = cli_test_expect (0, "run --all --quiet --way all");
  assert_row (one, "apart", "threads", "refused");
  assert_row (one, "works", "threads", "ok");
  cli_test_assert_contains (one->out, "apart, threads: “T” makes no sense in the way “Threads”.\n");
  assert_row (all, "apart", "processes", "ok");
  assert_row (all, "works", "threads", "ok");
  assert_row (all, "works", "processes", "ok");
  cli_test_assert_contains (all->out, "3 runs, ");
}

/* There is no python3 at all here: each of its ways is left out, with one sentence for all scenarios. */
static void
leave_out_python (const char *folder)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autoptr (CliResult) all = NULL, one = NULL;

  add_scenario (folder, "first", "ways=\"threads python-threads python-asyncio\"", WORKS);
  add_scenario (folder, "second", "ways=\"threads python-threads\"", WORKS);
  g_setenv ("PATH", folder, TRUE);
  all = cli_test_expect (0, "run --all --quiet --way all");
  one = cli_test_expect (0, "run --all --quiet --way python-threads");
  g_setenv ("PATH", before, TRUE);

  assert_row (all, "first", "threads", "ok");
  assert_row (all, "second", "threads", "ok");
  g_assert_null (strstr (all->out, "refused\n"));
  cli_test_assert_contains (all->out, "\npython-threads, left out: No python3 of version 3.");
  cli_test_assert_contains (all->out, "\npython-asyncio, left out: No python3 of version 3.");
  g_assert_null (strstr (strstr (all->out, "python-threads, left out") + 1, "python-threads, left out"));
  cli_test_assert_contains (all->out, "2 runs, with parameters at about a third: 0 refused, 0 failed.\n");
  cli_test_assert_contains (one->out, "\npython-threads, left out: No python3");
}

/* What does not come to an end is stopped, and has failed. */
static void
stop_what_goes_on (const char *folder)
{
  g_autoptr (CliResult) result = NULL;

  add_scenario (folder, "endless", "", "task Worker\n  forever\n    sleep 1 ms\n    step\n");
  result = cli_test_expect (1, "run --all --quiet --stop-after 0.2");
  assert_row (result, "endless", "threads", "failed");
  cli_test_assert_contains (result->out, "endless, threads: It was stopped before it had ended.\n");
}

int
main (int n_arguments, char **arguments)
{
  int status;

  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_data_func ("/run-all/end-as-meant", end_as_meant, with_folder);
  g_test_add_data_func ("/run-all/end-otherwise", end_otherwise, with_folder);
  g_test_add_data_func ("/run-all/refuse-way", refuse_way, with_folder);
  g_test_add_data_func ("/run-all/leave-out-python", leave_out_python, with_folder);
  g_test_add_data_func ("/run-all/stop-what-goes-on", stop_what_goes_on, with_folder);
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
