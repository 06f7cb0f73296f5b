/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A task that is ready and has no core: a frame in its colour, hatched (or palely filled), with an R where there is room.
 */
#include "config.h"

#include "ts-lane-painter.h"

#include <math.h>

#include "ts-letters.h"
#include "ts-pattern.h"

enum { LEAST_HATCH_PX = 7 };

/* A block in which the task is ready, and the hole in its hatch for a letter: columns. */
typedef struct {
  guint first, hole_first, hole_end, end;
} Ready;

/* What all of them in a lane have in common; y_px, height_px and edge_px lie on device pixels. */
typedef struct {
  const TsCanvas *canvas;
  const TsColor *color;
  double y_px, height_px, edge_px;
  gboolean is_hatched;
} Look;

gboolean
ts_ready_is_narrow (const TsCanvas *canvas, const TsBlock *block)
{
  return (block->end - block->first) * canvas->column_px < LEAST_HATCH_PX;
}

/* Those blocks that are wide enough for a hatch; `hole_px`: as wide as a letter with room, 0: there are none. */
static GArray *
find_ready (const TsCanvas *canvas, const TsLane *lane, GArray *blocks, double hole_px)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Ready));
  guint hole = (guint) ceil (hole_px / canvas->column_px);

  for (guint i = 0; i < blocks->len; i++)
    {
      const TsBlock *block = &g_array_index (blocks, TsBlock, i);
      guint width = block->end - block->first;
      Ready ready = { block->first, block->end, block->end, block->end };

      if (ts_lane_get_slice (lane, block->position)->state != TS_STATE_READY || ts_ready_is_narrow (canvas, block))
        continue;
      if (hole > 0 && width * canvas->column_px >= hole_px + 4)
        {
          ready.hole_first = block->first + (width - hole) / 2;
          ready.hole_end = ready.hole_first + hole;
        }
      g_array_append_val (found, ready);
    }
  return found;
}

static guint
to_pixels (const Look *look, double length_px)
{
  return (guint) round (length_px / look->canvas->row_px);
}

/* The hatch of columns first … end - 1: at most a hole lies beside it, so it needs no ends. */
static void
put_hatch (const Look *look, guint first, guint end, const TsPixelArea *all)
{
  const TsPixels *pixels = &look->canvas->pixels;
  guint edge = to_pixels (look, look->edge_px);
  cairo_surface_t *tile = ts_pattern_get_hatch (look->color, 5 * edge, edge);
  int left = all->x_begin, top = (int) round (ts_canvas_snap_y (look->canvas, 0) * pixels->y_scale + pixels->y_move);

  ts_pixels_add_tile (pixels, &(TsPixelArea) { left + (int) first, all->y_begin, left + (int) end, all->y_end }, tile,
                      left, top);
}

/* `all`: column 0, and the lane's rows. */
static void
put_frame (const Look *look, const Ready *ready, const TsPixelArea *all)
{
  const TsPixels *pixels = &look->canvas->pixels;
  guint32 pixel = ts_ink_get_pixel (ts_ink_of (look->color));
  int edge = (int) to_pixels (look, look->edge_px);
  int left = all->x_begin + (int) ready->first, right = all->x_begin + (int) ready->end;

  ts_pixels_fill (pixels, &(TsPixelArea) { left, all->y_begin, right, all->y_begin + edge }, pixel);
  ts_pixels_fill (pixels, &(TsPixelArea) { left, all->y_end - edge, right, all->y_end }, pixel);
  ts_pixels_fill (pixels, &(TsPixelArea) { left, all->y_begin, left + edge, all->y_end }, pixel);
  ts_pixels_fill (pixels, &(TsPixelArea) { right - edge, all->y_begin, right, all->y_end }, pixel);
}

static void
put_ready (const Look *look, const Ready *ready, const TsPixelArea *all)
{
  if (look->is_hatched)
    {
      put_hatch (look, ready->first, ready->hole_first, all);
      put_hatch (look, ready->hole_end, ready->end, all);
    }
  put_frame (look, ready, all);
}

static gboolean
put_all_ready (const Look *look, GArray *found)
{
  TsPixelArea all;

  if (!ts_canvas_find_pixels (look->canvas, 0, 0, look->y_px, look->height_px, &all))
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    put_ready (look, &g_array_index (found, Ready, i), &all);
  return TRUE;
}

/* Adds the hatch of columns first … end - 1 to the path: line by line, or, on pixels, what the tile is to fill. */
static void
add_hatch (const Look *look, guint first, guint end)
{
  const TsCanvas *canvas = look->canvas;
  double x = ts_canvas_get_column_x (canvas, first), width = (end - first) * canvas->column_px;

  if (canvas->is_vector)
    ts_pattern_add_hatch (canvas->cr, x, look->y_px, width, look->height_px, 5 * look->edge_px);
  else
    cairo_rectangle (canvas->cr, x, look->y_px, width, look->height_px);
}

static void
fill_with_tile (const Look *look)
{
  const TsCanvas *canvas = look->canvas;
  guint edge = to_pixels (look, look->edge_px);
  cairo_matrix_t matrix;

  cairo_save (canvas->cr);
  cairo_set_source_surface (canvas->cr, ts_pattern_get_hatch (look->color, 5 * edge, edge), 0, 0);
  cairo_matrix_init_scale (&matrix, 1 / canvas->column_px, 1 / canvas->row_px);
  cairo_matrix_translate (&matrix, -canvas->x_px, -ts_canvas_snap_y (canvas, 0));
  cairo_pattern_set_matrix (cairo_get_source (canvas->cr), &matrix);
  cairo_pattern_set_extend (cairo_get_source (canvas->cr), CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (cairo_get_source (canvas->cr), CAIRO_FILTER_NEAREST);
  cairo_fill (canvas->cr);
  cairo_restore (canvas->cr);
}

/* All frames are one path, and all hatches one: that keeps a file small. */
static void
stroke_all_ready (const Look *look, GArray *found)
{
  const TsCanvas *canvas = look->canvas;
  double edge = look->edge_px;

  ts_color_set (canvas->cr, look->color);
  cairo_set_line_width (canvas->cr, edge);
  for (guint i = 0; i < found->len; i++)
    {
      const Ready *ready = &g_array_index (found, Ready, i);

      cairo_rectangle (canvas->cr, ts_canvas_get_column_x (canvas, ready->first) + edge / 2, look->y_px + edge / 2,
                       (ready->end - ready->first) * canvas->column_px - edge, look->height_px - edge);
    }
  cairo_stroke (canvas->cr);
  for (guint i = 0; i < found->len && look->is_hatched; i++)
    {
      const Ready *ready = &g_array_index (found, Ready, i);

      add_hatch (look, ready->first, ready->hole_first);
      add_hatch (look, ready->hole_end, ready->end);
    }
  if (canvas->is_vector)
    cairo_stroke (canvas->cr);
  else
    fill_with_tile (look);
}

static void
add_letters (const Look *look, GArray *found, TsLetters *letters)
{
  const TsCanvas *canvas = look->canvas;
  char letter[] = { ts_state_get_letter (TS_STATE_READY), '\0' };

  for (guint i = 0; i < found->len; i++)
    {
      const Ready *ready = &g_array_index (found, Ready, i);

      if (ready->hole_first < ready->hole_end)
        ts_letters_add (letters, letter, canvas->x_px + (ready->first + ready->end) * canvas->column_px / 2,
                        look->y_px + look->height_px / 2, ts_palette_get_role (canvas->palette, TS_ROLE_TEXT));
    }
}

void
ts_canvas_paint_ready (const TsCanvas *canvas, const TsLane *lane, GArray *blocks, guint task, double y_px,
                       double height_px)
{
  TsFont font = ts_lane_get_letter_font (height_px);
  g_autoptr (TsLetters) letters
    = height_px >= TS_LEAST_LETTER_HEIGHT_PX ? ts_letters_new (canvas->cr, &font) : NULL;
  char letter[] = { ts_state_get_letter (TS_STATE_READY), '\0' };
  double hole_px = letters != NULL ? ts_letters_get_width (letters, letter) + 2 * TS_LETTER_MARGIN_PX : 0;
  g_autoptr (GArray) found = find_ready (canvas, lane, blocks, hole_px);
  Look look = { canvas, ts_palette_get_ready (canvas->palette, task), y_px, height_px,
                ts_strip_get_edge_px (canvas, height_px), !ts_palette_is_plain (canvas->palette) };

  if (found->len > 0 && !put_all_ready (&look, found))
    stroke_all_ready (&look, found);
  if (letters == NULL)
    return;
  add_letters (&look, found, letters);
  ts_letters_show (letters);
}
