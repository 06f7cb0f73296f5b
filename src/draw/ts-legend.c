/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legend: a sample and a name for everything that occurs on the page, and for nothing else.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "ts-columns.h"
#include "ts-page.h"
#include "ts-shade.h"

enum {
  SWATCH_WIDTH_PX = 42,
  SWATCH_HEIGHT_PX = 18,
  SWATCH_GAP_PX = 7,
  ITEM_GAP_PX = 22,
  LINE_HEIGHT_PX = 26,
  MOST_WALKED = 20000
};

static const TsFont legend_font = { 12, FALSE };

typedef struct {
  gboolean states[TS_N_STATES];
  gboolean has_blend, has_value, has_others, has_print;
} Occurrence;

/* Walks the slices of a task in the window; of very many, only a part, with the shades that the
 * index knows for sure. */
static void
note_states (const TsPage *page, const TsLane *lane, Occurrence *occurrence)
{
  guint first = ts_lane_find (lane, page->axis.begin_ns);
  guint end = MIN (ts_lane_find (lane, page->axis.end_ns - 1) + 1, ts_lane_get_n_slices (lane));
  guint stride = first < end ? MAX (1, (end - first) / MOST_WALKED) : 1;
  float shares[TS_N_SHADES];
  gboolean is_known[TS_N_SHADES] = { FALSE };

  for (guint i = first; i < end; i += stride)
    {
      guint state = ts_lane_get_slice (lane, i)->state;
      if (state < TS_N_STATES)
        {
          occurrence->states[state] = TRUE;
          is_known[ts_shade_of_state (state)] = TRUE;
        }
    }
  ts_lane_blend (lane, page->axis.begin_ns, page->axis.end_ns, 1, shares);
  for (guint8 shade = 0; shade < TS_N_SHADES; shade++)
    if (shares[shade] > 0 && !is_known[shade])
      occurrence->states[ts_shade_get_state (shade)] = TRUE;
}

/* True if a good part of the lane is denser than the columns of the page. */
static gboolean
is_blended (const TsPage *page, const TsLane *lane)
{
  g_autoptr (TsColumns) columns = ts_columns_new (lane, page->axis.begin_ns, page->axis.end_ns,
                                                  (guint) page->axis.width_px * 2);
  guint count = 0;

  for (guint i = 0; i < columns->n_columns; i++)
    count += (columns->present[i] & (columns->present[i] - 1)) != 0;
  return count * 20 > columns->n_columns;
}

static void
note_lane (const TsPage *page, const TsPageLane *lane, Occurrence *occurrence)
{
  TsRecording *recording = page->recording;
  const TsLane *slices;

  if (lane->kind == TS_PAGE_CORE)
    {
      const TsCore *core = g_ptr_array_index (ts_recording_get_cores (recording), lane->index);
      occurrence->has_others |= ts_lane_get_n_slices (core->others) > 0;
      slices = core->lane;
      occurrence->states[TS_STATE_RUNNING] |= ts_lane_get_n_slices (slices) > 0;
    }
  else if (lane->kind == TS_PAGE_TASK)
    {
      slices = ((TsTask *) g_ptr_array_index (ts_recording_get_tasks (recording), lane->index))
                   ->lane;
      note_states (page, slices, occurrence);
    }
  else
    {
      const TsObject *object = g_ptr_array_index (ts_recording_get_objects (recording),
                                                  lane->index);
      occurrence->states[TS_STATE_HELD] |= object->kind == TS_OBJECT_LOCK;
      occurrence->has_value |= object->kind != TS_OBJECT_LOCK;
      return;
    }
  occurrence->has_blend |= is_blended (page, slices);
}

/* A place for the next item, on a new line if this one is full. */
static void
add_item (TsPage *page, TsSwatchKind kind, TsState state, const char *words, double *x_px,
          double *y_px)
{
  double right = page->width_px - page->margin_px;
  double room = right - page->margin_px - SWATCH_WIDTH_PX - SWATCH_GAP_PX;
  g_autofree char *fitting = ts_text_meter_shorten (page->meter, &legend_font, words, room);
  double width = SWATCH_WIDTH_PX + SWATCH_GAP_PX
                 + ts_text_meter_get_width (page->meter, &legend_font, fitting);
  double text_height = ts_text_meter_get_height (page->meter, &legend_font);
  TsPageSwatch swatch = { kind, state, 0, 0, SWATCH_WIDTH_PX, SWATCH_HEIGHT_PX };

  if (*x_px > page->margin_px && *x_px + width > right)
    {
      *x_px = page->margin_px;
      *y_px += LINE_HEIGHT_PX;
    }
  swatch.x_px = *x_px;
  swatch.y_px = round (*y_px + (LINE_HEIGHT_PX - SWATCH_HEIGHT_PX) / 2.0);
  g_array_append_val (page->swatches, swatch);
  ts_page_add_text (page, &legend_font, TS_ROLE_TEXT, fitting,
                    *x_px + SWATCH_WIDTH_PX + SWATCH_GAP_PX,
                    *y_px + (LINE_HEIGHT_PX - text_height) / 2);
  *x_px += width + ITEM_GAP_PX;
}

static Occurrence
find_occurrence (TsPage *page)
{
  Occurrence occurrence = { { FALSE } };
  GPtrArray *prints = ts_recording_get_prints (page->recording);

  for (guint i = 0; i < page->lanes->len; i++)
    note_lane (page, &g_array_index (page->lanes, TsPageLane, i), &occurrence);
  for (guint i = 0; i < prints->len && !occurrence.has_print; i++)
    occurrence.has_print = ts_page_shows_print (page, g_ptr_array_index (prints, i));
  return occurrence;
}

void
ts_page_add_legend (TsPage *page, double *y_px)
{
  Occurrence occurrence = find_occurrence (page);
  double x = page->margin_px;

  if (page->lanes->len == 0)
    return;
  *y_px += 2;
  if (occurrence.states[TS_STATE_RUNNING])
    add_item (page, TS_SWATCH_RUNNING, TS_STATE_RUNNING,
              _("running (letter of the task, number of the core)"), &x, y_px);
  if (occurrence.states[TS_STATE_READY])
    add_item (page, TS_SWATCH_STATE, TS_STATE_READY, ts_state_get_words (TS_STATE_READY), &x, y_px);
  for (TsState state = TS_STATE_WAITING; state <= TS_STATE_WAITING_TASK; state++)
    if (occurrence.states[state])
      add_item (page, TS_SWATCH_STATE, state, ts_state_get_words (state), &x, y_px);
  if (occurrence.states[TS_STATE_HELD])
    add_item (page, TS_SWATCH_HELD, TS_STATE_HELD, _("lock held by that task"), &x, y_px);
  if (occurrence.has_value)
    add_item (page, TS_SWATCH_VALUE, TS_STATE_VALUE, _("fill or value"), &x, y_px);
  if (occurrence.has_others)
    add_item (page, TS_SWATCH_OTHERS, TS_STATE_OTHERS, _("use by other programs"), &x, y_px);
  if (occurrence.has_blend)
    add_item (page, TS_SWATCH_BLEND, TS_STATE_NONE,
              _("shorter than a pixel: colours mixed by their shares"), &x, y_px);
  if (occurrence.has_print)
    add_item (page, TS_SWATCH_PRINT, TS_STATE_NONE, _("prints a line"), &x, y_px);
  *y_px += LINE_HEIGHT_PX;
}
