/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Saving and opening: what is opened is what was saved, and saving either happens wholly or not at
 * all.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include "make-recording.h"
#include "ts-recording-file.h"

static char *folder;

static TsRecording *
make_small (guint n_slices)
{
  MakeRecording options = { .n_cores = 3, .n_tasks = 7, .n_slices = n_slices, .seed = 11 };

  return make_recording (&options);
}

/* Saves, opens, and holds both against each other. */
static void
assert_survives (TsRecording *recording)
{
  g_autofree char *path = g_build_filename (folder, "a.timeslice", NULL);
  g_autofree char *difference = NULL, *data = NULL;
  g_autoptr (TsRecording) opened = NULL, parsed = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  ts_recording_save (recording, path, &error);
  g_assert_no_error (error);
  opened = ts_recording_open (path, &error);
  g_assert_no_error (error);
  ts_recording_equal (recording, opened, &difference);
  g_assert_cmpstr (difference, ==, NULL);

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  parsed = ts_recording_parse (data, length, &error);
  g_assert_no_error (error);
  ts_recording_equal (recording, parsed, &difference);
  g_assert_cmpstr (difference, ==, NULL);
}

static void
test_empty_survives (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();

  assert_survives (recording);
}

/* From one window of the reader to many; test-json has its window end at any place. */
static void
test_any_survives (void)
{
  for (guint n_slices = 10; n_slices <= 10000; n_slices *= 10)
    {
      g_autoptr (TsRecording) recording = make_small (n_slices);

      assert_survives (recording);
    }
}

static void
test_odd_names_survive (void)
{
  static const char *names[] = { "",
                                 "\"quoted\"",
                                 "back\\slash",
                                 "line\nfeed\ttab\rreturn",
                                 "\x01\x1f\x7f",
                                 "tschüß 漢字 🧵",
                                 "</script>",
                                 "{}[],:" };
  g_autoptr (TsRecording) recording = ts_recording_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ts_set_string (&ts_recording_add_task (recording)->name, names[i]);
      ts_set_string (&ts_recording_add_object (recording)->name, names[i]);
      ts_recording_add_print (recording, i, i, names[i]);
      ts_recording_add_print (recording, i, G_MAXUINT32, names[i]);
      ts_recording_add_note (recording, i, i + 1, names[i], names[i]);
      ts_recording_add_setting (recording, names[i], names[i], G_MININT64 + (gint64) i);
    }
  assert_survives (recording);
}

/* Whoever sets a string to bytes that are no text gets what can be made of them. */
static void
test_no_text_is_replaced (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  g_autofree char *path = g_build_filename (folder, "b.timeslice", NULL);
  g_autoptr (TsRecording) opened = NULL;
  g_autoptr (GError) error = NULL;
  TsTask *task = ts_recording_add_task (recording);

  ts_set_string (&task->name, "a\xff" "b");
  g_assert_cmpstr (task->name, ==, "a�b");
  task->name[0] = (char) 0xc3;
  ts_recording_save (recording, path, &error);
  g_assert_no_error (error);
  opened = ts_recording_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((TsTask *) ts_recording_get_tasks (opened)->pdata[0])->name, ==, "��b");
}

static void
append (TsLane *lane, gint64 begin_ns, gint64 end_ns, guint32 who, guint16 core, TsState state,
        guint8 shade)
{
  TsSlice slice = { begin_ns, end_ns, who, core, (guint8) state, shade };

  ts_lane_append (lane, &slice);
}

/* Tasks without TID, with the same one, on the same core at the same time; states that no task
 * should have; shades that nothing gives; core lanes that have nothing to do with the tasks'. */
static void
test_odd_slices_survive (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();

  for (guint i = 0; i < 6; i++)
    {
      TsTask *task = ts_recording_add_task (recording);

      task->tid = i < 2 ? 0 : 77;
      task->pid = i < 4 ? 0 : 6000000 + i;
      append (task->lane, -1000000000 + i, 10 + i, i, (guint16) (i % 2), TS_STATE_RUNNING, 0);
      append (task->lane, 20, 21, TS_WHO_NONE, TS_CORE_NONE, TS_STATE_RUNNING, 7);
      for (guint state = 0; state < TS_N_STATES; state++)
        append (task->lane, 100 + 10 * state, 110 + 10 * state, state, (guint16) state, state,
                (guint8) (state % 8));
    }
  for (guint i = 0; i < 3; i++)
    {
      TsCore *core = ts_recording_add_core (recording);

      core->number = (guint16) (i == 2 ? 65534 : i);
      append (core->lane, -2000000000, -1000000000, 5, 65535, TS_STATE_RUNNING, 3);
      append (core->lane, -1000000000, 10, 0, (guint16) i, TS_STATE_RUNNING, 0);
      append (core->lane, 11, 12, 1, 9, TS_STATE_OTHERS, 1);
      append (core->lane, 110, 120, 1, 1, TS_STATE_RUNNING, 1);
      append (core->others, 5, 6, 1000, 3, TS_STATE_NONE, 1);
      append (core->others, 6, 1000000, 0, TS_CORE_NONE, TS_STATE_OTHERS, 0);
    }
  for (guint kind = 0; kind <= TS_OBJECT_KEYBOARD; kind++)
    {
      TsObject *object = ts_recording_add_object (recording);

      object->kind = kind;
      object->size = kind * 4;
      append (object->lane, 0, 1, 0, TS_CORE_NONE, TS_STATE_HELD, 0);
      append (object->lane, 1, 3, G_MAXUINT32, TS_CORE_NONE, TS_STATE_VALUE, 2);
      append (object->lane, 5, 1000, 7, 1, TS_STATE_VALUE, 7);
    }
  assert_survives (recording);
}

static void
test_odd_marks_survive (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  TsTask *task = ts_recording_add_task (recording);

  for (guint i = 0; i < 4 * TS_N_MARKS; i++)
    {
      TsMark mark = { i / 3, i % 2 == 0 ? G_MAXINT64 : G_MININT64, i % 4 == 0 ? 0 : G_MAXUINT32,
                      i % TS_N_MARKS };

      g_array_append_val (task->marks, mark);
    }
  task->progress = G_MAXUINT64;
  task->total = G_MAXINT64;
  task->exit_status = -1;
  assert_survives (recording);
}

/* What stood at `path` before is still there, and nothing else. */
static void
assert_untouched (const char *where, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (where, 0, NULL);
  g_autofree char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, "old");
  g_assert_nonnull (g_dir_read_name (dir));
  g_assert_null (g_dir_read_name (dir));
}

static void
assert_no_space (const char *where)
{
  g_autoptr (TsRecording) recording = make_small (3000);
  g_autofree char *path = g_build_filename (where, "c.timeslice", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_false (ts_recording_save (recording, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==,
                   "“c.timeslice” was not saved: there is no space left for it. "
                   "What was there before is unchanged.");
  assert_untouched (where, path);
  g_unlink (path);
}

/* A file may not grow beyond 100 KB: for every user, the same way through the code. */
static void
test_file_too_large (void)
{
  g_autofree char *where = g_build_filename (folder, "limited", NULL);
  struct rlimit old, limit;

  g_mkdir (where, 0700);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  limit = (struct rlimit) { 100000, old.rlim_max };
  setrlimit (RLIMIT_FSIZE, &limit);
  assert_no_space (where);
  setrlimit (RLIMIT_FSIZE, &old);
  g_rmdir (where);
}

static void
test_disk_full (void)
{
  g_autofree char *where = g_build_filename (folder, "full", NULL);

  g_mkdir (where, 0700);
  if (mount ("none", where, "tmpfs", 0, "size=100k") == 0)
    {
      assert_no_space (where);
      umount (where);
    }
  else
    g_test_skip ("mounting a small tmpfs needs root; file-too-large tests the same without");
  g_rmdir (where);
}

static void
test_cannot_save (void)
{
  g_autoptr (TsRecording) recording = make_small (10);
  g_autofree char *path = g_build_filename (folder, "missing", "d.timeslice", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (ts_recording_save (recording, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "“d.timeslice” was not saved: No such file or directory.");
}

/* Saving over a file keeps its rights, over a link its target, and leaves devices what they are. */
static void
test_save_over (void)
{
  g_autoptr (TsRecording) recording = make_small (10);
  g_autofree char *path = g_build_filename (folder, "e.timeslice", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_chmod (path, 0640);
  g_assert_cmpint (symlink (path, link), ==, 0);
  g_assert_true (ts_recording_save (recording, link, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_stat (path, &status);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);
  g_assert_cmpint (status.st_size, >, 1000);
  g_assert_true (ts_recording_save (recording, "/dev/null", &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test ("/dev/null", G_FILE_TEST_IS_REGULAR));
}

static void
test_cannot_open (void)
{
  g_autofree char *path = g_build_filename (folder, "missing.timeslice", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (ts_recording_open (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==,
                   "“missing.timeslice” could not be opened: No such file or directory.");
  g_clear_error (&error);
  g_assert_null (ts_recording_open (folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_table (void)
{
  g_autoptr (TsRecording) recording = ts_recording_new ();
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  g_autofree char *table = NULL;
  g_autoptr (GError) error = NULL;
  TsTask *task = ts_recording_add_task (recording);
  TsObject *lock = ts_recording_add_object (recording),
           *queue = ts_recording_add_object (recording);
  TsCore *core = ts_recording_add_core (recording);

  ts_set_string (&task->name, "Say \"a, b\"");
  ts_set_string (&lock->name, "document");
  ts_set_string (&queue->name, "keys");
  queue->kind = TS_OBJECT_QUEUE;
  core->number = 3;
  append (core->lane, 0, 1500000, 0, 3, TS_STATE_RUNNING, 0);
  append (core->others, 0, 2000000000, 250, TS_CORE_NONE, TS_STATE_OTHERS, 0);
  append (task->lane, 0, 1500000, TS_WHO_NONE, 3, TS_STATE_RUNNING, 0);
  append (task->lane, 1500000, 1234567891, 0, TS_CORE_NONE, TS_STATE_WAITING_LOCK, 0);
  append (lock->lane, 0, 1, 0, TS_CORE_NONE, TS_STATE_HELD, 0);
  append (queue->lane, 0, 1, 12, TS_CORE_NONE, TS_STATE_VALUE, 0);
  g_assert_true (ts_recording_save_table (recording, path, &error));
  g_assert_no_error (error);
  g_file_get_contents (path, &table, NULL, NULL);
  g_assert_cmpstr (
    table, ==,
    "lane,name,begin_s,end_s,duration_ms,state,core,what\r\n"
    "core,3,0.000000000,0.001500000,1.500000,running,3,\"Say \"\"a, b\"\"\"\r\n"
    "core,3,0.000000000,2.000000000,2000.000000,others,,0.250\r\n"
    "task,\"Say \"\"a, b\"\"\",0.000000000,0.001500000,1.500000,running,3,\r\n"
    "task,\"Say \"\"a, b\"\"\",0.001500000,1.234567891,1233.067891,waiting-lock,,document\r\n"
    "object,document,0.000000000,0.000000001,0.000001,held,,\"Say \"\"a, b\"\"\"\r\n"
    "object,keys,0.000000000,0.000000001,0.000001,value,,12\r\n");
}

static void
remove_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("timeslice-test-XXXXXX", NULL);
  g_test_add_func ("/recording-file/empty-survives", test_empty_survives);
  g_test_add_func ("/recording-file/any-survives", test_any_survives);
  g_test_add_func ("/recording-file/odd-names-survive", test_odd_names_survive);
  g_test_add_func ("/recording-file/no-text-is-replaced", test_no_text_is_replaced);
  g_test_add_func ("/recording-file/odd-slices-survive", test_odd_slices_survive);
  g_test_add_func ("/recording-file/odd-marks-survive", test_odd_marks_survive);
  g_test_add_func ("/recording-file/file-too-large", test_file_too_large);
  g_test_add_func ("/recording-file/disk-full", test_disk_full);
  g_test_add_func ("/recording-file/cannot-save", test_cannot_save);
  g_test_add_func ("/recording-file/save-over", test_save_over);
  g_test_add_func ("/recording-file/cannot-open", test_cannot_open);
  g_test_add_func ("/recording-file/table", test_table);
  result = g_test_run ();
  remove_files ();
  g_free (folder);
  return result;
}
