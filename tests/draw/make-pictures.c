/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: make-pictures FOLDER.  Saves pictures of the recordings that the tests paint, to be looked
 * at.
 */
#include "config.h"

#include "draw-recordings.h"
#include "make-recording.h"
#include "ts-painter.h"

static TsRecording *
make_dense (void)
{
  return make_recording (
      &(MakeRecording) { .n_cores = 4, .n_tasks = 9, .n_slices = 40000, .seed = 5 });
}

static void
save (TsRecording *recording, const char *folder, const char *name, TsPageOptions options)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!ts_page_save (recording, &options, path, &error))
    g_error ("%s", error->message);
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : ".";
  g_autoptr (TsRecording) word = draw_word_recording (2), names = draw_names_recording ();
  g_autoptr (TsRecording) hybrid = draw_hybrid_recording (), small = draw_short_recording ();
  g_autoptr (TsRecording) empty = draw_empty_recording (), needle = draw_needle_recording ();
  g_autoptr (TsRecording) crowd = draw_crowd_recording (), dense = make_dense ();
  gint64 zoom_begin = 300000000, zoom_end = 560000000;

  save (word, folder, "word.png", (TsPageOptions) { 0 });
  save (word, folder, "word.svg", (TsPageOptions) { 0 });
  save (word, folder, "word.pdf", (TsPageOptions) { 0 });
  save (word, folder, "word-zoom.png",
        (TsPageOptions) { .begin_ns = zoom_begin, .end_ns = zoom_end });
  save (word, folder, "word-zoom-dark.png",
        (TsPageOptions) { TS_APPEARANCE_DARK, 0, zoom_begin, zoom_end });
  save (word, folder, "word-zoom-high.png",
        (TsPageOptions) { TS_APPEARANCE_HIGH_CONTRAST, 0, zoom_begin, zoom_end });
  save (word, folder, "word-zoom-high-dark.png",
        (TsPageOptions) { TS_APPEARANCE_HIGH_CONTRAST_DARK, 0, zoom_begin, zoom_end });
  save (word, folder, "word-narrow.png", (TsPageOptions) { .width_px = 600 });
  save (names, folder, "names.png", (TsPageOptions) { 0 });
  save (hybrid, folder, "hybrid.png",
        (TsPageOptions) { .begin_ns = zoom_begin, .end_ns = zoom_end });
  save (small, folder, "short.png", (TsPageOptions) { 0 });
  save (empty, folder, "empty.png", (TsPageOptions) { 0 });
  save (needle, folder, "needle.png", (TsPageOptions) { 0 });
  save (crowd, folder, "crowd.png", (TsPageOptions) { 0 });
  save (crowd, folder, "crowd.svg", (TsPageOptions) { 0 });
  save (crowd, folder, "crowd.pdf", (TsPageOptions) { 0 });
  save (dense, folder, "dense.png", (TsPageOptions) { 0 });
  return 0;
}
