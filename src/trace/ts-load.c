/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-load.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ts-shade.h"

enum {
  WINDOW_NS      = 250 * 1000 * 1000,
  LAST_WINDOW_NS = 50 * 1000 * 1000, /* what is left of a run at its end, if it is at least that long */
  NS_PER_S       = 1000 * 1000 * 1000,
};

typedef struct {
  guint64 time_ns;
  TsLoadCounts counts;
} Sample;

struct _TsLoad {
  int fd;             /* /proc/stat, -1 if it cannot be read */
  gint64 tick_ns;
  GQueue samples;     /* Sample; the first one begins the window that is written next */
  GString *text;
};

TsLoad *
ts_load_new (void)
{
  TsLoad *load = g_new0 (TsLoad, 1);
  long ticks_per_s = sysconf (_SC_CLK_TCK);

  load->fd = open ("/proc/stat", O_RDONLY | O_CLOEXEC);
  load->tick_ns = NS_PER_S / (ticks_per_s > 0 ? ticks_per_s : 100);
  load->text = g_string_new (NULL);
  g_queue_init (&load->samples);
  return load;
}

void
ts_load_free (TsLoad *load)
{
  if (load == NULL)
    return;
  if (load->fd >= 0)
    close (load->fd);
  g_queue_clear_full (&load->samples, g_free);
  g_string_free (load->text, TRUE);
  g_free (load);
}

/* "cpu3 user nice system idle iowait irq softirq steal …": all but idle and iowait is busy.  Time that the hypervisor
 * took away ("steal") counts as busy: the core was not there for the run.  Guest time is in user time already. */
static void
parse_core (const char *line, TsLoadCounts *counts)
{
  gint64 user, nice, system, idle, iowait, irq, softirq, steal;
  guint core;

  if (sscanf (line, "cpu%u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                    " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
              &core, &user, &nice, &system, &idle, &iowait, &irq, &softirq, &steal) == 9
      && core < MAX_CORES)
    counts->busy[core] = user + nice + system + irq + softirq + steal;
}

void
ts_load_parse (const char *text, TsLoadCounts *counts)
{
  for (guint i = 0; i < MAX_CORES; i++)
    counts->busy[i] = -1;

  /* The lines of the cores come first and begin alike. */
  while (text != NULL && g_str_has_prefix (text, "cpu"))
    {
      parse_core (text, counts);
      text = strchr (text, '\n');
      text = text != NULL ? text + 1 : NULL;
    }
}

/* Reads the file's first part, up to the end of the cores' lines. */
static gboolean
read_file (TsLoad *load)
{
  char buffer[4096];
  off_t offset = 0;
  ssize_t size;

  g_string_truncate (load->text, 0);
  while ((size = pread (load->fd, buffer, sizeof buffer, offset)) > 0)
    {
      g_string_append_len (load->text, buffer, size);
      offset += size;
      if (g_strstr_len (load->text->str, (gssize) load->text->len, "\nintr") != NULL)
        break;
    }
  return load->text->len > 0;
}

void
ts_load_sample (TsLoad *load, guint64 now_ns, gboolean last)
{
  Sample *previous = g_queue_peek_tail (&load->samples), *sample;

  if (load->fd < 0
      || (previous != NULL && now_ns < previous->time_ns + (last ? LAST_WINDOW_NS : WINDOW_NS))
      || !read_file (load))
    return;

  sample = g_new (Sample, 1);
  sample->time_ns = now_ns;
  ts_load_parse (load->text->str, &sample->counts);
  g_queue_push_tail (&load->samples, sample);
}

/* Time of the window that the run itself used of a core. */
static double
own_time (TsLane *lane, gint64 begin_ns, gint64 end_ns)
{
  float shares[TS_N_SHADES];
  double sum = 0;

  ts_lane_blend (lane, begin_ns, end_ns, 1, shares);
  for (guint i = 0; i < TS_N_SHADES; i++)
    sum += shares[i];
  return sum * (double) (end_ns - begin_ns);
}

static void
write_core (TsLoad *load, TsCore *core, const Sample *from, const Sample *to, gint64 begin_ns, gint64 end_ns)
{
  double busy, share;
  TsSlice slice = { .begin_ns = begin_ns, .end_ns = end_ns, .core = core->number, .state = TS_STATE_OTHERS };

  if (core->number >= MAX_CORES || from->counts.busy[core->number] < 0 || to->counts.busy[core->number] < 0)
    return;

  busy = (double) ((to->counts.busy[core->number] - from->counts.busy[core->number]) * load->tick_ns);
  share = (busy - own_time (core->lane, begin_ns, end_ns)) / (double) (end_ns - begin_ns);
  slice.who = (guint32) (CLAMP (share, 0, 1) * 1000 + 0.5);
  slice.shade = ts_shade_of_value (slice.who, 1000);
  ts_lane_append (core->others, &slice);
}

static void
write_window (TsLoad *load, TsRecording *recording, const TsRunClock *clock,
              const Sample *from, const Sample *to)
{
  GPtrArray *cores = ts_recording_get_cores (recording);
  gint64 begin_ns = ts_run_clock_map (clock, from->time_ns);
  gint64 end_ns = ts_run_clock_map (clock, to->time_ns);

  /* A window that a pause cuts into says nothing about the time that is left of it. */
  if (end_ns <= begin_ns
      || ts_run_clock_paused (clock, from->time_ns) != ts_run_clock_paused (clock, to->time_ns))
    return;

  for (guint i = 0; i < cores->len; i++)
    write_core (load, g_ptr_array_index (cores, i), from, to, begin_ns, end_ns);
}

void
ts_load_write (TsLoad *load, TsRecording *recording, const TsRunClock *clock, guint64 until_ns)
{
  while (load->samples.length >= 2)
    {
      Sample *from = g_queue_peek_head (&load->samples);
      Sample *to = g_queue_peek_nth (&load->samples, 1);

      if (to->time_ns > until_ns)
        break;
      write_window (load, recording, clock, from, to);
      g_free (g_queue_pop_head (&load->samples));
    }
}
