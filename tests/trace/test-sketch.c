/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sketches: what they show of a program, and that they come to an end.
 */
#include "config.h"

#include "ts-sketch.h"

enum { N_CORES = 2 };

static TsRecording *
sketch (const char *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario = ts_scenario_new_from_data (program, -1, "test", NULL, &error);
  TsRecording *recording;

  g_assert_no_error (error);
  recording = ts_sketch_make (scenario, N_CORES);
  g_assert_nonnull (recording);
  return recording;
}

static const TsLane *
get_lane (TsRecording *recording, guint task)
{
  return ((TsTask *) g_ptr_array_index (ts_recording_get_tasks (recording), task))->lane;
}

static gint64
count_ms (TsRecording *recording, guint task, TsState state)
{
  const TsLane *lane = get_lane (recording, task);
  gint64 sum_ns = 0;

  for (guint i = 0; i < ts_lane_get_n_slices (lane); i++)
    if (ts_lane_get_slice (lane, i)->state == state)
      sum_ns += ts_lane_get_slice (lane, i)->end_ns - ts_lane_get_slice (lane, i)->begin_ns;
  return sum_ns / 1000000;
}

static void
test_shows_every_scenario (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListStore) catalogue = ts_catalogue_load (&error);

  g_assert_no_error (error);
  for (guint n_cores = 1; n_cores <= 4; n_cores++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalogue)); i++)
      {
        g_autoptr (TsScenario) scenario = g_list_model_get_item (G_LIST_MODEL (catalogue), i);
        g_autoptr (TsRecording) recording = ts_sketch_make (scenario, n_cores);

        g_assert_nonnull (recording);
        g_assert_cmpuint (ts_lane_get_n_slices (get_lane (recording, 1)), >, 0);
        g_assert_cmpint (ts_recording_get_end_ns (recording), >, 1000000);
        g_assert_cmpuint (ts_lane_get_n_slices (get_lane (recording, 1)), <, 40);
      }
}

static void
test_tasks_share_the_cores (void)
{
  g_autoptr (TsRecording) recording = sketch ("task Worker x 4\n  compute 50 ms\n");

  g_assert_cmpint (ts_recording_get_end_ns (recording) / 1000000, ==, 100);
  for (guint task = 1; task <= 4; task++)
    {
      g_assert_cmpint (count_ms (recording, task, TS_STATE_RUNNING), ==, 50);
      g_assert_cmpint (count_ms (recording, task, TS_STATE_READY), >, 20);
    }
}

static void
test_pinned_tasks_stay (void)
{
  g_autoptr (TsRecording) recording = sketch ("task Worker x 2 on 1\n  compute 30 ms\n");

  for (guint task = 1; task <= 2; task++)
    for (guint i = 0; i < ts_lane_get_n_slices (get_lane (recording, task)); i++)
      if (ts_lane_get_slice (get_lane (recording, task), i)->state == TS_STATE_RUNNING)
        g_assert_cmpuint (ts_lane_get_slice (get_lane (recording, task), i)->core, ==, 1);
  g_assert_cmpint (count_ms (recording, 1, TS_STATE_READY) + count_ms (recording, 2, TS_STATE_READY), >, 25);
}

static void
test_tasks_wait_for_a_lock (void)
{
  g_autoptr (TsRecording) recording =
    sketch ("lock table\ntask Worker x 2\n  lock table\n    compute 40 ms\n");

  g_assert_cmpint (count_ms (recording, 1, TS_STATE_WAITING_LOCK) + count_ms (recording, 2, TS_STATE_WAITING_LOCK),
                   ==, 40);
}

static void
test_queues_and_barriers_let_go_on (void)
{
  g_autoptr (TsRecording) recording =
    sketch ("queue box 1\nbarrier all 2\n"
            "task Maker\n  repeat 3\n    compute 10 ms\n    put box\n  arrive all\n"
            "task Taker\n  repeat 3\n    get box\n    sleep 20 ms\n  arrive all\n");

  g_assert_cmpint (count_ms (recording, 2, TS_STATE_WAITING_SLEEP), ==, 60);
  g_assert_cmpint (count_ms (recording, 2, TS_STATE_WAITING_QUEUE), >=, 10);
  g_assert_cmpint (count_ms (recording, 1, TS_STATE_WAITING_BARRIER), >=, 20);
}

static void
test_ends_when_the_program_does_not (void)
{
  g_autoptr (TsRecording) spinning = sketch ("counter c\ntask Spinner\n  forever\n    increment c\n");
  g_autoptr (TsRecording) busy = sketch ("task Busy\n  forever\n    compute 1 ms\n    sleep 1 ms\n");
  g_autoptr (TsRecording) stuck =
    sketch ("lock a\nlock b\n"
            "task One\n  lock a\n    sleep 5 ms\n    lock b\n      compute 1 ms\n"
            "task Two\n  lock b\n    sleep 5 ms\n    lock a\n      compute 1 ms\n");

  g_assert_cmpint (count_ms (spinning, 1, TS_STATE_RUNNING), ==, 0);
  g_assert_cmpint (count_ms (busy, 1, TS_STATE_RUNNING), >, 10);
  g_assert_cmpint (count_ms (stuck, 1, TS_STATE_WAITING_LOCK), >, 20);
  g_assert_cmpint (count_ms (stuck, 2, TS_STATE_WAITING_LOCK), >, 20);
}

static void
test_has_none_where_a_core_is_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TsScenario) scenario =
    ts_scenario_new_from_data ("task Worker on 3\n  compute 1 ms\n", -1, "test", NULL, &error);

  g_assert_no_error (error);
  g_assert_null (ts_sketch_make (scenario, N_CORES));
}

int
main (int n_arguments, char **arguments)
{
  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/sketch/shows-every-scenario", test_shows_every_scenario);
  g_test_add_func ("/sketch/tasks-share-the-cores", test_tasks_share_the_cores);
  g_test_add_func ("/sketch/pinned-tasks-stay", test_pinned_tasks_stay);
  g_test_add_func ("/sketch/tasks-wait-for-a-lock", test_tasks_wait_for_a_lock);
  g_test_add_func ("/sketch/queues-and-barriers-let-go-on", test_queues_and_barriers_let_go_on);
  g_test_add_func ("/sketch/ends-when-the-program-does-not", test_ends_when_the_program_does_not);
  g_test_add_func ("/sketch/has-none-where-a-core-is-missing", test_has_none_where_a_core_is_missing);
  return g_test_run ();
}
