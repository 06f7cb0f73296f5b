/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Load by others: reading /proc/stat, and what is left of it after the run's own use.
 */
#include "config.h"

#include "clock.h"
#include "ts-load.h"

static void
test_parse (void)
{
  TsLoadCounts counts;

  ts_load_parse ("cpu  300 3 30 3000 3 3 3 0 0 0\n"
                 "cpu0 100 1 10 1000 1 2 3 4 50 60\n"
                 "cpu12 7 0 0 0 0 0 0 0 0 0\n"
                 "cpu99999 7 0 0 0 0 0 0 0 0 0\n"
                 "cpu2 broken\n"
                 "intr 5 6\n"
                 "cpu3 1 1 1 1 1 1 1 1 1 1\n", &counts);
  g_assert_cmpint (counts.busy[0], ==, 100 + 1 + 10 + 2 + 3 + 4);
  g_assert_cmpint (counts.busy[12], ==, 7);
  g_assert_cmpint (counts.busy[1], ==, -1);
  g_assert_cmpint (counts.busy[2], ==, -1);
  g_assert_cmpint (counts.busy[3], ==, -1);

  ts_load_parse ("", &counts);
  g_assert_cmpint (counts.busy[0], ==, -1);
}

/* What this machine really does: shares are shares, windows follow one another, and what a run claims for itself is
 * taken off. */
static void
test_windows (void)
{
  TsLoad *load = ts_load_new ();
  g_autoptr (TsRecording) recording = ts_recording_new ();
  TsCore *core = ts_recording_add_core (recording);
  TsRunClock clock;
  const gint64 second_ns = 1000 * 1000 * 1000;
  TsSlice own = { 0, 4 * second_ns, 0, 0, TS_STATE_RUNNING, 0 };

  ts_run_clock_init (&clock);
  clock.start_ns = 1000;
  core->number = 0;
  ts_lane_append (core->lane, &own);
  for (guint i = 0; i < 4; i++)
    ts_load_sample (load, clock.start_ns + i * (guint64) second_ns, FALSE);
  /* too early: no sample */
  ts_load_sample (load, clock.start_ns + 3 * (guint64) second_ns + 1, FALSE);

  ts_load_write (load, recording, &clock, clock.start_ns + (guint64) second_ns * 2);
  g_assert_cmpuint (ts_lane_get_n_slices (core->others), >=, 1);
  g_assert_cmpint (ts_lane_get_slice (core->others, ts_lane_get_n_slices (core->others) - 1)->end_ns, ==,
                   2 * second_ns);
  ts_load_write (load, recording, &clock, G_MAXUINT64);
  for (guint i = 0; i < ts_lane_get_n_slices (core->others); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (core->others, i);

      g_assert_cmpint (slice->state, ==, TS_STATE_OTHERS);
      g_assert_cmpuint (slice->who, ==, 0); /* the run had the core all the time, and no time passed */
    }
  g_assert_cmpint (ts_lane_get_slice (core->others, 0)->begin_ns, ==, 0);
  g_assert_cmpint (ts_lane_get_slice (core->others, ts_lane_get_n_slices (core->others) - 1)->end_ns, ==,
                   3 * second_ns);
  ts_run_clock_finish (&clock);
  ts_load_free (load);
}

/* A process that only computes is seen as load by others; a window with a pause in it is left out. */
static void
test_busy (void)
{
  TsLoad *load = ts_load_new ();
  g_autoptr (TsRecording) recording = ts_recording_new ();
  TsRunClock clock;
  guint64 begin_ns = now_ns (), end_ns;
  double others = 0;

  ts_run_clock_init (&clock);
  clock.start_ns = begin_ns;
  for (guint16 number = 0; number < 64; number++)
    ts_recording_add_core (recording)->number = number;
  ts_load_sample (load, begin_ns, FALSE);
  do
    end_ns = now_ns ();
  while (end_ns < begin_ns + 400 * 1000 * 1000);
  ts_load_sample (load, end_ns, FALSE);
  ts_load_write (load, recording, &clock, G_MAXUINT64);
  for (guint i = 0; i < 64; i++)
    {
      TsLane *lane = ((TsCore *) g_ptr_array_index (ts_recording_get_cores (recording), i))->others;

      if (ts_lane_get_n_slices (lane) > 0)
        others += ts_lane_get_slice (lane, 0)->who / 1000.0;
    }
  g_assert_cmpfloat (others, >, 0.1); /* this test alone used most of a core, unless it was kept from it */
  ts_run_clock_finish (&clock);
  ts_load_free (load);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/parse", test_parse);
  g_test_add_func ("/load/windows", test_windows);
  g_test_add_func ("/load/busy", test_busy);
  return g_test_run ();
}
