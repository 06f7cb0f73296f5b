/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The three scripts of the course, unchanged: they are watched, and where a scenario is the same program, the Python that
 * is written out for it prints the same.  They lie beside the project, in the folder that TS_COURSE names.
 */
#include "config.h"

#include "cli-test.h"
#include "core-set.h"
#include "invariants.h"

#include <string.h>

#define PYTHON "/usr/bin/python3" /* the one for which Debian's python3-tqdm is */

static char *
find_script (const char *name)
{
  g_autofree char *script = g_build_filename (g_getenv ("TS_COURSE"), name, NULL);
  g_autoptr (CliResult) machine = cli_test_expect (0, "machine --json");
  g_autofree char *exact = cli_test_json (machine->out, "j['sources'][0]['available']");

  if (!g_file_test (script, G_FILE_TEST_EXISTS))
    g_test_skip ("the scripts of the course are not beside the project");
  else if (!g_str_equal (exact, "True"))
    g_test_skip ("the exact source is refused here");
  else if (!g_file_test ("/usr/lib/python3/dist-packages/tqdm", G_FILE_TEST_IS_DIR))
    g_test_skip ("there is no python3-tqdm");
  else
    return g_steal_pointer (&script);
  return NULL;
}

static TsRecording *
watch (const char *script, CliResult **result)
{
  g_autofree char *saved = cli_test_path ("course.timeslice");
  g_autofree char *line = g_strdup_printf ("watch --quiet --save %s -- %s %s", saved, PYTHON, script);

  *result = cli_test_expect (0, line);
  return open_checked (saved);
}

/* What was printed, in alphabetical order, since threads print when they come to it (print() writes a line and its end in
 * two, so that another's may come between).  Without IDs, and without the number of threads alive, of which one may be
 * done already. */
static char *
normalize (const char *text)
{
  g_autoptr (GRegex) numbers = g_regex_new ("\\n|[0-9]{2,}|(?<=alive threads is )[0-9]", 0, 0, NULL);
  g_autoptr (GRegex) begins = g_regex_new ("ID of|Main thread name|Task [0-9] assigned|The number of", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace_literal (numbers, text, -1, 0, "", 0, NULL);
  g_autofree char *apart = g_regex_replace (begins, plain, -1, 0, "\\n\\0", 0, NULL);
  g_auto (GStrv) lines = g_strsplit (apart, "\n", 0);

  cli_test_sort_lines (lines);
  return g_strjoinv ("\n", lines);
}

static char *
run_written (const char *scenario)
{
  g_autofree char *line = g_strdup_printf ("write %s --as python", scenario);
  g_autoptr (CliResult) written = cli_test_expect (0, line);
  g_autofree char *file = cli_test_write_scenario ("written.py", written->out);
  const char *const words[] = { PYTHON, file, NULL };
  g_autoptr (GError) error = NULL;
  char *printed = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) words, NULL, 0, NULL, NULL, &printed, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return printed;
}

static void
test_named_threads (void)
{
  g_autofree char *script = find_script ("threads.py");
  g_autoptr (CliResult) result = NULL;
  g_autoptr (TsRecording) recording = NULL;
  g_autofree char *watched = NULL, *printed = NULL, *written = NULL;

  if (script == NULL)
    return;
  recording = watch (script, &result);
  g_assert_cmpuint (ts_recording_get_tasks (recording)->len, ==, 3);
  watched = normalize (result->out);
  printed = run_written ("named-threads");
  written = normalize (printed);
  g_assert_cmpstr (written, ==, watched);
}

static gboolean
is_process (const TsTask *task)
{
  return task->pid == task->tid;
}

/* Each bar is named after the PID of a process of the recording. */
static void
test_pool (void)
{
  g_autofree char *script = find_script ("pool.py");
  g_autoptr (CliResult) result = NULL;
  g_autoptr (TsRecording) recording = NULL;
  guint named = 0;

  if (script == NULL)
    return;
  recording = watch (script, &result);
  for (guint i = 0; i < ts_recording_get_tasks (recording)->len; i++)
    {
      const TsTask *task = g_ptr_array_index (ts_recording_get_tasks (recording), i);
      g_autofree char *bar = g_strdup_printf ("(PID %d)", (int) task->pid);

      if (is_process (task) && strstr (result->err, bar) != NULL)
        named++;
    }
  g_assert_cmpuint (named, ==, 4);
}

/* The core on which the task was last. */
static guint16
last_core (const TsTask *task)
{
  for (guint i = ts_lane_get_n_slices (task->lane); i-- > 0;)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, i);

      if (slice->state == TS_STATE_RUNNING)
        return slice->core;
    }
  return TS_CORE_NONE;
}

/* Four children ask for the cores 0 to 3; the system refuses those that are not there, and the child ends of that. */
static void
test_pinned (void)
{
  g_autofree char *script = find_script ("pinned.py");
  g_autoptr (CliResult) result = NULL;
  g_autoptr (TsRecording) recording = NULL;
  CoreSet allowed;
  guint child = 0;

  if (script == NULL)
    return;
  g_assert_true (core_set_allowed (&allowed));
  recording = watch (script, &result);
  for (guint i = 1; i < ts_recording_get_tasks (recording)->len; i++)
    {
      const TsTask *task = g_ptr_array_index (ts_recording_get_tasks (recording), i);
      g_autofree char *bar = g_strdup_printf ("Core %u: 100%%", child);

      if (!is_process (task))
        continue;
      g_assert_cmpint (strstr (result->err, bar) != NULL, ==, core_set_has (&allowed, child));
      if (core_set_has (&allowed, child))
        g_assert_cmpuint (last_core (task), ==, child);
      child++;
    }
  g_assert_cmpuint (child, ==, 4);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/course/named-threads", test_named_threads);
  g_test_add_func ("/course/pool", test_pool);
  g_test_add_func ("/course/pinned", test_pinned);
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
