/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paints a page that has been laid out.
 */
#include "config.h"

#include <math.h>

#include "ts-lane-painter.h"
#include "ts-letters.h"
#include "ts-page.h"
#include "ts-pattern.h"
#include "ts-ruler.h"
#include "ts-shape.h"

enum { PRINT_SIZE_PX = 7 };

/* Lines down from the ruler's labelled ticks, behind everything. */
static void
paint_grid (cairo_t *cr, const TsPage *page, const TsPalette *palette)
{
  TsFont font = ts_ruler_get_font (page->ruler_height_px);
  gint64 step = ts_ruler_choose_step (page->meter, &font, &page->axis);
  double top = page->ruler_y_px + page->ruler_height_px;

  for (gint64 tick = ts_ruler_first_tick (page->axis.begin_ns, step); tick <= page->axis.end_ns;
       tick += step)
    cairo_rectangle (cr, round (ts_axis_to_px (&page->axis, tick)), top, 1,
                     page->lanes_end_px - 8 - top);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_GRID));
  cairo_fill (cr);
}

static void
paint_boxes (cairo_t *cr, const TsPage *page, const TsPalette *palette)
{
  cairo_set_line_width (cr, 1);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_BOX));
  for (guint i = 0; i < page->boxes->len; i++)
    {
      const TsPageBox *box = &g_array_index (page->boxes, TsPageBox, i);
      ts_shape_add_round_rectangle (cr, floor (box->x_px) + 0.5, floor (box->y_px) + 0.5,
                                    floor (box->width_px) - 1, floor (box->height_px) - 1,
                                    MIN (6, box->height_px / 4));
    }
  cairo_stroke (cr);
}

/* A square in a task's colour with its letter, which gets smaller rather than wider than the square.
 */
static void
paint_badge (cairo_t *cr, const TsPage *page, const TsPalette *palette, const TsPageBadge *badge)
{
  TsFont font = { badge->size_px * 0.62, TRUE };
  char letters[8];
  double width;

  ts_task_get_badge (badge->task, letters);
  while ((width = ts_text_meter_get_width (page->meter, &font, letters)) > badge->size_px - 4
         && font.size_px > 5)
    font.size_px -= 0.5;
  ts_shape_add_round_rectangle (cr, badge->x_px + 0.5, badge->y_px + 0.5, badge->size_px - 1,
                                badge->size_px - 1, 4);
  ts_color_set (cr, ts_palette_get_task (palette, badge->task));
  cairo_fill_preserve (cr);
  ts_color_set (cr, ts_palette_get_task_edge (palette, badge->task));
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  ts_text_paint (cr, &font, letters, badge->x_px + (badge->size_px - width) / 2,
                 badge->y_px + (badge->size_px - ts_text_meter_get_height (page->meter, &font)) / 2,
                 ts_palette_get_task_text (palette, badge->task));
}

static void
paint_text (cairo_t *cr, const TsPageText *text, const TsPalette *palette)
{
  const TsColor *color = ts_palette_get_role (palette, text->role);

  if (!text->is_upright)
    {
      ts_text_paint (cr, &text->font, text->text, text->x_px, text->y_px, color);
      return;
    }
  cairo_save (cr);
  cairo_translate (cr, text->x_px, text->y_px + text->height_px);
  cairo_rotate (cr, -G_PI_2);
  ts_text_paint (cr, &text->font, text->text, 0, 0, color);
  cairo_restore (cr);
}

/* Vector pictures of a few lanes are fine enough to be enlarged; those of very many stay small as files.
 */
static guint
choose_vector_columns (const TsPage *page)
{
  return page->lanes->len <= 24 ? 4 : page->lanes->len <= 60 ? 2 : 1;
}

/* Lanes are most of the work; a fifth of it comes after them. */
static gboolean
paint_lanes (cairo_t *cr, const TsPage *page, const TsPalette *palette, TsProgress *progress)
{
  static void (*const painters[]) (const TsCanvas *, TsRecording *, guint, double, double) = {
    [TS_PAGE_CORE] = ts_canvas_paint_core,
    [TS_PAGE_TASK] = ts_canvas_paint_task,
    [TS_PAGE_OBJECT] = ts_canvas_paint_object,
  };
  TsCanvas canvas;

  ts_canvas_init (&canvas, cr, &page->axis, palette, choose_vector_columns (page));
  for (guint i = 0; i < page->lanes->len && !ts_progress_is_cancelled (progress); i++)
    {
      const TsPageLane *lane = &g_array_index (page->lanes, TsPageLane, i);
      painters[lane->kind] (&canvas, page->recording, lane->index, lane->y_px, lane->height_px);
      ts_progress_set (progress, 4 * (i + 1), 5 * page->lanes->len);
    }
  return !ts_progress_is_cancelled (progress);
}

/* A small triangle that points at the moment. */
static void
add_print_mark (cairo_t *cr, double x, double y)
{
  cairo_move_to (cr, x - PRINT_SIZE_PX / 2.0, y);
  cairo_line_to (cr, x + PRINT_SIZE_PX / 2.0, y);
  cairo_line_to (cr, x, y + PRINT_SIZE_PX);
  cairo_close_path (cr);
}

static void
paint_prints (cairo_t *cr, const TsPage *page, const TsPalette *palette)
{
  GPtrArray *prints = ts_recording_get_prints (page->recording);

  for (guint i = 0; i < prints->len; i++)
    {
      const TsPrint *print = g_ptr_array_index (prints, i);
      if (ts_page_shows_print (page, print))
        add_print_mark (cr, ts_axis_to_px (&page->axis, print->time_ns),
                        ts_page_find_task_lane (page, print->task)->y_px - PRINT_SIZE_PX / 2.0);
    }
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_TEXT));
  cairo_fill_preserve (cr);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_BACKGROUND));
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
paint_swatch (cairo_t *cr, const TsPageSwatch *swatch, const TsPalette *palette)
{
  /* A lane of one slice (of two tasks, to show a blend), painted as all lanes are. */
  g_autoptr (TsRecording) sample = ts_legend_make_sample (swatch);
  TsAxis axis = { 0, 1000, swatch->x_px, swatch->width_px };

  if (swatch->kind == TS_SWATCH_PRINT)
    {
      add_print_mark (cr, swatch->x_px + swatch->width_px / 2, swatch->y_px + 4);
      ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_TEXT));
      cairo_fill (cr);
    }
  else if (swatch->kind == TS_SWATCH_OTHERS || swatch->kind == TS_SWATCH_BLEND)
    ts_paint_core_lane (cr, sample, 0, &axis, swatch->y_px, swatch->height_px, palette);
  else if (swatch->kind == TS_SWATCH_HELD || swatch->kind == TS_SWATCH_VALUE)
    ts_paint_object_lane (cr, sample, 0, &axis, swatch->y_px, swatch->height_px, palette);
  else
    ts_paint_task_lane (cr, sample, 0, &axis, swatch->y_px, swatch->height_px, palette);
}

static void
paint_words (cairo_t *cr, const TsPage *page, const TsPalette *palette)
{
  for (guint i = 0; i < page->badges->len; i++)
    paint_badge (cr, page, palette, &g_array_index (page->badges, TsPageBadge, i));
  for (guint i = 0; i < page->swatches->len; i++)
    paint_swatch (cr, &g_array_index (page->swatches, TsPageSwatch, i), palette);
  for (guint i = 0; i < page->texts->len; i++)
    paint_text (cr, &g_array_index (page->texts, TsPageText, i), palette);
}

gboolean
ts_page_paint_layout (cairo_t *cr, const TsPage *page, TsProgress *progress)
{
  const TsPalette *palette = page->palette;
  gboolean is_whole;

  cairo_save (cr);
  ts_color_set (cr, ts_palette_get_role (palette, TS_ROLE_BACKGROUND));
  cairo_rectangle (cr, 0, 0, page->width_px, page->height_px);
  cairo_fill (cr);
  paint_grid (cr, page, palette);
  ts_paint_ruler (cr, &page->axis, page->ruler_y_px, page->ruler_height_px, palette);
  paint_boxes (cr, page, palette);
  is_whole = paint_lanes (cr, page, palette, progress);
  if (is_whole)
    {
      paint_prints (cr, page, palette);
      ts_page_paint_speed_up (cr, page);
      paint_words (cr, page, palette);
    }
  cairo_restore (cr);
  return is_whole;
}
