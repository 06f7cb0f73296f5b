/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The collector's other work: rows from the start, marks, prints, objects, watched programs, and contents of an arena
 * that make no sense.
 */
#include "config.h"

#include "make-arena.h"

#include <string.h>

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
test_rows (void)
{
  MadeRun run;
  TsTask *worker;

  made_run_init (&run, SOURCE_SELF_TIMED, FALSE);
  g_assert_cmpuint (ts_recording_get_tasks (run.recording)->len, ==, MADE_TASKS);
  g_assert_cmpuint (ts_recording_get_objects (run.recording)->len, ==, MADE_OBJECTS);
  g_assert_cmpuint (ts_recording_get_cores (run.recording)->len, ==, 2);
  worker = made_task (&run, 3);
  g_assert_cmpstr (worker->name, ==, "Worker 2");
  g_assert_cmpstr (worker->kind, ==, "thread");
  g_assert_cmpuint (worker->index, ==, 2);
  g_assert_true (worker->worker);
  g_assert_cmpint (worker->started_ns, ==, -1);
  g_assert_cmpstr (made_task (&run, 0)->kind, ==, "main");
  g_assert_cmpuint (ts_recording_get_facts (run.recording)->seed, ==, 42);
  made_run_finish (&run);
}

static void
object_event (MadeRun *run, guint32 slot, gint64 us, EventKind kind, guint16 object, gint64 value)
{
  made_event_full (run, slot, us, (Event) { .kind = kind, .object = object, .task = NO_TASK, .value = value });
}

static TsLane *
object_lane (MadeRun *run, guint object)
{
  return ((TsObject *) g_ptr_array_index (ts_recording_get_objects (run->recording), object))->lane;
}

/* Events of two tasks meet in an object's lane in order of time, whichever ring is read first. */
static void
test_objects (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_SELF_TIMED, FALSE);
  made_event (&run, 1, 0, EVENT_START, 0, 0);
  made_event (&run, 2, 0, EVENT_START, 1, 0);
  object_event (&run, 1, 10, EVENT_HOLD, MADE_LOCK, 1);
  object_event (&run, 1, 31, EVENT_RELEASE, MADE_LOCK, 1);
  object_event (&run, 1, 60, EVENT_HOLD, MADE_LOCK, 1);
  object_event (&run, 1, 65, EVENT_COUNT, MADE_COUNTER, -1);
  object_event (&run, 1, 70, EVENT_HOLD, MADE_SEMAPHORE, 1);
  object_event (&run, 1, 80, EVENT_RELEASE, MADE_SEMAPHORE, 2);
  object_event (&run, 2, 30, EVENT_HOLD, MADE_LOCK, 1);
  object_event (&run, 2, 40, EVENT_RELEASE, MADE_LOCK, 1);
  object_event (&run, 2, 45, EVENT_FILL, MADE_QUEUE, 8);
  object_event (&run, 2, 46, EVENT_FILL, 200, 8); /* no such object */
  made_event (&run, 1, 90, EVENT_END, 0, 0);
  made_event (&run, 2, 95, EVENT_END, 1, 0);
  finish (&run, 100);
  assert_lane (object_lane (&run, MADE_LOCK), "held(1) 10-30 held(2) 30-40 held(1) 60-100");
  assert_lane (object_lane (&run, MADE_QUEUE), "value(0) 0-45 value(8) 45-100");
  assert_lane (object_lane (&run, MADE_SEMAPHORE), "value(2) 0-70 value(1) 70-80 value(2) 80-100");
  g_assert_cmpint ((gint32) ts_lane_at (object_lane (&run, MADE_COUNTER), 66 * MADE_US)->who, ==, -1);
  g_assert_cmpint (ts_lane_get_slice (object_lane (&run, MADE_QUEUE), 1)->shade, ==, 4);
  made_run_finish (&run);
}

static void
push_text (MadeRun *run, guint32 slot, gint64 us, const char *text)
{
  gsize length = strlen (text);

  object_event (run, slot, us, EVENT_PRINT, NO_OBJECT, (gint64) length);
  for (gsize at = 0; at < length; at += 16)
    {
      Event part = { .kind = EVENT_TEXT };

      memcpy ((char *) &part + G_STRUCT_OFFSET (Event, instruction), text + at, MIN (16, length - at));
      made_event_full (run, slot, us, part);
    }
}

static void
test_prints (void)
{
  MadeRun run;
  GPtrArray *prints;

  made_run_init (&run, SOURCE_SELF_TIMED, FALSE);
  made_event (&run, 1, 0, EVENT_START, 0, 0);
  made_event (&run, 2, 0, EVENT_START, 1, 0);
  push_text (&run, 1, 20, "sixteen letters!");
  push_text (&run, 1, 30, "one line that is longer than two events can hold \xff");
  push_text (&run, 2, 10, "first");
  object_event (&run, 2, 40, EVENT_PRINT, NO_OBJECT, 10); /* its text was dropped */
  push_text (&run, 2, 50, "last");
  finish (&run, 100);
  prints = ts_recording_get_prints (run.recording);
  g_assert_cmpuint (prints->len, ==, 4);
  g_assert_cmpstr (((TsPrint *) prints->pdata[0])->text, ==, "first");
  g_assert_cmpuint (((TsPrint *) prints->pdata[0])->task, ==, 2);
  g_assert_cmpstr (((TsPrint *) prints->pdata[1])->text, ==, "sixteen letters!");
  g_assert_cmpint (((TsPrint *) prints->pdata[1])->time_ns, ==, 20 * MADE_US);
  g_assert_true (g_utf8_validate (((TsPrint *) prints->pdata[2])->text, -1, NULL));
  g_assert_cmpstr (((TsPrint *) prints->pdata[3])->text, ==, "last");
  made_run_finish (&run);
}

static void
test_marks (void)
{
  MadeRun run;
  TsTask *task;

  made_run_init (&run, SOURCE_SELF_TIMED, FALSE);
  made_event (&run, 1, 0, EVENT_START, 0, 0);
  for (gint64 us = 10; us < 20; us++)
    made_event_full (&run, 1, us, (Event) { .kind = EVENT_LINE, .instruction = 1 });
  made_event_full (&run, 1, 20, (Event) { .kind = EVENT_LINE, .instruction = 2 });
  made_event_full (&run, 1, 21, (Event) { .kind = EVENT_LINE, .instruction = 99999 });
  made_event (&run, 1, 30, EVENT_STEP, 0, 1);
  made_event (&run, 1, 40, EVENT_PIN, 1, 1);
  made_event (&run, 1, 50, EVENT_STEP, 0, 2);
  finish (&run, 100);
  task = made_task (&run, 1);
  g_assert_cmpuint (task->marks->len, ==, 5);
  g_assert_cmpint (ts_task_value_at (task, TS_MARK_LINE, 15 * MADE_US, -1), ==, 7);
  g_assert_cmpint (ts_task_value_at (task, TS_MARK_LINE, 25 * MADE_US, -1), ==, 8);
  g_assert_cmpint (ts_task_value_at (task, TS_MARK_PROGRESS, 49 * MADE_US, -1), ==, 1);
  g_assert_cmpint (ts_task_value_at (task, TS_MARK_PROGRESS, 50 * MADE_US, -1), ==, 2);
  g_assert_cmpint (ts_task_value_at (task, TS_MARK_PIN, 50 * MADE_US, -1), ==, 1);
  made_run_finish (&run);
}

/* A watched program: forks, threads, names and execs become tasks; Timeslice's own supervisor does not. */
static void
test_watch (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_EXACT, TRUE);
  made_switch (&run, 0, EVENT_SWITCH_OUT, 0, 50, FALSE);
  made_switch (&run, 1, EVENT_SWITCH_IN, 0, 50, FALSE);
  made_fork (&run, 10, 0, 300, 50);
  made_switch (&run, 20, EVENT_SWITCH_OUT, 0, 50, FALSE);
  made_switch (&run, 20, EVENT_SWITCH_IN, 0, 300, FALSE);
  made_name (&run, 30, 0, 300, "python3", TRUE);
  made_fork (&run, 40, 0, 400, 300);
  made_switch (&run, 45, EVENT_SWITCH_IN, 1, 400, FALSE);
  made_name (&run, 50, 1, 400, "worker", FALSE);
  made_switch (&run, 60, EVENT_EXIT, 1, 400, FALSE);
  made_switch (&run, 70, EVENT_SWITCH_IN, 1, 150, FALSE); /* its birth was lost */
  made_switch (&run, 80, EVENT_SWITCH_OUT, 1, 150, FALSE);
  made_fork (&run, 85, 0, 400, 300);                     /* the number again: another one */
  made_switch (&run, 88, EVENT_EXIT, 1, 400, FALSE);
  made_switch (&run, 90, EVENT_EXIT, 0, 300, FALSE);
  finish (&run, 100);
  g_assert_cmpuint (ts_recording_get_tasks (run.recording)->len, ==, 4);
  g_assert_cmpstr (made_task (&run, 0)->name, ==, "python3");
  g_assert_cmpstr (made_task (&run, 0)->kind, ==, "process");
  assert_lane (made_task (&run, 0)->lane, "ready 10-20 running 20-90@0");
  g_assert_cmpstr (made_task (&run, 1)->name, ==, "worker");
  assert_lane (made_task (&run, 1)->lane, "ready 40-45 running 45-60@1");
  g_assert_cmpstr (made_task (&run, 2)->kind, ==, "thread");
  assert_lane (made_task (&run, 2)->lane, "running 70-80@1 waiting 80-100");
  g_assert_cmpstr (made_task (&run, 3)->name, ==, "python3");
  g_assert_cmpstr (ts_recording_get_facts (run.recording)->way, ==, "watch");
  made_run_finish (&run);
}

static Event
random_event (GRand *dice)
{
  Event event = {
    .time_ns = made_time (g_rand_int_range (dice, -100, 3000)),
    .kind = (guint32) g_rand_int_range (dice, 0, EVENT_DRAINED + 3),
    .core = (guint16) g_rand_int_range (dice, 0, 3),
    .object = (guint16) g_rand_int_range (dice, 0, MADE_OBJECTS + 2),
    .instruction = g_rand_int (dice),
    .task = (guint32) g_rand_int_range (dice, 0, 12),
    .value = event_identity (100, (guint32) g_rand_int_range (dice, 98, 106)),
  };

  switch (g_rand_int_range (dice, 0, 10))
    {
    case 0:
      event.time_ns = ((guint64) g_rand_int (dice) << 32) | g_rand_int (dice);
      break;
    case 1:
      event.value = (gint64) (((guint64) g_rand_int (dice) << 32) | g_rand_int (dice));
      break;
    case 2:
      event.value = (gint64) made_time (g_rand_int_range (dice, 0, 3000));
      break;
    case 3:
      event.core = (guint16) g_rand_int (dice);
      event.object = (guint16) g_rand_int (dice);
      event.task = g_rand_int (dice);
      event.kind = g_rand_int_range (dice, 0, 2) == 0 ? g_rand_int (dice) : 1000 + event.kind % 6u;
      break;
    default:
      break;
    }
  return event;
}

static void
spoil (MadeRun *run, GRand *dice)
{
  Arena *arena = run->view.arena;
  guint32 slot = (guint32) g_rand_int_range (dice, 0, (gint32) MAX (run->view.task_count, 1));

  arena->pauses[g_rand_int_range (dice, 0, 4)].begin_ns = made_time (g_rand_int_range (dice, 0, 3000));
  atomic_store (&arena->pauses[g_rand_int_range (dice, 0, 4)].end_ns, made_time (g_rand_int_range (dice, 0, 3000)));
  atomic_store (&arena->pause_count, (guint32) g_rand_int_range (dice, 0, 5));
  if (run->view.task_count == 0)
    return;
  atomic_store (&arena_task (&run->view, slot)->state, (guint32) g_rand_int_range (dice, 0, TASK_ENDED + 2));
  atomic_store (&arena_task (&run->view, slot)->tick_ns, random_event (dice).time_ns);
  atomic_store (&arena_task (&run->view, slot)->ended_ns, random_event (dice).time_ns);
}

/* Rings full of nonsense: nothing crashes, and what comes out is still a recording. */
static void
test_hostile (gconstpointer data)
{
  guint variant = GPOINTER_TO_UINT (data);
  g_autoptr (GRand) dice = g_rand_new_with_seed (7 + variant);

  for (guint round = 0; round < 300; round++)
    {
      MadeRun run;
      gint64 clock_us = 0;

      made_run_init (&run, variant % 2 == 0 ? SOURCE_EXACT : SOURCE_SELF_TIMED, variant >= 2);
      for (guint i = 0; i < 200; i++)
        {
          Event event = random_event (dice);
          guint32 slot = (guint32) g_rand_int_range (dice, 0, MADE_TASKS + 2);

          if (slot < run.view.task_count)
            ring_push (arena_task_ring (&run.view, slot), &event);
          else
            ring_push (arena_core_ring (&run.view, 0), &event);
          if (g_rand_int_range (dice, 0, 20) == 0)
            spoil (&run, dice);
          if (g_rand_int_range (dice, 0, 30) == 0)
            {
              made_run_set_clock (&run, clock_us += g_rand_int_range (dice, 0, 1000));
              ts_collector_collect (run.collector);
            }
        }
      finish (&run, clock_us + 500);
      made_run_finish (&run);
    }
}

/* A ring whose counters were overwritten harms only its own lane. */
static void
test_torn_ring (void)
{
  MadeRun run;

  made_run_init (&run, SOURCE_SELF_TIMED, FALSE);
  made_event (&run, 1, 0, EVENT_START, 0, 0);
  made_event (&run, 2, 0, EVENT_START, 1, 0);
  made_event (&run, 2, 50, EVENT_END, 1, 0);
  atomic_store (&arena_task_ring (&run.view, 1)->tail, G_MAXUINT64 - 5);
  atomic_store (&arena_task_ring (&run.view, 1)->dropped, 7);
  finish (&run, 100);
  assert_lane (made_task (&run, 2)->lane, "running 0-50@1");
  g_assert_cmpuint (made_task (&run, 1)->dropped, ==, 7);
  g_assert_cmpuint (ts_recording_get_facts (run.recording)->lost, ==, 7);
  made_run_finish (&run);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/collector/rows", test_rows);
  g_test_add_func ("/collector/objects", test_objects);
  g_test_add_func ("/collector/prints", test_prints);
  g_test_add_func ("/collector/marks", test_marks);
  g_test_add_func ("/collector/watch", test_watch);
  g_test_add_func ("/collector/torn-ring", test_torn_ring);
  g_test_add_data_func ("/collector/hostile/exact", GUINT_TO_POINTER (0), test_hostile);
  g_test_add_data_func ("/collector/hostile/self-timed", GUINT_TO_POINTER (1), test_hostile);
  g_test_add_data_func ("/collector/hostile/watch", GUINT_TO_POINTER (2), test_hostile);
  return g_test_run ();
}
