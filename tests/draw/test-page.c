/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The layout of pages: for recordings of every kind and at every width, texts never overlap and are
 * never cut in the middle of a word, and the page stays a page.
 */
#include "config.h"

#include <string.h>

#include "draw-recordings.h"
#include "ts-page.h"

static const double widths[] = { 600, 720, 1000, 1280, 1920, 3840 };

typedef struct {
  double x, y, width, height;
} Place;

static gboolean
overlap (const Place *a, const Place *b)
{
  /* Line heights hold room for accents; a shared pixel of it is no overlap. */
  const double slack = 1;

  return a->x + slack < b->x + b->width && b->x + slack < a->x + a->width
         && a->y + slack < b->y + b->height && b->y + slack < a->y + a->height;
}

static Place
place_of_text (const TsPageText *text)
{
  return (Place) { text->x_px, text->y_px, text->width_px, text->height_px };
}

static void
check_texts (const TsPage *page, const char *name)
{
  for (guint i = 0; i < page->texts->len; i++)
    {
      const TsPageText *text = &g_array_index (page->texts, TsPageText, i);
      Place place = place_of_text (text);

      g_assert_true (g_utf8_validate (text->text, -1, NULL));
      if (place.x < 0 || place.y < 0 || place.x + place.width > page->width_px
          || place.y + place.height > page->height_px)
        g_error ("%s at %g: “%s” leaves the page", name, page->width_px, text->text);
      for (guint j = 0; j < i; j++)
        {
          const TsPageText *other = &g_array_index (page->texts, TsPageText, j);
          Place other_place = place_of_text (other);
          if (overlap (&place, &other_place))
            g_error ("%s at %g: “%s” and “%s” overlap", name, page->width_px, text->text,
                     other->text);
        }
    }
}

/* Texts stay off lanes, badges and swatches. */
static void
check_shapes (const TsPage *page, const char *name)
{
  for (guint i = 0; i < page->texts->len; i++)
    {
      const TsPageText *text = &g_array_index (page->texts, TsPageText, i);
      Place place = place_of_text (text);

      for (guint j = 0; j < page->lanes->len; j++)
        {
          const TsPageLane *lane = &g_array_index (page->lanes, TsPageLane, j);
          Place lane_place = { page->axis.x_px, lane->y_px, page->axis.width_px, lane->height_px };
          if (overlap (&place, &lane_place))
            g_error ("%s at %g: “%s” lies on a lane", name, page->width_px, text->text);
        }
      for (guint j = 0; j < page->badges->len; j++)
        {
          const TsPageBadge *badge = &g_array_index (page->badges, TsPageBadge, j);
          Place badge_place = { badge->x_px, badge->y_px, badge->size_px, badge->size_px };
          if (overlap (&place, &badge_place))
            g_error ("%s at %g: “%s” lies on a badge", name, page->width_px, text->text);
        }
      for (guint j = 0; j < page->swatches->len; j++)
        {
          const TsPageSwatch *swatch = &g_array_index (page->swatches, TsPageSwatch, j);
          Place swatch_place = { swatch->x_px, swatch->y_px, swatch->width_px, swatch->height_px };
          if (overlap (&place, &swatch_place))
            g_error ("%s at %g: “%s” lies on a swatch", name, page->width_px, text->text);
        }
    }
}

static void
check_lanes (const TsPage *page)
{
  for (guint i = 1; i < page->lanes->len; i++)
    {
      const TsPageLane *last = &g_array_index (page->lanes, TsPageLane, i - 1);
      const TsPageLane *lane = &g_array_index (page->lanes, TsPageLane, i);

      g_assert_cmpfloat (lane->y_px, >=, last->y_px + last->height_px);
    }
  g_assert_cmpfloat (page->axis.width_px, >=, page->width_px / 2.5);
  g_assert_cmpfloat (page->height_px, <=, 3200);
}

static void
test_layouts (void)
{
  for (const DrawRecording *recording = draw_recordings; recording->name != NULL; recording++)
    {
      g_autoptr (TsRecording) made = recording->make ();

      for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
        {
          g_autoptr (TsPage) page = ts_page_new (made, &(TsPageOptions) { .width_px = widths[i] });

          check_texts (page, recording->name);
          check_shapes (page, recording->name);
          check_lanes (page);
          g_assert_cmpfloat (page->width_px, ==, widths[i]);
        }
    }
}

static gboolean
has_text (const TsPage *page, const char *part)
{
  for (guint i = 0; i < page->texts->len; i++)
    if (strstr (g_array_index (page->texts, TsPageText, i).text, part) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_says_what_was_left_out (void)
{
  g_autoptr (TsRecording) crowd = draw_crowd_recording ();
  g_autoptr (TsPage) page = ts_page_new (crowd, &(TsPageOptions) { 0 });
  guint n_tasks = 0;
  g_autofree char *more = NULL;

  for (guint i = 0; i < page->lanes->len; i++)
    n_tasks += g_array_index (page->lanes, TsPageLane, i).kind == TS_PAGE_TASK;
  more = g_strdup_printf ("and %u more tasks", 1000 - n_tasks);
  g_assert_cmpuint (n_tasks, >=, 20);
  g_assert_true (has_text (page, more));
}

static void
test_names_end_with_words (void)
{
  static const char
      *const name = "A worker with a name that goes on and on until nobody can read it any longer";
  g_autoptr (TsTextMeter) meter = ts_text_meter_new ();
  TsFont font = { 13, FALSE };
  double whole = ts_text_meter_get_width (meter, &font, name);

  for (double width = whole + 1; width > 40; width -= 3)
    {
      g_autofree char *fitting = ts_text_meter_shorten (meter, &font, name, width);
      gsize length = strlen (fitting);

      g_assert_cmpfloat (ts_text_meter_get_width (meter, &font, fitting), <=, width);
      if (g_str_equal (fitting, name))
        continue;
      g_assert_true (g_str_has_suffix (fitting, "…"));
      length -= strlen ("…");
      g_assert_cmpint (strncmp (fitting, name, length), ==, 0);
      g_assert_true (name[length] == ' ');
    }
}

static void
test_lines_break_between_words (void)
{
  static const char *const text =
      "Tasks take turns as the dice fall, again and again, until the very end of the run.";
  g_autoptr (TsTextMeter) meter = ts_text_meter_new ();
  TsFont font = { 13, FALSE };
  g_auto (GStrv) lines = ts_text_meter_wrap (meter, &font, text, 150, 20);
  g_autofree char *joined = g_strjoinv (" ", lines);
  g_auto (GStrv) few = ts_text_meter_wrap (meter, &font, text, 150, 2);

  g_assert_cmpstr (joined, ==, text);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpfloat (ts_text_meter_get_width (meter, &font, lines[i]), <=, 150);
  g_assert_cmpuint (g_strv_length (few), ==, 2);
  g_assert_true (g_str_has_suffix (few[1], "…"));
}

static void
test_says_what_went_wrong (void)
{
  g_autoptr (TsRecording) names = draw_names_recording ();
  g_autoptr (TsPage) page = ts_page_new (names, &(TsPageOptions) { 0 });

  g_assert_true (has_text (page, "Worker 2 was killed by signal 9 (Killed) at line 12."));
  g_assert_true (has_text (page, "Records were lost"));
  g_assert_true (has_text (page, "12\302\240records lost"));
  g_assert_true (has_text (page, "Paused for 1.20\302\240s"));
}

static void
test_caption (void)
{
  g_autoptr (TsRecording) word = draw_word_recording (2);
  g_autoptr (TsPage) page = ts_page_new (word, &(TsPageOptions) { 0 });
  g_autoptr (TsPage) part
    = ts_page_new (word, &(TsPageOptions) { .begin_ns = 200000000, .end_ns = 300000000 });

  g_assert_true (has_text (page, "A word processor"));
  g_assert_true (has_text (page, "Threads · 1.60\302\240s"));
  g_assert_true (has_text (page, "of 2 cores busy on average"));
  g_assert_true (has_text (page, "Pages:\302\2404"));
  g_assert_true (has_text (page, "Observed by the kernel (exact)"));
  g_assert_true (has_text (page, "seed\302\2404711"));
  g_assert_true (has_text (part, "Threads · 200\302\240ms to 300\302\240ms of 1.60\302\240s"));
}

/* The legend names what occurs, and only that. */
static void
test_legend (void)
{
  g_autoptr (TsRecording) word = draw_word_recording (2), small = draw_short_recording ();
  g_autoptr (TsPage) page = ts_page_new (word, &(TsPageOptions) { 0 });
  g_autoptr (TsPage) small_page = ts_page_new (small, &(TsPageOptions) { 0 });

  g_assert_true (has_text (page, ts_state_get_words (TS_STATE_WAITING_LOCK)));
  g_assert_true (has_text (page, ts_state_get_words (TS_STATE_WAITING_SLEEP)));
  g_assert_false (has_text (page, ts_state_get_words (TS_STATE_WAITING_BARRIER)));
  g_assert_true (has_text (small_page, ts_state_get_words (TS_STATE_READY)));
  g_assert_false (has_text (small_page, ts_state_get_words (TS_STATE_WAITING_LOCK)));
  g_assert_cmpuint (small_page->swatches->len, ==, 2);
}

static guint
count_big_boxes (const TsPage *page)
{
  guint count = 0;

  for (guint i = 0; i < page->boxes->len; i++)
    count += g_array_index (page->boxes, TsPageBox, i).width_px > 200;
  return count;
}

static void
test_siblings_are_boxed (void)
{
  g_autoptr (TsRecording) hybrid = draw_hybrid_recording (), word = draw_word_recording (2);
  g_autoptr (TsPage) page = ts_page_new (hybrid, &(TsPageOptions) { 0 });
  g_autoptr (TsPage) plain = ts_page_new (word, &(TsPageOptions) { 0 });
  static const guint order[] = { 0, 2, 1, 3, 4, 5, 6, 7 };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpuint (g_array_index (page->lanes, TsPageLane, i).index, ==, order[i]);
  g_assert_cmpuint (count_big_boxes (page), ==, 2);
  g_assert_true (has_text (page, "core pair 1"));
  g_assert_cmpuint (count_big_boxes (plain), ==, 0);
}

static void
test_badges (void)
{
  static const struct { guint task; const char *badge; } cases[] = {
    { 0, "A" }, { 25, "Z" }, { 26, "AA" }, { 51, "AZ" }, { 52, "BA" }, { 701, "ZZ" },
    { 702, "AAA" }, { G_MAXUINT32, "MWLQKWV" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char badge[8];
      ts_task_get_badge (cases[i].task, badge);
      g_assert_cmpstr (badge, ==, cases[i].badge);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page/texts-never-overlap", test_layouts);
  g_test_add_func ("/page/says-what-was-left-out", test_says_what_was_left_out);
  g_test_add_func ("/page/names-end-with-words", test_names_end_with_words);
  g_test_add_func ("/page/lines-break-between-words", test_lines_break_between_words);
  g_test_add_func ("/page/says-what-went-wrong", test_says_what_went_wrong);
  g_test_add_func ("/page/caption", test_caption);
  g_test_add_func ("/page/legend-names-what-occurs", test_legend);
  g_test_add_func ("/page/siblings-are-boxed", test_siblings_are_boxed);
  g_test_add_func ("/page/badges", test_badges);
  return g_test_run ();
}
