/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recording: its parts, looking up marks, and comparing.
 */
#include "config.h"

#include "make-recording.h"

static TsRecording *
make_small (guint64 seed)
{
  MakeRecording options = { .n_cores = 2, .n_tasks = 5, .n_slices = 300, .seed = seed };

  return make_recording (&options);
}

static void
test_new_parts_are_empty (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  TsTask *task = ts_recording_add_task (recording);
  TsCore *core = ts_recording_add_core (recording);

  g_assert_cmpstr (ts_recording_get_facts (recording)->title, ==, "");
  g_assert_cmpstr (task->name, ==, "");
  g_assert_cmpint (task->total, ==, -1);
  g_assert_cmpint (task->started_ns, ==, -1);
  g_assert_cmpint (task->ended_ns, ==, -1);
  g_assert_cmpuint (task->tid, ==, 0);
  g_assert_cmpuint (ts_lane_get_n_slices (core->others), ==, 0);
  g_assert_cmpint (ts_recording_get_end_ns (recording), ==, 0);
  core->number = 7;
  g_assert_true (ts_recording_find_core (recording, 7) == core);
  g_assert_null (ts_recording_find_core (recording, 0));
}

static void
test_value_at (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  TsTask *task = ts_recording_add_task (recording);

  g_assert_cmpint (ts_task_value_at (task, TS_MARK_LINE, 100, -5), ==, -5);
  for (guint i = 0; i < 1000; i++)
    {
      TsMark mark = { 10 * i, i, 0,
                      i == 3       ? TS_MARK_PIN
                      : i % 2 == 0 ? TS_MARK_LINE
                                   : TS_MARK_PROGRESS };

      g_array_append_val (task->marks, mark);
      /* Asked while it grows, too. */
      g_assert_cmpint (ts_task_value_at (task, TS_MARK_PIN, 10 * i, -5), ==, i < 3 ? -5 : 3);
    }
  g_assert_cmpint (ts_task_value_at (task, TS_MARK_LINE, -1, -5), ==, -5);
  for (guint i = 4; i < 1000; i++)
    {
      g_assert_cmpint (ts_task_value_at (task, TS_MARK_LINE, 10 * i + 5, -5), ==, i / 2 * 2);
      g_assert_cmpint (ts_task_value_at (task, TS_MARK_LINE, 10 * i, -5), ==, i / 2 * 2);
    }
  g_assert_cmpint (ts_task_value_at (task, TS_MARK_NAME, 100000, -5), ==, -5);
}

static void
count_change (TsRecording *recording, guint *count)
{
  (*count)++;
}

static void
test_changed (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  guint count = 0;

  g_signal_connect (recording, "changed", G_CALLBACK (count_change), &count);
  ts_recording_changed (recording);
  g_assert_cmpuint (count, ==, 1);
}

typedef void (*Change) (TsRecording *recording);

static void
change_fact (TsRecording *recording)
{
  ts_recording_get_facts (recording)->lost = 7;
}

static void
change_task (TsRecording *recording)
{
  ts_set_string (&((TsTask *) ts_recording_get_tasks (recording)->pdata[3])->name, "Other");
}

static void
change_mark (TsRecording *recording)
{
  g_array_index (((TsTask *) ts_recording_get_tasks (recording)->pdata[2])->marks, TsMark, 1)
    .value++;
}

static void
change_lane (TsRecording *recording)
{
  TsLane *lane = ((TsCore *) ts_recording_get_cores (recording)->pdata[1])->lane;

  ts_lane_extend (lane, ts_lane_get_slice (lane, ts_lane_get_n_slices (lane) - 1)->end_ns + 1);
}

static void
change_objects (TsRecording *recording)
{
  ts_recording_add_object (recording);
}

static void
change_print (TsRecording *recording)
{
  ((TsPrint *) ts_recording_get_prints (recording)->pdata[0])->task = 1;
}

static void
change_note (TsRecording *recording)
{
  ts_recording_add_note (recording, 0, 1, "", "more");
}

static void
change_setting (TsRecording *recording)
{
  ((TsSetting *) ts_recording_get_settings (recording)->pdata[0])->value = 5;
}

static void
test_equal (void)
{
  static const struct {
    Change change;
    const char *words;
  } cases[] = {
    { change_fact, "facts: lost is 0 and 7" },
    { change_task, "task 3: name is \"Worker 4\" and \"Other\"" },
    { change_mark, "task 2: mark 1 is " },
    { change_lane, "core 1: slice " },
    { change_objects, "3 and 4 of: object" },
    { change_print, "print 0: task is 0 and 1" },
    { change_note, "1 and 2 of: note" },
    { change_setting, "setting 0: value is 4 and 5" },
  };
  g_autoptr (TsRecording) original = make_small (1);
  g_autofree char *none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TsRecording) other = make_small (1);
      g_autofree char *difference = NULL;

      g_assert_true (ts_recording_equal (original, other, &none));
      g_assert_null (none);
      cases[i].change (other);
      g_assert_false (ts_recording_equal (original, other, &difference));
      g_assert_true (g_str_has_prefix (difference, cases[i].words));
      g_assert_false (ts_recording_equal (original, other, NULL));
    }
}

/* The maker keeps its promise, which other tests build on. */
static void
test_made_up_is_possible (void)
{
  g_autoptr (TsRecording) recording = make_small (4);
  GPtrArray *cores = ts_recording_get_cores (recording);
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  for (guint i = 0; i < cores->len; i++)
    {
      TsLane *lane = ((TsCore *) cores->pdata[i])->lane;

      g_assert_cmpuint (ts_lane_get_n_slices (lane), >, 20);
      for (guint j = 0; j < ts_lane_get_n_slices (lane); j++)
        {
          const TsSlice *slice = ts_lane_get_slice (lane, j);
          const TsTask *task = tasks->pdata[slice->who];
          const TsSlice *running = ts_lane_at (task->lane, slice->begin_ns);

          g_assert_cmpint (running->state, ==, TS_STATE_RUNNING);
          g_assert_cmpint (running->core, ==, i);
          g_assert_cmpint (running->begin_ns, <=, slice->begin_ns);
          g_assert_cmpint (running->end_ns, >=, slice->end_ns);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recording/new-parts-are-empty", test_new_parts_are_empty);
  g_test_add_func ("/recording/value-at", test_value_at);
  g_test_add_func ("/recording/changed", test_changed);
  g_test_add_func ("/recording/equal", test_equal);
  g_test_add_func ("/recording/made-up-is-possible", test_made_up_is_possible);
  return g_test_run ();
}
