/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Says how it is observed who ran where, and how fine that is; opens a choice for the next run.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_SOURCE_BUTTON (ts_source_button_get_type ())
G_DECLARE_FINAL_TYPE (TsSourceButton, ts_source_button, TS, SOURCE_BUTTON, GtkWidget)

/* The session that is shown and acted on, which the widget keeps; may be NULL.  Context: the main thread. */
void ts_source_button_set_session (TsSourceButton *self, TsSession *session);

G_END_DECLS
