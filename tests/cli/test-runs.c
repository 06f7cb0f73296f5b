/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small programs in every way, from the command line to the recording, and what must be true of them.
 */
#include "config.h"

#include "cli-test.h"
#include "invariants.h"
#include "ts-recording-file.h"

#include <glib/gstdio.h>
#include <string.h>

static const char * const ways[] = { "threads", "processes", "gil" };

static TsRecording *
open_recording (const char *path)
{
  g_autoptr (GError) error = NULL;
  TsRecording *recording = ts_recording_open (path, &error);

  g_assert_no_error (error);
  return recording;
}

/* Runs a program of the step language and opens its recording. */
static TsRecording *
record (const char *program,
        const char *options)
{
  g_autofree char *scenario = cli_test_write_scenario ("program.scenario", program);
  g_autofree char *recording = cli_test_path ("program.timeslice");
  g_autofree char *line = g_strdup_printf ("run %s --quiet %s --save %s", scenario, options,
                                           recording);
  g_autoptr (CliResult) result = cli_test_expect (0, line);

  g_assert_cmpstr (result->out, ==, "");
  g_assert_cmpstr (result->err, ==, "");
  return open_recording (recording);
}

/* What was written is what is read, to the last slice. */
static void
test_saved_twice (void)
{
  g_autoptr (TsRecording) first = record ("lock paper\ntask Worker x 3\n  repeat 20\n    lock "
                                          "paper\n"
                                          "      compute 1 ms\n    sleep 1 ms\n    step\n"
                                          "    print \"{task} said é on {core}\"\n", "");
  g_autofree char *path = cli_test_path ("again.timeslice");
  g_autofree char *difference = NULL;
  g_autoptr (TsRecording) second = NULL;
  g_autoptr (GError) error = NULL;

  ts_recording_save (first, path, &error);
  g_assert_no_error (error);
  second = open_recording (path);
  if (!ts_recording_equal (first, second, &difference))
    g_test_message ("%s", difference);
  g_assert_null (difference);
}

/* Mutual exclusion by its effect: an increment in three steps loses nothing under a lock. */
static const char count_with_lock[] =
  "lock guard\nshared counter total\n"
  "task Worker x 4\n  repeat 300\n"
  "    lock guard\n      load total\n      add total\n      store total\n    step\n";

static const char count_atomically[] =
  "shared counter total\n"
  "task Worker x 4\n  repeat 300\n    increment total atomically\n    step\n";

static const char count_privately[] =
  "counter total\n"
  "task Worker x 4\n  repeat 25\n    increment total\n    step\n  print \"{total}\"\n";

static void
test_counters (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *way = g_strdup_printf ("--way %s", ways[i]);
      g_autoptr (TsRecording) with_lock = record (count_with_lock, way);
      g_autoptr (TsRecording) atomically = record (count_atomically, way);

      assert_invariants (with_lock);
      g_assert_cmpint (get_last_value (with_lock, "total"), ==, 1200);
      g_assert_cmpint (get_last_value (atomically, "total"), ==, 1200);
    }
}

/* A counter that is not shared is every process's own. */
static void
test_private_counter (void)
{
  g_autoptr (TsRecording) recording = record (count_privately, "--way processes");
  GPtrArray *prints = ts_recording_get_prints (recording);

  g_assert_cmpuint (prints->len, ==, 4);
  for (guint i = 0; i < prints->len; i++)
    g_assert_cmpstr (((TsPrint *) g_ptr_array_index (prints, i))->text, ==, "25");
}

static void
test_queue (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *way = g_strdup_printf ("--way %s", ways[i]);
      g_autoptr (TsRecording) recording = record ("queue line 3\n"
                                                  "task Maker x 2\n  repeat 100\n    put line\n    "
                                                  "step\n"
                                                  "task Taker x 2\n  repeat 100\n    get line\n    "
                                                  "step\n", way);

      assert_invariants (recording);
      g_assert_cmpint (get_last_value (recording, "line"), ==, 0);
      g_assert_cmpuint (find_task (recording, "Taker 1")->progress, ==, 100);
    }
}

/* One core and three tasks that want it: two of them are ready all the time. */
static void
test_one_core (void)
{
  g_autoptr (TsRecording) recording = record ("task Worker x 3\n  repeat 30\n    compute 2 ms\n    "
                                              "step\n", "--cores 0");
  GPtrArray *tasks = ts_recording_get_tasks (recording);

  assert_invariants (recording);
  for (guint i = 0; i < tasks->len; i++)
    {
      const TsLane *lane = ((TsTask *) g_ptr_array_index (tasks, i))->lane;

      for (guint n = 0; n < ts_lane_get_n_slices (lane); n++)
        {
          const TsSlice *slice = ts_lane_get_slice (lane, n);

          if (slice->state == TS_STATE_RUNNING)
            g_assert_cmpuint (slice->core, ==, 0);
        }
    }
}

/* The same seed gives the same random values. */
static void
test_seed (void)
{
  static const char program[] = "counter sum\ntask Worker\n  repeat random 5 to 5000\n    step\n";
  g_autoptr (TsRecording) first = record (program, "--seed 42");
  g_autoptr (TsRecording) second = record (program, "--seed 42");

  g_assert_cmpuint (find_task (first, "Worker")->progress, ==,
                    find_task (second, "Worker")->progress);
  g_assert_cmpuint (ts_recording_get_facts (first)->seed, ==, 42);
}

static gboolean
is_file (const char *name)
{
  g_autofree char *path = cli_test_path (name);
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_size > 0;
}

static void
test_outputs (void)
{
  g_autofree char *scenario = cli_test_write_scenario ("out.scenario",
                                                       "task Worker x 2\n  compute 5 ms\n  step\n");
  g_autofree char *base = cli_test_path ("out");
  g_autofree char *line = g_strdup_printf ("run %s --picture %s.png --picture %s.svg --picture "
                                           "%s.pdf --dark "
                                           "--table %s.csv --save %s.timeslice", scenario, base,
                                             base, base, base, base);
  g_autofree char *show = g_strdup_printf ("show %s.timeslice --picture %s-shown.svg --table "
                                           "%s-shown.csv",
                                           base, base, base);
  g_autoptr (CliResult) ran = cli_test_expect (0, line);
  g_autoptr (CliResult) shown = cli_test_expect (0, show);

  g_assert_true (is_file ("out.png") && is_file ("out.svg") && is_file ("out.pdf")
                 && is_file ("out.csv"));
  g_assert_true (is_file ("out-shown.svg") && is_file ("out-shown.csv"));
  cli_test_assert_contains (ran->out, "Written: ");
  cli_test_assert_contains (ran->out, "Worker 1 started (PID ");
  cli_test_assert_contains (ran->out, ": 1 of 1 steps.\n");
  cli_test_assert_contains (ran->out, "No records were lost.");
  cli_test_assert_contains (shown->out, "Worker 0");
}

static char *
read_file (const char *name)
{
  g_autofree char *path = cli_test_path (name);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* A part that lies after the end of the run: the picture is of the whole run, and it is said why. */
static void
test_part_after_the_end (void)
{
  g_autofree char *scenario = cli_test_write_scenario ("short.scenario", "task Worker\n  compute 2 ms\n");
  g_autofree char *base = cli_test_path ("short");
  g_autofree char *line = g_strdup_printf ("run %s --picture %s.svg --save %s.timeslice", scenario, base, base);
  g_autofree char *late = g_strdup_printf ("show %s.timeslice --from 99 --picture %s-late.svg", base, base);
  g_autoptr (CliResult) ran = cli_test_expect (0, line);
  g_autoptr (CliResult) shown = cli_test_expect (0, late);
  g_autofree char *whole = read_file ("short.svg");
  g_autofree char *part = read_file ("short-late.svg");

  cli_test_assert_contains (shown->err, "nothing from 99.000 s on; the picture shows all of it.");
  g_assert_null (strstr (ran->err, "shows all of it"));
  g_assert_cmpstr (part, ==, whole);
}

static void
test_repeat (void)
{
  g_autofree char *scenario = cli_test_write_scenario ("repeat.scenario",
                                                       "task Worker\n  compute 5 ms\n  step\n");
  g_autofree char *base = cli_test_path ("repeat");
  g_autofree char *json_line = g_strdup_printf ("run %s --repeat 3 --json --save %s.timeslice",
                                                scenario, base);
  g_autofree char *text_line = g_strdup_printf ("run %s --repeat 3", scenario);
  g_autoptr (CliResult) json = cli_test_expect (0, json_line);
  g_autoptr (CliResult) text = cli_test_expect (0, text_line);

  cli_test_assert_json (json->out, "len(j['runs']) == 3 and j['wall_s_low'] <= j['wall_s_median'] "
                                   "<= j['wall_s_high']");
  cli_test_assert_json (json->out, "j['wall_s_low'] == min(r['wall_s'] for r in j['runs'])");
  g_assert_true (is_file ("repeat-1.timeslice") && is_file ("repeat-3.timeslice"));
  cli_test_assert_contains (text->out, "3 runs: median ");
}

static void
test_every_way (void)
{
  g_autofree char *scenario = cli_test_write_scenario ("every-way.scenario",
                                                       "task Worker x 2\n  compute random 1 to 5 ms\n  step\n");
  g_autofree char *json_line = g_strdup_printf ("run %s --way all --json", scenario);
  g_autofree char *text_line = g_strdup_printf ("run %s --way all", scenario);
  g_autofree char *bad_option = g_strdup_printf ("run %s --way all --option nonsense=1", scenario);
  g_autofree char *bad_repeat = g_strdup_printf ("run %s --way all --repeat 2", scenario);
  g_autoptr (CliResult) json = cli_test_expect (0, json_line);
  g_autoptr (CliResult) text = cli_test_expect (0, text_line);
  g_autoptr (CliResult) no_option = cli_test_expect (2, bad_option);
  g_autoptr (CliResult) no_repeat = cli_test_expect (2, bad_repeat);

  cli_test_assert_json (json->out, "len([w for w in j['ways'] if not w['refused']]) == len(j['runs']) >= 2 and j['verdict'] != ''");
  cli_test_assert_json (json->out, "[w['way'] for w in j['ways']][:2] == ['threads', 'processes']");
  cli_test_assert_json (json->out, "all(w['problem'] != '' if w['refused'] else w['speed_up'] > 0 and w['problem'] is None "
                                   "for w in j['ways'])");
  cli_test_assert_json (json->out, "len({r['seed'] for r in j['runs']}) == 1");
  cli_test_assert_contains (text->out, "Speed-up");
  cli_test_assert_contains (no_option->err, "has the option");
  cli_test_assert_contains (no_repeat->err, "--way all");
}

static void
test_stop_after (void)
{
  g_autofree char *scenario = cli_test_write_scenario ("endless.scenario",
                                                       "task Worker\n  forever\n    compute 1 ms\n "
                                                       "   step\ntask Brief\n  step\n");

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *file = cli_test_path ("endless.timeslice");
      g_autofree char *line = g_strdup_printf ("run %s --stop-after 0.3 --json --way %s --save %s", scenario, ways[i],
                                               file);
      g_autoptr (CliResult) result = cli_test_expect (0, line);
      g_autoptr (TsRecording) recording = open_recording (file);

      cli_test_assert_json (result->out, "j['failure'] is None and j['tasks'][1]['progress'] > 0");
      g_assert_true (find_task (recording, "Worker")->stopped);
      g_assert_false (find_task (recording, "Brief")->stopped);
    }
}

static void
test_deadlock (void)
{
  g_autofree char *scenario = cli_test_write_scenario (
    "deadlock.scenario",
    "lock left\nlock right\nbarrier both 2\n"
    "task Ada\n  lock left\n    arrive both\n    lock right\n      step\n"
    "task Ben\n  lock right\n    arrive both\n    lock left\n      step\n");

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *line = g_strdup_printf ("run %s --way %s", scenario, ways[i]);
      g_autoptr (CliResult) result = cli_test_expect (1, line);

      cli_test_assert_contains (result->err, "Every task waits for another: deadlock.");
      cli_test_assert_contains (result->err, "Ada waits for right, which Ben holds");
    }
}

static void
test_crash (void)
{
  g_autofree char *scenario = cli_test_write_scenario ("crash.scenario",
                                                       "task Bad\n  step\n  crash\n"
                                                       "task Good\n  sleep 50 ms\n  step\n");
  g_autofree char *file = cli_test_path ("crash.timeslice");
  g_autofree char *line = g_strdup_printf ("run %s --way processes --json --save %s", scenario,
                                           file);
  g_autoptr (CliResult) result = cli_test_expect (1, line);
  g_autoptr (TsRecording) recording = open_recording (file);

  cli_test_assert_contains (result->err, "Bad was killed by signal");
  cli_test_assert_json (result->out, "j['tasks'][1]['exit'] < 0 and j['tasks'][2]['exit'] == 0 and "
                                     "len (j['failure']) > 0");
  g_assert_cmpuint (find_task (recording, "Good")->progress, ==, 1);
  cli_test_assert_contains (ts_recording_get_facts (recording)->failure,
                            "Bad was killed by signal");
}

/* --cores means that many virtual cores where there are no others: it is never passed over. */
static void
test_cores (void)
{
  static const char *const same[] = { "--cores 0,1", "--option cores=2", "--cores 3-4 --option cores=2" };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *options = g_strconcat ("--way simulated ", same[i], NULL);
      g_autoptr (TsRecording) recording = record ("task Worker x 3\n  compute 10 ms\n  print \"{core}\"\n", options);

      assert_invariants (recording);
      g_assert_cmpuint (ts_recording_get_cores (recording)->len, ==, 2);
    }
}

int
main (int n_arguments,
      char **arguments)
{
  int status;

  g_test_init (&n_arguments, &arguments, NULL);
  g_test_add_func ("/runs/saved-twice", test_saved_twice);
  g_test_add_func ("/runs/counters", test_counters);
  g_test_add_func ("/runs/private-counter", test_private_counter);
  g_test_add_func ("/runs/queue", test_queue);
  g_test_add_func ("/runs/one-core", test_one_core);
  g_test_add_func ("/runs/cores", test_cores);
  g_test_add_func ("/runs/seed", test_seed);
  g_test_add_func ("/runs/outputs", test_outputs);
  g_test_add_func ("/runs/part-after-the-end", test_part_after_the_end);
  g_test_add_func ("/runs/repeat", test_repeat);
  g_test_add_func ("/runs/every-way", test_every_way);
  g_test_add_func ("/runs/stop-after", test_stop_after);
  g_test_add_func ("/runs/deadlock", test_deadlock);
  g_test_add_func ("/runs/crash", test_crash);
  status = g_test_run ();
  cli_test_finish ();
  return status;
}
