/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What slices say, who lets whom go on, and times in words.
 */
#include "config.h"

#include "ts-sentence.h"
#include "ts-time.h"
#include "ts-wake.h"

enum { US = 1000, MS = 1000000 };

enum { MAIN, TYPING, FORMATTING, N_TASKS };
enum { DOCUMENT, KEYS, N_OBJECTS };

static void
append (TsLane *lane, int begin_us, int end_us, TsState state, guint32 who, guint16 core)
{
  const TsSlice slice = { .begin_ns = (gint64) begin_us * US, .end_ns = (gint64) end_us * US,
                          .who = who, .core = core, .state = (guint8) state };

  ts_lane_append (lane, &slice);
}

static TsTask *
task_of (TsRecording *recording, guint task)
{
  return g_ptr_array_index (ts_recording_get_tasks (recording), task);
}

static void
run (TsRecording *recording, guint task, int begin_us, int end_us, guint16 core)
{
  append (task_of (recording, task)->lane, begin_us, end_us, TS_STATE_RUNNING, TS_WHO_NONE, core);
  append (ts_recording_find_core (recording, core)->lane, begin_us, end_us, TS_STATE_RUNNING, task,
          core);
}

static void
rest (TsRecording *recording, guint task, int begin_us, int end_us, TsState state, guint32 who)
{
  append (task_of (recording, task)->lane, begin_us, end_us, state, who, TS_CORE_NONE);
}

static void
mark (TsRecording *recording, guint task, int time_us, TsMarkKind kind, guint32 detail)
{
  const TsMark one = { .time_ns = (gint64) time_us * US, .detail = detail, .kind = kind };

  g_array_append_val (task_of (recording, task)->marks, one);
}

static void
add_parts (TsRecording *recording)
{
  static const char * const tasks[N_TASKS] = { "main", "Typing", "Formatting" };

  for (guint i = 0; i < N_TASKS; i++)
    ts_set_string (&ts_recording_add_task (recording)->name, tasks[i]);
  for (guint i = 0; i < N_OBJECTS; i++)
    ts_recording_add_object (recording);
  for (guint16 i = 1; i <= 2; i++)
    ts_recording_add_core (recording)->number = i;
}

/* main starts Formatting, which runs, is put aside by Typing, moves to core 2, waits for the
 * document and the keys, and ends. */
static TsRecording *
new_recording (void)
{
  TsRecording *recording = ts_recording_new ();
  TsObject *document, *keys;

  add_parts (recording);
  document = ts_recording_get_objects (recording)->pdata[DOCUMENT];
  keys = ts_recording_get_objects (recording)->pdata[KEYS];
  ts_set_string (&document->name, "document");
  ts_set_string (&keys->name, "keys");
  keys->kind = TS_OBJECT_QUEUE;
  keys->size = 16;

  run (recording, MAIN, 0, 1000, 1);
  mark (recording, MAIN, 900, TS_MARK_STARTED, FORMATTING);
  rest (recording, MAIN, 1000, 60000, TS_STATE_WAITING_TASK, FORMATTING);

  task_of (recording, FORMATTING)->started_ns = 950 * US;
  rest (recording, FORMATTING, 950, 1000, TS_STATE_READY, TS_WHO_NONE);
  run (recording, FORMATTING, 1000, 9100, 1);
  rest (recording, FORMATTING, 9100, 16300, TS_STATE_READY, TS_WHO_NONE);
  run (recording, FORMATTING, 16300, 18300, 2);
  rest (recording, FORMATTING, 18300, 20000, TS_STATE_WAITING_LOCK, DOCUMENT);
  rest (recording, FORMATTING, 20000, 20100, TS_STATE_READY, TS_WHO_NONE);
  run (recording, FORMATTING, 20100, 21000, 2);
  mark (recording, FORMATTING, 20101, TS_MARK_WOKEN, TYPING);
  rest (recording, FORMATTING, 21000, 51000, TS_STATE_WAITING_QUEUE, KEYS);
  run (recording, FORMATTING, 51000, 60000, 2);
  mark (recording, FORMATTING, 51001, TS_MARK_WOKEN, TYPING);
  task_of (recording, FORMATTING)->ended_ns = 60 * MS;

  run (recording, TYPING, 9100, 21010, 1);
  rest (recording, TYPING, 21010, 50000, TS_STATE_WAITING_SLEEP, TS_WHO_NONE);
  run (recording, TYPING, 50000, 50990, 1);

  append (document->lane, 9500, 19995, TS_STATE_HELD, TYPING, TS_CORE_NONE);
  append (keys->lane, 0, 50990, TS_STATE_VALUE, 0, TS_CORE_NONE);
  append (keys->lane, 50990, 60000, TS_STATE_VALUE, 3, TS_CORE_NONE);
  return recording;
}

static void
assert_says (TsRecording *recording, TsLaneKind kind, guint index, guint position, const char *words)
{
  g_autofree char *said = ts_sentence_of_slice (recording, (TsLaneId) { kind, index }, position);

  g_assert_cmpstr (said, ==, words);
}

static void
test_tasks (void)
{
  g_autoptr (TsRecording) recording = new_recording ();
  static const char * const formatting[] = {
    "Formatting is ready, waiting for a core, for 50.0 µs. main started it. It begins at 1.0 ms on core 1.",
    "Formatting runs on core 1 for 8.10 ms. Then it is put aside: Typing runs there.",
    "Formatting is ready, waiting for a core, for 7.20 ms. It was put aside on core 1 when Typing ran "
    "there. It goes on at 16.3 ms on core 2: it has moved.",
    "Formatting runs on core 2 for 2.00 ms. Then it waits for lock document, which Typing holds.",
    "Formatting waits for lock document for 1.70 ms. Then Typing gives it back.",
    "Formatting is ready, waiting for a core, for 100 µs. Typing let it go on. It goes on at 20.1 ms on "
    "the same core.",
    "Formatting runs on core 2 for 900 µs. Then it waits for queue keys.",
    "Formatting waits for queue keys for 30.0 ms. Then Typing puts something in.",
    "Formatting runs on core 2 for 9.00 ms. Then it ends.",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (formatting); i++)
    assert_says (recording, TS_LANE_TASK, FORMATTING, i, formatting[i]);
  assert_says (recording, TS_LANE_TASK, TYPING, 1, "Typing sleeps for 29.0 ms.");
  assert_says (recording, TS_LANE_TASK, MAIN, 0,
               "main runs on core 1 for 1.00 ms. Then it waits until Formatting ends.");
  assert_says (recording, TS_LANE_TASK, MAIN, 1, "main waits for the end of Formatting, for 59.0 ms.");
}

static void
test_cores_and_objects (void)
{
  g_autoptr (TsRecording) recording = new_recording ();

  assert_says (recording, TS_LANE_CORE, 0, 0, "Core 1 runs main for 1.00 ms.");
  assert_says (recording, TS_LANE_OBJECT, DOCUMENT, 0, "document is held by Typing for 10.5 ms.");
  assert_says (recording, TS_LANE_OBJECT, KEYS, 1, "keys holds 3 of 16 for 9.01 ms.");
  assert_says (recording, TS_LANE_OBJECT, 7, 0, "");
  assert_says (recording, TS_LANE_NONE, 0, 0, "");
}

static void
assert_gap (TsRecording *recording, TsLaneKind kind, guint index, int time_us, const char *words)
{
  g_autofree char *said = ts_sentence_of_gap (recording, (TsLaneId) { kind, index },
                                              (gint64) time_us * US);

  g_assert_cmpstr (said, ==, words);
}

static void
test_gaps (void)
{
  g_autoptr (TsRecording) recording = new_recording ();
  TsCore *core = ts_recording_find_core (recording, 2);

  assert_gap (recording, TS_LANE_CORE, 0, 30000, "Core 1 runs no task of this run for 29.0 ms.");
  append (core->others, 0, 10000, TS_STATE_OTHERS, 304, TS_CORE_NONE);
  assert_gap (recording, TS_LANE_CORE, 1, 5000,
              "Core 2 runs no task of this run for 16.3 ms. Other programs use 30 % of it.");
  assert_gap (recording, TS_LANE_OBJECT, DOCUMENT, 5000, "Nobody holds document for 9.50 ms.");
  assert_gap (recording, TS_LANE_TASK, FORMATTING, 500,
              "Formatting has not started yet. It starts at 0.9 ms.");
  assert_gap (recording, TS_LANE_TASK, FORMATTING, 70000, "Formatting has ended, at 60.0 ms.");
  assert_gap (recording, TS_LANE_TASK, TYPING, 5000, "Typing has not started.");
}

/* An object whose kind has words of its own. */
static void
assert_object (TsObjectKind kind, guint32 value, TsState state, const char *held, const char *waits)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  TsTask *task = ts_recording_add_task (recording);
  TsObject *object = ts_recording_add_object (recording);

  ts_set_string (&task->name, "Ada");
  ts_set_string (&object->name, "it");
  object->kind = kind;
  object->size = 4;
  append (object->lane, 0, 2000, TS_STATE_VALUE, value, TS_CORE_NONE);
  append (task->lane, 0, 2000, state, 0, TS_CORE_NONE);
  assert_says (recording, TS_LANE_OBJECT, 0, 0, held);
  assert_says (recording, TS_LANE_TASK, 0, 0, waits);
}

static void
test_kinds (void)
{
  assert_object (TS_OBJECT_SEMAPHORE, 1, TS_STATE_WAITING_SEMAPHORE, "it has 1 left for 2.00 ms.",
                 "Ada waits for semaphore it for 2.00 ms.");
  assert_object (TS_OBJECT_BARRIER, 3, TS_STATE_WAITING_BARRIER,
                 "At it, 3 of 4 have arrived, for 2.00 ms.", "Ada waits at barrier it for 2.00 ms.");
  assert_object (TS_OBJECT_EVENT, 0, TS_STATE_WAITING_EVENT,
                 "it has not been signalled, for 2.00 ms.", "Ada waits for event it for 2.00 ms.");
  assert_object (TS_OBJECT_COUNTER, (guint32) -7, TS_STATE_WAITING_IO,
                 "it has the value -7 for 2.00 ms.", "Ada waits for input or output for 2.00 ms.");
  assert_object (TS_OBJECT_QUEUE, 4, TS_STATE_WAITING_QUEUE, "it holds 4 of 4 for 2.00 ms.",
                 "Ada waits for a free place in queue it for 2.00 ms.");
  assert_object (TS_OBJECT_KEYBOARD, 2, TS_STATE_WAITING_QUEUE, "2 keys wait in it for 2.00 ms.",
                 "Ada waits for a key to be pressed, for 2.00 ms.");
}

static void
assert_cause (TsRecording *recording, guint task, guint position, guint waker, guint waker_position)
{
  TsWake wake;

  g_assert_true (ts_wake_find_cause (recording, task, position, &wake));
  g_assert_cmpuint (wake.task, ==, waker);
  g_assert_cmpuint (wake.position, ==, waker_position);
}

static void
test_causes (void)
{
  g_autoptr (TsRecording) recording = new_recording ();
  TsWake wake;

  assert_cause (recording, FORMATTING, 0, MAIN, 0);
  assert_cause (recording, FORMATTING, 5, TYPING, 0);   /* ready after the lock … */
  assert_cause (recording, FORMATTING, 6, TYPING, 0);   /* … and when it runs then */
  assert_cause (recording, FORMATTING, 8, TYPING, 2);
  g_assert_false (ts_wake_find_cause (recording, FORMATTING, 3, &wake));   /* was put aside */
  g_assert_false (ts_wake_find_cause (recording, FORMATTING, 4, &wake));   /* a wait */
  g_assert_false (ts_wake_find_cause (recording, TYPING, 2, &wake));       /* slept */
  g_assert_false (ts_wake_find_cause (recording, FORMATTING, 99, &wake));
  g_assert_false (ts_wake_find_cause (recording, 99, 0, &wake));
}

static void
assert_effect (TsRecording *recording, guint task, guint position, guint woken, guint woken_position,
               int time_us)
{
  TsWake wake;

  g_assert_true (ts_wake_find_effect (recording, task, position, &wake));
  g_assert_cmpuint (wake.task, ==, woken);
  g_assert_cmpuint (wake.position, ==, woken_position);
  g_assert_cmpint (wake.time_ns, ==, (gint64) time_us * US);
}

static void
test_effects (void)
{
  g_autoptr (TsRecording) recording = new_recording ();
  TsWake wake;

  assert_effect (recording, MAIN, 0, FORMATTING, 0, 950);
  assert_effect (recording, TYPING, 0, FORMATTING, 5, 20000);
  assert_effect (recording, TYPING, 2, FORMATTING, 8, 51000);
  g_assert_false (ts_wake_find_effect (recording, FORMATTING, 1, &wake));
  g_assert_false (ts_wake_find_effect (recording, TYPING, 99, &wake));
}

static void
assert_time (gint64 time_ns, const char *words)
{
  g_autofree char *time = ts_time_format (time_ns);

  g_assert_cmpstr (time, ==, words);
}

static void
test_times (void)
{
  g_autofree char *instant = ts_time_format_instant (1292340 * (gint64) US);

  assert_time (0, "0 s");
  assert_time (450, "0.45 µs");
  assert_time (999499, "999 µs");
  assert_time (999500, "1.00 ms");
  assert_time (9994999, "9.99 ms");
  assert_time (83 * MS, "83.0 ms");
  assert_time (1240 * (gint64) MS, "1.24 s");
  g_assert_cmpstr (instant, ==, "1292.3 ms");
}

int
main (int n_arguments, char **arguments)
{
  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/sentence/tasks", test_tasks);
  g_test_add_func ("/sentence/cores-and-objects", test_cores_and_objects);
  g_test_add_func ("/sentence/gaps", test_gaps);
  g_test_add_func ("/sentence/kinds", test_kinds);
  g_test_add_func ("/wake/causes", test_causes);
  g_test_add_func ("/wake/effects", test_effects);
  g_test_add_func ("/time/words", test_times);
  return g_test_run ();
}
