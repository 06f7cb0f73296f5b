/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures: one walk over the slices of each lane that lie in the window.
 */
#include "config.h"

#include "ts-statistics.h"

#include "ts-way.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* A window, narrowed to what is looked at. */
typedef struct {
  gint64 begin_ns, end_ns;
} Window;

/* How much of a slice lies in the window. */
static gint64
length_in (const Window *window, const TsSlice *slice)
{
  gint64 length_ns = MIN (slice->end_ns, window->end_ns) - MAX (slice->begin_ns, window->begin_ns);

  return MAX (length_ns, 0);
}

static gboolean
begins_in (const Window *window, const TsSlice *slice)
{
  return slice->begin_ns >= window->begin_ns && slice->begin_ns < window->end_ns;
}

/* The part of the window in which the task lived; FALSE if none. */
static gboolean
find_lifetime (const TsTask *task, const Window *window, Window *life)
{
  guint n_slices = ts_lane_get_n_slices (task->lane);

  if (n_slices == 0 && (task->started_ns < 0 || task->ended_ns < 0))
    return FALSE;
  life->begin_ns =
    task->started_ns >= 0 ? task->started_ns : ts_lane_get_slice (task->lane, 0)->begin_ns;
  life->end_ns =
    task->ended_ns >= 0 ? task->ended_ns : ts_lane_get_slice (task->lane, n_slices - 1)->end_ns;
  life->begin_ns = MAX (life->begin_ns, window->begin_ns);
  life->end_ns = MIN (life->end_ns, window->end_ns);
  return life->end_ns > life->begin_ns;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 time_a = *(const gint64 *) a, time_b = *(const gint64 *) b;

  return time_a < time_b ? -1 : time_a > time_b;
}

static gint64
median (GArray *times)
{
  const gint64 *time = (const gint64 *) (gconstpointer) times->data;

  if (times->len == 0)
    return 0;
  qsort (times->data, times->len, sizeof (gint64), compare_times);
  return (time[(times->len - 1) / 2] + time[times->len / 2]) / 2;
}

/* What is remembered from one slice of a task to the next. */
typedef struct {
  const TsSlice *previous;       /* NULL: none */
  guint16 core;                  /* of the last running slice */
  gint64 stopped_ns;             /* when it last ran, or began to live */
  GArray *latencies;
} TaskWalk;

/* Whether the task was still wanting the core when its running slice `previous` ended. */
static gboolean
was_put_aside (const TsSlice *previous, const TsSlice *slice)
{
  return slice->state == TS_STATE_READY && slice->begin_ns == previous->end_ns;
}

static void
count_switch (TsTaskFigures *figures, const TaskWalk *walk, const Window *life,
              const TsSlice *slice)
{
  const TsSlice *previous = walk->previous;

  if (previous == NULL || previous->state != TS_STATE_RUNNING || slice->state == TS_STATE_RUNNING
      || !begins_in (life, slice))
    return;
  if (was_put_aside (previous, slice))
    figures->involuntary++;
  else
    figures->voluntary++;
}

static void
count_running (TsTaskFigures *figures, TaskWalk *walk, const Window *life, const TsSlice *slice)
{
  if (walk->core != TS_CORE_NONE && slice->core != TS_CORE_NONE && slice->core != walk->core
      && begins_in (life, slice))
    figures->migrations++;
  if (slice->core != TS_CORE_NONE)
    walk->core = slice->core;
  figures->longest_wait_ns = MAX (figures->longest_wait_ns, slice->begin_ns - walk->stopped_ns);
  walk->stopped_ns = slice->end_ns;
}

static void
count_ready (TsTaskFigures *figures, TaskWalk *walk, const Window *life, const TsSlice *slice)
{
  gint64 length_ns = length_in (life, slice);
  const TsSlice *previous = walk->previous;

  figures->longest_ready_ns = MAX (figures->longest_ready_ns, length_ns);
  if (previous == NULL || !ts_state_is_waiting (previous->state)
      || previous->end_ns != slice->begin_ns || !begins_in (life, slice))
    return;
  figures->wake_ups++;
  g_array_append_val (walk->latencies, length_ns);
}

/* The core that the task ran on last before the slice at `position`. */
static guint16
find_core_before (const TsLane *lane, guint position)
{
  while (position-- > 0)
    if (ts_lane_get_slice (lane, position)->state == TS_STATE_RUNNING)
      return ts_lane_get_slice (lane, position)->core;
  return TS_CORE_NONE;
}

static void
walk_task (const TsTask *task, const Window *life, TsTaskFigures *figures)
{
  guint position = ts_lane_find (task->lane, life->begin_ns);
  g_autoptr (GArray) latencies = g_array_new (FALSE, FALSE, sizeof (gint64));
  TaskWalk walk = { NULL, find_core_before (task->lane, position), life->begin_ns, latencies };
  gint64 known_ns = 0;

  if (position > 0)
    walk.previous = ts_lane_get_slice (task->lane, position - 1);
  for (; position < ts_lane_get_n_slices (task->lane); position++)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, position);

      if (slice->begin_ns >= life->end_ns)
        break;
      figures->state_ns[slice->state] += length_in (life, slice);
      known_ns += length_in (life, slice);
      count_switch (figures, &walk, life, slice);
      if (slice->state == TS_STATE_RUNNING)
        count_running (figures, &walk, life, slice);
      else if (slice->state == TS_STATE_READY)
        count_ready (figures, &walk, life, slice);
      walk.previous = slice;
    }
  figures->state_ns[TS_STATE_NONE] += figures->lifetime_ns - known_ns;
  figures->longest_wait_ns = MAX (figures->longest_wait_ns, life->end_ns - walk.stopped_ns);
  figures->wake_up_latency_ns = median (latencies);
}

static void
fill_task (const TsTask *task, const Window *window, TsTaskFigures *figures)
{
  Window life;

  if (!find_lifetime (task, window, &life))
    return;
  figures->lifetime_ns = life.end_ns - life.begin_ns;
  walk_task (task, &life, figures);
  for (TsState state = 0; state < TS_N_STATES; state++)
    if (ts_state_is_waiting (state))
      figures->waiting_ns += figures->state_ns[state];
  /* Of its whole life the recorder may have counted more than the slices show. */
  if (window->begin_ns <= MAX (task->started_ns, 0) && task->ended_ns >= 0
      && window->end_ns >= task->ended_ns && task->voluntary + task->involuntary > 0)
    {
      figures->voluntary = task->voluntary;
      figures->involuntary = task->involuntary;
    }
}

static void
fill_core (const TsCore *core, const Window *window, TsCoreFigures *figures)
{
  double used_ns = 0, known_ns = 0;

  for (guint i = ts_lane_find (core->lane, window->begin_ns); i < ts_lane_get_n_slices (core->lane);
       i++)
    {
      const TsSlice *slice = ts_lane_get_slice (core->lane, i);

      if (slice->begin_ns >= window->end_ns)
        break;
      if (slice->state == TS_STATE_RUNNING)
        figures->busy_ns += length_in (window, slice);
      figures->switches += begins_in (window, slice);
    }
  for (guint i = ts_lane_find (core->others, window->begin_ns);
       i < ts_lane_get_n_slices (core->others); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (core->others, i);

      if (slice->begin_ns >= window->end_ns)
        break;
      used_ns += (double) length_in (window, slice) * MIN (slice->who, 1000) / 1000;
      known_ns += (double) length_in (window, slice);
    }
  figures->others_share = known_ns > 0 ? used_ns / known_ns : 0;
}

static void
fill_run (TsFigures *figures, const Window *window)
{
  TsRunFigures *run = &figures->run;

  run->wall_ns = window->end_ns - window->begin_ns;
  for (guint i = 0; i < figures->n_tasks; i++)
    {
      const TsTaskFigures *task = &figures->tasks[i];

      run->cpu_ns += task->state_ns[TS_STATE_RUNNING];
      run->voluntary += task->voluntary;
      run->involuntary += task->involuntary;
      run->migrations += task->migrations;
      run->ready_ns += task->state_ns[TS_STATE_READY];
      run->waiting_ns += task->waiting_ns;
    }
  for (guint i = 0; i < figures->n_cores; i++)
    run->cores_used += figures->cores[i].busy_ns > 0;
  if (run->wall_ns > 0)
    run->busy_cores = (double) run->cpu_ns / (double) run->wall_ns;
}

TsFigures *
ts_figures_new (TsRecording *recording, gint64 begin_ns, gint64 end_ns)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording),
            *cores = ts_recording_get_cores (recording);
  TsFigures *figures = g_new0 (TsFigures, 1);
  Window window = { begin_ns, MAX (begin_ns, end_ns) };

  figures->n_tasks = tasks->len;
  figures->tasks = g_new0 (TsTaskFigures, tasks->len);
  for (guint i = 0; i < tasks->len; i++)
    fill_task (tasks->pdata[i], &window, &figures->tasks[i]);
  figures->n_cores = cores->len;
  figures->cores = g_new0 (TsCoreFigures, cores->len);
  for (guint i = 0; i < cores->len; i++)
    fill_core (cores->pdata[i], &window, &figures->cores[i]);
  fill_run (figures, &window);
  return figures;
}

void
ts_figures_free (TsFigures *figures)
{
  if (figures == NULL)
    return;
  g_free (figures->tasks);
  g_free (figures->cores);
  g_free (figures);
}

static char *
duration_to_text (gint64 duration_ns)
{
  double ms = (double) duration_ns / 1e6;

  if (ms >= 1000)
    /* Translators: seconds */
    return g_strdup_printf (_("%.1f s"), ms / 1000);
  /* Translators: milliseconds */
  return g_strdup_printf (ms < 10 ? _("%.1f ms") : _("%.0f ms"), ms);
}

/* A program may say itself that its tasks are processes: then nothing ran as a thread, whatever the way. */
static gboolean
has_threads (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  for (guint i = 1; i < tasks->len; i++)
    if (!g_str_equal (((TsTask *) tasks->pdata[i])->kind, "process"))
      return TRUE;
  return tasks->len < 2;
}

gboolean
ts_figures_are_simulated (TsRecording *recording)
{
  WayId way = ts_way_find (ts_recording_get_facts (recording)->way);

  return way < WAY_COUNT && way_traits[way].is_simulated;
}

const char *
ts_figures_describe_source (TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  WayId way = ts_way_find (facts->way);

  if (ts_figures_are_simulated (recording))
    return _("Simulated: virtual cores in virtual time, no operating system took part");
  if (g_str_equal (facts->source, "exact"))
    return _("Observed by the kernel (exact), edges ±5\302\240µs");
  if (!g_str_equal (facts->source, "self-timed"))
    return facts->source;
  if (way < WAY_COUNT && way_traits[way].is_python)
    return _("Self-timed by the script, edges ±0.5\302\240ms where it computes");
  return _("Self-timed by the tasks, edges ±5\302\240µs where they wait, ±60\302\240µs elsewhere");
}

const char *
ts_figures_subject (TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);

  if (g_str_equal (facts->way, "threads") && has_threads (recording))
    return _("Threads");
  if (g_str_equal (facts->way, "threads"))
    return _("Processes");
  if (ts_way_find (facts->way) < WAY_COUNT)
    return ts_way_get_label (facts->way);
  /* Translators: what a sentence about a run begins with if nothing more is known of it */
  return *facts->title != '\0' ? facts->title : _("The run");
}

char *
ts_figures_sentence (const TsFigures *figures, TsRecording *recording)
{
  g_autofree char *duration = duration_to_text (figures->run.wall_ns);

  if (figures->n_cores == 0)
    /* Translators: “Threads: 4.1 s.” */
    return g_strdup_printf (_("%s: %s."), ts_figures_subject (recording), duration);
  /* Translators: “Threads: 4.1 s, 1.9 of 2 cores busy on average.” */
  return g_strdup_printf (ngettext ("%s: %s, %.1f of %u core busy on average.",
                                    "%s: %s, %.1f of %u cores busy on average.", figures->n_cores),
                          ts_figures_subject (recording), duration, figures->run.busy_cores, figures->n_cores);
}
