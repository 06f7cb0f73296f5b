/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The next and the previous event, held against a walk over all slices.
 */
#include "config.h"

#include "make-recording.h"
#include "ts-events.h"

static void
append (TsLane *lane, gint64 begin_ns, gint64 end_ns, TsState state)
{
  const TsSlice slice = { .begin_ns = begin_ns, .end_ns = end_ns, .who = TS_WHO_NONE,
                          .core = TS_CORE_NONE, .state = (guint8) state };

  ts_lane_append (lane, &slice);
}

/* Two tasks: 10–20, 20–30, a hole, 50–60; and 15–55. */
static TsRecording *
new_recording (void)
{
  TsRecording *recording = ts_recording_new ();
  TsLane *first = ts_recording_add_task (recording)->lane;
  TsLane *second = ts_recording_add_task (recording)->lane;

  append (first, 10, 20, TS_STATE_RUNNING);
  append (first, 20, 30, TS_STATE_READY);
  append (first, 50, 60, TS_STATE_RUNNING);
  append (second, 15, 55, TS_STATE_WAITING_SLEEP);
  return recording;
}

static void
test_both_ways (void)
{
  static const gint64 events[] = { 10, 15, 20, 30, 50, 55, 60 };
  g_autoptr (TsRecording) recording = new_recording ();
  gint64 time_ns = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      time_ns = ts_events_next (recording, time_ns);
      g_assert_cmpint (time_ns, ==, events[i]);
    }
  g_assert_cmpint (ts_events_next (recording, time_ns), ==, -1);
  time_ns = 1000;
  for (gsize i = G_N_ELEMENTS (events); i-- > 0;)
    {
      time_ns = ts_events_previous (recording, time_ns);
      g_assert_cmpint (time_ns, ==, events[i]);
    }
  g_assert_cmpint (ts_events_previous (recording, time_ns), ==, -1);
}

static void
test_empty (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();

  g_assert_cmpint (ts_events_next (recording, 0), ==, -1);
  g_assert_cmpint (ts_events_previous (recording, 0), ==, -1);
  ts_recording_add_task (recording);
  g_assert_cmpint (ts_events_next (recording, 0), ==, -1);
  g_assert_cmpint (ts_events_previous (recording, G_MAXINT64), ==, -1);
}

static void
take_nearer (gint64 event_ns, gint64 time_ns, gint64 *next_ns, gint64 *previous_ns)
{
  if (event_ns > time_ns && (*next_ns < 0 || event_ns < *next_ns))
    *next_ns = event_ns;
  if (event_ns < time_ns && event_ns > *previous_ns)
    *previous_ns = event_ns;
}

static void
walk (TsRecording *recording, gint64 time_ns, gint64 *next_ns, gint64 *previous_ns)
{
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  *next_ns = *previous_ns = -1;
  for (guint i = 0; i < tasks->len; i++)
    {
      const TsLane *lane = ((TsTask *) g_ptr_array_index (tasks, i))->lane;

      for (guint position = 0; position < ts_lane_get_n_slices (lane); position++)
        {
          take_nearer (ts_lane_get_slice (lane, position)->begin_ns, time_ns, next_ns, previous_ns);
          take_nearer (ts_lane_get_slice (lane, position)->end_ns, time_ns, next_ns, previous_ns);
        }
    }
}

static void
test_against_a_walk (void)
{
  const MakeRecording options = { .n_cores = 3, .n_tasks = 7, .n_slices = 300, .seed = 5 };
  g_autoptr (TsRecording) recording = make_recording (&options);
  gint64 end_ns = ts_recording_get_end_ns (recording);

  for (int i = 0; i < 1000; i++)
    {
      /* Half of the times are events themselves. */
      gint64 time_ns = g_test_rand_int_range (-1000, (gint32) MIN (end_ns + 1000, G_MAXINT32));
      gint64 next_ns, previous_ns;

      if (i % 2 == 0)
        time_ns = MAX (0, ts_events_next (recording, time_ns));
      walk (recording, time_ns, &next_ns, &previous_ns);
      g_assert_cmpint (ts_events_next (recording, time_ns), ==, next_ns);
      g_assert_cmpint (ts_events_previous (recording, time_ns), ==, previous_ns);
    }
}

int
main (int n_arguments, char **arguments)
{
  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/events/both-ways", test_both_ways);
  g_test_add_func ("/events/empty", test_empty);
  g_test_add_func ("/events/against-a-walk", test_against_a_walk);
  return g_test_run ();
}
