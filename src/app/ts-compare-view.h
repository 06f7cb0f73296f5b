/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two runs above each other on one axis, with the difference in words.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_COMPARE_VIEW (ts_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (TsCompareView, ts_compare_view, TS, COMPARE_VIEW, GtkWidget)

/* The session that is shown and acted on, which the widget keeps: its last two recordings at first, and again with each
 * new one.  Context: the main thread, as for all here. */
void ts_compare_view_set_session (TsCompareView *self, TsSession *session);

/* Shows two recordings of the session's history. */
void ts_compare_view_show (TsCompareView *self, TsRecording *first, TsRecording *second);

/* What is looked at above (0) and below (1); (transfer none). */
TsViewport *ts_compare_view_get_viewport (TsCompareView *self, guint side);

/* The difference in words, and the figures as text with tabs (free with g_free). */
const char *ts_compare_view_get_sentence (TsCompareView *self);
char *ts_compare_view_get_table (TsCompareView *self);

G_END_DECLS
