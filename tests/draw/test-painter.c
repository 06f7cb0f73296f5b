/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lanes look like, pixel by pixel.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "draw-recordings.h"
#include "ts-painter.h"
#include "ts-shade.h"

enum { WIDTH_PX = 500, HEIGHT_PX = 40 };

typedef void (*PaintLane) (cairo_t *cr, TsRecording *recording, guint index, const TsAxis *axis,
                           double y_px, double height_px, const TsPalette *palette);

static cairo_surface_t *
paint (PaintLane painter, TsRecording *recording, guint index, gint64 begin_ns, gint64 end_ns,
       double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) (WIDTH_PX * scale), (int) (HEIGHT_PX * scale));
  cairo_t *cr = cairo_create (surface);
  TsAxis axis = { begin_ns, end_ns, 0, WIDTH_PX };

  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  painter (cr, recording, index, &axis, 0, HEIGHT_PX, ts_palette_get (TS_APPEARANCE_LIGHT));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface)
                      + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

static void
assert_color (guint32 pixel, const TsColor *color)
{
  g_assert_cmpint (ABS ((int) (pixel >> 16) - (int) round (color->red * 255)), <=, 1);
  g_assert_cmpint (ABS ((int) (pixel >> 8 & 0xff) - (int) round (color->green * 255)), <=, 1);
  g_assert_cmpint (ABS ((int) (pixel & 0xff) - (int) round (color->blue * 255)), <=, 1);
}

static const TsColor *
role (TsRole which)
{
  return ts_palette_get_role (ts_palette_get (TS_APPEARANCE_LIGHT), which);
}

static const TsColor *
task_color (guint task)
{
  return ts_palette_get_task (ts_palette_get (TS_APPEARANCE_LIGHT), task);
}

static void
append (TsLane *lane, gint64 begin_ns, gint64 end_ns, guint32 who, TsState state, guint8 shade)
{
  TsSlice slice = { begin_ns, end_ns, who, 1, (guint8) state, shade };

  ts_lane_append (lane, &slice);
}

static TsLane *
lane_of_core (TsRecording *recording)
{
  return ((TsCore *) g_ptr_array_index (ts_recording_get_cores (recording), 0))->lane;
}

/* One nanosecond in ten seconds becomes a mark one unit wide at its place, and changes nothing else.
 */
static void
test_needle (void)
{
  for (guint scale = 1; scale <= 2; scale++)
    {
      g_autoptr (TsRecording) needle = draw_needle_recording ();
      cairo_surface_t *surface = paint (ts_paint_core_lane, needle, 0, 0, 10000000000, scale);
      int middle = WIDTH_PX * (int) scale / 2;

      for (int x = 0; x < WIDTH_PX * (int) scale; x++)
        if (x >= middle && x < middle + (int) scale)
          g_assert_cmphex (pixel_at (surface, x, 10), !=, pixel_at (surface, 0, 10));
        else
          assert_color (pixel_at (surface, x, 10), role (TS_ROLE_LANE));
      cairo_surface_destroy (surface);
    }
}

/* Turns much shorter than a pixel come out as the mixture of their colours. */
static void
test_mixture (void)
{
  g_autoptr (TsRecording) recording = draw_empty_recording ();
  cairo_surface_t *surface;
  const TsColor *first = task_color (0), *second = task_color (1);
  TsColor mixed = { 0.25 * first->red + 0.75 * second->red,
                    0.25 * first->green + 0.75 * second->green,
                    0.25 * first->blue + 0.75 * second->blue };

  for (gint64 begin = 0; begin < 1000000; begin += 100)
    {
      append (lane_of_core (recording), begin, begin + 25, 0, TS_STATE_RUNNING,
              ts_shade_of_task (0));
      append (lane_of_core (recording), begin + 25, begin + 100, 1, TS_STATE_RUNNING,
              ts_shade_of_task (1));
    }
  surface = paint (ts_paint_core_lane, recording, 0, 0, 1000000, 1);
  for (int x = 0; x < WIDTH_PX; x++)
    assert_color (pixel_at (surface, x, 10), &mixed);
  cairo_surface_destroy (surface);
}

/* A long slice is a block in its task's colour, with an edge; what lies beside it stays free. */
static void
test_block (void)
{
  g_autoptr (TsRecording) recording = draw_empty_recording ();
  cairo_surface_t *surface;

  append (lane_of_core (recording), 100, 300, 2, TS_STATE_RUNNING, ts_shade_of_task (2));
  surface = paint (ts_paint_core_lane, recording, 0, 0, 500, 1);
  assert_color (pixel_at (surface, 120, 15), task_color (2));
  assert_color (pixel_at (surface, 280, 15), task_color (2));
  assert_color (pixel_at (surface, 100, 15),
                ts_palette_get_task_edge (ts_palette_get (TS_APPEARANCE_LIGHT), 2));
  assert_color (pixel_at (surface, 200, 0),
                ts_palette_get_task_edge (ts_palette_get (TS_APPEARANCE_LIGHT), 2));
  assert_color (pixel_at (surface, 99, 15), role (TS_ROLE_LANE));
  assert_color (pixel_at (surface, 300, 15), role (TS_ROLE_LANE));
  cairo_surface_destroy (surface);
}

static guint
count_color (cairo_surface_t *surface, int left, int right, const TsColor *color)
{
  guint count = 0;

  for (int x = left; x < right; x++)
    for (int y = 0; y < HEIGHT_PX; y++)
      {
        guint32 pixel = pixel_at (surface, x, y);
        count += ABS ((int) (pixel >> 16) - (int) round (color->red * 255)) <= 1
                 && ABS ((int) (pixel >> 8 & 0xff) - (int) round (color->green * 255)) <= 1
                 && ABS ((int) (pixel & 0xff) - (int) round (color->blue * 255)) <= 1;
      }
  return count;
}

/* Each state of a task's lane has its own look: solid, hatched, a line, a line in the lock's colour.
 */
static void
test_states_look_different (void)
{
  g_autoptr (TsRecording) recording = draw_empty_recording ();
  TsLane *lane = ((TsTask *) g_ptr_array_index (ts_recording_get_tasks (recording), 0))->lane;
  static const TsState states[] = { TS_STATE_RUNNING, TS_STATE_READY, TS_STATE_WAITING_SLEEP,
                                    TS_STATE_WAITING_LOCK };
  cairo_surface_t *surface;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    append (lane, i * 100, (i + 1) * 100, TS_WHO_NONE, states[i], ts_shade_of_state (states[i]));
  surface = paint (ts_paint_task_lane, recording, 0, 0, 400, 1);
  g_assert_cmpuint (count_color (surface, 10, 115, task_color (0)), >, 60 * HEIGHT_PX);
  g_assert_cmpuint (count_color (surface, 130, 245, task_color (0)), <, 20 * HEIGHT_PX);
  g_assert_cmpuint (count_color (surface, 130, 245, role (TS_ROLE_BACKGROUND)), >, 30 * HEIGHT_PX);
  g_assert_cmpuint (count_color (surface, 255, 370, role (TS_ROLE_LINE)), >, 50);
  g_assert_cmpuint (count_color (surface, 255, 370, role (TS_ROLE_LINE)), <, 5 * 120);
  g_assert_cmpuint (count_color (surface, 380, 495, role (TS_ROLE_LINE_LOCK)), >, 100);
  cairo_surface_destroy (surface);
}

/* No two reasons to wait draw the same line, whatever their colour. */
static void
test_dashes_differ (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (TsState state = TS_STATE_WAITING; state <= TS_STATE_WAITING_TASK; state++)
    {
      g_autoptr (TsRecording) recording = draw_empty_recording ();
      TsLane *lane = ((TsTask *) g_ptr_array_index (ts_recording_get_tasks (recording), 0))->lane;
      GString *line = g_string_new (NULL);
      cairo_surface_t *surface;

      append (lane, 0, 1000, TS_WHO_NONE, state, ts_shade_of_state (state));
      surface = paint (ts_paint_task_lane, recording, 0, 0, 1000, 1);
      for (int x = 0; x < 40; x++)
        g_string_append_c (line, (pixel_at (surface, x, HEIGHT_PX / 2) & 0xff) > 200 ? ' ' : '-');
      g_assert_true (strchr (line->str, '-') != NULL);
      g_assert_true (g_hash_table_add (seen, g_string_free (line, FALSE)));
      cairo_surface_destroy (surface);
    }
}

static void
test_others_at_the_foot (void)
{
  g_autoptr (TsRecording) recording = draw_empty_recording ();
  TsCore *core = g_ptr_array_index (ts_recording_get_cores (recording), 0);
  cairo_surface_t *surface;

  append (core->others, 0, 250, 1000, TS_STATE_OTHERS, 0);
  append (core->others, 250, 500, 0, TS_STATE_OTHERS, 0);
  surface = paint (ts_paint_core_lane, recording, 0, 0, 500, 1);
  assert_color (pixel_at (surface, 100, HEIGHT_PX - 1), role (TS_ROLE_OTHERS));
  assert_color (pixel_at (surface, 400, HEIGHT_PX - 1), role (TS_ROLE_LANE));
  assert_color (pixel_at (surface, 100, 5), role (TS_ROLE_LANE));
  cairo_surface_destroy (surface);
}

/* The area of a queue reaches as high as it is full. */
static void
test_value_area (void)
{
  g_autoptr (TsRecording) recording = draw_empty_recording ();
  TsObject *object = ts_recording_add_object (recording);
  cairo_surface_t *surface;

  object->kind = TS_OBJECT_QUEUE;
  object->size = 4;
  for (guint32 value = 0; value <= 4; value++)
    append (object->lane, value * 100, (value + 1) * 100, value, TS_STATE_VALUE,
            ts_shade_of_value (value, 4));
  g_assert_cmpint (ts_object_get_top (object), ==, 4);
  surface = paint (ts_paint_object_lane, recording, 0, 0, 500, 1);
  for (int value = 0; value <= 4; value++)
    {
      int height = 0;
      /* Below the dashes of the capacity line. */
      for (int y = 3; y < HEIGHT_PX; y++)
        height += pixel_at (surface, value * 100 + 50, y) != 0xffffff;
      g_assert_cmpint (ABS (height - value * HEIGHT_PX / 4), <=, 5);
    }
  cairo_surface_destroy (surface);
}

/* Whatever the window, painting neither fails nor leaves its lane. */
static void
test_any_window (void)
{
  g_autoptr (TsRecording) word = draw_word_recording (2);
  g_autoptr (GRand) dice = g_rand_new_with_seed (8);
  static const PaintLane painters[] = { ts_paint_core_lane, ts_paint_task_lane,
                                        ts_paint_object_lane };

  for (guint i = 0; i < 150; i++)
    {
      gint64 begin = (gint64) g_rand_double_range (dice, -5e8, 2e9);
      gint64 end = begin + 1 + (gint64) exp (g_rand_double_range (dice, 0, 23));
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200, 60);
      cairo_t *cr = cairo_create (surface);
      TsAxis axis = { begin, end, 30.3, 141.7 };

      painters[i % 3] (cr, word, i % 2, &axis, 20.4, 20, ts_palette_get (TS_APPEARANCE_DARK));
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      for (int x = 0; x < 200; x++)
        for (int y = 0; y < 60; y++)
          if (x < 28 || x > 174 || y < 18 || y > 42)
            g_assert_cmphex (pixel_at (surface, x, y), ==, 0);
      cairo_surface_destroy (surface);
    }
}

/* One of two cores is busy for three quarters of the time, the other for the second quarter. */
static void
test_overview (void)
{
  enum { LEFT_PX = 20, TOP_PX = 3, BAR_PX = 11, WHOLE_PX = 400 };
  g_autoptr (TsRecording) recording = ts_recording_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, LEFT_PX + WHOLE_PX, TOP_PX + BAR_PX + 2);
  const TsAxis axis = { 0, 400, LEFT_PX, WHOLE_PX };
  const TsColor *lane = role (TS_ROLE_LANE), *first = task_color (0), *second = task_color (1);
  const TsColor half = { (lane->red + first->red) / 2, (lane->green + first->green) / 2, (lane->blue + first->blue) / 2 };

  append (ts_recording_add_core (recording)->lane, 0, 300, 0, TS_STATE_RUNNING, 0);
  append (ts_recording_add_core (recording)->lane, 100, 200, 1, TS_STATE_RUNNING, 1);
  ts_paint_overview (surface, recording, &axis, TOP_PX, BAR_PX, ts_palette_get (TS_APPEARANCE_LIGHT));
  /* Half of the cores: five pixels and a half, from below. */
  assert_color (pixel_at (surface, LEFT_PX + 50, TOP_PX + BAR_PX - 1), first);
  assert_color (pixel_at (surface, LEFT_PX + 50, TOP_PX + BAR_PX - 5), first);
  assert_color (pixel_at (surface, LEFT_PX + 50, TOP_PX + BAR_PX - 6), &half);
  assert_color (pixel_at (surface, LEFT_PX + 50, TOP_PX + BAR_PX - 7), lane);
  assert_color (pixel_at (surface, LEFT_PX + 150, TOP_PX + BAR_PX - 1), first);
  assert_color (pixel_at (surface, LEFT_PX + 150, TOP_PX), second);
  assert_color (pixel_at (surface, LEFT_PX + 250, TOP_PX), lane);
  assert_color (pixel_at (surface, LEFT_PX + 399, TOP_PX + BAR_PX - 1), lane);
  /* Nothing beside it. */
  g_assert_cmphex (pixel_at (surface, LEFT_PX - 1, TOP_PX + 5), ==, 0);
  g_assert_cmphex (pixel_at (surface, LEFT_PX + 50, TOP_PX - 1), ==, 0);
  g_assert_cmphex (pixel_at (surface, LEFT_PX + 50, TOP_PX + BAR_PX), ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/painter/overview", test_overview);
  g_test_add_func ("/painter/a-nanosecond-is-seen", test_needle);
  g_test_add_func ("/painter/dense-slices-mix", test_mixture);
  g_test_add_func ("/painter/a-block-has-its-colour-and-edge", test_block);
  g_test_add_func ("/painter/states-look-different", test_states_look_different);
  g_test_add_func ("/painter/dashes-differ", test_dashes_differ);
  g_test_add_func ("/painter/others-lie-at-the-foot", test_others_at_the_foot);
  g_test_add_func ("/painter/area-is-as-high-as-the-value", test_value_area);
  g_test_add_func ("/painter/any-window", test_any_window);
  return g_test_run ();
}
