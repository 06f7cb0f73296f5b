/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run in a terminal: every worker keeps its line from the first frame to the last.
 */
#include "config.h"

#include "cli-test.h"
#include "terminal.h"

#include <errno.h>
#include <pty.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What is expected of each frame, and what has been seen. */
typedef struct {
  const char * const *names;  /* that begin the rows, in order */
  guint n_names;
  guint n_frames;
  guint n_prints;             /* lines above the bars; they may only become more */
} Watcher;

static guint
find_row (Terminal *terminal,
          const char *beginning)
{
  for (guint row = 0; row < terminal_get_n_rows (terminal); row++)
    if (g_str_has_prefix (terminal_get_row (terminal, row), beginning))
      return row;
  g_error ("no row begins with “%s”", beginning);
}

static void
on_frame (Terminal *terminal,
          gpointer data)
{
  Watcher *watcher = data;
  guint heading = find_row (terminal, "Task ");

  g_assert_cmpuint (heading, >=, watcher->n_prints);
  watcher->n_prints = heading;
  for (guint i = 0; i < watcher->n_names; i++)
    g_assert_true (g_str_has_prefix (terminal_get_row (terminal, heading + 1 + i),
                                     watcher->names[i]));
  watcher->n_frames++;
}

/* Runs timeslice-cli in a terminal of that size; what it wrote after the last frame stays in the
 * terminal. */
static int
run_in_terminal (const char *arguments,
                 const char *locale,
                 Terminal *terminal,
                 guint n_rows,
                 guint n_columns)
{
  g_autofree char *program = cli_test_get_program ();
  g_autofree char *line = g_strdup_printf ("env TERM=xterm LC_ALL=%s '%s' %s", locale, program,
                                           arguments);
  const struct winsize size = { .ws_row = (gushort) n_rows, .ws_col = (gushort) n_columns };
  char buffer[4096];
  int fd, status = 0;
  gssize length;
  pid_t pid = forkpty (&fd, NULL, NULL, &size);

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      execl ("/bin/sh", "sh", "-c", line, NULL);
      _exit (127);
    }
  while ((length = read (fd, buffer, sizeof buffer)) > 0)
    terminal_feed (terminal, buffer, (gsize) length);
  close (fd);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status);
}

static void
test_fixed_lines (void)
{
  static const char * const names[] = { "Slow 0 ", "Slow 1 ", "Slow 2 ", "Quick " };
  g_autofree char *scenario = cli_test_write_scenario ("bars.scenario",
                                                       "task Slow x 3\n  repeat 20\n    sleep 30 "
                                                       "ms\n    step\n"
                                                       "task Quick\n  repeat 4\n    sleep 20 ms\n  "
                                                       "  step\n"
                                                       "  print \"done before the others\"\n");
  g_autofree char *line = g_strdup_printf ("run %s", scenario);
  Watcher watcher = { .names = names, .n_names = G_N_ELEMENTS (names) };
  g_autoptr (Terminal) terminal = terminal_new (24, 100, on_frame, &watcher);
  guint heading;

  g_assert_cmpint (run_in_terminal (line, "C.UTF-8", terminal, 24, 100), ==, 0);
  g_assert_cmpuint (watcher.n_frames, >=, 3);
  g_assert_cmpuint (watcher.n_prints, ==, 1);
  g_assert_cmpstr (terminal_get_row (terminal, 0), ==, "done before the others");
  heading = find_row (terminal, "Task ");
  for (guint i = 1; i <= G_N_ELEMENTS (names); i++)
    {
      cli_test_assert_contains (terminal_get_row (terminal, heading + i), " done ");
      cli_test_assert_contains (terminal_get_row (terminal, heading + i), "█│");
      cli_test_assert_contains (terminal_get_row (terminal, heading + i), " 100 % ");
    }
}

static void
test_more_than_fit (void)
{
  static const char * const names[] = { "Worker 0 ", "Worker 1 ", "Worker 2 ", "Worker 3 ",
                                       "Worker 4 ",
                                        "Worker 5 ", "Worker 6 ", "… and 23 more: " };
  g_autofree char *scenario = cli_test_write_scenario ("rows.scenario",
                                                       "task Worker x 30\n  repeat 5\n    sleep 40 "
                                                       "ms\n    step\n");
  g_autofree char *line = g_strdup_printf ("run %s", scenario);
  Watcher watcher = { .names = names, .n_names = G_N_ELEMENTS (names) };
  g_autoptr (Terminal) terminal = terminal_new (10, 80, on_frame, &watcher);

  g_assert_cmpint (run_in_terminal (line, "C.UTF-8", terminal, 10, 80), ==, 0);
  g_assert_cmpuint (watcher.n_frames, >=, 2);
  g_assert_cmpstr (terminal_get_row (terminal, 8), ==, "… and 23 more: 23 done");
}

static void
test_plain_characters (void)
{
  static const char * const names[] = { "Worker " };
  g_autofree char *scenario = cli_test_write_scenario ("plain.scenario",
                                                       "task Worker\n  repeat 5\n    sleep 20 ms\n "
                                                       "   step\n");
  g_autofree char *line = g_strdup_printf ("run %s", scenario);
  Watcher watcher = { .names = names, .n_names = G_N_ELEMENTS (names) };
  g_autoptr (Terminal) terminal = terminal_new (24, 80, on_frame, &watcher);

  g_assert_cmpint (run_in_terminal (line, "C", terminal, 24, 80), ==, 0);
  cli_test_assert_contains (terminal_get_row (terminal, 1), "#]");
  for (guint row = 0; row < terminal_get_n_rows (terminal); row++)
    g_assert_true (g_str_is_ascii (terminal_get_row (terminal, row)));
}

static void
test_narrow (void)
{
  g_autofree char *scenario = cli_test_write_scenario ("narrow.scenario",
                                                       "task A_worker_with_a_long_name\n  sleep "
                                                       "200 ms\n  step\n"
                                                       "task Bea\n  sleep 200 ms\n  step\n");
  g_autofree char *line = g_strdup_printf ("run %s", scenario);
  Watcher watcher = { .n_names = 0 };
  g_autoptr (Terminal) terminal = terminal_new (24, 30, on_frame, &watcher);

  g_assert_cmpint (run_in_terminal (line, "C.UTF-8", terminal, 24, 30), ==, 0);
  g_assert_cmpuint (watcher.n_frames, >=, 2);
}

int
main (int n_arguments,
      char **arguments)
{
  int status;

  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/terminal/fixed-lines", test_fixed_lines);
  g_test_add_func ("/terminal/more-than-fit", test_more_than_fit);
  g_test_add_func ("/terminal/plain-characters", test_plain_characters);
  g_test_add_func ("/terminal/narrow", test_narrow);
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
