/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-report.h"

#include "cli-text.h"
#include "ts-statistics.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <sys/wait.h>

/* Longer tables are cut: nobody reads them, and --json and --table have everything. */
#define MOST_ROWS 64

/* Runs that are longer than this have their times printed in seconds, others in milliseconds. */
#define LONG_RUN_NS (G_GINT64_CONSTANT (10) * 1000000000)

int
cli_report_exit (int wait_status)
{
  return WIFSIGNALED (wait_status) ? -WTERMSIG (wait_status) : WEXITSTATUS (wait_status);
}

static char *
print_exit (const TsTask *task)
{
  int status = cli_report_exit (task->exit_status);

  if (task->ended_ns < 0)
    return g_strdup ("–");
  return status < 0 ? g_strdup (g_strsignal (-status)) : g_strdup_printf ("%d", status);
}

static char *
print_progress (const TsTask *task)
{
  if (!task->worker)
    return g_strdup ("–");
  if (task->total < 0)
    return g_strdup_printf ("%" PRIu64, task->progress);
  return g_strdup_printf ("%" PRIu64 "/%" PRId64, task->progress, task->total);
}

static const char *
translate_kind (const char *kind)
{
  if (g_str_equal (kind, "main"))
    return _("main");
  if (g_str_equal (kind, "thread"))
    return _("thread");
  if (g_str_equal (kind, "process"))
    return _("process");
  return kind;
}

static char *
print_time (gint64 time_ns,
            gboolean in_seconds)
{
  return in_seconds ? g_strdup_printf ("%.2f", (double) time_ns / 1e9)
                    : g_strdup_printf ("%.1f", (double) time_ns / 1e6);
}

static void
add_headings (CliTable *table,
              gboolean in_seconds)
{
  const char *unit = in_seconds ? _("s") : _("ms");

  cli_table_add (table, g_strdup (_("Task")));
  cli_table_add (table, g_strdup (_("Kind")));
  cli_table_add (table, g_strdup (_("TID")));
  cli_table_add (table, g_strdup_printf ("%s %s", _("Running"), unit));
  cli_table_add (table, g_strdup_printf ("%s %s", _("Ready"), unit));
  cli_table_add (table, g_strdup_printf ("%s %s", _("Waiting"), unit));
  cli_table_add (table, g_strdup (_("Switches")));
  cli_table_add (table, g_strdup (_("Migrations")));
  cli_table_add (table, g_strdup (_("Progress")));
  cli_table_add (table, g_strdup (_("Exit")));
}

static void
add_row (CliTable *table,
         const TsTask *task,
         const TsTaskFigures *figures,
         gboolean in_seconds)
{
  gint64 ready_ns = figures->state_ns[TS_STATE_READY];

  cli_table_add (table, cli_text_clean (task->name));
  cli_table_add (table, g_strdup (translate_kind (task->kind)));
  cli_table_add (table, g_strdup_printf ("%u", task->tid));
  cli_table_add (table, print_time (figures->state_ns[TS_STATE_RUNNING], in_seconds));
  cli_table_add (table, print_time (ready_ns, in_seconds));
  cli_table_add (table, print_time (figures->waiting_ns, in_seconds));
  cli_table_add (table, g_strdup_printf ("%" PRId64,
                                         figures->voluntary + figures->involuntary));
  cli_table_add (table, g_strdup_printf ("%" PRId64, figures->migrations));
  cli_table_add (table, print_progress (task));
  cli_table_add (table, print_exit (task));
}

static void
append_table (GString *text,
              TsRecording *recording,
              const TsFigures *figures)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  gboolean in_seconds = figures->run.wall_ns >= LONG_RUN_NS;
  g_autoptr (CliTable) table = cli_table_new (10, 2);
  g_autofree char *printed = NULL;
  guint n_rows = MIN (tasks->len, MOST_ROWS);

  add_headings (table, in_seconds);
  for (guint i = 0; i < n_rows; i++)
    add_row (table, g_ptr_array_index (tasks, i), &figures->tasks[i], in_seconds);
  printed = cli_table_print (table);
  g_string_append (text, printed);
  if (tasks->len > n_rows)
    g_string_append_printf (text, ngettext ("… and %u more task (--json lists it)\n",
                                            "… and %u more tasks (--json lists them)\n",
                                            tasks->len - n_rows),
                            tasks->len - n_rows);
}

/* How the run was observed, and how fine that is (measured in tests/benchmarks). */
static void
append_source (GString *text,
               TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  const char *source = ts_figures_describe_source (recording);

  g_string_append_printf (text, "%s.", *source != '\0' ? source : _("How it was observed is not known"));
  if (facts->source_reason != NULL && *facts->source_reason != '\0')
    g_string_append_printf (text, " %s", facts->source_reason);
  g_string_append_c (text, '\n');
  if (facts->lost == 0)
    g_string_append_printf (text, "%s\n", _("No records were lost."));
  else
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE,
                                               "%" PRIu64 " record was lost.\n",
                                               "%" PRIu64 " records were lost.\n",
                                               (gulong) facts->lost),
                            facts->lost);
}

char *
cli_report_print (TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  g_autoptr (TsFigures) figures = ts_figures_new (recording, 0, facts->duration_ns);
  g_autofree char *sentence = ts_figures_sentence (figures, recording);
  GString *text = g_string_new (NULL);

  append_table (text, recording, figures);
  g_string_append_printf (text, "\n%s\n", sentence);
  append_source (text, recording);
  return g_string_free (text, FALSE);
}
