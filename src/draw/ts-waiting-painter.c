/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line of a task that waits, with dashes that tell for what.
 */
#include "config.h"

#include "ts-lane-painter.h"

#include <math.h>

#include "ts-letters.h"
#include "ts-pattern.h"

enum { LETTER_INTERVAL_PX = 150 };

/* What all lines of a lane have in common. */
typedef struct {
  const TsCanvas *canvas;
  TsLetters *letters;      /* NULL: no room for them */
  double y_px, thickness;
} Lines;

/* From … until, columns, as filled pixels. */
static void
put_dashes (const Lines *lines, double from, double until, TsState state, TsPixelArea area)
{
  const TsCanvas *canvas = lines->canvas;
  guint32 pixel = ts_ink_get_pixel (ts_ink_of (ts_palette_get_state (canvas->palette, state)));
  int left = area.x_begin;
  guint n_dashes;
  const double *dashes = ts_pattern_get_dashes (state, &n_dashes);
  double unit = lines->thickness / canvas->column_px;

  if (ts_palette_is_plain (canvas->palette))
    n_dashes = 0;
  for (guint i = 0; from < until; i++)
    {
      double end = n_dashes > 0 ? MIN (until, from + dashes[i % n_dashes] * unit) : until;

      area.x_begin = left + (int) round (from);
      area.x_end = left + (int) round (end);
      if (i % 2 == 0)
        ts_pixels_fill (&canvas->pixels, &area, pixel);
      from = end;
    }
}

/* Puts it, or adds it to the path where there are no pixels: one path for all lines of a state keeps a file small. */
static void
add_dashes (const Lines *lines, double from, double until, TsState state)
{
  const TsCanvas *canvas = lines->canvas;
  double y = lines->y_px + lines->thickness / 2;
  TsPixelArea area;

  if (ts_canvas_find_pixels (canvas, 0, 0, lines->y_px, lines->thickness, &area))
    {
      put_dashes (lines, from, until, state, area);
      return;
    }
  cairo_move_to (canvas->cr, canvas->x_px + from * canvas->column_px, y);
  cairo_line_to (canvas->cr, canvas->x_px + until * canvas->column_px, y);
}

static void
stroke_path (const Lines *lines, TsState state)
{
  const TsCanvas *canvas = lines->canvas;

  if (!cairo_has_current_point (canvas->cr))
    return;
  ts_color_set (canvas->cr, ts_palette_get_state (canvas->palette, state));
  cairo_set_line_width (canvas->cr, lines->thickness);
  if (!ts_palette_is_plain (canvas->palette))
    ts_pattern_set_dash (canvas->cr, state, lines->thickness);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
}

/* The line of a waiting block, with a hole for each letter that has room. */
static void
add_line (const Lines *lines, const TsBlock *block, TsState state)
{
  const TsCanvas *canvas = lines->canvas;
  char letter[] = { ts_state_get_letter (state), '\0' };
  double width_px = (block->end - block->first) * canvas->column_px, from = block->first;
  double hole_px = lines->letters != NULL ? ts_letters_get_width (lines->letters, letter) + 2 * TS_LETTER_MARGIN_PX : 0;
  guint n_letters = lines->letters != NULL && width_px >= 3 * hole_px ? 1 + (guint) (width_px / LETTER_INTERVAL_PX) : 0;
  double interval = (double) (block->end - block->first) / MAX (1, n_letters), hole = hole_px / canvas->column_px;

  for (guint i = 0; i < n_letters; i++)
    {
      double middle = block->first + (i + 0.5) * interval;

      add_dashes (lines, from, middle - hole / 2, state);
      from = middle + hole / 2;
      ts_letters_add (lines->letters, letter, canvas->x_px + middle * canvas->column_px,
                      lines->y_px + lines->thickness / 2, ts_palette_get_state (canvas->palette, state));
    }
  add_dashes (lines, from, block->end, state);
}

/* The lines of all blocks in which the task waits for the same. */
static void
paint_state (const Lines *lines, const TsLane *lane, GArray *blocks, TsState state)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const TsBlock *block = &g_array_index (blocks, TsBlock, i);

      if (ts_lane_get_slice (lane, block->position)->state == state)
        add_line (lines, block, state);
    }
  stroke_path (lines, state);
}

/* A bit for each state that there is. */
static guint
find_states (const TsLane *lane, GArray *blocks)
{
  guint states = 0;

  for (guint i = 0; i < blocks->len; i++)
    states |= 1u << ts_lane_get_slice (lane, g_array_index (blocks, TsBlock, i).position)->state;
  return states;
}

void
ts_canvas_paint_waiting (const TsCanvas *canvas, const TsLane *lane, GArray *blocks, double y_px, double height_px)
{
  TsFont font = ts_lane_get_letter_font (height_px * 0.85);
  g_autoptr (TsLetters) letters
    = height_px >= TS_LEAST_LETTER_HEIGHT_PX ? ts_letters_new (canvas->cr, &font) : NULL;
  Lines lines = { .canvas = canvas, .letters = letters, .thickness = ts_strip_get_line_px (canvas, height_px) };
  guint states = find_states (lane, blocks);

  lines.y_px = ts_canvas_snap_y (canvas, y_px + (height_px - lines.thickness) / 2);
  for (TsState state = TS_STATE_WAITING; state <= TS_STATE_WAITING_TASK; state++)
    if ((states & 1u << state) != 0)
      paint_state (&lines, lane, blocks, state);
  if (letters != NULL)
    ts_letters_show (letters);
}
