/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The word processor's page: the person types, the tasks work on the text.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_TYPING_PAGE (ts_typing_page_get_type ())
G_DECLARE_FINAL_TYPE (TsTypingPage, ts_typing_page, TS, TYPING_PAGE, GtkWidget)

/* The session that is shown and acted on, which the widget keeps.  Context: the main thread. */
void ts_typing_page_set_session (TsTypingPage *self, TsSession *session);

G_END_DECLS
