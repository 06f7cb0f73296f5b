/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of cores.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ts-page-rows.h"

enum { BADGE_GAP_PX = 7, BOX_PADDING_PX = 4, MOST_SIBLINGS = 8, TWO_LINES_PX = 34 };

double
ts_page_get_busy (const TsPage *page, guint core)
{
  const TsCore *of = g_ptr_array_index (ts_recording_get_cores (page->recording), core);
  float shares[TS_N_SHADES];
  double busy = 0;

  ts_lane_blend (of->lane, page->axis.begin_ns, page->axis.end_ns, 1, shares);
  for (guint i = 0; i < TS_N_SHADES; i++)
    busy += shares[i];
  return MIN (busy, 1);
}

/* A small framed P or E behind the name of a performance or an efficiency core; returns the width
 * that it takes. */
static double
add_kind_badge (TsPage *page, const TsPageRow *row, const char *kind, const char *name)
{
  /* Translators: the letters of performance and efficiency cores. */
  const char *letter = g_str_equal (kind, "performance") ? C_("core kind", "P")
                       : g_str_equal (kind, "efficiency") ? C_("core kind", "E") : NULL;
  TsFont font = ts_row_get_name_font (row->size, row->bold), small = { font.size_px - 3, TRUE };
  double width;
  TsPageBox box;

  if (letter == NULL)
    return 0;
  width = ts_text_meter_get_width (page->meter, &small, letter);
  box.x_px = round (row->x_px + ts_text_meter_get_width (page->meter, &font, name) + BADGE_GAP_PX);
  box.height_px = round (ts_text_meter_get_height (page->meter, &small));
  box.width_px = round (width + 7);
  box.y_px = round (row->middle_px - box.height_px / 2);
  if (box.x_px + box.width_px > page->name_x_px + page->label_width_px)
    return 0;
  g_array_append_val (page->boxes, box);
  ts_page_add_text (page, &small, TS_ROLE_TEXT, letter, box.x_px + (box.width_px - width) / 2,
                    box.y_px);
  return BADGE_GAP_PX + box.width_px;
}

/* Name and use: one above the other where the row is high enough. */
static void
add_core_name (TsPage *page, guint index, const TsRowSize *size, double x_px, double y_px)
{
  const TsCore *core = g_ptr_array_index (ts_recording_get_cores (page->recording), index);
  g_autofree char *name = g_strdup_printf (_("Core %u"), core->number);
  /* Translators: how much of the time a core ran tasks of the run. */
  g_autofree char *busy = g_strdup_printf (_("busy %.0f\302\240%%"),
                                           100 * ts_page_get_busy (page, index));
  TsFont small = ts_row_get_detail_font (size);
  double line = ts_text_meter_get_height (page->meter, &small);
  gboolean has_two_lines = size->row_px >= TWO_LINES_PX;
  TsPageRow row = { size, x_px, round (y_px + size->row_px / 2), TRUE };
  double badge;

  row.middle_px -= has_two_lines ? line / 2 : 0;
  badge = add_kind_badge (page, &row, core->kind, name);
  ts_page_add_name (page, &row, name, has_two_lines || badge > 0 ? "" : busy);
  if (has_two_lines)
    ts_page_add_text (page, &small, TS_ROLE_TEXT_DIM, busy, x_px, row.middle_px + line - 2);
}

/* The name of a physical core, upright at the left of its frame: as much as fits. */
static void
add_box_name (TsPage *page, const TsPageBox *box, guint physical_core, guint n_cores)
{
  TsFont font = { 10, FALSE };
  g_autofree char *pair = g_strdup_printf (_("core pair %u"), physical_core);
  g_autofree char *physical = g_strdup_printf (_("physical core %u"), physical_core);
  g_autofree char *number = g_strdup_printf ("%u", physical_core);
  const char *candidates[] = { n_cores == 2 ? pair : physical, number };

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      TsPageText text = { NULL, font, TS_ROLE_TEXT_DIM, box->x_px + 5, 0, 0, 0, TRUE };

      text.height_px = ts_text_meter_get_width (page->meter, &font, candidates[i]);
      text.width_px = ts_text_meter_get_height (page->meter, &font);
      text.y_px = box->y_px + (box->height_px - text.height_px) / 2;
      if (text.height_px > box->height_px - 6)
        continue;
      text.text = g_strdup (candidates[i]);
      g_array_append_val (page->texts, text);
      return;
    }
}

static void
add_box (TsPage *page, guint physical_core, guint n_cores, double y_px, double height_px)
{
  TsPageBox box = { page->margin_px, y_px - BOX_PADDING_PX, page->width_px - 2 * page->margin_px,
                    height_px + 2 * BOX_PADDING_PX };

  g_array_append_val (page->boxes, box);
  add_box_name (page, &box, physical_core, n_cores);
}

/* The end of the siblings of the core in row `begin`. */
static guint
end_of_siblings (TsPage *page, GArray *rows, guint begin)
{
  GPtrArray *cores = ts_recording_get_cores (page->recording);
  const TsCore *first = g_ptr_array_index (cores, g_array_index (rows, guint, begin));
  guint end = begin + 1;

  while (
      end < rows->len
      && ts_cores_are_siblings (first, g_ptr_array_index (cores, g_array_index (rows, guint, end))))
    end++;
  return end;
}

guint
ts_page_add_cores (TsPage *page, double *y_px)
{
  g_autoptr (GArray) rows = ts_page_choose_cores (page, ts_page_get_most_rows (TS_PAGE_CORE));
  GPtrArray *cores = ts_recording_get_cores (page->recording);
  const TsRowSize *size = ts_page_choose_size (TS_PAGE_CORE, rows->len);
  gboolean has_boxes = ts_page_has_siblings (page, MOST_SIBLINGS);
  double x = has_boxes ? page->name_x_px : page->margin_px;

  for (guint i = 0, end; i < rows->len; i = end)
    {
      const TsCore *first = g_ptr_array_index (cores, g_array_index (rows, guint, i));
      double begin_y;

      end = has_boxes ? end_of_siblings (page, rows, i) : i + 1;
      *y_px += end > i + 1 ? BOX_PADDING_PX : 0;
      begin_y = *y_px;
      for (guint row = i; row < end; row++, *y_px += size->row_px)
        {
          add_core_name (page, g_array_index (rows, guint, row), size, x, *y_px);
          ts_page_add_lane (page, TS_PAGE_CORE, g_array_index (rows, guint, row), size, *y_px);
        }
      if (end > i + 1)
        {
          add_box (page, first->physical_core, end - i, begin_y, *y_px - begin_y);
          *y_px += BOX_PADDING_PX + MIN (8, round (size->row_px / 5));
        }
    }
  return rows->len;
}
