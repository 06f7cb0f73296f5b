/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-run-clock.h"

void
ts_run_clock_init (TsRunClock *clock)
{
  *clock = (TsRunClock) { .pauses = g_array_new (FALSE, FALSE, sizeof (TsRunPause)) };
}

void
ts_run_clock_finish (TsRunClock *clock)
{
  g_clear_pointer (&clock->pauses, g_array_unref);
}

static TsRunPause *
last_pause (const TsRunClock *clock)
{
  GArray *pauses = clock->pauses;

  return pauses->len > 0 ? &g_array_index (pauses, TsRunPause, pauses->len - 1) : NULL;
}

/* Begins a pause after the last one; FALSE if it does not come after it. */
static gboolean
begin_pause (TsRunClock *clock, guint64 begin_ns)
{
  const TsRunPause *last = last_pause (clock);
  TsRunPause pause = { .begin_ns = begin_ns, .end_ns = G_MAXUINT64 };

  if (begin_ns < clock->start_ns || (last != NULL && begin_ns < last->end_ns))
    return FALSE;
  if (last != NULL)
    pause.paused_ns = last->paused_ns + (gint64) (last->end_ns - last->begin_ns);
  g_array_append_val (clock->pauses, pause);
  return TRUE;
}

/* Reads the first pause that was not read to its end; TRUE when it is over. */
static gboolean
read_pause (TsRunClock *clock, Pause *pause, guint64 settled_ns)
{
  guint64 end_ns = atomic_load_explicit (&pause->end_ns, memory_order_acquire);
  TsRunPause *last = last_pause (clock);
  gboolean open = last != NULL && last->end_ns == G_MAXUINT64;

  if (!open && !begin_pause (clock, MAX (pause->begin_ns, settled_ns)))
    return end_ns != 0;
  if (end_ns == 0)
    return FALSE;

  last = last_pause (clock);
  last->end_ns = MAX (MAX (end_ns, settled_ns), last->begin_ns);
  return TRUE;
}

void
ts_run_clock_update (TsRunClock *clock, Arena *arena, guint64 settled_ns)
{
  guint count = MIN (atomic_load_explicit (&arena->pause_count, memory_order_acquire), MAX_PAUSES);

  if (clock->start_ns == 0)
    clock->start_ns = atomic_load_explicit (&arena->start_ns, memory_order_acquire);
  if (clock->start_ns == 0)
    return;

  while (clock->n_read < count && read_pause (clock, &arena->pauses[clock->n_read], settled_ns))
    clock->n_read++;
}

/* The last pause that begins at or before time_ns, or NULL. */
static const TsRunPause *
pause_before (const TsRunClock *clock, guint64 time_ns)
{
  guint low = 0, high = clock->pauses->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (clock->pauses, TsRunPause, middle).begin_ns <= time_ns)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (clock->pauses, TsRunPause, low - 1) : NULL;
}

gint64
ts_run_clock_paused (const TsRunClock *clock, guint64 time_ns)
{
  const TsRunPause *pause = pause_before (clock, time_ns);

  return pause == NULL ? 0 : pause->paused_ns + (gint64) (MIN (time_ns, pause->end_ns) - pause->begin_ns);
}

gint64
ts_run_clock_map (const TsRunClock *clock, guint64 time_ns)
{
  if (clock->start_ns == 0 || time_ns <= clock->start_ns)
    return 0;
  return (gint64) (time_ns - clock->start_ns) - ts_run_clock_paused (clock, time_ns);
}
