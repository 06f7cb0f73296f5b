/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A layout that breaks into lines what does not fit beside one another, like words.
 *
 * With a column width it makes as many columns as fit, all equally wide, whatever the number of
 * children: cards of several such grids below one another stand in line.  (GtkFlowBox widens few
 * children, and each of them takes the focus.)
 *
 * From the first child of a line with halign "end" on, children stand at the line's end.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TS_TYPE_FLOW_LAYOUT (ts_flow_layout_get_type ())
G_DECLARE_FINAL_TYPE (TsFlowLayout, ts_flow_layout, TS, FLOW_LAYOUT, GtkLayoutManager)

/* Properties: column-spacing, row-spacing, column-width (0: each child as wide as it wishes to be), natural-width (that it
 * wishes to have at most; 0: room for all in one line). */
GtkLayoutManager *ts_flow_layout_new (int column_spacing, int row_spacing, int column_width);

G_END_DECLS
