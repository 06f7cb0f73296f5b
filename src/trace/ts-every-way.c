/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-every-way.h"

#include <glib/gi18n-lib.h>

#include "ts-comparison.h"
#include "ts-time.h"

struct _TsEveryWay {
  GPtrArray *results;   /* TsWayResult */
};

static void
free_result (gpointer data)
{
  TsWayResult *result = data;

  g_clear_object (&result->recording);
  g_free (result->problem);
  g_free (result);
}

TsEveryWay *
ts_every_way_new (void)
{
  TsEveryWay *self = g_new0 (TsEveryWay, 1);

  self->results = g_ptr_array_new_with_free_func (free_result);
  return self;
}

void
ts_every_way_free (TsEveryWay *self)
{
  g_ptr_array_unref (self->results);
  g_free (self);
}

/* Waiting for each other is no work: a task alone has nobody to wait for. */
static gint64
sum_work (const TsFigures *figures)
{
  gint64 work_ns = 0;

  for (guint i = 0; i < figures->n_tasks; i++)
    {
      const gint64 *state_ns = figures->tasks[i].state_ns;

      work_ns += state_ns[TS_STATE_RUNNING] + state_ns[TS_STATE_WAITING_SLEEP] + state_ns[TS_STATE_WAITING_IO];
    }
  return work_ns;
}

static TsWayResult *
add_result (TsEveryWay *self, WayId way, const char *problem)
{
  TsWayResult *result = g_new0 (TsWayResult, 1);

  result->way = way;
  result->problem = g_strdup (problem);
  g_ptr_array_add (self->results, result);
  return result;
}

void
ts_every_way_add (TsEveryWay *self, WayId way, TsRecording *recording, const char *problem)
{
  TsWayResult *result = add_result (self, way, problem);

  if (recording != NULL)
    {
      gint64 duration_ns = ts_recording_get_facts (recording)->duration_ns;
      g_autoptr (TsFigures) figures = ts_figures_new (recording, 0, MAX (duration_ns, 1));

      result->recording = g_object_ref (recording);
      result->figures = figures->run;
      result->work_ns = sum_work (figures);
    }
}

void
ts_every_way_refuse (TsEveryWay *self, WayId way, const char *reason)
{
  add_result (self, way, reason)->is_refused = TRUE;
}

guint
ts_every_way_get_n_tried (const TsEveryWay *self)
{
  guint n_tried = 0;

  while (n_tried < self->results->len && !ts_every_way_get_result (self, n_tried)->is_refused)
    n_tried++;
  return n_tried;
}

guint
ts_every_way_get_n_results (const TsEveryWay *self)
{
  return self->results->len;
}

const TsWayResult *
ts_every_way_get_result (const TsEveryWay *self, guint position)
{
  return g_ptr_array_index (self->results, position);
}

static gboolean
is_measured (const TsWayResult *result)
{
  return result->recording != NULL && result->problem == NULL && result->figures.wall_ns > 0;
}

static gint64
get_least_work (const TsEveryWay *self)
{
  gint64 least_ns = G_MAXINT64;

  for (guint i = 0; i < self->results->len; i++)
    if (is_measured (g_ptr_array_index (self->results, i)))
      least_ns = MIN (least_ns, ts_every_way_get_result (self, i)->work_ns);
  return least_ns;
}

double
ts_every_way_get_speed_up (const TsEveryWay *self, guint position)
{
  const TsWayResult *result = ts_every_way_get_result (self, position);

  return is_measured (result) ? (double) get_least_work (self) / (double) result->figures.wall_ns : 0;
}

const char *
ts_every_way_explain_speed_up (void)
{
  return _("Speed-up: how many times as long one task alone would take for all that the tasks compute, sleep, read and "
           "write, one thing after the other. That time is taken from the way that needed the least.");
}

/* What ran for real and to its end, the fastest first. */
static int
compare_results (gconstpointer a, gconstpointer b)
{
  const TsWayResult *one = *(TsWayResult *const *) a, *two = *(TsWayResult *const *) b;

  return one->figures.wall_ns < two->figures.wall_ns ? -1 : one->figures.wall_ns > two->figures.wall_ns;
}

static GPtrArray *
rank (const TsEveryWay *self)
{
  GPtrArray *ranked = g_ptr_array_new ();

  for (guint i = 0; i < self->results->len; i++)
    {
      TsWayResult *result = g_ptr_array_index (self->results, i);

      if (is_measured (result) && !way_traits[result->way].is_simulated)
        g_ptr_array_add (ranked, result);
    }
  g_ptr_array_sort (ranked, compare_results);
  return ranked;
}

static const TsWayResult *
get_ranked (const GPtrArray *ranked, guint position)
{
  return g_ptr_array_index (ranked, position);
}

/* How many are no more apart from the fastest than by chance. */
static guint
count_fastest (const GPtrArray *ranked)
{
  gint64 best_ns = get_ranked (ranked, 0)->figures.wall_ns;
  guint n = 1;

  while (n < ranked->len && ts_comparison_is_chance (best_ns, get_ranked (ranked, n)->figures.wall_ns))
    n++;
  return n;
}

static char *
list_names (const GPtrArray *ranked, guint n)
{
  GString *names = g_string_new (ts_way_get_label (way_traits[get_ranked (ranked, 0)->way].name));

  for (guint i = 1; i < n; i++)
    {
      const char *name = ts_way_get_label (way_traits[get_ranked (ranked, i)->way].name);

      /* Translators: the last of several ways to run; the space before it belongs to it */
      g_string_append_printf (names, i + 1 < n ? ", %s" : _(" and %s"), name);
    }
  return g_string_free (names, FALSE);
}

static char *
describe_difference (const GPtrArray *ranked, guint n_fastest)
{
  const TsWayResult *best = get_ranked (ranked, 0), *last = get_ranked (ranked, ranked->len - 1);
  double ratio = (double) last->figures.wall_ns / (double) best->figures.wall_ns;
  g_autofree char *names = list_names (ranked, n_fastest), *time = ts_time_format (best->figures.wall_ns);
  const char *slowest = ts_way_get_label (way_traits[last->way].name);
  int decimals = ts_comparison_get_decimals (ratio);

  if (n_fastest > 1)
    /* Translators: “Fastest, no more apart than chance: Threads and Processes, 1.2 s; 3.4 times as fast as Python threads.” */
    return g_strdup_printf (_("Fastest, no more apart than chance: %s, %s; %.*f times as fast as %s."), names, time,
                            decimals, ratio, slowest);
  /* Translators: “Fastest: Processes, 1.2 s; 3.4 times as fast as Python threads.” */
  return g_strdup_printf (_("Fastest: %s, %s; %.*f times as fast as %s."), names, time, decimals, ratio, slowest);
}

char *
ts_every_way_sentence (const TsEveryWay *self)
{
  g_autoptr (GPtrArray) ranked = rank (self);
  g_autofree char *low = NULL, *high = NULL;
  guint n_fastest;

  if (ranked->len == 0)
    return g_strdup (_("No way ran to its end for real, so there is nothing to compare."));
  n_fastest = count_fastest (ranked);
  low = ts_time_format (get_ranked (ranked, 0)->figures.wall_ns);
  high = ts_time_format (get_ranked (ranked, ranked->len - 1)->figures.wall_ns);
  if (ranked->len == 1)
    /* Translators: a way to run and its time */
    return g_strdup_printf (_("%s: %s. No other way ran to its end for real."),
                            ts_way_get_label (way_traits[get_ranked (ranked, 0)->way].name), low);
  if (n_fastest == ranked->len)
    return g_strdup_printf (_("All took about as long, from %s to %s: no more apart than chance."), low, high);
  return describe_difference (ranked, n_fastest);
}
