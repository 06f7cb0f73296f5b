/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "written-run.h"

void
written_run_clear (WrittenRun *run)
{
  g_clear_object (&run->process);
  g_free (run->out);
  g_free (run->err);
}

void
written_run_start (WrittenRun *run, const char *what, const char * const *words)
{
  g_autoptr (GError) error = NULL;

  run->what = what;
  run->process = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
}

/* timeout(1) ends with 124 if it had to end the program, and as the program did if a signal killed that. */
void
written_run_finish (WrittenRun *run, WrittenLines *lines)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_subprocess_communicate_utf8 (run->process, NULL, NULL, &run->out, &run->err, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_signaled (run->process))
    status = 128 + g_subprocess_get_term_sig (run->process);
  else
    status = g_subprocess_get_exit_status (run->process);
  run->stood_still = status == 124;
  run->died = status != 0 && status != 124;
  if ((run->stood_still && !lines->may_stop) || (run->died && !lines->may_die)
      || (*run->err != '\0' && !lines->may_die))
    g_error ("%s: status %d\n%s\n%s", run->what, status, run->out, run->err);
}

void
written_run_wait (WrittenRun *run)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (run->process, NULL, NULL, &run->out, &run->err, &error);
  g_assert_no_error (error);
  run->died = g_subprocess_get_exit_status (run->process) != 0;
}

char *
written_run_shorten_times (const char *text)
{
  g_autoptr (GRegex) milliseconds = g_regex_new ("(?<=[\\w)]) ms\\b", 0, 0, NULL);
  g_autoptr (GRegex) seconds = g_regex_new ("(?<=[\\w)]) s(?= *(#|$))", G_REGEX_MULTILINE, 0, NULL);
  g_autofree char *shorter = g_regex_replace_literal (milliseconds, text, -1, 0, " us", 0, NULL);

  return g_regex_replace_literal (seconds, shorter, -1, 0, " ms", 0, NULL);
}
