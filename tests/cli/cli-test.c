/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define WAIT_LIMIT_US (20 * G_TIME_SPAN_SECOND)
#define WAIT_STEP_US 5000

static char *folder;

char *
cli_test_get_program (void)
{
  return g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "timeslice-cli", NULL);
}

char *
cli_test_path (const char *name)
{
  if (folder == NULL)
    folder = g_dir_make_tmp ("timeslice-test-XXXXXX", NULL);
  g_assert_nonnull (folder);
  return g_build_filename (folder, name, NULL);
}

static void
delete_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  g_rmdir (path);
}

void
cli_test_finish (void)
{
  if (folder != NULL)
    delete_folder (folder);
  g_clear_pointer (&folder, g_free);
}

char *
cli_test_write_scenario (const char *name,
                         const char *program)
{
  char *path = cli_test_path (name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, program, -1, &error);
  g_assert_no_error (error);
  return path;
}

CliResult *
cli_test_run (const char *arguments,
              GSpawnChildSetupFunc setup)
{
  g_autofree char *program = cli_test_get_program ();
  g_autofree char *line = g_strdup_printf ("'%s' %s", program, arguments);
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  CliResult *result = g_new0 (CliResult, 1);
  int status = 0;

  g_shell_parse_argv (line, NULL, &words, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, words, NULL, G_SPAWN_DEFAULT, setup, NULL, &result->out, &result->err,
                &status, &error);
  g_assert_no_error (error);
  result->status = WIFSIGNALED (status) ? -WTERMSIG (status) : WEXITSTATUS (status);
  return result;
}

void
cli_result_free (CliResult *result)
{
  g_free (result->out);
  g_free (result->err);
  g_free (result);
}

CliResult *
cli_test_expect (int status,
                 const char *arguments)
{
  CliResult *result = cli_test_run (arguments, NULL);

  if (result->status != status)
    g_test_message ("timeslice-cli %s\n%s\n%s", arguments, result->out, result->err);
  g_assert_cmpint (result->status, ==, status);
  return result;
}

char *
cli_test_json (const char *text,
               const char *expression)
{
  g_autofree char *script = g_strdup_printf ("import json, sys; j = json.load(open(sys.argv[1])); "
                                             "print(%s)",
                                             expression);
  g_autofree char *file = cli_test_write_scenario ("value.json", text);
  const char * const words[] = { "python3", "-c", script, file, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *complaint = NULL;
  char *value = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &value, &complaint,
                &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s\n%s\n%s", expression, complaint, text);
  g_assert_cmpint (status, ==, 0);
  return g_strchomp (value);
}

static int
compare_lines (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
cli_test_sort_lines (char **lines)
{
  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
}

void
cli_test_assert_json (const char *text,
                      const char *expression)
{
  g_autofree char *value = cli_test_json (text, expression);

  if (g_strcmp0 (value, "True") != 0)
    g_test_message ("not true: %s\n%s", expression, text);
  g_assert_cmpstr (value, ==, "True");
}

void
cli_test_assert_contains (const char *text,
                          const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("“%s” is not in:\n%s", part, text);
  g_assert_nonnull (strstr (text, part));
}

/* Fields of /proc/PID/stat after the name: state, parent, group. */
static gboolean
read_stat (int pid,
           char *state,
           int *parent,
           int *group)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;
  const char *rest;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  rest = strrchr (text, ')');
  return rest != NULL && sscanf (rest, ") %c %d %d", state, parent, group) == 3;
}

/* All processes that there are, in ascending order (int). */
static GArray *
list_processes (void)
{
  GArray *pids = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      int pid = atoi (name);

      if (pid > 0)
        g_array_append_val (pids, pid);
    }
  return pids;
}

guint
cli_test_count_group (int group)
{
  g_autoptr (GArray) pids = list_processes ();
  guint n = 0;

  for (guint i = 0; i < pids->len; i++)
    {
      char state;
      int parent, own;

      if (read_stat (g_array_index (pids, int, i), &state, &parent, &own) && own == group)
        n++;
    }
  return n;
}

gboolean
cli_test_is_alive (int pid)
{
  char state;
  int parent, group;

  return read_stat (pid, &state, &parent, &group) && state != 'Z' && state != 'X';
}

static gboolean
contains (const GArray *pids,
          int pid)
{
  for (guint i = 0; i < pids->len; i++)
    if (g_array_index (pids, int, i) == pid)
      return TRUE;
  return FALSE;
}

GArray *
cli_test_get_descendants (int pid)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) all = list_processes ();
  guint n_before;

  do
    {
      n_before = found->len;
      for (guint i = 0; i < all->len; i++)
        {
          int one = g_array_index (all, int, i);
          char state;
          int parent, group;

          if (read_stat (one, &state, &parent, &group) && !contains (found, one)
              && (parent == pid || contains (found, parent)))
            g_array_append_val (found, one);
        }
    }
  while (found->len > n_before);
  return found;
}

void
cli_test_wait_until (CliCondition condition,
                     gpointer data)
{
  gint64 limit_us = g_get_monotonic_time () + WAIT_LIMIT_US;

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit_us);
      g_usleep (WAIT_STEP_US);
    }
}
