/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The effect that a scenario exists for, computed from the recording of a real run: what goes wrong, and its cure.
 *
 * What hangs on where the system puts the tasks may stay away in one run.  That is said in the test's log and is no
 * fault; what the program promises in any case is.
 */
#include "config.h"

#include "cli-test.h"
#include "effects.h"

#include <stdio.h>
#include <string.h>

static const char * const both[] = { "threads", "processes" };

/* Each run says how many of how many arrived, and how many were lost: the three fit. */
static void
test_lost_update (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (TsRecording) recording = effects_record ("lost-update", both[i], "--set rounds=100", 0);
      GPtrArray *prints = ts_recording_get_prints (recording);
      int lost_in_all = 0;

      g_assert_cmpuint (prints->len, ==, 10);
      for (guint n = 0; n < prints->len; n++)
        {
          const TsPrint *print = g_ptr_array_index (prints, n);
          int run, arrived, all, lost;

          g_assert_cmpint (sscanf (print->text, "Run %d: %d of %d arrived, %d were lost", &run, &arrived, &all, &lost), ==,
                           4);
          g_assert_cmpint (run, ==, (int) n + 1);
          g_assert_cmpint (all, ==, 200);
          g_assert_cmpint (arrived + lost, ==, all);
          g_assert_cmpint (lost, >=, 0);
          lost_in_all += lost;
        }
      g_test_message ("%s: %d of 2000 additions were lost%s", both[i], lost_in_all,
                      lost_in_all == 0 ? ": the effect did not show in this run" : "");
    }
}

/* Neither under the lock nor at one stroke is any lost, in any way. */
static void
test_lost_update_cured (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (TsRecording) recording =
        effects_record ("lost-update-cured", both[i], "--set rounds=100 --set between=20", 0);

      effects_assert_printed (recording, "Under the lock 200 of 200 arrived, at one stroke 200");
    }
}

/* It is noticed, with who waits for what, and nobody comes to his end. */
static void
test_deadlock (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (TsRecording) letters = effects_record ("deadlock", both[i], "--set reach=200", 1);
      g_autoptr (TsRecording) table = effects_record ("philosophers", both[i], "--set reach=200", 1);

      cli_test_assert_contains (ts_recording_get_facts (letters)->failure, "Ada waits for paper, which Ben holds");
      cli_test_assert_contains (ts_recording_get_facts (letters)->failure, "Ben waits for pen, which Ada holds");
      cli_test_assert_contains (ts_recording_get_facts (table)->failure,
                                "Philosopher 4 waits for fork[0], which Philosopher 0 holds");
      g_assert_cmpuint (find_task (letters, "Ada")->progress, <, 5);
      g_assert_cmpuint (find_task (table, "Philosopher 0")->progress, <, 10);
    }
}

static void
test_deadlock_cured (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (TsRecording) letters = effects_record ("deadlock-cured", both[i], "--set reach=40", 0);
      g_autoptr (TsRecording) table = effects_record ("philosophers-cured", both[i], "--set reach=1", 0);

      g_assert_cmpuint (find_task (letters, "Writer 0")->progress, ==, 5);
      g_assert_cmpuint (find_task (letters, "Writer 1")->progress, ==, 5);
      for (guint n = 1; n <= 5; n++)
        g_assert_cmpuint (((TsTask *) g_ptr_array_index (ts_recording_get_tasks (table), n))->progress, ==, 10);
    }
}

/* Everybody gets all turns in the end; how many the greedy one had meanwhile is told. */
static void
test_starvation (void)
{
  g_autoptr (TsRecording) recording = effects_record ("starvation", "threads", "--set hold=5", 0);
  const TsTask *greedy = find_task (recording, "Greedy"), *modest = find_task (recording, "Modest");
  gint64 longest_ns = 0;

  g_assert_cmpuint (greedy->progress, ==, 40);
  g_assert_cmpuint (modest->progress, ==, 10);
  for (guint i = 0; i < ts_lane_get_n_slices (modest->lane); i++)
    {
      const TsSlice *slice = ts_lane_get_slice (modest->lane, i);

      if (slice->state == TS_STATE_WAITING_LOCK)
        longest_ns = MAX (longest_ns, slice->end_ns - slice->begin_ns);
    }
  g_test_message ("Modest waited for %.1f ms at a stretch, while Greedy held the lock for 5 ms at a time%s",
                  (double) longest_ns / 1e6, longest_ns < 10000000 ? ": the effect did not show in this run" : "");
}

/* High waits for the lock that Low holds, and meanwhile Middle has the core. */
static void
test_priority_inversion (void)
{
  g_autoptr (TsRecording) recording = effects_record ("priority-inversion", "threads", "--set middle=200", 0);
  const TsLane *high = find_task (recording, "High")->lane, *middle = find_task (recording, "Middle")->lane;
  gint64 stolen_ns = 0;

  for (guint i = 0; i < ts_lane_get_n_slices (high); i++)
    for (guint n = 0; n < ts_lane_get_n_slices (middle); n++)
      {
        const TsSlice *wait = ts_lane_get_slice (high, i), *work = ts_lane_get_slice (middle, n);
        gint64 begin_ns = MAX (wait->begin_ns, work->begin_ns), end_ns = MIN (wait->end_ns, work->end_ns);

        if (wait->state == TS_STATE_WAITING_LOCK && work->state == TS_STATE_RUNNING && end_ns > begin_ns)
          stolen_ns += end_ns - begin_ns;
      }
  g_assert_cmpuint (find_task (recording, "High")->progress, ==, 1);
  g_test_message ("Middle ran for %.1f ms while High waited for the lock%s", (double) stolen_ns / 1e6,
                  stolen_ns == 0 ? ": the effect did not show in this run" : "");
}

static gint64
life_of (TsRecording *recording, const char *one, const char *other)
{
  const TsTask *first = find_task (recording, one), *second = find_task (recording, other);

  return MAX (first->ended_ns, second->ended_ns) - MIN (first->started_ns, second->started_ns);
}

/* Nothing is lost in numbers that have one owner each; the cost of being neighbours is told. */
static void
test_false_sharing (void)
{
  g_autoptr (TsRecording) recording = effects_record ("false-sharing", "threads", "--set thousands=50", 0);
  gint64 near_ns = life_of (recording, "Neighbour 0", "Neighbour 1");
  gint64 far_ns = life_of (recording, "Distant 0", "Distant 1");

  g_assert_cmpint (get_last_value (recording, "number[0]"), ==, 1000000);
  g_assert_cmpint (get_last_value (recording, "number[1]"), ==, 500000);
  g_assert_cmpint (get_last_value (recording, "number[8]"), ==, 500000);
  g_test_message ("neighbours took %.2f times as long as the distant ones%s", (double) near_ns / (double) far_ns,
                  near_ns <= far_ns ? ": the effect did not show in this run" : "");
}

/* The laws are those of Amdahl and Gustafson, for the cores of this machine. */
static void
test_laws (void)
{
  g_autoptr (TsRecording) amdahl = effects_record ("amdahl", "threads", "--set serial=20 --set work=100", 0);
  g_autoptr (TsRecording) gustafson = effects_record ("gustafson", "threads", "--set serial=20 --set work=100", 0);
  guint n = effects_n_cores (amdahl), most = 1000 * n / (20 * n + 80), more = (20 + 80 * n) / 10;
  g_autofree char *gain = g_strdup_printf ("Amdahl’s law allows to be %u.%u times as fast", most / 10, most % 10);
  g_autofree char *work = g_strdup_printf ("by Gustafson’s law %u.%u times as much is done in the time", more / 10, more % 10);

  effects_assert_printed (amdahl, gain);
  effects_assert_printed (gustafson, work);
}

/* In an event loop coroutines take turns on one thread: no two ever run at a time, and nobody is interrupted. */
static void
test_loop (void)
{
  g_autoptr (TsRecording) recording = effects_record ("loop-blocked", "loop", "--set work=60", 0);
  const TsTask *blocker;

  if (recording == NULL)
    return;
  assert_invariants (recording);
  blocker = find_task (recording, "Blocker");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Ticker %u", i);

      g_assert_cmpuint (find_task (recording, name)->progress, ==, 25);
      g_assert_cmpuint (find_task (recording, name)->tid, ==, blocker->tid);
    }
}

int
main (int n_arguments, char **arguments)
{
  int status;

  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/effects/lost-update", test_lost_update);
  g_test_add_func ("/effects/lost-update-cured", test_lost_update_cured);
  g_test_add_func ("/effects/deadlock", test_deadlock);
  g_test_add_func ("/effects/deadlock-cured", test_deadlock_cured);
  g_test_add_func ("/effects/starvation", test_starvation);
  g_test_add_func ("/effects/priority-inversion", test_priority_inversion);
  g_test_add_func ("/effects/false-sharing", test_false_sharing);
  g_test_add_func ("/effects/laws", test_laws);
  g_test_add_func ("/effects/loop", test_loop);
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
