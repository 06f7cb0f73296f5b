/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The collector with the tasks' own clock readings: gaps, short holes, waits, silence.
 */
#include "config.h"

#include "make-arena.h"

static void
gap (MadeRun *run, guint32 slot, gint64 from_us, gint64 to_us, guint16 core_before, guint16 core_now)
{
  made_event_full (run, slot, to_us, (Event) { .kind = EVENT_GAP, .core = core_now, .object = core_before,
                                               .task = NO_TASK, .value = (gint64) made_time (from_us) });
}

static void
wait (MadeRun *run, guint32 slot, gint64 us, WaitReason reason, guint16 object)
{
  made_event_full (run, slot, us, (Event) { .kind = EVENT_WAIT, .object = object, .task = reason });
}

static void
finish (MadeRun *run, gint64 us)
{
  made_run_set_clock (run, us);
  atomic_store (&run->view.arena->end_ns, made_time (us));
  atomic_store (&run->view.arena->phase, PHASE_ENDED);
  ts_collector_finish (run->collector);
  assert_whole (run->recording);
}

static void
test_states (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_SELF_TIMED, FALSE);
  made_event (&run, 0, 0, EVENT_START, 0, 0);
  made_event_full (&run, 0, 100, (Event) { .kind = EVENT_STARTED, .core = 0, .object = NO_OBJECT, .task = 1 });
  wait (&run, 0, 200, WAIT_TASK, NO_OBJECT);
  made_event (&run, 1, 150, EVENT_START, 1, 0);
  gap (&run, 1, 1000, 4000, 1, 0);
  wait (&run, 1, 5000, WAIT_SLEEP, NO_OBJECT);
  made_event (&run, 1, 9000, EVENT_WAKE, 0, (gint64) made_time (8000));
  made_event (&run, 1, 9500, EVENT_END, 0, 0);
  made_event (&run, 0, 9600, EVENT_WAKE, 1, 0);
  made_event (&run, 0, 9700, EVENT_END, 1, 0);
  finish (&run, 9800);
  assert_lane (made_task (&run, 0)->lane, "running 0-200@0 waiting-task 200-9600 running 9600-9700@1");
  assert_lane (made_task (&run, 1)->lane, "ready 100-150 running 150-1000@1 ready 1000-4000 running 4000-5000@0 "
                                          "waiting-sleep 5000-8000 ready 8000-9000 running 9000-9500@0");
  assert_lane (made_core_lane (&run, 0), "running(0) 0-200@0 running(1) 4000-5000@0 running(1) 9000-9500@0");
  g_assert_cmpint (made_task (&run, 1)->voluntary, ==, 1);
  g_assert_cmpint (made_task (&run, 1)->involuntary, ==, 1);
  g_assert_cmpstr (ts_recording_get_facts (run.recording)->source, ==, "self-timed");
  made_run_finish (&run);
}

/* A short hole on the same core is a timer tick; not if another task came onto the core in it, nor on another core. */
static void
test_short_holes (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_SELF_TIMED, FALSE);
  made_event (&run, 0, 0, EVENT_START, 0, 0);
  gap (&run, 0, 1000, 1100, 0, 0);
  gap (&run, 0, 2000, 2150, 0, 0);
  gap (&run, 0, 3000, 3050, 0, 1);
  gap (&run, 0, 4000, 4200, 1, 1);
  made_event (&run, 0, 5000, EVENT_END, 1, 0);
  made_event (&run, 1, 2020, EVENT_START, 0, 0);
  wait (&run, 1, 2100, WAIT_LOCK, MADE_LOCK);
  made_event (&run, 1, 4500, EVENT_WAKE, 0, 0);
  made_event (&run, 1, 4600, EVENT_END, 0, 0);
  finish (&run, 6000);
  assert_lane (made_task (&run, 0)->lane, "running 0-2000@0 ready 2000-2150 running 2150-3000@0 ready 3000-3050 "
                                          "running 3050-4000@1 ready 4000-4200 running 4200-5000@1");
  assert_lane (made_core_lane (&run, 0), "running(0) 0-2000@0 running(1) 2020-2100@0 running(0) 2150-3000@0 "
                                         "running(1) 4500-4600@0");
  g_assert_cmpint (made_task (&run, 0)->involuntary, ==, 3);
  made_run_finish (&run);
}

/* Two claims on one core: the later one ends the earlier, so that no core runs two. */
static void
test_borders (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_SELF_TIMED, FALSE);
  made_event (&run, 0, 0, EVENT_START, 0, 0);
  wait (&run, 0, 1010, WAIT_QUEUE, MADE_QUEUE);
  made_event (&run, 1, 1000, EVENT_START, 0, 0);
  made_event (&run, 0, 1500, EVENT_WAKE, 1, 0);
  made_event (&run, 0, 2000, EVENT_END, 1, 0);
  made_event (&run, 1, 3000, EVENT_END, 0, 0);
  finish (&run, 4000);
  assert_lane (made_core_lane (&run, 0), "running(0) 0-1000@0 running(1) 1000-3000@0");
  assert_lane (made_task (&run, 0)->lane,
               "running 0-1000@0 ready 1000-1010 waiting-queue(1) 1010-1500 running 1500-2000@1");
  made_run_finish (&run);
}

/* Live: a running task is drawn as far as it has reported, and others wait for it, but not for ever. */
static void
test_live (void)
{
  MadeRun run;
  TaskSlot *slot;

  made_run_init (&run, SOURCE_SELF_TIMED, FALSE);
  slot = arena_task (&run.view, 0);
  made_event (&run, 0, 0, EVENT_START, 0, 0);
  atomic_store (&slot->tick_ns, made_time (50000));
  made_run_set_clock (&run, 100000);
  ts_collector_collect (run.collector);
  assert_lane (made_task (&run, 0)->lane, "running 0-50000@0");

  made_run_set_clock (&run, 300000);
  ts_collector_collect (run.collector);
  ts_collector_collect (run.collector);
  assert_lane (made_task (&run, 0)->lane, "running 0-50000@0 ready 50000-299000");

  /* It comes back and says that it had run for longer, then was put aside. */
  gap (&run, 0, 60000, 350000, 0, 0);
  atomic_store (&slot->tick_ns, made_time (359000));
  made_run_set_clock (&run, 360000);
  ts_collector_collect (run.collector);
  assert_lane (made_task (&run, 0)->lane, "running 0-60000@0 ready 60000-350000 running 350000-359000@0");
  assert_lane (made_core_lane (&run, 0), "running(0) 0-60000@0 running(0) 350000-359000@0");

  made_event (&run, 0, 361000, EVENT_END, 0, 0);
  finish (&run, 362000);
  made_run_finish (&run);
}

/* Silence without a gap: it ran all the time and what was drawn otherwise is taken back. */
static void
test_silence (void)
{
  MadeRun run;
  TaskSlot *slot;

  made_run_init (&run, SOURCE_SELF_TIMED, FALSE);
  slot = arena_task (&run.view, 0);
  made_event (&run, 0, 0, EVENT_START, 0, 0);
  atomic_store (&slot->tick_ns, made_time (1000));
  made_run_set_clock (&run, 300000);
  ts_collector_collect (run.collector);
  ts_collector_collect (run.collector);
  assert_lane (made_task (&run, 0)->lane, "running 0-1000@0 ready 1000-299000");

  atomic_store (&slot->tick_ns, made_time (390000));
  made_run_set_clock (&run, 400000);
  ts_collector_collect (run.collector);
  assert_lane (made_task (&run, 0)->lane, "running 0-390000@0");

  wait (&run, 0, 395000, WAIT_SLEEP, NO_OBJECT);
  finish (&run, 500000);
  assert_lane (made_task (&run, 0)->lane, "running 0-395000@0 waiting-sleep 395000-500000");
  made_run_finish (&run);
}

/* A worker process was killed: its slot says so and its ring does not. */
static void
test_killed_task (void)
{
  MadeRun run;
  TaskSlot *slot;

  made_run_init (&run, SOURCE_SELF_TIMED, FALSE);
  slot = arena_task (&run.view, 1);
  made_event (&run, 1, 0, EVENT_START, 0, 0);
  wait (&run, 1, 1000, WAIT_LOCK, MADE_LOCK);
  atomic_store (&slot->ended_ns, made_time (3000));
  atomic_store (&slot->exit_status, 9);
  atomic_store (&slot->state, TASK_ENDED);
  made_run_set_clock (&run, 10000);
  ts_collector_collect (run.collector);
  ts_collector_collect (run.collector);
  assert_lane (made_task (&run, 1)->lane, "running 0-1000@0 waiting-lock(0) 1000-3000");
  g_assert_cmpint (made_task (&run, 1)->ended_ns, ==, 3000 * MADE_US);
  g_assert_cmpint (made_task (&run, 1)->exit_status, ==, 9);
  finish (&run, 20000);
  made_run_finish (&run);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/collector/self-timed/states", test_states);
  g_test_add_func ("/collector/self-timed/short-holes", test_short_holes);
  g_test_add_func ("/collector/self-timed/borders", test_borders);
  g_test_add_func ("/collector/self-timed/live", test_live);
  g_test_add_func ("/collector/self-timed/silence", test_silence);
  g_test_add_func ("/collector/self-timed/killed-task", test_killed_task);
  return g_test_run ();
}
