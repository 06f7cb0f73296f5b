/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libFuzzer target: any bytes as a recording.  They must be refused with a sentence, or become a
 * recording that can be looked at, counted, saved, and opened again to the same.
 */
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "ts-recording-file.h"
#include "ts-statistics.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Asked for even without assertions: a fuzzer without checks finds nothing.  It keeps the input on SIGABRT, which
 * g_error() does not raise. */
static void
require (gboolean condition, const char *what)
{
  if (condition)
    return;
  g_printerr ("a promise of the reader is broken: %s\n", what);
  abort ();
}

static void
look_at (const TsLane *lane, gint64 begin_ns, gint64 end_ns)
{
  float shares[7 * TS_N_SHADES];

  ts_lane_blend (lane, begin_ns, end_ns, 7, shares);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    require (shares[i] >= 0 && shares[i] < 1.0001f, "a share between 0 and 1");
  for (guint i = 1; i < ts_lane_get_n_slices (lane); i++)
    require (ts_lane_get_slice (lane, i)->begin_ns >= ts_lane_get_slice (lane, i - 1)->end_ns,
             "slices in order");
}

static void
look_at_all (TsRecording *recording)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording),
            *cores = ts_recording_get_cores (recording);
  gint64 end_ns = MAX (ts_recording_get_end_ns (recording), 1);
  g_autoptr (TsFigures) figures = ts_figures_new (recording, 0, end_ns);
  g_autofree char *sentence = ts_figures_sentence (figures, recording);

  require (g_utf8_validate (sentence, -1, NULL), "a sentence in UTF-8");
  for (guint i = 0; i < tasks->len; i++)
    {
      const TsTask *task = tasks->pdata[i];

      look_at (task->lane, -1000, end_ns);
      look_at (task->lane, end_ns / 3, end_ns / 3 + 3);
      ts_task_value_at (task, TS_MARK_LINE, end_ns / 2, 0);
    }
  for (guint i = 0; i < cores->len; i++)
    look_at (((TsCore *) cores->pdata[i])->lane, 0, end_ns);
}

static void
save_and_open (TsRecording *recording)
{
  g_autofree char *path = g_strdup_printf ("/dev/shm/fuzz-recording-%d", (int) getpid ());
  g_autofree char *difference = NULL;
  g_autoptr (TsRecording) opened = NULL;
  g_autoptr (GError) error = NULL;

  require (ts_recording_save (recording, path, &error), "it can be saved");
  opened = ts_recording_open (path, &error);
  g_unlink (path);
  require (opened != NULL, error != NULL ? error->message : "it opens again");
  require (ts_recording_equal (recording, opened, &difference),
           difference != NULL ? difference : "it is the same");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsRecording) recording = ts_recording_parse ((const char *) data, size, &error);

  if (recording == NULL)
    {
      require (error != NULL && g_utf8_validate (error->message, -1, NULL), "a sentence in UTF-8");
      return 0;
    }
  look_at_all (recording);
  save_and_open (recording);
  return 0;
}
