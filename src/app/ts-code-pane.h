/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program written out in another language, as the chosen way and the values say; to be read, copied and saved.
 *
 * Property: language ("python" or "c").  Nothing is made before it is shown for the first time.
 */
#pragma once

#include <gtk/gtk.h>

#include "ts-session.h"

G_BEGIN_DECLS

#define TS_TYPE_CODE_PANE (ts_code_pane_get_type ())
G_DECLARE_FINAL_TYPE (TsCodePane, ts_code_pane, TS, CODE_PANE, GtkWidget)

/* To be called once.  Context of all: the main thread. */
void ts_code_pane_set_session (TsCodePane *self, TsSession *session);

/* The code that is shown, "" if there is none; free with g_free. */
char *ts_code_pane_get_text (TsCodePane *self);

/* Why there is none, "" if there is; (transfer none). */
const char *ts_code_pane_get_refusal (TsCodePane *self);

G_END_DECLS
