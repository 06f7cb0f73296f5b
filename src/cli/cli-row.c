/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-row.h"

#include "cli-report.h"
#include "cli-text.h"
#include "clock.h"
#include "ts-time.h"

#include <glib/gi18n-lib.h>
#include <sys/wait.h>

enum {
  GAP_WIDTH = 2,
  MOST_NAME_WIDTH = 24,
  LEAST_BAR_WIDTH = 12,
  MOST_BAR_WIDTH = 52,
};

/* What is waited for, in the order of WaitReason. */
static const char * const wait_words[] = {
  N_("waiting"), N_("sleeping"), N_("reading"), N_("at lock"), N_("at semaphore"), N_("at queue"),
  N_("at barrier"), N_("at event"), N_("joining"),
};

static const TsTask *
get_task (TsRun *run,
          guint position)
{
  return g_ptr_array_index (ts_recording_get_tasks (ts_run_get_recording (run)), position);
}

/* Only the recording knows whether a task that wants a core has one. */
static const char *
describe_wanting (const TsTask *task)
{
  guint n_slices = ts_lane_get_n_slices (task->lane);

  if (n_slices > 0 && ts_lane_get_slice (task->lane, n_slices - 1)->state == TS_STATE_READY)
    return _("ready");
  return _("running");
}

static char *
describe_state (const TaskSlot *slot,
                const TsTask *task)
{
  guint reason = atomic_load_explicit (&slot->waiting_for, memory_order_relaxed) >> 16;
  int exit_status = cli_report_exit (atomic_load_explicit (&slot->exit_status,
                                                           memory_order_relaxed));

  switch ((TaskState) atomic_load_explicit (&slot->state, memory_order_relaxed))
    {
    case TASK_NOT_STARTED:
      return g_strdup (_("not started"));
    case TASK_STARTING:
      return g_strdup (_("starting"));
    case TASK_READY_OR_RUNNING:
      return g_strdup (describe_wanting (task));
    case TASK_WAITING:
      return g_strdup (_(wait_words[reason < G_N_ELEMENTS (wait_words) ? reason : 0]));
    case TASK_FROZEN:
      return g_strdup (_("paused"));
    case TASK_ENDED:
      if (exit_status < 0)
        return g_strdup (_("killed"));
      return exit_status == 0 ? g_strdup (_("done")) : g_strdup_printf (_("exit %d"), exit_status);
    default:
      return g_strdup ("");
    }
}

static char *
describe_ids (const TaskSlot *slot,
              gboolean both)
{
  guint pid = atomic_load_explicit (&slot->pid, memory_order_relaxed);
  guint tid = atomic_load_explicit (&slot->tid, memory_order_relaxed);

  if (pid == 0)
    return g_strdup ("");
  return both ? g_strdup_printf ("%u/%u", pid, tid) : g_strdup_printf ("%u", tid);
}

static char *
describe_core (const TaskSlot *slot)
{
  guint core = atomic_load_explicit (&slot->core, memory_order_relaxed);
  guint state = atomic_load_explicit (&slot->state, memory_order_relaxed);

  if (core >= MAX_CORES || state == TASK_NOT_STARTED || state == TASK_STARTING
      || state == TASK_ENDED)
    return g_strdup ("");
  return g_strdup_printf ("%u", core);
}

/* How long it has lived; runs of the command line know no pauses. */
static char *
describe_time (const TaskSlot *slot)
{
  guint64 started_ns = atomic_load_explicit (&slot->started_ns, memory_order_relaxed);
  guint64 ended_ns = atomic_load_explicit (&slot->ended_ns, memory_order_relaxed);
  guint64 until_ns = ended_ns != 0 ? ended_ns : now_ns ();

  if (started_ns == 0 || until_ns < started_ns)
    return g_strdup ("");
  return ts_time_format ((gint64) (until_ns - started_ns));
}

static char *
describe_progress (guint64 done,
                   gint64 total)
{
  if (total < 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, done);
  if (total == 0)
    return g_strdup ("");
  return g_strdup_printf (_("%u %%"),
                          (guint) (100 * MIN (done, (guint64) total) / (guint64) total));
}

void
cli_row_append_bar (GString *line,
                    guint64 done,
                    gint64 total,
                    guint width,
                    gboolean unicode)
{
  static const char * const eighths[] = { " ", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
  guint inside = width - 2;
  double share = total > 0 ? MIN ((double) done / (double) total, 1.0) : 0;
  guint filled = (guint) (share * inside * 8);

  g_string_append (line, unicode ? "│" : "[");
  for (guint i = 0; i < inside; i++)
    if (filled >= (i + 1) * 8)
      g_string_append (line, unicode ? "█" : "#");
    else
      g_string_append (line, unicode && filled > i * 8 ? eighths[filled - i * 8] : " ");
  g_string_append (line, unicode ? "│" : "]");
}

/* Columns of everything but the bar. */
static guint
fixed_width (const CliRowLayout *layout)
{
  const guint widths[] = { layout->name, layout->id, layout->core, layout->state, layout->percent,
                           layout->time };
  guint sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    sum += widths[i] > 0 ? widths[i] + GAP_WIDTH : 0;
  return sum;
}

void
cli_row_layout (CliRowLayout *layout,
                TsRun *run,
                const GArray *positions,
                guint width)
{
  guint *least_first[] = { &layout->time, &layout->core, &layout->state, &layout->id };
  guint fixed;

  layout->name = cli_text_width (_("Task"));
  layout->both_ids = FALSE;
  for (guint i = 0; i < positions->len; i++)
    {
      const TsTask *task = get_task (run, g_array_index (positions, guint, i));

      layout->name = MAX (layout->name, cli_text_width (task->name));
      layout->both_ids |= g_str_equal (task->kind, "thread");
    }
  layout->name = MIN (layout->name, MOST_NAME_WIDTH);
  layout->id = layout->both_ids ? 15 : 7;
  layout->core = 4;
  layout->state = 12;
  layout->percent = 5;
  layout->time = 7;

  for (gsize i = 0; i < G_N_ELEMENTS (least_first); i++)
    if (fixed_width (layout) + LEAST_BAR_WIDTH > width)
      *least_first[i] = 0;
  if (fixed_width (layout) + LEAST_BAR_WIDTH > width)
    layout->name = MIN (layout->name, 8);
  fixed = fixed_width (layout);
  layout->bar = width > fixed + 2 ? MIN (width - fixed, MOST_BAR_WIDTH) : 0;
}

/* One cell and the gap after it. */
static void
append_cell (GString *line,
             const char *text,
             guint width,
             gboolean right)
{
  if (width == 0)
    return;
  cli_text_append (line, text, width, right);
  g_string_append_printf (line, "%*s", GAP_WIDTH, "");
}

/* Takes the gap after the last cell away, and ends the colour. */
static void
end_row (GString *line,
         const CliRowLayout *layout)
{
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  g_string_append (line, layout->color ? "\033[0m" : "");
}

void
cli_row_append_heading (GString *line,
                        const CliRowLayout *layout)
{
  g_string_append (line, layout->color ? "\033[2m" : "");
  append_cell (line, _("Task"), layout->name, FALSE);
  append_cell (line, layout->both_ids ? _("PID/TID") : _("PID"), layout->id, FALSE);
  append_cell (line, _("Core"), layout->core, TRUE);
  append_cell (line, _("State"), layout->state, FALSE);
  append_cell (line, _("Progress"), layout->bar, FALSE);
  append_cell (line, "", layout->percent, TRUE);
  append_cell (line, _("Time"), layout->time, TRUE);
  end_row (line, layout);
}

/* Killed is red, done green, what has not begun dim. */
static const char *
choose_color (const TaskSlot *slot)
{
  guint state = atomic_load_explicit (&slot->state, memory_order_relaxed);
  int exit_status = atomic_load_explicit (&slot->exit_status, memory_order_relaxed);

  if (state == TASK_NOT_STARTED)
    return "\033[2m";
  if (state != TASK_ENDED)
    return "";
  return exit_status == 0 ? "\033[32m" : "\033[31m";
}

void
cli_row_append (GString *line,
                const CliRowLayout *layout,
                TsRun *run,
                guint position)
{
  const TaskSlot *slot = arena_task (ts_run_get_view (run), position);
  const TsTask *task = get_task (run, position);
  guint64 done = atomic_load_explicit (&slot->progress, memory_order_relaxed);
  g_autofree char *name = cli_text_clean (task->name);
  g_autofree char *ids = describe_ids (slot, layout->both_ids);
  g_autofree char *core = describe_core (slot);
  g_autofree char *state = describe_state (slot, task);
  g_autofree char *progress = describe_progress (done, slot->total);
  g_autofree char *time = describe_time (slot);

  g_string_append (line, layout->color ? choose_color (slot) : "");
  append_cell (line, name, layout->name, FALSE);
  append_cell (line, ids, layout->id, FALSE);
  append_cell (line, core, layout->core, TRUE);
  append_cell (line, state, layout->state, FALSE);
  if (layout->bar > 0)
    {
      cli_row_append_bar (line, done, slot->total, layout->bar, layout->unicode);
      g_string_append_printf (line, "%*s", GAP_WIDTH, "");
    }
  append_cell (line, progress, layout->percent, TRUE);
  append_cell (line, time, layout->time, TRUE);
  end_row (line, layout);
}
