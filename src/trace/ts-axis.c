/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-axis.h"

void
ts_axis_init (TsAxis *axis)
{
  *axis = (TsAxis) { .pauses = g_array_new (FALSE, FALSE, sizeof (TsAxisPause)) };
}

void
ts_axis_finish (TsAxis *axis)
{
  g_clear_pointer (&axis->pauses, g_array_unref);
}

static TsAxisPause *
last_pause (const TsAxis *axis)
{
  return axis->pauses->len > 0 ? &g_array_index (axis->pauses, TsAxisPause, axis->pauses->len - 1) : NULL;
}

/* Begins a pause after the last one; FALSE if it does not come after it. */
static gboolean
begin_pause (TsAxis *axis, guint64 begin_ns)
{
  const TsAxisPause *last = last_pause (axis);
  TsAxisPause pause = { .begin_ns = begin_ns, .end_ns = G_MAXUINT64 };

  if (begin_ns < axis->start_ns || (last != NULL && begin_ns < last->end_ns))
    return FALSE;
  if (last != NULL)
    pause.paused_ns = last->paused_ns + (gint64) (last->end_ns - last->begin_ns);
  g_array_append_val (axis->pauses, pause);
  return TRUE;
}

/* Reads the first pause that was not read to its end; TRUE when it is over. */
static gboolean
read_pause (TsAxis *axis, Pause *pause, guint64 settled_ns)
{
  guint64 end_ns = atomic_load_explicit (&pause->end_ns, memory_order_acquire);
  TsAxisPause *last = last_pause (axis);
  gboolean open = last != NULL && last->end_ns == G_MAXUINT64;

  if (!open && !begin_pause (axis, MAX (pause->begin_ns, settled_ns)))
    return end_ns != 0;
  if (end_ns == 0)
    return FALSE;

  last = last_pause (axis);
  last->end_ns = MAX (MAX (end_ns, settled_ns), last->begin_ns);
  return TRUE;
}

void
ts_axis_update (TsAxis *axis, Arena *arena, guint64 settled_ns)
{
  guint count = MIN (atomic_load_explicit (&arena->pause_count, memory_order_acquire), MAX_PAUSES);

  if (axis->start_ns == 0)
    axis->start_ns = atomic_load_explicit (&arena->start_ns, memory_order_acquire);
  if (axis->start_ns == 0)
    return;

  while (axis->n_read < count && read_pause (axis, &arena->pauses[axis->n_read], settled_ns))
    axis->n_read++;
}

/* The last pause that begins at or before time_ns, or NULL. */
static const TsAxisPause *
pause_before (const TsAxis *axis, guint64 time_ns)
{
  guint low = 0, high = axis->pauses->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (axis->pauses, TsAxisPause, middle).begin_ns <= time_ns)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (axis->pauses, TsAxisPause, low - 1) : NULL;
}

gint64
ts_axis_paused (const TsAxis *axis, guint64 time_ns)
{
  const TsAxisPause *pause = pause_before (axis, time_ns);

  return pause == NULL ? 0 : pause->paused_ns + (gint64) (MIN (time_ns, pause->end_ns) - pause->begin_ns);
}

gint64
ts_axis_map (const TsAxis *axis, guint64 time_ns)
{
  if (axis->start_ns == 0 || time_ns <= axis->start_ns)
    return 0;
  return (gint64) (time_ns - axis->start_ns) - ts_axis_paused (axis, time_ns);
}
