/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The choice of a way to run: all ways, each with a sentence on what it is, or on why it cannot be chosen for the scenario.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_WAY_CHOICE (ts_way_choice_get_type ())
G_DECLARE_FINAL_TYPE (TsWayChoice, ts_way_choice, TS, WAY_CHOICE, GtkWidget)

/* Sets the way of `session` and follows it.  Context: the main thread. */
void ts_way_choice_set_session (TsWayChoice *self, TsSession *session);

/* The names of the ways in the list (GtkStringObject); (transfer none). */
GListModel *ts_way_choice_get_model (TsWayChoice *self);

G_END_DECLS
