/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures of a little run that is computed by hand.
 */
#include "config.h"

#include "ts-statistics.h"

static void
append (TsLane *lane, gint64 begin_ms, gint64 end_ms, guint32 who, guint16 core, TsState state)
{
  TsSlice slice = { begin_ms * 1000000, end_ms * 1000000, who, core, (guint8) state, 0 };

  ts_lane_append (lane, &slice);
}

static gint64
ms (gint64 time_ns)
{
  g_assert_cmpint (time_ns % 1000000, ==, 0);
  return time_ns / 1000000;
}

/* In ms, A: runs on core 0 for 0-10, is ready 10-15, runs on core 1 15-30, waits for the lock
 * 30-40, is ready 40-60, runs on core 1 60-70, sleeps 70-90, runs on core 0 90-100.  B: runs on
 * core 0 15-90; then nothing is known of it until it ends at 95. */
static TsRecording *
make_run (void)
{
  TsRecording *recording = ts_recording_new ();
  TsTask *a = ts_recording_add_task (recording), *b = ts_recording_add_task (recording);
  TsCore *core_0 = ts_recording_add_core (recording), *core_1 = ts_recording_add_core (recording);

  ts_set_string (&ts_recording_get_facts (recording)->way, "threads");
  core_1->number = 1;
  a->started_ns = 0;
  a->ended_ns = 100000000;
  append (a->lane, 0, 10, TS_WHO_NONE, 0, TS_STATE_RUNNING);
  append (a->lane, 10, 15, TS_WHO_NONE, TS_CORE_NONE, TS_STATE_READY);
  append (a->lane, 15, 30, TS_WHO_NONE, 1, TS_STATE_RUNNING);
  append (a->lane, 30, 40, 0, TS_CORE_NONE, TS_STATE_WAITING_LOCK);
  append (a->lane, 40, 60, TS_WHO_NONE, TS_CORE_NONE, TS_STATE_READY);
  append (a->lane, 60, 70, TS_WHO_NONE, 1, TS_STATE_RUNNING);
  append (a->lane, 70, 90, TS_WHO_NONE, TS_CORE_NONE, TS_STATE_WAITING_SLEEP);
  append (a->lane, 90, 100, TS_WHO_NONE, 0, TS_STATE_RUNNING);
  b->started_ns = 15000000;
  b->ended_ns = 95000000;
  append (b->lane, 15, 90, TS_WHO_NONE, 0, TS_STATE_RUNNING);
  append (core_0->lane, 0, 10, 0, 0, TS_STATE_RUNNING);
  append (core_0->lane, 15, 90, 1, 0, TS_STATE_RUNNING);
  append (core_0->lane, 90, 100, 0, 0, TS_STATE_RUNNING);
  append (core_1->lane, 15, 30, 0, 1, TS_STATE_RUNNING);
  append (core_1->lane, 60, 70, 0, 1, TS_STATE_RUNNING);
  append (core_0->others, 0, 50, 100, TS_CORE_NONE, TS_STATE_OTHERS);
  append (core_0->others, 50, 75, 500, TS_CORE_NONE, TS_STATE_OTHERS);
  return recording;
}

static void
test_whole (void)
{
  g_autoptr (TsRecording) recording = make_run ();
  g_autoptr (TsFigures) figures = ts_figures_new (recording, 0, 100000000);
  const TsTaskFigures *a = &figures->tasks[0], *b = &figures->tasks[1];

  g_assert_cmpint (ms (a->lifetime_ns), ==, 100);
  g_assert_cmpint (ms (a->state_ns[TS_STATE_RUNNING]), ==, 45);
  g_assert_cmpint (ms (a->state_ns[TS_STATE_READY]), ==, 25);
  g_assert_cmpint (ms (a->state_ns[TS_STATE_WAITING_LOCK]), ==, 10);
  g_assert_cmpint (ms (a->state_ns[TS_STATE_WAITING_SLEEP]), ==, 20);
  g_assert_cmpint (ms (a->waiting_ns), ==, 30);
  g_assert_cmpint (a->voluntary, ==, 2);
  g_assert_cmpint (a->involuntary, ==, 1);
  g_assert_cmpint (a->migrations, ==, 2);
  g_assert_cmpint (ms (a->longest_wait_ns), ==, 30);
  g_assert_cmpint (ms (a->longest_ready_ns), ==, 20);
  g_assert_cmpint (a->wake_ups, ==, 1);
  g_assert_cmpint (ms (a->wake_up_latency_ns), ==, 20);
  g_assert_cmpint (ms (b->lifetime_ns), ==, 80);
  g_assert_cmpint (ms (b->state_ns[TS_STATE_RUNNING]), ==, 75);
  g_assert_cmpint (ms (b->state_ns[TS_STATE_NONE]), ==, 5);
  g_assert_cmpint (ms (b->longest_wait_ns), ==, 5);
}

static void
test_cores_and_run (void)
{
  g_autoptr (TsRecording) recording = make_run ();
  g_autoptr (TsFigures) figures = ts_figures_new (recording, 0, 100000000);
  g_autofree char *sentence = ts_figures_sentence (figures, recording);

  g_assert_cmpint (ms (figures->cores[0].busy_ns), ==, 95);
  g_assert_cmpint (ms (figures->cores[1].busy_ns), ==, 25);
  g_assert_cmpint (figures->cores[0].switches, ==, 3);
  g_assert_cmpint (figures->cores[1].switches, ==, 2);
  /* 50 ms at 0.1 and 25 ms at 0.5; of the rest nothing is known. */
  g_assert_cmpfloat_with_epsilon (figures->cores[0].others_share, 17.5 / 75, 1e-9);
  g_assert_cmpfloat (figures->cores[1].others_share, ==, 0);
  g_assert_cmpint (ms (figures->run.wall_ns), ==, 100);
  g_assert_cmpint (ms (figures->run.cpu_ns), ==, 120);
  g_assert_cmpfloat_with_epsilon (figures->run.busy_cores, 1.2, 1e-9);
  g_assert_cmpuint (figures->run.cores_used, ==, 2);
  g_assert_cmpint (figures->run.migrations, ==, 2);
  g_assert_cmpint (ms (figures->run.ready_ns), ==, 25);
  g_assert_cmpint (ms (figures->run.waiting_ns), ==, 30);
  g_assert_cmpstr (sentence, ==, "Threads: 100 ms, 1.2 of 2 cores busy on average.");
}

/* From 20 to 65 ms: A runs 10, waits 10, is ready 20, runs 5; B runs throughout. */
static void
test_window (void)
{
  g_autoptr (TsRecording) recording = make_run ();
  g_autoptr (TsFigures) figures = ts_figures_new (recording, 20000000, 65000000);
  const TsTaskFigures *a = &figures->tasks[0];

  g_assert_cmpint (ms (a->lifetime_ns), ==, 45);
  g_assert_cmpint (ms (a->state_ns[TS_STATE_RUNNING]), ==, 15);
  g_assert_cmpint (ms (a->state_ns[TS_STATE_READY]), ==, 20);
  g_assert_cmpint (ms (a->waiting_ns), ==, 10);
  g_assert_cmpint (a->voluntary, ==, 1);
  g_assert_cmpint (a->involuntary, ==, 0);
  g_assert_cmpint (a->migrations, ==, 0);
  g_assert_cmpint (ms (a->longest_wait_ns), ==, 30);
  g_assert_cmpint (ms (figures->tasks[1].state_ns[TS_STATE_RUNNING]), ==, 45);
  g_assert_cmpint (ms (figures->run.cpu_ns), ==, 60);
  g_assert_cmpint (figures->cores[0].switches, ==, 0);
  g_assert_cmpint (figures->cores[1].switches, ==, 1);
  g_assert_cmpint (ms (figures->cores[1].busy_ns), ==, 15);
}

/* A slice cut at both ends, a window before anything, one after everything, and an empty one. */
static void
test_odd_windows (void)
{
  static const gint64 windows[][3] = {
    { 31, 39, 10 }, { -50, -10, 0 }, { 200, 300, 0 }, { 50, 50, 0 }, { 60, 40, 0 }
  };
  g_autoptr (TsRecording) recording = make_run ();

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autoptr (TsFigures) figures =
        ts_figures_new (recording, windows[i][0] * 1000000, windows[i][1] * 1000000);
      const TsTaskFigures *a = &figures->tasks[0];
      gint64 expected = i == 0 ? 8 : 0, sum = 0;

      for (guint state = 0; state < TS_N_STATES; state++)
        sum += a->state_ns[state];
      g_assert_cmpint (ms (a->lifetime_ns), ==, expected);
      g_assert_cmpint (ms (sum), ==, expected);
      g_assert_cmpint (ms (a->longest_wait_ns), ==, expected);
      g_assert_cmpint (ms (a->state_ns[TS_STATE_WAITING_LOCK]), ==, expected);
      g_assert_cmpint (a->migrations + a->voluntary + a->involuntary + a->wake_ups, ==, 0);
    }
}

/* The recorder counts switches that are too short to leave a slice. */
static void
test_recorded_switches (void)
{
  g_autoptr (TsRecording) recording = make_run ();
  TsTask *a = ts_recording_get_tasks (recording)->pdata[0];
  g_autoptr (TsFigures) whole = NULL, part = NULL;

  a->voluntary = 70;
  a->involuntary = 7;
  whole = ts_figures_new (recording, 0, 100000000);
  part = ts_figures_new (recording, 0, 99000000);
  g_assert_cmpint (whole->tasks[0].voluntary, ==, 70);
  g_assert_cmpint (whole->tasks[0].involuntary, ==, 7);
  g_assert_cmpint (part->tasks[0].voluntary, ==, 2);
  g_assert_cmpint (part->tasks[0].involuntary, ==, 1);
}

static void
test_sentences (void)
{
  static const struct {
    const char *way, *title;
    guint n_cores;
    gint64 wall_ns;
    const char *sentence;
  } cases[] = {
    { "processes", "", 1, 4080000000, "Processes: 4.1 s, 0.5 of 1 core busy on average." },
    { "watch", "python3 pool.py", 2, 1500000,
      "python3 pool.py: 1.5 ms, 0.5 of 2 cores busy on average." },
    { "watch", "", 0, 999000000, "The run: 999 ms." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TsRecording) recording = ts_recording_new ();
      g_autofree char *sentence = NULL;
      TsFigures figures = { .run = { .wall_ns = cases[i].wall_ns, .busy_cores = 0.5 },
                            .n_cores = cases[i].n_cores };

      ts_set_string (&ts_recording_get_facts (recording)->way, cases[i].way);
      ts_set_string (&ts_recording_get_facts (recording)->title, cases[i].title);
      sentence = ts_figures_sentence (&figures, recording);
      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

static void
test_median_latency (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  TsTask *task = ts_recording_add_task (recording);
  g_autoptr (TsFigures) figures = NULL;

  /* Ready for 4, 1, 9 and 2 ms after waiting: the median is 3. */
  append (task->lane, 0, 1, 0, TS_CORE_NONE, TS_STATE_WAITING_IO);
  append (task->lane, 1, 5, 0, TS_CORE_NONE, TS_STATE_READY);
  append (task->lane, 5, 10, 0, TS_CORE_NONE, TS_STATE_WAITING_QUEUE);
  append (task->lane, 10, 11, 0, TS_CORE_NONE, TS_STATE_READY);
  append (task->lane, 11, 20, 0, TS_CORE_NONE, TS_STATE_WAITING_QUEUE);
  append (task->lane, 20, 29, 0, TS_CORE_NONE, TS_STATE_READY);
  append (task->lane, 30, 31, 0, TS_CORE_NONE, TS_STATE_WAITING);
  append (task->lane, 31, 33, 0, TS_CORE_NONE, TS_STATE_READY);
  append (task->lane, 40, 60, 0, TS_CORE_NONE, TS_STATE_READY);
  figures = ts_figures_new (recording, 0, 100000000);
  g_assert_cmpint (figures->tasks[0].wake_ups, ==, 4);
  g_assert_cmpint (ms (figures->tasks[0].wake_up_latency_ns), ==, 3);
  g_assert_cmpint (ms (figures->tasks[0].longest_wait_ns), ==, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statistics/whole", test_whole);
  g_test_add_func ("/statistics/cores-and-run", test_cores_and_run);
  g_test_add_func ("/statistics/window", test_window);
  g_test_add_func ("/statistics/odd-windows", test_odd_windows);
  g_test_add_func ("/statistics/recorded-switches", test_recorded_switches);
  g_test_add_func ("/statistics/sentences", test_sentences);
  g_test_add_func ("/statistics/median-latency", test_median_latency);
  return g_test_run ();
}
