/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-live-pace.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

enum { LEAST_PAUSE_US = 40 * 1000, LONGEST_PAUSE_US = 950 * 1000 };

/* What part of a core is used where all are busy: of all cores a hundredth, but neither more than a twelfth of one nor less
 * than a fiftieth. */
enum { SHARE_OF_ALL = 100, MOST_SHARE = 12, LEAST_SHARE = 50 };

/* Where a fourth of a core has nothing to do, nothing is taken from anybody.  It takes the kernel 0.1 ms to tell. */
enum { FREE_SHARE = 4, ASK_PAUSE_US = 250 * 1000 };

gboolean
ts_live_pace_is_due_at (TsLivePace *self, guint n_cores, gint64 now_us, gint64 cpu_us)
{
  gint64 since_us = now_us - self->shown_us;
  gint64 share = self->has_free_core ? MOST_SHARE
                                     : CLAMP (SHARE_OF_ALL / MAX (1, (gint64) n_cores), MOST_SHARE, LEAST_SHARE);

  if (since_us < LEAST_PAUSE_US || (since_us < LONGEST_PAUSE_US && since_us < (cpu_us - self->cpu_us) * share))
    return FALSE;
  self->shown_us = now_us;
  self->cpu_us = cpu_us;
  return TRUE;
}

void
ts_live_pace_take_idle (TsLivePace *self, gint64 now_us, gint64 idle_us)
{
  self->has_free_core = self->asked_us > 0 && idle_us >= 0 && self->idle_us >= 0
                        && (idle_us - self->idle_us) * FREE_SHARE >= now_us - self->asked_us;
  self->asked_us = now_us;
  self->idle_us = idle_us;
}

void
ts_live_pace_restart (TsLivePace *self)
{
  self->shown_us = self->asked_us = 0;
  self->has_free_core = FALSE;
}

/* The second number of /proc/uptime (proc(5)): seconds that all cores together had nothing to do; -1: not to be had, or
 * said of other cores, too, than those that this process may use. */
static gint64
read_idle_us (guint n_cores)
{
  char text[128], *end;
  int file = open ("/proc/uptime", O_RDONLY | O_CLOEXEC);
  ssize_t length = file >= 0 && sysconf (_SC_NPROCESSORS_ONLN) <= (long) n_cores ? read (file, text, sizeof (text) - 1) : -1;
  double idle_s;

  if (file >= 0)
    close (file);
  if (length <= 0)
    return -1;
  text[length] = '\0';
  g_ascii_strtod (text, &end);
  idle_s = g_ascii_strtod (end, &end);
  return *end == '\n' ? (gint64) (idle_s * G_USEC_PER_SEC) : -1;
}

gboolean
ts_live_pace_is_due (TsLivePace *self)
{
  gint64 now_us = g_get_monotonic_time ();
  struct timespec used;

  if (self->n_cores == 0)
    self->n_cores = g_get_num_processors ();
  if (now_us - self->asked_us >= ASK_PAUSE_US)
    ts_live_pace_take_idle (self, now_us, read_idle_us (self->n_cores));
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return ts_live_pace_is_due_at (self, self->n_cores, now_us, used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000);
}
