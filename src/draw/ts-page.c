/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ts-page.h"

#include <math.h>

enum {
  DEFAULT_WIDTH_PX = 1280,
  LEAST_WIDTH_PX = 480,
  MOST_WIDTH_PX = 8192,
  MARGIN_PX = 28,
  RULER_HEIGHT_PX = 26,
  NAME_INDENT_PX = 28,
  LANE_INDENT_PX = 14,
  BOX_PADDING_PX = 8
};

/* Some 36 years. */
static const gint64 most_ns = G_GINT64_CONSTANT (1) << 60;

static void
clear_text (gpointer data)
{
  g_free (((TsPageText *) data)->text);
}

double
ts_page_add_text (TsPage *page, const TsFont *font, TsRole role, const char *text, double x_px,
                  double y_px)
{
  TsPageText added = { g_strdup (text), *font, role, x_px, y_px };

  added.width_px = ts_text_meter_get_width (page->meter, font, text);
  added.height_px = ts_text_meter_get_height (page->meter, font);
  g_array_append_val (page->texts, added);
  return added.width_px;
}

/* The window asked for; the whole run if none is, and never empty. */
static void
choose_window (TsPage *page, const TsPageOptions *options)
{
  const TsRunFacts *facts = ts_recording_get_facts (page->recording);

  page->axis.begin_ns = options->begin_ns;
  page->axis.end_ns = options->end_ns;
  if (options->begin_ns == 0 && options->end_ns == 0)
    page->axis.end_ns = MAX (facts->duration_ns, ts_recording_get_end_ns (page->recording));
  /* A foreign recording may hold any time; a ruler must be able to step beyond its end. */
  page->axis.begin_ns = CLAMP (page->axis.begin_ns, -most_ns, most_ns);
  page->axis.end_ns = CLAMP (page->axis.end_ns, -most_ns, most_ns);
  if (page->axis.end_ns <= page->axis.begin_ns)
    page->axis.end_ns = page->axis.begin_ns + 1000;
}

TsPage *
ts_page_new (TsRecording *recording, const TsPageOptions *options)
{
  TsPage *page = g_new0 (TsPage, 1);
  double y = MARGIN_PX, width = options->width_px > 0 ? options->width_px : DEFAULT_WIDTH_PX;

  page->recording = recording;
  page->palette = ts_palette_get_coloured (options->appearance, options->colouring, options->is_plain);
  page->width_px = CLAMP (round (width), LEAST_WIDTH_PX, MOST_WIDTH_PX);
  page->margin_px = MARGIN_PX;
  page->texts = g_array_new (FALSE, FALSE, sizeof (TsPageText));
  page->lanes = g_array_new (FALSE, FALSE, sizeof (TsPageLane));
  page->boxes = g_array_new (FALSE, FALSE, sizeof (TsPageBox));
  page->badges = g_array_new (FALSE, FALSE, sizeof (TsPageBadge));
  page->swatches = g_array_new (FALSE, FALSE, sizeof (TsPageSwatch));
  g_array_set_clear_func (page->texts, clear_text);
  page->meter = ts_text_meter_new ();

  choose_window (page, options);
  page->name_x_px = MARGIN_PX + NAME_INDENT_PX;
  page->label_width_px = ceil (CLAMP (ts_page_measure_labels (page), 60, page->width_px * 0.24));
  page->axis.x_px = page->name_x_px + page->label_width_px + LANE_INDENT_PX;
  page->axis.width_px = page->width_px - MARGIN_PX - BOX_PADDING_PX - page->axis.x_px;
  ts_page_add_head (page, &y);
  page->ruler_y_px = y;
  page->ruler_height_px = RULER_HEIGHT_PX;
  y += RULER_HEIGHT_PX + 10;
  ts_page_add_rows (page, &y);
  page->lanes_end_px = y;
  ts_page_add_speed_up (page, &y);
  ts_page_add_legend (page, &y);
  ts_page_add_foot (page, &y);
  page->height_px = ceil (y + MARGIN_PX * 0.7);
  return page;
}

void
ts_page_free (TsPage *page)
{
  if (page == NULL)
    return;
  g_array_unref (page->texts);
  g_array_unref (page->lanes);
  g_array_unref (page->boxes);
  g_array_unref (page->badges);
  g_array_unref (page->swatches);
  ts_text_meter_free (page->meter);
  g_free (page);
}

double
ts_page_get_height (TsRecording *recording, const TsPageOptions *options)
{
  g_autoptr (TsPage) page = ts_page_new (recording, options);

  return page->height_px;
}

void
ts_page_paint (cairo_t *cr, TsRecording *recording, const TsPageOptions *options)
{
  g_autoptr (TsPage) page = ts_page_new (recording, options);

  ts_page_paint_layout (cr, page, NULL);
}

gboolean
ts_page_paint_with_progress (cairo_t *cr, TsRecording *recording, const TsPageOptions *options,
                             TsProgress *progress)
{
  g_autoptr (TsPage) page = ts_page_new (recording, options);

  return ts_page_paint_layout (cr, page, progress);
}
