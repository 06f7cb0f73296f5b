/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-live-pace.h"

#include <time.h>

enum { LEAST_PAUSE_US = 40 * 1000, LONGEST_PAUSE_US = 950 * 1000 };

/* What part of a core is used: of all cores a sixty-fourth, but neither more than a twelfth of one nor less than a
 * thirty-second. */
enum { SHARE_OF_ALL = 64, MOST_SHARE = 12, LEAST_SHARE = 32 };

gboolean
ts_live_pace_is_due_at (TsLivePace *self, guint n_cores, gint64 now_us, gint64 cpu_us)
{
  gint64 since_us = now_us - self->shown_us;
  gint64 share = CLAMP (SHARE_OF_ALL / MAX (1, (gint64) n_cores), MOST_SHARE, LEAST_SHARE);

  if (since_us < LEAST_PAUSE_US || (since_us < LONGEST_PAUSE_US && since_us < (cpu_us - self->cpu_us) * share))
    return FALSE;
  self->shown_us = now_us;
  self->cpu_us = cpu_us;
  return TRUE;
}

void
ts_live_pace_restart (TsLivePace *self)
{
  self->shown_us = 0;
}

gboolean
ts_live_pace_is_due (TsLivePace *self)
{
  struct timespec used;

  if (self->n_cores == 0)
    self->n_cores = g_get_num_processors ();
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return ts_live_pace_is_due_at (self, self->n_cores, g_get_monotonic_time (),
                                 used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000);
}
