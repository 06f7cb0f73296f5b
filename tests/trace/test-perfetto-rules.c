/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Saved recordings keep every rule of Perfetto's importer.  The rules stand in perfetto-rules.py,
 * which reads the files with another JSON reader than ours; it is tested here too, with files that
 * break one rule each.
 */
#include "config.h"

#include <glib/gstdio.h>

#include "make-recording.h"
#include "ts-recording-file.h"

static char *folder;

/* Runs the rules over files; what they say, "" if nothing. */
static char *
check_files (GPtrArray *paths)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "trace", "perfetto-rules.py", NULL);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_ptr_array_add (arguments, (char *) "python3");
  g_ptr_array_add (arguments, script);
  g_ptr_array_extend (arguments, paths, NULL, NULL);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                &errors, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (errors, ==, "");
  return output;
}

static void
assert_kept (TsRecording *recording)
{
  g_autofree char *path = g_build_filename (folder, "a.timeslice", NULL);
  g_autofree char *problems = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  ts_recording_save (recording, path, &error);
  g_assert_no_error (error);
  g_ptr_array_add (paths, path);
  problems = check_files (paths);
  g_assert_cmpstr (problems, ==, "");
  g_unlink (path);
}

static void
test_empty (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();

  assert_kept (recording);
}

static void
test_made_up (void)
{
  MakeRecording options = { .n_cores = 4, .n_tasks = 20, .n_slices = 2000, .seed = 5 };
  g_autoptr (TsRecording) recording = make_recording (&options);

  assert_kept (recording);
}

static void
append (TsLane *lane, gint64 begin_ns, gint64 end_ns, guint32 who, guint16 core, TsState state)
{
  TsSlice slice = { begin_ns, end_ns, who, core, (guint8) state, 0 };

  ts_lane_append (lane, &slice);
}

/* Tasks that share a TID, have none, run on one core at a time, or have names that are none. */
static void
test_odd (void)
{
  static const char *names[] = { "\"\\", "\x01\n\x7f", "", "ü 漢字" };
  g_autoptr (TsRecording) recording = ts_recording_new ();
  TsMark mark = { 5, G_MININT64, 7, TS_MARK_PROGRESS };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      TsTask *task = ts_recording_add_task (recording);
      TsObject *object = ts_recording_add_object (recording);

      ts_set_string (&task->name, names[i]);
      ts_set_string (&object->name, names[i]);
      object->kind = i % 2 == 0 ? TS_OBJECT_LOCK : TS_OBJECT_COUNTER;
      task->pid = i % 2 == 0 ? 0 : 10 + i;
      task->tid = i / 2;
      append (task->lane, i, 100, TS_WHO_NONE, 1, TS_STATE_RUNNING);
      for (guint state = 0; state < TS_N_STATES; state++)
        append (task->lane, 100 + 10 * state, 110 + 10 * state, 0, TS_CORE_NONE, state);
      append (object->lane, 0, 10, i, TS_CORE_NONE, i % 2 == 0 ? TS_STATE_HELD : TS_STATE_VALUE);
      append (object->lane, 10, 20, G_MAXUINT32, TS_CORE_NONE,
              i % 2 == 0 ? TS_STATE_HELD : TS_STATE_VALUE);
      for (mark.kind = 0; mark.kind < TS_N_MARKS; mark.kind++)
        g_array_append_val (task->marks, mark);
      ts_recording_add_print (recording, i, i, names[i]);
      ts_recording_add_print (recording, i, G_MAXUINT32, names[i]);
    }
  ts_recording_add_core (recording)->number = 1;
  assert_kept (recording);
}

#define T(begin, duration, tid, rest) \
  "{\"ph\":\"T\",\"name\":\"Running\",\"cat\":\"thread_state\",\"ts\":" begin ",\"dur\":" duration \
  ",\"pid\":1,\"tid\":" tid "," rest "}"
#define X(begin, duration) \
  "{\"ph\":\"X\",\"name\":\"x\",\"ts\":" begin ",\"dur\":" duration ",\"pid\":1,\"tid\":2}"

/* The rules find what breaks them. */
static void
test_broken (void)
{
  static const struct {
    const char *events, *problem;
  } cases[] = {
    { T ("1.000", "2.000", "5", "\"args\":{\"cpu\":0}"), NULL },
    { X ("1.000", "5.000") ",\n" X ("2.000", "2.000"), NULL },
    { T ("1.0", "2.000", "5", "\"args\":{\"cpu\":0}"), "time 1.0 is not in" },
    { T ("1.000", "-2.000", "5", "\"args\":{\"cpu\":0}"), "no dur" },
    { T ("1.000", "2.000", "0", "\"args\":{\"cpu\":0}"), "no tid" },
    { T ("1.000", "2.000", "5", "\"args\":{\"cpu\":\"0\"}"), "cpu '0' of Running" },
    { T ("1.000", "2.000", "5", "\"list\":[1]"), "an array among" },
    { T ("1.000", "2.000", "5", "\"a\":\"\\u0001\",\"args\":{}"), "\\u in" },
    { T ("99999999999999.000", "2.000", "5", "\"args\":{}"), "a ts that is not relative" },
    { T ("1.000", "2.000", "5", "\"args\":{\"cpu\":0}") ",\n" T ("2.999", "2.000", "6",
                                                                 "\"args\":{\"cpu\":0}"),
      "cpu 0: overlap at 2.999" },
    { T ("1.000", "2.000", "5", "\"args\":{\"cpu\":0}") ",\n" T ("2.999", "2.000", "5",
                                                                 "\"args\":{\"cpu\":1}"),
      "thread 5: overlap at 2.999" },
    { X ("1.000", "2.000") ",\n" X ("2.000", "2.000"), "does not nest at 2.000" },
    { "{\"ph\":\"C\",\"name\":\"c\",\"ts\":1.000,\"pid\":1,\"args\":{\"a\":\"b\"}}",
      "args are not numbers" },
    { "{\"ph\":\"i\",\"name\":\"c\",\"ts\":1.000,\"pid\":1,\"tid\":1}", "no scope" },
    { "{\"ph\":\"Q\",\"name\":\"c\",\"ts\":1.000,\"pid\":1,\"tid\":1}", "phase 'Q'" },
    { "{\"ph\":\"M\",\"name\":\"thread_name\",\"pid\":1,\"tid\":1,\"args\":{}}", "no args.name" },
  };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *problems = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("{\"traceEvents\":[\n", cases[i].events, "\n]}", NULL);
      g_autofree char *name = g_strdup_printf ("%02u.json", i);

      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
      g_assert_true (g_file_set_contents (paths->pdata[i], text, -1, NULL));
    }
  problems = check_files (paths);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *of_file = strstr (problems, paths->pdata[i]);
      const char *found =
        of_file != NULL && cases[i].problem != NULL ? strstr (of_file, cases[i].problem) : NULL;

      g_unlink (paths->pdata[i]);
      g_assert_true ((of_file != NULL) == (cases[i].problem != NULL));
      if (of_file != NULL
          && (found == NULL || memchr (of_file, '\n', (gsize) (found - of_file)) != NULL))
        g_error ("“%s” is not the problem found in “%s”", cases[i].problem, of_file);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("timeslice-test-XXXXXX", NULL);
  g_test_add_func ("/perfetto-rules/empty", test_empty);
  g_test_add_func ("/perfetto-rules/made-up", test_made_up);
  g_test_add_func ("/perfetto-rules/odd", test_odd);
  g_test_add_func ("/perfetto-rules/broken", test_broken);
  result = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return result;
}
