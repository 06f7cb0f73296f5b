/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the scenario is about and what to look at.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_ABOUT_PANE (ts_about_pane_get_type ())
G_DECLARE_FINAL_TYPE (TsAboutPane, ts_about_pane, TS, ABOUT_PANE, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread. */
void ts_about_pane_set_session (TsAboutPane *self, TsSession *session);

/* A hidden box below the summary, for what has no room elsewhere in a small window; (transfer none). */
GtkBox *ts_about_pane_get_slot (TsAboutPane *self);

G_END_DECLS
