/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lanes with ten million slices on 16 cores: what a slice costs in memory, and how long any window
 * takes to blend into the 3840 columns of a large screen.
 *
 * Usage: bench-lanes [MILLIONS OF SLICES]
 */
#include "config.h"

#include "bench-order.h"

#include <math.h>
#include <stdlib.h>

#include "make-recording.h"

enum { N_CORES = 16, N_COLUMNS = 3840, N_WINDOWS = 200 };

static double
blend_all (GPtrArray *cores, gint64 begin_ns, gint64 end_ns, float *shares)
{
  gint64 start_us = g_get_monotonic_time ();

  for (guint i = 0; i < cores->len; i++)
    ts_lane_blend (((TsCore *) cores->pdata[i])->lane, begin_ns, end_ns, N_COLUMNS, shares);
  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

static void
report (const char *what, double *times_ms)
{
  bench_sort (times_ms, N_WINDOWS);
  g_print ("%-34s median %6.2f ms  p99 %6.2f ms  max %6.2f ms\n", what, times_ms[N_WINDOWS / 2],
           times_ms[N_WINDOWS * 99 / 100], times_ms[N_WINDOWS - 1]);
}

/* Windows of whole / 2^zoom, anywhere. */
static void
bench_zoom (GPtrArray *cores, gint64 whole_ns, guint zoom, GRand *dice, float *shares)
{
  g_autofree char *what = g_strdup_printf ("1/%u of the run", 1u << zoom);
  double times_ms[N_WINDOWS];
  gint64 length_ns = MAX (whole_ns >> zoom, 1);

  for (guint i = 0; i < N_WINDOWS; i++)
    {
      gint64 begin_ns = (gint64) (g_rand_double (dice) * (double) (whole_ns - length_ns));

      times_ms[i] = blend_all (cores, begin_ns, begin_ns + length_ns, shares);
    }
  report (what, times_ms);
}

/* Windows of every length, as one meets them when zooming in from the whole to nothing. */
static void
bench_sweep (GPtrArray *cores, gint64 whole_ns, GRand *dice, float *shares)
{
  double times_ms[N_WINDOWS];

  for (guint i = 0; i < N_WINDOWS; i++)
    {
      gint64 length_ns = (gint64) exp (log ((double) whole_ns) * (1 - 0.9 * i / N_WINDOWS));
      gint64 begin_ns = (gint64) (g_rand_double (dice) * (double) (whole_ns - length_ns));

      times_ms[i] = blend_all (cores, begin_ns, begin_ns + length_ns, shares);
    }
  report ("any window", times_ms);
}

int
main (int argc, char **argv)
{
  guint n_slices = (guint) (argc > 1 ? atof (argv[1]) * 1e6 : 10e6);
  MakeRecording options = { .n_cores = N_CORES, .n_tasks = 64, .n_slices = n_slices, .seed = 1,
                            .cores_only = TRUE };
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (TsRecording) recording = make_recording (&options);
  GPtrArray *cores = ts_recording_get_cores (recording);
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);
  g_autofree float *shares = g_new (float, N_COLUMNS * TS_N_SHADES);
  gint64 whole_ns = ts_recording_get_end_ns (recording);
  gsize memory = 0;
  guint count = 0;

  g_print ("made in %.2f s\n", (double) (g_get_monotonic_time () - start_us) / 1e6);
  for (guint i = 0; i < cores->len; i++)
    {
      memory += ts_lane_get_memory (((TsCore *) cores->pdata[i])->lane);
      count += ts_lane_get_n_slices (((TsCore *) cores->pdata[i])->lane);
    }
  g_print ("%u slices on %d cores: %.2f bytes a slice, of which index %.2f (%.1f MB in all)\n",
           count, N_CORES, (double) memory / count, (double) memory / count - sizeof (TsSlice),
           ((double) memory - (double) count * sizeof (TsSlice)) / 1e6);
  for (guint zoom = 0; zoom <= 20; zoom += 2)
    bench_zoom (cores, whole_ns, zoom, dice, shares);
  bench_sweep (cores, whole_ns, dice, shares);
  return 0;
}
