/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a task does at an instant, and the names of lanes.
 */
#include "config.h"

#include "ts-lane-id.h"
#include "ts-moment.h"

enum { MS = 1000000 };

static void
append (TsLane *lane, int begin_ms, int end_ms, TsState state, guint32 who, guint16 core)
{
  const TsSlice slice = { .begin_ns = (gint64) begin_ms * MS, .end_ns = (gint64) end_ms * MS,
                          .who = who, .core = core, .state = (guint8) state };

  ts_lane_append (lane, &slice);
}

static void
mark (TsTask *task, int time_ms, TsMarkKind kind, gint64 value)
{
  const TsMark one = { .time_ns = (gint64) time_ms * MS, .value = value, .kind = kind };

  g_array_append_val (task->marks, one);
}

/* One task that starts at 10 ms, runs on core 3, waits for a lock from 20 to 30 ms, runs on core 5
 * and is over at 40 ms. */
static TsRecording *
new_recording (int exit_status)
{
  TsRecording *recording = ts_recording_new ();
  TsTask *task = ts_recording_add_task (recording);
  TsObject *lock = ts_recording_add_object (recording);
  TsCore *core = ts_recording_add_core (recording);

  ts_set_string (&task->name, "Ada");
  ts_set_string (&lock->name, "fork");
  core->number = 5;
  task->total = 4;
  task->started_ns = 10 * MS;
  task->ended_ns = 40 * MS;
  task->exit_status = exit_status;
  append (task->lane, 10, 20, TS_STATE_RUNNING, TS_WHO_NONE, 3);
  append (task->lane, 20, 30, TS_STATE_WAITING_LOCK, 0, TS_CORE_NONE);
  append (task->lane, 30, 40, TS_STATE_RUNNING, TS_WHO_NONE, 5);
  mark (task, 10, TS_MARK_LINE, 2);
  mark (task, 15, TS_MARK_PROGRESS, 1);
  mark (task, 20, TS_MARK_LINE, 3);
  mark (task, 35, TS_MARK_PROGRESS, 2);
  return recording;
}

static void
assert_words (TsRecording *recording, int time_ms, const char *words)
{
  TsMoment moment;
  g_autofree char *described = NULL;

  ts_moment_look (&moment, recording, 0, (gint64) time_ms * MS);
  described = ts_moment_describe (&moment, recording);
  g_assert_cmpstr (described, ==, words);
}

static void
test_words (void)
{
  g_autoptr (TsRecording) recording = new_recording (0);
  g_autoptr (TsRecording) killed = new_recording (9);

  assert_words (recording, 5, "not started");
  assert_words (recording, 15, "running");
  assert_words (recording, 25, "waiting for a lock: fork");
  assert_words (recording, 35, "running");
  assert_words (recording, 45, "done");
  ((TsTask *) g_ptr_array_index (ts_recording_get_tasks (recording), 0))->stopped = TRUE;
  assert_words (recording, 35, "running");
  assert_words (recording, 45, "stopped");
  assert_words (killed, 45, "killed");
}

static void
test_numbers (void)
{
  g_autoptr (TsRecording) recording = new_recording (0);
  TsMoment moment;

  ts_moment_look (&moment, recording, 0, 25 * MS);
  g_assert_cmpuint (moment.core, ==, 3);
  g_assert_cmpuint (moment.line, ==, 3);
  g_assert_cmpuint (moment.progress, ==, 1);
  g_assert_cmpfloat (moment.fraction, ==, 0.25);
  g_assert_cmpint (moment.time_ns, ==, 15 * MS);

  ts_moment_look (&moment, recording, 0, 100 * MS);
  g_assert_cmpuint (moment.core, ==, 5);
  g_assert_cmpuint (moment.progress, ==, 2);
  g_assert_cmpint (moment.time_ns, ==, 30 * MS);
  g_assert_cmpint (moment.state, ==, TS_STATE_NONE);
}

static void
test_unknown_total (void)
{
  g_autoptr (TsRecording) recording = new_recording (0);
  TsMoment moment;

  ((TsTask *) g_ptr_array_index (ts_recording_get_tasks (recording), 0))->total = -1;
  ts_moment_look (&moment, recording, 0, 25 * MS);
  g_assert_cmpfloat (moment.fraction, <, 0);
}

static void
assert_lane_id (TsRecording *recording, TsLaneId id, const char *text, const char *name)
{
  g_autofree char *made = ts_lane_id_to_string (id, recording);
  g_autofree char *shown = ts_lane_id_get_name (id, recording);

  g_assert_cmpstr (made, ==, text);
  g_assert_cmpstr (shown, ==, name);
  g_assert_true (ts_lane_id_equal (id, ts_lane_id_from_string (text, recording)));
  g_assert_nonnull (ts_lane_id_get_lane (id, recording));
}

static void
test_lane_ids (void)
{
  g_autoptr (TsRecording) recording = new_recording (0);
  static const char * const none[] = { "", "core 3", "task 1", "task -1", "object", "lane 0", "task 0x" };

  assert_lane_id (recording, (TsLaneId) { TS_LANE_CORE, 0 }, "core 5", "Core 5");
  assert_lane_id (recording, (TsLaneId) { TS_LANE_TASK, 0 }, "task 0", "Ada");
  assert_lane_id (recording, (TsLaneId) { TS_LANE_OBJECT, 0 }, "object 0", "fork");
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_cmpint (ts_lane_id_from_string (none[i], recording).kind, ==, TS_LANE_NONE);
  g_assert_null (ts_lane_id_get_lane ((TsLaneId) { TS_LANE_TASK, 7 }, recording));
}

int
main (int n_arguments, char **arguments)
{
  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/moment/words", test_words);
  g_test_add_func ("/moment/numbers", test_numbers);
  g_test_add_func ("/moment/unknown-total", test_unknown_total);
  g_test_add_func ("/lane-id/names", test_lane_ids);
  return g_test_run ();
}
