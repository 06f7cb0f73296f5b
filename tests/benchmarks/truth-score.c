/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two lanes are compared by walking over both at once, from border to border.
 */
#include "config.h"

#include "truth-score.h"

#include <stdlib.h>

enum {
  MERGE_NS = 50 * 1000,     /* running slices of one task on one core that are closer are one, for the edges */
  LONG_SLICE_NS = 100 * 1000,
};

/* A stretch with a label: of a core (the task, or NOBODY) or of a task (its state). */
typedef struct {
  gint64 begin_ns, end_ns;
  guint32 label;
} Stretch;

#define NOBODY G_MAXUINT32

static void
add_stretch (GArray *stretches, gint64 begin_ns, gint64 end_ns, guint32 label)
{
  Stretch stretch = { begin_ns, end_ns, label };

  if (end_ns > begin_ns)
    g_array_append_val (stretches, stretch);
}

/* Time within begin_ns … end_ns by what both say: counts[a's label][b's label] for labels below 4, through `take`. */
typedef void (*TakeStretch) (gint64 ns, guint32 a, guint32 b, gpointer data);

static guint32
label_at (GArray *stretches, guint *position, gint64 time_ns, gint64 *border_ns)
{
  const Stretch *stretch;

  while (*position < stretches->len && g_array_index (stretches, Stretch, *position).end_ns <= time_ns)
    (*position)++;
  if (*position == stretches->len)
    return NOBODY;
  stretch = &g_array_index (stretches, Stretch, *position);
  if (stretch->begin_ns > time_ns)
    {
      *border_ns = MIN (*border_ns, stretch->begin_ns);
      return NOBODY;
    }
  *border_ns = MIN (*border_ns, stretch->end_ns);
  return stretch->label;
}

static void
compare (GArray *a, GArray *b, gint64 begin_ns, gint64 end_ns, TakeStretch take, gpointer data)
{
  guint at_a = 0, at_b = 0;

  for (gint64 time_ns = begin_ns; time_ns < end_ns; )
    {
      gint64 border_ns = end_ns;
      guint32 label_a = label_at (a, &at_a, time_ns, &border_ns);
      guint32 label_b = label_at (b, &at_b, time_ns, &border_ns);

      take (border_ns - time_ns, label_a, label_b, data);
      time_ns = border_ns;
    }
}

static gint
compare_begins (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const Stretch *) a)->begin_ns, right = ((const Stretch *) b)->begin_ns;

  return left < right ? -1 : left > right;
}

/* Running slices of all tasks on one core, by the truth. */
static GArray *
true_core (Truth *truth, TsRecording *recording, guint16 core)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);
      GArray *slices = g_hash_table_lookup (truth->tasks, GUINT_TO_POINTER (task->tid));

      for (guint j = 0; slices != NULL && j < slices->len; j++)
        {
          const TruthSlice *slice = &g_array_index (slices, TruthSlice, j);

          if (slice->state == TRUTH_RUNNING && slice->core == core)
            add_stretch (stretches, slice->begin_ns, slice->end_ns, i);
        }
    }
  g_array_sort (stretches, compare_begins);
  return stretches;
}

static GArray *
recorded_core (const TsCore *core, gint64 start_ns)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));

  for (guint i = 0; i < ts_lane_get_n_slices (core->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (core->lane, i);

      add_stretch (stretches, start_ns + slice->begin_ns, start_ns + slice->end_ns, slice->who);
    }
  return stretches;
}

typedef struct {
  gint64 all, agree, active, active_agree;
} CoreTime;

static void
take_core (gint64 ns, guint32 a, guint32 b, gpointer data)
{
  CoreTime *time = data;

  time->all += ns;
  time->agree += a == b ? ns : 0;
  if (a != NOBODY || b != NOBODY)
    {
      time->active += ns;
      time->active_agree += a == b ? ns : 0;
    }
}

static void
score_cores (Truth *truth, TsRecording *recording, TruthScore *score)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  GPtrArray *cores = ts_recording_get_cores (recording);
  CoreTime time = { 0 };

  for (guint i = 0; i < cores->len; i++)
    {
      const TsCore *core = g_ptr_array_index (cores, i);
      g_autoptr (GArray) a = true_core (truth, recording, core->number);
      g_autoptr (GArray) b = recorded_core (core, facts->start_monotonic_ns);

      compare (a, b, facts->start_monotonic_ns, facts->start_monotonic_ns + facts->duration_ns, take_core, &time);
    }
  score->agreement = (double) time.agree / (double) MAX (time.all, 1);
  score->active = (double) time.active_agree / (double) MAX (time.active, 1);
}

static GArray *
true_states (GArray *slices)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));

  for (guint i = 0; slices != NULL && i < slices->len; i++)
    {
      const TruthSlice *slice = &g_array_index (slices, TruthSlice, i);

      add_stretch (stretches, slice->begin_ns, slice->end_ns, slice->state);
    }
  return stretches;
}

static GArray *
recorded_states (const TsTask *task, gint64 start_ns)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));

  for (guint i = 0; i < ts_lane_get_n_slices (task->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (task->lane, i);
      guint32 state = slice->state == TS_STATE_RUNNING ? TRUTH_RUNNING
                      : slice->state == TS_STATE_READY ? TRUTH_READY : TRUTH_BLOCKED;

      add_stretch (stretches, start_ns + slice->begin_ns, start_ns + slice->end_ns, state);
    }
  return stretches;
}

typedef struct {
  gint64 all, agree, ready, ready_found;
} StateTime;

static void
take_state (gint64 ns, guint32 a, guint32 b, gpointer data)
{
  StateTime *time = data;

  time->all += ns;
  time->agree += a == b ? ns : 0;
  time->ready += a == TRUTH_READY ? ns : 0;
  time->ready_found += a == TRUTH_READY && b == TRUTH_READY ? ns : 0;
}

/* Running slices of a task, those on one core that nearly touch joined. */
static GArray *
join_running (GArray *slices_or_null, const TsTask *task, gint64 start_ns)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (Stretch));
  guint n = slices_or_null != NULL ? slices_or_null->len : ts_lane_get_n_slices (task->lane);

  for (guint i = 0; i < n; i++)
    {
      Stretch next, *last = joined->len > 0 ? &g_array_index (joined, Stretch, joined->len - 1) : NULL;

      if (slices_or_null != NULL)
        {
          const TruthSlice *slice = &g_array_index (slices_or_null, TruthSlice, i);

          if (slice->state != TRUTH_RUNNING)
            continue;
          next = (Stretch) { slice->begin_ns, slice->end_ns, slice->core };
        }
      else
        {
          const TsSlice *slice = ts_lane_get_slice (task->lane, i);

          if (slice->state != TS_STATE_RUNNING)
            continue;
          next = (Stretch) { start_ns + slice->begin_ns, start_ns + slice->end_ns, slice->core };
        }
      if (last != NULL && last->label == next.label && next.begin_ns - last->end_ns < MERGE_NS)
        last->end_ns = next.end_ns;
      else
        g_array_append_val (joined, next);
    }
  return joined;
}

/* The recorded slice that covers at least half of the true one, or NULL. */
static const Stretch *
find_match (GArray *recorded, const Stretch *real, guint *position)
{
  while (*position < recorded->len && g_array_index (recorded, Stretch, *position).end_ns <= real->begin_ns)
    (*position)++;
  for (guint i = *position; i < recorded->len; i++)
    {
      const Stretch *stretch = &g_array_index (recorded, Stretch, i);
      gint64 common_ns = MIN (stretch->end_ns, real->end_ns) - MAX (stretch->begin_ns, real->begin_ns);

      if (stretch->begin_ns >= real->end_ns)
        break;
      if (stretch->label == real->label && common_ns * 2 >= real->end_ns - real->begin_ns)
        return stretch;
    }
  return NULL;
}

static void
score_edges (GArray *slices, const TsTask *task, const TsRunFacts *facts, GArray *errors, TruthScore *score)
{
  g_autoptr (GArray) real = join_running (slices, task, 0);
  g_autoptr (GArray) recorded = join_running (NULL, task, facts->start_monotonic_ns);
  gint64 end_ns = facts->start_monotonic_ns + facts->duration_ns;
  guint position = 0;

  for (guint i = 0; i < real->len; i++)
    {
      const Stretch *slice = &g_array_index (real, Stretch, i), *match;
      gint64 error_ns[2];

      if (slice->begin_ns < facts->start_monotonic_ns || slice->end_ns > end_ns)
        continue;
      match = find_match (recorded, slice, &position);
      if (slice->end_ns - slice->begin_ns >= LONG_SLICE_NS)
        {
          score->slices++;
          score->missed += match == NULL;
        }
      if (match == NULL)
        continue;
      error_ns[0] = ABS (match->begin_ns - slice->begin_ns);
      error_ns[1] = ABS (match->end_ns - slice->end_ns);
      g_array_append_vals (errors, error_ns, 2);
    }
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

TruthScore
truth_score (Truth *truth, TsRecording *recording)
{
  const TsRunFacts *facts = ts_recording_get_facts (recording);
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  g_autoptr (GArray) errors = g_array_new (FALSE, FALSE, sizeof (gint64));
  TruthScore score = { 0 };
  StateTime time = { 0 };

  score_cores (truth, recording, &score);
  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = g_ptr_array_index (tasks, i);
      GArray *slices = g_hash_table_lookup (truth->tasks, GUINT_TO_POINTER (task->tid));
      g_autoptr (GArray) a = true_states (slices);
      g_autoptr (GArray) b = recorded_states (task, facts->start_monotonic_ns);

      if (slices == NULL || task->started_ns < 0)
        continue;
      compare (a, b, facts->start_monotonic_ns + task->started_ns, facts->start_monotonic_ns + task->ended_ns,
               take_state, &time);
      score_edges (slices, task, facts, errors, &score);
    }
  g_array_sort (errors, compare_times);
  score.edges = errors->len;
  score.edge_ns = errors->len > 0 ? g_array_index (errors, gint64, errors->len / 2) : 0;
  score.states = (double) time.agree / (double) MAX (time.all, 1);
  score.ready_found = time.ready > 0 ? (double) time.ready_found / (double) time.ready : 1;
  score.true_ready_s = (double) time.ready / 1e9;
  return score;
}
