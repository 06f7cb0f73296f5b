/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-lines.h"

#include "cli-report.h"
#include "cli-text.h"
#include "ts-time.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <unistd.h>

typedef enum { SAID_NOTHING, SAID_STARTED, SAID_ENDED } Said;

struct _CliLines {
  TsRun *run;
  CliLive *live;
  gboolean terminal;   /* standard output is one */
  GByteArray *said;    /* Said, per task */
  guint n_prints;      /* that have been printed */
};

CliLines *
cli_lines_new (TsRun *run,
               CliLive *live)
{
  CliLines *lines = g_new0 (CliLines, 1);

  lines->run = run;
  lines->live = live;
  lines->terminal = isatty (STDOUT_FILENO);
  lines->said = g_byte_array_new ();
  return lines;
}

static void
print_started (const TsTask *task)
{
  g_autofree char *name = cli_text_clean (task->name);

  if (task->pid == task->tid)
    g_print (_("%s started (PID %u).\n"), name, task->pid);
  else
    g_print (_("%s started (PID %u, TID %u).\n"), name, task->pid, task->tid);
}

static void
print_ended (const TsTask *task)
{
  g_autofree char *name = cli_text_clean (task->name);
  g_autofree char *time = ts_time_format (task->ended_ns - MAX (task->started_ns, 0));
  int status = cli_report_exit (task->exit_status);

  if (status < 0)
    g_print (_("%s was killed after %s: %s.\n"), name, time, g_strsignal (-status));
  else if (!task->worker)
    g_print (_("%s ended after %s.\n"), name, time);
  else if (task->total < 0)
    g_print (_("%s ended after %s: %" PRIu64 " steps.\n"), name, time, task->progress);
  else
    g_print (_("%s ended after %s: %" PRIu64 " of %" PRId64 " steps.\n"),
             name, time, task->progress, task->total);
}

/* The main task's start and end are those of the run. */
static void
print_tasks (CliLines *lines,
             Said step)
{
  GPtrArray *tasks = ts_recording_get_tasks (ts_run_get_recording (lines->run));

  while (lines->said->len < tasks->len)
    g_byte_array_append (lines->said, (const guint8[]) { SAID_NOTHING }, 1);
  for (guint i = 1; i < tasks->len; i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);
      gboolean reached = step == SAID_STARTED ? task->started_ns >= 0 && task->tid != 0
                                              : task->ended_ns >= 0;

      if (!reached || lines->said->data[i] + 1u != step)
        continue;
      lines->said->data[i] = (guint8) step;
      if (step == SAID_STARTED)
        print_started (task);
      else
        print_ended (task);
    }
}

static void
print_prints (CliLines *lines)
{
  GPtrArray *prints = ts_recording_get_prints (ts_run_get_recording (lines->run));

  for (; lines->n_prints < prints->len; lines->n_prints++)
    {
      const TsPrint *print = g_ptr_array_index (prints, lines->n_prints);

      if (lines->live != NULL && lines->terminal)
        {
          cli_live_add_text (lines->live, print->text);
        }
      else
        {
          g_autofree char *text = cli_text_clean (print->text);

          g_print ("%s\n", text);
        }
    }
}

void
cli_lines_update (CliLines *lines)
{
  if (lines->live == NULL)
    print_tasks (lines, SAID_STARTED);
  if (lines->live == NULL || lines->terminal)
    print_prints (lines);
  if (lines->live == NULL)
    print_tasks (lines, SAID_ENDED);
}

void
cli_lines_free (CliLines *lines)
{
  if (!lines->terminal)
    print_prints (lines);
  g_byte_array_unref (lines->said);
  g_free (lines);
}
