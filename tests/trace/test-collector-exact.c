/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The collector with the kernel's records: states, reasons, ready time, births and deaths, losses.
 */
#include "config.h"

#include "make-arena.h"

/* The main task is born and runs. */
static void
begin_main (MadeRun *run)
{
  made_fork (run, 0, 0, 100, 50);
  made_switch (run, 5, EVENT_SWITCH_IN, 0, 100, FALSE);
  made_event (run, 0, 10, EVENT_START, 0, 0);
}

static void
end_main (MadeRun *run, gint64 us)
{
  made_event (run, 0, us - 5, EVENT_END, 0, 0);
  made_switch (run, us, EVENT_EXIT, 0, 100, FALSE);
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
test_birth_to_death (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_EXACT, FALSE);
  begin_main (&run);
  end_main (&run, 300);
  finish (&run, 320);
  assert_lane (made_task (&run, 0)->lane, "ready 0-5 running 5-300@0");
  assert_lane (made_core_lane (&run, 0), "running(0) 5-300@0");
  g_assert_cmpuint (made_task (&run, 0)->tid, ==, 100);
  g_assert_cmpint (made_task (&run, 1)->started_ns, ==, -1);
  g_assert_cmpint (ts_recording_get_facts (run.recording)->duration_ns, ==, 320 * MADE_US);
  g_assert_cmpstr (ts_recording_get_facts (run.recording)->source, ==, "exact");
  made_run_finish (&run);
}

/* Two tasks on one core: preemption is ready time; what the task said before it blocked is the reason. */
static void
test_states (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_EXACT, FALSE);
  begin_main (&run);
  made_fork (&run, 20, 0, 101, 100);
  end_main (&run, 30);
  made_switch (&run, 40, EVENT_SWITCH_IN, 0, 101, FALSE);
  made_event (&run, 1, 45, EVENT_START, 0, 0);
  made_switch (&run, 100, EVENT_SWITCH_OUT, 0, 101, TRUE);
  made_switch (&run, 200, EVENT_SWITCH_IN, 1, 101, FALSE);
  made_event_full (&run, 1, 290, (Event) { .kind = EVENT_WAIT, .core = 1, .object = MADE_LOCK, .task = WAIT_LOCK });
  made_switch (&run, 300, EVENT_SWITCH_OUT, 1, 101, FALSE);
  made_switch (&run, 500, EVENT_SWITCH_IN, 1, 101, FALSE);
  made_event_full (&run, 1, 505, (Event) { .kind = EVENT_WAKE, .core = 1, .object = NO_OBJECT, .task = 0,
                                           .value = (gint64) made_time (450) });
  made_switch (&run, 600, EVENT_SWITCH_OUT, 1, 101, FALSE);
  made_switch (&run, 700, EVENT_SWITCH_IN, 1, 101, FALSE);
  made_event (&run, 1, 790, EVENT_END, 1, 0);
  made_switch (&run, 800, EVENT_EXIT, 1, 101, FALSE);
  finish (&run, 900);

  assert_lane (made_task (&run, 1)->lane,
               "ready 20-40 running 40-100@0 ready 100-200 running 200-300@1 waiting-lock(0) 300-450 ready 450-500 "
               "running 500-600@1 waiting 600-700 running 700-800@1");
  assert_lane (made_core_lane (&run, 1), "running(1) 200-300@1 running(1) 500-600@1 running(1) 700-800@1");
  g_assert_cmpint (made_task (&run, 1)->voluntary, ==, 2);
  g_assert_cmpint (made_task (&run, 1)->involuntary, ==, 1);
  g_assert_cmpint (ts_task_value_at (made_task (&run, 1), TS_MARK_WOKEN, 600 * MADE_US, -1), ==, 0);
  made_run_finish (&run);
}

/* Watched live: what was drawn as waiting is taken back when the wake-up tells since when it was ready. */
static void
test_live (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_EXACT, FALSE);
  made_fork (&run, 0, 0, 100, 50);
  made_switch (&run, 0, EVENT_SWITCH_IN, 0, 100, FALSE);
  made_event (&run, 0, 1, EVENT_START, 0, 0);
  made_event_full (&run, 0, 99, (Event) { .kind = EVENT_WAIT, .core = 0, .object = NO_OBJECT, .task = WAIT_SLEEP });
  made_switch (&run, 100, EVENT_SWITCH_OUT, 0, 100, FALSE);
  made_run_set_clock (&run, 500);
  ts_collector_collect (run.collector);
  assert_lane (made_task (&run, 0)->lane, "running 0-100@0 waiting-sleep 100-500");

  made_switch (&run, 800, EVENT_SWITCH_IN, 0, 100, FALSE);
  made_run_set_clock (&run, 900);
  ts_collector_collect (run.collector);
  assert_lane (made_task (&run, 0)->lane, "running 0-100@0 waiting-sleep 100-500");
  made_event (&run, 0, 802, EVENT_WAKE, 0, (gint64) made_time (400));
  made_run_set_clock (&run, 1000);
  ts_collector_collect (run.collector);
  assert_lane (made_task (&run, 0)->lane, "running 0-100@0 waiting-sleep 100-400 ready 400-800 running 800-1000@0");
  assert_lane (made_core_lane (&run, 0), "running(0) 0-100@0 running(0) 800-1000@0");

  made_switch (&run, 1100, EVENT_EXIT, 0, 100, FALSE);
  finish (&run, 1200);
  made_run_finish (&run);
}

/* A short ready time is the kernel's way from one task to the next, not time in which the task was kept from running. */
static void
test_short_ready (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_EXACT, FALSE);
  made_fork (&run, 0, 0, 100, 50);
  made_switch (&run, 0, EVENT_SWITCH_IN, 0, 100, FALSE);
  made_event (&run, 0, 1, EVENT_START, 0, 0);
  made_event_full (&run, 0, 9, (Event) { .kind = EVENT_WAIT, .object = MADE_QUEUE, .task = WAIT_QUEUE });
  made_switch (&run, 10, EVENT_SWITCH_OUT, 0, 100, FALSE);
  made_switch (&run, 20, EVENT_SWITCH_IN, 0, 100, FALSE);
  made_event (&run, 0, 21, EVENT_WAKE, 0, (gint64) made_time (20) - 500);
  made_switch (&run, 30, EVENT_EXIT, 0, 100, FALSE);
  finish (&run, 40);
  assert_lane (made_task (&run, 0)->lane, "running 0-10@0 waiting-queue(1) 10-20 running 20-30@0");
  made_run_finish (&run);
}

/* The task's ring is read long before the kernel's records: they still meet in order of time. */
static void
test_late_kernel (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_EXACT, FALSE);
  made_event (&run, 0, 10, EVENT_START, 0, 0);
  made_event_full (&run, 0, 90, (Event) { .kind = EVENT_WAIT, .object = NO_OBJECT, .task = WAIT_IO });
  made_event (&run, 0, 205, EVENT_WAKE, 0, 0);
  ts_collector_collect (run.collector);
  assert_lane (made_task (&run, 0)->lane, "");

  made_fork (&run, 0, 0, 100, 50);
  made_switch (&run, 5, EVENT_SWITCH_IN, 0, 100, FALSE);
  made_switch (&run, 100, EVENT_SWITCH_OUT, 0, 100, FALSE);
  made_switch (&run, 200, EVENT_SWITCH_IN, 0, 100, FALSE);
  made_switch (&run, 300, EVENT_EXIT, 0, 100, FALSE);
  finish (&run, 400);
  assert_lane (made_task (&run, 0)->lane, "ready 0-5 running 5-100@0 waiting-io 100-200 running 200-300@0");
  made_run_finish (&run);
}

/* The kernel's records come long before the new task says who it is. */
static void
test_late_start (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_EXACT, FALSE);
  begin_main (&run);
  made_fork (&run, 100, 0, 101, 100);
  made_switch (&run, 110, EVENT_SWITCH_IN, 1, 101, FALSE);
  made_switch (&run, 150, EVENT_SWITCH_OUT, 1, 101, TRUE);
  made_run_set_clock (&run, 500);
  ts_collector_collect (run.collector);

  made_switch (&run, 600, EVENT_SWITCH_IN, 1, 101, FALSE);
  made_event (&run, 1, 605, EVENT_START, 1, 0);
  made_switch (&run, 700, EVENT_EXIT, 1, 101, FALSE);
  end_main (&run, 900);
  finish (&run, 1000);
  assert_lane (made_task (&run, 1)->lane, "ready 100-110 running 110-150@1 ready 150-600 running 600-700@1");
  assert_lane (made_core_lane (&run, 1), "running(1) 110-150@1 running(1) 600-700@1");
  made_run_finish (&run);
}

/* A switch away was lost: the next task on the core ends the slice; the loss is counted. */
static void
test_lost (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_EXACT, FALSE);
  begin_main (&run);
  made_fork (&run, 100, 0, 101, 100);
  made_switch (&run, 200, EVENT_SWITCH_IN, 0, 101, FALSE);
  made_event (&run, 1, 205, EVENT_START, 0, 0);
  made_switch (&run, 300, EVENT_SWITCH_OUT, 0, 101, FALSE);
  made_switch (&run, 350, EVENT_SWITCH_OUT, 0, 101, FALSE);
  made_switch (&run, 400, EVENT_SWITCH_IN, 0, 100, FALSE);
  made_switch (&run, 500, EVENT_EXIT, 0, 101, FALSE);
  end_main (&run, 900);
  atomic_store (&run.view.arena->exact_lost, 3);
  finish (&run, 1000);
  assert_lane (made_task (&run, 0)->lane, "ready 0-5 running 5-200@0 ready 200-400 running 400-900@0");
  assert_lane (made_task (&run, 1)->lane, "ready 100-200 running 200-300@0 waiting 300-500");
  assert_lane (made_core_lane (&run, 0), "running(0) 5-200@0 running(1) 200-300@0 running(0) 400-900@0");
  g_assert_cmpuint (ts_recording_get_facts (run.recording)->lost, ==, 3);
  made_run_finish (&run);
}

/* A pause is taken out of the axis, wherever a slice meets it. */
static void
test_pause (void)
{
  MadeRun run;
  Arena *arena;

  made_run_init (&run, SOURCE_EXACT, FALSE);
  arena = run.view.arena;
  made_fork (&run, 0, 0, 100, 50);
  made_switch (&run, 0, EVENT_SWITCH_IN, 0, 100, FALSE);
  made_event (&run, 0, 1, EVENT_START, 0, 0);
  made_run_set_clock (&run, 150);
  arena->pauses[0].begin_ns = made_time (100);
  atomic_store (&arena->pause_count, 1);
  made_switch (&run, 110, EVENT_SWITCH_OUT, 0, 100, FALSE);
  ts_collector_collect (run.collector);
  g_assert_cmpint (ts_collector_get_head_ns (run.collector), ==, 100 * MADE_US);

  atomic_store (&arena->pauses[0].end_ns, made_time (1100));
  made_switch (&run, 1200, EVENT_SWITCH_IN, 0, 100, FALSE);
  made_switch (&run, 1300, EVENT_EXIT, 0, 100, FALSE);
  finish (&run, 1400);
  assert_lane (made_task (&run, 0)->lane, "running 0-100@0 waiting 100-200 running 200-300@0");
  g_assert_cmpint (ts_recording_get_facts (run.recording)->paused_ns, ==, 1000 * MADE_US);
  g_assert_cmpint (ts_recording_get_facts (run.recording)->duration_ns, ==, 400 * MADE_US);
  made_run_finish (&run);
}

/* The runner was killed: what was seen stands, up to the last that was heard. */
static void
test_killed (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_EXACT, FALSE);
  made_fork (&run, 0, 0, 100, 50);
  made_switch (&run, 0, EVENT_SWITCH_IN, 0, 100, FALSE);
  made_event (&run, 0, 1, EVENT_START, 0, 0);
  made_switch (&run, 700, EVENT_SWITCH_OUT, 0, 100, TRUE);
  made_event (&run, 0, 710, EVENT_STEP, 0, 1);
  made_run_set_clock (&run, 5000);
  ts_collector_finish (run.collector);
  assert_whole (run.recording);
  assert_lane (made_task (&run, 0)->lane, "running 0-700@0 ready 700-710");
  made_run_finish (&run);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/collector/exact/birth-to-death", test_birth_to_death);
  g_test_add_func ("/collector/exact/states", test_states);
  g_test_add_func ("/collector/exact/live", test_live);
  g_test_add_func ("/collector/exact/short-ready", test_short_ready);
  g_test_add_func ("/collector/exact/late-kernel", test_late_kernel);
  g_test_add_func ("/collector/exact/late-start", test_late_start);
  g_test_add_func ("/collector/exact/lost", test_lost);
  g_test_add_func ("/collector/exact/pause", test_pause);
  g_test_add_func ("/collector/exact/killed", test_killed);
  return g_test_run ();
}
