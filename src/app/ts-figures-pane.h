/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figures of tasks and cores, and every slice as a table.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-figures-table.h"
#include "ts-session.h"
#include "ts-slice-table.h"

G_BEGIN_DECLS

#define TS_TYPE_FIGURES_PANE (ts_figures_pane_get_type ())
G_DECLARE_FINAL_TYPE (TsFiguresPane, ts_figures_pane, TS, FIGURES_PANE, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread, as for all. */
void ts_figures_pane_set_session (TsFiguresPane *self, TsSession *session);

/* Its tables; NULL until the pane was seen for the first time. */
TsFiguresTable *ts_figures_pane_get_tasks (TsFiguresPane *self);
TsFiguresTable *ts_figures_pane_get_cores (TsFiguresPane *self);
TsSliceTable *ts_figures_pane_get_slices (TsFiguresPane *self);

G_END_DECLS
