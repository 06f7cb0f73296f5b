/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include "draw-recordings.h"
#include "ts-painter.h"

enum { MOST_VECTOR_BYTES = 2 * 1000 * 1000 };

static char *folder;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static GBytes *
save (TsRecording *recording, const char *name)
{
  g_autofree char *path = path_of (name);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  ts_page_save (recording, &(TsPageOptions) { 0 }, path, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static guint32
big_endian_at (GBytes *bytes, gsize offset)
{
  guint32 value;

  memcpy (&value, (const char *) g_bytes_get_data (bytes, NULL) + offset, sizeof value);
  return GUINT32_FROM_BE (value);
}

/* Width and height stand in the first chunk: https://www.w3.org/TR/png/#11IHDR */
static void
test_png (void)
{
  g_autoptr (TsRecording) word = draw_word_recording (2);
  g_autoptr (GBytes) bytes = save (word, "word.png");
  double height = ts_page_get_height (word, &(TsPageOptions) { 0 });

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 8, "\211PNG\r\n\032\n", 8);
  g_assert_cmpuint (big_endian_at (bytes, 16), ==, 2 * 1280);
  g_assert_cmpuint (big_endian_at (bytes, 20), ==, (guint32) height * 2);
}

static void
on_element (GMarkupParseContext *context, const char *name, const char **names, const char **values,
            gpointer data, GError **error)
{
  guint *count = data;

  if (*count == 0)
    g_assert_cmpstr (name, ==, "svg");
  ++*count;
}

static void
test_svg (void)
{
  for (const DrawRecording *recording = draw_recordings; recording->name != NULL; recording++)
    {
      g_autoptr (TsRecording) made = recording->make ();
      g_autoptr (GBytes) bytes = save (made, "page.svg");
      GMarkupParser parser = { .start_element = on_element };
      guint count = 0;
      g_autoptr (GMarkupParseContext) context
    = g_markup_parse_context_new (&parser, 0, &count, NULL);
      g_autoptr (GError) error = NULL;

      g_markup_parse_context_parse (context, g_bytes_get_data (bytes, NULL),
                                    (gssize) g_bytes_get_size (bytes), &error);
      g_assert_no_error (error);
      g_markup_parse_context_end_parse (context, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count, >, 10);
      g_assert_cmpuint (g_bytes_get_size (bytes), <, MOST_VECTOR_BYTES);
    }
}

/* What is written on the page can be found in the file. */
static void
test_svg_words (void)
{
  g_autoptr (TsRecording) word = draw_word_recording (2);
  g_autoptr (GBytes) bytes = save (word, "word.svg");
  const char *data = g_bytes_get_data (bytes, NULL);
  gssize length = (gssize) g_bytes_get_size (bytes);

  g_assert_nonnull (g_strstr_len (data, length, "<title>A word processor</title>"));
  g_assert_nonnull (g_strstr_len (data, length, "\nFormatting\n"));
}

static void
test_pdf (void)
{
  for (const DrawRecording *recording = draw_recordings; recording->name != NULL; recording++)
    {
      g_autoptr (TsRecording) made = recording->make ();
      g_autoptr (GBytes) bytes = save (made, "page.pdf");
      const char *data = g_bytes_get_data (bytes, NULL);
      gsize length = g_bytes_get_size (bytes);

      g_assert_cmpmem (data, 5, "%PDF-", 5);
      g_assert_nonnull (g_strstr_len (data + length - 16, 16, "%%EOF"));
      g_assert_cmpuint (length, <, MOST_VECTOR_BYTES);
    }
}

static void
test_capital_ending (void)
{
  g_autoptr (TsRecording) small = draw_short_recording ();
  g_autoptr (GBytes) bytes = save (small, "SHORT.PNG");

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 4, "\211PNG", 4);
}

static void
assert_refused (const char *path, GIOErrorEnum code, const char *part)
{
  g_autoptr (TsRecording) small = draw_short_recording ();
  g_autoptr (GError) error = NULL;

  g_assert_false (ts_page_save (small, &(TsPageOptions) { 0 }, path, &error));
  g_assert_error (error, G_IO_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_refusals (void)
{
  g_autofree char *unknown = path_of ("page.gif"), *lost = path_of ("no-such-folder/page.png");
  g_autofree char *folder_named_png = path_of ("folder.png");

  assert_refused (unknown, G_IO_ERROR_NOT_SUPPORTED, ".png, .svg or .pdf");
  g_assert_false (g_file_test (unknown, G_FILE_TEST_EXISTS));
  assert_refused (lost, G_IO_ERROR_NOT_FOUND, "no-such-folder");
  g_assert_cmpint (g_mkdir (folder_named_png, 0700), ==, 0);
  assert_refused (folder_named_png, G_IO_ERROR_IS_DIRECTORY, "folder.png");
  g_rmdir (folder_named_png);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

/* When no more can be written, the old picture stays and nothing else is left. */
static void
assert_old_stays (const char *in, GIOErrorEnum code)
{
  g_autofree char *path = g_build_filename (in, "old.svg", NULL);
  g_autoptr (TsRecording) word = draw_word_recording (2);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  guint n_files;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  n_files = count_files (in);
  g_assert_false (ts_page_save (word, &(TsPageOptions) { 0 }, path, &error));
  g_assert_error (error, G_IO_ERROR, (int) code);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  g_assert_cmpuint (count_files (in), ==, n_files);
  g_unlink (path);
}

static void
test_file_size_limit (void)
{
  struct rlimit old, small;

  getrlimit (RLIMIT_FSIZE, &old);
  small = old;
  small.rlim_cur = 4096;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &small);
  assert_old_stays (folder, G_IO_ERROR_FAILED);
  setrlimit (RLIMIT_FSIZE, &old);
}

static void
test_disk_full (void)
{
  g_autofree char *mounted = path_of ("small");

  g_assert_cmpint (g_mkdir (mounted, 0700), ==, 0);
  if (mount ("none", mounted, "tmpfs", 0, "size=16k") != 0)
    {
      g_rmdir (mounted);
      g_test_skip ("needs the right to mount a small disk; the file size limit stands in for it");
      return;
    }
  assert_old_stays (mounted, G_IO_ERROR_NO_SPACE);
  g_assert_cmpint (umount (mounted), ==, 0);
  g_rmdir (mounted);
}

/* A picture that nobody wants any more is not painted to its end, and an old one stays. */
static void
test_cancelled (void)
{
  g_autoptr (TsRecording) word = draw_word_recording (2);
  const char *const names[] = { "cancelled.png", "cancelled.svg", "cancelled.pdf" };
  guint n_files = count_files (folder);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = path_of (names[i]);
      g_autofree char *content = NULL;
      g_autoptr (GError) error = NULL;
      TsProgress progress = { 0 };

      g_assert_true (ts_page_save_with_progress (word, &(TsPageOptions) { 0 }, path, &progress, &error));
      g_assert_cmpfloat (ts_progress_get (&progress), ==, 1);
      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      ts_progress_cancel (&progress);
      g_assert_false (ts_page_save_with_progress (word, &(TsPageOptions) { 0 }, path, &progress, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_cmpstr (content, ==, "old");
      g_unlink (path);
    }
  g_assert_cmpuint (count_files (folder), ==, n_files);
}

typedef struct {
  TsProgress progress;
  gboolean was_painted;
} Watched;

static gpointer
paint_in_thread (gpointer data)
{
  Watched *watched = data;
  g_autoptr (TsRecording) crowd = draw_crowd_recording ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1280, 4000);
  cairo_t *cr = cairo_create (surface);

  /* Again and again: whenever it is cancelled, it is in the midst of a page or just before one. */
  do
    watched->was_painted = ts_page_paint_with_progress (cr, crowd, &(TsPageOptions) { 0 }, &watched->progress);
  while (watched->was_painted);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return NULL;
}

static void
test_cancelled_while_painted (void)
{
  Watched watched = { { 0 }, FALSE };
  GThread *thread = g_thread_new ("painter", paint_in_thread, &watched);

  while (ts_progress_get (&watched.progress) == 0)
    g_thread_yield ();
  ts_progress_cancel (&watched.progress);
  g_thread_join (thread);
  g_assert_false (watched.was_painted);
  g_assert_cmpfloat (ts_progress_get (&watched.progress), <=, 0.8);  /* the rest is for what comes after lanes */
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = path_of (name);
      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("test-page-save-XXXXXX", NULL);
  g_test_add_func ("/page-save/png-is-at-twice-the-size", test_png);
  g_test_add_func ("/page-save/svg-is-well-formed-and-small", test_svg);
  g_test_add_func ("/page-save/svg-holds-its-words", test_svg_words);
  g_test_add_func ("/page-save/pdf-is-whole-and-small", test_pdf);
  g_test_add_func ("/page-save/endings-in-capitals", test_capital_ending);
  g_test_add_func ("/page-save/refusals-say-why", test_refusals);
  g_test_add_func ("/page-save/old-picture-survives-a-size-limit", test_file_size_limit);
  g_test_add_func ("/page-save/old-picture-survives-a-full-disk", test_disk_full);
  g_test_add_func ("/page-save/cancelled-leaves-what-there-was", test_cancelled);
  g_test_add_func ("/page-save/is-cancelled-while-painted", test_cancelled_while_painted);
  status = g_test_run ();
  remove_folder ();
  g_free (folder);
  return status;
}
