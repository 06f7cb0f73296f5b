/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A recording of a million slices: how long saving and opening take, how large the file is and how
 * much memory opening needs.  Opening is measured in a process of its own, so that its peak is no
 * other's.
 *
 * Usage: bench-recording-file [MILLIONS OF SLICES]
 */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "make-recording.h"
#include "ts-recording-file.h"

enum { N_ROUNDS = 5 };

static double
cpu_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static guint
count_slices (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording),
            *objects = ts_recording_get_objects (recording);
  GPtrArray *cores = ts_recording_get_cores (recording);
  guint count = 0;

  for (guint i = 0; i < tasks->len; i++)
    count += ts_lane_get_n_slices (((TsTask *) tasks->pdata[i])->lane);
  for (guint i = 0; i < objects->len; i++)
    count += ts_lane_get_n_slices (((TsObject *) objects->pdata[i])->lane);
  for (guint i = 0; i < cores->len; i++)
    count += ts_lane_get_n_slices (((TsCore *) cores->pdata[i])->lane)
      + ts_lane_get_n_slices (((TsCore *) cores->pdata[i])->others);
  return count;
}

static guint
count_marks (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);
  guint count = 0;

  for (guint i = 0; i < tasks->len; i++)
    count += ((TsTask *) tasks->pdata[i])->marks->len;
  return count;
}

static void
save (const char *path, double millions)
{
  /* One slice on a core comes with about three of its task and one of an object. */
  MakeRecording options = {
    .n_cores = 4, .n_tasks = 16, .n_slices = (guint) (millions * 1e6 / 4.39), .seed = 3
  };
  g_autoptr (TsRecording) recording = make_recording (&options);
  double start_cpu = cpu_s (), best = G_MAXDOUBLE;
  GStatBuf status;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      gint64 start_us = g_get_monotonic_time ();

      g_assert_true (ts_recording_save (recording, path, NULL));
      best = MIN (best, (double) (g_get_monotonic_time () - start_us) / 1e6);
    }
  g_stat (path, &status);
  g_print ("%u slices and %u marks: saved in %.2f s (CPU %.2f s), %.0f MB\n",
           count_slices (recording), count_marks (recording), best,
           (cpu_s () - start_cpu) / N_ROUNDS, (double) status.st_size / 1e6);
}

static void
open_once (const char *path)
{
  double start_cpu = cpu_s (), wall_s;
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (TsRecording) recording = ts_recording_open (path, NULL);
  struct rusage usage;

  wall_s = (double) (g_get_monotonic_time () - start_us) / 1e6;
  g_assert_nonnull (recording);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("%u slices: opened in %.2f s (CPU %.2f s), peak %ld MB\n", count_slices (recording),
           wall_s, cpu_s () - start_cpu, usage.ru_maxrss / 1024);
}

int
main (int argc, char **argv)
{
  double millions = argc > 1 ? atof (argv[1]) : 1;
  g_autofree char *path =
    g_build_filename (g_get_tmp_dir (), "bench-recording-file.timeslice", NULL);
  const char *opening[] = { argv[0], "--open", path, NULL };

  if (argc == 3 && g_str_equal (argv[1], "--open"))
    {
      open_once (argv[2]);
      return 0;
    }
  save (path, millions);
  for (guint round = 0; round < N_ROUNDS; round++)
    g_spawn_sync (NULL, (char **) opening, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL,
                  NULL, NULL, NULL);
  g_unlink (path);
  return 0;
}
