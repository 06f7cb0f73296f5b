/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which rows a page shows, and the parts that rows of all kinds share.
 */
#pragma once

#include "ts-page.h"

G_BEGIN_DECLS

/* How high rows and their lanes are when there are at most so many. */
typedef struct {
  guint most_rows;
  double row_px, lane_px;
} TsRowSize;

/* Where the name of a row stands. */
typedef struct {
  const TsRowSize *size;
  double x_px, middle_px;
  gboolean bold;
} TsPageRow;

const TsRowSize *ts_page_choose_size (TsPageLaneKind kind, guint n_rows);
guint ts_page_get_most_rows (TsPageLaneKind kind);
TsFont ts_row_get_name_font (const TsRowSize *size, gboolean bold);
TsFont ts_row_get_detail_font (const TsRowSize *size);

void ts_page_add_name (TsPage *page, const TsPageRow *row, const char *name, const char *detail);
void ts_page_add_lane (TsPage *page, TsPageLaneKind kind, guint index, const TsRowSize *size,
                       double y_px);

/* Adds the rows of cores, with frames round those of one physical core; returns how many there are.
 */
guint ts_page_add_cores (TsPage *page, double *y_px);

/* Positions (guint) of at most `most` cores, siblings side by side; those that ran something go
 * first if not all can be shown.  Free with g_array_unref. */
GArray *ts_page_choose_cores (const TsPage *page, guint most);

/* The same for tasks: in their order; those with something to show in the window if not all can be shown.
 */
GArray *ts_page_choose_tasks (const TsPage *page, guint most);

gboolean ts_cores_are_siblings (const TsCore *a, const TsCore *b);

/* True if some physical core has two or more cores; a group of more than `most` only says that
 * nobody knew. */
gboolean ts_page_has_siblings (const TsPage *page, guint most);

G_END_DECLS
