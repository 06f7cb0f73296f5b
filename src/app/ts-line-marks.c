/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-line-marks.h"

#include <string.h>

char *
ts_line_marks_get_program (TsRecording *recording, guint *first_line)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  g_autoptr (TsScenario) scenario = NULL;
  char *program;

  if (*facts->scenario_source != '\0')
    scenario = ts_scenario_new_from_data (facts->scenario_source, -1, facts->scenario_id, NULL, NULL);
  if (scenario == NULL)
    return NULL;
  program = ts_scenario_get_plain_program (scenario, first_line);
  *first_line -= ts_scenario_get_program_line (scenario) - 1;
  return program;
}

GArray *
ts_line_marks_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (TsLineMark));
}

static gboolean
is_alive (const TsTask *task, gint64 time_ns)
{
  return task->started_ns >= 0 && task->started_ns <= time_ns
         && (task->ended_ns < 0 || time_ns < task->ended_ns);
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const TsLineMark *one = a, *other = b;

  if (one->line != other->line)
    return one->line < other->line ? -1 : 1;
  return one->task < other->task ? -1 : one->task > other->task;
}

static GArray *
collect (TsRecording *recording, gint64 time_ns, guint first_line)
{
  GArray *marks = ts_line_marks_new ();
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);
      gint64 line = is_alive (task, time_ns) ? ts_task_value_at (task, TS_MARK_LINE, time_ns, 0) : 0;

      if (line >= first_line)
        g_array_append_vals (marks, &(TsLineMark) { (guint) (line - first_line) + 1, i }, 1);
    }
  g_array_sort (marks, compare_marks);
  return marks;
}

gboolean
ts_line_marks_update (GArray *marks, TsRecording *recording, gint64 time_ns, guint first_line)
{
  g_autoptr (GArray) found = recording != NULL ? collect (recording, time_ns, first_line)
                                               : ts_line_marks_new ();

  if (found->len == marks->len
      && (found->len == 0 || memcmp (found->data, marks->data, found->len * sizeof (TsLineMark)) == 0))
    return FALSE;
  g_array_set_size (marks, 0);
  if (found->len > 0)
    g_array_append_vals (marks, found->data, found->len);
  return TRUE;
}

guint
ts_line_marks_find (GArray *marks, guint line, guint *n_marks)
{
  guint begin = 0, end;

  while (begin < marks->len && g_array_index (marks, TsLineMark, begin).line < line)
    begin++;
  end = begin;
  while (end < marks->len && g_array_index (marks, TsLineMark, end).line == line)
    end++;
  *n_marks = end - begin;
  return begin;
}

char *
ts_line_marks_describe (GArray *marks, guint line, TsRecording *recording)
{
  enum { MOST_NAMES = 12 };
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  GString *names = g_string_new (NULL);
  guint n_marks, first = ts_line_marks_find (marks, line, &n_marks);

  for (guint i = 0; i < MIN (n_marks, MOST_NAMES); i++)
    {
      guint position = g_array_index (marks, TsLineMark, first + i).task;
      const TsTask *task = position < tasks->len ? g_ptr_array_index (tasks, position) : NULL;

      if (task != NULL)
        g_string_append_printf (names, names->len > 0 ? ", %s" : "%s", task->name);
    }
  if (n_marks > MOST_NAMES)
    g_string_append (names, ", …");
  return g_string_free (names, FALSE);
}

guint
ts_line_marks_guess_most (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  guint most = 1;

  for (guint i = 0; i < tasks->len; i++)
    most = MAX (most, ((TsTask *) g_ptr_array_index (tasks, i))->index + 1);
  return most;
}
