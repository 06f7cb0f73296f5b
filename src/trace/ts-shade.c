/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-shade.h"

guint8
ts_shade_of_task (guint task)
{
  return (guint8) (task % TS_N_SHADES);
}

guint8
ts_shade_of_state (TsState state)
{
  switch (state)
    {
    case TS_STATE_RUNNING:
      return 0;
    case TS_STATE_READY:
      return 1;
    case TS_STATE_WAITING_SLEEP:
      return 2;
    case TS_STATE_WAITING_IO:
      return 3;
    case TS_STATE_WAITING_LOCK:
      return 4;
    case TS_STATE_WAITING_QUEUE:
    case TS_STATE_WAITING_SEMAPHORE:
      return 5;
    case TS_STATE_WAITING_BARRIER:
    case TS_STATE_WAITING_EVENT:
    case TS_STATE_WAITING_TASK:
      return 6;
    case TS_STATE_NONE:
    case TS_STATE_WAITING:
    case TS_STATE_HELD:
    case TS_STATE_VALUE:
    case TS_STATE_OTHERS:
    case TS_N_STATES:
    default:
      return 7;
    }
}

guint8
ts_shade_of_value (gint64 value, gint64 size)
{
  if (size <= 0 || value <= 0)
    return 0;
  return (guint8) MIN ((double) value / (double) size * TS_N_SHADES, TS_N_SHADES - 1);
}

TsState
ts_shade_get_state (guint8 shade)
{
  static const TsState states[TS_N_SHADES] = {
    TS_STATE_RUNNING, TS_STATE_READY, TS_STATE_WAITING_SLEEP, TS_STATE_WAITING_IO,
    TS_STATE_WAITING_LOCK, TS_STATE_WAITING_QUEUE, TS_STATE_WAITING_BARRIER, TS_STATE_WAITING,
  };

  g_return_val_if_fail (shade < TS_N_SHADES, TS_STATE_WAITING);
  return states[shade];
}
