/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lanes of cores, tasks and locks: what they hold, laid on columns, becomes a strip, lines, hatches
 * and letters.
 */
#include "config.h"

#include "ts-lane-painter.h"

#include <math.h>

#include "ts-letters.h"
#include "ts-shade.h"

/* How much of a hatch is ink. */
static const float hatch_share = 0.35f;

TsFont
ts_lane_get_letter_font (double height_px)
{
  return (TsFont) { CLAMP (height_px * 0.48, 7.5, 24), TRUE };
}

/* Which of the palette's colours a slice has that runs `task` on `core`. */
static guint
choose_colour (const TsCanvas *canvas, guint task, guint core)
{
  return ts_palette_get_colouring (canvas->palette) == TS_COLOURS_BY_CORE ? core : task;
}

/* Inks of a lane in which shades are tasks. */
static void
init_task_inks (TsInks *inks, const TsCanvas *canvas, guint core, TsInk background)
{
  const TsPalette *palette = canvas->palette;

  *inks = (TsInks) { .background = background, .lone_shades = (1u << TS_N_SHADES) - 1 };
  for (guint i = 0; i < TS_N_SHADES; i++)
    {
      guint colour = choose_colour (canvas, i, core);

      inks->shades[TS_ROW_BODY][i] = ts_ink_of (ts_palette_get_fill (palette, colour));
      inks->shades[TS_ROW_EDGE][i] = ts_ink_of (ts_palette_get_fill_edge (palette, colour));
    }
}

/* Inks of a task's own lane, in which shades are states: running fills it, ready does so as thinly
 * as its hatch, waiting is a line.  By core the blend does not know its colour: add_columns_by_core() does. */
static void
init_state_inks (TsInks *inks, const TsPalette *palette, guint task)
{
  guint running = ts_shade_of_state (TS_STATE_RUNNING), ready = ts_shade_of_state (TS_STATE_READY);
  guint colour = ts_palette_get_colouring (palette) == TS_COLOURS_BY_CORE ? TS_WHO_NONE : task;

  *inks = (TsInks) { .has_line = TRUE, .lone_shades = 1u << running };
  for (guint i = 0; i < TS_N_SHADES; i++)
    inks->shades[TS_ROW_LINE][i] = ts_ink_of (
        ts_palette_get_state (palette, ts_shade_get_state ((guint8) i)));
  inks->shades[TS_ROW_EDGE][ready] = ts_ink_of (ts_palette_get_ready (palette, task));
  inks->shades[TS_ROW_BODY][ready] = inks->shades[TS_ROW_EDGE][ready] * hatch_share;
  inks->shades[TS_ROW_LINE][ready] = inks->shades[TS_ROW_BODY][ready];
  inks->shades[TS_ROW_EDGE][running] = ts_ink_of (ts_strip_get_edge (palette, colour));
  inks->shades[TS_ROW_BODY][running] = ts_ink_of (ts_strip_get_fill (palette, colour));
  inks->shades[TS_ROW_LINE][running] = inks->shades[TS_ROW_BODY][running];
}

/* Solids that touch get a gap between them, in the colour of what they lie on. */
static void
add_solid (const TsCanvas *canvas, GArray *solids, const TsBlock *block, guint task, guint core)
{
  TsSolid solid = { block->first, block->end, task, choose_colour (canvas, task, core) };

  if (solids->len > 0)
    {
      TsSolid *last = &g_array_index (solids, TsSolid, solids->len - 1);
      guint gap = MAX (1, (guint) round (1 / canvas->column_px));
      if (last->end == solid.first && last->end - last->first > 3 * gap)
        last->end -= gap;
    }
  g_array_append_val (solids, solid);
}

/* Letters of the tasks in the blocks that are wide enough. */
static void
paint_badges (const TsCanvas *canvas, GArray *solids, double y_px, double height_px)
{
  TsFont font = ts_lane_get_letter_font (height_px);
  g_autoptr (TsLetters) letters = NULL;

  for (guint i = 0; i < solids->len && height_px >= TS_LEAST_LETTER_HEIGHT_PX; i++)
    {
      const TsSolid *solid = &g_array_index (solids, TsSolid, i);
      double width = (solid->end - solid->first) * canvas->column_px;
      char badge[8];

      if (solid->task == TS_WHO_NONE || width < font.size_px)
        continue;
      if (letters == NULL)
        letters = ts_letters_new (canvas->cr, &font);
      ts_task_get_badge (solid->task, badge);
      if (ts_letters_get_width (letters, badge) + 2 * TS_LETTER_MARGIN_PX <= width)
        ts_letters_add (letters, badge, ts_canvas_get_column_x (canvas, solid->first) + width / 2,
                        y_px + height_px / 2,
                        ts_palette_get_fill_text (canvas->palette, solid->colour));
    }
  if (letters != NULL)
    ts_letters_show (letters);
}

void
ts_paint_lane_by_task (const TsCanvas *canvas, const TsLane *lane, guint core, TsInk background,
                       double y_px, double height_px)
{
  g_autoptr (TsColumns) columns
    = ts_columns_new (lane, canvas->begin_ns, canvas->end_ns, canvas->n_columns);
  g_autoptr (GArray) solids = g_array_new (FALSE, FALSE, sizeof (TsSolid));
  TsInks inks;

  init_task_inks (&inks, canvas, core, background);
  for (guint i = 0; i < columns->blocks->len; i++)
    {
      const TsBlock *block = &g_array_index (columns->blocks, TsBlock, i);
      add_solid (canvas, solids, block, ts_lane_get_slice (lane, block->position)->who, core);
    }
  ts_strip_paint (canvas, columns, &inks, solids, y_px, height_px);
  paint_badges (canvas, solids, y_px, height_px);
}

void
ts_canvas_paint_core (const TsCanvas *canvas, TsRecording *recording, guint core, double y_px,
                      double height_px)
{
  const TsCore *of = g_ptr_array_index (ts_recording_get_cores (recording), core);
  const TsColor *background = ts_palette_get_role (canvas->palette, TS_ROLE_LANE);
  double top = ts_canvas_snap_y (canvas, y_px);
  double foot = ts_canvas_snap_y (canvas, y_px + height_px);
  double strip_end = ts_canvas_snap_y (canvas, y_px + height_px * 0.82);

  cairo_save (canvas->cr);
  ts_paint_lane_by_task (canvas, of->lane, of->number, ts_ink_of (background), top, strip_end - top);
  ts_canvas_paint_others (canvas, of->others, strip_end, foot - strip_end);
  cairo_restore (canvas->cr);
}

/* Core numbers in the running blocks of a task. */
static void
paint_numbers (const TsCanvas *canvas, const TsLane *lane, GArray *blocks, guint task, double y_px,
               double height_px)
{
  TsFont font = ts_lane_get_letter_font (height_px);

  if (height_px < TS_LEAST_LETTER_HEIGHT_PX)
    return;
  g_autoptr (TsLetters) letters = ts_letters_new (canvas->cr, &font);
  for (guint i = 0; i < blocks->len; i++)
    {
      const TsBlock *block = &g_array_index (blocks, TsBlock, i);
      const TsSlice *slice = ts_lane_get_slice (lane, block->position);
      double width = (block->end - block->first) * canvas->column_px;
      char number[8];

      if (slice->state != TS_STATE_RUNNING || slice->core == TS_CORE_NONE
          || width < font.size_px * 0.8)
        continue;
      g_snprintf (number, sizeof number, "%u", slice->core);
      if (ts_letters_get_width (letters, number) + 2 * TS_LETTER_MARGIN_PX <= width)
        ts_letters_add (letters, number, ts_canvas_get_column_x (canvas, block->first) + width / 2,
                        y_px + height_px / 2,
                        ts_palette_get_fill_text (canvas->palette,
                                                  choose_colour (canvas, task, slice->core)));
    }
  ts_letters_show (letters);
}

/* A stretch of ready time too narrow for a hatch is painted as its blend. */
static void
blend_narrow_ready (const TsCanvas *canvas, const TsLane *lane, TsColumns *columns)
{
  guint ready = ts_shade_of_state (TS_STATE_READY);

  for (guint i = 0; i < columns->blocks->len; i++)
    {
      const TsBlock *block = &g_array_index (columns->blocks, TsBlock, i);

      if (ts_lane_get_slice (lane, block->position)->state != TS_STATE_READY
          || !ts_ready_is_narrow (canvas, block))
        continue;
      for (guint column = block->first; column < block->end; column++)
        {
          columns->shares[(gsize) column * TS_N_SHADES + ready] = 1;
          columns->present[column] |= (guint8) (1u << ready);
        }
    }
}

/* What runs in a column between blocks is coloured by the slice in its middle: which core had the most of it no index
 * tells, and at this size nobody could see. */
static void
add_column_by_core (const TsCanvas *canvas, const TsLane *lane, const TsColumns *columns, GArray *solids, guint column)
{
  double column_ns = (double) (canvas->end_ns - canvas->begin_ns) / canvas->n_columns;
  const TsSlice *slice = ts_lane_at (lane, canvas->begin_ns + (gint64) ((column + 0.5) * column_ns));
  TsSolid solid = { column, column + 1, TS_WHO_NONE, TS_WHO_NONE };

  if ((columns->present[column] & 1u << ts_shade_of_state (TS_STATE_RUNNING)) == 0 || slice == NULL
      || slice->state != TS_STATE_RUNNING || slice->core == TS_CORE_NONE)
    return;
  solid.colour = slice->core;
  g_array_append_val (solids, solid);
}

/* The blocks in which the task runs. */
static void
add_running (const TsCanvas *canvas, const TsLane *lane, const TsColumns *columns, GArray *solids, guint task)
{
  gboolean is_by_core = ts_palette_get_colouring (canvas->palette) == TS_COLOURS_BY_CORE;
  guint column = 0;

  for (guint i = 0; i < columns->blocks->len; i++)
    {
      const TsBlock *block = &g_array_index (columns->blocks, TsBlock, i);
      const TsSlice *slice = ts_lane_get_slice (lane, block->position);

      for (; is_by_core && column < block->first; column++)
        add_column_by_core (canvas, lane, columns, solids, column);
      column = block->end;
      if (slice->state == TS_STATE_RUNNING)
        add_solid (canvas, solids, block, task, slice->core == TS_CORE_NONE ? TS_WHO_NONE : slice->core);
    }
  for (; is_by_core && column < columns->n_columns; column++)
    add_column_by_core (canvas, lane, columns, solids, column);
}

void
ts_canvas_paint_task (const TsCanvas *canvas, TsRecording *recording, guint task, double y_px,
                      double height_px)
{
  const TsLane *lane = ((TsTask *) g_ptr_array_index (ts_recording_get_tasks (recording), task))
                           ->lane;
  g_autoptr (TsColumns) columns
    = ts_columns_new (lane, canvas->begin_ns, canvas->end_ns, canvas->n_columns);
  g_autoptr (GArray) solids = g_array_new (FALSE, FALSE, sizeof (TsSolid));
  double top = ts_canvas_snap_y (canvas, y_px),
         height = ts_canvas_snap_y (canvas, y_px + height_px) - top;
  TsInks inks;

  init_state_inks (&inks, canvas->palette, task);
  blend_narrow_ready (canvas, lane, columns);
  add_running (canvas, lane, columns, solids, task);
  cairo_save (canvas->cr);
  ts_strip_paint (canvas, columns, &inks, solids, top, height);
  ts_canvas_paint_waiting (canvas, lane, columns->blocks, top, height);
  ts_canvas_paint_ready (canvas, lane, columns->blocks, task, top, height);
  paint_numbers (canvas, lane, columns->blocks, task, top, height);
  cairo_restore (canvas->cr);
}
