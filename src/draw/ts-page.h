/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page's layout, a value that is computed once: where every lane, text, box and swatch lies.
 */
#pragma once

#include "ts-painter.h"
#include "ts-speed-up-chart.h"
#include "ts-text.h"

G_BEGIN_DECLS

/* A text and the place that it takes; upright: turned by 90° to the left, with width and height of
 * the turned text. */
typedef struct {
  char *text;
  TsFont font;
  TsRole role;
  double x_px, y_px, width_px, height_px;
  gboolean is_upright;
} TsPageText;

typedef enum { TS_PAGE_CORE, TS_PAGE_TASK, TS_PAGE_OBJECT } TsPageLaneKind;

typedef struct {
  TsPageLaneKind kind;
  guint index;            /* core, task or object of the recording */
  double y_px, height_px;
} TsPageLane;

/* A frame: round the cores of a physical core, or round the letter of a core's kind. */
typedef struct {
  double x_px, y_px, width_px, height_px;
} TsPageBox;

/* The square with a task's letter before its name. */
typedef struct {
  guint task;
  double x_px, y_px, size_px;
} TsPageBadge;

typedef enum {
  TS_SWATCH_RUNNING,
  TS_SWATCH_STATE,
  TS_SWATCH_HELD,
  TS_SWATCH_VALUE,
  TS_SWATCH_OTHERS,
  TS_SWATCH_BLEND,
  TS_SWATCH_PRINT
} TsSwatchKind;

/* The sample before a text of the legend. */
typedef struct {
  TsSwatchKind kind;
  TsState state;
  double x_px, y_px, width_px, height_px;
} TsPageSwatch;

typedef struct {
  TsRecording *recording;  /* borrowed */
  const TsPalette *palette;
  double width_px, height_px, margin_px;
  double name_x_px, label_width_px;
  TsAxis axis;
  double ruler_y_px, ruler_height_px;
  double lanes_end_px;     /* where the lines of the grid end */
  GArray *texts;           /* TsPageText */
  GArray *lanes;           /* TsPageLane */
  GArray *boxes;           /* TsPageBox */
  GArray *badges;          /* TsPageBadge */
  GArray *swatches;        /* TsPageSwatch */
  gboolean has_chart;
  TsSpeedUpChart chart;    /* the measured speed-up beside what the laws say */
  TsTextMeter *meter;
} TsPage;

/* Lays out `recording`, which must outlive the page and not change. */
TsPage *ts_page_new (TsRecording *recording, const TsPageOptions *options);
void ts_page_free (TsPage *page);

/* Paints the page; ts_page_paint() does both.  FALSE if it was cancelled. */
gboolean ts_page_paint_layout (cairo_t *cr, const TsPage *page, TsProgress *progress);

/* Adds a text with its top left corner at (x_px, y_px); returns its width. */
double ts_page_add_text (TsPage *page, const TsFont *font, TsRole role, const char *text,
                         double x_px, double y_px);

/* Parts of the layout, each from *y_px down, which they move on. */
void ts_page_add_head (TsPage *page, double *y_px);
void ts_page_add_rows (TsPage *page, double *y_px);
void ts_page_add_speed_up (TsPage *page, double *y_px); /* nothing, where there is none */
void ts_page_add_legend (TsPage *page, double *y_px);
void ts_page_add_foot (TsPage *page, double *y_px);

/* Paints the speed-up, but for its texts. */
void ts_page_paint_speed_up (cairo_t *cr, const TsPage *page);

/* A recording that holds what a swatch shows, from 0 to 1000 ns, in its first core, task or object.
 * (transfer full) */
TsRecording *ts_legend_make_sample (const TsPageSwatch *swatch);

/* True if the print lies in the window and its task has a row. */
gboolean ts_page_shows_print (const TsPage *page, const TsPrint *print);

/* The lane of a task, NULL if it has no row. */
const TsPageLane *ts_page_find_task_lane (const TsPage *page, guint task);

/* Share of the page's window in which a core ran tasks of the run, 0 … 1. */
double ts_page_get_busy (const TsPage *page, guint core);

/* Width that the names of the rows need, before the axis is laid. */
double ts_page_measure_labels (TsPage *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TsPage, ts_page_free)

G_END_DECLS
