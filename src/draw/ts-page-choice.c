/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-page-rows.h"

gboolean
ts_cores_are_siblings (const TsCore *a, const TsCore *b)
{
  return a->package == b->package && a->physical_core == b->physical_core;
}

static guint
count_siblings (GPtrArray *cores, const TsCore *core)
{
  guint count = 0;

  for (guint i = 0; i < cores->len; i++)
    if (ts_cores_are_siblings (core, g_ptr_array_index (cores, i)))
      count++;
  return count;
}

gboolean
ts_page_has_siblings (const TsPage *page, guint most)
{
  GPtrArray *cores = ts_recording_get_cores (page->recording);
  guint largest = 0;

  for (guint i = 0; i < cores->len; i++)
    largest = MAX (largest, count_siblings (cores, g_ptr_array_index (cores, i)));
  return largest >= 2 && largest <= most;
}

/* True if `lane` holds anything in the page's window. */
static gboolean
is_in_window (const TsPage *page, const TsLane *lane)
{
  guint position = ts_lane_find (lane, page->axis.begin_ns);

  return position < ts_lane_get_n_slices (lane)
         && ts_lane_get_slice (lane, position)->begin_ns < page->axis.end_ns;
}

typedef const TsLane *(*GetLane) (gpointer row);

static const TsLane *
lane_of_core (gpointer row)
{
  return ((TsCore *) row)->lane;
}

static const TsLane *
lane_of_task (gpointer row)
{
  return ((TsTask *) row)->lane;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

/* All rows, or, if those are too many, the first `most` that show something, filled up with others;
 * in their order. */
static GArray *
choose (const TsPage *page, GPtrArray *all, guint most, GetLane get_lane)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < all->len && rows->len < most; i++)
      {
        gboolean shows = all->len <= most
                         || is_in_window (page, get_lane (g_ptr_array_index (all, i)));
        if (shows == (pass == 0))
          g_array_append_val (rows, i);
      }
  g_array_sort (rows, compare_positions);
  return rows;
}

GArray *
ts_page_choose_tasks (const TsPage *page, guint most)
{
  return choose (page, ts_recording_get_tasks (page->recording), most, lane_of_task);
}

GArray *
ts_page_choose_cores (const TsPage *page, guint most)
{
  GPtrArray *cores = ts_recording_get_cores (page->recording);
  g_autoptr (GArray) rows = choose (page, cores, most, lane_of_core);
  GArray *ordered = g_array_new (FALSE, FALSE, sizeof (guint));

  /* Each core is followed at once by its siblings. */
  for (guint i = 0; i < rows->len; i++)
    {
      const TsCore *first = g_ptr_array_index (cores, g_array_index (rows, guint, i));
      gboolean is_first = TRUE;

      for (guint j = 0; j < i && is_first; j++)
        is_first = !ts_cores_are_siblings (
            first, g_ptr_array_index (cores, g_array_index (rows, guint, j)));
      for (guint j = i; j < rows->len && is_first; j++)
        if (ts_cores_are_siblings (first,
                                   g_ptr_array_index (cores, g_array_index (rows, guint, j))))
          g_array_append_val (ordered, g_array_index (rows, guint, j));
    }
  return ordered;
}

const TsPageLane *
ts_page_find_task_lane (const TsPage *page, guint task)
{
  for (guint i = 0; i < page->lanes->len; i++)
    {
      const TsPageLane *lane = &g_array_index (page->lanes, TsPageLane, i);
      if (lane->kind == TS_PAGE_TASK && lane->index == task)
        return lane;
    }
  return NULL;
}

gboolean
ts_page_shows_print (const TsPage *page, const TsPrint *print)
{
  return print->time_ns >= page->axis.begin_ns && print->time_ns <= page->axis.end_ns
         && ts_page_find_task_lane (page, print->task) != NULL;
}
