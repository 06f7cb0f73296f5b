/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-live-pace.h"

#include <time.h>

enum { LEAST_PAUSE_US = 40 * 1000, LONGEST_PAUSE_US = 250 * 1000, SHARE = 12 };

gboolean
ts_live_pace_is_due_at (TsLivePace *self, gint64 now_us, gint64 cpu_us)
{
  gint64 since_us = now_us - self->shown_us;

  if (since_us < LEAST_PAUSE_US || (since_us < LONGEST_PAUSE_US && since_us < (cpu_us - self->cpu_us) * SHARE))
    return FALSE;
  self->shown_us = now_us;
  self->cpu_us = cpu_us;
  return TRUE;
}

gboolean
ts_live_pace_is_due (TsLivePace *self)
{
  struct timespec used;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return ts_live_pace_is_due_at (self, g_get_monotonic_time (), used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000);
}
