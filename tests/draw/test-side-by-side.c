/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Painting side by side: each part once, and the picture that one thread alone paints.
 */
#include "config.h"

#include <string.h>

#include "draw-recordings.h"
#include "ts-painter.h"
#include "ts-side-by-side.h"

enum { MOST_PARTS = 300, WIDTH_PX = 600, LANE_PX = 24, ROUNDS = 20 };

typedef struct {
  gint painted[MOST_PARTS];   /* atomic: how often */
  gint n_begun;               /* atomic */
  GThread *caller;
  gint n_strayed;             /* atomic: parts that did not come in order, in the calling thread */
} Count;

static void
count_part (cairo_t *cr, guint part, gpointer data)
{
  Count *count = data;

  if (g_thread_self () != count->caller || (guint) g_atomic_int_add (&count->n_begun, 1) != part)
    g_atomic_int_inc (&count->n_strayed);
  g_atomic_int_inc (&count->painted[part]);
}

static void
test_each_once (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 8, 8);
  cairo_t *cr = cairo_create (surface);

  for (guint round = 0; round < ROUNDS; round++)
    for (guint n_parts = 0; n_parts <= MOST_PARTS; n_parts = 3 * n_parts + 1)
      {
        Count count = { .caller = g_thread_self () };

        ts_paint_side_by_side (cr, n_parts, count_part, &count);
        for (guint part = 0; part < MOST_PARTS; part++)
          g_assert_cmpint (count.painted[part], ==, part < n_parts);
      }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Shapes are no pixels that threads could share. */
static void
test_shapes (void)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  Count count = { .caller = g_thread_self () };

  ts_paint_side_by_side (cr, MOST_PARTS, count_part, &count);
  g_assert_cmpint (count.n_strayed, ==, 0);
  g_assert_cmpint (count.n_begun, ==, MOST_PARTS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The cores' lanes, and below them the tasks'. */
static void
paint_lane (cairo_t *cr, guint part, gpointer data)
{
  TsRecording *recording = data;
  TsAxis axis = { 0, ts_recording_get_end_ns (recording), 10, WIDTH_PX - 20 };
  const TsPalette *palette = ts_palette_get (TS_APPEARANCE_DARK);
  guint n_cores = ts_recording_get_cores (recording)->len;

  if (part < n_cores)
    ts_paint_core_lane (cr, recording, part, &axis, part * LANE_PX, LANE_PX, palette);
  else
    ts_paint_task_lane (cr, recording, part - n_cores, &axis, part * LANE_PX, LANE_PX, palette);
}

typedef void (*PaintAll) (cairo_t *cr, guint n_parts, TsPaintPart paint, gpointer data);

static void
paint_in_turn (cairo_t *cr, guint n_parts, TsPaintPart paint, gpointer data)
{
  for (guint part = 0; part < n_parts; part++)
    paint (cr, part, data);
}

/* All lanes at 2 ×, moved, with a clip of two rectangles. */
static cairo_surface_t *
paint_all (TsRecording *recording, PaintAll paint)
{
  guint n_parts = ts_recording_get_cores (recording)->len + ts_recording_get_tasks (recording)->len;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 2 * WIDTH_PX, 2 * LANE_PX * (int) (n_parts + 2));
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, 2, 2);
  cr = cairo_create (surface);
  cairo_translate (cr, 0, LANE_PX);
  cairo_rectangle (cr, 0, 0, WIDTH_PX / 2.0, LANE_PX * n_parts);
  cairo_rectangle (cr, WIDTH_PX / 2.0 + 40, LANE_PX, WIDTH_PX, LANE_PX * n_parts);
  cairo_clip (cr);
  paint (cr, n_parts, paint_lane, recording);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
test_same_picture (void)
{
  g_autoptr (TsRecording) recording = draw_word_recording (4);
  cairo_surface_t *alone = paint_all (recording, paint_in_turn);
  gsize size = (gsize) cairo_image_surface_get_stride (alone) * (gsize) cairo_image_surface_get_height (alone);

  for (guint round = 0; round < ROUNDS; round++)
    {
      cairo_surface_t *together = paint_all (recording, ts_paint_side_by_side);

      g_assert_cmpint (memcmp (cairo_image_surface_get_data (alone), cairo_image_surface_get_data (together), size), ==, 0);
      cairo_surface_destroy (together);
    }
  cairo_surface_destroy (alone);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/side-by-side/each-part-once", test_each_once);
  g_test_add_func ("/side-by-side/shapes-in-order", test_shapes);
  g_test_add_func ("/side-by-side/the-same-picture", test_same_picture);
  return g_test_run ();
}
