/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "invariants.h"

#include "ts-recording-file.h"
#include "ts-statistics.h"

#include <string.h>

/* One stretch of running, for the check that cores run one at a time. */
typedef struct {
  gint64 begin_ns, end_ns;
  guint32 task;
  guint16 core;
} Stretch;

static void
assert_gapless (const TsTask *task)
{
  guint n_slices = ts_lane_get_n_slices (task->lane);
  gint64 reached_ns = task->started_ns;

  if (task->started_ns < 0)
    {
      g_assert_cmpuint (n_slices, ==, 0);
      return;
    }
  for (guint i = 0; i < n_slices; i++)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, i);

      g_assert_cmpint (slice->begin_ns, ==, reached_ns);
      g_assert_cmpint (slice->end_ns, >, slice->begin_ns);
      reached_ns = slice->end_ns;
    }
  g_assert_cmpint (reached_ns, ==, task->ended_ns);
}

static void
assert_sums (const TsTask *task,
             const TsTaskFigures *figures)
{
  gint64 sum_ns = 0;

  if (task->started_ns < 0)
    return;
  for (guint state = 0; state < TS_N_STATES; state++)
    sum_ns += figures->state_ns[state];
  g_assert_cmpint (sum_ns, ==, figures->lifetime_ns);
  g_assert_cmpint (sum_ns, ==, task->ended_ns - task->started_ns);
}

static int
compare_stretches (gconstpointer a,
                   gconstpointer b)
{
  const Stretch *left = a, *right = b;

  if (left->core != right->core)
    return left->core < right->core ? -1 : 1;
  if (left->begin_ns != right->begin_ns)
    return left->begin_ns < right->begin_ns ? -1 : 1;
  return 0;
}

/* The lanes of cores cannot overlap by their nature, so this looks at what the tasks' lanes
 * claim. */
static void
assert_one_at_a_time (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsLane *lane = ((TsTask *) g_ptr_array_index (tasks, i))->lane;

      for (guint n = 0; n < ts_lane_get_n_slices (lane); n++)
        {
          const TsSlice *slice = ts_lane_get_slice (lane, n);
          const Stretch stretch = { slice->begin_ns, slice->end_ns, i, slice->core };

          if (slice->state == TS_STATE_RUNNING)
            g_array_append_val (stretches, stretch);
        }
    }
  g_array_sort (stretches, compare_stretches);
  for (guint i = 1; i < stretches->len; i++)
    {
      const Stretch *before = &g_array_index (stretches, Stretch, i - 1);
      const Stretch *after = &g_array_index (stretches, Stretch, i);

      if (before->core == after->core && before->end_ns > after->begin_ns)
        g_test_message ("core %u runs task %u until %" G_GINT64_FORMAT " and task %u from "
                                                                       "%" G_GINT64_FORMAT,
                        before->core, before->task, before->end_ns, after->task, after->begin_ns);
      g_assert_true (before->core != after->core || before->end_ns <= after->begin_ns);
    }
}

/* From one binding to the next the task runs on the core of the first, and then, as the next is in force a little before that
 * is confirmed, on the core of the next (NULL: there is none). */
static void
assert_stays (const TsTask *task,
              const TsMark *bound,
              const TsMark *next)
{
  guint core = bound->detail;

  for (guint n = ts_lane_find (task->lane, bound->time_ns); n < ts_lane_get_n_slices (task->lane); n++)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, n);

      if (next != NULL && slice->begin_ns >= next->time_ns)
        return;
      if (slice->state != TS_STATE_RUNNING || slice->begin_ns < bound->time_ns)
        continue;
      if (next != NULL && next->value == 1 && slice->core == next->detail)
        core = next->detail;
      if (next == NULL || next->value == 1 || slice->end_ns < next->time_ns)
        g_assert_cmpuint (slice->core, ==, core);
    }
}

/* From the moment that the kernel confirmed a binding to one core, until the next binding. */
static void
assert_pinned (const TsTask *task)
{
  const TsMark *bound = NULL;

  for (guint i = 0; i < task->marks->len; i++)
    {
      const TsMark *mark = &g_array_index (task->marks, TsMark, i);

      if (mark->kind != TS_MARK_PIN)
        continue;
      if (bound != NULL && bound->value == 1)
        assert_stays (task, bound, mark);
      bound = mark;
    }
  if (bound != NULL && bound->value == 1)
    assert_stays (task, bound, NULL);
}

static void
assert_fill (const TsObject *object)
{
  for (guint i = 0; i < ts_lane_get_n_slices (object->lane); i++)
    {
      gint32 value = (gint32) ts_lane_get_slice (object->lane, i)->who;

      if (object->kind == TS_OBJECT_QUEUE)
        {
          g_assert_cmpint (value, >=, 0);
          g_assert_cmpint (value, <=, object->size);
        }
    }
}

/* While a task waits for a lock it cannot be the one who holds it, and somebody else does most
 * of the time. */
static void
assert_not_held_by_waiter (TsRecording *recording,
                           guint32 position)
{
  const TsTask *task = g_ptr_array_index (ts_recording_get_tasks (recording), position);
  GPtrArray *objects = ts_recording_get_objects (recording);

  for (guint i = 0; i < ts_lane_get_n_slices (task->lane); i++)
    {
      const TsSlice *wait = ts_lane_get_slice (task->lane, i);
      const TsSlice *held;

      if (wait->state != TS_STATE_WAITING_LOCK || wait->who >= objects->len)
        continue;
      held = ts_lane_at (((TsObject *) g_ptr_array_index (objects, wait->who))->lane,
                         (wait->begin_ns + wait->end_ns) / 2);
      g_assert_true (held == NULL || held->state != TS_STATE_HELD || held->who != position);
    }
}

static void
assert_complete (const TsTask *task)
{
  if (!task->worker || task->total < 0 || task->exit_status != 0 || task->ended_ns < 0)
    return;
  g_assert_cmpuint (task->progress, <=, (guint64) task->total);
}

void
assert_invariants (TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  g_autoptr (TsFigures) figures = ts_figures_new (recording, 0, facts->duration_ns);
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  GPtrArray *objects = ts_recording_get_objects (recording);

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);

      assert_gapless (task);
      assert_sums (task, &figures->tasks[i]);
      assert_pinned (task);
      assert_complete (task);
      assert_not_held_by_waiter (recording, i);
    }
  for (guint i = 0; i < objects->len; i++)
    assert_fill (g_ptr_array_index (objects, i));
  assert_one_at_a_time (recording);
}

TsRecording *
open_checked (const char *path)
{
  g_autoptr (GError) error = NULL;
  TsRecording *recording = ts_recording_open (path, &error);

  g_assert_no_error (error);
  assert_invariants (recording);
  return recording;
}

TsTask *
find_task (TsRecording *recording,
           const char *name)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  for (guint i = 0; i < tasks->len; i++)
    {
      TsTask *task = g_ptr_array_index (tasks, i);

      if (strcmp (task->name, name) == 0)
        return task;
    }
  g_error ("there is no task “%s”", name);
}

gint32
get_last_value (TsRecording *recording,
                const char *name)
{
  GPtrArray *objects = ts_recording_get_objects (recording);

  for (guint i = 0; i < objects->len; i++)
    {
      const TsObject *object = g_ptr_array_index (objects, i);
      guint n_slices = ts_lane_get_n_slices (object->lane);

      if (strcmp (object->name, name) == 0 && n_slices > 0)
        return (gint32) ts_lane_get_slice (object->lane, n_slices - 1)->who;
    }
  g_error ("object “%s” has no value", name);
}
