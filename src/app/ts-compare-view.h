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

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread. */
void ts_compare_view_set_session (TsCompareView *self, TsSession *session);

G_END_DECLS
